"""Rational powers of constants with parameters that are products of powers, again."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.polynomial import Budget, Polynomial, Rational
from boundlab.checking._rewritten.signs import Unshown

MAX_DEGREE = 64


def root_of(value: Rational, p: Fraction, sign_of: Callable[[Rational], int], budget: Budget) -> Rational | None:
    """Return value^p for a positive value in parameters, None if it is no product of powers of known signs."""
    if any(map(constants.is_constant, value.variables())):
        return None
    total = Rational.of(Polynomial.constant(1, budget))
    for side, way in ((value.numerator, 1), (value.denominator, -1)):
        content, parts = _factors(side, budget)
        number = constants.power_of(abs(content), p, budget)
        if number is None:
            return None
        found = [(Rational.of(number), way)]
        for base, k in parts:
            power = k * p
            if power.denominator > 1 or abs(power) > MAX_DEGREE:
                return None
            try:
                sign = sign_of(Rational.of(base))
            except (Unclear, Unshown):
                return None
            found.append((Rational.of(base.scaled(sign) ** int(abs(power))), way if power > 0 else -way))
        for factor, up in found:
            total = total * factor if up > 0 else total / factor
    return total


def _factors(side: Polynomial, budget: Budget) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
    """Return the rational factor and the others, with their multiplicities; flint factors, the product is compared."""
    from flint import Ordering, fmpq, fmpq_mpoly_ctx

    names = sorted(side.variables())
    if not names:
        return Fraction(side.as_number() or 0), []
    budget.spend(2_000 * len(side.terms))
    context = fmpq_mpoly_ctx.get(names, Ordering.lex)
    terms = {
        tuple(dict(monomial).get(name, 0) for name in names): fmpq(Fraction(k).numerator, Fraction(k).denominator)
        for monomial, k in side.terms.items()
    }
    content, parts = context.from_dict(terms).factor()
    found = []
    product = Polynomial.constant(1, budget)
    for base, k in parts:
        own = Polynomial(
            {
                tuple((n, int(e)) for n, e in zip(names, exponents, strict=True) if e): _number(c)
                for exponents, c in base.to_dict().items()
            },
            budget,
        )
        found.append((own, int(k)))
        product = product * own ** int(k)
    constant = _number(content)
    if product.scaled(constant) != side:
        raise Unclear("factors that do not multiply to their product")
    return Fraction(constant), found


def _number(value: object) -> int | Fraction:
    found = Fraction(int(value.p), int(value.q))  # type: ignore[attr-defined]
    return found if found.denominator > 1 else found.numerator
