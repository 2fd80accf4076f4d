"""Dead, at a saddle, or neither: what the output depends on for almost all parameters."""

import random

import pytest
import torch
from torch import nn

from boundlab.errors import BoundlabError
from boundlab.networks.audit import RandomInput, audit


class Function(nn.Module):
    """A module made of named tensors and a function of it and the input."""

    def __init__(self, function, **tensors):
        super().__init__()
        self.function = function
        for name, tensor in tensors.items():
            setattr(self, name, tensor if isinstance(tensor, nn.Module) else nn.Parameter(tensor))

    def forward(self, x):
        return self.function(self, x)


def zeroed(layer):
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)
    return layer


def linear(*sizes):
    return nn.Linear(*sizes, bias=False)


X = (RandomInput((6, 4)),)
ALIVE = {
    "low-rank": lambda: Function(lambda s, x: x + s.b(s.a(x)), a=linear(4, 2), b=zeroed(linear(2, 4))),
    "a gate at zero": lambda: Function(lambda s, x: x + s.gate * s.f(x), f=nn.Linear(4, 4), gate=torch.zeros(1)),
    "gates inside gates": lambda: Function(
        lambda s, x: x + s.g * (s.a(x) + s.h * (s.b(x) + s.k * s.c(x))),
        **{name: nn.Linear(4, 4) for name in "abc"},
        **{name: torch.zeros(1) for name in "ghk"},
    ),
    "a head at zero": lambda: nn.Sequential(nn.Linear(4, 5), nn.Tanh(), zeroed(nn.Linear(5, 3))),
    "a convolution at zero": lambda: Function(
        lambda s, x: x[:, None] + s.zero(s.conv(x[:, None])), conv=nn.Conv1d(1, 2, 1), zero=zeroed(nn.Conv1d(2, 1, 1))
    ),
    "half precision": lambda: Function(lambda s, x: x + s.b(s.a(x)), a=linear(4, 2), b=zeroed(linear(2, 4))).bfloat16(),
    "double precision": lambda: nn.Linear(4, 2).double(),
    "two precisions": lambda: Function(lambda s, x: s.b(x) + s.w.float(), w=torch.zeros(2).half(), b=nn.Linear(4, 2)),
    "a unit that is off": lambda: Function(lambda s, x: torch.relu(s.f(x) - 50), f=nn.Linear(4, 3)),
    "batch norm": lambda: nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)),
    "dropout": lambda: nn.Sequential(nn.Linear(4, 4), nn.Dropout(0.9), nn.Linear(4, 1)),
    "a part used every second call": lambda: Function(every_second, a=nn.Linear(4, 4), b=nn.Linear(4, 4)),
    "a part used at random": lambda: Function(at_random, a=nn.Linear(4, 4), b=nn.Linear(4, 4)),
    "a part used in training only": lambda: Function(
        lambda s, x: s.a(x) + (s.b(x) if s.training else 0), a=nn.Linear(4, 4), b=nn.Linear(4, 4)
    ),
    "complex": lambda: Function(lambda s, x: (s.w * x, (s.v * x).abs()), w=torch.ones(4) * 1j, v=torch.ones(4) + 1j),
    "sparse": lambda: Function(lambda s, x: torch.sparse.mm(s.w, x.T), w=torch.eye(4).to_sparse()),
    "expanded": lambda: Function(lambda s, x: x * s.w, w=torch.zeros(1).expand(4)),
    "an expanded gate": lambda: Function(lambda s, x: s.w * s.f(x), f=nn.Linear(4, 4), w=torch.zeros(1).expand(4)),
    "checkpoint": lambda: Function(reentrant, a=nn.Linear(4, 4)),
    "a derivative inside": lambda: Function(derivative, f=nn.Sequential(nn.Linear(4, 5), nn.Tanh(), linear(5, 1))),
    "weight norm": lambda: nn.utils.parametrizations.weight_norm(nn.Linear(4, 3)),
    "spectral norm": lambda: nn.utils.parametrizations.spectral_norm(nn.Linear(4, 3)),
    "scripted": lambda: torch.jit.script(nn.Sequential(nn.Linear(4, 4), nn.ReLU())),
}


def every_second(s, x):
    s.calls = getattr(s, "calls", 0) + 1
    return s.a(x) + (s.b(x) if s.calls % 2 == 0 else 0)


def at_random(s, x):
    return s.a(x) + (s.b(x) if random.random() < 0.1 else 0)


def reentrant(s, x):
    return s.a(x) + torch.utils.checkpoint.checkpoint(s.a, x.requires_grad_(), use_reentrant=True)


def derivative(s, x):
    return torch.autograd.grad(s.f(x.requires_grad_()).sum(), x, create_graph=True)[0]


@pytest.mark.parametrize("name", ALIVE)
def test_nothing_is_dead(name):
    torch.manual_seed(0)
    found = audit(ALIVE[name](), X)
    assert (found.dead, found.saddle, found.undecided) == ({}, {}, {})
    assert found.active == found.trainable


DEAD = {
    "times zero": lambda: (Function(lambda s, x: s.f(x) + 0 * s.p, f=nn.Linear(4, 4), p=torch.ones(4)), {"p"}),
    "unused": lambda: (Function(lambda s, x: s.f(x), f=nn.Linear(4, 4), p=torch.ones(4)), {"p"}),
    "cancelled": lambda: (Function(lambda s, x: s.f(x) + s.p - s.p, f=nn.Linear(4, 4), p=torch.ones(4)), {"p"}),
    "behind a frozen gate at zero": lambda: (behind_a_frozen_gate(), {"f.weight"}),
    "unused beside dropout": lambda: (
        Function(lambda s, x: nn.functional.dropout(s.f(x)), f=nn.Linear(4, 4), p=torch.ones(4)),
        {"p"},
    ),
}


def behind_a_frozen_gate():
    module = Function(lambda s, x: x * s.p + s.g * s.f(x), f=linear(4, 4), p=torch.ones(4), g=torch.zeros(1))
    module.g.requires_grad_(False)
    return module


@pytest.mark.parametrize("name", DEAD)
def test_dead_stays_dead(name):
    torch.manual_seed(0)
    module, dead = DEAD[name]()
    found = audit(module, X)
    assert set(found.dead) == dead
    assert found.saddle == {}
    assert found.active == found.trainable - sum(dict(module.named_parameters())[name].numel() for name in dead)
    assert ("random" in found.dead[min(dead)]) == ("dropout" in name)


BLOCKED = {
    "rounded": lambda s, x: s.f(x) + (10 * s.p).round(),
    "detached": lambda s, x: s.f(x) * s.p.detach(),
    "an index": lambda s, x: s.f(x)[:, s.p.argsort()],
    "without gradients": lambda s, x: (s.f(x), x @ s.p.detach()),
    "beside dropout": lambda s, x: nn.functional.dropout(s.f(x)) * s.p.detach(),
}


@pytest.mark.parametrize("name", BLOCKED)
def test_influence_without_a_gradient_is_not_dead(name):
    torch.manual_seed(0)
    found = audit(Function(BLOCKED[name], f=nn.Linear(4, 4), p=torch.arange(4) / 4, q=torch.ones(2)), X)
    assert set(found.blocked) == {"p"}
    assert set(found.dead) == {"q"}
    assert found.flagged


@pytest.mark.parametrize("inputs", [(RandomInput((2, 4)),), (torch.ones(1, 4),)])
def test_an_expert_that_these_inputs_did_not_reach_is_neither_dead_nor_stuck(inputs):
    def forward(s, x):
        weights = s.gate(x).softmax(-1)
        best = weights.argmax(-1)
        return torch.stack([weights[row, best[row]] * s.experts[int(best[row])](x[row]) for row in range(len(x))])

    torch.manual_seed(0)
    found = audit(
        Function(forward, gate=nn.Linear(4, 6), experts=nn.ModuleList(nn.Linear(4, 4) for _ in range(6))), inputs
    )
    assert (found.dead, found.blocked, found.saddle) == ({}, {}, {})


SADDLES = {
    "both factors zero": lambda: Function(lambda s, x: x + s.b(s.a(x)), a=zeroed(linear(4, 2)), b=zeroed(linear(2, 4))),
    "two of three": lambda: Function(
        lambda s, x: x * s.p + s.b(s.a(x)) * s.c,
        a=zeroed(linear(4, 2)), b=zeroed(linear(2, 4)), c=torch.ones(1), p=torch.ones(4),
    ),
    "a gate asked for": lambda: Function(
        lambda s, x: x * s.p + (s.g * s.f(x) if s.g.item() else 0), f=linear(4, 4), g=torch.zeros(1), p=torch.ones(4)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SADDLES)
def test_a_point_that_no_step_leaves(name):
    module = SADDLES[name]()
    found = audit(module, X)
    assert found.dead == {}
    assert found.active == found.trainable
    assert set(found.saddle) == {name for name, _ in module.named_parameters()} - {"p"}
    assert found.flagged


def test_a_gradient_that_is_never_finite_decides_nothing():
    found = audit(Function(lambda s, x: s.f(x) + (s.p * float("inf") * 0), f=nn.Linear(4, 4), p=torch.ones(4)), X)
    assert found.dead == {}
    assert found.undecided == {"p": "no finite gradient"}
    assert found.flagged


def test_the_same_every_time():
    module = Function(at_random, a=nn.Linear(4, 4), b=nn.Linear(4, 4), p=torch.ones(2))
    assert audit(module, X) == audit(module, X)


class OfClass(nn.Module):
    calls, log = 0, []

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        OfClass.calls += 1
        self.log.append(x)
        OfClass.new = True
        return self.layer(x)


def test_what_a_forward_writes_to_its_class_is_put_back():
    assert audit(OfClass(), X).active == 20
    assert (OfClass.calls, OfClass.log, hasattr(OfClass, "new")) == (0, [], False)


class Scripted(nn.Module):
    calls: int
    history: list[int]

    def __init__(self):
        super().__init__()
        self.layer, self.calls, self.history, self.last = nn.Linear(4, 4), 0, [1], torch.zeros(1)

    def forward(self, x):
        self.calls += 1
        self.history.append(self.calls)
        self.last = self.layer(x)
        return self.last


@pytest.mark.filterwarnings("ignore")
def test_what_a_scripted_forward_writes_is_put_back():
    module = torch.jit.script(Scripted())
    assert audit(module, X).active == 20
    assert (module.calls, module.history, module.last.tolist()) == (0, [1], [0.0])


class Cell:
    __slots__ = ("value",)


class Writer(nn.Module):
    """Writes to itself, and to what it holds, in every way the tests know."""

    def __init__(self):
        super().__init__()
        self.layer, self.norm = nn.Linear(4, 4), nn.BatchNorm1d(4)
        self.register_buffer("longer", torch.ones(2))
        self.register_buffer("mean", torch.zeros(4))
        self.register_buffer("cache", torch.zeros(3, 4))
        self.last, self.calls, self.history, self.by_key = None, 0, [], {"a": 1}
        self.cell, self.generator = Cell(), torch.Generator().manual_seed(1)
        self.cell.value = 0
        object.__setattr__(self, "average", nn.Linear(4, 4))
        seen = []
        self.seen = lambda: seen
        self.layer.register_forward_hook(lambda module, inputs, output: seen.append(output))

    def forward(self, x):
        x.mul_(2)
        if len(self.longer) < len(x):
            self.longer = torch.ones(len(x))
        if not hasattr(self, "mask"):
            self.register_buffer("mask", torch.ones(4))
        y = self.norm(self.layer(x)) * self.mask
        self.mean = 0.9 * self.mean + 0.1 * y.mean(0)
        self.cache.resize_(len(x), 4).copy_(y.detach())
        self.last, self.calls = (y if self.last is None else y + self.last), self.calls + 1
        self.history.append(y)
        self.by_key.pop("a", None)
        self.cell.value += 1
        torch.rand(1, generator=self.generator)
        with torch.no_grad():
            self.average.weight.lerp_(self.layer.weight, 0.5)
            self.layer.weight.clamp_(-0.1, 0.1)
        self.layer.bias.requires_grad_(True)
        self.extra = nn.Linear(1, 1)
        self.train(False)
        return {"y": y - self.mean, "last": self.last}


def state(module):
    attributes = {
        (prefix, name): value.copy() if isinstance(value, list | dict) else value
        for prefix, part in module.named_modules()
        for name, value in vars(part).items()
    }
    tensors = {name: (id(t), t.clone(), t.requires_grad) for name, t in module.state_dict(keep_vars=True).items()}
    average = module.average.weight.clone()
    rest = (module.cell.value, list(module.seen()), module.generator.get_state().tolist(), dict(module.by_key))
    return attributes, tensors, average, rest


def test_a_module_that_writes_to_itself_is_left_as_it_was():
    torch.manual_seed(0)
    module, given = Writer(), torch.randn(6, 4)
    module.layer.bias.requires_grad_(False)
    module.layer.weight.grad = torch.ones(4, 4)
    graph = module.layer(given)  # holds the weights: its backward must still work afterwards
    before, copy, generators = state(module), given.clone(), (torch.get_rng_state(), random.getstate())
    found = audit(module, (given,))
    assert (found.dead, found.active, found.frozen) == ({}, 16 + 8, ("layer.bias",))
    assert [name.split(" ")[0] for name in found.unregistered] == ["average"]
    after = state(module)
    assert after[0] == before[0]
    assert {name: (i, r) for name, (i, _, r) in after[1].items()} == {n: (i, r) for n, (i, _, r) in before[1].items()}
    assert all(torch.equal(after[1][name][1], tensor) for name, (_, tensor, _) in before[1].items())
    assert torch.equal(after[2], before[2])
    assert str(after[3]) == str(before[3])
    assert torch.equal(module.layer.weight.grad, torch.ones(4, 4))
    assert torch.equal(given, copy)
    assert torch.equal(torch.get_rng_state(), generators[0])
    assert random.getstate() == generators[1]
    graph.sum().backward()


def test_a_failing_forward_leaves_the_module_as_it_was():
    def forward(s, x):
        s.calls += 1
        s.f.weight.data.zero_()
        raise SystemExit(0)

    module = Function(forward, f=nn.Linear(4, 4))
    module.calls, before = 0, module.f.weight.detach().clone()
    with pytest.raises(BoundlabError, match="inputs: got 'SystemExit: 0'"):
        audit(module, X)
    assert module.calls == 0
    assert torch.equal(module.f.weight, before)


def test_a_state_from_an_earlier_call_is_no_obstacle():
    def forward(s, x):
        s.h = s.cell(x, s.h)
        return s.h

    module = Function(forward, cell=nn.RNNCell(4, 4))
    module.h = None
    module(torch.randn(6, 4))
    found = audit(module, X)
    assert (found.dead, found.unregistered, found.active) == ({}, (), 40)
