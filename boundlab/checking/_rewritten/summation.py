"""How large a sum over i = a..b is, again: known up to a factor between constants > 0.

With b fixed, every term lies between the first and the last if its logarithm is affine in i. With b → ∞ and terms that
depend on i alone, p-series and their logarithmic refinements, geometric growth, and convergence are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.constants import EULER, Unclear
from boundlab.checking._rewritten.germ import Germ, Magnitude, Range
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
    Summation,
    rebuilt,
    walk,
)
from boundlab.checking._rewritten.polynomial import Polynomial, Rational

MAX_TERMS, MAX_LOGARITHMS = 30, 6
TERM_WORK = 600  # for each node of a term that is written out


class Reading(Protocol):
    """What reads the parts of a sum (`elementary`)."""

    scale: Scale
    scales: Mapping[str, Germ]

    def germ(self, tree: Expression) -> Germ:
        """Return the germ of a tree."""

    def put(self, name: str, value: Germ) -> Reading:
        """Return a reading in which the name has this germ."""

    def alone(self, name: str, scale: Scale) -> Reading:
        """Return a reading in which only this name tends to infinity."""


def germ_of_sum(reading: Reading, tree: Summation) -> Germ:
    """Return the germ of a sum."""
    s, name = reading.scale, tree.variable
    if not isinstance(tree.low, Numeral) or not isinstance(tree.low.value, int) or tree.low.value < 0:
        raise Rejected("a sum starts at an integer that is not negative")
    if name in reading.scales:
        raise Rejected("the variable of a sum is a scale or that of another sum")
    low = tree.low.value
    end = reading.germ(tree.high)
    if s.limit(end)[0] > 0:
        return _to_infinity(reading, tree, low, end)
    last = s.number(0)
    if end.rest is not None or len(end.terms) > 1:
        raise Unclear("a sum ends neither at a constant nor at infinity")
    for m, c in end.terms:
        if m is not s.one or isinstance(c, Range):
            raise Unclear("a sum ends neither at a constant nor at infinity")
        last = c
    if s.sign(last - s.number(low - 1)) <= 0:
        return s.constant(0)
    number = last.as_number()
    if number is not None and number <= low + MAX_TERMS:
        s.budget.spend((int(number) + 1 - low) * sum(1 for _ in walk(tree.body)) * TERM_WORK)
        return s.add(*(reading.put(name, s.constant(i)).germ(tree.body) for i in range(low, int(number) + 1)))
    apart = _inner_ends(reading, name, low, tree.body)
    if apart is not None:
        return s.add(*(germ_of_sum(reading, tree._replace(body=each)) for each in apart))
    moving = tuple((sign, part) for sign, part in parts_of(tree.body) if _moving(reading, name, {name: low}, part))
    body: Expression = Product(moving) if moving else Numeral(1)
    ends = s.add(*(reading.put(name, at).germ(body) for at in (s.constant(low), end)))
    return _about(s, ends)


def _about(scale: Scale, a: Germ) -> Germ:
    m, _, sign = scale.leading(a)
    if sign < 0:
        raise Unclear("a sum of negative terms")
    return Germ([(m, Range(1))])


def parts_of(tree: Expression) -> list[tuple[int, Expression]]:
    """Return the factors of a product, 1 each, and its divisors, -1 each."""
    if not isinstance(tree, Product):
        return [(1, tree)]
    return [(sign * inner, part) for sign, operand in tree.operands for inner, part in parts_of(operand)]


def _has(name: str, tree: Expression) -> bool:
    return Name(name) in walk(tree)


def _on_scales(reading: Reading, tree: Expression) -> bool:
    return any(isinstance(node, Name) and node.text in reading.scales for node in walk(tree))


def _inner_ends(reading: Reading, name: str, low: int, body: Expression) -> list[Expression] | None:
    """Return the body with the ends of a sum from at most `low` to the variable in its place, each for itself."""
    parts = parts_of(body)
    for i, (sign, part) in enumerate(parts):
        match part:
            case Summation(inner, Numeral(int(first)), Name(end), term) if (
                sign > 0 and end == name and first <= low and _on_scales(reading, term)
            ):
                lows = {name: low, inner: first}
                moving = [(k, each) for k, each in parts_of(term) if _moving(reading, inner, lows, each)]
                others = [*parts[:i], *parts[i + 1 :]]
                return [
                    Product((*others, *((k, _put(each, inner, value)) for k, each in moving), (1, Numeral(1))))
                    for value in (Numeral(first), Name(name))
                ]
    return None


def _put(tree: Expression, name: str, value: Expression) -> Expression:
    return value if tree == Name(name) else rebuilt(tree, lambda part: _put(part, name, value))


def _moving(reading: Reading, name: str, lows: Mapping[str, int], part: Expression) -> bool:
    """Return whether a factor depends on the scale; its logarithm is then affine, and it is positive."""
    if not _on_scales(reading, part):
        if _least(reading, lows, part) != 1:
            raise Unclear("a term of a sum has no evident sign")
        return False
    base: Expression = part
    match part:
        case Power(below, exponent) if _has(name, part):
            if _has(name, below) or not _straight(name, exponent):
                raise Unclear("the logarithm of a term is not affine")
            base = below
        case Call("exp", (exponent,)) if _straight(name, exponent):
            return True
        case _ if _has(name, part):
            raise Unclear("a term depends on the scale and the variable of the sum in no simple way")
    if reading.scale.leading(reading.germ(base))[2] < 0:
        raise Unclear("a sum of negative terms")
    return True


def _straight(name: str, tree: Expression) -> bool:
    """Return whether a tree is affine in the variable."""
    match tree:
        case Name(text) if text == name:
            return True
        case Negative(operand):
            return _straight(name, operand)
        case Sum(operands):
            return all(_straight(name, operand) for _, operand in operands)
        case Product(operands):
            holding = [(sign, operand) for sign, operand in operands if _has(name, operand)]
            return not holding or (len(holding) == 1 and holding[0][0] > 0 and _straight(name, holding[0][1]))
    return not _has(name, tree)


def _least(reading: Reading, lows: Mapping[str, int], tree: Expression) -> int:
    """Return 1 or 0 if the tree is evidently defined and > 0 or ≥ 0 for all integers from `lows` on, else -1."""

    def of(part: Expression) -> int:
        return _least(reading, lows, part)

    if not any(_has(name, tree) for name in lows):
        germ = reading.germ(tree)
        return 0 if reading.scale.vanishes(germ) else reading.scale.leading(germ)[2]
    match tree:
        case Name(name):
            return min(lows[name], 1)
        case Summation(name, Numeral(int(first)), high, body):
            found = _least(reading, {**lows, name: first}, body)
            return found if isinstance(high, Name) and lows.get(high.text, -1) >= first else min(found, 0)
        case Sum(((1, Numeral(c)), (_, Call("sin" | "cos", _)))) if isinstance(c, int) and c >= 1:
            return min(c - 1, 1)
        case Sum(operands) if all(sign > 0 for sign, _ in operands):
            all_ = [of(operand) for _, operand in operands]
            return -1 if -1 in all_ else max(all_)
        case Product(operands):
            return min(of(operand) if sign > 0 else (1 if of(operand) == 1 else -1) for sign, operand in operands)
        case Power(base, exponent):
            below = of(base)
            return below if below == 1 or (below == 0 and of(exponent) == 1) else -1
        case Call("exp", _):
            return 1
        case Call("sqrt", (argument,)):
            return of(argument)
        case Call("factorial" | "Gamma" as function, (argument,)):
            return 1 if of(argument) >= (function == "Gamma") else -1
        case Call("ceil", (argument,)):
            return of(argument)
        case Call("floor", (argument,)):
            return min(of(argument), 0)
        case Extremum(extremum, arguments) if not any(isinstance(each, Negative) for each in arguments):
            signs = [of(each) for each in arguments]
            return -1 if -1 in signs else (min if extremum == "min" else max)(signs)
        case Logarithm(Name(name)) if lows[name] >= 1:
            return min(lows[name] - 1, 1)
        case Logarithm(Sum(((1, Numeral(value)), (1, rest)))) | Logarithm(Sum(((1, rest), (1, Numeral(value))))):
            return of(rest) if isinstance(value, int) and value >= 1 else -1
    return -1


def _to_infinity(reading: Reading, tree: Summation, low: int, end: Germ) -> Germ:
    name, body, s = tree.variable, tree.body, reading.scale
    if _on_scales(reading, body):
        raise Unclear("the terms of a sum to infinity depend on the scale")
    if _least(reading, {name: low}, body) < 0:
        raise Unclear("a term of a sum has no evident sign")
    alone = Scale(s.sign_of, s.length, s.budget)
    terms = reading.alone(name, alone).germ(body)
    m, _, sign = alone.leading(terms)
    if sign < 0:
        raise Unclear("a sum of negative terms")
    logarithms = _logarithms(alone, m)
    if logarithms is None:
        return s.constant(Range(1))
    if logarithms >= 0:
        integral = _by_integral(s, tree, low, end, terms)
        if integral is not None:
            return integral
    total = _about(s, reading.put(name, end).germ(body))
    for k in range(logarithms + 1):
        end = s.logarithm(end) if k else end
        total = s.multiply(total, end)
    return _about(s, total)


def _by_integral(s: Scale, tree: Summation, low: int, end: Germ, terms: Germ) -> Germ | None:
    """Return the sum as an integral with a bounded error, or one of the order of the last term; None if no power leads.

    Σ i^p = b^(p+1)/(p+1) + O(b^p + 1), p > -1; Σ 1/i = log b + γ + O(1/b); Σ log i = b·log b - b + O(log b).
    """
    name, log = Name(tree.variable), s.logarithm(end)
    if _single(tree.body) == Logarithm(name):
        return s.add(s.multiply(end, log), s.negative(end), Germ([], s.bound(log)))
    found: list[Germ] = []
    left = terms.rest
    for m, c in terms.terms:
        power = _power_of_t(s, m)
        if power is None or isinstance(c, Range):
            left = m
            break
        next_power = power + s.number(1)
        order = s.sign(next_power)
        if order < 0:
            break
        if order:
            found.append(s.scaled(s.power(end, next_power), c / next_power))
            found.append(Germ([], s.bound(s.power(end, power))))
        else:
            found.append(s.scaled(log, c))
    if left is not None:
        power = _power_of_t(s, left)
        if power is None:
            return None
        order = s.sign(power + s.number(1))
        if order >= 0:
            found.append(Germ([], s.bound(s.power(end, power + s.number(1)) if order else log)))
    if not any(part.terms for part in found):
        return None
    if _single(tree.body) in (Product(((-1, name),)), Power(name, Negative(Numeral(1)))):
        before = sum((Fraction(1, k) for k in range(1, low)), Fraction(0))
        euler = Polynomial.variable(EULER, s.budget) - Polynomial.constant(before, s.budget)
        return s.add(*found, s.constant(Rational.of(euler)), Germ([], s.bound(s.power(end, s.number(-1)))))
    return s.add(*found, s.constant(Range(0)))


def _single(tree: Expression) -> Expression:
    """Return a product without factors that are 1."""
    factors = tuple(each for each in parts_of(tree) if each[1] != Numeral(1))
    return factors[0][1] if len(factors) == 1 and factors[0][0] > 0 else Product(factors)


def _power_of_t(s: Scale, m: Magnitude) -> Rational | None:
    slopes = s.log(m)
    if not slopes:
        return s.number(0)
    return slopes[0][1] if len(slopes) == 1 and slopes[0][0].depth == 1 else None


def _logarithms(scale: Scale, m: Magnitude) -> int | None:
    """Return how many logarithms the sum of m has beside the factor b: -1 if it lacks b too, None if it converges."""
    slopes = [(n, c) for n, c in scale.log(m) if scale.sign(c)]
    for k in range(MAX_LOGARITHMS):
        ahead = slopes[0] if slopes else None
        order = scale.compare(ahead[0], Magnitude(k + 1)) if ahead else -1
        if ahead and order > 0:
            if scale.sign(ahead[1]) < 0:
                return None
            if k == 0 and scale.compare(ahead[0], scale.t) >= 0:
                return -1
            raise Unclear("a sum of terms between powers and exponentials")
        slope: Rational = ahead[1] if ahead and order == 0 else scale.number(0)
        beyond = scale.sign(slope + scale.number(1))
        if beyond:
            return k if beyond > 0 else None
        slopes = slopes[1:]
    raise Unclear("a sum with too many logarithms")
