"""Which bounds speak of a given class of networks, and what the best of them say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from boundlab.claims.activation import ActivationFamily, Activations, activation_set, in_words
from boundlab.claims.claim import Claim, Counting, Direction, Quantifiers, Status, TargetClass
from boundlab.claims.scope import Depth, Kind, Norm, Regime, Selection, Weights, Width
from boundlab.derived.closure import Closure, Derivation
from boundlab.derived.orders import at_most, smaller
from boundlab.display import Displayed, Tabular
from boundlab.errors import BoundlabError, bad_value
from boundlab.function_classes.sobolev_ball import STRUCTURED
from boundlab.symbolic.domain import FAMILY, REAL, Domain, Ranges, checked_values
from boundlab.symbolic.expression import Value, expression, parameter
from boundlab.symbolic.formula import And, Formula, Or
from boundlab.symbolic.order import Order

CERTAIN = frozenset({Status.QUOTED, Status.DERIVED, Status.RECALLED})
"""What is used unless more is asked for. A recalled row is used, and its status shown wherever it is."""


@dataclass(frozen=True)
class Query:
    """A class of networks and targets, and what is counted; `values` puts numbers in for parameters.

    `activation`: of all units, or several of which each unit has one, as in "{relu, sin}". Raises
    BoundlabError for an activation that is not catalogued and for values of m, m1, m2 that do not add up.
    """

    activation: str
    target: TargetClass
    quantity: str = "N"
    kind: Kind = Kind.NETWORK
    depth: Depth = Depth.ANY
    width: Width = Width.ANY
    weights: Weights = Weights.ANY
    selection: Selection = Selection.ANY
    norm: Norm = Norm.SUP
    counting: Counting = Counting.NONZERO
    assume: frozenset[str] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "activation", in_words(self.activations))
        if not isinstance(self.target, TargetClass):
            raise bad_value("target", self.target, "a TargetClass")
        known = {name: FAMILY.get(name, REAL) for name in {*FAMILY, *self.values}}
        split = self.kind in {Kind.EMBEDDING, Kind.HYPERNETWORK} or self.target.id == STRUCTURED.id
        values = checked_values(self.values, Ranges.of(known), split=split)
        if {"m1", "m2"} <= set(values):
            values["m"] = values["m1"] + values["m2"]
        object.__setattr__(self, "values", values)

    @property
    def activations(self) -> Activations:
        """The activations that units may have."""
        return activation_set(self.activation)

    def to_json(self) -> dict[str, Any]:
        """Return the question, regimes in words."""
        return {
            "activation": self.activation,
            **{name: str(regime) for name, regime in self.regimes().items()},
            "class": self.target.id,
            "quantity": self.quantity,
            "counting": str(self.counting),
            "assume": sorted(self.assume),
            "values": {n: v if isinstance(v, int) else str(v) for n, v in self.values.items()},
        }

    def regimes(self) -> dict[str, Regime]:
        """Return the regimes that are ordered by inclusion, by name."""
        names = ("kind", "depth", "width", "weights", "selection", "norm")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, repr=False)
class Applied(Displayed):
    """A bound that holds for a query, its order with the query's numbers, and where inclusion was used."""

    derivation: Derivation
    order: Order
    inclusions: tuple[str, ...]

    @property
    def claim(self) -> Claim:
        """The bound."""
        return self.derivation.claim

    @property
    def ranges(self) -> Ranges:
        """The domains of the parameters that are left in the order, m1 and m2 included where m stands for their sum."""
        known = {**FAMILY, **dict(self.claim.ranges.items)}
        return Ranges.of({name: known[name] for name in self.order.parameters()})

    def __str__(self) -> str:
        return f"{self.claim.id}: {self.order.unicode()}"

    def latex(self) -> str:
        """Return the order in LaTeX, without dollar signs."""
        return self.order.latex()

    def to_json(self) -> dict[str, Any]:
        """Return the bound, its inclusions and its derivation."""
        return {
            "id": self.claim.id,
            "order": str(self.order),
            "parameters": self.ranges.to_json(),
            "status": str(self.claim.status),
            "source": self.derivation.root.source,
            "inclusions": list(self.inclusions),
            "derivation": self.derivation.to_json(),
        }


@dataclass(frozen=True, repr=False)
class Best(Tabular):
    """The best bounds for a query; `*_if` lists what more would follow, and under which condition."""

    query: Query
    lower: tuple[Applied, ...]
    upper: tuple[Applied, ...]
    conditional: tuple[tuple[Applied, str], ...]

    @property
    def tight(self) -> bool | None:
        """Do a lower and an upper bound agree? None if one is missing."""
        if not (self.lower and self.upper):
            return None
        return any(_compared(at_most, u, low) for u in self.upper for low in self.lower)

    @property
    def gap(self) -> Order | None:
        """The upper over the lower order, where each is a single term."""
        if len(self.lower) != 1 or len(self.upper) != 1 or len(self.lower[0].order.terms) != 1:
            return None
        return self.upper[0].order / self.lower[0].order

    @property
    def contradictions(self) -> tuple[tuple[Applied, Applied], ...]:
        """Pairs (lower, upper) that cannot both hold."""
        return tuple((low, u) for low in self.lower for u in self.upper if _compared(smaller, u, low))

    @property
    def status(self) -> Status:
        """The worst status of the bounds."""
        return max((a.claim.status for a in (*self.lower, *self.upper)), key=lambda s: s.rank, default=Status.QUOTED)

    @property
    def ranges(self) -> Ranges:
        """The domains of all parameters that are left in the bounds."""
        found: dict[str, Domain] = {}
        for a in (*self.lower, *self.upper):
            found |= dict(a.ranges.items)
        return Ranges.of(found)

    def __str__(self) -> str:
        sides = ((self.lower, "Ω"), (self.upper, "O"))
        known = (f"{s}({a.order.unicode()})" for bounds, s in sides for a in bounds)
        return f"{self.query.quantity} for {self.query.target.name}, {self.query.activation}: {', '.join(known)}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each bound."""
        sides = (("lower", self.lower), ("upper", self.upper))
        return [{**a.claim.record(), "direction": side, "order": a.order} for side, bounds in sides for a in bounds]

    def to_json(self) -> dict[str, Any]:
        """Return the question, the bounds with their derivations, and what follows."""
        return {
            "query": self.query.to_json(),
            "status": str(self.status),
            "range": self.ranges.text(),
            "parameters": self.ranges.to_json(),
            "lower": [a.to_json() for a in self.lower],
            "upper": [a.to_json() for a in self.upper],
            "tight": self.tight,
            "gap": str(self.gap) if self.gap is not None else None,
            "contradictions": [[low.claim.id, up.claim.id] for low, up in self.contradictions],
            "conditional": [{**a.to_json(), "condition": condition} for a, condition in self.conditional],
        }


def best(closure: Closure, query: Query, statuses: frozenset[Status] = CERTAIN) -> Best:
    """Return the largest lower and the smallest upper bounds that hold for `query`.

    Only claims with a status in `statuses` are used, whose assumptions `query.assume` grants and whose conditions the
    query's values meet. What fails only in that respect and says more is listed as conditional. Raises BoundlabError
    for a value that lies outside the domain of its parameter or whose name no claim has.
    """
    _known_values(closure, query.values)
    sides: dict[Direction, list[Applied]] = {Direction.LOWER: [], Direction.UPPER: []}
    conditional: list[tuple[Direction, Applied, str]] = []
    for derivation in closure:
        claim = derivation.claim
        if claim.quantity != query.quantity:
            continue
        for direction in sides if claim.direction == Direction.TIGHT else (claim.direction,):
            steps = inclusions(claim, direction, query)
            if steps is None or not claim.ranges.admit(query.values):
                continue
            need = _needs(claim, query, statuses)
            if need is None:
                continue
            applied = Applied(derivation, _with_values(claim.order, query.values), steps)
            if need:
                conditional.append((direction, applied, need))
            else:
                sides[direction].append(applied)
    lower, upper = (_best_of(sides[d], d) for d in (Direction.LOWER, Direction.UPPER))
    known = {Direction.LOWER: lower, Direction.UPPER: upper}
    sharper = [
        (a, f"{d}: {need}")
        for d, a, need in conditional
        if not any(_at_least_as_good(k, a, d, _stated(a.claim)) for k in known[d])
    ]
    return Best(query, tuple(lower), tuple(upper), tuple(sharper))


def inclusions(claim: Claim, direction: Direction, query: Query) -> tuple[str, ...] | None:
    """Return the inclusions by which `claim` holds for `query`, or None if it says nothing about it."""
    lower = direction == Direction.LOWER
    scope = claim.approximators
    steps = _activation_steps(scope.activation, lower, query.activations)
    if steps is None:
        return None
    own: dict[str, Any] = {n: getattr(scope, n) for n in ("kind", "depth", "width", "weights", "selection")}
    own["norm"] = claim.norm
    for name, wanted in query.regimes().items():
        have = own[name]
        if have is wanted:
            continue
        if not isinstance(have, Regime):
            return None
        # A strong norm is `within` a weak one: errors at most ε in sup norm are so in L2 norm.
        contained = wanted.within(have) if lower else have.within(wanted)
        if not contained:
            return None
        steps.append(f"{name}: {wanted} within {have}" if lower else f"{name}: {have} within {wanted}")
    if not (claim.target.within(query.target.id) if lower else query.target.within(claim.target.id)):
        return None
    if claim.target.id != query.target.id:
        small, large = (claim.target, query.target) if lower else (query.target, claim.target)
        steps.append(f"target class: {small.name} within {large.name}")
    for name, have, want, strong in (
        ("counting", claim.counting, query.counting, Counting.NONZERO),
        ("quantifiers", claim.quantifiers, Quantifiers.WORST_CASE, Quantifiers.PER_TARGET),
    ):
        if have != want:
            if (have == strong) != lower:
                return None
            steps.append(f"{name}: {have} bounds {want}")
    return tuple(steps)


def _activation_steps(family: ActivationFamily, lower: bool, wanted: Activations) -> list[str] | None:
    """Return how a bound for `family` holds for networks with the activations `wanted`, or None if it does not."""
    if wanted in family.members:
        return []
    if lower:
        return [f"activations: {in_words(wanted)} within {family}"] if family.cover(wanted) else None
    inside = sorted(map(in_words, family.within(wanted)))
    return [f"activations: {inside[0]} within {in_words(wanted)}"] if inside else None


def _needs(claim: Claim, query: Query, statuses: frozenset[Status]) -> str | None:
    """Return what has to be granted before `claim` may be used ('' if nothing), or None if it is excluded."""
    parts = [f"if {h.name}" for h in claim.hypotheses if not h.regime and h.id not in query.assume]
    if claim.status not in statuses:
        parts.append(f"if it is true ({claim.status})")
    for condition in claim.given:
        value = _holds(condition.formula, query.values)
        if value is False:
            return None
        if value is None:
            parts.append(f"if {condition}")
    return ", ".join(parts)


def _holds(formula: Formula, values: Mapping[str, Value]) -> bool | None:
    if isinstance(formula, And | Or):
        parts = [_holds(p, values) for p in formula.parts]
        decisive = isinstance(formula, Or)
        return decisive if decisive in parts else (None if None in parts else not decisive)
    difference, relation = formula.oriented()
    if not set(difference.parameters()) <= set(values):
        return None
    value = difference.at(values)
    return bool(value >= 0 if relation == ">=" else value > 0 if relation == ">" else value == 0)


def _with_values(order: Order, values: Mapping[str, Value]) -> Order:
    known = dict(values)
    substitution = {
        n: expression(known[n])
        if n in known
        else parameter("m1") + parameter("m2")
        if n == "m" and _split(known)
        else None
        for n in order.parameters()
    }
    kept = {n: e for n, e in substitution.items() if e is not None}
    if not kept:
        return order
    put = order.substitute(kept)
    rest = {n: expression(known[n]) for n in put.parameters() if n in known}
    return put.substitute(rest) if rest else put


def _split(values: Mapping[str, Value]) -> bool:
    return bool({"m1", "m2"} & set(values)) and "m" not in values


def _known_values(closure: Closure, values: Mapping[str, Value]) -> None:
    """Raise BoundlabError for a name that no claim has, or a value that lies in no claim's domain for it."""
    for name in sorted(set(values) - set(FAMILY)):
        domains = {d.claim.ranges[name]: None for d in closure if name in d.claim.ranges}
        if not domains:
            known = sorted({*FAMILY, *(n for d in closure for n in d.claim.ranges.names)})
            raise bad_value(name, values[name], f"one of the parameters {', '.join(known)}")
        if not any(values[name] in domain for domain in domains):
            raise bad_value(name, values[name], " or ".join(map(str, domains)))


def _compared(relation: Callable[[Order, Order, Ranges], bool | None], a: Applied, b: Applied) -> bool:
    try:
        return bool(relation(a.order, b.order, a.ranges.joined(b.ranges)))
    except BoundlabError:
        return False  # a parameter of the same name is another one there


def _stated(claim: Claim) -> dict[str, int]:
    """Return the numbers that conditions such as `r = 1` put in for parameters."""
    found = {}
    for name, e in filter(None, (condition.equation for condition in claim.given)):
        if e.value is not None and e.value.denominator == 1:
            found[name] = int(e.value)
    return found


def _at_least_as_good(a: Applied, b: Applied, direction: Direction, values: Mapping[str, Value] | None = None) -> bool:
    try:
        ranges = a.ranges.joined(b.ranges)
    except BoundlabError:
        return False  # a parameter of the same name is another one there
    x, y = (_with_values(c.order, values) if values else c.order for c in (a, b))
    names = {*x.parameters(), *y.parameters()}
    if "m" in names and names & {"m1", "m2"}:
        x, y = (o.substitute({"m": parameter("m1") + parameter("m2")}) if "m" in o.parameters() else o for o in (x, y))
    return bool(at_most(y, x, ranges) if direction == Direction.LOWER else at_most(x, y, ranges))


def _best_of(found: Iterable[Applied], direction: Direction) -> list[Applied]:
    """Keep the bounds that no other one matches; of equal ones the most reliable, then the shortest derivation."""
    kept: list[Applied] = []
    ranked = sorted(found, key=lambda a: (a.claim.status.rank, len(list(a.derivation.chain())), a.claim.id))
    for candidate in ranked:
        if any(_at_least_as_good(k, candidate, direction) for k in kept):
            continue
        kept = [k for k in kept if not _at_least_as_good(candidate, k, direction)]
        kept.append(candidate)
    return kept
