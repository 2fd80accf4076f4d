"""Looking for a counterexample: exact evaluation at small points, then around points a linear program suggests."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm

from boundlab.symbolic.expression import Value
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement

_HALF = Fraction(1, 2)
_REALS: list[Value] = [
    0,
    1,
    -1,
    2,
    -2,
    _HALF,
    -_HALF,
    3,
    Fraction(1, 3),
    Fraction(3, 2),
    5,
    -3,
    Fraction(1, 4),
    10,
    100,
]
_INTEGERS = range(1, 200)
_SIGNED: list[Value] = [0, *(sign * k for k in range(1, 100) for sign in (1, -1))]


def small_points(statement: Statement, count: int) -> Iterator[dict[str, Value]]:
    """Yield at most `count` points, smaller coordinates first."""
    names = statement.free
    values = [_values(statement, name) for name in names]
    produced = 0
    for size in range(max(map(len, values), default=1)):
        ranges = [range(min(size + 1, len(v))) for v in values]
        for indices in itertools.product(*ranges):
            if size and size not in indices:
                continue
            yield {n: v[i] for n, v, i in zip(names, values, indices, strict=True)}
            produced += 1
            if produced >= count:
                return


def _values(statement: Statement, name: str) -> Sequence[Value]:
    """Return values of a parameter; of a real one without those that a condition on it alone excludes."""
    if name not in statement.real:
        return _SIGNED if name in statement.signed else _INTEGERS
    alone = [condition for condition in statement.where if condition.names == {name}]
    return [v for v in _REALS if all(_meets(condition, {name: v}) for condition in alone)] or _REALS


def _meets(condition: Stated, point: dict[str, Value]) -> bool:
    try:
        return condition.holds(point)
    except ZeroDivisionError:
        return False


def near(statement: Statement, point: Mapping[str, Fraction]) -> Iterator[dict[str, Value]]:
    """Yield points near `point` that respect the ranges: rounded, and scaled to integers."""
    full = {n: Fraction(point.get(n, 1)) for n in statement.parameters}
    integers, signed = sorted(statement.whole), statement.signed
    scale = lcm(*(full[n].denominator for n in integers))
    for factor in (1, 2, 3, 5, 10, scale, 2 * scale, 10 * scale):
        scaled = {n: v * factor for n, v in full.items()}
        if len(integers) > 8:
            roundings: Iterable[tuple[bool, ...]] = [(False,) * len(integers), (True,) * len(integers)]
        else:
            roundings = itertools.product((False, True), repeat=len(integers))
        for up in roundings:
            whole = {n: ceil(scaled[n]) if u else floor(scaled[n]) for n, u in zip(integers, up, strict=True)}
            rounded = {n: v if n in signed else max(1, v) for n, v in whole.items()}
            yield {**scaled, **rounded}
            yield {**full, **rounded}


def find(statement: Statement, points: Iterable[Mapping[str, Value]]) -> dict[str, Value] | None:
    """Return the first of `points` at which the statement fails, else None."""
    for point in points:
        try:
            full = statement.completed(point)
            if full is not None and statement.violated(full):
                return dict(full)
        except ZeroDivisionError:
            continue
    return None


def find_admissible(statement: Statement, points: Iterable[Mapping[str, Value]]) -> dict[str, Value] | None:
    """Return the first of `points` that satisfies the conditions, else None."""
    for point in points:
        try:
            full = statement.completed(point)
            if full is not None and statement.admissible(full):
                return dict(full)
        except ZeroDivisionError:
            continue
    return None
