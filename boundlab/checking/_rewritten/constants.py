"""Constants beside the rationals as variables of polynomials: `log#2`, `root#2#1/3`, `exp#1/2`; and their signs.

A sign is that of a rational number, found by comparing products of prime powers if only logarithms occur, or read off a
ball that does not hold zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.polynomial import Budget, Monomial, Number, Polynomial

MAX_BITS = 80
MAX_COMPARED = 4_000


class Unclear(Unaffordable):
    """Terms cancel, or a sign cannot be told: what is asked stays open."""


def is_constant(name: str) -> bool:
    """Return whether a variable is a constant, not a parameter."""
    return "#" in name


def primes(value: Number) -> dict[int, int] | None:
    """Return the exponents of the primes in a rational number > 0, None if it is too long."""
    from flint import fmpz

    value = Fraction(value)
    found: dict[int, int] = {}
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        if part.bit_length() > MAX_BITS:
            return None
        for p, k in fmpz(part).factor():
            found[int(p)] = sign * int(k)
    return found


def log_of(value: Number, budget: Budget) -> Polynomial | None:
    """Return log(value), a sum of logarithms of primes."""
    found = primes(value)
    if found is None:
        return None
    return Polynomial({((f"log#{p}", 1),): k for p, k in found.items()}, budget)


def power_of(base: Number, exponent: Fraction, budget: Budget) -> Polynomial | None:
    """Return base^exponent, base > 0, as a rational number times roots of primes."""
    found = primes(base)
    if (
        found is None
        or abs(exponent) * max(Fraction(base).numerator.bit_length(), Fraction(base).denominator.bit_length())
        > MAX_COMPARED
    ):
        return None
    factor, roots = Fraction(1), []
    for p, k in found.items():
        total = exponent * k
        whole = total.numerator // total.denominator
        factor *= Fraction(p) ** whole
        if total != whole:
            roots.append((f"root#{p}#{total - whole}", 1))
    return Polynomial({tuple(sorted(roots)): factor if factor.denominator > 1 else factor.numerator}, budget)


def exp_of(value: Polynomial, budget: Budget) -> Polynomial | None:
    """Return e^value for a rational number or a sum of integer multiples of logarithms of primes."""
    number = value.as_number()
    if number is not None:
        return Polynomial({((f"exp#{number}", 1),) if number else (): 1}, budget)
    logs = _logarithms(value)
    if logs is None or any(k.denominator > 1 or abs(k) > 1_000 for k in logs.values()):
        return None
    total = Fraction(1)
    for p, k in logs.items():
        total *= Fraction(p) ** int(k)
    return Polynomial.constant(total if total.denominator > 1 else total.numerator, budget)


def _logarithms(value: Polynomial) -> dict[int, Fraction] | None:
    found = {}
    for monomial, k in value.terms.items():
        if len(monomial) != 1 or monomial[0][1] != 1 or not monomial[0][0].startswith("log#"):
            return None
        found[int(monomial[0][0][4:])] = Fraction(k)
    return found


def sign(value: Polynomial) -> int:
    """Return the sign of a polynomial in constants; raises Unclear if it is not found."""
    number = value.as_number()
    if number is not None:
        return (number > 0) - (number < 0)
    logs = _logarithms(value)
    if logs is not None:
        value.budget.spend(2_000)
        common = 1
        for k in logs.values():
            common *= k.denominator
        if common < 10**6 and sum(abs(k) * common * p.bit_length() for p, k in logs.items()) <= MAX_COMPARED:
            product = Fraction(1)
            for p, k in logs.items():
                product *= Fraction(p) ** int(k * common)
            return (product > 1) - (product < 1)
    return _by_balls(value.terms, value.budget)


def _by_balls(terms: Mapping[Monomial, Number], budget: Budget) -> int:
    from flint import arb, ctx

    before = ctx.prec
    try:
        for bits in (80, 320, 1200):
            ctx.prec = bits
            budget.spend(bits * len(terms))
            total = arb(0)
            for monomial, k in terms.items():
                product = _ball(Fraction(k))
                for name, power in monomial:
                    product = product * _constant(name) ** power
                total = total + product
            if total > 0 or total < 0:
                return 1 if total > 0 else -1
    finally:
        ctx.prec = before
    raise Unclear("a constant cannot be told from zero")


def _ball(value: Fraction) -> Any:
    from flint import arb

    return arb(value.numerator) / arb(value.denominator)


def _constant(name: str) -> Any:
    kind, *numbers = name.split("#")
    first, *rest = (_ball(Fraction(number)) for number in numbers)
    if kind == "log":
        return first.log()
    if kind == "exp":
        return first.exp()
    if kind != "root":
        raise Rejected(f"no constant is called {name}")
    return (first.log() * rest[0]).exp()
