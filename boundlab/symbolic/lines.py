"""Looking for a counterexample along lines: all parameters but one are fixed, and the signs along it are known exactly.

What a statement compares changes its sign on the line at roots of polynomials in one parameter only. They are isolated
by python-flint; between two neighbours one point stands for all, beyond the last a ray of them. Whether a point is a
counterexample is decided by evaluating the statement there, so nothing rests on the roots.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Expression, Value
from boundlab.symbolic.formula import literals
from boundlab.symbolic.rational import Ring, to_fraction
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement

Point = dict[str, Value]
Least = Mapping[str, int | None]  # the integer parameters, each with its least value
MAX_VARIANTS, MAX_POLYNOMIALS, MAX_DEGREE, MAX_LINES = 12, 60, 24, 500
IRRATIONAL_LINES, DIAGONAL_STARTS = 60, 3
MAX_PROJECTED_NAMES, MAX_PROJECTED_DEGREE, MAX_PROJECTED_TERMS, MAX_PROJECTED = 4, 6, 60, 12
LINE_WORK = 20_000  # polynomials put in for parameters
INTEGERS, SIGNED = (1, 2, 3, 10, 1000, 10**6), (0, 1, -1, 2, -2, 10, -10, 1000, -1000)
# 3/5 is on the unit circle, with 4/5
REALS = tuple(Fraction(v) for v in ("1", "0", "-1", "2", "1/2", "1/100", "100", "3/5", "1000000"))
SIMPLE = (1, 2, 3, 4, 10, 100, 10**4, 10**8, 10**16)


def _prepared(statement: Statement) -> tuple[Ring, list[fmpq_mpoly], dict[str, list[Value]], Least]:
    """Return the ring, the critical polynomials, the values to start from, and the integers with their least values."""
    ring = Ring(statement.parameters)
    critical = list(itertools.islice(_critical(ring, (statement.claim, *statement.where)), MAX_POLYNOMIALS))
    bounds = list(itertools.islice(_critical(ring, statement.where), MAX_POLYNOMIALS))
    projected = _projected(ring, critical, [n for n in statement.parameters if n in statement.real])
    whole = {n: 1 if n in statement.integers else None for n in statement.whole}
    starts = {n: _starts(ring, bounds, n, whole, projected) for n in statement.parameters}
    return ring, critical, starts, whole


def points(statement: Statement) -> Iterator[Point]:
    """Yield points on lines through combinations of the bounds that conditions state, and through points on those."""
    ring, critical, values, whole = _prepared(statement)
    most = min(MAX_LINES, 1 + LINE_WORK // (1 + len(critical) * len(values)))
    seen: set[tuple[str, tuple[Value, ...]]] = set()
    reached: deque[Point] = deque(maxlen=1_000)
    for corner in itertools.islice(_corners(values), most):
        yield corner
        for start in (corner, *([reached.popleft()] if reached else [])):
            for name in statement.parameters:
                line = name, tuple(v for n, v in start.items() if n != name)
                if line not in seen and len(seen) < most:
                    seen.add(line)
                    fixed: dict[str | int, Any] = {n: _rational(v) for n, v in start.items() if n != name}
                    roots = _roots(ring, (p.subs(fixed) for p in critical), name)
                    on_line = [{**start, name: v} for v in _between(roots, name, whole)]
                    yield from on_line
                    reached += on_line
        for start in (corner, *itertools.islice(reached, DIAGONAL_STARTS)) if len(seen) < most else ():
            for pair in itertools.combinations(statement.real, 2):
                for sign in (1, -1):
                    line = f"{pair} {sign}", (start[pair[1]] - sign * start[pair[0]], *_others(start, pair))
                    if line not in seen and len(seen) < most:
                        seen.add(line)
                        yield from _diagonal(ring, critical, start, pair, sign)


def _others(start: Point, names: tuple[str, str]) -> Iterator[Value]:
    return (v for n, v in start.items() if n not in names)


def _diagonal(
    ring: Ring, critical: Iterable[fmpq_mpoly], start: Point, names: tuple[str, str], sign: int
) -> Iterator[Point]:
    """Yield points on the line on which one parameter grows as fast as another grows (`sign` 1) or falls."""
    a, b = names
    places = {n: ring.constant(Fraction(v)) for n, v in start.items()}
    shift = Fraction(start[b]) - sign * Fraction(start[a])
    places |= {a: ring.generators[a], b: ring.generators[a] * sign + ring.constant(shift)}
    values = [places[n] for n in ring.names]
    roots = _roots(ring, (p.compose(*values) for p in critical), a)
    yield from ({**start, a: v, b: sign * v + shift} for v in _between(roots, a, {}))


def irrational(statement: Statement) -> Iterator[tuple[Point, str, tuple[int, ...], Fraction, Fraction]]:
    """Yield points, a real parameter, and an irreducible polynomial with one root in an interval, for its value."""
    _, critical, values, _ = _prepared(statement)
    seen: set[object] = set()
    for corner in itertools.islice(_corners(values), IRRATIONAL_LINES):
        for name in statement.real:
            fixed: dict[str | int, Any] = {n: _rational(v) for n, v in corner.items() if n != name}
            line = name, tuple(fixed.values())
            if line in seen or len(seen) >= 2 * IRRATIONAL_LINES:
                continue
            seen.add(line)
            for factor in dict.fromkeys(f for p in critical for f in _factors(p.subs(fixed))):
                if len(factor) > 2:
                    for low, high in _isolated(factor):
                        yield corner, name, factor, low, high


def _isolated(factor: tuple[int, ...]) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield an interval for each real root, with ends of small denominators, in which it is alone."""
    roots: Any = fmpz_poly(list(factor)).complex_roots()
    middles = sorted(to_fraction(r.real.mid().fmpq()) for r, _ in roots if r.imag.is_zero())
    for i, middle in enumerate(middles):
        for parts in SIMPLE:
            low = Fraction(floor(middle * parts), parts)
            high = low + Fraction(1, parts)
            if all(not low <= other <= high for j, other in enumerate(middles) if j != i):
                yield low, high
                break


def _corners(values: Mapping[str, list[Value]]) -> Iterator[Point]:
    """Yield the combinations of these values in which at most three parameters do not have their first one."""
    first = {n: v[0] for n, v in values.items()}
    for count in range(4):
        for names in itertools.combinations(values, count):
            for chosen in itertools.product(*(values[n][1:] for n in names)):
                yield {**first, **dict(zip(names, chosen, strict=True))}


def _projected(ring: Ring, critical: list[fmpq_mpoly], names: list[str]) -> list[fmpq_mpoly]:
    """Return polynomials in one parameter each, with roots where zeros of critical ones touch or fold.

    They are discriminants of discriminants; so isolated zeros such as that of (x - 1/3)^2 + (y - 2/7)^2 are met.
    """
    found: list[fmpq_mpoly] = []
    for kept in names if 2 <= len(names) <= MAX_PROJECTED_NAMES else ():
        left = [p for p in critical if p.total_degree() <= MAX_PROJECTED_DEGREE and len(p) <= MAX_PROJECTED_TERMS]
        for other in (n for n in names if n != kept):
            place = ring.names.index(other)
            following: list[fmpq_mpoly] = []
            for p in left[:MAX_PROJECTED]:
                degree = int(p.degrees()[place])
                q = p if degree == 0 else p.discriminant(other) if degree >= 2 else None
                if q is None or q.is_constant() or q.total_degree() > MAX_DEGREE or len(q) > MAX_PROJECTED_TERMS:
                    continue
                following += [f for f, _ in q.factor()[1] if f not in following]
            left = following
        found += left
    return found


def _starts(
    ring: Ring, bounds: Iterable[fmpq_mpoly], name: str, whole: Least, projected: Iterable[fmpq_mpoly]
) -> list[Value]:
    """Return values of one parameter to start from: between and at the bounds that speak of it alone, then others."""
    alone = (p for p in bounds if not any(d for n, d in zip(ring.names, p.degrees(), strict=True) if n != name))
    roots = _roots(ring, alone, name)
    found = list(_between(roots, name, whole)) if roots else []
    kind = REALS if name not in whole else SIGNED if whole[name] is None else INTEGERS
    folds = _roots(ring, (p for p in projected if p.degrees()[ring.names.index(name)]), name)
    return list(dict.fromkeys([*found, *kind[:1], *folds, *kind]))


def _critical(ring: Ring, parts: Iterable[Stated]) -> Iterator[fmpq_mpoly]:
    """Yield polynomials outside whose zeros every comparison in `parts` keeps its truth."""
    try:
        for difference in _differences(parts):
            yield from _polynomials(ring, difference)
            for extremum in (s for s in difference.subexpressions() if s.op in {"min", "max"}):
                for a, b in itertools.combinations(extremum.children(), 2):
                    yield from _polynomials(ring, a - b)
    except BoundlabError:
        return  # too large, or a divisor that vanishes: what came before has to do


def _differences(parts: Iterable[Stated]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part.tree, OrderClaim):
            for s, t in itertools.product(part.tree.left.terms, part.tree.right.terms):
                yield from (s.power - t.power, s.log - t.log)
        else:
            yield from (literal.left - literal.right for literal in literals(part.tree))


def _polynomials(ring: Ring, e: Expression) -> Iterator[fmpq_mpoly]:
    for variant in itertools.islice(_variants(e), MAX_VARIANTS):
        yield from ring.fraction(variant, _no_extremum)


def _variants(e: Expression) -> Iterator[Expression]:
    """Yield `e` with each choice of an argument for every min and max."""
    extremum = next((s for s in e.subexpressions() if s.op in {"min", "max"}), None)
    if extremum is None:
        yield e
        return
    for argument in extremum.children():
        yield from _variants(_replaced(e, extremum, argument))


def _replaced(e: Expression, old: Expression, new: Expression) -> Expression:
    return new if e == old else e.rebuild(lambda child: _replaced(child, old, new))


def _no_extremum(e: Expression) -> Any:
    raise AssertionError(e)


def _roots(ring: Ring, critical: Iterable[fmpq_mpoly], name: str) -> list[Fraction]:
    """Return the real roots of polynomials in one parameter, sorted: exactly if rational, else to many digits."""
    found: set[Fraction] = set()
    for p in critical:
        for factor in _factors(p):
            if len(factor) == 2:
                found.add(Fraction(-factor[0], factor[1]))
            else:
                roots: Any = fmpz_poly(list(factor)).complex_roots()
                found |= {to_fraction(r.real.mid().fmpq()) for r, _ in roots if r.imag.is_zero()}
    return sorted(found)


def _factors(p: fmpq_mpoly) -> list[tuple[int, ...]]:
    """Return the irreducible factors of a polynomial in one parameter, as coefficients, the constant first."""
    if not 1 <= p.total_degree() <= MAX_DEGREE:
        return []
    coefficients = [fmpq(0)] * (int(p.total_degree()) + 1)
    for exponents, value in p.to_dict().items():
        coefficients[sum(map(int, exponents))] = value
    return [tuple(map(int, factor.coeffs())) for factor, _ in fmpq_poly(coefficients).numer().factor()[1]]


def _between(roots: list[Fraction], name: str, whole: Least) -> Iterator[Value]:
    """Yield points between neighbouring roots, at them, and beyond the first and the last, integers if in `whole`."""
    least = whole.get(name)
    ends = [Fraction(1), *roots] if least else roots or [Fraction(0)]
    far = [f(end) for end in (ends[-1], ends[0]) for f in (lambda x: x + 1 + abs(x), lambda x: x - 1 - abs(x))]
    gaps = itertools.pairwise(sorted({*ends, *far}))
    if name in whole:
        near = (n for a, b in gaps for x in (a, (a + b) / 2, b) for n in (floor(x), floor(x) + 1, ceil(x) - 1))
        yield from dict.fromkeys(n for n in near if least is None or n >= least)
        return
    yield from (_simple(a, b) for a, b in gaps)
    yield from roots


def _simple(a: Fraction, b: Fraction) -> Fraction:
    """Return a number between a and b, one with a small denominator if there is one near the middle."""
    middle = (a + b) / 2
    short = (middle.limit_denominator(d) for d in SIMPLE)
    return next((v for v in short if a < v < b), middle)


def _rational(value: Value) -> fmpq:
    return fmpq(value.numerator, value.denominator)
