"""How bounds of one's own stand to the best known ones for the networks and targets that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from boundlab.claims.activation import in_words
from boundlab.claims.claim import Claim, Direction
from boundlab.claims.registry import Registry
from boundlab.derived.applied import Applied, best_of
from boundlab.derived.bounds import Best, best
from boundlab.derived.closure import Closure
from boundlab.derived.orders import at_most, smaller
from boundlab.derived.query import Query
from boundlab.errors import BoundlabError

EXAMPLES = ("tanh", "relu", "sigmoid", "gelu", "sin")
MOST = 6
"""The activations of a larger family that are tried are `EXAMPLES`."""


@dataclass(frozen=True)
class Standing:
    """A bound of one's own beside a known one, for networks with `activation`; `relation` is said of one's own.

    `condition` is what the known bound needs. Without a known bound, `relation` is "first".
    """

    claim: Claim
    activation: str
    relation: str
    known: Applied | None = None
    condition: str = ""

    def __str__(self) -> str:
        if self.known is None:
            return f"for {self.activation}: the first {self.claim.direction} bound here"
        other = f"{self.known.claim.id}: {self.known.read.landau}"
        return f"for {self.activation}: {self.relation} {other}" + (f", {self.condition}" if self.condition else "")

    def to_json(self) -> dict[str, Any]:
        """Return the relation and the known bound."""
        known = self.known and {
            "id": self.known.claim.id,
            "statement": self.known.read.landau,
            "status": str(self.known.claim.status),
        }
        return {"activation": self.activation, "relation": self.relation, "known": known, "condition": self.condition}


def standings(known: Closure, claim: Claim) -> Iterator[Standing]:
    """Yield how `claim` stands to the best bounds in `known`, for networks with each of a few activations."""
    for activation in _activations(claim):
        query = Query(
            activation, claim.target, claim.quantity, norm=claim.norm, counting=claim.counting,
            assume=frozenset(h.id for h in claim.hypotheses), where=claim.conditions,
            free=known.lattice(claim.target).free(claim.target), **claim.approximators.regimes(),  # type: ignore[arg-type]
        )  # fmt: skip
        found = list(_beside(claim, activation, best(known, query)))
        if not any(
            s.known is not None and s.known.claim.direction in {claim.direction, Direction.TIGHT} for s in found
        ):
            yield Standing(claim, activation, "first")
        yield from found


def without_added(registry: Registry) -> Closure:
    """Return the closure of the project's own rows, with all target classes of `registry`."""
    rest = (c for c in registry if c.id not in registry.added)
    return Closure(Registry(rest, registry.references.values(), registry.classes.values(), registry.origins))


def _activations(claim: Claim) -> list[str]:
    members = sorted(map(in_words, claim.approximators.activation.members))
    return members if len(members) <= MOST else [name for name in EXAMPLES if name in members] or members[:MOST]


def _beside(claim: Claim, activation: str, found: Best) -> Iterator[Standing]:
    groups = {("lower", ""): list(found.lower), ("upper", ""): list(found.upper)}
    for applied, need in found.conditional:
        side, _, condition = need.partition(": ")
        groups.setdefault((side, condition), []).append(applied)
    for (side, condition), bounds in groups.items():
        for applied in best_of(bounds, Direction(side)):
            for own in ("lower", "upper"):
                if claim.direction in {own, Direction.TIGHT}:
                    yield Standing(claim, activation, _relation(claim, own, applied, side), applied, condition)


def _relation(claim: Claim, own: str, applied: Applied, side: str) -> str:
    """Return what the bound `own` of `claim` is to the bound `side` of `applied`."""
    try:
        ranges = claim.ranges.joined(applied.ranges)
    except BoundlabError:
        return "cannot be compared with"  # a parameter of the same name is another one there
    low, up = (claim.order, applied.order) if own == "lower" else (applied.order, claim.order)
    if own == side:  # the larger lower bound, the smaller upper bound is the better one
        if at_most(up, low, ranges):
            return "meets" if at_most(low, up, ranges) else "beats"
        return "falls short of" if at_most(low, up, ranges) else "is for some parameters better than"
    if smaller(up, low, ranges):
        return "contradicts"
    return "agrees, up to constants, with" if at_most(up, low, ranges) else "leaves a gap to"
