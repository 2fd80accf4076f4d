"""Memorising m labels with one hidden layer of ReLU: lower and upper bounds of the width, and the network itself.

Let k*(X, y) be the least k such that f(x) = c + Σ_{j≤k} a_j relu(w_j·x + b_j) has f(x_i) = y_i for all i, and ρ the
rank of the rows (x_i, 1).

Lower: k*(X, y) ≥ ⌈(m-1)/ρ⌉ for almost every y. With A_j = {i : w_j·x_i + b_j > 0} the labels that are reached lie in
span(1) + Σ_j D_{A_j} col(X, 1), of dimension at most 1 + kρ; there are finitely many such spaces.

Upper: k*(X, y) ≤ 2q - 1 for every y, if a direction u and t_1 < … < t_q cut the points into q blocks
t_j < u·x < t_{j+1}, each affinely independent. Block by block, v_j solves the labels of block j, the earlier v's fixed;
on the data the gate 1[u·x > t_j]·(v_j·(x, 1)) equals (relu(p + δq) - relu(p))/δ with p = u·x - t_j, q = v_j·(x, 1) and
0 < δ ≤ min |p|/(2|q|). The first block needs one unit: relu(v·(x, 1) + M) - M.

2⌈m/(d+1)⌉ units do not suffice for all distinct points: 40 points on a line take 38 for some labels.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import bad_value

Vector = Sequence[Fraction]
DIRECTIONS = 6  # tried, beyond the first that keeps the points apart; the one with the fewest blocks is taken
MAX_POINTS, MAX_DIMENSION, MAX_WORK = 1000, 64, 3_000_000
_MAX_DIGITS = 1900


@dataclass(frozen=True)
class Unit:
    """a·relu(w·x + b)."""

    a: Fraction
    w: tuple[Fraction, ...]
    b: Fraction

    def __call__(self, x: Vector) -> Fraction:
        return self.a * max(Fraction(0), dot(self.w, x) + self.b)


@dataclass(frozen=True, repr=False)
class Memorisation(Displayed):
    """Points with labels, what cuts them into blocks, and a network of 2q - 1 units that takes the labels there."""

    points: tuple[tuple[Fraction, ...], ...]
    labels: tuple[Fraction, ...]
    direction: tuple[Fraction, ...]
    thresholds: tuple[Fraction, ...]
    units: tuple[Unit, ...]
    bias: Fraction

    @cached_property
    def rank(self) -> int:
        """ρ, the rank of the rows (x_i, 1)."""
        return Echelon.of((*x, Fraction(1)) for x in self.points).rank

    @property
    def lower(self) -> int:
        """⌈(m-1)/ρ⌉: for almost every labelling no fewer units suffice."""
        return -(-(len(self.points) - 1) // self.rank)

    @property
    def upper(self) -> int:
        """2q - 1: so many units suffice for every labelling."""
        return 2 * len(self.thresholds) - 1

    def __call__(self, x: Vector) -> Fraction:
        return self.bias + sum((unit(x) for unit in self.units), Fraction(0))

    def __str__(self) -> str:
        m, d = len(self.points), len(self.direction)
        return f"{m} points in dimension {d}: {self.lower} ≤ k*(almost every y), k*(every y) ≤ {self.upper}"

    def certificate(self) -> dict[str, Any]:
        """Return the certificate: points, labels, direction, thresholds and the network, in exact numbers."""
        return {
            "kind": "memorisation",
            "points": [_texts(x) for x in self.points],
            "labels": _texts(self.labels),
            "direction": _texts(self.direction),
            "thresholds": _texts(self.thresholds),
            "units": [{"a": str(unit.a), "w": _texts(unit.w), "b": str(unit.b)} for unit in self.units],
            "bias": str(self.bias),
            "lower": self.lower,
            "upper": self.upper,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the numbers and the certificate."""
        return {
            "points": len(self.points),
            "dimension": len(self.direction),
            "rank": self.rank,
            "blocks": len(self.thresholds),
            "lower": self.lower,
            "upper": self.upper,
            "units": len(self.units),
            "certificate": self.certificate(),
        }


def memorise(points: Sequence[Sequence[Fraction | int]], labels: Sequence[Fraction | int]) -> Memorisation:
    """Cut the points into blocks and build a network of 2q - 1 units that takes the labels there, exactly.

    Raises:
        BoundlabError: no points, points of different dimension or twice, not as many labels, or too many.

    >>> found = memorise([[0], [1], [2], [3]], [1, -1, 1, -1])
    >>> print(found)
    4 points in dimension 1: 2 ≤ k*(almost every y), k*(every y) ≤ 3
    >>> [int(found([Fraction(i)])) for i in range(4)]
    [1, -1, 1, -1]
    """
    xs = [tuple(Fraction(v) for v in x) for x in points]
    ys = tuple(Fraction(y) for y in labels)
    _require(xs, ys)
    direction, blocks = min(_cuts(xs), key=lambda cut: len(cut[1]))
    thresholds = _thresholds([[dot(direction, xs[i]) for i in block] for block in blocks])
    units, bias = _network(xs, ys, direction, thresholds, blocks)
    found = Memorisation(tuple(xs), ys, direction, thresholds, units, bias)
    if max(len(str(v)) for unit in units for v in (unit.a, unit.b, *unit.w)) > _MAX_DIGITS:
        raise bad_value("points", len(xs), f"fewer points: the weights would have more than {_MAX_DIGITS} digits")
    return found


def random_data(points: int, dimension: int, seed: int) -> tuple[list[list[int]], list[int]]:
    """Distinct integer points in a cube that grows with their number, and labels from -9 to 9.

    Raises:
        BoundlabError: points or dimension out of range.
    """
    if not 1 <= points <= MAX_POINTS:
        raise bad_value("points", points, f"an integer from 1 to {MAX_POINTS}")
    if not 1 <= dimension <= MAX_DIMENSION:
        raise bad_value("dimension", dimension, f"an integer from 1 to {MAX_DIMENSION}")
    rng, found = random.Random(seed), dict[tuple[int, ...], None]()
    while len(found) < points:
        found[tuple(rng.randint(-4 * points, 4 * points) for _ in range(dimension))] = None
    return [list(x) for x in found], [rng.randint(-9, 9) for _ in found]


def dot(x: Vector, y: Vector) -> Fraction:
    """The scalar product; a last entry that `x` has more than `y` is a constant."""
    return sum((a * b for a, b in zip(x, y, strict=False)), x[len(y)] if len(x) > len(y) else Fraction(0))


class Echelon:
    """Rows in echelon form, to which rows are added one at a time."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Fraction]] = {}

    @staticmethod
    def of(rows: Any) -> Echelon:
        """The echelon form of the rows."""
        found = Echelon()
        for row in rows:
            found.add(row)
        return found

    @property
    def rank(self) -> int:
        """How many are independent."""
        return len(self._rows)

    def add(self, row: Sequence[Fraction]) -> bool:
        """Add a row; whether it is independent of those before."""
        rest = list(row)
        for place in range(len(rest)):
            if not rest[place]:
                continue
            if place not in self._rows:
                self._rows[place] = [v / rest[place] for v in rest]
                return True
            factor = rest[place]
            rest = [a - factor * b for a, b in zip(rest, self._rows[place], strict=True)]
        return False


def _require(xs: list[tuple[Fraction, ...]], ys: tuple[Fraction, ...]) -> None:
    if not xs or not xs[0] or len({len(x) for x in xs}) > 1:
        raise bad_value("points", f"{len(xs)} rows", "one row or more, all of one length ≥ 1")
    if len(xs) > MAX_POINTS or len(xs) * (len(xs[0]) + 1) ** 2 > MAX_WORK:
        raise bad_value("points", f"{len(xs)} in dimension {len(xs[0])}", f"m(d+1)² ≤ {MAX_WORK}, m ≤ {MAX_POINTS}")
    if len(set(xs)) < len(xs):
        raise bad_value("points", f"{len(xs)} rows", "distinct points: one point cannot have two labels")
    if len(ys) != len(xs):
        raise bad_value("labels", f"{len(ys)} labels", f"one for each of the {len(xs)} points")


def _cuts(xs: list[tuple[Fraction, ...]]) -> Any:
    """Directions u = (1, s, s², …) that keep the points apart, each with the blocks cut greedily along it.

    A pair of points is not kept apart by at most d - 1 values of s, so the search ends.
    """
    found, s = 0, 0
    while found < (DIRECTIONS if len(xs[0]) > 1 else 1):
        direction = tuple(Fraction(s) ** k for k in range(len(xs[0])))
        heights = [dot(direction, x) for x in xs]
        if len(set(heights)) == len(xs):
            found += 1
            yield direction, _blocks(xs, heights)
        s += 1


def _blocks(xs: list[tuple[Fraction, ...]], heights: list[Fraction]) -> list[list[int]]:
    blocks: list[list[int]] = []
    independent = Echelon()
    for i in sorted(range(len(xs)), key=heights.__getitem__):
        row = (*xs[i], Fraction(1))
        if not blocks or not independent.add(row):
            blocks.append([])
            independent = Echelon.of([row])
        blocks[-1].append(i)
    return blocks


def _thresholds(heights: list[list[Fraction]]) -> tuple[Fraction, ...]:
    between = [_simple(max(a), min(b)) for a, b in pairwise(heights)]
    return (min(heights[0]) - 1, *between)


def _simple(low: Fraction, high: Fraction) -> Fraction:
    """A number strictly between with a small denominator."""
    denominator = 1
    while True:
        candidate = Fraction(low * denominator // 1 + 1, denominator)
        if candidate < high:
            return candidate
        denominator *= 2


def _network(
    xs: list[tuple[Fraction, ...]], ys: tuple[Fraction, ...], u: Vector, thresholds: Vector, blocks: list[list[int]]
) -> tuple[tuple[Unit, ...], Fraction]:
    values = [Fraction(0)] * len(xs)
    units: list[Unit] = []
    bias = Fraction(0)
    for number, (t, block) in enumerate(zip(thresholds, blocks, strict=True)):
        v = _affine([xs[i] for i in block], [ys[i] - values[i] for i in block])
        later = [i for part in blocks[number:] for i in part]
        q = {i: dot(v, xs[i]) for i in later}
        if number == 0:
            least = min(q.values())
            shift = max(Fraction(0), Fraction(1 - least // 1))  # the unit is on at every point, not just not off
            units.append(Unit(Fraction(1), tuple(v[:-1]), v[-1] + shift))
            bias = -shift
        else:
            every = {i: dot(v, x) for i, x in enumerate(xs)}
            room = [abs(dot(u, xs[i]) - t) / (2 * abs(value)) for i, value in every.items() if value]
            delta = _power_of_two(min(room, default=Fraction(1)))
            tilted = tuple(a + delta * b for a, b in zip(u, v, strict=False))
            units += [Unit(1 / delta, tilted, delta * v[-1] - t), Unit(-1 / delta, tuple(u), -t)]
        for i in later:
            values[i] += q[i]
    return tuple(units), bias


def _affine(points: list[tuple[Fraction, ...]], values: list[Fraction]) -> list[Fraction]:
    """Coefficients of an affine function, the constant last, that takes the values at affinely independent points."""
    width = len(points[0]) + 1
    rows = [[*x, Fraction(1), y] for x, y in zip(points, values, strict=True)]
    pivots: list[int] = []
    for column in range(width):
        found = next((i for i in range(len(pivots), len(rows)) if rows[i][column]), None)
        if found is None:
            continue
        here = len(pivots)
        rows[here], rows[found] = rows[found], rows[here]
        rows[here] = [v / rows[here][column] for v in rows[here]]
        for i, row in enumerate(rows):
            if i != here and row[column]:
                rows[i] = [a - row[column] * b for a, b in zip(row, rows[here], strict=True)]
        pivots.append(column)
    solution = [Fraction(0)] * width
    for row, column in zip(rows, pivots, strict=True):
        solution[column] = row[-1]
    return solution


def _power_of_two(bound: Fraction) -> Fraction:
    """The largest power of two that is at most `bound` > 0."""
    found = Fraction(2) ** (bound.numerator.bit_length() - bound.denominator.bit_length())
    while found > bound:
        found /= 2
    return found


def _texts(values: Vector) -> list[str]:
    return [str(v) for v in values]
