"""Inclusion of target classes as a predicate with conditions: how a bound for one class speaks of another.

A lower bound for a class holds for every class around it, an upper bound for every class within it. A `Way` leads from
the class of a bound to the class asked about: what to put in for the parameters of the former, and what has to hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from boundlab.claims.claim import Claim
from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import FAMILY, Domain, Parameter, Ranges
from boundlab.symbolic.expression import Expression, Value, evidently_positive, number, parameter
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import Stated

LONGEST = 3


@dataclass(frozen=True)
class Way:
    """From the class of a bound to another: `put` says what its parameters are there, if all `conditions` hold.

    `integers` have to be integers, each the value of a parameter of the class of the bound; `free` are parameters that
    may be chosen at will.
    """

    target: TargetClass
    put: Mapping[str, Expression]
    conditions: tuple[Stated, ...] = ()
    integers: tuple[tuple[str, Domain, Expression], ...] = ()
    free: Mapping[str, Domain] = None  # type: ignore[assignment]
    steps: tuple[Inclusion, ...] = ()

    def then(self, other: Way) -> Way:
        """Return this way followed by `other`."""
        conditions = (c.substitute(other.put) for c in self.conditions)
        return Way(
            other.target,
            {name: e.substitute(other.put) for name, e in self.put.items()},
            tuple(dict.fromkeys((*conditions, *other.conditions))),
            (*((n, d, e.substitute(other.put)) for n, d, e in self.integers), *other.integers),
            {**self.free, **other.free},
            (*self.steps, *other.steps),
        )

    def at(self, values: Mapping[str, Value], domains: Mapping[str, Domain]) -> Way | None:
        """Return this way for these values: None if one that has to be an integer is none, and where that is open with
        the condition that it equals a free parameter which is an integer."""
        free, conditions = dict(self.free), list(self.conditions)
        known = {**FAMILY, **domains, **free}
        for name, domain, e in self.integers:
            value = e.substitute({n: number(v) for n, v in values.items()})
            if is_integer(value, known):
                continue
            if not value.parameters():
                return None
            while name in free or name in domains:
                name = f"{name[:39]}_"
            free[name] = domain
            conditions.append(Stated.of(Literal(parameter(name), "=", e)))
        return replace(self, free=free, conditions=tuple(conditions))


class Inclusions:
    """The inclusions between target classes, composed: `ways` leads from one class to another."""

    def __init__(self, classes: Iterable[TargetClass]) -> None:
        self.classes = {c.id: c for c in classes}
        self._around: dict[str, list[Inclusion]] = {}
        self._inside: dict[str, list[Inclusion]] = {}
        for inclusion in dict.fromkeys(i for c in self.classes.values() for i in c.inclusions):
            if inclusion.small in self.classes and inclusion.large in self.classes:
                self._inside.setdefault(inclusion.large, []).append(inclusion)
                self._around.setdefault(inclusion.small, []).append(inclusion)
        self._known: dict[tuple[str, bool], dict[str, tuple[Way, ...]]] = {}

    def ways(self, start: str, end: TargetClass, *, lower: bool) -> tuple[Way, ...]:
        """Return the ways by which a lower (or upper) bound for the class `start` speaks of `end`."""
        key = (end.id, lower)
        if key not in self._known:
            self._known[key] = self._all(end, lower=lower)
        return self._known[key].get(start, ())

    def free(self, end: TargetClass) -> dict[str, Domain]:
        """Return the parameters of other classes that may be chosen at will when bounds for them speak of `end`."""
        found = (self._all(end, lower=lower).values() for lower in (True, False))
        return {n: d for all_ways in found for ways in all_ways for way in ways for n, d in way.free.items()}

    def _all(self, end: TargetClass, *, lower: bool) -> dict[str, tuple[Way, ...]]:
        here = Way(end, {name: parameter(name) for name in end.domains}, free={})
        found: dict[str, list[Way]] = {end.id: [here]}
        edges = self._inside if lower else self._around
        frontier: list[tuple[str, Way, tuple[str, ...]]] = [(end.id, here, (end.id,))]
        for _ in range(LONGEST):
            reached: list[tuple[str, Way, tuple[str, ...]]] = []
            for at, way, path in frontier:
                for edge in edges.get(at, ()):
                    if lower and not edge.lower:
                        continue
                    start = edge.small if lower else edge.large
                    if start in path:
                        continue
                    step = _step(edge, self.classes[start], self.classes[at], lower=lower)
                    longer = step.then(way)
                    found.setdefault(start, []).append(longer)
                    reached.append((start, longer, (*path, start)))
            frontier = reached
        return {name: tuple(_distinct(ways)) for name, ways in found.items()}


def _distinct(ways: Iterable[Way]) -> Iterable[Way]:
    """Keep the first, which is the shortest, of those that put in the same."""
    return {(*sorted(w.put.items()), w.conditions, w.integers): w for w in reversed(list(ways))}.values()


def _step(edge: Inclusion, start: TargetClass, end: TargetClass, *, lower: bool) -> Way:
    """Solve the equations of `edge` for the parameters of `start`, those of `end` given."""
    sides = ("small_", "large_") if lower else ("large_", "small_")
    mine, given = start.domains, end.domains
    texts = [Stated.condition(text, str(edge)) for text in edge.where]
    named = set().union(*(t.names for t in texts)) if texts else set()
    marked = {n: f"{sides[0]}{n}" for n in mine}
    theirs = {f"{sides[1]}{n}": parameter(n) for n in given}
    plain = {n: parameter(marked[n]) for n in mine if n not in given}
    conditions = [t.substitute({**theirs, **plain}) for t in texts]
    put: dict[str, Expression] = {
        marked[n]: parameter(n) for n in mine if n in given and not named & {f"small_{n}", f"large_{n}"}
    }
    positive = Ranges.of({**given, **{marked[n]: domain for n, domain in mine.items()}}).unsigned
    rest = conditions
    while True:
        rest = [c.substitute(put) for c in rest]
        solved = next(((c, s) for c in rest if (s := _solved(c, set(marked.values()), positive))), None)
        if solved is None:
            break
        condition, (name, value) = solved
        rest = [c for c in rest if c is not condition]
        put = {n: e.substitute({name: value}) for n, e in put.items()} | {name: value}
    free: dict[str, Domain] = {}
    for n in mine:
        if marked[n] not in put:
            fresh = n if n not in given else f"{n}_{start.id.replace('-', '_')}"[:40]
            free[fresh] = mine[n]
            put = {k: e.substitute({marked[n]: parameter(fresh)}) for k, e in put.items()}
            put[marked[n]] = parameter(fresh)
            rest = [c.substitute({marked[n]: parameter(fresh)}) for c in rest]
    final = {n: put[marked[n]] for n in mine}
    bounds, integers = [], []
    for n, domain in mine.items():
        e = final[n]
        there = {**given, **free}.get(e.args[0]) if e.op == "parameter" else None
        if (there is not None and _part(there, domain)) or (e.value is not None and e.value in domain):
            continue
        if domain.least is not None:
            bounds.append(Stated.of(Literal(e, ">" if domain.strict else ">=", number(domain.least))))
        if domain.kind == "integer":
            integers.append((n, domain, e))
    return Way(end, final, (*rest, *bounds), tuple(integers), free, (edge,))


def _part(small: Domain, large: Domain) -> bool:
    """Is every value of `small` one of `large`?"""
    if large.kind == "integer" and small.kind != "integer":
        return False
    if large.least is None:
        return True
    if small.least is None or small.least < large.least:
        return False
    return small.least > large.least or not large.strict or small.strict


def _solved(condition: Stated, unknown: set[str], unsigned: frozenset[str]) -> tuple[str, Expression] | None:
    """Return (name, value) if `condition` is an equation that is linear in an unknown, with a factor that is not 0."""
    formula = condition.formula
    if not isinstance(formula, Literal) or formula.relation != "=":
        return None
    difference = formula.left - formula.right
    for name in sorted(unknown & set(difference.parameters())):
        at = [normal(difference.substitute({name: number(v)})) for v in (0, 1, 2)]
        slope = normal(at[1] - at[0])
        factor = (
            bool(slope.value) or evidently_positive(slope, unsigned) or evidently_positive(normal(-slope), unsigned)
        )
        if factor and normal(at[2] - at[1]) == slope:
            return name, normal(-1 * at[0] / slope)
    return None


def is_integer(e: Expression, domains: Mapping[str, Domain]) -> bool:
    """Is `e` evidently an integer: made of integers by sums, products, min and max?"""
    if e.value is not None:
        return e.value.denominator == 1
    if e.op == "parameter":
        return e.args[0] in domains and domains[e.args[0]].kind == "integer"
    return e.op in {"sum", "product", "min", "max"} and all(is_integer(c, domains) for c in e.children())


def carried(claim: Claim, way: Way) -> Claim | None:
    """Return `claim`, a bound for another class, as one for `way.target`; its id and its source stay.

    None if it speaks of parts m1, m2 of the input, which the other class does not have.
    """
    if not way.steps:
        return claim
    if {"m1", "m2"} & set(claim.parameters) and "m" not in way.target.family:
        return None
    taken = {*way.target.domains, *way.free}
    of_class = claim.target.domains  # a claim may declare these once more; they are the class's still
    own = {p.name: p for p in claim.declared if p.name not in of_class}
    clash = {n: f"{n}_own"[:40] for n in own if n in taken}
    put = {**{n: parameter(new) for n, new in clash.items()}, **{n: e for n, e in way.put.items() if n not in own}}
    free = (Parameter(n, d, "may be chosen at will") for n, d in way.free.items() if n not in FAMILY)
    declared = (replace(p, name=clash.get(p.name, p.name)) for p in own.values())
    conditions = [str(c.substitute(put)) for c in claim.given] + [str(c) for c in way.conditions]
    return replace(
        claim,
        target=way.target,
        order_text=str(claim.order.substitute({n: e for n, e in put.items() if n in claim.order.parameters()})),
        conditions=tuple(dict.fromkeys(conditions)),
        declared=(*declared, *free),
    )
