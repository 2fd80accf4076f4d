"""Recurrent highway cells on characters, all seeds side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.func import functional_call, stack_module_state
from torch.nn import functional

from boundlab.comparisons._highway import (
    DEPTH,
    DESIGN,
    HYPER,
    PAIRS,
    SINGLE,
    SYMBOLS,
    WIDTH,
    parameters,
    plain_width,
    text,
)  # fmt: skip
from boundlab.comparisons._replicas import descend
from boundlab.networks.hypernetworks import module_for
from boundlab.networks.hypernetworks.recurrent_highway import HighwayCell

if TYPE_CHECKING:
    from boundlab.comparisons._highway import Study

TESTED = 10  # one of so many characters, at the end, is to test on


class Reader(nn.Module):
    """Logits (B, T, SYMBOLS) of the next character after each of x (B, T, SYMBOLS), by one cell or the hypernetwork."""

    def __init__(self, arm: str) -> None:
        super().__init__()
        width = WIDTH if arm == HYPER else plain_width()
        self.cell = module_for(DESIGN) if arm == HYPER else HighwayCell(SYMBOLS, width, DEPTH, True)
        self.width = width
        self.readout = nn.Linear(width, SYMBOLS)

    def forward(self, x: Tensor) -> Tensor:
        if not isinstance(self.cell, HighwayCell):
            return self.readout(self.cell.run(x))  # type: ignore[operator]
        state, states = x.new_zeros(len(x), self.width), []
        for step in x.unbind(1):
            state = self.cell(step, state)[-1]
            states.append(state)
        return self.readout(torch.stack(states, dim=1))


def bits(task: Study) -> list[float]:
    """Bits per character at the end of the text, for every seed."""
    codes = encoded(text(task.letters))
    border = len(codes) - len(codes) // TESTED
    train, test = codes[:border], codes[border:]
    if task.arm in (SINGLE, PAIRS):
        return [_counted(train, test, task.arm == PAIRS)] * len(task.seeds)
    modules = []
    for seed in task.seeds:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            modules.append(Reader(task.arm))
    assert sum(p.numel() for p in modules[0].parameters()) == parameters(task.arm)
    weights, buffers = stack_module_state(modules)
    weights = {name: value.detach().requires_grad_() for name, value in weights.items()}

    def loss(given: int, windows: Tensor) -> Tensor:
        """Mean loss (S,) on windows (S, B, T + 1), without the first `given` predictions of each."""

        def one(weights: dict[str, Tensor], buffers: dict[str, Tensor], x: Tensor) -> Tensor:
            return functional_call(modules[0], (weights, buffers), (x,))

        x = functional.one_hot(windows[..., :-1], SYMBOLS).float()
        logits = torch.vmap(one)(weights, buffers, x)
        kept = functional.cross_entropy(logits.flatten(0, -2), windows[..., 1:].flatten(), reduction="none")
        return kept.view(windows.shape[0], windows.shape[1], -1)[..., given:].mean((1, 2))

    optimiser = torch.optim.Adam(weights.values(), lr=task.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, task.steps)
    drawn = [torch.Generator().manual_seed(1000 + seed) for seed in task.seeds]
    reach = torch.arange(task.length + 1)
    for _ in range(task.steps):
        starts = torch.stack([torch.randint(len(train) - task.length, (task.batch,), generator=g) for g in drawn])
        descend(optimiser, loss(0, train[starts[..., None] + reach]).sum())
        schedule.step()
    with torch.no_grad():  # windows overlap by half, so that every character has a past of half a window
        starts = torch.arange(0, len(test) - task.length, task.length // 2)
        windows = test[starts[:, None] + reach].expand(len(task.seeds), -1, -1)
        parts = [loss(task.length // 2, part) * part.shape[1] for part in windows.split(256, dim=1)]
        return (torch.stack(parts).sum(0) / windows.shape[1] / math.log(2)).tolist()


def encoded(letters: str) -> Tensor:
    """Codes (n,) from 0: the most frequent characters, the last code for the others; ties in their order."""
    counts = {c: letters.count(c) for c in sorted(set(letters))}
    frequent = sorted(counts, key=lambda c: -counts[c])[: SYMBOLS - 1]
    codes = {c: i for i, c in enumerate(frequent)}
    return torch.tensor([codes.get(c, SYMBOLS - 1) for c in letters])


def _counted(train: Tensor, test: Tensor, pairs: bool) -> float:
    """Bits per character by frequencies, each count one more than seen."""
    before = train[:-1] if pairs else torch.zeros_like(train[:-1])
    counts = torch.bincount(before * SYMBOLS + train[1:], minlength=SYMBOLS**2).view(SYMBOLS, SYMBOLS).double() + 1
    probabilities = counts / counts.sum(1, keepdim=True)
    given = test[:-1] if pairs else torch.zeros_like(test[:-1])
    return float(-probabilities[given, test[1:]].log2().mean())
