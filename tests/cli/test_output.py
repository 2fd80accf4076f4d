"""What is printed arrives whole: in any character set, on any width, into anything that stdout may be."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections import Counter

import command_lines
import pytest

from boundlab.cli import run
from boundlab.cli._group import build
from boundlab.cli._spelling import ASCII, ascii_form, spelled
from boundlab.cli._table import lay_out
from boundlab.errors import EXTRAS

EXTRA_LINES = [["--help"], ["measure", "--help"], ["list", "--json"], ["show", "galanti-wolf-2020/thm-é"]]


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def leaves(command, context, name=()):
    """The words of every command under `command`."""
    if not hasattr(command, "list_commands"):
        yield " ".join(name)
        return
    if command.invoke_without_command:
        yield " ".join(name)
    for sub in command.list_commands(context):
        yield from leaves(command.get_command(context, sub), context, (*name, sub))


def test_every_command_has_typical_lines():
    group = build()
    names = set(leaves(group, group.make_context("boundlab", ["list"])))
    from boundlab import architectures

    names -= {f"count {name}" for name in architectures.names()} - {"count full"}
    assert names == set(command_lines.TYPICAL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from boundlab.runs.store import RunStore

    folder = tmp_path_factory.mktemp("lines")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["prove", "m1 >= 1", "--certificate", str(folder / "certificate.json")]) == 0
    with RunStore(str(folder / "runs.db")):
        pass
    return folder


def shown(line, encoding="utf-8", kind=io.TextIOWrapper):
    """Exit code and output, as text, of a command on a stdout of that encoding."""
    out, err = (kind(io.BytesIO(), encoding=encoding) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(line)
    return code, *(stream.buffer.getvalue().decode(encoding) for stream in (out, err))


def words(text):
    return Counter(word.rstrip(":,") for word in text.split() if set(word) - set("─-"))


@pytest.mark.parametrize("name", [*command_lines.TYPICAL, None])
def test_no_character_set_and_no_width_loses_a_word(name, folder, monkeypatch):
    """Each width once, each with another character set; the words of a wide output are all in a narrow one."""
    table = {name: command_lines.TYPICAL.get(name)}
    lines = command_lines.lines(table, folder) if name else EXTRA_LINES
    for line in lines:
        code, out, err = shown(line)
        assert code in (0, 1, 2, 3), err
        if "--json" not in line:
            for encoding, columns in (("cp1252", "20"), ("latin-1", "40"), ("ascii", "80")):
                monkeypatch.setenv("COLUMNS", columns)
                got = shown(line, encoding, Terminal)
                assert got[0] == code, got
                expected = out.encode(encoding, "boundlab.spelled").decode(encoding)
                if "--help" not in line:
                    assert not words(expected) - words(got[1]), (encoding, got[1])
                assert "Error" not in got[2]


def test_json_is_the_same_data_in_every_character_set():
    data = [json.loads(shown(["list", "--json"], encoding)[1]) for encoding in ("utf-8", "cp1252", "ascii")]
    assert data[0] == data[1] == data[2]
    assert "ε" in str(data[0])


def test_a_pipe_gets_whole_lines_whatever_the_environment_says(monkeypatch):
    plain = shown(["list"])[1]
    for variable, value in {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": "20"}.items():
        monkeypatch.setenv(variable, value)
    assert shown(["list"])[1] == plain
    assert "\x1b" not in plain


def test_every_character_of_the_sources_has_a_spelling():
    from test_house import ROOT, SOURCES

    files = [*SOURCES, *(ROOT / "proofs_numeric").glob("*.py"), *(ROOT / "figures").glob("*.py")]
    used = {c for path in files if path.name != "_spelling.py" for c in path.read_text(encoding="utf-8")}
    assert not {c for c in used if (not c.isprintable() and c != "\n") or (ascii_form(c) == "?" and c != "?")}
    assert spelled("N ≍ ε^(-m/r)", Terminal(io.BytesIO(), encoding=ASCII)) == "N ~ eps^(-m/r)"


@pytest.mark.parametrize("width", [1, 20, 40, 79])
def test_a_table_breaks_no_word(width):
    rows = [("galanti-wolf-2020/thm-3", "a b c " * 20, ""), ("x", "", "one-long-word-" * 9)]
    for line in lay_out("", ("id", "text", ""), rows, width):
        assert len(line) <= width or max(len(word) for word in line.split()) + 2 >= len(line.strip()) - 4
    assert "galanti-wolf-2020/thm-3" in "\n".join(lay_out("", ("id", "text", ""), rows, width))


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors by a shell")
@pytest.mark.parametrize(("redirect", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 2), ("| true", 0)])
def test_a_stdout_that_takes_nothing(redirect, code):
    words = f"{sys.executable} -m boundlab list {redirect}" + ("; exit ${PIPESTATUS[0]}" if "|" in redirect else "")
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == (code == 2)


BARE = """
import importlib.abc, json, sys
class Core(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
BLOCKED = set(json.loads(sys.argv[1]))
sys.meta_path.insert(0, Core())
import contextlib, io
from boundlab.cli import run
for line in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(line)
    print(json.dumps([line, code, out.getvalue()[-300:], err.getvalue()]))
"""


def test_without_the_extras_every_command_works_or_names_the_extra(folder):
    lines = command_lines.lines(command_lines.TYPICAL, folder)
    lines += command_lines.lines({k: v for k, v in command_lines.SLOW.items() if k != "demo"}, folder)
    blocked = json.dumps([*EXTRAS, "sympy", "pandas", "z3", "PIL"])
    done = subprocess.run(
        [sys.executable, "-c", BARE, blocked], input=json.dumps(lines), capture_output=True, text=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(lines)
    for line, code, out, err in found:
        assert code in (0, 1, 2, 3), (line, code, out, err)
        if code == 2:
            assert err.count("\n") == 1, (line, err)
    needed = {" ".join(line[:2]) for line, code, _, err in found if code == 2 and "pip install 'boundlab[" in err}
    assert {"measure --m", "measure q-vs-g", "figures constants", "audit-module torch.nn:Identity"} <= needed


def test_the_extras_are_those_of_the_package():
    import tomllib

    from test_house import ROOT

    parts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    names = {"scikit-learn": "sklearn", "scikit-image": "skimage"}
    held = {}
    for extra, requirements in parts.items():
        for requirement in requirements:
            name = requirement.partition(">")[0]
            if extra not in ("all", "dev", "docs") and not name.startswith("boundlab"):
                held[names.get(name, name)] = extra
    assert held == EXTRAS
