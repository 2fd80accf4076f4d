"""How a bound applies to a class of networks and targets: by inclusion of regimes, norms and target classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from boundlab.claims.activation import ActivationFamily, Activations, in_words
from boundlab.claims.claim import Claim, Counting, Direction, Quantifiers, Status
from boundlab.claims.inclusion import Inclusions, carried
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.quantity import DENSITY, OF_EVERY_NETWORK, WITHOUT_NORM
from boundlab.derived.orders import admissible
from boundlab.derived.query import Query
from boundlab.errors import BoundlabError
from boundlab.symbolic.domain import FAMILY, Ranges
from boundlab.symbolic.expression import Value, expression
from boundlab.symbolic.formula import Formula, negation
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement


@dataclass(frozen=True)
class Reading:
    """A bound as one for the class and the norm of a query, and the inclusions used."""

    claim: Claim
    steps: tuple[str, ...]


def readings(
    lattice: Inclusions, claim: Claim, direction: Direction, query: Query, *, activations: bool = True
) -> Iterator[Reading]:
    """Yield the ways in which `claim` speaks of `query`, by inclusion; conditions are left to `needs`.

    `activations`: those of the query have to fit as well.
    """
    steps, failures = regimes(claim, direction, query, activations=activations)
    if failures:
        return
    lower = _of_all(claim, direction)
    for way in lattice.ways(claim.target.id, query.target, lower=lower):
        if query.norm.k and any(not edge.derivatives for edge in way.steps):
            continue
        here = way.at(query.values, query.target.domains)
        read = carried(claim, here) if here is not None else None
        if read is None:
            continue
        if (p := claim.norm.put(query.norm)) is not None:
            read = _with_exponent(read, p)
        own = tuple(f"target class: {edge}" for edge in way.steps)
        yield Reading(read, (*steps, *own))


def _of_all(claim: Claim, direction: Direction) -> bool:
    """Does the bound hold for every network of its scope, hence for those of each smaller one?"""
    return (direction == Direction.LOWER) != (claim.quantity in OF_EVERY_NETWORK)


def _with_exponent(claim: Claim, p: Value) -> Claim:
    put = {SYMBOL: expression(p)}
    order = claim.order.substitute(put) if SYMBOL in claim.order.parameters() else claim.order
    conditions = tuple(str(c.substitute(put)) if SYMBOL in c.names else str(c) for c in claim.given)
    return replace(claim, norm=Norm(expression(p).args[0]), order_text=str(order), conditions=conditions)


def regimes(
    claim: Claim, direction: Direction, query: Query, *, activations: bool = True
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the inclusions of regimes that carry `claim` to `query`, and those that would be needed but fail."""
    lower = _of_all(claim, direction)
    steps: list[str] = []
    failures: list[str] = []
    if activations:
        (fits, step) = _activations(claim.approximators.activation, lower, query.activations)
        (steps if fits else failures).extend(step)
    own = claim.approximators.regimes()
    for name, wanted in query.regimes().items():
        have = own[name]
        if have is wanted:
            continue
        # A strong norm is `within` a weak one: errors at most ε in sup norm are so in L2 norm.
        small, large = (wanted, have) if lower else (have, wanted)
        (steps if small.within(large) else failures).append(f"{name}: {small} within {large}")
    if claim.quantity not in WITHOUT_NORM and claim.norm != query.norm and claim.norm.put(query.norm) is None:
        strong, weak = (query.norm, claim.norm) if lower else (claim.norm, query.norm)
        (steps if strong.within(weak) else failures).append(f"norm: {strong} within {weak}")
    counts = () if claim.quantity == DENSITY else (("counting", claim.counting, query.counting, Counting.NONZERO),)
    for name, has, want, strong_one in (
        *counts,
        ("quantifiers", claim.quantifiers, Quantifiers.WORST_CASE, Quantifiers.PER_TARGET),
    ):
        if has != want:
            (steps if (has == strong_one) == lower else failures).append(f"{name}: {has} bounds {want}")
    return tuple(steps), tuple(failures)


def _activations(family: ActivationFamily, lower: bool, wanted: Activations) -> tuple[bool, list[str]]:
    """Return whether a bound for `family` holds for networks with the activations `wanted`, and how."""
    if wanted in family.members:
        return True, []
    if lower:
        return family.cover(wanted), [f"activations: {in_words(wanted)} within {family}"]
    inside = sorted(map(in_words, family.within(wanted)))
    return bool(inside), [f"activations: {inside[0] if inside else family} within {in_words(wanted)}"]


@dataclass(frozen=True)
class Needs:
    """What has to be granted before a bound may be used, and the conditions of it that were proved."""

    missing: tuple[str, ...]
    met: tuple[Statement, ...] = ()


def needs(claim: Claim, query: Query, statuses: frozenset[Status]) -> Needs | None:
    """Return what `claim`, read for `query`, still needs, or None if a condition fails."""
    missing = [f"if {h.name}" for h in claim.hypotheses if not h.regime and h.id not in query.assume]
    if claim.status not in statuses:
        missing.append(f"if it is true ({claim.status})")
    met = []
    known = Ranges.of({**FAMILY, **dict(claim.ranges.items), **query.domains})
    for condition in claim.given:
        value = _put(condition, query.values)
        if value is False:
            return None
        if isinstance(value, bool):
            continue
        found = _decided(value, query.given, known)
        if found is False:
            return None
        if found is None:
            missing.append(f"if {condition}")
        else:
            met.append(Statement.of(value.formula, query.given, known))
    return Needs(tuple(missing), tuple(met))


def impossible(query: Query) -> Stated | None:
    """Return the first condition of `query` that holds for no parameters which its values and the others allow."""
    known = Ranges.of({**FAMILY, **query.domains})
    for i, condition in enumerate(query.given):
        value = _put(condition, {})
        if value is False or (isinstance(value, Stated) and _decided(value, query.given[:i], known) is False):
            return condition
    return None


def _put(condition: Stated, values: Mapping[str, Value]) -> bool | Stated:
    """Return whether `condition` holds, if `values` decide it, else what is left of it."""
    left = condition.substitute({n: v for n, v in values.items() if n in condition.names})
    if left.names:
        return left
    try:
        return left.holds({})
    except ZeroDivisionError:
        return False


@lru_cache(maxsize=20_000)
def _decided(condition: Stated, given: tuple[Stated, ...], ranges: Ranges) -> bool | None:
    """Does `condition` hold wherever `given` do (True), nowhere (False), or is neither proved (None)?"""
    names = sorted(set().union(condition.names, *(g.names for g in given)))
    seen = set()
    for point in admissible({n: ranges[n] for n in names}, given):
        try:
            seen.add(condition.holds(point))
        except ZeroDivisionError:
            continue
        if len(seen) == 2:
            return None
    if True not in seen and False in seen and _proved(negation(condition.formula), given, ranges):
        return False
    return True if False not in seen and _proved(condition.formula, given, ranges) else None


def _proved(formula: Formula, given: tuple[Stated, ...], ranges: Ranges) -> bool:
    from boundlab.symbolic.decide import decide

    try:
        return bool(decide(Statement.of(formula, given, ranges)).proved)
    except BoundlabError:
        return False
