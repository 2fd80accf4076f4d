"""Where to split a case of integers: at a polynomial with integer values that is ≥ 0 or ≤ -1, nothing between.

The split is a case distinction that is always right, so how it is found needs no proof.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil, gcd, lcm, prod
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_poly

from boundlab.symbolic.branch import Branch
from boundlab.symbolic.contradiction import Fact, Point
from boundlab.symbolic.rational import to_fraction

MAX_DEGREE, MAX_PAIRS = 12, 40


def between_integers(branch: Branch, point: Point) -> fmpq_mpoly | None:
    """Return a polynomial to split on that is not known to be ≥ 0 or ≤ -1 already, None if none suggests itself."""
    return _new(
        branch, itertools.chain(_rounded(branch), _eliminated(branch), _beside_roots(branch), _beside(branch, point))
    )


def factor_of_product(branch: Branch) -> fmpq_mpoly | None:
    """Return q - 1 where a fact says that a product of integers with the factor q is positive, all others being so."""
    return _new(branch, _factors(branch))


def _new(branch: Branch, candidates: Iterable[fmpq_mpoly]) -> fmpq_mpoly | None:
    known = [fact.polynomial for fact in branch.facts]
    return next((p for p in candidates if p not in known and -p - 1 not in known), None)


def _rounded(branch: Branch) -> Iterator[fmpq_mpoly]:
    """For a fact s·(q + c) ≥ 0, q of integer values, s > 0 and c no integer: q + floor(c), which is ≥ 0, too."""
    yield from _below(branch, branch.facts, strictly=False)


def _below(branch: Branch, facts: Iterable[Fact], *, strictly: bool) -> Iterator[fmpq_mpoly]:
    """Yield q + floor(c); with `strictly` also q + c - 1 for q + c > 0, c an integer."""
    for fact in facts:
        p = fact.polynomial
        terms = {tuple(map(int, e)): to_fraction(c) for e, c in p.to_dict().items()}
        constant = terms.pop((0,) * len(branch.ring.names), Fraction(0))
        if fact.square or not terms or not branch.parameters_of(p) <= branch.statement.whole:
            continue
        numerators, denominators = ([getattr(c, part) for c in terms.values()] for part in ("numerator", "denominator"))
        scale = Fraction(gcd(*numerators), lcm(*denominators))
        above = constant / scale
        if above.denominator > 1 or (strictly and fact.strict):
            whole = {e: fmpq(int(c / scale)) for e, c in terms.items()}
            yield branch.ring.context.from_dict(whole) + (ceil(above) - 1)


def _eliminated(branch: Branch) -> Iterator[fmpq_mpoly]:
    """The same for what is left of two linear facts when a real parameter is eliminated."""
    linear = [f for f in branch.facts if f.polynomial.total_degree() == 1]
    for name in branch.statement.real if branch.statement.whole else ():
        slopes = [(f, to_fraction(f.polynomial.derivative(name).leading_coefficient()))
                  for f in linear if name in branch.parameters_of(f.polynomial)]  # fmt: skip
        pairs = itertools.product([s for s in slopes if s[1] > 0], [s for s in slopes if s[1] < 0])
        for (f, a), (g, b) in itertools.islice(pairs, MAX_PAIRS):
            p = f.polynomial * branch.ring.constant(-b) + g.polynomial * branch.ring.constant(a)
            yield from _below(branch, [Fact("", p, f.strict or g.strict)], strictly=True)


def _factors(branch: Branch) -> Iterator[fmpq_mpoly]:
    for fact in branch.facts:
        p = fact.polynomial
        if (
            fact.square
            or not 2 <= p.total_degree() <= MAX_DEGREE
            or not branch.parameters_of(p) <= branch.statement.whole
        ):
            continue
        constant, factors = (p + 1).factor()
        signs = [branch.known_sign(q) for q, _ in factors]
        if len(factors) > 1 and signs.count(0) == 1:
            q, k = factors[i := signs.index(0)]
            if k % 2 and all(c.denominator == 1 for c in map(to_fraction, q.coeffs())):
                yield q * (prod(signs[:i] + signs[i + 1 :]) * (1 if constant > 0 else -1)) - 1


def _beside_roots(branch: Branch) -> Iterator[fmpq_mpoly]:
    """For a fact about one integer parameter, of a degree above one: the integers next to its real roots."""
    for fact in branch.facts:
        p = fact.polynomial
        names = branch.parameters_of(p)
        if fact.square or len(names) != 1 or not 2 <= p.total_degree() <= MAX_DEGREE:
            continue
        (name,) = names
        if name in branch.statement.whole:
            coefficients = [fmpq(0)] * (int(p.total_degree()) + 1)
            for exponents, value in p.to_dict().items():
                coefficients[sum(map(int, exponents))] = value
            roots: Any = fmpq_poly(coefficients).numer().complex_roots()
            for root, _ in roots:
                below = root.real.mid().floor().unique_fmpz() if root.imag.is_zero() else None
                if below is not None and (below >= 1 or name in branch.statement.signed):
                    yield branch.ring.generators[name] - (int(below) + 1)


def _beside(branch: Branch, point: Point) -> Iterator[fmpq_mpoly]:
    """The integers next to the coordinates of a point of the linear relaxation."""
    for name in sorted(branch.statement.whole):
        value = point.get(name, Fraction(1))
        if value.denominator > 1:
            yield branch.ring.generators[name] - ceil(value)
