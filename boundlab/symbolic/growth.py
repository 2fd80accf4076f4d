"""Comparisons of growth orders beyond t^a·log(t)^b: any logarithms and exponentials, differences, scales tied together.

Both sides are expanded (`expansion`); the signs that the expansions ask for follow from the conditions on the
parameters, or the claim is decided in the cases of a sign. It is refuted at values of the parameters where the
expansions show it false. The certificate holds the proofs of the signs; the checker expands both sides itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic import witness as witnesses
from boundlab.symbolic.answer import answer
from boundlab.symbolic.comparison import from_above, related
from boundlab.symbolic.decision import Decision, Written
from boundlab.symbolic.domain import INTEGER, REAL, Domain, Ranges
from boundlab.symbolic.expansion import POSITIVE, Expansion, Expansions, Vague
from boundlab.symbolic.expression import ONE, RESERVED, ZERO, Expression, Value
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.growth_reader import FUNCTIONS, GrowthReader, read_growth, read_logarithm
from boundlab.symbolic.signs import RELATIONS, Signs, Undetermined
from boundlab.symbolic.spelling import ORDER_NAMES, ORDER_RELATION, bound_names, spelled, sum_ends, tokens, unmarked
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement

LENGTHS = (4, 8, 14)
MAX_SPLITS, MAX_LEAVES, MAX_SCALES = 5, 40, 4
SAMPLES, SIGN_WORK = 12, 1_000_000
SWAPPED = {"≳": "≲", "≻": "≺"}


def names_in(text: str) -> set[str]:
    """Return the tokens of a text, names as they are written."""
    return {unmarked(part) for part in tokens(text)}


def links(text: str) -> list[tuple[str, str, str]]:
    """Return the links of a chain `A ≲ B ≺ C` of orders.

    >>> links("n <~ n^2 << 2^n")
    [('n', '≲', 'n^2'), ('n^2', '≺', '2^n')]
    """
    parts = [part.strip() for part in ORDER_RELATION.split(spelled(text))]
    sides, relations = parts[::2], [ORDER_NAMES.get(r, r) for r in parts[1::2]]
    return list(zip(sides, relations, sides[1:], strict=False))


@dataclass
class OrderStatement:
    """A chain of orders in one scale, the scales tied to it, and the conditions on the parameters."""

    claim: str
    where: tuple[str, ...]
    chain: list[tuple[str, str, str]]
    limits: dict[str, bool]  # the scales that are not tied; True: it tends to 0
    ties: list[tuple[str, str]]
    conditions: tuple[Stated, ...]
    ranges: Ranges
    names: frozenset[str]

    @classmethod
    def parse(
        cls, claim: str, where: Iterable[str], declared: Mapping[str, Iterable[str]], growing: Iterable[str]
    ) -> OrderStatement:
        """Read a statement; raises BoundlabError where it has no scale, or several that are not tied."""
        chain, growing = links(claim), tuple(map(spelled, growing))
        where = (*(f"{spelled(name)} > 0" for name in declared["positive"]), *where)
        limits, ties, conditions = dict.fromkeys(growing, False), [], []
        compared = list(chain)
        for text in where:
            found = links(text)
            compared += found
            if not found:
                conditions.append(Stated.condition(text))
            for link in found:
                match _limit(*link):
                    case str(name), bool(vanishing):
                        limits[name] = vanishing
                    case str(name), str(other):
                        ties.append((name, other))
                    case _:
                        kinds = "on parameters, or on scales: n ≍ eps^(-2), x ≻ 1 or y ≺ 1"
                        raise bad_value("where", text, f"a condition {kinds}")
        names = {part for left, _, right in compared for side in (left, right) for part in names_in(side)}
        names = {name for name in names if re.fullmatch(r"[A-Za-z_]\w*", name)} - FUNCTIONS
        names -= _bound(compared)
        _require_whole_ends(compared, set(declared["real"]) | set(declared["positive"]))
        for name in growing:
            if name not in names:
                raise bad_value("growing", name, "a name that occurs in the claim")
        limits |= {name: name == "eps" for name in ("eps", "N") if name in names and name not in limits}
        scales = limits.keys() | {name for name, _ in ties}
        free = [name for name in limits if name not in dict(ties)]
        if not free:
            wanted = "one scale tends to its limit, others are tied to it, as in n ≍ eps^(-2)"
            raise BoundlabError(f"no scale: {wanted}", "claim")
        if {"eps", "N"} <= set(free) or len(free) > MAX_SCALES:
            names_ = ", ".join(free)
            raise BoundlabError(f"several scales, {names_}: tie one to the other, as in N ≍ eps^(-2)", "claim")
        for c in conditions:
            if moving := c.names & scales:
                raise bad_value("where", str(c), f"a condition on parameters: {min(moving)} is a scale")
        parameters = names.union(*(c.names for c in conditions)) - scales
        ranges = _ranges(declared, parameters)
        kept = {name: limits[name] for name in free}
        return cls(claim, where, chain, kept, ties, tuple(conditions), ranges, frozenset(parameters))

    def scale_of(self, name: str) -> str | None:
        """Return the scale that is not tied on which `name` depends; raises BoundlabError if there are two."""
        if name in self.limits:
            return name
        text = dict(self.ties).get(name)
        if text is None:
            return None
        found = {s for part in names_in(text) - {name} if (s := self.scale_of(part)) is not None}
        if len(found) > 1:
            raise BoundlabError(f"{name} is tied to several scales", "where")
        return next(iter(found), None)

    def scales(self, field: Expansions, values: Mapping[str, Value], base: str) -> dict[str, Expansion]:
        """Return the expansions of `base` and what is tied to it, up to a factor that stays between constants > 0."""
        found = {base: field.inverse(field.scale()) if self.limits[base] else field.scale()}
        waiting = [tie for tie in self.ties if len(self.limits) == 1 or self.scale_of(tie[0]) == base]
        while waiting:
            ready = [tie for tie in waiting if not any(_occurs(name, tie[1]) for name, _ in waiting)]
            if not ready:
                raise BoundlabError(f"{waiting[0][0]} is tied to itself", "where")
            for name, text in ready:
                if name in found:
                    raise BoundlabError(f"{name} is tied twice", "where")
                m, _, s = field.leading(read_growth(text, "where", found, field, values))
                if s < 0:
                    raise BoundlabError(f"{name} ≍ {text} becomes negative", "where")
                found[name] = Expansion(((m, POSITIVE),))
            waiting = [tie for tie in waiting if tie not in ready]
        return found

    def holds(self, sign: Any, length: int, values: Mapping[str, Value]) -> bool:
        """Does every link hold? Raises Vague where that cannot be told."""
        answers = [self._link(link, sign, length, values) for link in self.chain]
        return all(answers)

    def _link(self, link: tuple[str, str, str], sign: Any, length: int, values: Mapping[str, Value]) -> bool:
        left, relation, right = link
        if relation in SWAPPED:
            left, relation, right = right, SWAPPED[relation], left
        if len(self.limits) > 1:
            return self._in_several_scales((left, relation, right), sign, length, values)
        field = Expansions(sign, length)
        (base,) = self.limits
        scales = self.scales(field, values, base)
        try:
            a, b = (read_growth(side, "claim", scales, field, values) for side in (left, right))
            return related(field, a, relation, b)
        except Vague as reason:
            try:
                a, b = (read_logarithm(side, "claim", scales, field, values) for side in (left, right))
                gap = field.add(a, field.negated(b))
                sides = [gap, field.negated(gap)] if relation == "≍" else [gap]
                answers = [from_above(field, side, strictly=relation == "≺") for side in sides]
            except Vague:
                raise reason from None
            if None in answers and False not in answers:
                raise reason
            return False not in answers

    def _in_several_scales(
        self, link: tuple[str, str, str], sign: Any, length: int, values: Mapping[str, Value]
    ) -> bool:
        from boundlab.symbolic.several_scales import Comparison, Side

        left, relation, right = link
        fields = {base: Expansions(sign, length) for base in self.limits}
        scales = {base: self.scales(fields[base], values, base) for base in self.limits}

        def readers(text: str) -> dict[str, GrowthReader]:
            return {base: GrowthReader(text, "claim", scales[base], fields[base], values) for base in self.limits}

        sides = (Side(text, readers, self.scale_of) for text in (left, right))
        return Comparison(fields, *sides).holds(relation)


def _bound(compared: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return the variables of sums; raises BoundlabError for one that also stands elsewhere."""
    sides = [side for left, _, right in compared for side in (left, right)]
    bound = {name for side in sides for name in bound_names(side)}
    for name in sorted(bound):
        if name in RESERVED:
            raise BoundlabError(f"{name} is no variable for a sum", "claim")
        if any(name in names_in(side) for side in sides if name not in bound_names(side)):
            raise BoundlabError(f"{name} is the variable of a sum, and stands elsewhere", "claim")
    return bound


def _require_whole_ends(compared: Iterable[tuple[str, str, str]], real: set[str]) -> None:
    """A sum ends at a scale or an integer."""
    for left, _, right in compared:
        for end in (end for side in (left, right) for end in sum_ends(side)):
            if "/" in end or "." in end or (found := names_in(end) & set(map(spelled, real))):
                what = end if "/" in end or "." in end else min(found)
                raise BoundlabError(f"a sum ends at an integer or a scale, {what} may be none", "claim")


def _ranges(declared: Mapping[str, Iterable[str]], parameters: set[str]) -> Ranges:
    kinds: dict[str, Domain] = {}
    for argument, domain in (("real", REAL), ("positive", REAL), ("integer", INTEGER)):
        for name in map(spelled, declared[argument]):
            if name not in parameters:
                raise bad_value(argument, name, "the name of a parameter that occurs in the claim or a condition")
            if kinds.setdefault(name, domain) != domain:
                raise bad_value(argument, name, f"one declaration: it is {kinds[name]} already")
    return Ranges(tuple(kinds.items()))


def _occurs(name: str, text: str) -> bool:
    return name in names_in(text)


def _limit(left: str, relation: str, right: str) -> tuple[str, bool | str] | None:
    """Read `x ≻ 1` as (x, False), `y ≺ 1` as (y, True), `n ≍ A` as (n, A)."""
    for name, other, swapped in ((left, right, False), (right, left, True)):
        if re.fullmatch(r"[A-Za-z_]\w*|ε", name):
            name = "eps" if name == "ε" else name
            if relation == "≍":
                return name, other
            if other == "1" and relation in "≻≺":
                return name, (relation == "≺") != swapped
    return None


def decide_growth(
    claim: str,
    where: Iterable[str],
    declared: Mapping[str, Iterable[str]],
    growing: Iterable[str] = (),
    *,
    work: int = SIGN_WORK,
) -> Decision:
    """Decide a comparison of growth orders; raises BoundlabError for text that is not in the grammar."""
    where, growing = tuple(where), tuple(growing)
    statement = OrderStatement.parse(claim, where, declared, growing)
    search = _Search(statement, work)
    kinds = ((tuple(names), kind) for kind, names in (*declared.items(), ("growing", growing)))
    written = Written(claim, where, "".join(f", {', '.join(names)} {kind}" for names, kind in kinds if names), ())
    head = {"kind": "growth", "version": 1, "statement": search.to_json(growing)}
    point = search.refuted(search.samples)
    case, reason = search.proof() if point is None else (None, "")
    if point is None and case is None:
        point = search.refuted(search.failing)
    if point is not None:
        values = {n: int(v) if v == int(v) else str(v) for n, v in point.items()}
        whole = {**head, "verdict": "refuted", "length": search.length, "witness": values}
        shown = ", ".join(f"{n} = {v}" for n, v in point.items())
        reason = f"fails at {shown}" if shown else "fails"
        found = Decision(search.sample, "refuted", reason, witness=dict(point), written=written, whole=whole)
        return found.checked()
    if case is None:
        return Decision(search.sample, "undecided", reason, written=written)
    whole = {**head, "verdict": "proved", "length": search.length, "proof": case}
    return Decision(
        search.sample, "proved", "holds for all admissible parameters", written=written, whole=whole
    ).checked()


class _Search:
    def __init__(self, statement: OrderStatement, work: int) -> None:
        self.statement, self.work = statement, work
        self.length = LENGTHS[0]
        total = Expression.total([Expression("parameter", (n,)) for n in sorted(statement.names)] or [ZERO])
        self.sample = Statement.of(Literal(total, ">=", total), statement.conditions, statement.ranges)
        points = witnesses.small_points(self.sample, 2_000)
        self.samples = list(itertools.islice(self._admissible(points), SAMPLES))
        self.leaves = 0
        self.failing: list[dict[str, Value]] = []  # points in cases in which the claim was not shown

    def _admissible(self, points: Iterable[Mapping[str, Value]]) -> Iterator[dict[str, Value]]:
        for point in points:
            try:
                if self.sample.admissible(point):
                    yield dict(point)
            except ZeroDivisionError:
                continue

    def to_json(self, growing: tuple[str, ...]) -> dict[str, Any]:
        """Return the statement as a certificate carries it."""
        s = self.statement
        return {
            "claim": s.claim, "where": list(s.where), "real": list(s.ranges.real), "integer": list(s.ranges.signed),
            "growing": list(growing),
        }  # fmt: skip

    def refuted(self, points: Iterable[dict[str, Value]]) -> dict[str, Value] | None:
        """Return the first of the points at which the claim is false, None if there is none."""
        points = list(points)
        for length in LENGTHS[:2]:
            for point in points:
                try:
                    if not self.statement.holds(Signs(_nothing, (), {}), length, point):
                        self.length = length
                        return point
                except (Vague, Undetermined, BoundlabError, ZeroDivisionError):
                    continue
        return None

    def proof(self) -> tuple[dict[str, Any] | None, str]:
        """Return a case that proves the claim, or None with the reason."""
        reason = ""
        for length in LENGTHS:
            self.length, self.leaves = length, 0
            try:
                found = self._case({}, ())
            except Vague as vague:
                reason = str(vague)
                continue
            except Undetermined as unknown:
                return None, f"the sign of {unknown} follows from nothing known"
            return found, "the claim fails in some case of the parameters, but no such parameters were found"
        return None, reason

    def _case(self, given: dict[Expression, int], conditions: tuple[Stated, ...]) -> dict[str, Any] | None:
        self.leaves += 1
        known = (*self.statement.conditions, *conditions)
        samples = [p for p in self.samples if all(_holds(c, p) for c in conditions)]
        signs = Signs(lambda literal: self._decided(literal, known), samples, given)
        try:
            if self.statement.holds(signs, self.length, {}):
                return {"signs": signs.shown}
            return self._empty(known)
        except BoundlabError:
            if not conditions:
                raise
            return self._empty(known)  # undefined here
        except Undetermined as unknown:
            if len(given) >= MAX_SPLITS or self.leaves > MAX_LEAVES:
                raise
            e = unknown.expression
        cases = []
        for sign, relation in RELATIONS.items():
            assumed = Stated.of(Literal(e, relation, ZERO))  # type: ignore[arg-type]
            case = self._case({**given, e: sign}, (*conditions, assumed))
            if case is None:
                return None
            cases.append(case)
        return {"split": str(e), "cases": cases}

    def _empty(self, known: tuple[Stated, ...]) -> dict[str, Any] | None:
        """Return the proof that no parameters meet what is known, None if there is none."""
        found = self._decided(Literal(ZERO, "=", ONE), known)
        if found.witness is not None:
            ones = self.samples[0] if self.samples else dict.fromkeys(self.statement.names, 1)
            self.failing += self._admissible([{**ones, **found.witness}])
        return {"empty": found.certificate()} if found.proved else None

    def _decided(self, literal: Literal, known: tuple[Stated, ...]) -> Decision:
        return answer(Statement.of(literal, known, self.statement.ranges), self.work).checked()


def _holds(condition: Stated, point: Mapping[str, Value]) -> bool:
    try:
        return condition.holds(point)
    except ZeroDivisionError:
        return False


def _nothing(literal: Literal) -> Decision:
    raise Undetermined(literal.left)
