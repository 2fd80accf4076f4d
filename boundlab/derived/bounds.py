"""The best bounds that a closure holds for a query, what is missing, and which bounds nearly applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from boundlab.claims.claim import Claim, Direction, Status
from boundlab.claims.quantity import DENSITY
from boundlab.derived.applied import Applied, at_least_as_good, best_of, compared, stated
from boundlab.derived.applies import impossible, needs, readings, regimes
from boundlab.derived.closure import Closure, Derivation
from boundlab.derived.orders import at_most, smaller
from boundlab.derived.query import CERTAIN, Query
from boundlab.display import Tabular
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.domain import FAMILY, Domain, Ranges
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated

Answer: TypeAlias = Literal["tight", "gap", "dense", "unattainable", "open"]


@dataclass(frozen=True, repr=False)
class Best(Tabular):
    """The best bounds for a query; `conditional` lists what more would follow, and under which condition.

    `density` are the rows that say whether any size suffices, `logarithm` the bounds on ln N.
    """

    query: Query
    lower: tuple[Applied, ...]
    upper: tuple[Applied, ...]
    conditional: tuple[tuple[Applied, str], ...]
    density: tuple[Applied, ...] = ()
    logarithm: tuple[Applied, ...] = ()

    @property
    def answer(self) -> Answer:
        """What is known: matching orders, a gap between two, density alone, that no size suffices, or less."""
        if any(a.claim.direction == Direction.LOWER for a in self.density):
            return "unattainable"
        if self.tight is not None:
            return "tight" if self.tight else "gap"
        return "dense" if self.density and not self.upper else "open"

    @property
    def tight(self) -> bool | None:
        """Do a lower and an upper bound agree? None if one is missing."""
        if not (self.lower and self.upper):
            return None
        return any(compared(at_most, u, low, False, self.query.given) for u in self.upper for low in self.lower)

    @property
    def gap(self) -> Order | None:
        """The upper over the lower order, where each is a single term."""
        if len(self.lower) != 1 or len(self.upper) != 1 or len(self.lower[0].order.terms) != 1:
            return None
        return None if self.lower[0].exact else self.upper[0].order / self.lower[0].order

    @property
    def contradictions(self) -> tuple[tuple[Applied, Applied], ...]:
        """Pairs (lower, upper) that cannot both hold."""
        return tuple(
            (low, u) for low in self.lower for u in self.upper if compared(smaller, u, low, True, self.query.given)
        )

    @property
    def status(self) -> Status:
        """The worst status of what is answered."""
        told = self.density if self.answer in {"unattainable", "dense"} else ()
        used = (a.claim.status for a in (*self.lower, *self.upper, *told))
        return max(used, key=lambda s: s.rank, default=Status.QUOTED)

    @property
    def ranges(self) -> Ranges:
        """The domains of all parameters that are left in the bounds."""
        found: dict[str, Domain] = {}
        for a in (*self.lower, *self.upper, *self.logarithm):
            found |= dict(a.ranges.items)
        return Ranges.of(found)

    def __str__(self) -> str:
        sides = ((self.lower, "Ω"), (self.upper, "O"))
        known = (f"{s}({a.order.unicode()})" for bounds, s in sides for a in bounds)
        said = ", ".join(known) or self.answer
        return f"{self.query.quantity} for {self.query.target.name}, {self.query.activation}: {said}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each bound."""
        sides = (("lower", self.lower), ("upper", self.upper))
        return [{**a.claim.record(), "direction": side, "order": a.order} for side, bounds in sides for a in bounds]

    def to_json(self) -> dict[str, Any]:
        """Return the question, the bounds with their derivations, and what follows."""
        return {
            "query": self.query.to_json(),
            "answer": self.answer,
            "status": str(self.status),
            "range": self.ranges.text(),
            "parameters": self.ranges.to_json(),
            "lower": [a.to_json() for a in self.lower],
            "upper": [a.to_json() for a in self.upper],
            "tight": self.tight,
            "gap": str(self.gap) if self.gap is not None else None,
            "density": [{**a.to_json(), "statement": a.claim.landau} for a in self.density],
            "logarithm": [{**a.to_json(), "direction": str(a.claim.direction)} for a in self.logarithm],
            "contradictions": [[low.claim.id, up.claim.id] for low, up in self.contradictions],
            "conditional": [{**a.to_json(), "condition": condition} for a, condition in self.conditional],
        }


@dataclass(frozen=True)
class NearMiss:
    """A bound that says more than the best one but for what `failures` name."""

    applied: Applied
    direction: Direction
    failures: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the bound and why it does not apply."""
        return {
            "id": self.applied.claim.id,
            "direction": str(self.direction),
            "order": str(self.applied.order),
            "status": str(self.applied.claim.status),
            "because": list(self.failures),
        }


def best(closure: Closure, query: Query, statuses: frozenset[Status] = CERTAIN) -> Best:
    """Return the largest lower and the smallest upper bounds that hold for `query`.

    Only claims with a status in `statuses` are used, whose assumptions `query.assume` grants and whose conditions the
    query's values or conditions imply. What fails only in that respect and says more is listed as conditional. Raises
    BoundlabError for a value that lies outside the domain of its parameter or whose name no claim has, and for
    conditions that nothing satisfies.
    """
    _known_values(closure, query)
    if (condition := impossible(query)) is not None:
        raise BoundlabError(
            f"{condition} holds for no parameters with the values and the conditions before it", "where"
        )
    sides, conditional = _collected(closure, query, statuses)
    lower, upper = (best_of(sides[d], d, query.given) for d in (Direction.LOWER, Direction.UPPER))
    known = {Direction.LOWER: lower, Direction.UPPER: upper}
    sharper = [
        (a, f"{d}: {need}")
        for d, a, need in conditional
        if not any(at_least_as_good(k, a, d, stated(a.read), _conditions(query, a)) for k in known[d])
    ]
    density: list[Applied] = []
    logarithm: list[Applied] = []
    if query.quantity == "N":
        for name, found in ((DENSITY, density), ("ln N", logarithm)):
            more, _ = _collected(closure, replace(query, quantity=name), statuses)
            found += [a for d in more for a in (best_of(more[d], d) if name != DENSITY else more[d][:1])]
    return Best(query, tuple(lower), tuple(upper), tuple(sharper), tuple(density), tuple(logarithm))


_Sides: TypeAlias = dict[Direction, list[Applied]]


def _collected(
    closure: Closure, query: Query, statuses: frozenset[Status]
) -> tuple[_Sides, list[tuple[Direction, Applied, str]]]:
    """Return the bounds that hold for `query`, by direction, and those that would under conditions."""
    sides: _Sides = {Direction.LOWER: [], Direction.UPPER: []}
    conditional = []
    lattice = closure.lattice(query.target)
    for derivation, direction in _about(closure, query):
        for reading in readings(lattice, derivation.claim, direction, query):
            if not reading.claim.ranges.admit(query.values):
                continue
            need = needs(reading.claim, query, statuses)
            if need is None:
                continue
            applied = Applied.of(derivation, reading, query, need.met)
            if applied is None:
                continue
            if need.missing:
                conditional.append((direction, applied, ", ".join(need.missing)))
            else:
                sides[direction].append(applied)
    return sides, conditional


def _about(closure: Closure, query: Query) -> Iterator[tuple[Derivation, Direction]]:
    for derivation in closure:
        claim = derivation.claim
        if claim.quantity == query.quantity:
            tight = claim.direction == Direction.TIGHT
            for direction in (Direction.LOWER, Direction.UPPER) if tight else (claim.direction,):
                yield derivation, direction


def _conditions(query: Query, applied: Applied) -> tuple[Stated, ...]:
    """Return the conditions of the query and of a bound, with the query's values put in."""
    own = (g.substitute({n: v for n, v in query.values.items() if n in g.names}) for g in applied.read.given)
    return (*query.given, *own)


def near_misses(closure: Closure, found: Best, most: int = 2) -> list[NearMiss]:
    """Return the bounds that say more than the best ones of `found` but fail in at most `most` regimes.

    Of bounds that fail for the same reasons, only the best.
    """
    query = found.query
    lattice = closure.lattice(query.target)
    groups: dict[tuple[Direction, tuple[str, ...]], list[Applied]] = {}
    for derivation, direction in _about(closure, query):
        _, failures = regimes(derivation.claim, direction, query)
        if not 1 <= len(failures) <= most:
            continue
        loose = _fitting(query, derivation.claim)
        for reading in readings(lattice, derivation.claim, direction, loose, activations=False):
            if not reading.claim.ranges.admit(query.values):
                continue
            need = needs(reading.claim, query, CERTAIN)
            if need is None or any("if it is true" in m for m in need.missing):
                continue
            if (applied := Applied.of(derivation, reading, query)) is not None:
                groups.setdefault((direction, (*failures, *need.missing)), []).append(applied)
    known = {Direction.LOWER: found.lower, Direction.UPPER: found.upper}
    return [
        NearMiss(a, direction, tuple(f"not {f}" if not f.startswith("if ") else f"only {f}" for f in failures))
        for (direction, failures), bounds in groups.items()
        for a in best_of(bounds, direction, query.given)
        if not any(at_least_as_good(k, a, direction, given=_conditions(query, a)) for k in known[direction])
    ]


def _fitting(query: Query, claim: Claim) -> Query:
    """Return `query` with the regimes of `claim`."""
    norm = query.norm if claim.norm.put(query.norm) is not None else claim.norm
    own = claim.approximators.regimes()
    return replace(query, norm=norm, counting=claim.counting, where=(), **own)  # type: ignore[arg-type]


def _known_values(closure: Closure, query: Query) -> None:
    """Raise BoundlabError for a name that no claim has, or a value that lies in no claim's domain for it.

    A parameter of the class itself is known, whether a claim speaks of it or not.
    """
    values = query.values
    for name in sorted(set(values) - set(FAMILY) - set(query.domains)):
        domains = {d.claim.known[name]: None for d in closure if name in d.claim.known}
        if not domains:
            known = sorted({*FAMILY, *query.domains, *(n for d in closure for n in d.claim.known)})
            raise bad_value(name, values[name], f"one of the parameters {', '.join(known)}")
        if not any(values[name] in domain for domain in domains):
            raise bad_value(name, values[name], " or ".join(map(str, domains)))
