"""Comparisons in scales under conditions between them, again: conditions and claim read, the combinations tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from boundlab.checking._rewritten.cone import Combination, Cone, Size, Sizes, choices
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.joint import Joint
from boundlab.checking._rewritten.order_statement import Link
from boundlab.checking._rewritten.several import COARSE, PLAIN, SUPPOSING, Germs, Terms
from boundlab.checking._rewritten.sides import sides_in_several
from boundlab.checking._rewritten.signs import Unshown

Claim = tuple[list[Size], list[Size], bool]


class Conditional:
    """Shows comparisons from conditions, with the combinations of a certificate."""

    def __init__(
        self,
        conditions: Sequence[Link],
        shown: Sequence[Combination],
        readings: Mapping[str, Reading],
        scale_of: Callable[[str], str | None],
    ) -> None:
        self.readings, self.scale_of, self.shown = readings, scale_of, shown
        self.sizes = Sizes({name: reading.scale for name, reading in readings.items()})
        read = [each for i, link in enumerate(conditions) for each in self._read(str(i), link)]
        self.cones = [Cone(self.sizes, gaps, shown) for gaps in choices(self.sizes, read)]

    def _read(self, name: str, link: Link) -> list[tuple[str, list[Size], list[Size], bool]]:
        """Return what a condition says of sums of products; what cannot be read is not used."""
        try:
            left, right = sides_in_several(link.left, link.right, self.readings, self.scale_of)
            if not (left.certain and right.certain):
                return []
            small, large = self._sizes(left.germs), self._sizes(right.germs)
        except Unclear:
            return self._read_exponents(name, link)
        back = [(f"{name}r", large, small, False)] if link.relation == "≍" else []
        return [(name, small, large, link.relation == "≺"), *back]

    def _read_exponents(self, name: str, link: Link) -> list[tuple[str, list[Size], list[Size], bool]]:
        """Return that positive products in log left - log right are at most the sum of the negative ones."""
        joint = Joint(self.readings, self.scale_of)
        try:
            gap = joint.sum(joint.logarithm(link.left), joint.logarithm(link.right), -1)
            products = {sign: joint.signed(gap, sign) for sign in (1, -1)}
        except (Unclear, Unshown):
            return []
        found: dict[str, tuple[str, list[Size], list[Size], bool]] = {}
        for mark, sign in [("", 1), ("r", -1)][: 2 if link.relation == "≍" else 1]:
            for each in products[sign]:
                places = [n for n, m, one in zip(self.readings, each, self.sizes.one, strict=True) if m is not one]
                key = f"{name}{mark}:{'*'.join(places)}"
                found.setdefault(key, (key, [each], [*products[-sign], *gap.rest] or [self.sizes.one], False))
        return [*found.values()]

    def _sizes(self, terms: Sequence[Germs]) -> list[Size]:
        return [tuple(r.scale.leading(germs[n])[0] for n, r in self.readings.items()) for germs in terms]

    def _bounds(self, terms: Sequence[Germs]) -> list[Size]:
        found = []
        for germs in terms:
            bounds = [r.scale.bound(germs[n]) for n, r in self.readings.items()]
            known = tuple(b for b in bounds if b is not None)
            if len(known) == len(bounds):  # else the term is zero
                found.append(known)
        return found

    def holds(self, link: Link) -> bool:
        """Return whether the link is seen to hold in every choice of gaps."""
        found = self._sums(link)
        if found is None:
            found = all(self._by_logarithms(cone, link) or cone.impossible() for cone in self.cones)
        if not found and link.relation != "≍":
            found = self._sums(link, COARSE)
        return found is True or self._sums(link, SUPPOSING) is True

    def _sums(self, link: Link, mode: str = PLAIN) -> bool | None:
        """Return whether a link between sums of products is seen to hold, None if it is none."""
        left, relation, right = link
        try:
            lower, upper = sides_in_several(left, right, self.readings, self.scale_of, mode)
            below = self._as_large_as(lower) if relation == "≍" else [([], self._bounds(lower.germs))]
            above = self._as_large_as(upper)
            supposed: list[Claim] = [
                (self._bounds(germs), [self.sizes.one], True) for germs in lower.supposed + upper.supposed
            ]
        except Unclear:
            return None
        if not below or not above:
            return None
        for (first, small), (second, large) in product(below, above):
            claims = [*supposed, *first, *second, (small, large, relation == "≺")]
            if relation == "≍":
                claims.append((large, small, False))
            if all(self._follow(cone, claims) or cone.impossible() for cone in self.cones):
                return True
        return False

    def _as_large_as(self, terms: Terms) -> list[tuple[list[Claim], list[Size]]]:
        """Return terms of one sign that a side is as large as, with the claims that the others are negligible."""
        if terms.certain:
            return [([], self._sizes(terms.germs))]
        return [([(self._bounds(rest), self._sizes(kept), True)], self._sizes(kept)) for kept, rest in terms.parts]

    def _follow(self, cone: Cone, claims: Sequence[Claim]) -> bool:
        return all(cone.at_most_sum(each, large, strictly) for small, large, strictly in claims for each in small)

    def _by_logarithms(self, cone: Cone, link: Link) -> bool:
        joint = Joint(self.readings, self.scale_of, cone.smaller)
        try:
            return joint.holds(link.left, link.relation, link.right)
        except Unclear:
            return False
