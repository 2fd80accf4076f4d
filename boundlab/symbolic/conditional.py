"""Comparisons of orders under conditions between scales: the conditions read, and the claim shown from them."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from boundlab.errors import BoundlabError
from boundlab.symbolic.expansion import Expansion, Undetermined, Vague
from boundlab.symbolic.expression import Value
from boundlab.symbolic.gaps import Combination, Gap, Key, Scales
from boundlab.symbolic.growth_reader import GrowthReader
from boundlab.symbolic.joint_exponents import Logarithms
from boundlab.symbolic.monomial import UNIT
from boundlab.symbolic.scale_conditions import Condition, Cone, cases, follows
from boundlab.symbolic.scale_paths import violations
from boundlab.symbolic.scale_terms import ASSUMING, COARSE, PLAIN
from boundlab.symbolic.several_scales import Side, scales_in, sides, trees_of

Link = tuple[str, str, str]
Goal = tuple[list[Key], list[Key], bool]
SWAPPED = {"≳": "≲", "≻": "≺"}


class Given(NamedTuple):
    """Sample values of the parameters, and where the multipliers that are found are collected."""

    samples: Sequence[Mapping[str, Value]]
    combinations: list[Combination]


class Conditional:
    """Compares orders under the conditions `links`; `readers` reads a text in every scale."""

    def __init__(
        self,
        links: Sequence[Link],
        given: Given,
        readers: Callable[[str], Mapping[str, GrowthReader]],
        scale_of: Callable[[str], str | None],
    ) -> None:
        self.given, self.readers, self.scale_of = given, readers, scale_of
        self.mine = readers("1")
        self.scales = Scales({s: reader.field for s, reader in self.mine.items()})
        read = [(link, self._conditions(str(i), link)) for i, link in enumerate(links)]
        self.conditions = [c for _, found in read for c in found]
        self.unread = [" ".join(link) for link, found in read if not found]

    def holds(self, link: Link) -> bool:
        """Does `left relation right` follow? False only says that this was not found; raises Undetermined or Vague."""
        left, relation, right = link
        trees = trees_of((left, right), self.readers)
        shown = self._of_sums(trees, relation)
        if shown is None:
            shown = self._by_exponents(trees, relation)
        if not shown and relation != "≍":
            shown = self._of_sums(trees, relation, COARSE)
        return shown is True or self._of_sums(trees, relation, ASSUMING) is True

    def _of_sums(self, trees: Sequence[ast.expr], relation: str, mode: str = PLAIN) -> bool | None:
        """Does the comparison of sums of products follow? None for what is none."""
        try:
            lower, upper = sides(trees, self.mine, self.scale_of, mode=mode)
            ways = [*itertools.product(self._one_signed(lower, relation != "≍"), self._one_signed(upper))]
            if not ways or (mode == ASSUMING and not lower.assumed + upper.assumed):
                raise Vague("terms in several scales may cancel")
        except Vague:
            return None
        assumed: list[Goal] = [
            (self._bounds(terms), [self.scales.one], True) for terms in lower.assumed + upper.assumed
        ]
        for (small, below), (large, above) in ways:
            goals = [*assumed, *small, *large, (below, above, relation == "≺")]
            if relation == "≍":
                goals.append((above, below, False))
            if follows(self.scales, self.conditions, goals, self.given.combinations, self.given.samples):
                return True
        return False

    def _one_signed(self, side: Side, bounded: bool = False) -> list[tuple[list[Goal], list[Key]]]:
        """Return the terms that a side is as large as (`bounded`: at most), with what has to follow for that."""
        if side.positive or bounded:
            return [([], self._bounds(side.terms) if bounded else self._keys(side.terms))]
        return [([(self._bounds(others), self._keys(kept), True)], self._keys(kept)) for kept, others in side.parts]

    def choices(self) -> list[list[Gap]]:
        """Return the choices of gaps that the conditions leave."""
        return cases(self.scales, self.conditions)

    def failures(self, link: Link) -> list[list[Gap]]:
        """Return gaps with which the link fails, nothing for what is no comparison of sums of products."""
        if link[1] in SWAPPED:
            link = (link[2], SWAPPED[link[1]], link[0])
        try:
            lower, upper = sides(trees_of(link[::2], self.readers), self.mine, self.scale_of)
            return list(violations(self._keys(lower.terms), self._keys(upper.terms), link[1]))
        except Vague:
            return []

    def _by_exponents(self, trees: Sequence[ast.expr], relation: str) -> bool:
        unknown = None
        for gaps in cases(self.scales, self.conditions):
            cone = Cone(self.scales, gaps, self.given.combinations, self.given.samples)
            logarithms = Logarithms(self.mine, self._scales_in, cone.below)
            try:
                shown = logarithms.holds(trees[0], relation, trees[1])
            except Vague:
                shown = False
            if not shown and not cone.empty():
                unknown = unknown or cone.unknown
                if unknown is not None:
                    raise unknown
                return False
        return True

    def _scales_in(self, node: ast.expr) -> set[str]:
        return scales_in(node, self.scale_of)

    def _conditions(self, name: str, link: Link) -> list[Condition]:
        """Return what a condition says, nothing where it cannot be read: what is not known is not used."""
        left, relation, right = link
        if relation in SWAPPED:
            left, relation, right = right, SWAPPED[relation], left
        try:
            trees = trees_of((left, right), self.readers)
            lower, upper = sides(trees, self.readers(" ".join(link)), self.scale_of)
            if not lower.positive or not upper.positive:
                return []
            lows, highs = self._keys(lower.terms), self._keys(upper.terms)
        except BoundlabError as error:
            raise BoundlabError(error.reason, "where") from None
        except Vague:
            return self._in_exponents(name, trees, relation)
        if relation == "≍":
            return [Condition(name, lows, highs), Condition(f"{name}r", highs, lows)]
        return [Condition(name, lows, highs, relation == "≺")]

    def _in_exponents(self, name: str, trees: Sequence[ast.expr], relation: str) -> list[Condition]:
        """Return what eps^(-d) ≲ n says of d*log(1/eps) and log(n): positive products of the gap are ≲ the others."""
        logarithms = Logarithms(self.mine, self._scales_in)
        try:
            gap = logarithms.less(*map(logarithms.logarithm, trees))
            signs = [(key, self.scales.sign(c)) for key, c in gap.terms]
        except (Vague, Undetermined):
            return []
        found: dict[str, Condition] = {}
        for mark, way in (("", 1), ("r", -1))[: 2 if relation == "≍" else 1]:
            highs = [key for key, s in signs if s == -way] + list(gap.errors)
            for low in (key for key, s in signs if s == way):
                here = (n for n, m in zip(self.scales.names, low, strict=True) if m != UNIT)
                full = f"{name}{mark}:{'*'.join(here)}"
                found.setdefault(full, Condition(full, [low], highs or [self.scales.one]))
        return list(found.values())

    def _keys(self, terms: Sequence[Mapping[str, Expansion]]) -> list[Key]:
        return [tuple(r.field.leading(term[s])[0] for s, r in self.mine.items()) for term in terms]

    def _bounds(self, terms: Sequence[Mapping[str, Expansion]]) -> list[Key]:
        """Return products that the terms are at most as large as; terms that are zero are left out."""
        found = []
        for term in terms:
            sizes = [r.field.bound(term[s]) for s, r in self.mine.items()]
            if all(size is not None for size in sizes):
                found.append(tuple(size if size is not None else UNIT for size in sizes))
        return found
