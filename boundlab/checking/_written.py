"""A statement as written, with functions of parameters, against the plain statement that has names for them.

A name stands for a floor, a ceil or a root. Put in for the names, these give the statement as written; the last
conditions of the plain statement define the names, and for all values of the other parameters there are such values: a
root of a negative number and a divisor that is zero are excluded by certificates of their own, or the definition
stands in a condition, which holds only where it is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._fields import items, members, text
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.algebra import Algebra, divisors
from boundlab.checking._rewritten.parser import (
    Bound,
    Call,
    Chain,
    Expression,
    Extremum,
    Junction,
    Name,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Sum,
    parse_claim,
    parse_condition,
    parse_expression,
    rebuilt,
    shown,
    walk,
)
from boundlab.checking._rewritten.statement import Statement, parse_statement

MAX_DEFINED = 1_000
MAX_ROOT, MAX_PLACES = 64, 20


Pairs = list[tuple[Any, Any]]


def check_written(
    written: Any,
    plain: Statement,
    check: Callable[[Any], Any],
    orders: Callable[[str, list[str]], Pairs] | None = None,
) -> tuple[str, tuple[str, ...], set[str]]:
    """Return the claim and the conditions as written, and the names that stand for functions.

    Raises Rejected if `plain` is not what they say; `check` does so for a certificate that is not valid. Where orders
    are compared, `orders` splits off the conditions that do so: it keeps the others in the list it is given, and
    returns the trees as written, each with that of the plain statement.
    """
    fields = members(written, '"written"', {"claim", "where", "defined"})
    budget, algebra = plain.budget, Algebra(plain)
    claim = text(fields["claim"], "the claim")
    where = [text(each, "a condition") for each in items(fields["where"], "where", MAX_DEFINED)]
    shown_where = tuple(where)
    pairs = [(parse_claim(claim, budget), plain.claim)] if orders is None else orders(claim, where)
    typed = [_normal(tree) for tree in (*(parse_condition(each, budget) for each in where), *(a for a, _ in pairs))]
    theirs_all = (*plain.conditions[: len(where)], *(_normal(b) for _, b in pairs))
    names = {node.text for tree in typed for node in walk(tree) if isinstance(node, Name)}
    defined: dict[str, Expression] = {}
    conditions: list[Node] = []
    proofs: dict[str, list[Any]] = {}
    attained: dict[str, list[Expression]] = {}
    for each in items(fields["defined"], '"defined"', MAX_DEFINED):
        one = members(each, "a definition", {"name", "is"}, frozenset({"shown", "at"}))
        name = text(one["name"], "a name")
        if name in names or name in defined or name not in plain.parameters:
            raise Rejected(f"{shown(name)} is not a new name of the plain statement")
        tree = _normal(parse_expression(text(one["is"], "what a name stands for"), budget))
        places = [parse_expression(text(p, "a place"), budget) for p in items(one.get("at", []), '"at"', MAX_PLACES)]
        conditions.append(_definition(name, tree, plain, places))
        used = {node.text for part in (tree, *places) for node in walk(part) if isinstance(node, Name)}
        if isinstance(tree, Bound):
            used -= {tree.variable}
            attained[name] = places
        if not used <= plain.parameters or used & plain.parameters - names - defined.keys():
            raise Rejected(f"{shown(name)} is defined by what is not there")
        defined[name] = tree
        proofs[name] = items(one.get("shown", []), '"shown"', MAX_DEFINED)
    if plain.parameters - defined.keys() - names or len(plain.conditions) != len(where) + len(defined):
        raise Rejected("the plain statement has another parameter or condition")
    for mine, theirs in zip(typed, theirs_all, strict=True):
        budget.spend(20)
        if _expanded(theirs, defined) != mine:
            raise Rejected("the plain statement is not the one as written")
    for mine, theirs in zip(conditions, plain.conditions[len(where) :], strict=True):
        if mine != theirs:
            raise Rejected("a name is not defined by its condition")
    assumed = _closure(plain.conditions[: len(where)], defined)
    for i, (name, tree) in enumerate(defined.items()):
        if isinstance(tree, Bound):
            base = [c for c in plain.conditions[: len(where)] if name not in assumed or not _closure((c,), defined)]
            earlier = [] if name in assumed else conditions[:i]
            _require_attained(tree, attained[name], plain, [*base, *earlier], proofs[name], check)
        elif name not in assumed:
            earlier = [
                c for n, c in zip(defined, conditions, strict=True) if n in assumed or list(defined).index(n) < i
            ]
            known = [_facts(each, plain, [*plain.conditions[: len(where)], *earlier], check) for each in proofs[name]]
            _require_defined(name, tree, algebra, known)
        elif proofs[name]:
            raise Rejected(f"nothing is to be shown of {shown(name)}: it stands in a condition")
    return claim, shown_where, set(defined)


def _normal(tree: Any) -> Any:
    """Return the tree with roots for `sqrt` and powers with a fraction as exponent, and quotients for b^(-k)."""
    tree = rebuilt(tree, _normal)
    match tree:
        case Call("sqrt", (argument,)):
            return Call("root", (argument, Numeral(2)))
        case Power(base, exponent):
            p = _fraction(exponent)
            if p is not None and p.denominator > 1:
                root = Call("root", (base, Numeral(p.denominator)))
                power = root if abs(p.numerator) == 1 else Power(root, Numeral(abs(p.numerator)))
                return power if p > 0 else Product(((1, Numeral(1)), (-1, power)))
            if p is not None and p < 0:
                return Product(((1, Numeral(1)), (-1, base if p == -1 else Power(base, Numeral(-p)))))
    return tree


def _fraction(tree: Node) -> Fraction | None:
    match tree:
        case Numeral(value):
            return Fraction(value)
        case Product(((1, Numeral(a)), (-1, Numeral(b)))) if b:
            return Fraction(a) / b
        case Negative(Numeral(value)):
            return -Fraction(value)
        case Product(((1, Negative(Numeral(a))), (-1, Numeral(b)))) if b:
            return -Fraction(a) / b
    return None


def _definition(name: str, tree: Node, plain: Statement, places: list[Expression]) -> Node:
    """Return the formula that defines `name`, which must range over the integers, or the reals for a root or bound."""
    me = Name(name)
    if bool(places) != isinstance(tree, Bound):
        raise Rejected('"at" belongs to an inf or sup, which needs it')
    match tree:
        case Bound(_, variable, low, high, body) if _is_real(name, plain):
            inner = [node for part in (low, high, body, *places) for node in walk(part)]
            if variable in plain.parameters or any(isinstance(node, Call | Bound) for node in inner):
                raise Rejected(f"{shown(name)} is no inf or sup of a plain expression over a new variable")
            equation = Chain((me, _attained(tree, places)), ("=",))
            lacking = _names(low, high, body) - _names(equation) - {variable}
            named = [Chain((Name(each), Name(each)), ("=",)) for each in sorted(lacking)]
            return Junction("and", (equation, *named)) if named else equation
        case Call("floor", (argument,)) if name in plain.signed:
            return Chain((me, argument, Sum(((1, me), (1, Numeral(1))))), ("<=", "<"))
        case Call("ceil", (argument,)) if name in plain.signed:
            return Chain((Sum(((1, me), (-1, Numeral(1)))), argument, me), ("<", "<="))
        case Call("root", (argument, Numeral(int(degree)))) if 2 <= degree <= MAX_ROOT and _is_real(name, plain):
            whole = Chain((Power(me, Numeral(degree)), argument), ("=",))
            return Junction("and", (Chain((me, Numeral(0)), (">=",)), whole))
    raise Rejected(f"{shown(name)} stands for no floor or ceil, an integer, and for no root, a real number")


def _names(*trees: Node) -> set[str]:
    return {node.text for tree in trees for node in walk(tree) if isinstance(node, Name)}


def _attained(bound: Bound, places: list[Expression]) -> Expression:
    """Return the least or greatest value of the body at the places."""
    values = tuple(_expanded(bound.body, {bound.variable: place}) for place in places)
    return values[0] if len(values) == 1 else Extremum("min" if bound.function == "inf" else "max", values)


def _require_attained(
    bound: Bound, places: list[Expression], plain: Statement, known: list[Node], proofs: list[Any], check: Any
) -> None:
    """The places lie in the interval, and nowhere in it is the body less than at one of them, greater for a sup."""
    inside = [Chain((bound.low, Name(bound.variable)), ("<=",)), Chain((Name(bound.variable), bound.high), ("<=",))]
    found = [_facts(each, plain, [*known, *inside], check, bound.variable) for each in proofs]
    value, body = _attained(bound, places), bound.body
    needed = [Chain(pair, ("<=",)) for place in places for pair in ((bound.low, place), (place, bound.high))]
    needed.append(Chain((value, body) if bound.function == "inf" else (body, value), ("<=",)))
    if any(each not in found for each in needed):
        raise Rejected(f"an {bound.function} is not shown to be attained")


def _is_real(name: str, plain: Statement) -> bool:
    return name not in plain.signed and name not in plain.integers


def _expanded(tree: Any, defined: Mapping[str, Any]) -> Any:
    if isinstance(tree, Name) and tree.text in defined:
        return _expanded(defined[tree.text], defined)
    return rebuilt(tree, lambda part: _expanded(part, defined))


def _closure(trees: tuple[Node, ...], defined: Mapping[str, Expression]) -> set[str]:
    """Return the defined names that occur in the trees, and in the definitions of those."""
    found: set[str] = set()
    waiting: list[Node] = list(trees)
    while waiting:
        fresh = {n.text for n in walk(waiting.pop()) if isinstance(n, Name) and n.text in defined} - found
        found |= fresh
        waiting += [defined[name] for name in fresh]
    return found


def _facts(
    certificate: Any, plain: Statement, known: list[Node], check: Callable[[Any], Any], variable: str = ""
) -> Chain:
    """Return the claim of a valid certificate about parameters of `plain` which assumes only what is `known`."""
    if type(certificate) is not dict or certificate.get("verdict") != "proved" or "written" in certificate:
        raise Rejected("that a function is defined is shown by a plain proof")
    plain.budget.spend(20_000)  # it has a budget of its own
    statement = parse_statement(certificate.get("statement"), plain.budget)
    here = statement.parameters
    if statement.integers != plain.integers & here or statement.signed != plain.signed & here:
        raise Rejected("a parameter ranges elsewhere where a function is shown to be defined")
    if not here <= plain.parameters | {variable} or any(each not in known for each in statement.conditions):
        raise Rejected("that a function is defined is shown from other conditions")
    if not isinstance(statement.claim, Chain):
        raise Rejected("that a function is defined is one comparison")
    check(certificate)
    return statement.claim


def _require_defined(name: str, tree: Node, algebra: Algebra, known: list[Chain]) -> None:
    assert isinstance(tree, Call)
    argument = tree.arguments[0]
    needed = [(divisor, "!=") for divisor in divisors(argument)]
    needed += [(argument, ">=")] if tree.function == "root" else []
    for value, relation in needed:
        if algebra.evidently_positive(value):
            continue
        mine = algebra.rational(value)
        constant = mine.as_number()
        if constant is not None and (constant > 0 or (constant and relation == "!=")):
            continue
        if not any(
            c.relations == (relation,) and _is_zero(c) and algebra.rational(c.operands[0]).equals(mine) for c in known
        ):
            raise Rejected(f"{shown(name)} is not shown to be defined")


def _is_zero(claim: Chain) -> bool:
    return claim.operands[1] == Numeral(0)
