"""What the program tells of itself: help that is not cut, what a mistyped word was meant to be, completion."""

import os
import subprocess
import sys

import pytest

from boundlab.cli._group import build

COMPLETED = [
    ("boundlab cons", {"consistency", "construct"}),
    ("boundlab show galanti-wolf-2020/thm-1", {"galanti-wolf-2020/thm-1"}),
    ("boundlab compare galanti-wolf-2020/thm-3 galanti-wolf-2020/thm-4", {"galanti-wolf-2020/thm-4"}),
    ("boundlab cite galanti-wolf-2020", {"galanti-wolf-2020", "galanti-wolf-2020/thm-1"}),
    ("boundlab figures optim", {"optimiser_bias"}),
    ("boundlab count chu", {"chunked"}),
    ("boundlab count chunked --prim", {"--primary", "--primary-bias"}),
    ("boundlab best --activation si", {"sigmoid", "silu", "sin"}),
    ("boundlab explicit --activation leaky", {"leaky-relu"}),
    ("boundlab measure --activation soft", {"softplus"}),
    ("boundlab verify lem-10", {"lem-10"}),
]


def groups(command, context):
    if hasattr(command, "list_commands"):
        yield command
        for name in command.list_commands(context):
            yield from groups(command.get_command(context, name), context)


def test_no_summary_is_cut(boundlab):
    group = build()
    context = group.make_context("boundlab", ["list"])
    for found in groups(group, context):
        words = [] if found is group else [found.name]
        page = " ".join(boundlab(*words, "--help").out.split())
        for name in found.list_commands(context):
            summary = " ".join(found.get_command(context, name).get_short_help_str(10**4).split())
            assert summary
            assert not summary.endswith("...")
            assert f"{name} {summary}" in page


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (["cmpare"], "did you mean compare"),
        (["xyzzy"], "`boundlab --help` lists them"),
        (["measure", "qvsg"], "did you mean q-vs-g?"),
        (["count", "chunkd"], "did you mean chunked?"),
        (["count", "xyzzy"], "`boundlab count --help` lists them"),
        (["list", "--knd", "lower"], "--kind"),
        (["show", "galanti-wolf-2020/thm3"], "did you mean galanti-wolf-2020/thm-3"),
        (["figures", "foo"], "`boundlab figures --list`"),
        (["figures", "exponent"], "nearest: exponents"),
        (["best", "--activation", "tnh"], "did you mean tanh?"),
    ],
)
def test_a_mistyped_word_gets_a_suggestion(boundlab, line, hint):
    done = boundlab(*line)
    assert done.code == 2
    assert hint in done.err
    assert len(done.err) < 250


def test_the_shell_completes_commands_ids_figures_activations_and_architectures():
    """All in one new process, for its start is what takes the time."""
    code = (
        "import contextlib, io, os, sys\nfrom boundlab.cli import run\n"
        "for line in sys.stdin.read().splitlines():\n"
        "    os.environ.update(COMP_WORDS=line, COMP_CWORD=str(len(line.split()) - 1))\n"
        "    out = io.StringIO()\n"
        "    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):\n"
        "        run([])\n"
        "    print(*out.getvalue().split())\n"
        "assert not {'torch', 'numpy', 'matplotlib'} & set(sys.modules)\n"
    )
    environment = {**os.environ, "_BOUNDLAB_COMPLETE": "complete_bash"}
    lines = "\n".join(line for line, _ in COMPLETED)
    done = subprocess.run([sys.executable, "-c", code], input=lines, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    for (line, expected), found in zip(COMPLETED, done.stdout.splitlines(), strict=True):
        assert expected <= set(found.split()), (line, found)
