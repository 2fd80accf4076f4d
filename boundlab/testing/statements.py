"""Strategies for parameters of claims, and for expressions, formulas and growth orders in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from boundlab.claims.claim import Claim
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.domain import INTEGER, POSITIVE_INTEGER, REAL, Domain, real_above
from boundlab.symbolic.expression import NAME, Expression, maximum, minimum, number, parameter
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.term import Scale

LARGEST = 12
NUMBERS = st.sampled_from([number(Fraction(v)) for v in ("-2", "-1", "0", "1/2", "1", "2", "3")])
Names = str | Iterable[str]


def parameters(
    of: Names | Claim,
    where: Iterable[str] = (),
    *,
    real: Names = (),
    integer: Names = (),
    positive: Names = (),
    largest: int = LARGEST,
) -> SearchStrategy[dict[str, Any]]:
    """Values of parameters: integers from 1 to `largest`, any reals for those in `real`, any integers for those in
    `integer`, reals > 0 for those in `positive`; all exact, and such that the conditions `where` hold.

    `of` is a list of names ("m1, m2, r"), or a Claim, whose domains and conditions are used. Where m, m1 and m2 occur
    together, m = m1 + m2. Raises BoundlabError for what is no name and for a condition in other parameters.
    """
    conditions = [Stated.condition(text, "where") for text in where]
    if isinstance(of, Claim):
        domains = dict(of.ranges.items)
        conditions += of.given
    else:
        domains = dict.fromkeys(_names(of, "of"), POSITIVE_INTEGER)
        for names, domain in ((real, REAL), (integer, INTEGER), (positive, real_above(0))):
            domains |= dict.fromkeys(_names(names, "of"), domain)
    for condition in conditions:
        if unknown := condition.names - domains.keys():
            raise bad_value("where", condition, f"a condition in {', '.join(domains)}; it has {min(unknown)}")

    def admissible(point: dict[str, Any]) -> bool:
        try:
            return all(condition.holds(point) for condition in conditions)
        except ZeroDivisionError:
            return False

    points = st.fixed_dictionaries({name: _values(domain, largest) for name, domain in domains.items()})
    if {"m", "m1", "m2"} <= domains.keys():
        points = points.map(lambda point: {**point, "m": point["m1"] + point["m2"]})
    return points.filter(admissible) if conditions else points


def _names(names: Names, argument: str) -> list[str]:
    found = [name.strip() for name in (names.split(",") if isinstance(names, str) else names)]
    for name in found:
        if not NAME.fullmatch(name):
            raise bad_value(argument, name, "names of parameters, such as m1, m2, r")
    return found


def _values(domain: Domain, largest: int) -> SearchStrategy[Any]:
    if domain.kind == "integer":
        return st.integers(-largest if domain.least is None else 1, largest)
    low = -largest if domain.least is None else Fraction(domain.least)
    found = st.fractions(low, max(largest, low + 1), max_denominator=12)
    return found.filter(domain.__contains__) if domain.strict else found


def expressions(
    names: Sequence[str], leaves: int = 8, divisors: SearchStrategy[Expression] | None = None
) -> SearchStrategy[Expression]:
    """Expressions in these parameters, with + - * / min max and powers; divisors are those given, by default any
    expression that is not the number 0.
    """
    symbols = st.sampled_from([parameter(name) for name in names])
    if divisors is None:
        small = st.recursive(symbols | NUMBERS, lambda inner: _combined(inner, symbols), max_leaves=3)
        divisors = small.filter(lambda e: e.value != 0)
    return st.recursive(symbols | NUMBERS, lambda inner: _combined(inner, divisors), max_leaves=leaves)


def _combined(inner: Any, divisors: Any) -> SearchStrategy[Expression]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: minimum(*p)),
        pairs.map(lambda p: maximum(*p)),
        st.tuples(inner, divisors).map(lambda p: p[0] / p[1]),
        st.tuples(inner, st.integers(0, 3)).map(lambda p: p[0] ** p[1]),
    )


def comparisons(inner: SearchStrategy[Any]) -> SearchStrategy[str]:
    """Texts that compare two of `inner`."""
    relations = st.sampled_from([">=", "<=", ">", "<", "=", "!="])
    return st.tuples(inner, relations, inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}")


def formulas(inner: SearchStrategy[Any]) -> SearchStrategy[str]:
    """Texts of formulas: comparisons of `inner`, and, or, not."""
    return st.recursive(
        comparisons(inner),
        lambda f: st.one_of(
            st.tuples(f, f).map(lambda p: f"({p[0]}) and ({p[1]})"),
            st.tuples(f, f).map(lambda p: f"({p[0]}) or ({p[1]})"),
            f.map(lambda g: f"not ({g})"),
        ),
        max_leaves=3,
    )


def orders(
    exponents: SearchStrategy[Expression] | Sequence[str] = ("m1", "m2", "r"),
    scale: Scale = "eps",
    multiplicities: Sequence[str] = (),
) -> SearchStrategy[Order]:
    """Growth orders of one to three terms c·t^a·log(t)^b; a and b are drawn from `exponents`, or are expressions in
    the parameters that it names; `multiplicities` are parameters that may stand for c.
    """
    drawn = exponents if isinstance(exponents, SearchStrategy) else expressions(exponents, 3, _positive(exponents))
    t, logarithm = Order.scale(scale), Order.logarithm(scale)
    constants: list[Any] = [1, 2, Fraction(3, 4), *map(parameter, multiplicities)]

    def term(constant: Order, power: Expression, log: Expression) -> Order:
        try:
            return constant * t**power * logarithm**log
        except BoundlabError:  # a divisor in an exponent vanishes
            reject()

    terms = st.tuples(
        st.sampled_from([Order.constant(c) for c in constants]),
        drawn,
        st.sampled_from([number(v) for v in (0, 0, 1, 2, -1)]) | drawn,
    ).map(lambda p: term(*p))
    return st.lists(terms, min_size=1, max_size=3).map(lambda ts: sum(ts[1:], ts[0]))


def _positive(names: Sequence[str]) -> SearchStrategy[Expression]:
    return st.sampled_from([parameter(name) for name in names] + [parameter(name) + 1 for name in names])
