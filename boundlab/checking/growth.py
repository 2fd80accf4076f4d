"""Checking comparisons of growth orders: both sides are expanded again, with the signs that the certificate proves.

The format is described in docs/certificates.md. A proof is a tree of cases of the sign of an expression in the
parameters; in each, certificates of decisions show the other signs that are needed. A refutation is a point, where
every sign is a number's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, number, text
from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.comparison import falls, related, stays_below
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.magnitudes import Germ, Range, Scale
from boundlab.checking._rewritten.parser import (
    Chain,
    Expression,
    Formula,
    Name,
    Numeral,
    Product,
    Summation,
    parse_condition,
    parse_expression,
    rebuilt,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget, Number, Rational
from boundlab.checking._rewritten.several import Terms, compared
from boundlab.checking._rewritten.signs import Signs
from boundlab.checking._rewritten.statement import Statement, meets_conditions, parse_statement
from boundlab.checking._rewritten.summation import parts_of
from boundlab.checking.decision import check as check_decision

MAX_LENGTH, MAX_SIGNS, MAX_DEPTH, MAX_TEXTS, MAX_SCALES = 24, 400, 8, 1_000, 4
BUDGET = 3_000_000
_FRAME = {"kind", "version", "statement", "verdict", "length"}
_RELATION = re.compile(r"(<~|>~|<<|>>|[~≲≺≍≳≻])")
_NAMES = {"<~": "≲", "<<": "≺", "~": "≍", ">~": "≳", ">>": "≻"}
_SWAPPED = {"≳": "≲", "≻": "≺"}


class Link(NamedTuple):
    """`left relation right`, the relation one of ≲ ≺ ≍."""

    left: Expression
    relation: str
    right: Expression


class Orders(NamedTuple):
    """A chain of comparisons in scales that tend to infinity (to 0 if `limits` say so), and the scales tied to them."""

    links: tuple[Link, ...]
    limits: dict[str, bool]
    ties: tuple[tuple[str, Expression], ...]
    parameters: Statement


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
    fields = members(certificate, "the certificate", {*_FRAME, "proof" if verdict == "proved" else "witness"})
    if fields["kind"] != "growth" or type(fields["version"]) is not int or fields["version"] != 1:
        raise Rejected('the certificate must be of the kind "growth", version 1')
    length = fields["length"]
    if type(length) is not int or not 1 <= length <= MAX_LENGTH:
        raise Rejected(f'"length" is an integer from 1 to {MAX_LENGTH}')
    budget = Budget(BUDGET)
    orders = _orders(fields["statement"], budget)
    claim = " ".join(fields["statement"]["claim"].split())
    where = tuple(" ".join(each.split()) for each in fields["statement"]["where"])
    limits = ", ".join(f"{name} → {'0' if vanishing else '∞'}" for name, vanishing in orders.limits.items())
    ranges = (limits, *_ranges(orders.parameters))
    if verdict == "proved":
        count = _proof(fields["proof"], orders, length, (), 0)
        return CheckResult(
            True, f"the expansions compare as claimed in every case ({count})", (Certified(claim, ranges, where),)
        )
    if type(fields["witness"]) is not dict or len(fields["witness"]) > MAX_TEXTS:
        raise Rejected("the witness must be an object")
    point = {text(name, "a name"): number(value, "a value in the witness") for name, value in fields["witness"].items()}
    if not meets_conditions(orders.parameters, point):
        raise Rejected("the conditions do not hold at the witness")
    if _holds(orders, Signs(()), length, point):
        raise Rejected("the witness does not violate the statement")
    at = " at " + ", ".join(f"{name} = {value}" for name, value in sorted(point.items())) if point else ""
    reason = "the conditions hold at the witness and the expansions compare otherwise"
    return CheckResult(True, reason, (Certified(f"false{at}: {claim}", ranges, where),))


def _ranges(parameters: Statement) -> tuple[str, ...]:
    reals = sorted(parameters.parameters - parameters.integers - parameters.signed)
    kinds = ((sorted(parameters.integers), "≥ 1, integer"), (sorted(parameters.signed), "integer"), (reals, "real"))
    return tuple(f"{', '.join(names)} {kind}" for names, kind in kinds if names)


def _split(claim: str, budget: Budget) -> list[Link]:
    parts = _RELATION.split(claim)
    sides = [_factored(parse_expression(side, budget)) for side in parts[::2]]
    found = []
    for left, sign, right in zip(sides, parts[1::2], sides[1:], strict=False):
        relation = _NAMES.get(sign, sign)
        swap = relation in _SWAPPED
        found.append(Link(right, _SWAPPED[relation], left) if swap else Link(left, relation, right))
    return found


def _factored(tree: Expression) -> Expression:
    """Return the tree with factors outside of a sum that do not depend on its variable."""
    tree = rebuilt(tree, _factored)
    if not isinstance(tree, Summation):
        return tree
    parts = [(sign, part, Name(tree.variable) in walk(part)) for sign, part in parts_of(tree.body)]
    inside, outside = ([(sign, part) for sign, part, moves in parts if moves == wanted] for wanted in (True, False))
    body: Expression = Product(tuple(inside)) if inside else Numeral(1)
    return Product(((1, tree._replace(body=body)), *outside)) if outside else tree


def _names(trees: list[Expression]) -> set[str]:
    """Return the names in orders that are not variables of sums; those stand in sums only."""
    bound = {node.variable for tree in trees for node in walk(tree) if isinstance(node, Summation)}
    for tree in trees:
        if any(_is_free(name, tree) for name in bound):
            raise Rejected("the variable of a sum stands outside of it")
    return {node.text for tree in trees for node in walk(tree) if isinstance(node, Name)} - bound


def _is_free(name: str, tree: Expression) -> bool:
    if isinstance(tree, Summation) and tree.variable == name:
        return _is_free(name, tree.high) or _is_free(name, tree.low)
    found = [Name(name) == tree]

    def look(part: Expression) -> Expression:
        found.append(_is_free(name, part))
        return part

    rebuilt(tree, look)
    return any(found)


def _ends_are_whole(trees: list[Expression], orders: Orders) -> bool:
    whole = orders.parameters.integers | orders.parameters.signed | orders.limits.keys() | dict(orders.ties).keys()
    ends = [node.high for tree in trees for node in walk(tree) if isinstance(node, Summation)]
    bound = {node.variable for tree in trees for node in walk(tree) if isinstance(node, Summation)}
    for node in (node for end in ends for node in walk(end)):
        match node:
            case Name(name):
                fine = name in whole | bound
            case Numeral(value):
                fine = isinstance(value, int)
            case Product(operands):
                fine = all(sign > 0 for sign, _ in operands)
            case _:
                fine = True
        if not fine:
            return False
    return True


def _orders(statement: Any, budget: Budget) -> Orders:
    fields = members(statement, "the statement", {"claim", "where", "real", "integer", "growing"})
    links = _split(text(fields["claim"], "the claim"), budget)
    if not links:
        raise Rejected("the claim compares no orders")
    limits: dict[str, bool] = {}
    for each in items(fields["growing"], '"growing"', MAX_TEXTS):
        limits[text(each, "a name under growing")] = False
    ties: dict[str, Expression] = {}
    conditions: list[str] = []
    trees: list[Any] = [side for link in links for side in (link.left, link.right)]
    for each in items(fields["where"], "where", MAX_TEXTS):
        written = text(each, "a condition")
        if not _RELATION.search(written):
            conditions.append(written)
            continue
        for link in _split(written, budget):
            trees += [link.left, link.right]
            name, value = _tie_or_limit(link)
            if isinstance(value, bool):
                limits[name] = value
            elif name in ties:
                raise Rejected(f"{shown(name)} is tied twice")
            else:
                ties[name] = value
    names = _names(trees)
    for name in ("eps", "N"):
        if name in names:
            limits.setdefault(name, name == "eps")
    if set(limits) - names:
        raise Rejected("growing: a name that does not occur")
    free = [name for name in limits if name not in ties]
    if not 1 <= len(free) <= MAX_SCALES or {"eps", "N"} <= set(free):
        raise Rejected(
            f"{len(free)} scales that are not tied, where 1 to {MAX_SCALES} are expected, eps or N among them"
        )
    parameters = _parameters(fields, conditions, names - set(limits) - set(ties), {*limits, *ties}, budget)
    orders = Orders(tuple(links), {name: limits[name] for name in free}, tuple(ties.items()), parameters)
    if not _ends_are_whole(trees, orders):
        raise Rejected("a sum ends at what may be no integer")
    return orders


def _tie_or_limit(link: Link) -> tuple[str, Expression | bool]:
    match link:
        case Link(Name(name), "≍", other) | Link(other, "≍", Name(name)):
            return name, other
        case Link(Name(name), "≺", Numeral(1)):
            return name, True
        case Link(Numeral(1), "≺", Name(name)):
            return name, False
    raise Rejected("a comparison under where ties a scale or says that it tends to a limit")


def _parameters(fields: Any, conditions: list[str], names: set[str], scales: set[str], budget: Budget) -> Statement:
    """Return the statement that the conditions on the parameters are, with all parameters, whatever is claimed."""
    trees: list[Formula] = [parse_condition(each, budget) for each in conditions]
    mentioned = {node.text for tree in trees for node in walk(tree) if isinstance(node, Name)}
    if mentioned & scales:
        raise Rejected("a condition on parameters speaks of a scale")
    claim = " + ".join(sorted(names)) or "0"
    kinds = {kind: items(fields[kind], kind, MAX_TEXTS) for kind in ("real", "integer")}
    return parse_statement({"claim": f"0*({claim}) = 0", "where": conditions, **kinds}, budget)


def _proof(case: Any, orders: Orders, length: int, path: tuple[tuple[str, str], ...], depth: int) -> int:
    """Return the number of cases, after checking that the claim holds in each."""
    if depth > MAX_DEPTH:
        raise Unaffordable("cases nested too deep, refused")
    plain = orders.parameters
    if type(case) is dict and "split" in case:
        fields = members(case, "a case", {"split", "cases"})
        split = text(fields["split"], '"split"')
        three = items(fields["cases"], '"cases"', 3)
        if len(three) != 3:
            raise Rejected("a split has three cases: > 0, = 0 and < 0")
        return sum(
            _proof(each, orders, length, (*path, (split, relation)), depth + 1)
            for each, relation in zip(three, (">", "=", "<"), strict=True)
        )
    fields = members(case, "a case", set(), frozenset({"signs", "empty"}))
    algebra = Algebra(plain)
    known = [*plain.conditions]
    assumed: list[tuple[Rational, int]] = []
    for split, relation in path:
        tree = parse_expression(split, plain.budget)
        known.append(Chain((tree, Numeral(0)), (relation,)))
        assumed.append((algebra.rational(tree), {">": 1, "=": 0, "<": -1}[relation]))
    if "empty" in fields:
        claim = _shown(fields["empty"], plain, known)
        if claim != Chain((Numeral(0), Numeral(1)), ("=",)):
            raise Rejected("that a case is empty is shown by a proof of 0 = 1")
        return 1
    for each in items(fields.get("signs", []), '"signs"', MAX_SIGNS):
        claim = _shown(each, plain, known)
        if len(claim.relations) != 1 or claim.relations[0] not in (">", "=", "<") or claim.operands[1] != Numeral(0):
            raise Rejected("a sign is a comparison with 0")
        assumed.append((algebra.rational(claim.operands[0]), {">": 1, "=": 0, "<": -1}[claim.relations[0]]))
    if any(map(algebra.is_atom, {name for value, _ in assumed for name in value.variables()})):
        raise Rejected("a sign of a min or max")
    if not _holds(orders, Signs(assumed), length, {}):
        raise Rejected("the expansions do not compare as claimed")
    return 1


def _shown(certificate: Any, plain: Statement, known: list[Formula]) -> Chain:
    """Return the claim of a valid proof about the parameters that assumes only what is known."""
    if type(certificate) is not dict or certificate.get("verdict") != "proved" or "written" in certificate:
        raise Rejected("a sign is shown by a proof of the kind decision")
    plain.budget.spend(20_000)
    statement = parse_statement(certificate.get("statement"), plain.budget)
    here = statement.parameters
    if not here <= plain.parameters or any(each not in known for each in statement.conditions):
        raise Rejected("a sign is shown from other conditions")
    if statement.integers != plain.integers & here or statement.signed != plain.signed & here:
        raise Rejected("a parameter ranges elsewhere where a sign is shown")
    if not isinstance(statement.claim, Chain):
        raise Rejected("a sign is a comparison with 0")
    check_decision(certificate)
    return statement.claim


def _holds(orders: Orders, signs: Signs, length: int, values: Mapping[str, Number]) -> bool:
    answers = [_link(link, orders, signs, length, values) for link in orders.links]  # an unclear one stays unclear
    return all(answers)


def _link(link: Link, orders: Orders, signs: Signs, length: int, values: Mapping[str, Number]) -> bool:
    budget = orders.parameters.budget
    if len(orders.limits) > 1:
        readings = {}
        for base in orders.limits:
            scale = Scale(signs, length, budget)
            readings[base] = Reading(scale, _scales(orders, scale, values, base), values)
        sides = (Terms(tree, readings, lambda name: _scale_of(name, orders)) for tree in (link.left, link.right))
        return compared(next(sides), link.relation, next(sides))
    scale = Scale(signs, length, budget)
    reading = Reading(scale, _scales(orders, scale, values, next(iter(orders.limits))), values)
    try:
        return related(scale, reading.germ(link.left), link.relation, reading.germ(link.right))
    except Unclear as reason:
        try:
            gap = scale.add(reading.log_germ(link.left), scale.negative(reading.log_germ(link.right)))
            gaps = [gap, scale.negative(gap)] if link.relation == "≍" else [gap]
            answers = [falls(scale, each) if link.relation == "≺" else stays_below(scale, each) for each in gaps]
        except Unclear:
            raise reason from None
        if any(answer is False for answer in answers):
            return False
        if any(answer is None for answer in answers):
            raise reason
        return True


def _scale_of(name: str, orders: Orders) -> str | None:
    """Return the scale on which `name` depends, None for a parameter."""
    ties, seen, waiting = dict(orders.ties), set(), [name]
    found = set()
    while waiting:
        each = waiting.pop()
        if each in orders.limits:
            found.add(each)
        elif each in ties and each not in seen:
            seen.add(each)
            waiting += [node.text for node in walk(ties[each]) if isinstance(node, Name)]
    if len(found) > 1:
        raise Rejected(f"{shown(name)} is tied to several scales")
    return found.pop() if found else None


def _scales(orders: Orders, scale: Scale, values: Mapping[str, Number], base: str) -> dict[str, Germ]:
    t = Germ([(scale.t, scale.number(1))])
    found = {base: scale.power(t, scale.number(-1)) if orders.limits[base] else t}
    one = len(orders.limits) == 1
    waiting = {name: tree for name, tree in orders.ties if one or _scale_of(name, orders) == base}
    while waiting:
        ready = [
            name
            for name, tree in waiting.items()
            if not waiting.keys() & {node.text for node in walk(tree) if isinstance(node, Name)}
        ]
        if not ready:
            raise Rejected("scales are tied in a circle")
        for name in ready:
            m, _, sign = scale.leading(Reading(scale, found, values).germ(waiting.pop(name)))
            if sign < 0:
                raise Rejected(f"{shown(name)} is tied to what is negative")
            found[name] = Germ([(m, Range(1))])
    return found
