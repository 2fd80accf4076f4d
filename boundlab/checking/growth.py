"""Checking comparisons of growth orders: both sides are expanded again, with the signs that the certificate proves.

The format is described in docs/certificates.md. A proof is a tree of cases of the sign of an expression in the
parameters; in each, certificates of decisions show the other signs that are needed. A refutation is a point, where
every sign is a number's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, number, text
from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.comparison import falls, related, stays_below
from boundlab.checking._rewritten.conditional import Conditional
from boundlab.checking._rewritten.cone import Combination
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.germ import Germ, Range
from boundlab.checking._rewritten.joint import Joint
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.order_statement import Link, Orders, in_order, orders_of, pairs_of, unsigned
from boundlab.checking._rewritten.parser import (
    Call,
    Chain,
    Expression,
    Formula,
    Logarithm,
    Name,
    Numeral,
    parse_expression,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget, Number, Rational
from boundlab.checking._rewritten.several import COARSE
from boundlab.checking._rewritten.sides import compared, sides_in_several
from boundlab.checking._rewritten.signs import Signs, Unshown
from boundlab.checking._rewritten.statement import Statement, meets_conditions, parse_statement
from boundlab.checking._written import check_written
from boundlab.checking.decision import check as check_decision

MAX_LENGTH, MAX_SIGNS, MAX_DEPTH, MAX_TEXTS, MAX_GAPS, MAX_COMPARED = 24, 400, 8, 1_000, 100, 4
BUDGET = 3_000_000
Seen = dict[str, tuple[Chain, tuple[Formula, ...]]]
NOTHING, NEVER = Chain((Numeral(0), Numeral(1)), ("=",)), Link(Numeral(1), "≺", Numeral(1))
_FRAME = {"kind", "version", "statement", "verdict", "length"}


def check(certificate: Any) -> CheckResult:
    """Re-check a comparison of growth orders.

    >>> statement = {"claim": "2^d ≻ d^3", "where": [], "real": [], "integer": [], "growing": ["d"]}
    >>> head = {"kind": "growth", "version": 1, "statement": statement, "length": 4}
    >>> check({**head, "verdict": "proved", "proof": {"signs": []}}).valid
    True
    """
    verdict = certificate.get("verdict") if type(certificate) is dict else None
    if verdict not in ("proved", "refuted"):
        raise Rejected('the verdict must be "proved" or "refuted"')
    wanted, optional = ({"proof"}, {"conditions", "compared"}) if verdict == "proved" else ({"witness"}, {"path"})
    fields = members(certificate, "the certificate", {*_FRAME, *wanted}, frozenset({*optional, "written"}))
    if fields["kind"] != "growth" or type(fields["version"]) is not int or fields["version"] != 1:
        raise Rejected('the certificate must be of the kind "growth", version 1')
    length = fields["length"]
    if type(length) is not int or not 1 <= length <= MAX_LENGTH:
        raise Rejected(f'"length" is an integer from 1 to {MAX_LENGTH}')
    budget = Budget(BUDGET)
    orders = orders_of(fields["statement"], budget)
    claim = " ".join(fields["statement"]["claim"].split())
    where = tuple(" ".join(each.split()) for each in fields["statement"]["where"])
    hidden: set[str] = set()
    if "written" in fields:
        pairs = partial(pairs_of, statement=fields["statement"], budget=budget)
        claim, where, hidden = check_written(fields["written"], orders.parameters, check_decision, pairs)
        claim, where = " ".join(claim.split()), tuple(" ".join(each.split()) for each in where)
    limits = ", ".join(f"{name} → {'0' if vanishing else '∞'}" for name, vanishing in orders.limits.items())
    ranges = (limits, *_ranges(orders.parameters, hidden))
    if verdict == "proved":
        more = [
            _compared(each, orders, budget) for each in items(fields.get("compared", []), '"compared"', MAX_COMPARED)
        ]
        count = _proof(fields["proof"], orders._replace(between=(*orders.between, *more)), length)
        certified = Certified(claim, ranges, where, met=_met(orders, fields, length, hidden))
        return CheckResult(True, f"the expansions compare as claimed in every case ({count})", (certified,))
    point = _point(fields["witness"], "the witness")
    if not meets_conditions(orders.parameters, point):
        raise Rejected("the conditions do not hold at the witness")
    path = _path(fields["path"], orders) if "path" in fields else None
    _require_between(orders, length, point, path)
    if _holds(orders, Signs(()), length, point, path):
        raise Rejected("the witness does not violate the statement")
    along = _curves(fields.get("path", {}))
    reason = "the conditions hold at the witness and the expansions compare otherwise"
    return CheckResult(True, reason, (Certified(f"false{_at(point, hidden, along)}: {claim}", ranges, where),))


def _compared(value: Any, orders: Orders, budget: Budget) -> Link:
    """Return a ≲ a + b for two powers of scales, which holds anyway: on a part of any way one of them is the larger."""
    powers = []
    for each in items(value, "what is compared", 2):
        if len(items(each, "a power", 2)) != 2 or type(each[1]) is not int or not 1 <= abs(each[1]) <= MAX_COMPARED:
            raise Rejected("a power is a scale and an integer other than 0")
        if text(each[0], "a scale") not in orders.limits:
            raise Rejected(f"{shown(each[0])} is no scale of its own")
        powers.append(f"{each[0]}^({each[1]})")
    if len(powers) != 2:
        raise Rejected("two powers are compared")
    a, b = powers
    return Link(parse_expression(a, budget), "≲", parse_expression(f"{a} + {b}", budget))


def _point(value: Any, what: str) -> dict[str, Number]:
    if type(value) is not dict or len(value) > MAX_TEXTS:
        raise Rejected(f"{what} must be an object")
    return {text(name, "a name"): number(each, f"a value in {what}") for name, each in value.items()}


def _at(point: Mapping[str, Number], hidden: set[str], along: Iterable[str] = ()) -> str:
    at = ", ".join([*(f"{name} = {value}" for name, value in sorted(point.items()) if name not in hidden), *along])
    return f" at {at}" if at else ""


def _met(orders: Orders, fields: dict[str, Any], length: int, hidden: set[str]) -> str:
    """Say whether some parameters meet the conditions of a proved statement, as far as its certificate shows it."""
    parameters = orders.parameters
    if "conditions" not in fields:
        return "the certificate does not say" if parameters.conditions or orders.between else ""
    answer = fields["conditions"]
    if type(answer) is dict and "met" in answer:
        given = members(answer, '"conditions"', {"met", "path"} if orders.between else {"met"})
        point = _point(given["met"], '"met"')
        if not meets_conditions(parameters, point):
            raise Rejected("the conditions do not hold where they are said to be met")
        _require_between(orders, length, point, _path(given["path"], orders) if orders.between else None)
        return f"yes{_at(point, hidden, _curves(given.get('path', {})))}"
    if type(answer) is dict and "excluded" in answer:
        _proof(members(answer, '"conditions"', {"excluded"})["excluded"], orders._replace(links=(NEVER,)), length)
        return "no: no way to the limit meets the conditions, the claim holds for want of a case"
    shown = members(answer, '"conditions"', {"contradiction"})["contradiction"]
    if _shown(shown, parameters, parameters.conditions, {}) != NOTHING:
        raise Rejected("that no parameters satisfy the conditions is shown by a proof of 0 = 1")
    return "no: no parameters satisfy the conditions, the claim holds for want of a case"


def _curves(path: Mapping[str, str]) -> list[str]:
    return [f"{name} = {rate}" for name, rate in path.items()]


def _require_between(
    orders: Orders, length: int, point: Mapping[str, Number], path: Mapping[str, Expression] | None
) -> None:
    """Refuse a point and a path on which what holds between scales is not seen to hold."""
    if orders.between and path is None:
        raise Rejected("conditions between scales are met on a path")
    for link in orders.between:
        if not _in_one_scale(link, orders, Signs(()), length, point, path):
            raise Rejected("the conditions between scales do not hold on the path")


def _ranges(parameters: Statement, hidden: set[str]) -> tuple[str, ...]:
    reals = sorted(parameters.parameters - parameters.integers - parameters.signed - hidden)
    integers, signed = sorted(parameters.integers - hidden), sorted(parameters.signed - hidden)
    kinds = ((integers, "≥ 1, integer"), (signed, "integer"), (reals, "real"))
    return tuple(f"{', '.join(names)} {kind}" for names, kind in kinds if names)


def _proof(
    case: Any, orders: Orders, length: int, path: tuple[tuple[str, str], ...] = (), seen: Seen | None = None
) -> int:
    """Return the number of cases, after checking that the claim holds in each; a proof that was `seen` is valid."""
    seen = {} if seen is None else seen
    if len(path) > MAX_DEPTH:
        raise Unaffordable("cases nested too deep, refused")
    plain = orders.parameters
    if type(case) is dict and "split" in case:
        fields = members(case, "a case", {"split", "cases"})
        split = text(fields["split"], '"split"')
        three = items(fields["cases"], '"cases"', 3)
        if len(three) != 3:
            raise Rejected("a split has three cases: > 0, = 0 and < 0")
        return sum(
            _proof(each, orders, length, (*path, (split, relation)), seen)
            for each, relation in zip(three, (">", "=", "<"), strict=True)
        )
    fields = members(case, "a case", set(), frozenset({"signs", "combinations", "empty"}))
    algebra = Algebra(plain)
    known = [*plain.conditions]
    assumed: list[tuple[Rational, int]] = []
    for split, relation in path:
        tree = parse_expression(split, plain.budget)
        known.append(Chain((tree, Numeral(0)), (relation,)))
        assumed.append((algebra.rational(tree), {">": 1, "=": 0, "<": -1}[relation]))
    if "empty" in fields:
        if _shown(fields["empty"], plain, known, seen) != NOTHING:
            raise Rejected("that a case is empty is shown by a proof of 0 = 1")
        return 1
    for each in items(fields.get("signs", []), '"signs"', MAX_SIGNS):
        claim = _shown(each, plain, known, seen)
        if len(claim.relations) != 1 or claim.relations[0] not in (">", "=", "<") or claim.operands[1] != Numeral(0):
            raise Rejected("a sign is a comparison with 0")
        assumed.append((algebra.rational(claim.operands[0]), {">": 1, "=": 0, "<": -1}[claim.relations[0]]))
    if any(map(algebra.is_atom, {name for value, _ in assumed for name in value.variables()})):
        raise Rejected("a sign of a min or max")
    combinations = items(fields.get("combinations", []), '"combinations"', MAX_SIGNS)
    if not _holds(orders, Signs(assumed), length, {}, shown=combinations):
        raise Rejected("the expansions do not compare as claimed")
    return 1


def _shown(certificate: Any, plain: Statement, known: Sequence[Formula], seen: Seen) -> Chain:
    """Return the claim of a valid proof about the parameters that assumes only what is known."""
    if type(certificate) is not dict or certificate.get("verdict") != "proved" or "written" in certificate:
        raise Rejected("a sign is shown by a proof of the kind decision")
    key = repr(certificate)
    if key not in seen:
        plain.budget.spend(20_000)
        statement = parse_statement(certificate.get("statement"), plain.budget)
        here = statement.parameters
        if statement.integers != plain.integers & here or statement.signed != plain.signed & here:
            raise Rejected("a parameter ranges elsewhere where a sign is shown")
        if not here <= plain.parameters or not isinstance(statement.claim, Chain):
            raise Rejected("a sign is a comparison of parameters with 0")
        check_decision(certificate)
        seen[key] = statement.claim, tuple(statement.conditions)
    claim, conditions = seen[key]
    if any(each not in known for each in conditions):
        raise Rejected("a sign is shown from other conditions")
    return claim


def _path(value: Any, orders: Orders) -> dict[str, Expression]:
    """Return the functions of t that the scales are on a path; those that tend to 0 are the inverses."""
    if type(value) is not dict or value.keys() != orders.limits.keys():
        raise Rejected("a path gives every scale that is not tied, and nothing else")
    budget = orders.parameters.budget
    path = {name: parse_expression(text(each, "a scale on a path"), budget) for name, each in value.items()}
    if any(isinstance(node, Name) and node.text != "t" for tree in path.values() for node in walk(tree)):
        raise Rejected("on a path the scales are functions of t")
    return path


def _on_path(orders: Orders, scale: Scale, path: Mapping[str, Expression]) -> dict[str, Germ]:
    """Return the germs of the scales on a path, after checking that they tend to their limits."""
    reading = Reading(scale, {"t": Germ([(scale.t, scale.number(1))])}, {})
    found = {}
    for name, tree in path.items():
        germ = reading.germ(tree)
        if scale.limit(germ)[0] <= 0:
            raise Rejected("a scale does not tend to infinity on the path")
        found[name] = scale.power(germ, scale.number(-1)) if orders.limits[name] else germ
    return found


def _holds(
    orders: Orders,
    signs: Signs,
    length: int,
    values: Mapping[str, Number],
    path: Mapping[str, Expression] | None = None,
    shown: Sequence[Any] = (),
) -> bool:
    """Return whether every link holds; raises Unclear where that is not found."""
    if path is None and len(orders.limits) + len(orders.between) > 1:
        answers = [_in_several(link, orders, signs, length, values, shown) for link in orders.links]
    else:
        answers = [_in_one_scale(link, orders, signs, length, values, path) for link in orders.links]
    return all(answers)  # an unclear one stays so


def _in_several(
    link: Link, orders: Orders, signs: Signs, length: int, values: Mapping[str, Number], shown: Sequence[Any]
) -> bool:
    """Compare in scales that are independent, then under the conditions between them."""
    readings = {}
    for base in orders.limits:
        scale = Scale(signs, length, orders.parameters.budget)
        readings[base] = Reading(scale, _scales(orders, scale, values, base), values)
    found = None
    try:
        if len(orders.limits) > 1:
            found = _independently(link, orders, readings)
        else:
            found = _in_one_scale(link, orders, signs, length, values, None)
        if found or not orders.between:
            return found
    except (Unclear, Unshown) as reason:
        if not shown and not orders.between:
            raise
        refusal: Rejected = reason
    else:
        refusal = Unclear("the claim is not seen to follow from the conditions between scales")
    combinations = [_combination(each, orders, signs, length) for each in shown]
    if Conditional(orders.between, combinations, readings, orders.scale_of).holds(link):
        return True
    raise refusal


def _independently(link: Link, orders: Orders, readings: Mapping[str, Reading]) -> bool:
    left, relation, right = link
    try:
        lower, upper = sides_in_several(left, right, readings, orders.scale_of)
        return compared(lower, relation, upper)
    except Unclear as reason:
        if relation != "≍":
            try:
                lower, upper = sides_in_several(left, right, readings, orders.scale_of, COARSE)
                if compared(lower, relation, upper):
                    return True
            except Unclear:
                pass
        try:
            return Joint(readings, orders.scale_of).holds(left, relation, right)
        except Unclear:
            raise reason from None


def _combination(value: Any, orders: Orders, signs: Signs, length: int) -> Combination:
    """Return the multipliers of gaps that a certificate gives, constants in the parameters."""
    if type(value) is not dict or len(value) > MAX_GAPS:
        raise Rejected("a combination gives gaps multipliers")
    budget = orders.parameters.budget
    reading = Reading(Scale(signs, length, budget), {}, {})
    found: Combination = {}
    for name, each in value.items():
        tree = parse_expression(text(each, "a multiplier"), budget)
        if {node.text for node in walk(tree) if isinstance(node, Name)} - orders.parameters.parameters:
            raise Rejected("a multiplier has names that are no parameters")
        if not any(isinstance(node, Logarithm | Call) for node in walk(tree)):
            found[name] = Algebra(orders.parameters).rational(tree)  # its sign is shown where it is defined
            continue
        germ = reading.germ(tree)
        if germ.rest is not None or any(m is not reading.scale.one or isinstance(c, Range) for m, c in germ.terms):
            raise Rejected("a multiplier is a constant")
        found[name] = next((c for _, c in germ.terms if isinstance(c, Rational)), reading.scale.number(0))
    return found


def _in_one_scale(
    link: Link,
    orders: Orders,
    signs: Signs,
    length: int,
    values: Mapping[str, Number],
    path: Mapping[str, Expression] | None,
) -> bool:
    scale = Scale(signs, length, orders.parameters.budget)
    scales = _scales(orders, scale, values, next(iter(orders.limits)), path)
    reading = Reading(scale, scales, values)
    left, right = unsigned(link.left), unsigned(link.right)
    try:
        return related(scale, reading.germ(left), link.relation, reading.germ(right))
    except Unclear as reason:
        try:
            gap = scale.add(reading.log_germ(left, True), scale.negative(reading.log_germ(right, True)))
            gaps = [gap, scale.negative(gap)] if link.relation == "≍" else [gap]
            answers = [falls(scale, each) if link.relation == "≺" else stays_below(scale, each) for each in gaps]
        except Unshown:
            raise
        except Rejected:
            raise reason from None
        if any(answer is False for answer in answers):
            return False
        if any(answer is None for answer in answers):
            raise reason
        return True


def _scales(
    orders: Orders,
    scale: Scale,
    values: Mapping[str, Number],
    base: str,
    path: Mapping[str, Expression] | None = None,
) -> dict[str, Germ]:
    found = _on_path(orders, scale, {base: Name("t")} if path is None else path)
    one = len(orders.limits) == 1 or path is not None
    for name, tree in in_order((n, tree) for n, tree in orders.ties if one or orders.scale_of(n) in (base, None)):
        m, _, sign = scale.leading(Reading(scale, found, values).germ(tree))
        if sign < 0:
            raise Rejected(f"{shown(name)} is tied to what is negative")
        found[name] = Germ([(m, Range(1))])
    return found
