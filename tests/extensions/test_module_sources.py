"""Targets of a user's module: told apart by the source of the module and of what it imports."""

import subprocess
import sys

import numpy as np
import pytest

from boundlab.errors import BoundlabError
from boundlab.extensions.module_sources import sources
from boundlab.function_classes.module_function import ModuleFunction
from boundlab.minimal_networks.measurement import target_task
from boundlab.minimal_networks.search_settings import SearchSettings

FILES = {
    "shape.py": "from bricks.height import HEIGHT\nimport numpy\n\ndef f(x, scale=2.0):\n    from later import g\n"
    "    return HEIGHT * scale * g(x[:, 0])\n",
    "bricks/__init__.py": "",
    "bricks/height.py": "from .unit import UNIT\nHEIGHT = 0.5 * UNIT\n",
    "bricks/unit.py": "UNIT = 1.0\n",
    "bricks/unused.py": "UNIT = 7.0\n",
    "later.py": "import importlib\nslope = importlib.import_module('slope')\n\ndef g(x):\n    return slope.SLOPE * x\n",
    "slope.py": "SLOPE = 1.0\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "bricks").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in {"shape", "bricks", "later", "slope"}:
            del sys.modules[name]


def edit(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def test_what_a_module_imports_is_found_and_nothing_else(folder):
    assert set(sources("shape")) == {"shape", "bricks", "bricks.height", "bricks.unit", "later", "slope"}


@pytest.mark.parametrize(
    ("name", "old", "new", "value"),
    [
        ("shape.py", "2.0", "4.0", 4.0),
        ("bricks/height.py", "0.5", "1.5", 6.0),
        ("bricks/unit.py", "1.0", "3.0", 6.0),
        ("later.py", "* x", "+ x", 3.0),
        ("slope.py", "1.0", "5.0", 10.0),
    ],
)
def test_an_edit_anywhere_is_another_function_also_within_one_process(folder, name, old, new, value):
    def task():
        return target_task(ModuleFunction("shape:f"), (0.1,), None, SearchSettings())

    x = np.array([[2.0]])
    first = ModuleFunction("shape:f")
    assert first(x) == 2.0
    key = task().key
    assert task().key == key
    edit(folder, name, old, new)
    assert ModuleFunction("shape:f")(x) == value
    assert task().key != key
    edit(folder, name, new, old)
    assert ModuleFunction("shape:f")(x) == 2.0
    assert task().key == key


def test_another_module_of_the_same_name_is_another_function(folder, monkeypatch):
    assert ModuleFunction("shape:f")(np.array([[2.0]])) == 2
    other = folder / "other"
    other.mkdir()
    (other / "shape.py").write_text("def f(x):\n    return 0 * x[:, 0] - 1\n")
    monkeypatch.syspath_prepend(str(other))
    assert ModuleFunction("shape:f")(np.array([[2.0]])) == -1


def test_an_edit_elsewhere_changes_nothing(folder):
    before = ModuleFunction("shape:f").source
    edit(folder, "bricks/unused.py", "7.0", "8.0")
    assert ModuleFunction("shape:f").source == before


def test_a_worker_with_another_source_refuses(folder):
    task = target_task(ModuleFunction("shape:f"), (0.1,), None, SearchSettings())
    edit(folder, "slope.py", "1.0", "2.0")
    with pytest.raises(BoundlabError, match="same source"):
        task.run("cpu", print)


def test_a_source_that_cannot_be_read_is_refused(folder):
    (folder / "later.py").write_text("def g(x) return x\n")
    with pytest.raises(BoundlabError, match="later is no Python source"):
        ModuleFunction("shape:f")
    with pytest.raises(BoundlabError, match="No module named 'none'"):
        ModuleFunction("none:f")


@pytest.mark.parametrize("text", ["numpy:ravel", "math:sin", "scipy.special:erf"])
def test_functions_of_libraries_have_a_source_too(text):
    assert len(ModuleFunction(text).source) == 64


def test_the_command_measures_an_edited_function_again(tmp_path):
    command = [sys.executable, "-m", "boundlab", "measure", "--target", "mine:f", "--eps", "0.1", "--workers", "1"]
    said = []
    for slope in (0.5, 0.5, 0.6):
        (tmp_path / "mine.py").write_text(f"def f(x): return {slope} * x[:, 0]\n")
        done = subprocess.run([*command, "--starts", "1"], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        said.append("from the store" in done.stderr)
    assert said == [False, True, False]
