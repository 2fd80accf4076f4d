"""The bounds of a closure, read for every target class and norm: what `best` selects from, as data.

Everything that needs algebra is decided here: what a bound says of another class, which of its conditions always hold,
and which of two orders is at most the other. What is left is bookkeeping, which a browser does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from boundlab.claims.claim import Direction, Status
from boundlab.claims.norm import Norm
from boundlab.claims.target_class import TargetClass
from boundlab.derived.applied import Applied
from boundlab.derived.applies import needs, readings
from boundlab.derived.closure import Closure, Derivation
from boundlab.derived.query import CERTAIN, Query
from boundlab.site.comparisons import Comparisons
from boundlab.site.kept_decisions import KeptDecisions
from boundlab.site.numbering import Numbering

ASKED = ("sup", "L1", "L2", "Lp", "W1,inf", "W1,1", "W1,2", "L2(mu)")
"""Norms that the page offers beside those that claims are stated in."""


@dataclass(frozen=True)
class Bound:
    """One side of a claim: that of a tight one counts as a lower and as an upper bound."""

    derivation: Derivation
    direction: Direction


def norms(closure: Closure) -> list[Norm]:
    """Return the norms that can be asked for, then those that only claims are stated in."""
    own = (d.claim.norm for d in closure)
    return list(dict.fromkeys([*map(Norm.parse, ASKED), *sorted(own, key=str)]))


def bounds(closure: Closure) -> Iterator[Bound]:
    """Yield the bounds in the order in which `best` meets them."""
    for derivation in closure:
        tight = derivation.claim.direction == Direction.TIGHT
        for direction in (Direction.LOWER, Direction.UPPER) if tight else (derivation.claim.direction,):
            yield Bound(derivation, direction)


class BoundsData:
    """The readings of all bounds by class, with the orders they give and how these compare."""

    def __init__(self, closure: Closure, kept: KeptDecisions | None = None) -> None:
        self.closure = closure
        self.bounds = list(bounds(closure))
        self.norms = norms(closure)
        self.shapes: Numbering[Any] = Numbering()
        self.texts: Numbering[str] = Numbering()
        self.comparisons = Comparisons(kept if kept is not None else KeptDecisions())
        self.readings = {id_: self._of_class(target) for id_, target in closure.classes.items()}

    def _of_class(self, target: TargetClass) -> list[list[Any]]:
        lattice = self.closure.lattice(target)
        free = lattice.free(target)
        found: list[list[Any]] = []
        groups: dict[tuple[str, Direction], list[tuple[Applied, bool]]] = {}
        for number, bound in enumerate(self.bounds):
            claim = bound.derivation.claim
            rows: dict[Any, int] = {}
            for place, norm in enumerate(self.norms):
                for applied, missing in self._readings(bound, target, norm, free):
                    met = tuple(str(s.claim) for s in applied.met)
                    given = tuple(map(str, applied.read.given))
                    shape = self.shapes.number((applied.order, applied.ranges, applied.exact), applied)
                    own = tuple(s for s in applied.inclusions if s.startswith("target class: "))
                    # what conditions say of an order decides whether a bound that needs them adds anything
                    open_ = missing or claim.status not in CERTAIN or any(not h.regime for h in claim.hypotheses)
                    condition = self.comparisons.conditional(shape, applied) if given and open_ else -1
                    rows[shape, own, missing, met, condition] = rows.get((shape, own, missing, met, condition), 0) | (
                        1 << place
                    )
                    groups.setdefault((claim.quantity, bound.direction), []).append((applied, condition >= 0))
            for (shape, own, missing, met, condition), mask in rows.items():
                steps, unmet, granted = (list(map(self.texts.number, texts)) for texts in (own, missing, met))
                found.append([number, mask, shape, steps, unmet, granted, condition])
        self._compare(groups)
        return found

    def _readings(
        self, bound: Bound, target: TargetClass, norm: Norm, free: dict[str, Any]
    ) -> Iterator[tuple[Applied, tuple[str, ...]]]:
        """Yield the bound as it is read for a class and a norm, whatever else is asked, and the conditions it needs."""
        claim = bound.derivation.claim
        query = Query(
            "relu", target, claim.quantity, norm=norm, counting=claim.counting, free=free,
            assume=frozenset(h.id for h in claim.hypotheses), **claim.approximators.regimes(),  # type: ignore[arg-type]
        )  # fmt: skip
        lattice = self.closure.lattice(target)
        for reading in readings(lattice, claim, bound.direction, query, activations=False):
            need = needs(reading.claim, query, frozenset(Status))
            if need is not None and (applied := Applied.of(bound.derivation, reading, query, need.met)) is not None:
                yield applied, need.missing

    def _compare(self, groups: dict[tuple[str, Direction], list[tuple[Applied, bool]]]) -> None:
        """Decide what `best` may compare: bounds on one quantity, in one direction or in the two."""
        for (quantity, direction), found in groups.items():
            shapes = {self._shape(a): a for a, _ in found}
            for i, a in shapes.items():
                for j, b in shapes.items():
                    self.comparisons.ordered(direction, (i, a), (j, b))
            for applied in {self.comparisons.conditional(self._shape(a), a): a for a, open_ in found if open_}.values():
                for i, known in shapes.items():
                    self.comparisons.under_conditions(direction, (i, known), self._shape(applied), applied)
            if direction == Direction.UPPER:
                lower = {self._shape(a): a for a, _ in groups.get((quantity, Direction.LOWER), ())}
                for i, a in shapes.items():
                    for j, b in lower.items():
                        self.comparisons.sides((i, a), (j, b))

    def _shape(self, applied: Applied) -> int:
        return self.shapes.number((applied.order, applied.ranges, applied.exact), applied)
