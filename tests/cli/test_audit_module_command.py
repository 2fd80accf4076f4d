"""`audit-module`: how a module is named, what user code may do, and that only the answer reaches stdout."""

import json
import os
import subprocess
import sys

import pytest

from boundlab.cli import run

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCE = """
import collections, os, sys
import torch
from torch import nn

class Keyword(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)
    def forward(self, x=None):
        print("in forward")
        return self.layer(x)

class Exits(nn.Linear):
    def forward(self, x):
        sys.exit(0)

def noisy():
    print("Loading: 100%")
    os.system("echo from a child")
    os.write(1, b"from a library\\n")
    return nn.Linear(2, 2)

def keyword():
    return Keyword(), collections.UserDict(x=torch.randn(2, 4))

def exits():
    sys.exit(0)

def exits_in_forward():
    return Exits(4, 4)

def arguments():
    assert len(sys.argv) == 1, sys.argv
    return nn.Linear(2, 2)

def tokens():
    return nn.Sequential(nn.Embedding(10, 4), nn.Linear(4, 2))

def sequence():
    x = nn.utils.rnn.pack_sequence([torch.randn(3, 4), torch.randn(2, 4)])
    return nn.GRU(4, 4), x

def stops():
    raise KeyboardInterrupt

def half():
    return nn.Linear(4, 4).half()

instance = nn.Linear(3, 3)
pair = nn.Linear(3, 3), torch.ones(2, 3)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    (tmp_path / "audited_user_module.py").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith(("audited_", "_user_"))]:
        del sys.modules[name]


def audited(capsys, *words):
    assert run(["audit-module", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *words):
    assert run(["audit-module", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    line = err.splitlines()[-1]
    assert line.startswith("error: ")
    return line


@pytest.mark.parametrize(
    "where",
    ["audited_user_module", "audited_user_module.py", "./audited_user_module.py", "{here}/audited_user_module.py"],
)
def test_a_module_or_a_path(place, capsys, where):
    for name, stored in (("instance", 12), ("pair", 12), ("keyword", 20), ("instance.weight.__class__", None)):
        target = f"{where.format(here=place)}:{name}"
        if stored is None:
            assert "a factory of a torch module, not of" in refused(capsys, target)
        else:
            assert audited(capsys, target)["stored"] == stored


def test_a_file_in_a_package_and_beside_others(place, capsys):
    package = place / "audited_package" / "inner"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").write_text("")
    (package / "parts.py").write_text("from torch import nn\nlayer = nn.Linear(2, 2)\n")
    (package / "whole.py").write_text("from .parts import layer\n")
    assert audited(capsys, "audited_package/inner/whole.py:layer")["stored"] == 6
    (place / "audited-more").mkdir()
    (place / "audited-more" / "my-model.py").write_text("import audited_sibling\nlayer = audited_sibling.layer\n")
    (place / "audited-more" / "audited_sibling.py").write_text("from torch import nn\nlayer = nn.Linear(2, 3)\n")
    path = list(sys.path)
    assert audited(capsys, "audited-more/my-model.py:layer")["stored"] == 9
    assert sys.path == path


def test_a_file_called_like_a_module_in_use(place, capsys):
    (place / "json.py").write_text("from torch import nn\nlayer = nn.Linear(2, 2)\n")
    assert audited(capsys, "./json.py:layer")["stored"] == 6
    assert sys.modules["json"] is json


def test_what_user_code_prints_goes_to_stderr(place):
    command = [sys.executable, "-m", "boundlab", "audit-module", "audited_user_module:noisy", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": ROOT})
    assert json.loads(done.stdout)["stored"] == 6
    assert set(done.stderr.splitlines()) >= {"Loading: 100%", "from a child", "from a library"}


def test_what_a_forward_prints_goes_to_stderr(place, capsys):
    assert run(["audit-module", "audited_user_module:keyword", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["active"] == 20
    assert "in forward" in err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import sys, torch\ndef make(): return torch.nn.Linear(4, 2)\nsys.exit(0)\n", "SystemExit: 0"),
        ("raise SystemExit", "SystemExit"),
        ("raise GeneratorExit('no')", "GeneratorExit: no"),
        ("import typer\nraise typer.Exit(0)", "Exit"),
        ("import argparse\np = argparse.ArgumentParser()\np.add_argument('x')\np.parse_args()", "SystemExit: 2"),
    ],
)
def test_an_exit_while_importing_is_no_success(place, capsys, source, message):
    (place / "audited_leaves.py").write_text(source)
    for target in ("audited_leaves:make", "audited_leaves.py:make"):
        line = refused(capsys, target, "--strict")
        assert "target: got" in line
        assert message in line


def test_an_exit_later_is_no_success(place, capsys):
    assert "SystemExit: 0" in refused(capsys, "audited_user_module:exits", "--strict")
    assert "inputs: got 'SystemExit: 0'" in refused(
        capsys, "audited_user_module:exits_in_forward", "--strict", "--input-shape", "2,4"
    )
    assert run(["audit-module", "audited_user_module:stops"]) == 130


def test_user_code_does_not_read_our_arguments(place, capsys):
    before = list(sys.argv)
    audited(capsys, "audited_user_module:arguments")
    assert sys.argv == before
    (place / "audited_script.py").write_text(
        "import argparse\nfrom torch import nn\np = argparse.ArgumentParser()\np.add_argument('--width', default=2)\n"
        "layer = nn.Linear(p.parse_args().width, 2)\n"
    )
    assert audited(capsys, "audited_script:layer")["stored"] == 6


def test_input_shapes(place, capsys):
    assert audited(capsys, "audited_user_module:tokens", "--input-shape", "2,3:int<10")["active"] == 50
    assert audited(capsys, "audited_user_module:tokens", "--input-shape", "2, 3 : int < 5")["active"] == 50
    assert "integers where it looks up" in refused(capsys, "audited_user_module:tokens", "--input-shape", "2,3")
    assert audited(capsys, "audited_user_module:half", "--input-shape", "2,4")["active"] == 20
    assert audited(capsys, "audited_user_module:half", "--input-shape", "2,4:float16")["active"] == 20
    assert "Float" in refused(capsys, "audited_user_module:half", "--input-shape", "2,4:float32")
    assert audited(capsys, "audited_user_module:tokens", "--input-shape", "input=2,3:int32<10")["active"] == 50
    assert audited(capsys, "audited_user_module:Keyword", "--input-shape", "x=2,4")["active"] == 20
    for shapes in (("x=2,4", "2,4"), ("x=2,4", "x=2,4")):
        options = [word for shape in shapes for word in ("--input-shape", shape)]
        assert "a different name for every argument" in refused(capsys, "audited_user_module:Keyword", *options)
    assert audited(capsys, "audited_user_module:sequence")["active"] == 4 * 4 * 6 + 4 * 6


@pytest.mark.parametrize(
    "shape",
    [
        "2,3:int<0",
        "2:int8<200",
        "2:int",
        "2:bool<3",
        "2:float8",
        "2:device",
        "=2",
        "a=2,b=3",
        "2,3:int",
        "2,3:int<-1",
        "2,3:float",
        ":int<4",
        "2,,3",
        "0",
        "²",
        "2;3",
    ],
)
def test_bad_shapes(place, capsys, shape):
    assert f"--input-shape: got '{shape}', expected positive sizes" in refused(
        capsys, "audited_user_module:instance", "--input-shape", shape
    )


@pytest.mark.parametrize(
    "target", ["nowhere.py:x", "./nowhere:x", "audited_user_module.py:", ":x", "audited_user_module:a..b"]
)
def test_bad_targets(place, capsys, target):
    assert f"target: got '{target}', expected pkg.mod:name or file.py:name" in refused(capsys, target)


def test_the_text_names_every_flag(place, capsys):
    (place / "audited_flags.py").write_text(
        "import torch\nfrom torch import nn\n"
        "class M(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.a, self.b = nn.Parameter(torch.zeros(3)), nn.Parameter(torch.zeros(3))\n"
        "        self.dead, self.one = nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(1).expand(3))\n"
        "    def forward(self, x):\n"
        "        return x * self.one + x * self.a * self.b\n"
    )
    assert run(["audit-module", "audited_flags:M", "--input-shape", "2,3", "--strict"]) == 1
    out = capsys.readouterr().out
    for line in (
        "saddle:          a (zero gradient here",
        "dead:            dead (no gradient)",
        "expanded:        one (only 1",
    ):
        assert line in out
