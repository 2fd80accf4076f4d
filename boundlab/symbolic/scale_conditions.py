"""What conditions between scales, as in d ≲ n or n*h^d ≻ 1, say about products of functions of one scale each.

On a way to the limit that meets A1 + A2 ≲ B1 + B2 one of the B_j is the largest, at least on some part that reaches the
limit: a condition is a choice of *gaps*, A_i ≲ B_j and B_k ≲ B_j, and a claim holds if it does for every choice. The
logarithm of a gap, Σ c·P ≤ Σ c·Q + O(1) with the leading P and Q in each scale, says that each P ≲ Σ Q: further gaps.

A product a is at most b (Farkas) if with multipliers λ ≥ 0 of the gaps a·∏(high/low)^λ is at most b in every scale; or
if log a - log b has positive parts that all are, by the gaps, smaller than a negative one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from boundlab.symbolic.combinations import Search
from boundlab.symbolic.expansion import Undetermined, Vague
from boundlab.symbolic.expression import Value
from boundlab.symbolic.gaps import Combination, Gap, Key, Scales

MAX_CASES, DERIVED, DEPTH, MAX_SEARCHES = 48, 2, 2, 400


class Condition(NamedTuple):
    """Σ lows ≲ Σ highs, `strict` for ≺."""

    name: str
    lows: Sequence[Key]
    highs: Sequence[Key]
    strict: bool = False


def cases(scales: Scales, conditions: Iterable[Condition]) -> list[list[Gap]]:
    """Return the choices of gaps; in each way to the limit some part is of one of them."""
    found: list[list[Gap]] = [[]]
    for condition in conditions:
        found = _times(found, list(_choices(scales, condition, DERIVED)))
    return found


def _choices(scales: Scales, condition: Condition, depth: int) -> Iterator[list[Gap]]:
    name, lows, highs, strict = condition
    for j, high in enumerate(highs):
        gaps = [Gap(f"{name}.{i}", low, high, strict) for i, low in enumerate(lows)]
        others = [h for k, h in enumerate(highs) if k != j]
        choices = [gaps + [Gap(f"{name}.{len(lows) + k}", other, high) for k, other in enumerate(others)]]
        for gap in gaps if depth else []:
            try:
                larger, smaller = scales.parts(gap.low, gap.high)
            except (Undetermined, Vague):
                continue  # what is not known is not used
            for scale, part in larger.items():
                further = Condition(f"{gap.name}:{scale}", [part], list(smaller.values()) or [scales.one])
                choices = _times(choices, list(_choices(scales, further, depth - 1)))
        yield from choices


def _times(found: list[list[Gap]], choices: list[list[Gap]]) -> list[list[Gap]]:
    """Combine choices, or leave out the further ones where they become too many."""
    return [[*a, *b] for a in found for b in choices] if len(found) * len(choices) <= MAX_CASES else found


class Cone:
    """What follows from gaps. Combinations that were found are tried first, and are what a certificate shows."""

    def __init__(
        self,
        scales: Scales,
        gaps: Sequence[Gap],
        combinations: list[Combination],
        samples: Sequence[Mapping[str, Value]],
    ) -> None:
        self.scales, self.gaps, self.combinations, self.samples = scales, list(gaps), combinations, samples
        self.unknown: Undetermined | None = None  # a sign that stood in the way

    def with_gaps(self, gaps: Iterable[Gap]) -> Cone:
        """Return the cone of further gaps."""
        return Cone(self.scales, [*self.gaps, *gaps], self.combinations, self.samples)

    def below(self, a: Key, b: Key, *, strictly: bool, depth: int = DEPTH) -> bool:
        """Is it seen that a ≲ b (`strictly`: a ≺ b)?"""
        if any(self._shows(each, a, b, strictly) for each in ({}, *self.combinations)):
            return True
        self.scales.searches += 1
        if self.scales.searches > MAX_SEARCHES:
            raise Vague("the conditions between scales leave too many choices")
        try:
            for found in Search(self.scales, self.gaps, self.samples).combinations(a, b, strictly=strictly):
                if self._shows(found, a, b, strictly):
                    self.combinations.append(found)
                    return True
        except Undetermined as unknown:
            self.unknown = self.unknown or unknown
        return depth > 0 and self._by_exponents(a, b, depth - 1)

    def _shows(self, combination: Combination, a: Key, b: Key, strictly: bool) -> bool:
        gaps = {gap.name: gap for gap in self.gaps}
        if not combination.keys() <= gaps.keys():
            return False
        try:
            for name, multiplier in combination.items():
                sign = self.scales.sign(multiplier)
                if sign < 0:
                    return False
                a = self.scales.product(a, gaps[name].high, multiplier)
                b = self.scales.product(b, gaps[name].low, multiplier)
                strictly = strictly and not (sign and gaps[name].strict)
            orders = self.scales.orders(a, b)
        except Undetermined as unknown:
            self.unknown = self.unknown or unknown
            return False
        except Vague:
            return False
        return max(orders) <= 0 and (not strictly or min(orders) < 0)

    def _by_exponents(self, a: Key, b: Key, depth: int) -> bool:
        """Is every positive part of log a - log b smaller than a negative one? Then a ≺ b."""
        try:
            larger, smaller = self.scales.parts(a, b)
        except (Undetermined, Vague):
            return False
        return bool(smaller) and all(
            any(self.below(p, q, strictly=True, depth=depth) for q in smaller.values()) for p in larger.values()
        )

    def empty(self) -> bool:
        """Do the gaps contradict each other?"""
        return any(self.below(gap.high, gap.low, strictly=not gap.strict, depth=0) for gap in self.gaps)

    def dominated(self, term: Key, above: Sequence[Key], *, strictly: bool) -> bool:
        """Is `term` seen to be at most the sum of `above`, whichever of these is the largest?"""
        if any(self.below(term, each, strictly=strictly) for each in above):
            return True
        if len(above) == 1:
            return False
        for j, largest in enumerate(above):
            others = (other for k, other in enumerate(above) if k != j)
            cone = self.with_gaps(Gap(f"+{k}", other, largest) for k, other in enumerate(others))
            if not cone.below(term, largest, strictly=strictly) and not cone.empty():
                self.unknown = self.unknown or cone.unknown
                return False
        return True


def follows(
    scales: Scales,
    conditions: Sequence[Condition],
    goals: Sequence[tuple[Sequence[Key], Sequence[Key], bool]],
    combinations: list[Combination],
    samples: Sequence[Mapping[str, Value]],
) -> bool:
    """Do all `goals`, (lows, highs, strict), follow from the conditions? Raises Undetermined for a sign in the way."""
    for gaps in cases(scales, conditions):
        cone = Cone(scales, gaps, combinations, samples)
        shown = (
            cone.dominated(low, highs, strictly=strict)
            for low, highs, strict in itertools.chain.from_iterable(
                ((low, highs, strict) for low in lows) for lows, highs, strict in goals
            )
        )
        if not all(shown) and not cone.empty():
            if cone.unknown is not None:
                raise cone.unknown
            return False
    return True
