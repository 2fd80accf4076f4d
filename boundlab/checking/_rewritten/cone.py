"""What conditions between scales imply, again: combinations of gaps multiplied out, one magnitude of each scale.

Along some part of every way to the limit one of the terms of the larger side of each condition is the largest. So a
claim is shown in every choice of these, from gaps a ≲ b between products of magnitudes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Magnitude
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.checking._rewritten.signs import Unshown

MAX_CHOICES, LOGARITHMS, EXPONENTS = 48, 2, 2
Size = tuple[Magnitude, ...]
Combination = dict[str, Rational]


class Gap(NamedTuple):
    """a ≲ b, or a ≺ b."""

    a: Size
    b: Size
    strict: bool


Gaps = dict[str, Gap]


class Sizes:
    """Products of magnitudes, one of each scale, in the order of `scales`."""

    def __init__(self, scales: Mapping[str, Scale]) -> None:
        self.scales = scales
        self.one: Size = tuple(scale.one for scale in scales.values())

    def order(self, a: Size, b: Size) -> list[int]:
        return [s.compare(m, n) for s, m, n in zip(self.scales.values(), a, b, strict=True)]

    def times(self, a: Size, b: Size, exponent: Rational) -> Size:
        return tuple(s.times(m, s.raised(n, exponent)) for s, m, n in zip(self.scales.values(), a, b, strict=True))

    def exponents(self, a: Size, b: Size) -> tuple[dict[str, Size], dict[str, Size]]:
        """Return the leading magnitude of log(a/b) in each scale: where its coefficient is positive, and negative."""
        up: dict[str, Size] = {}
        down: dict[str, Size] = {}
        for i, (name, s) in enumerate(self.scales.items()):
            for m, c in s.combined(s.log(a[i]), s.log(b[i]), -1):
                sign = s.sign_of(c)
                if sign:
                    (up if sign > 0 else down)[name] = (*self.one[:i], m, *self.one[i + 1 :])
                    break
        return up, down


def choices(
    sizes: Sizes, conditions: Sequence[tuple[str, Sequence[Size], Sequence[Size], bool]], depth: int = LOGARITHMS
) -> list[Gaps]:
    """Return the choices of gaps that the conditions (name, smaller, larger, strict) leave."""
    result: list[Gaps] = [{}]
    for name, smaller, larger, strict in conditions:
        here: list[Gaps] = []
        for j, largest in enumerate(larger):
            gaps = {f"{name}.{i}": Gap(each, largest, strict) for i, each in enumerate(smaller)}
            rest = [*larger[:j], *larger[j + 1 :]]
            several = [gaps | {f"{name}.{len(smaller) + k}": Gap(each, largest, False) for k, each in enumerate(rest)}]
            for key, gap in gaps.items() if depth else ():
                for further in _logarithms(sizes, key, gap):
                    several = _combined(several, choices(sizes, [further], depth - 1))
            here += several
        result = _combined(result, here)
    return result


def _logarithms(sizes: Sizes, key: str, gap: Gap) -> list[tuple[str, list[Size], list[Size], bool]]:
    try:
        up, down = sizes.exponents(gap.a, gap.b)
    except (Unclear, Unshown):
        return []
    return [(f"{key}:{name}", [part], [*down.values()] or [sizes.one], False) for name, part in up.items()]


def _combined(one: list[Gaps], other: list[Gaps]) -> list[Gaps]:
    return [a | b for a in one for b in other] if len(one) * len(other) <= MAX_CHOICES else one


class Cone:
    """What is seen to follow from `gaps` with the combinations that a certificate shows."""

    def __init__(self, sizes: Sizes, gaps: Gaps, shown: Sequence[Combination]) -> None:
        self.sizes, self.gaps, self.shown = sizes, gaps, shown

    def smaller(self, a: Size, b: Size, strictly: bool, depth: int = EXPONENTS) -> bool:
        """Return whether a ≲ b, or a ≺ b, is seen."""
        return any(self._multiplied(each, a, b, strictly) for each in ({}, *self.shown)) or (
            depth > 0 and self._by_exponents(a, b, depth - 1)
        )

    def _multiplied(self, combination: Combination, a: Size, b: Size, strictly: bool) -> bool:
        try:
            for name, exponent in combination.items():
                gap = self.gaps.get(name)
                sign = -1 if gap is None else next(iter(self.sizes.scales.values())).sign_of(exponent)
                if gap is None or sign < 0:
                    return False
                a, b = self.sizes.times(a, gap.b, exponent), self.sizes.times(b, gap.a, exponent)
                if sign > 0 and gap.strict:
                    strictly = False
            order = self.sizes.order(a, b)
        except (Unclear, Unshown):
            return False
        return all(o <= 0 for o in order) and (not strictly or any(o < 0 for o in order))

    def _by_exponents(self, a: Size, b: Size, depth: int) -> bool:
        try:
            up, down = self.sizes.exponents(a, b)
        except (Unclear, Unshown):
            return False
        return len(down) > 0 and all(
            any(self.smaller(each, other, True, depth) for other in down.values()) for each in up.values()
        )

    def impossible(self) -> bool:
        """Return whether the gaps are seen to contradict each other."""
        return any(self.smaller(gap.b, gap.a, not gap.strict, 0) for gap in self.gaps.values())

    def at_most_sum(self, a: Size, larger: Sequence[Size], strictly: bool) -> bool:
        """Return whether `a` is seen to be at most the sum of `larger`, or less."""
        if any(self.smaller(a, each, strictly) for each in larger):
            return True
        for j, largest in enumerate(larger) if len(larger) > 1 else ():
            rest = [*larger[:j], *larger[j + 1 :]]
            cone = Cone(
                self.sizes, self.gaps | {f"+{k}": Gap(each, largest, False) for k, each in enumerate(rest)}, self.shown
            )
            if not (cone.smaller(a, largest, strictly) or cone.impossible()):
                return False
        return len(larger) > 1
