"""Ways to the limit on which conditions between scales hold, and perhaps a claim fails: all scales functions of one.

Scales t^v·log(t)^w·log(log(t))^u turn a gap a ≲ b between products into linear inequalities: for v, for w where those
for v hold with equality, and so on. What is found is only a suggestion; exact expansions decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm

from flint import fmpq

from boundlab.symbolic.expansion import Vague
from boundlab.symbolic.gaps import Gap, Key, Scales
from boundlab.symbolic.linear import Multipliers, solve
from boundlab.symbolic.monomial import Iterated, logarithm
from boundlab.symbolic.rational import to_fraction

RATES = ("t", "t^2", "4*t", "log(t)", "16*log(t)", "log(log(t))", "exp(t)")
EXPONENTIALS = ("t", "4*t", "exp(t)", "exp(t^2)", "exp(4*t)")
MAX_TRIED = 40
LEVELS, SLACKS = 3, (1, Fraction(1, 4), Fraction(1, 32))
Row = list[Fraction]
Path = dict[str, str]


def grid(names: Sequence[str]) -> Iterator[Path]:
    """Yield paths, simple ones first."""
    for places in sorted(itertools.product(range(len(RATES)), repeat=len(names)), key=sum):
        yield {name: RATES[i] for name, i in zip(names, places, strict=True)}


def towers(names: Sequence[str]) -> Iterator[Path]:
    """Yield paths on which some scales are exponentials, and the others are as slow as their exponents."""
    places = itertools.product(EXPONENTIALS, repeat=len(names))
    some = (p for p in places if any(r.startswith("exp") for r in p) and not all(r.startswith("exp") for r in p))
    for rates in sorted(some, key=lambda p: sum(map(EXPONENTIALS.index, p))):
        yield dict(zip(names, rates, strict=True))


def suggested(scales: Scales, choices: Iterable[Sequence[Gap]]) -> Iterator[Path]:
    """Yield, for each choice of gaps, paths on which they hold, as far as linear inequalities tell: well inside of
    them, and where one that is strict holds by a logarithm only."""
    plain = dict.fromkeys(tuple(gap for gap in gaps if ":" not in gap.name) for gaps in choices)  # others follow
    inside = []
    for gaps in itertools.islice(plain, MAX_TRIED):
        if (path := _tried(scales, gaps, None)) is not None:
            inside.append(gaps)
            yield path
    tight = ((gaps, (i, k)) for gaps in inside for i, gap in enumerate(gaps) if gap.strict for k in (1, 2))
    for gaps, place in itertools.islice(tight, MAX_TRIED):
        if (path := _tried(scales, gaps, place)) is not None:
            yield path


def _tried(scales: Scales, gaps: Sequence[Gap], tight: tuple[int, int] | None) -> Path | None:
    try:
        return _path(scales, gaps, tight)
    except Vague:
        return None


def violations(lows: Sequence[Key], highs: Sequence[Key], relation: str) -> Iterator[list[Gap]]:
    """Yield gaps that say that the sum of `lows` is not ≲ (≺, ≍) that of `highs`."""
    ways = [(lows, highs), (highs, lows)] if relation == "≍" else [(lows, highs)]
    for below, above in ways:
        for term in below:
            yield [Gap("", other, term, relation != "≺") for other in above]


def _path(scales: Scales, gaps: Sequence[Gap], tight: tuple[int, int] | None) -> Path | None:
    size = len(scales.names)
    found: list[Row] = []
    # exponents of log of each scale: one row for each level, for each gap and for each scale, which tends to ∞
    rows = [(_levels(scales, gap.low, gap.high), gap.strict) for gap in gaps]
    units = [[Fraction(-int(i == j)) for j in range(size)] for i in range(size)]
    rows += [([unit, [Fraction(0)] * size, [Fraction(0)] * size], True) for unit in units]
    open_ = list(range(len(rows)))
    for level in range(LEVELS):
        constants = [_carried(rows[i][0], found) for i in open_]
        free = [any(row[j] for row in found) for j in range(size)]
        strict = [not level or rows[i][1] for i in open_]
        levels = [rows[i][0][0] for i in open_]
        if tight is not None and level < tight[1] and tight[0] in open_:
            k = open_.index(tight[0])
            opposite = [-a for a in levels[k]]
            solution = _inside([*levels, opposite], [*constants, -constants[k]], free, [*strict, False])
        else:
            solution = _inside(levels, constants, free, strict)
        if solution is None:
            return None
        found.append(solution)
        values = [
            sum(a * x for a, x in zip(rows[i][0][0], solution, strict=True)) + c
            for i, c in zip(open_, constants, strict=True)
        ]
        open_ = [i for i, value in zip(open_, values, strict=True) if value == 0]
        if not open_:
            break
    if any(rows[i][1] for i in open_):
        return None
    found[0] = _whole(found[0])
    return {name: _rate([row[j] for row in found]) for j, name in enumerate(scales.names)}


def _whole(powers: Row) -> Row:
    """Return the powers of t with small integers; t^2 is as good a scale as t."""
    scale = Fraction(lcm(*(v.denominator for v in powers)), gcd(*(v.numerator for v in powers)) or 1)
    return [v * scale for v in powers]


def _levels(scales: Scales, low: Key, high: Key) -> list[Row]:
    """Return the coefficients of log, log log and log log log of each scale in log low - log high."""
    found = [[Fraction(0)] * len(scales.names) for _ in range(LEVELS)]
    for j, f in enumerate(scales.monomials):
        for m, c in f.added(logarithm(low[j]), logarithm(high[j]), -1):
            if not isinstance(m, Iterated) or m.k == 0 or c.value is None:
                raise Vague("no power of logarithms")
            if m.k <= LEVELS:
                found[m.k - 1][j] = c.value
    return found


def _carried(levels: list[Row], found: list[Row]) -> Fraction:
    """Return what the logarithms of scales add to an inequality of the next level: log t^v is t's logarithm again."""
    total = Fraction(0)
    for j in range(len(levels[0])):
        first = next((k for k, row in enumerate(found) if row[j]), None)
        if first is not None and 0 < len(found) - first < LEVELS:
            total += levels[len(found) - first][j]
    return total


def _inside(
    rows: Sequence[Row], constants: Sequence[Fraction], free: Sequence[bool], strict: Sequence[bool]
) -> Row | None:
    """Return x, x_j ≥ 0 unless free, with row·x + constant ≤ 0, and < 0 for those `strict` ones for which it may be."""
    for wanted in ([True] * len(rows), strict):  # at once, if that may be
        tighter = [c + int(w) for c, w in zip(constants, wanted, strict=True)]
        if (found := _feasible(rows, tighter, free)) is not None:
            return found
    solutions = []
    base = _feasible(rows, constants, free)
    if base is None:
        return None
    solutions.append(base)
    for i in range(len(rows)):
        for slack in SLACKS if strict[i] else ():
            tighter = [c + slack if j == i else c for j, c in enumerate(constants)]
            if (found := _feasible(rows, tighter, free)) is not None:
                solutions.append(found)
                break
    return [sum(column, Fraction(0)) / len(solutions) for column in zip(*solutions, strict=True)]


def _feasible(rows: Sequence[Row], constants: Sequence[Fraction], free: Sequence[bool]) -> Row | None:
    columns: list[dict[int, fmpq]] = []
    signs: list[tuple[int, int]] = []
    for j, both in enumerate(free):
        for sign in (1, -1)[: 2 if both else 1]:
            entries = {i: _exact(row[j] * sign) for i, row in enumerate(rows) if row[j]}
            columns.append(entries)
            signs.append((j, sign))
    columns += [{i: fmpq(1)} for i in range(len(rows))]
    found = solve(columns, [_exact(-c) for c in constants])
    if not isinstance(found, Multipliers):
        return None
    solution = [Fraction(0)] * len(free)
    for k, value in found.values.items():
        if k < len(signs):
            j, sign = signs[k]
            solution[j] += sign * to_fraction(value)
    return solution


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _rate(exponents: Sequence[Fraction]) -> str:
    factors = []
    for base, e in zip(("t", "log(t)", "log(log(t))"), exponents, strict=False):
        if e:
            factors.append(base if e == 1 else f"{base}^{e}" if e.denominator == 1 and e > 0 else f"{base}^({e})")
    return "*".join(factors) or "t"
