"""Expansions of functions of a scale t → ∞: finite sums of coefficient·monomial, fastest first, and an error O(·).

A coefficient is an exact constant, or a function of t of which only bounds are known: sin t is such a coefficient of
1, with [-1, 1]. Expansions are cut after a given number of terms. Where terms cancel, what is left is the error, and a
sign or a limit that cannot be told from what is left is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from boundlab.errors import BoundlabError
from boundlab.symbolic import constants
from boundlab.symbolic.coefficient import BOUNDED, POSITIVE, Coefficient, exact, swings, within
from boundlab.symbolic.expression import ONE, Expression, number
from boundlab.symbolic.monomial import SCALE, UNIT, Iterated, Monomial, Monomials, exponential, logarithm
from boundlab.symbolic.rational import factored, normal

MAX_BINOMIAL = 64
WORK = 40_000  # coefficients computed for one claim


class Vague(Exception):
    """What is asked cannot be told from the expansion: terms cancel, or a coefficient has no known sign."""


class Undetermined(Exception):
    """The sign of an expression in parameters follows from nothing known; carries it."""

    def __init__(self, expression: Expression) -> None:
        super().__init__(str(expression))
        self.expression = expression


@dataclass
class Written:
    """How much was written out of the sums of a statement, at all parameters at which it was tried."""

    nodes: int = 0


Term = tuple[Monomial, Coefficient]


class Expansion(NamedTuple):
    """Σ coefficient·monomial + O(error); without an error the sum is the function."""

    terms: tuple[Term, ...]
    error: Monomial | None = None


class Expansions:
    """Arithmetic with expansions of at most `length` terms; `sign` says the sign of a constant, or raises."""

    def __init__(self, sign: Callable[[Expression], int], length: int, written: Written | None = None) -> None:
        self.sign, self.length, self.written = sign, length, written or Written()
        self.monomials = Monomials(sign)
        self.left = WORK

    def constant(self, value: Expression | Fraction | int | Coefficient) -> Expansion:
        """Return the expansion of a constant."""
        c = value if isinstance(value, Coefficient) else exact(value)
        return Expansion(()) if c.value is not None and c.value.value == 0 else Expansion(((UNIT, c),))

    def scale(self) -> Expansion:
        """Return t."""
        return Expansion(((SCALE, exact(1)),))

    def add(self, *parts: Expansion) -> Expansion:
        """Return the sum."""
        errors = [part.error for part in parts if part.error is not None]
        return self._collected([term for part in parts for term in part.terms], self._fastest(errors))

    def scaled(self, a: Expansion, factor: Coefficient, m: Monomial = UNIT) -> Expansion:
        """Return factor·m·a."""
        terms = tuple((self.monomials.product(n, m), self._times(c, factor)) for n, c in a.terms)
        return Expansion(terms, None if a.error is None else self.monomials.product(a.error, m))

    def negated(self, a: Expansion) -> Expansion:
        """Return -a."""
        return self.scaled(a, exact(-1))

    def multiply(self, a: Expansion, b: Expansion) -> Expansion:
        """Return the product."""
        errors = []
        for one, other in ((a, b), (b, a)):
            if one.error is not None:
                sizes = [m for m, _ in other.terms] + ([other.error] if other.error is not None else [])
                errors += [self.monomials.product(one.error, m) for m in sizes[:1]]
        pairs = [(self.monomials.product(m, n), self._times(c, d)) for m, c in a.terms for n, d in b.terms]
        return self._collected(pairs, self._fastest(errors))

    def leading(self, a: Expansion) -> tuple[Monomial, Coefficient, int]:
        """Return the leading monomial, its coefficient and its sign; raises Vague where that is not known."""
        for m, c in a.terms:
            s = self.sign_of(c)
            if s:
                return m, c, s
            if c.value is None:
                raise Vague("a factor has no known sign")
        raise Vague("leading terms cancel" if a.error is not None else "it is zero")

    def reached(self, a: Expansion) -> Monomial | None:
        """Return a monomial m such that |a| exceeds a multiple of m again and again, None if none is known."""
        for m, c in a.terms:
            if self.sign_of(c) or (c.swings and (c.low, c.high) != (0, 0)):
                return m
            if c.value is None:
                return None
        return None

    def dips(self, a: Expansion) -> Monomial | None:
        """Return a monomial m such that a/m comes near 0 again and again, None if none is known."""
        for m, c in a.terms:
            if c.touches():
                return m
            if c.value is None or self.sign_of(c):
                return None
        return None

    def least(self, a: Expansion) -> Monomial | None:
        """Return a monomial m such that |a| is at least a multiple of m: what comes before has its sign or is zero."""
        before = 0
        for m, c in a.terms:
            if s := self.sign_of(c):
                return m if before in (0, s) else None
            low, high = self.ends(c)
            own = 1 if low is not None and low >= 0 else -1 if high is not None and high <= 0 else 0
            if c.value is None and (not own or before not in (0, own)):
                return None
            before = own if c.value is None else before
        return None

    def is_zero(self, a: Expansion) -> bool:
        """Is `a` exactly zero?"""
        return a.error is None and all(c.value is not None and self.sign_of(c) == 0 for _, c in a.terms)

    def bound(self, a: Expansion) -> Monomial | None:
        """Return a monomial m with a = O(m), None for zero."""
        for m, c in a.terms:
            if c.value is None or self.sign_of(c):
                return m
        return a.error

    def inverse(self, a: Expansion) -> Expansion:
        """Return 1/a."""
        return self.power(a, number(-1))

    def power(self, a: Expansion, exponent: Expression) -> Expansion:
        """Return a^exponent, for an exponent that is an exact constant."""
        p = exponent.value
        if p == 0:
            return self.constant(1)
        single = a.terms[0] if len(a.terms) == 1 and a.error is None else (UNIT, exact(1))
        if p is not None and p.denominator == 1 and 0 < p <= MAX_BINOMIAL and (image := single[1].to_power(int(p))):
            return Expansion(((self.monomials.power(single[0], exponent), image),))
        if p is not None and p.denominator == 1 and 0 < p <= 3:
            total = a
            for _ in range(int(p) - 1):
                total = self.multiply(total, a)
            return total
        if self.is_zero(a):
            raise BoundlabError("division by zero" if p is not None and p < 0 else "a power of zero")
        m, c, s = self.leading(a)
        if s < 0 and (p is None or p.denominator > 1):
            raise BoundlabError(f"a negative base with the exponent {exponent}")
        factor = self._constant_power(c, s, exponent)
        whole = self.monomials.power(m, exponent)
        if factor.value is None:
            return Expansion(((whole, factor),))
        binomials = [ONE]
        for k in range(1, self.length + 1):
            binomials.append(normal(binomials[-1] * (exponent - (k - 1)) / number(k)))
        return self.scaled(self._series(binomials, self._rest(a, m, c)), factor, whole)

    def logarithm(self, a: Expansion) -> Expansion:
        """Return log a, a being positive."""
        if self.is_zero(a):
            raise BoundlabError("the logarithm of zero")
        m, c, s = self.leading(a)
        if s < 0:
            raise BoundlabError("the logarithm of what becomes negative")
        terms: list[Term] = [(n, exact(d)) for n, d in logarithm(m)]
        if any(isinstance(n, Iterated) and n.k > 8 for n, _ in terms):
            raise BoundlabError("logarithms nested deeper than 8")
        start = Expansion(tuple(terms))
        found = None
        if c.value is not None:
            if c.value.value is not None:
                found = constants.logarithm(c.value.value)
            elif not any(map(constants.is_symbol, c.value.parameters())):
                found = constants.parametric_logarithm(c.value)
            elif all(map(constants.is_symbol, c.value.parameters())):
                found = constants.product_logarithm(c.value)
            if found is None:
                return self.add(start, self.constant(BOUNDED))
            tail = self._series(
                [number(0), *(number(Fraction((-1) ** (k + 1), k)) for k in range(1, self.length + 1))],
                self._rest(a, m, c),
            )
            return self.add(start, self.constant(found), tail)
        if c.low is None or c.high is None or c.low <= 0:
            return self.add(start, self.constant(BOUNDED))
        behind = [n for n, _ in a.terms if n != m] + ([] if a.error is None else [a.error])
        shrunk = self.monomials.power(m, number(-1))
        lost = [Expansion((), self.monomials.product(n, shrunk)) for n in behind[:1]]
        about = within(1 - 1 / c.low, c.high - 1)  # 1 - 1/c ≤ log c ≤ c - 1
        return self.add(start, self.constant(about), *lost)

    def exponential(self, a: Expansion) -> Expansion:
        """Return e^a."""
        large, small, middle = self._parts(a)
        for _, c in large:
            if c.value is None:
                raise Vague("an exponent is not known well enough")
        monomial = exponential(tuple((m, c.value) for m, c in large if c.value is not None and c.value.value != 0))
        if middle is None or middle.value is None or (factor := constants.exponential(middle.value)) is None:
            if middle is not None:
                return Expansion(((monomial, POSITIVE),))
            factor = ONE
        inverse_factorials = [ONE]
        for k in range(1, self.length + 1):
            inverse_factorials.append(normal(inverse_factorials[-1] / number(k)))
        return self.scaled(self._series(inverse_factorials, small), exact(factor), monomial)

    def _parts(self, a: Expansion) -> tuple[list[Term], Expansion, Coefficient | None]:
        """Return what tends to infinity, what tends to zero, and the coefficient of 1 (BOUNDED for an error O(1))."""
        large, small, middle = [], [], None
        for m, c in a.terms:
            order = self.monomials.compare(m, UNIT)
            if order > 0:
                large.append((m, c))
            elif order == 0:
                middle = c if middle is None else self._plus(middle, c)
            else:
                small.append((m, c))
        if a.error is not None:
            order = self.monomials.compare(a.error, UNIT)
            if order > 0:
                raise Vague("leading terms cancel: an exponent is not known well enough")
            if order == 0:
                return large, Expansion(()), BOUNDED
        return large, Expansion(tuple(small), a.error), middle

    def small_argument(self, a: Expansion, coefficients: Sequence[Fraction | int]) -> Expansion | None:
        """Return Σ coefficients[k]·a^k if a → 0, else None."""
        large, _, middle = self._parts(a)
        if [c for _, c in large if self._matters(c)] or (middle is not None and self._matters(middle)):
            return None
        return self._series([number(k) for k in coefficients], a)

    def _matters(self, c: Coefficient) -> bool:
        return c.value is None or self.sign_of(c) != 0

    def limit(self, a: Expansion) -> tuple[int, Fraction | None, Expansion]:
        """Return the sign of an infinite limit of `a` or 0, its finite limit if it is rational, and a minus that."""
        for m, c in a.terms:
            if self.monomials.compare(m, UNIT) <= 0:
                break
            s = self.sign_of(c)
            if s:
                return s, None, a
            if c.value is None:
                raise Vague("a factor has no known sign")
        _, small, middle = self._parts(a)
        if middle is None:
            return 0, Fraction(0), small
        return 0, middle.value.value if middle.value is not None else None, small

    def _series(self, coefficients: Sequence[Expression], a: Expansion) -> Expansion:
        """Return Σ coefficients[k]·a^k for a → 0, cut after the last one."""
        parts, power = [self.constant(coefficients[0])], None
        for coefficient in coefficients[1:]:
            if not a.terms and a.error is None:
                break
            power = a if power is None else self.multiply(power, a)
            parts.append(self.scaled(power, exact(coefficient)))
        else:
            size = self.bound(a)
            if size is not None:
                parts.append(Expansion((), self.monomials.power(size, number(len(coefficients)))))
        return self.add(
            *(
                Expansion(tuple(t for t in p.terms if t[1].value is None or t[1].value.value != 0), p.error)
                for p in parts
            )
        )

    def _rest(self, a: Expansion, m: Monomial, c: Coefficient) -> Expansion:
        """Return a/(c·m) - 1 where c·m leads in `a` and c is exact."""
        assert c.value is not None
        tail = tuple((n, d) for n, d in a.terms if self.monomials.compare(n, m) < 0)
        inverse = self.monomials.power(m, number(-1))
        return self.scaled(Expansion(tail, a.error), exact(normal(ONE / c.value)), inverse)

    def _constant_power(self, c: Coefficient, s: int, exponent: Expression) -> Coefficient:
        p = exponent.value
        sign = s if p is not None and p.denominator == 1 and int(p) % 2 else 1
        if c.value is None:
            return Coefficient(None, sign)
        if c.value == ONE:
            return exact(1)
        if p is not None and p.denominator == 1 and abs(p) <= MAX_BINOMIAL:
            base = c.value ** int(abs(p))
            return exact(normal(base if p > 0 else ONE / base))
        if p is not None and c.value.value is not None:
            found = constants.power(abs(c.value.value), p)
            if found is not None:
                return exact(found * sign)
        if p is not None and s > 0 and (root := self._root(c.value, p)) is not None:
            return exact(root)
        return Coefficient(None, sign)

    def _root(self, value: Expression, p: Fraction) -> Expression | None:
        """Return value^p, value > 0 in parameters, if it is a product of powers of expressions of known signs."""
        if any(map(constants.is_symbol, value.parameters())):
            return None
        content, parts = factored(value)
        total = constants.power(abs(content), p)
        for base, k in parts:
            if total is None or (k * p).denominator > 1 or abs(k * p) > MAX_BINOMIAL:
                return None
            try:
                if not (s := self.sign(base)):
                    return None
            except (Undetermined, Vague):
                return None
            power = (base * s) ** int(abs(k * p))
            total = normal(total * power if k * p > 0 else total / power)
        return total

    def _collected(self, terms: Iterable[Term], error: Monomial | None) -> Expansion:
        """Sort by growth, add up like terms, drop what the error covers, and cut."""
        found: list[Term] = []
        for m, c in terms:
            self.left -= 1
            if self.left < 0:
                raise Vague("the expansions are too long")
            if error is not None and self.monomials.compare(m, error) <= 0:
                continue
            low, high = 0, len(found)
            while low < high:
                middle = (low + high) // 2
                order = self.monomials.compare(m, found[middle][0])
                if order == 0:
                    found[middle] = (found[middle][0], self._plus(found[middle][1], c))
                    break
                low, high = (low, middle) if order > 0 else (middle + 1, high)
            else:
                found.insert(low, (m, c))
        kept = [(m, c) for m, c in found if c.value is None or c.value.value != 0]
        if len(kept) > self.length:
            error = kept[self.length][0]
            kept = kept[: self.length]
        return Expansion(tuple(kept), error)

    def _fastest(self, errors: Sequence[Monomial]) -> Monomial | None:
        best = None
        for m in errors:
            if best is None or self.monomials.compare(m, best) > 0:
                best = m
        return best

    def sign_of(self, c: Coefficient) -> int:
        """Return the sign of a coefficient, 0 too if it has none."""
        return c.sign if c.value is None else self.sign(c.value)

    def ends(self, c: Coefficient) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the greatest value that `c` may take, as far as they are known."""
        if c.value is None:
            return c.low, c.high
        return c.value.value, c.value.value

    def _times(self, a: Coefficient, b: Coefficient) -> Coefficient:
        if a.value is not None and b.value is not None:
            return exact(normal(a.value * b.value))
        ends = [x * y if x is not None and y is not None else None for x in self.ends(a) for y in self.ends(b)]
        known = [e for e in ends if e is not None]
        sign = self.sign_of(a) * self.sign_of(b)
        dips = a.touches() or b.touches()
        if len(known) < 4:
            return Coefficient(None, sign, dips=dips)
        return Coefficient(None, sign, min(known), max(known), swings(a, b), dips)

    def _plus(self, a: Coefficient, b: Coefficient) -> Coefficient:
        if a.value is not None and b.value is not None:
            return exact(normal(a.value + b.value))
        (p, q), (r, s) = self.ends(a), self.ends(b)
        low, high = (None if x is None or y is None else x + y for x, y in ((p, r), (q, s)))
        x, y = self.sign_of(a), self.sign_of(b)
        if (low is not None and low > 0) or (x == 1 == y):
            return Coefficient(None, 1, low, high, swings(a, b))
        sign = -1 if (high is not None and high < 0) or x == -1 == y else 0
        return Coefficient(None, sign, low, high, swings(a, b))
