"""Which of two orders is the better bound, decided once for every pair that a query may bring together."""

from __future__ import annotations

from typing import Any, TypeAlias

from boundlab.claims.claim import Direction
from boundlab.derived.applied import Applied, at_least_as_good, compared, stated
from boundlab.derived.orders import at_most, smaller
from boundlab.site.kept_decisions import KeptDecisions
from boundlab.site.numbering import Numbering
from boundlab.site.samples import exceeds, where

Shape: TypeAlias = tuple[int, Applied]
"""The number of an order with its ranges, and a bound that has it."""


class Comparisons:
    """Relations between numbered orders, as sets of pairs."""

    def __init__(self, kept: KeptDecisions) -> None:
        self._kept = kept
        self._known: dict[tuple[Any, ...], bool] = {}
        self._conditions: Numbering[Any] = Numbering()
        self._gaps: dict[tuple[int, int], str] = {}
        self._after: dict[tuple[str, int], list[int]] = {}

    def _between(self, first: str, a: int, b: int, then: str) -> bool:
        """Does `b` follow from something that follows from `a`?"""
        return any(self._known.get((then, middle, b), False) for middle in self._after.get((first, a), ()))

    def ordered(self, direction: Direction, a: Shape, b: Shape) -> None:
        """Does the bound `b` follow from `a`?"""
        key = (str(direction), a[0], b[0])
        if key not in self._known:
            told_apart = not a[1].exact and exceeds(*_small_first(direction, a[1], b[1]))
            self._known[key] = a[0] == b[0] or (
                not told_apart and (self._between(*key, str(direction)) or self._follows(direction, a[1], b[1]))
            )
            if self._known[key]:
                self._after.setdefault(key[:2], []).append(b[0])

    def conditional(self, shape: int, applied: Applied) -> int:
        """Return the number of an order under the conditions of a bound."""
        given = tuple(map(str, applied.read.given))
        return self._conditions.number((shape, given), applied)

    def under_conditions(self, direction: Direction, known: Shape, shape: int, applied: Applied) -> None:
        """Does a bound that has conditions follow from one that has none of them, where they hold?"""
        key = (f"{direction} under conditions", known[0], self.conditional(shape, applied))
        if key not in self._known:
            # what holds always holds under conditions
            self._known[key] = (
                self._known[str(direction), known[0], shape]
                or self._between(str(direction), known[0], key[2], key[0])
                or self._where(direction, known[1], applied)
            )

    def _where(self, direction: Direction, known: Applied, applied: Applied) -> bool:
        given = applied.read.given
        names = set().union(*(condition.names for condition in given))
        domains = {
            **{n: applied.read.known[n] for n in names},
            **dict(applied.ranges.items),
            **dict(known.ranges.items),
        }
        holds = where(given, tuple(sorted(domains.items())))
        if not applied.exact and exceeds(*_small_first(direction, known, applied), at=holds):
            return False
        texts = tuple(map(str, given))
        return self._kept.answer(
            f"{direction} where",
            known,
            applied,
            texts,
            lambda: at_least_as_good(known, applied, direction, stated(applied.read), given),
        )

    def _follows(self, direction: Direction, a: Applied, b: Applied) -> bool:
        return self._kept.answer(str(direction), a, b, (), lambda: at_least_as_good(a, b, direction))

    def sides(self, upper: Shape, lower: Shape) -> None:
        """Do an upper and a lower bound agree, and can both hold? What is their ratio?"""
        key = (upper[0], lower[0])
        if ("tight", *key) in self._known:
            return
        u, low, exact = upper[1], lower[1], upper[1].exact
        self._known["tight", *key] = (exact or not exceeds(u, low)) and self._kept.answer(
            "tight", u, low, (), lambda: compared(at_most, u, low, False)
        )
        possible = exact or not exceeds(u, low, strict=False)
        self._known["contradict", *key] = possible and self._kept.answer(
            "contradict", u, low, (), lambda: compared(smaller, u, low, True)
        )
        if len(low.order.terms) == 1 and not low.exact:
            self._gaps[key] = str(u.order / low.order)

    def to_json(self) -> dict[str, Any]:
        """Return the pairs of every relation by their first member, and the ratios by theirs."""
        pairs: dict[str, dict[int, list[int]]] = {}
        for (name, a, b), holds in sorted(self._known.items()):
            if holds:
                pairs.setdefault(name, {}).setdefault(a, []).append(b)
        texts: Numbering[str] = Numbering()
        gaps: dict[int, dict[int, int]] = {}
        for (upper, lower), text in self._gaps.items():
            gaps.setdefault(upper, {})[lower] = texts.number(text)
        return {"pairs": pairs, "gaps": gaps, "ratios": list(texts)}


def _small_first(direction: Direction, a: Applied, b: Applied) -> tuple[Applied, Applied]:
    """A lower bound follows from a larger one, an upper bound from a smaller one."""
    return (b, a) if direction == Direction.LOWER else (a, b)
