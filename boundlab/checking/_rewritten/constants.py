"""Constants beside the rationals as variables of polynomials: `log#2`, `root#2#1/3`, `exp#1/2`, `stirling#`, which is
√(2π), its logarithm `lnstirling#`, and Euler's constant `euler#`; and their signs.

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
STIRLING, LOG_STIRLING, EULER = "stirling#", "lnstirling#", "euler#"


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
    """Return e^value for a sum of a rational number, multiples of logarithms of primes and j·log √(2π), j ≥ 0 whole."""
    total = Polynomial.constant(1, budget)
    for monomial, k in value.terms.items():
        name = monomial[0][0] if monomial else ""
        if len(monomial) > 1 or (monomial and monomial[0][1] != 1) or abs(Fraction(k)) > 1_000:
            return None
        factor: Polynomial | None = None
        if not monomial:
            factor = Polynomial({((f"exp#{k}", 1),): 1}, budget)
        elif name == LOG_STIRLING and Fraction(k).denominator == 1 and 0 < k <= 64:
            factor = Polynomial({((STIRLING, int(k)),): 1}, budget)
        elif name.startswith("log#"):
            factor = power_of(int(name[4:]), Fraction(k), budget)
        if factor is None:
            return None
        total = total * factor
    return total


def log_of_product(value: Polynomial, budget: Budget) -> Polynomial | None:
    """Return the logarithm of a single positive monomial in e^q, roots and √(2π)."""
    if len(value.terms) != 1:
        return None
    ((monomial, k),) = value.terms.items()
    total = log_of(Fraction(k), budget) if Fraction(k) > 0 else None
    for name, power in monomial:
        kind, *numbers = name.split("#")
        if total is None or kind not in ("exp", "root", "stirling"):
            return None
        if kind == "exp":
            part: Polynomial = Polynomial.constant(_short(Fraction(numbers[0])), budget)
        elif kind == "root":
            part = Polynomial({((f"log#{numbers[0]}", 1),): _short(Fraction(numbers[1]))}, budget)
        else:
            part = Polynomial.variable(LOG_STIRLING, budget)
        total = total + part.scaled(power)
    return total


def _short(value: Fraction) -> Number:
    return value if value.denominator > 1 else value.numerator


def _is_zero(value: Polynomial) -> bool:
    """Return whether a polynomial vanishes because powers of one prime, or of e, go together."""
    sums: dict[Any, Fraction] = {}
    for monomial, k in value.terms.items():
        number, degrees, others = Fraction(k), dict[str, Fraction](), []
        for name, power in monomial:
            kind, *numbers = name.split("#")
            if kind == "root":
                degrees[numbers[0]] = degrees.get(numbers[0], Fraction(0)) + Fraction(numbers[1]) * power
            elif kind == "exp":
                degrees["e"] = degrees.get("e", Fraction(0)) + Fraction(numbers[0]) * power
            else:
                others.append((name, power))
        for base in [base for base in degrees if base != "e"]:
            whole = degrees[base].numerator // degrees[base].denominator
            number *= Fraction(int(base)) ** whole
            degrees[base] -= whole
        key = frozenset(item for item in degrees.items() if item[1]), frozenset(others)
        sums[key] = sums.get(key, Fraction(0)) + number
    return not any(sums.values())


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
    if _is_zero(value):
        return 0
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
    if name in (STIRLING, LOG_STIRLING, EULER):
        from flint import arb

        if name == EULER:
            return arb.const_euler()
        root = (2 * arb.pi()).sqrt()
        return root if name == STIRLING else root.log()
    first, *rest = (_ball(Fraction(number)) for number in numbers)
    if kind == "log":
        return first.log()
    if kind == "exp":
        return first.exp()
    if kind != "root":
        raise Rejected(f"no constant is called {name}")
    return (first.log() * rest[0]).exp()
