"""Contradictions: an upper bound whose networks lie inside the scope of a lower bound, with a smaller order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from boundlab.claims.activation import Fact, in_words
from boundlab.claims.claim import Claim, Direction, Status
from boundlab.claims.compare import common_conditions, range_text
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.inclusion import Inclusions
from boundlab.claims.quantity import DENSITY, EXACT
from boundlab.claims.registry import Registry
from boundlab.claims.scope import Precision, Selection, Weights
from boundlab.derived.applies import readings
from boundlab.derived.closure import Closure, Derivation
from boundlab.derived.load import Given, load
from boundlab.derived.orders import evidently_at_most, point_of, smaller, smaller_somewhere
from boundlab.derived.query import CERTAIN, Query
from boundlab.display import Displayed, Table
from boundlab.errors import BoundlabError, bad_value
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.symbolic.decide import decide
from boundlab.symbolic.domain import DIMENSION, FAMILY, Ranges
from boundlab.symbolic.expression import Value, number, parameter
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.order import Order
from boundlab.symbolic.ranged import plain
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement


@dataclass(frozen=True, repr=False)
class Contradiction(Displayed):
    """Two bounds that cannot both hold, an activation in both scopes, and the conditions on the parameters."""

    lower: Derivation
    upper: Derivation
    activation: str
    ranges: Ranges
    given: tuple[Stated, ...]
    inclusions: tuple[str, ...]
    lower_order: Order
    upper_order: Order

    @property
    def status(self) -> Status:
        """The worse status of the two."""
        return max(self.lower.claim.status, self.upper.claim.status, key=lambda s: s.rank)

    @property
    def range(self) -> str:
        """The parameters for which the two contradict each other, in words."""
        return range_text(self.ranges, self.given)

    def statement(self) -> Statement:
        """Return the order claim that shows the contradiction, with its conditions and its parameters."""
        return Statement.of(OrderClaim(self.upper_order, "≺", self.lower_order), self.given, self.ranges)

    def __str__(self) -> str:
        return f"{self.upper.claim.id} contradicts {self.lower.claim.id} for {self.activation}"

    def record(self) -> dict[str, Any]:
        """Return the row of a table."""
        sides = {"lower": self.lower.claim.id, "upper": self.upper.claim.id, "activation": self.activation}
        return {**sides, "lower order": self.lower_order, "upper order": self.upper_order, "range": self.range}

    def to_json(self) -> dict[str, Any]:
        """Return both bounds with their derivations."""
        return {
            "lower": self.lower.to_json(),
            "upper": self.upper.to_json(),
            "activation": self.activation,
            "range": self.range,
            "parameters": self.ranges.to_json(),
            "where": list(map(str, self.given)),
            "inclusions": list(self.inclusions),
            "statement": str(plain(self.statement()).claim),
            "status": str(self.status),
        }


class Consistency(Table[Contradiction]):
    """The contradictions between the bounds of a registry of `claims` claims, `derived` bounds with all derived."""

    def __init__(self, found: Iterable[Contradiction], claims: int, derived: int) -> None:
        super().__init__(found)
        self.claims, self.derived = claims, derived

    def __str__(self) -> str:
        count = f"{len(self) or 'no'} contradiction{'' if len(self) == 1 else 's'}"
        return f"{self.claims} claims, {self.derived} with everything derived: {count}"

    def to_json(self) -> dict[str, Any]:
        """Return the contradictions, and how many bounds were compared."""
        return {"claims": self.claims, "derived": self.derived, "contradictions": super().to_json()}


def consistency(
    drop: Iterable[str] = (), *, include_unverified: bool = False, registry: Given | None = None
) -> Consistency:
    """Return every upper bound whose networks lie in the scope of a lower bound of provably larger order.

    `drop` names what is dropped first: a hypothesis, as ID:HYPOTHESIS, or with an ID alone all those of the claim that
    its scope does not express. `registry`: a Registry, or registry files whose rows are laid over everything there is;
    rows that are not the project's take part whatever their status. Raises BoundlabError for an unknown claim or
    hypothesis.

    >>> str(consistency()).endswith(": no contradictions")
    True
    """
    registry = load(registry)
    for item in [drop] if isinstance(drop, str) else drop:
        id_, _, hypothesis = item.partition(":")
        claim = registry[id_]
        registry = without(registry, claim.id, [hypothesis] if hypothesis else [h.id for h in assumptions(claim)])
    closure = Closure(registry)
    found = contradictions(closure, frozenset(Status) if include_unverified else CERTAIN, registry.added)
    return Consistency(found, len(registry), len(closure))


def contradictions(
    closure: Closure,
    statuses: frozenset[Status] = CERTAIN,
    also: frozenset[str] = frozenset(),
    about: Container[str] | None = None,
) -> Iterator[Contradiction]:
    """Yield every contradiction between bounds with a status in `statuses`, or that come from a claim in `also`.

    `about`: ids; only contradictions in which one of these, or what is derived of it, takes part.

    A lower bound with assumptions that its scope does not express contradicts nothing unless the upper bound is stated
    under the same ones: its networks might not satisfy them.
    """
    usable = [d for d in closure if d.claim.status in statuses or d.root.id in also]
    uppers = [d for d in usable if d.claim.direction != Direction.LOWER]
    lows = [d for d in usable if d.claim.direction != Direction.UPPER]
    for up in uppers:
        if not up.claim.approximators.activation.members:
            continue
        query = _question(up.claim)
        involved = about is None or _takes_part(up, about)
        for low in lows:
            if not (involved or (about is not None and _takes_part(low, about))):
                continue
            found = _contradiction(low, up, query, closure.lattice(query.target))
            if found is not None:
                yield found


def _takes_part(derivation: Derivation, about: Container[str]) -> bool:
    return derivation.claim.id in about or derivation.root.id in about


def _question(claim: Claim) -> Query:
    """Return the query about the scope of an upper bound."""
    member = min(map(in_words, claim.approximators.activation.members))
    own = claim.approximators.regimes()
    return Query(member, claim.target, claim.quantity, norm=claim.norm, counting=claim.counting, **own)  # type: ignore[arg-type]


def _contradiction(low: Derivation, up: Derivation, query: Query, lattice: Inclusions) -> Contradiction | None:
    a, b = low.claim, up.claim
    common = [s for s in b.approximators.activation.members if a.approximators.activation.cover(s)]
    sizes = a.quantity == DENSITY and b.quantity in {"N", "U"}
    if not (a.quantity == b.quantity or sizes) or a.order.scale_name == "N" or not common or low is up:
        return None
    if not _assumptions(a) <= _assumptions(b) or b.quantifiers != a.quantifiers:
        return None
    for reading in readings(lattice, a, Direction.LOWER, query, activations=False):
        point = _clash(reading.claim, b)
        if point is None:
            continue
        try:
            ranges, where, order_a, order_b = common_conditions(reading.claim, b)
        except BoundlabError:
            continue  # they speak of no parameters in common
        everywhere = a.quantity == DENSITY or (
            decide(Statement.of(Literal(b.value, "<", reading.claim.value), where, ranges)).proved
            if a.quantity in EXACT
            else smaller(order_b, order_a, ranges, where)
        )
        if not everywhere:
            where = (*where, *(Stated.of(Literal(parameter(n), "=", number(v))) for n, v in point.items()))
        activation = min(map(in_words, common), key=lambda name: (name != "tanh", name))
        return Contradiction(low, up, activation, ranges, where, reading.steps, order_a, order_b)
    return None


def _clash(low: Claim, up: Claim) -> dict[str, Value] | None:
    """Return parameters, out of those that are tried, at which both claims speak and the upper bound is the smaller."""
    try:
        ranges = low.ranges.joined(up.ranges)
    except BoundlabError:
        return None  # a parameter of the same name is another one there
    given = tuple(dict.fromkeys((*low.given, *up.given)))
    names = set(ranges.names)
    if "m" in names and names & {"m1", "m2"}:
        given = (*given, Stated.condition(DIMENSION))
        ranges = ranges.joined(Ranges.of({n: FAMILY[n] for n in ("m", "m1", "m2")}))
    if low.quantity == DENSITY:
        return point_of(ranges, given)
    if low.quantity in EXACT:
        statement = Literal(up.value, "<", low.value)
        return point_of(ranges, (*given, Stated.of(statement)))
    if evidently_at_most(low.order, up.order, ranges):
        return None
    return smaller_somewhere(up.order, low.order, ranges, given)


def _assumptions(claim: Claim) -> frozenset[str]:
    return frozenset(h.id for h in assumptions(claim))


def assumptions(claim: Claim) -> tuple[Hypothesis, ...]:
    """Return the hypotheses that the scope of `claim` does not express."""
    return tuple(h for h in claim.hypotheses if not h.regime)


def without(registry: Registry, id_: str, hypotheses: Iterable[str]) -> Registry:
    """Return the registry with the claim `id_` stripped of these hypotheses; raises BoundlabError for unknown ones."""
    claim = registry[id_]
    dropped = set(hypotheses)
    known = {h.id for h in claim.hypotheses}
    for name in sorted(dropped - known):
        raise bad_value("hypothesis", name, f"one of {', '.join(sorted(known))}")
    kept = tuple(h for h in claim.hypotheses if h.id not in dropped)
    changed = replace(_widened(claim, dropped), hypotheses=kept)
    return registry.with_claim(changed)


_FACTS = {
    "piecewise-c1": Fact.PIECEWISE_C1,
    "derivative-bv": Fact.DERIVATIVE_L1_BV,
    "vanishes-at-zero": Fact.ZERO_AT_ZERO,
    "universal-activation": Fact.UNIVERSAL,
    "smooth-not-polynomial": Fact.SMOOTH_NOT_POLYNOMIAL,
}
_SELECTIONS = {"continuous-selection", "linear-selection"}
_WEIGHTS = {"embedding-complexity", "primary-complexity"}


def _widened(claim: Claim, dropped: set[str]) -> Claim:
    """Return `claim` with the scope that is left once these hypotheses no longer restrict it."""
    scope = claim.approximators
    facts = {_FACTS[name] for name in dropped if name in _FACTS}
    if facts:
        family = scope.activation
        gone = ", ".join(sorted(facts))
        scope = replace(scope, activation=replace(family, text=f"{family} without: {gone}", needs=family.needs - facts))
    if dropped & _SELECTIONS:
        scope = replace(scope, selection=Selection.ANY)
    if dropped & _WEIGHTS:
        scope = replace(scope, weights=Weights.ANY)
    if "coded-weights" in dropped:
        scope = replace(scope, precision=Precision.ANY)
    target = SOBOLEV_BALL if "structured-selector" in dropped else claim.target
    return replace(claim, approximators=scope, target=target)
