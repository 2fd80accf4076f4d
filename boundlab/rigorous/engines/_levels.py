"""How many bumps, and how many heights for each: the choice behind the counting arguments.

Any choice gives a valid bound; floats only look for a good one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import exp, inf, log, log1p

from boundlab.rigorous.spaces import SpaceFamily

STEPS = 64
FEW = 16


@dataclass(frozen=True)
class Levels:
    """Bumps of `family` at resolution n, each with k + 1 heights; gap = ρ/k - ε > 0."""

    family: SpaceFamily
    n: int
    k: int
    gap: Fraction

    @property
    def count(self) -> int:
        """The number of bumps."""
        return self.family.dimension(self.n)


def best_levels(families: Iterable[SpaceFamily], eps: Fraction, swing: Fraction | None) -> Levels:
    """Return the choice that makes M·ln(k+1)/ln(1 + swing/gap) large; M·ln(k+1) if `swing` is None."""
    best, score = None, -inf
    for family in families:
        top = family.norm.largest_below(eps)
        for n in _resolutions(top):
            found = _best_k(family, n, eps, swing)
            if found[0] > score:
                score, best = found
    assert best is not None
    return _refined(best, eps, swing, score)


def _resolutions(top: int) -> Iterator[int]:
    if top <= STEPS:
        yield from range(top + 1)
        return
    yield from (top - i for i in range(FEW))
    yield from (top * i // STEPS for i in range(1, STEPS))


def _refined(best: Levels, eps: Fraction, swing: Fraction | None, score: float) -> Levels:
    step = best.n // STEPS
    while step:
        for n in (best.n - step, best.n + step):
            if n > 0 and best.family.norm.below(n, eps):
                value, found = _best_k(best.family, n, eps, swing)
                if value > score:
                    score, best = value, found
        step //= 2
    return best


def _best_k(family: SpaceFamily, n: int, eps: Fraction, swing: Fraction | None) -> tuple[float, Levels]:
    amplitude = 1 / family.norm(n)
    most = -(-amplitude.numerator * eps.denominator // (amplitude.denominator * eps.numerator)) - 1
    count = _log(Fraction(family.dimension(n)))
    best, k = (-inf, 1), 1
    while k <= most:
        gap = amplitude / k - eps
        value = count + log(log(k + 1)) - (log(_log1p(_log(swing) - _log(gap))) if swing else 0.0)
        best = max(best, (value, k))
        if value < best[0] - 1 and swing:
            break
        k += 1 if k < FEW else -(-k // FEW)
    k = best[1] if swing else most
    return best[0], Levels(family, n, k, amplitude / k - eps)


def _log(value: Fraction) -> float:
    return log(value.numerator) - log(value.denominator)


def _log1p(logarithm: float) -> float:
    """Return ln(1 + e^logarithm)."""
    return logarithm if logarithm > 700 else log1p(exp(logarithm))
