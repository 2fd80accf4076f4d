"""Terms of growth orders, c·∏ base^exponent·t^a·log(t)^b, in normal form and as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import ONE, ZERO, Expression, evidently_positive, number
from boundlab.symbolic.rational import factored, normal
from boundlab.symbolic.work import spend

Scale: TypeAlias = Literal["eps", "N"]
EPS: Scale = "eps"
N: Scale = "N"

Factors: TypeAlias = tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """c·∏ base^exponent·t^power·log(t)^log, everything in normal form and c > 0."""

    power: Expression
    log: Expression
    factors: Factors
    coefficient: Fraction

    @property
    def growth(self) -> tuple[Expression, Expression]:
        """The pair (power, log) that decides how the term grows."""
        return self.power, self.log

    def times(self, other: Term) -> Term:
        """Return the product of two terms."""
        if other.power == other.log == ZERO and not other.factors:
            return Term(self.power, self.log, self.factors, self.coefficient * other.coefficient)
        return normal_term(
            self.power + other.power,
            self.log + other.log,
            [*self.factors, *other.factors],
            self.coefficient * other.coefficient,
        )

    def raised(self, exponent: Expression) -> Term:
        """Return the term to the power `exponent`."""
        factors = [(base, e * exponent) for base, e in self.factors]
        if self.coefficient != 1:
            factors.append((number(self.coefficient), exponent))
        return normal_term(self.power * exponent, self.log * exponent, factors, Fraction(1))


def normal_term(
    power: Expression,
    log: Expression,
    factors: Iterable[tuple[Expression, Expression]],
    coefficient: Fraction,
) -> Term:
    """Return the term in normal form; raises BoundlabError for a factor that is not evidently positive."""
    spend(4)
    exponents: dict[Expression, Expression] = {}
    pending = list(factors)
    while pending:
        base, exponent = pending.pop()
        parts, units = _atoms(base)
        spend(1 + units)
        for part, multiplicity in parts:
            exponents[part] = exponents.get(part, ZERO) + exponent * multiplicity
    kept: list[tuple[Expression, Expression]] = []
    for base, exponent in exponents.items():
        exponent = normal(exponent)
        if base.value is not None and exponent.value is not None and exponent.value.denominator == 1:
            if abs(exponent.value) > 4_000:
                raise BoundlabError(f"{base}^({exponent}): the exponent of a constant is too large")
            coefficient *= base.value ** int(exponent.value)
        elif exponent != ZERO:
            kept.append((base, exponent))
    kept.sort(key=lambda item: str(item[0]))
    return Term(normal(power), normal(log), tuple(kept), coefficient)


@lru_cache(maxsize=4096)
def _atoms(base: Expression) -> tuple[list[tuple[Expression, int]], int]:
    """Return irreducible factors of `base`, numbers as primes, so that equal products look equal; and the work.

    A factor such as m^2 - m + 1 of m^3 + 1 could not be written as an order of its own: then `base` stays whole.
    """
    constant, factors = factored(base)
    if constant <= 0:
        raise BoundlabError(f"{base}: a factor of an order must be positive")
    parts = list(factors)
    if not all(evidently_positive(f, frozenset()) for f, _ in parts):
        parts = [(normal(base / number(constant)), 1)]
    for value, sign in ((constant.numerator, 1), (constant.denominator, -1)):
        parts += [(number(p), sign * k) for p, k in _primes(value)]
    return parts, 3 * sum(1 for _ in base.subexpressions()) - 2


def _primes(value: int) -> list[tuple[int, int]]:
    from flint import fmpz

    if value.bit_length() > 80:
        raise BoundlabError(f"the constant {str(value)[:40]}… of an order is too large")
    return [(int(p), int(k)) for p, k in fmpz(value).factor()]


def term_text(t: Term, scale: Scale | None) -> str:
    """Return c·∏ base^exponent·t^power·log(t)^log in the notation of `boundlab.symbolic.grammar`."""
    parts = [_power_text(_atom_text(base), e) for base, e in t.factors]
    if t.power != ZERO:
        parts.append(_power_text(str(scale), _negated(t.power) if scale == EPS else t.power))
    if t.log != ZERO:
        parts.append(_power_text("log(1/eps)" if scale == EPS else "log(N)", t.log))
    if t.coefficient != 1 or not parts:
        parts.insert(0, str(t.coefficient))
    return "*".join(parts)


def _negated(power: Expression) -> Expression:
    """-power as it reads best: -(m1 + m2)/r, but m1 - m2 rather than -(m2 - m1)."""
    top = power.args[0] if power.op == "quotient" else power
    mixed = top.op == "sum" and any(str(part).startswith("-") for part in top.args)
    return normal(-power) if mixed else -power


def _atom_text(base: Expression) -> str:
    return str(base) if base.op in {"number", "parameter", "min", "max"} else f"({base})"


def _power_text(base: str, exponent: Expression) -> str:
    if exponent == ONE:
        return base
    plain = exponent.op == "parameter" or (exponent.value is not None and str(exponent).isdigit())
    return f"{base}^{exponent}" if plain else f"{base}^({exponent})"


def term_latex(t: Term, scale: Scale | None) -> str:
    """Return the term in LaTeX, without dollar signs."""

    def power(base: str, exponent: Expression) -> str:
        return base if exponent == ONE else f"{base}^{{{exponent.latex()}}}"

    parts = [
        power(b.latex() if b.op in {"number", "parameter"} else rf"\left({b.latex()}\right)", e) for b, e in t.factors
    ]
    if t.power != ZERO:
        parts.append(power(r"\varepsilon" if scale == EPS else "N", _negated(t.power) if scale == EPS else t.power))
    if t.log != ZERO:
        parts.append(power(r"\log(1/\varepsilon)" if scale == EPS else r"\log(N)", t.log))
    if t.coefficient != 1 or not parts:
        parts.insert(0, number(t.coefficient).latex())
    return r"\,".join(parts)
