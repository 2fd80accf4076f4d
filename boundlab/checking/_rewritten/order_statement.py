"""What a certificate of growth orders says: the chain, the scales with their limits and ties, the parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from boundlab.checking._fields import items, members, text
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.parser import (
    Expression,
    Extremum,
    Formula,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
    Summation,
    parse_condition,
    parse_expression,
    rebuilt,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._rewritten.statement import Statement, parse_statement
from boundlab.checking._rewritten.summation import parts_of

MAX_TEXTS, MAX_SCALES = 1_000, 4
_RELATION = re.compile(r"(<~|>~|<<|>>|[~≲≺≍≳≻])")
_NAMES = {"<~": "≲", "<<": "≺", "~": "≍", ">~": "≳", ">>": "≻"}
_SWAPPED = {"≳": "≲", "≻": "≺"}


class Link(NamedTuple):
    """`left relation right`, the relation one of ≲ ≺ ≍."""

    left: Expression
    relation: str
    right: Expression


class Orders(NamedTuple):
    """A chain of comparisons in scales that tend to infinity (to 0 if `limits` say so), the scales tied to them, and
    what holds between scales."""

    links: tuple[Link, ...]
    limits: dict[str, bool]
    ties: tuple[tuple[str, Expression], ...]
    between: tuple[Link, ...]
    parameters: Statement

    def scale_of(self, name: str) -> str | None:
        """Return the scale that is not tied on which a name depends, None for a parameter."""
        return next(iter(_scales_of(name, dict(self.ties), self.limits)), None)


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
    separate = [each for sign, part in parts_of(tree.body) for each in _exponents_apart(tree.variable, sign, part)]
    parts = [(sign, part, Name(tree.variable) in walk(part)) for sign, part in separate]
    inside, outside = ([(sign, part) for sign, part, moves in parts if moves == wanted] for wanted in (True, False))
    body: Expression = Product(tuple(inside)) if inside else Numeral(1)
    return Product(((1, tree._replace(body=body)), *outside)) if outside else tree


def _exponents_apart(variable: str, sign: int, part: Expression) -> list[tuple[int, Expression]]:
    """Return powers of one base for a power of it whose exponent is a sum with summands free of the variable."""
    name = Name(variable)
    match part:
        case Power(base, Sum(operands)) if name not in walk(base):
            moving = [name in walk(operand) for _, operand in operands]
            if any(moving) and not all(moving):
                return [(sign * own, Power(base, operand)) for own, operand in operands]
    return [(sign, part)]


def unsigned(tree: Expression) -> Expression:
    """Return a tree with the same absolute value: the factors of a product without `abs` and signs."""
    match tree:
        case Extremum("max", (a, Negative(b))) if a == b:
            return unsigned(a)
        case Negative(operand):
            return unsigned(operand)
        case Product(operands):
            return Product(tuple((sign, unsigned(operand)) for sign, operand in operands))
    return tree


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


def orders_of(statement: Any, budget: Budget) -> Orders:
    """Return what the statement of a certificate says; raises Rejected for what is none."""
    fields = members(statement, "the statement", {"claim", "where", "real", "integer", "growing"})
    links = _split(text(fields["claim"], "the claim"), budget)
    if not links:
        raise Rejected("the claim compares no orders")
    limits: dict[str, bool] = {}
    for each in items(fields["growing"], '"growing"', MAX_TEXTS):
        limits[text(each, "a name under growing")] = False
    ties: dict[str, Expression] = {}
    between: list[Link] = []
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
            elif value is None or name in ties:
                between.append(link)
            else:
                ties[name] = value
    names = _names(trees)
    for name in ("eps", "N"):
        if name in names:
            limits.setdefault(name, name == "eps")
    if set(limits) - names:
        raise Rejected("growing: a name that does not occur")
    while several := [
        name for name, tree in ties.items() if len(_scales_of(name, ties, limits)) > 1 - (Name(name) in walk(tree))
    ]:
        if several[0] not in limits:
            raise Rejected(f"{shown(several[0])} is tied to several scales, and has no limit")
        between.append(Link(Name(several[0]), "≍", ties.pop(several[0])))
    free = [name for name in limits if name not in ties]
    if not 1 <= len(free) <= MAX_SCALES or ({"eps", "N"} <= set(free) and not between):
        raise Rejected(
            f"{len(free)} scales that are not tied, where 1 to {MAX_SCALES} are expected, eps or N among them"
        )
    parameters = _parameters(fields, conditions, names - set(limits) - set(ties), {*limits, *ties}, budget)
    kept = {name: limits[name] for name in free}
    orders = Orders(tuple(links), kept, tuple(ties.items()), tuple(between), parameters)
    if not _ends_are_whole(trees, orders):
        raise Rejected("a sum ends at what may be no integer")
    return orders


def _scales_of(name: str, ties: Mapping[str, Expression], limits: Mapping[str, bool]) -> set[str]:
    """Return the scales that are not tied on which a name depends."""
    if name not in ties:
        return {name} & limits.keys()
    found: set[str] = set()
    seen, waiting = {name}, [ties[name]]
    while waiting:
        for part in {node.text for node in walk(waiting.pop()) if isinstance(node, Name)} - seen:
            seen.add(part)
            waiting += [ties[part]] if part in ties else []
            found |= {part} & limits.keys() - ties.keys()
    return found


def _tie_or_limit(link: Link) -> tuple[str, Expression | bool | None]:
    match link:
        case Link(Name(name), "≍", other) | Link(other, "≍", Name(name)):
            return name, other
        case Link(Name(name), "≺", Numeral(1)):
            return name, True
        case Link(Numeral(1), "≺", Name(name)):
            return name, False
    return "", None


def _parameters(fields: Any, conditions: list[str], names: set[str], scales: set[str], budget: Budget) -> Statement:
    """Return the statement that the conditions on the parameters are, with all parameters, whatever is claimed."""
    trees: list[Formula] = [parse_condition(each, budget) for each in conditions]
    mentioned = {node.text for tree in trees for node in walk(tree) if isinstance(node, Name)}
    if mentioned & scales:
        raise Rejected("a condition on parameters speaks of a scale")
    claim = " + ".join(sorted(names)) or "0"
    kinds = {kind: items(fields[kind], kind, MAX_TEXTS) for kind in ("real", "integer")}
    return parse_statement({"claim": f"0*({claim}) = 0", "where": conditions, **kinds}, budget)


def pairs_of(claim: str, where: list[str], statement: Any, budget: Budget) -> list[tuple[Expression, Expression]]:
    """Return the sides of the claim and of the conditions that compare orders, each with that of the statement.

    Those conditions are taken out of `where`.
    """
    typed = [claim, *(each for each in where if _RELATION.search(each))]
    plain = [statement["claim"], *(each for each in statement["where"] if _RELATION.search(each))]
    where[:] = [each for each in where if not _RELATION.search(each)]
    links = [[link for each in texts for link in _split(each, budget)] for texts in (typed, plain)]
    if [link.relation for link in links[0]] != [link.relation for link in links[1]] or len(typed) != len(plain):
        raise Rejected("the plain statement compares orders otherwise")
    return [pair for a, b in zip(*links, strict=True) for pair in ((a.left, b.left), (a.right, b.right))]


def in_order(ties: Iterable[tuple[str, Expression]]) -> list[tuple[str, Expression]]:
    """Return the ties, each after those of the scales that stand in it."""
    waiting, found = dict(ties), list[tuple[str, Expression]]()
    while waiting:
        ready = [
            name
            for name, tree in waiting.items()
            if not waiting.keys() & {node.text for node in walk(tree) if isinstance(node, Name)}
        ]
        if not ready:
            raise Rejected("scales are tied in a circle")
        found += [(name, waiting.pop(name)) for name in ready]
    return found
