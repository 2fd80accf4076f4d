"""Expressions as quotients of polynomials with rational coefficients (python-flint does the algebra).

A `min` or `max` whose arguments are in normal form is an indeterminate of its own; so `same` recognises equality
as rational functions over these indeterminates. Equality that needs a case distinction is a matter for `decide`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import comb, gcd, lcm
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Expression, Fraction, number
from boundlab.symbolic.work import known, spend

MAX_TERMS = 5_000
MAX_DEGREE = 512
MAX_BITS = 8_000

Quotient = tuple[fmpq_mpoly, fmpq_mpoly]


class Ring:
    """Polynomials in named indeterminates, and the way from expressions into their fractions."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        self.context = fmpq_mpoly_ctx.get(self.names, Ordering.degrevlex)
        self.generators = dict(zip(self.names, self.context.gens(), strict=True))

    def constant(self, value: int | Fraction) -> fmpq_mpoly:
        """Return a constant polynomial."""
        return self.context.constant(fmpq(value.numerator, value.denominator))

    def fraction(self, e: Expression, extremum: Callable[[Expression], Quotient]) -> Quotient:
        """Return numerator and denominator of `e`, not reduced; `extremum` says what to put for a min or max."""

        def convert(e: Expression) -> Quotient:
            match e.op:
                case "number":
                    return self.constant(e.args[0]), self.constant(1)
                case "parameter":
                    return self.generators[e.args[0]], self.constant(1)
                case "sum":
                    return _add([convert(a) for a in e.args])
                case "product":
                    parts = [convert(a) for a in e.args]
                    return multiply([p for p, _ in parts]), multiply([q for _, q in parts])
                case "quotient":
                    (a, b), (c, d) = convert(e.args[0]), convert(e.args[1])
                    if c.is_zero():
                        raise BoundlabError(f"{e}: the divisor {e.args[1]} is zero")
                    return multiply([a, d]), multiply([b, c])
                case "power":
                    top, bottom = convert(e.args[0])
                    return power(top, e.args[1]), power(bottom, e.args[1])
                case _:
                    return extremum(e)

        return convert(e)

    def expression(self, p: fmpq_mpoly, values: Mapping[str, Expression] | None = None) -> Expression:
        """Return the polynomial `p` as an expression, with `values` (default: parameters) for indeterminates."""
        terms = []
        for exponents, coefficient in p.to_dict().items():
            if coefficient.height_bits() > MAX_BITS:
                raise BoundlabError(f"this expression is too large: a coefficient has more than {MAX_BITS} bits")
            factors = [
                (values[name] if values else Expression("parameter", (name,))) ** int(k)
                for name, k in zip(self.names, exponents, strict=True)
                if k
            ]
            terms.append(Expression.product([number(to_fraction(coefficient)), *factors]))
        return Expression.total(terms)


def to_fraction(value: Any) -> Fraction:
    """Return a python-flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def multiply(factors: list[fmpq_mpoly]) -> fmpq_mpoly:
    """Return the product; raises BoundlabError rather than grow beyond any use."""
    product = factors[0]
    for factor in factors[1:]:
        if len(product) * len(factor) > MAX_TERMS * 100:
            raise BoundlabError("this expression is too large: its expansion has too many terms")
        product = product * factor
        _refuse_large(product)
    return product


def power(base: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
    """Return a power, within the same limits."""
    if comb(max(len(base), 1) - 1 + exponent, exponent) > MAX_TERMS:
        raise BoundlabError("this expression is too large: its expansion has too many terms")
    raised = base**exponent
    _refuse_large(raised)
    return raised


def _refuse_large(p: fmpq_mpoly) -> None:
    if len(p) > MAX_TERMS or p.total_degree() > MAX_DEGREE:
        raise BoundlabError("this expression is too large: its expansion has too many terms or too high a degree")


def _add(parts: list[Quotient]) -> Quotient:
    top, bottom = parts[0]
    for a, b in parts[1:]:
        if b == bottom:
            top = top + a
        else:
            top, bottom = multiply([top, b]) + multiply([a, bottom]), multiply([bottom, b])
        _refuse_large(top)
    return top, bottom


def normal(e: Expression) -> Expression:
    """Return the normal form of `e`: a reduced quotient of polynomials over parameters and normal extrema.

    >>> from boundlab.symbolic.grammar import parse_expression
    >>> print(normal(parse_expression("(m1^2 - m2^2)/(r*m1 + r*m2) + min(m1 + m1, m2)")))
    (min(2*m1, m2)*r + m1 - m2)/r
    """
    if e.op in {"number", "parameter"}:
        return e
    forms = known()
    if e not in forms:
        forms[e], units = _normal(e)
        spend(units)
    return forms[e]  # type: ignore[no-any-return]


@lru_cache(maxsize=4096)
def _normal(e: Expression) -> tuple[Expression, int]:
    """Return the normal form and the work that it takes."""
    if any(_outermost_extrema(e)):
        e = _with_normal_extrema(e)
    ring, top, bottom, values = _in_ring(e)
    size = len(top) + len(bottom)
    units = 10 + 8 * size + size**2 // 200 + sum(1 for a in _outermost_extrema(e) for _ in a.subexpressions())
    common = top.gcd(bottom)
    top, bottom = top / common, bottom / common
    lead = bottom.term_content().leading_coefficient() * (-1 if bottom.leading_coefficient() < 0 else 1)
    if not bottom.is_constant():
        # in lowest terms: 2*m/(m + 3), not m/(m/2 + 3/2)
        lead = lead / _whole(top / lead, bottom / lead)
    return ring.expression(top / lead, values) / ring.expression(bottom / lead, values), units


def _whole(*polynomials: fmpq_mpoly) -> fmpq:
    """Return the number that makes the coefficients of all of them integers without a common factor."""
    coefficients = [to_fraction(c) for p in polynomials for c in p.coeffs()]
    return fmpq(lcm(*(c.denominator for c in coefficients)), gcd(*(c.numerator for c in coefficients)) or 1)


def factored(e: Expression) -> tuple[Fraction, list[tuple[Expression, int]]]:
    """Return (c, [(f_i, k_i)]) with e = c·∏ f_i^k_i, c a number and the f_i irreducible; k_i may be negative.

    >>> from boundlab.symbolic.grammar import parse_expression
    >>> factored(parse_expression("(2*m1^2 - 2*m2^2)/r"))
    (Fraction(2, 1), [(Expression('m1 - m2'), 1), (Expression('m1 + m2'), 1), (Expression('r'), -1)])
    """
    ring, top, bottom, values = _in_ring(normal(e))
    constant, factors = Fraction(1), []
    for p, sign in ((top, 1), (bottom, -1)):
        content, parts = p.factor()
        constant *= to_fraction(content) ** sign
        factors += [(ring.expression(f, values), sign * int(k)) for f, k in parts]
    return constant, factors


def same(a: Expression, b: Expression) -> bool:
    """Are `a` and `b` the same rational function of parameters and extrema?"""
    return a == b or normal(a - b) == number(0)


def _in_ring(e: Expression) -> tuple[Ring, fmpq_mpoly, fmpq_mpoly, dict[str, Expression]]:
    """Return a ring for `e`, whose extrema are normal, with its numerator, denominator and what to put back."""
    values = {name: Expression("parameter", (name,)) for name in e.parameters()}
    values |= {str(a): a for a in _outermost_extrema(e)}
    ring = Ring(values)
    top, bottom = ring.fraction(e, lambda a: (ring.generators[str(a)], ring.constant(1)))
    return ring, top, bottom, values


def _outermost_extrema(e: Expression) -> Iterable[Expression]:
    if e.op in {"min", "max"}:
        yield e
        return
    for child in e.children():
        yield from _outermost_extrema(child)


def _with_normal_extrema(e: Expression) -> Expression:
    """Normal arguments in the order written: a certificate's checker must meet the same extrema as the producer."""
    return e.rebuild(normal if e.op in {"min", "max"} else _with_normal_extrema)
