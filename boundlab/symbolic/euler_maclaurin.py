"""Sums of powers to a bound b → ∞, by Euler and Maclaurin: Σ i^p = b^(p+1)/(p+1) + O(b^p) + O(1) for p > -1.

Σ 1/i = log b + γ + O(1/b) with Euler's constant γ, and Σ log i = b·log b - b + O(log b).
"""

from __future__ import annotations

import ast
from fractions import Fraction

from boundlab.symbolic.coefficient import BOUNDED, exact
from boundlab.symbolic.constants import EULER
from boundlab.symbolic.expansion import Expansion, Expansions
from boundlab.symbolic.expression import ONE, Expression, number
from boundlab.symbolic.monomial import UNIT, Iterated, Monomial, logarithm
from boundlab.symbolic.rational import normal
from boundlab.symbolic.spelling import unmarked


def summed_powers(
    f: Expansions, variable: str, low: int, top: Expansion, body: ast.expr, terms: Expansion
) -> Expansion | None:
    """Return the sum up to `top` of a tree with the expansion `terms` in its variable, None if it is none of powers."""
    if _is_logarithm(variable, body):
        return f.add(f.multiply(top, f.logarithm(top)), f.negated(top), Expansion((), f.bound(f.logarithm(top))))
    parts, rest = [], terms.error
    for m, c in terms.terms:
        p = _exponent(m)
        if p is None or c.value is None:
            rest = m
            break
        above = f.sign(normal(p + ONE))
        if above > 0:
            parts.append(f.scaled(f.power(top, normal(p + ONE)), exact(normal(c.value / (p + ONE)))))
            parts.append(Expansion((), f.bound(f.power(top, p))))
        elif above == 0:
            parts.append(f.scaled(f.logarithm(top), exact(c.value)))
        else:
            break  # it converges, as do those after it
    if rest is not None:
        last = _exponent(rest)
        if last is None:
            return None
        if (above := f.sign(normal(last + ONE))) >= 0:
            size = f.power(top, normal(last + ONE)) if above else f.logarithm(top)
            parts.append(Expansion((), f.bound(size)))
    if not any(part.terms for part in parts):
        return None
    if _is_reciprocal(variable, body):
        harmonic = sum((Fraction(1, k) for k in range(1, low)), Fraction(0))
        return f.add(*parts, f.constant(EULER - number(harmonic)), Expansion((), f.bound(f.inverse(top))))
    return f.add(*parts, f.constant(BOUNDED))


def _exponent(m: Monomial) -> Expression | None:
    """Return p where m is the p-th power of the variable."""
    if m == UNIT:
        return number(0)
    terms = logarithm(m)
    return terms[0][1] if len(terms) == 1 and terms[0][0] == Iterated(1) else None


def _is_reciprocal(variable: str, body: ast.expr) -> bool:
    match body:
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Mult(), right=inner):
            return _is_reciprocal(variable, inner)
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Div(), right=ast.Name(id=name)):
            return unmarked(name) == variable
        case ast.BinOp(
            left=ast.Name(id=name), op=ast.Pow(), right=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1))
        ):
            return unmarked(name) == variable
    return False


def _is_logarithm(variable: str, body: ast.expr) -> bool:
    match body:
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Mult(), right=inner):
            return _is_logarithm(variable, inner)
        case ast.Call(func=ast.Name(id="log"), args=[ast.Name(id=name)], keywords=[]):
            return unmarked(name) == variable
    return False
