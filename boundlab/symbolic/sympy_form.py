"""Orders to sympy and back; sympy is imported when it is asked for, and decides nothing.

In sympy ε is the positive symbol `eps`, N is `N`, and every parameter is a positive symbol of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from boundlab.errors import BoundlabError, bad_value, optional
from boundlab.symbolic.expression import ZERO, Expression, maximum, minimum, number, parameter
from boundlab.symbolic.term import Scale, Term

Orders = TypeVar("Orders", bound=Any)

_SCALES: dict[str, Scale] = {"eps": "eps", "epsilon": "eps", "varepsilon": "eps", "ε": "eps", "N": "N"}


def _to_sympy(e: Expression) -> Any:
    sympy = optional("sympy")
    match e.op:
        case "number":
            return sympy.Rational(e.args[0].numerator, e.args[0].denominator)
        case "parameter":
            return sympy.Symbol(e.args[0], positive=True)
        case "power":
            return _to_sympy(e.args[0]) ** e.args[1]
    parts = [_to_sympy(child) for child in e.children()]
    if e.op == "quotient":
        return parts[0] / parts[1]
    return {"sum": sympy.Add, "product": sympy.Mul, "min": sympy.Min, "max": sympy.Max}[e.op](*parts)


def to_sympy(terms: Sequence[Term], scale: Scale | None) -> Any:
    """Return the order with these terms in sympy."""
    sympy = optional("sympy")
    symbol = sympy.Symbol(scale or "eps", positive=True)
    t = symbol if scale == "N" else 1 / symbol
    total = sympy.Integer(0)
    for term in terms:
        value = sympy.Rational(term.coefficient.numerator, term.coefficient.denominator)
        for base, exponent in term.factors:
            value *= _to_sympy(base) ** _to_sympy(exponent)
        value *= t ** _to_sympy(term.power)
        if term.log != ZERO:
            value *= sympy.log(t) ** _to_sympy(term.log)
        total += value
    return total


def from_sympy(given: Any, orders: type[Orders]) -> Orders:
    """Return the order, one of `orders`, that the sympy expression `given` is."""
    sympy = optional("sympy")
    found = _checked(sympy, given)
    scales = {s: _SCALES[s.name] for s in found.free_symbols if s.name in _SCALES}
    if len(set(scales.values())) > 1:
        raise bad_value("expression", given, "an order in eps or in N, not in both")
    t = sympy.Dummy("t", positive=True)
    positive = {s: sympy.Symbol(s.name, positive=True) for s in found.free_symbols if s not in scales}
    found = found.subs(positive | {s: 1 / t if scale == "eps" else t for s, scale in scales.items()})
    found = sympy.expand_log(found, force=True)  # log(1/t) is -log(t)
    scale: Scale = next(iter(scales.values()), "eps")

    def walk(e: Any) -> Orders:
        if e == t:
            return orders.scale(scale)
        if e == sympy.log(t):
            return orders.logarithm(scale)
        if e.is_Pow:
            return walk(e.base) ** _expression(sympy, e.exp, given)
        if not e.has(t) and not e.has(sympy.log):
            if e.is_Mul or e.is_Add:
                parts = [walk(part) for part in e.args]
                return orders.total(parts) if e.is_Add else _product(parts)
            return orders.constant(_expression(sympy, e, given))
        parts = [walk(part) for part in e.args]
        if e.is_Add:
            return orders.total(parts)
        if e.is_Mul:
            return _product(parts)
        if e.func == sympy.Max:
            return orders.maximum(*parts)
        raise bad_value("expression", given, f"powers, logarithms of the scale, sums and maxima; not {e.func}")

    def _product(parts: list[Orders]) -> Orders:
        whole = orders.constant(1)
        for part in parts:
            whole = whole * part
        return whole

    try:
        return walk(found)
    except BoundlabError as error:
        if error.argument == "expression":
            raise
        raise BoundlabError(str(error), "expression") from None


def _checked(sympy: Any, given: Any) -> Any:
    if isinstance(given, str) or not isinstance(given, sympy.Expr | int | Fraction):
        raise bad_value("expression", given, "a sympy expression; text is read by parse_order")
    return sympy.Rational(given.numerator, given.denominator) if not isinstance(given, sympy.Expr) else given


def _expression(sympy: Any, e: Any, given: Any) -> Expression:
    if e.is_Rational:
        return number(Fraction(int(e.p), int(e.q)))
    if e.is_Symbol and not e.is_Dummy:
        return parameter(e.name)
    if e.is_Pow and e.exp.is_Integer:
        base = _expression(sympy, e.base, given)
        return base ** int(e.exp) if e.exp > 0 else number(1) / base ** int(-e.exp)
    build: dict[Any, Callable[..., Expression]] = {sympy.Min: minimum, sympy.Max: maximum}
    build |= {sympy.Add: lambda *parts: Expression.total(parts), sympy.Mul: _times}
    if e.func not in build:
        raise bad_value("expression", given, f"rational numbers, parameters, + - * /, Min and Max; not {e}")
    return build[e.func](*(_expression(sympy, part, given) for part in e.args))


def _times(*parts: Expression) -> Expression:
    whole = number(1)
    for part in parts:
        whole = whole * part
    return whole
