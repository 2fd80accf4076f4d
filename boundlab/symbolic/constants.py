"""Real constants beside the rationals: logarithms, roots, e^q, √(2π) and γ as symbols, and the signs of what they make.

A symbol is a parameter whose name no text can give, such as `log(2)`. Signs are found by exact comparison where only
logarithms occur, else by balls rounded outward: a sum whose ball holds 0 at every precision has no known sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from typing import Any

from boundlab.symbolic.expression import ONE, ZERO, Expression, Value, number
from boundlab.symbolic.rational import Ring, normal, to_fraction

MAX_FACTORED_BITS = 80
MAX_POWER_BITS = 4_000
MAX_EXPONENTS = 64
PRECISIONS = (64, 256, 1024)
_SYMBOL = re.compile(r"(log|exp|root)\(([^,()]*)(?:,([^()]*))?\)")
LOG_ROOT_TWO_PI, ROOT_TWO_PI = (Expression("parameter", (f"{name}_two_pi()",)) for name in ("log_root", "root"))
EULER = Expression("parameter", ("euler()",))


def is_symbol(name: str) -> bool:
    """Is `name` the name of a constant?"""
    return name.endswith(")")


def logarithm(value: Fraction) -> Expression | None:
    """Return log(value) for a rational value > 0, as a sum over primes, None if it is too long to be factored.

    >>> print(logarithm(Fraction(8, 3)))
    3*log(2) - log(3)
    """
    total = ZERO
    factors = _factors(value)
    if factors is None:
        return None
    for p, k in factors:
        total = total + Expression("parameter", (f"log({p})",)) * k
    return total


def parametric_logarithm(value: Expression) -> Expression:
    """Return log(value) for an expression in parameters: a symbol, or minus that of the inverse if this is shorter."""
    texts = [str(e) for e in (value, normal(ONE / value))]
    shorter = min(texts, key=lambda text: (len(text), text))
    symbol = Expression("parameter", (f"log({shorter})",))
    return symbol if shorter == texts[0] else -symbol


def argument(name: str) -> Expression | None:
    """Return E where `name` is the symbol log(E), None for another symbol."""
    from boundlab.symbolic.grammar import parse_expression

    return parse_expression(name[4:-1]) if name.startswith("log(") else None


def is_parametric(name: str) -> bool:
    """Is `name` the logarithm of an expression in parameters?"""
    return name.startswith("log(") and not name[4:-1].isdigit()


def power(base: Fraction, exponent: Fraction) -> Expression | None:
    """Return base^exponent for a rational base > 0, roots of primes as symbols, None if it is too long."""
    factors = _factors(base)
    if (
        factors is None
        or abs(exponent) * max(base.numerator.bit_length(), base.denominator.bit_length()) > MAX_POWER_BITS
    ):
        return None
    rational, rest = Fraction(1), ONE
    for p, k in factors:
        whole, part = divmod(k * exponent, 1)
        rational *= Fraction(p) ** int(whole)
        if part:
            rest = rest * Expression("parameter", (f"root({p},{part})",))
    return rest * rational


def exponential(value: Expression) -> Expression | None:
    """Return e^value for a sum of a rational number, k·log(p) and j·log √(2π) with an integer j, else None."""
    slopes = _slopes(value)
    if slopes is None:
        return None
    total = ONE
    for name, k in slopes.items():
        match = _SYMBOL.fullmatch(name)
        factor = None
        if name == "":
            factor = Expression("parameter", (f"exp({k})",)) if k else ONE
        elif name == LOG_ROOT_TWO_PI.args[0] and k.denominator == 1 and abs(k) <= MAX_EXPONENTS:
            factor = ROOT_TWO_PI ** int(k) if k > 0 else ONE / ROOT_TWO_PI ** int(-k)
        elif match is not None and match[1] == "log" and match[2].isdigit() and abs(k) <= 1_000:
            factor = power(Fraction(match[2]), k)
        if factor is None:
            return None
        total = total * factor
    return normal(total)


def product_logarithm(value: Expression) -> Expression | None:
    """Return log(value) for a product of a rational number > 0 and powers of e^q, roots and √(2π), else None."""
    ring = Ring(value.parameters())
    sides = [side.to_dict() for side in ring.fraction(value, _no_extremum)]
    if any(len(side) != 1 for side in sides):
        return None
    total = ZERO
    for side, sign in zip(sides, (1, -1), strict=True):
        ((exponents, coefficient),) = side.items()
        found = logarithm(to_fraction(coefficient)) if coefficient > 0 else None
        if found is None:
            return None
        total = total + found * sign
        for name, k in zip(ring.names, exponents, strict=True):
            match = _SYMBOL.fullmatch(name)
            if name == ROOT_TWO_PI.args[0]:
                total = total + LOG_ROOT_TWO_PI * int(k) * sign
            elif match is None or match[1] == "log":
                if k:
                    return None
            elif match[1] == "exp":
                total = total + number(Fraction(match[2]) * int(k) * sign)
            else:
                total = total + Expression("parameter", (f"log({match[2]})",)) * (Fraction(match[3]) * int(k) * sign)
    return normal(total)


def _no_extremum(e: Expression) -> Any:
    raise ArithmeticError(f"{e} among constants")


def linear_logarithms(value: Expression) -> dict[int, Fraction] | None:
    """Return {p: k} if `value` is Σ k·log(p), else None."""
    slopes = _slopes(value)
    if slopes is None or not all(re.fullmatch(r"log\(\d+\)", name) for name in slopes):
        return None
    return {int(name[4:-1]): slope for name, slope in slopes.items()}


def _slopes(value: Expression) -> dict[str, Fraction] | None:
    """Return {symbol: k} if `value` is Σ k·symbol, else None; the symbol of a rational number other than 0 is ""."""
    ring = Ring(value.parameters())
    try:
        top, bottom = ring.fraction(value, _no_extremum)
    except ArithmeticError:
        return None
    if not bottom.is_constant():
        return None
    found = {}
    for exponents, coefficient in (top / bottom).to_dict().items():
        if sum(map(int, exponents)) > 1:
            return None
        name = next((n for n, k in zip(ring.names, exponents, strict=True) if k), "")
        found[name] = to_fraction(coefficient)
    return found


def products(value: Expression) -> tuple[Expression, Expression] | None:
    """Return X and Y, where `value` is a positive multiple of log X - log Y, None if it is no sum of logarithms.

    >>> above, below = products(parametric_logarithm(Expression("parameter", ("c",))) * 2 - logarithm(Fraction(4)))
    >>> print(above, below)
    c 2
    """
    slopes = _slopes(value)
    if not slopes or not all(name.startswith("log(") for name in slopes):
        return None
    common = lcm(*(k.denominator for k in slopes.values()))
    shared = gcd(*(int(k * common) for k in slopes.values()))
    powers = {name: int(k * common) // max(shared, 1) for name, k in slopes.items()}
    if sum(map(abs, powers.values())) > MAX_EXPONENTS:
        return None
    sides = [ONE, ONE]
    for name, k in powers.items():
        inner = argument(name)
        if inner is None:
            return None
        sides[k < 0] = sides[k < 0] * inner ** abs(k)
    return sides[0], sides[1]


def sign(value: Expression) -> int | None:
    """Return the sign of `value`, which is made of constants only, None if it is not found."""
    if value.value is not None:
        return (value.value > 0) - (value.value < 0)
    if _vanishes(value):
        return 0
    logs = linear_logarithms(value)
    if logs is not None and (found := _compared(logs)) is not None:
        return found
    from flint import arb, ctx

    before = ctx.prec
    try:
        for ctx.prec in PRECISIONS:
            ball = _ball(value, arb)
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
    finally:
        ctx.prec = before
    return None


def floor(value: Expression) -> int | None:
    """Return the integer below a number made of constants that is no integer, None if it is not found."""
    if not all(map(is_symbol, value.parameters())) or any(map(is_parametric, value.parameters())):
        return None
    from flint import arb, ctx

    before = ctx.prec
    try:
        for ctx.prec in PRECISIONS:
            found = _ball(value, arb).floor().unique_fmpz()
            if found is not None:
                return int(found)
    finally:
        ctx.prec = before
    return None


def _vanishes(value: Expression) -> bool:
    """Is `value` zero because roots of one prime, or powers of e, are powers of one number?"""
    ring = Ring(value.parameters())
    top, bottom = ring.fraction(value, _no_extremum)
    return _is_zero(ring, top) and not _is_zero(ring, bottom)


def _is_zero(ring: Ring, p: Any) -> bool:
    """Is the polynomial zero once each of its monomials is a rational number times what is left of roots and e^q?"""
    found: dict[Any, Fraction] = {}
    for exponents, coefficient in p.to_dict().items():
        total, degrees, rest = to_fraction(coefficient), dict[str, Fraction](), []
        for name, k in zip(ring.names, map(int, exponents), strict=True):
            match = _SYMBOL.fullmatch(name)
            if match is not None and match[1] != "log":
                of, by = ("e", match[2]) if match[1] == "exp" else (match[2], match[3])
                degrees[of] = degrees.get(of, Fraction(0)) + Fraction(by) * k
            elif k:
                rest.append((name, k))
        for of in degrees:
            if of != "e":
                whole, degrees[of] = divmod(degrees[of], 1)
                total *= Fraction(int(of)) ** int(whole)
        key = tuple(sorted((of, d) for of, d in degrees.items() if d)), tuple(rest)
        found[key] = found.get(key, Fraction(0)) + total
    return not any(found.values())


def _compared(logs: dict[int, Fraction]) -> int | None:
    """Return the sign of Σ k·log(p) by comparing two integers, None if they are too long."""
    scale = lcm(*(k.denominator for k in logs.values()))
    if sum(abs(k) * scale * p.bit_length() for p, k in logs.items()) > MAX_POWER_BITS:
        return None
    above = below = 1
    for p, k in logs.items():
        if k > 0:
            above *= p ** int(k * scale)
        else:
            below *= p ** int(-k * scale)
    return (above > below) - (above < below)


def _ball(value: Expression, arb: Any) -> Any:
    match value.op:
        case "number":
            return _rational(value.args[0], arb)
        case "parameter":
            return _symbol(value.args[0], arb)
        case "power":
            return _ball(value.args[0], arb) ** value.args[1]
    parts = [_ball(part, arb) for part in value.children()]
    total = parts[0]
    for part in parts[1:]:
        match value.op:
            case "sum":
                total = total + part
            case "product":
                total = total * part
            case "quotient":
                total = total / part
            case "min":
                total = total.min(part)
            case "max":
                total = total.max(part)
    return total


def _symbol(name: str, arb: Any) -> Any:
    if name == EULER.args[0]:
        return arb.const_euler()
    if name.endswith("_two_pi()"):
        half = (2 * arb.pi()).log() / 2
        return half.exp() if name == ROOT_TWO_PI.args[0] else half
    match = _SYMBOL.fullmatch(name)
    assert match is not None
    at = _rational(Fraction(match[2]), arb)
    if match[1] == "log":
        return at.log()
    return at.exp() if match[1] == "exp" else (at.log() * _rational(Fraction(match[3]), arb)).exp()


def nearly(name: str, point: Mapping[str, Value]) -> Fraction:
    """Return a rational number near the constant, for a search; `point` gives the parameters in it values."""
    from flint import arb

    inner = argument(name) if is_parametric(name) else None
    ball = _symbol(name, arb) if inner is None else _rational(inner.at(point), arb).log()
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _rational(value: Fraction, arb: Any) -> Any:
    return arb(value.numerator) / arb(value.denominator)


@lru_cache(maxsize=256)
def _factors(value: Fraction) -> tuple[tuple[int, int], ...] | None:
    from flint import fmpz

    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_FACTORED_BITS:
        return None
    parts = ((value.numerator, 1), (value.denominator, -1))
    return tuple((int(p), sign * int(k)) for part, sign in parts for p, k in fmpz(part).factor())
