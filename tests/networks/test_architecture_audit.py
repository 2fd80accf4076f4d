"""Auditing modules: what is flagged, and that nothing else is."""

import json

import pytest
import torch
from torch import nn

from boundlab import architectures
from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.networks.audit import audit
from boundlab.networks.hypernetworks import module_for, tally

SOURCE = """
import torch
from torch import nn

class Wasteful(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(3, 4), nn.Linear(4, 4), nn.Linear(4, 4)
        self.c.weight = self.b.weight
        self.dead, self.frozen = nn.Linear(2, 2), nn.Linear(4, 4).requires_grad_(False)
        self.zero = nn.Parameter(torch.ones(4))
        self.lost = {"layers": [nn.Linear(2, 2)], "scale": torch.ones(3, requires_grad=True)}
        self.norm = nn.BatchNorm1d(4)

    def forward(self, x):
        h = self.c(self.b(torch.tanh(self.a(x))))
        return {"y": self.norm(self.frozen(h)) + 0 * self.zero}

def make():
    return Wasteful()

def with_inputs():
    return Wasteful(), (torch.ones(8, 3) * torch.arange(8)[:, None],)

def broken():
    raise ValueError("no\\nluck")

def number():
    return 3

def lazy():
    return nn.LazyLinear(3)
"""


@pytest.fixture
def user_module(tmp_path, monkeypatch):
    (tmp_path / "wasteful_user_module.py").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return "wasteful_user_module"


def test_every_flag(user_module, capsys):
    torch.manual_seed(0)
    assert run(["audit-module", f"{user_module}:make", "--input-shape", "8,3", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["tied"] == [["b.weight", "c.weight"]]
    assert data["dead"] == {
        "dead.weight": "no gradient",
        "dead.bias": "no gradient",
        "zero": "zero gradient in 3 probes",
    }
    assert data["frozen"] == ["frozen.weight", "frozen.bias"]
    assert len(data["unregistered"]) == 2
    assert data["unregistered"][0].startswith("lost['layers'][0] (module Linear, 6")
    trainable = 16 + 16 + 4 + 4 + 6 + 4 + 8
    assert (data["trainable"], data["active"]) == (trainable, trainable - 6 - 4)
    assert data["buffers"] == 9
    assert data["stored"] == trainable + 20 + 9
    assert data["by_name"] == data["stored"] + 16


def test_inputs_from_the_factory_and_strict(user_module, capsys):
    assert run(["audit-module", f"{user_module}:with_inputs", "--strict"]) == 1
    out = capsys.readouterr().out
    assert "dead:" in out
    assert "tied:" in out
    assert run(["audit-module", f"{user_module}:make"]) == 0
    assert "not probed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("{m}:broken", "target: got '{m}:broken'"),
        ("{m}:number", "target: got '{m}:number', expected a factory of a torch module, not of int"),
        ("{m}:lazy", "weight: got 'a lazy parameter'"),
        ("{m}:missing", "target: got '{m}:missing'"),
        ("{m}", "target: got '{m}'"),
        ("no_such_module_here:f", "target: got 'no_such_module_here:f'"),
        ("{m}:make --input-shape 8,x", "--input-shape: got '8,x'"),
        ("{m}:make --input-shape 8,5", "inputs: got 'RuntimeError"),
        ("{m}:make --input-shape 8,3 --input-shape 1", "inputs: got 'TypeError"),
    ],
)
def test_bad_targets_are_one_line(words, message, user_module, capsys):
    assert run(["audit-module", *words.format(m=user_module).split()]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: " + message.format(m=user_module))
    assert err.count("\n") == 1


def test_a_clean_module_is_not_flagged_and_not_changed():
    module = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 1))
    before = {name: tensor.clone() for name, tensor in module.state_dict().items()}
    found = audit(module, (torch.randn(5, 3),))
    assert not found.flagged
    assert found.active == found.trainable == 16 + 8 + 5
    assert all(p.grad is None for p in module.parameters())
    assert all(torch.equal(tensor, before[name]) for name, tensor in module.state_dict().items())


def test_different_parameters_over_one_storage():
    module = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    module[1].weight.data = module[0].weight.data
    assert audit(module).sharing_storage == (("0.weight", "1.weight"),)


def test_a_module_without_differentiable_output():
    class Detached(nn.Linear):
        def forward(self, x):
            return super().forward(x).detach()

    with pytest.raises(BoundlabError, match="outputs: got 'Tensor'"):
        audit(Detached(2, 2), (torch.ones(1, 2),))


@pytest.mark.parametrize("name", architectures.names())
def test_our_own_modules_hide_no_tensor(name):
    row = architectures.get(name)
    small = {"primary": (3, 4, 2), "tasks": 2, "hidden": (4,), "side": 6, "width": 3, "rank": 2, "depth": 2}
    small |= {"map_channels": 2, "inner_channels": 2, "code": 3, "in_channels": 2, "out_channels": 2, "inputs": 3}
    module = module_for(row(**{key: value for key, value in small.items() if key in row.options()}))
    found = audit(module)
    assert found.unregistered == ()
    assert found.tied == ()
    assert found.stored == tally(module)["stored"]
