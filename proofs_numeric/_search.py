"""Searching for counterexamples: gradient ascent on left/right, the worst case decided in exact rationals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from proofs_numeric._verdict import Outcome, Step, without

TOP = 4
LEARNING_RATE = 0.03


class Candidate:
    """Named arrays of rationals: one point of the searched space."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._arrays = arrays

    @staticmethod
    def of(tensors: Mapping[str, Any], index: int, bits: int | None) -> Candidate:
        """Take entry `index` of a batch, rounded to multiples of 2^-bits (exactly if None)."""

        def convert(value: Any) -> Any:
            if isinstance(value, list):
                return [convert(v) for v in value]
            return Fraction(value) if bits is None else Fraction(round(value * 2**bits), 2**bits)

        return Candidate({name: convert(t[index].tolist()) for name, t in tensors.items()})

    def matrix(self, name: str) -> list[list[Fraction]]:
        """Return a two-dimensional array."""
        return self._arrays[name]

    def vector(self, name: str) -> list[Fraction]:
        """Return a one-dimensional array."""
        return self._arrays[name]

    def tensor(self, name: str) -> Any:
        """Return an array of any shape, as nested lists."""
        return self._arrays[name]

    def to_json(self) -> dict[str, Any]:
        """Return the arrays with fractions as text."""

        def text(value: Any) -> Any:
            return [text(v) for v in value] if isinstance(value, list) else str(value)

        return {name: text(value) for name, value in self._arrays.items()}


def attack(
    name: str,
    statement: str,
    shapes: Mapping[str, tuple[int, ...]],
    ratio: Callable[[dict[str, Any]], Any],
    exact: Callable[[Candidate], Fraction | None],
    *,
    tries: int,
    steps: int,
    seed: int,
    searched: str = "",
) -> Step:
    """Try to make left/right exceed 1, and report the largest value found.

    Arguments: shapes, the arrays that are searched; ratio, left/right for a batch of float64 tensors (tries,
    *shape) → (tries,),
    differentiable almost everywhere; exact, left/right at one point, or None where the right side vanishes. Half of
    the starts are normal, half positive (where one-sided activations are linear). Every start climbs by `steps`
    steps of Adam; the `TOP` highest are evaluated exactly. A violation is rounded as coarsely as it survives.
    """
    try:
        import torch
    except ModuleNotFoundError as error:
        return without(name, statement, error)

    generator = torch.Generator().manual_seed(seed)
    tensors = {}
    for key, shape in shapes.items():
        start = torch.randn((tries, *shape), generator=generator, dtype=torch.float64)
        start[tries // 2 :] = start[tries // 2 :].abs()
        tensors[key] = start.requires_grad_()
    best = torch.full((tries,), -1.0, dtype=torch.float64)
    kept = {key: t.detach().clone() for key, t in tensors.items()}
    optimiser = torch.optim.Adam(list(tensors.values()), lr=LEARNING_RATE)
    for _ in range(steps):
        value = ratio(tensors)
        better = value.detach() > best
        best = torch.where(better, value.detach(), best)
        for key, t in tensors.items():
            kept[key][better] = t.detach()[better]
        optimiser.zero_grad()
        (-(value + 1e-12).log().nan_to_num(0.0, 0.0, 0.0).sum()).backward()
        for t in tensors.values():
            if t.grad is not None:
                t.grad.nan_to_num_(0.0, 0.0, 0.0)
        optimiser.step()
    order = best.argsort(descending=True)[:TOP].tolist()
    scope = f"gradient ascent on left/right from {tries} starts, {steps} steps each; worst case in exact rationals"
    if searched:
        scope = f"{searched}; {scope}"
    worst = Fraction(-1)
    for index in order:
        for bits in (None, 8):  # rounding often lands on an extreme point that ascent only nears
            value = exact(Candidate.of(kept, index, bits))
            if value is not None:
                worst = max(worst, value)
            if value is not None and value > 1:
                return _refuted(name, statement, scope, kept, index, exact, tries)
    return Step(name, statement, Outcome.SURVIVED, scope, margin=float(1 - worst), tries=tries)


def _refuted(
    name: str,
    statement: str,
    scope: str,
    tensors: Mapping[str, Any],
    index: int,
    exact: Callable[[Candidate], Fraction | None],
    tries: int,
) -> Step:
    """Return the refutation with the coarsest rounding of the witness that still violates the statement."""
    for bits in (*range(0, 12, 2), 16, 24, None):
        witness = Candidate.of(tensors, index, bits)
        value = exact(witness)
        if value is not None and value > 1:
            data = {**witness.to_json(), "left/right": str(value.limit_denominator(10**6))}
            return Step(name, statement, Outcome.REFUTED, scope, margin=float(1 - value), witness=data, tries=tries)
    raise AssertionError("the unrounded witness violates the statement")
