"""Ablation: drop hypotheses of a claim and see what the registry derives of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, TypeAlias

from boundlab.claims.activation import in_words
from boundlab.claims.claim import Claim, Direction
from boundlab.claims.registry import Registry
from boundlab.derived.applies import readings
from boundlab.derived.closure import Closure, Derivation
from boundlab.derived.consistency import Contradiction, assumptions, contradictions, without
from boundlab.derived.orders import at_most
from boundlab.derived.query import CERTAIN, Query
from boundlab.errors import BoundlabError

Outcome: TypeAlias = Literal["still-true", "contradicted", "unknown"]


@dataclass(frozen=True)
class Ablation:
    """What becomes of a claim without the hypotheses `dropped`."""

    dropped: tuple[str, ...]
    outcome: Outcome
    reason: str
    by: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the outcome and the rows it rests on."""
        return {
            "dropped": list(self.dropped),
            "outcome": self.outcome,
            "reason": self.reason,
            "by": list(self.by),
            "contradictions": [c.to_json() for c in self.contradictions],
        }


def ablate(registry: Registry, id_: str) -> Iterator[Ablation]:
    """Yield what becomes of a claim without each hypothesis, then without the smallest sets that contradict others."""
    claim = registry[id_]
    known = Closure(registry)
    for hypothesis in claim.hypotheses:
        yield _ablation(registry, known, claim, (hypothesis.id,))
    extra = [h.id for h in assumptions(claim)]
    if len(extra) < 2 or _ablation(registry, known, claim, tuple(extra)).outcome != "contradicted":
        return
    for size in range(2, len(extra) + 1):
        found = [
            a for names in combinations(extra, size) if (a := _ablation(registry, known, claim, names)).contradictions
        ]
        if found:
            yield from found
            return


def _ablation(registry: Registry, known: Closure, claim: Claim, names: tuple[str, ...]) -> Ablation:
    stripped = without(registry, claim.id, names)
    rest = stripped[claim.id]
    fresh = tuple(
        c for c in contradictions(Closure(stripped), about={claim.id}) if claim.id in {c.lower.root.id, c.upper.root.id}
    )
    if fresh:
        others = (c.upper if c.lower.root.id == claim.id else c.lower for c in fresh)
        by = tuple(dict.fromkeys(d.claim.id for d in others))
        return Ablation(names, "contradicted", f"contradicted by {', '.join(by)}", by, fresh)
    members = rest.approximators.activation.members
    if (
        members == claim.approximators.activation.members
        and rest.approximators.activation != claim.approximators.activation
    ):
        return Ablation(names, "unknown", "every catalogued activation in question satisfies it, so nothing tests it")
    activations = sorted(map(in_words, members))
    covered = {a: d.claim.id for a in activations if (d := _implied(known, rest, a))}
    missing = [a for a in activations if a not in covered]
    by = tuple(dict.fromkeys(covered.values()))
    if covered and not missing:
        return Ablation(names, "still-true", f"follows from {', '.join(by)}, for every catalogued activation", by)
    if covered:
        shown = f"follows from {', '.join(by)} for {', '.join(covered)}; unknown for {', '.join(missing)}"
        return Ablation(names, "unknown", shown, by)
    kept = ", ".join(h.name for h in assumptions(rest))
    reason = f"the other assumptions stay ({kept})" if kept else "no row implies it and none contradicts it"
    return Ablation(names, "unknown", f"no row decides it; {reason}" if kept else reason)


def _implied(known: Closure, rest: Claim, activation: str) -> Derivation | None:
    """Return a bound from which `rest` follows for networks with this activation."""
    scope = rest.approximators
    granted = frozenset(h.id for h in rest.hypotheses)
    own = scope.regimes()
    query = Query(activation, rest.target, rest.quantity, norm=rest.norm, counting=rest.counting, assume=granted, **own)  # type: ignore[arg-type]
    direction = rest.direction
    if direction == Direction.TIGHT:
        return None
    lattice = known.lattice(rest.target)
    for derivation in known:
        claim = derivation.claim
        usable = (
            claim.status in CERTAIN
            and claim.quantity == rest.quantity
            and claim.direction in {direction, Direction.TIGHT}
            and {h.id for h in assumptions(claim)} <= granted
        )
        if usable and any(_follows(rest, r.claim, direction) for r in readings(lattice, claim, direction, query)):
            return derivation
    return None


def _follows(rest: Claim, read: Claim, direction: Direction) -> bool:
    if not set(read.given) <= set(rest.given):
        return False
    try:
        shared = rest.ranges.joined(read.ranges)
    except BoundlabError:
        return False  # a parameter of the same name is another one there
    small, large = (rest, read) if direction == Direction.LOWER else (read, rest)
    return bool(at_most(small.order, large.order, shared))
