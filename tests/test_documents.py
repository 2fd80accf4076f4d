"""README, docs and docstrings: every example runs and prints what it says.

In Markdown, a ```python block is a doctest session or plain code. In a ```console block every `$ boundlab`
line is run and its output compared with the lines below it, where `...` stands for anything. A block with the name of a
file after its language is that file, in the folder where the blocks of the page run.
"""

import contextlib
import doctest
import importlib
import io
import pkgutil
import re
import shlex
from pathlib import Path

import pytest

import boundlab
from boundlab.cli import run

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
BLOCK = re.compile(r"^```(\w+)(?: ([\w.-]+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules():
    for package in (boundlab, importlib.import_module("proofs_numeric")):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                yield module.name


@pytest.mark.parametrize("name", list(modules()))
def test_docstring_examples(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=FLAGS)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_page_examples(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, (language, file, code) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
        if file:
            (tmp_path / file).write_text(code, encoding="utf-8")
        elif language == "console":
            run_console(code)
        elif language != "python":
            continue
        elif ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, f"{page.name}[{number}]", str(page), 0)
            runner = doctest.DocTestRunner(optionflags=FLAGS)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
            assert runner.failures == 0
        else:
            exec(compile(code, f"{page.name}[{number}]", "exec"), names)


def run_console(block: str) -> None:
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    assert commands, "a console block has at least one `$ ` line"
    for text in commands:
        line, _, expected = text.partition("\n")
        words = shlex.split(line)
        if words[0] != "boundlab":
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            run(words[1:])
        if expected.strip():
            matches = doctest.OutputChecker().check_output(expected.strip(), out.getvalue().strip(), FLAGS)
            assert matches, f"$ {line}\n{out.getvalue()}"
