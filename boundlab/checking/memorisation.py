"""Checker: how many ReLU units it takes to give m points any labels, and a network that gives them these.

Statements, k*(X, y) being the least number of units of a network c + Σ a_j relu(w_j·x + b_j) with the labels y on X:

lower: k*(X, y) ≥ ⌈(m-1)/ρ⌉ for almost every y, ρ the rank of the rows (x_i, 1). The labels that k units reach lie in
finitely many spaces of dimension at most 1 + kρ: one for every choice of the points at which each unit is on.

upper: k*(X, y) ≤ 2q-1 for every y, if the planes u·x = t_j, t_1 < … < t_q, contain no point, all points lie beyond
the first, and the points between two neighbours are affinely independent. See boundlab.rigorous.memorisation.

Recomputed over the rationals: that the points are distinct, the planes separate, the rank of every block and of all
rows, both numbers, and the value of the network at every point.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import items, members, number
from boundlab.checking._numbers import integer
from boundlab.checking._refusal import afford, require

FIELDS = {"kind", "points", "labels", "direction", "thresholds", "units", "bias", "lower", "upper"}
MOST = 1000
MAX_WORK = 3_000_000
LARGEST = 10**2000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    points = [_numbers(x, "a point", 64) for x in items(data["points"], "points", MOST)]
    require(bool(points) and bool(points[0]), "there are no points")
    m, d = len(points), len(points[0])
    require(all(len(x) == d for x in points), "the points differ in dimension")
    afford(m * (d + 1) ** 2 <= MAX_WORK, "more points and dimensions than this checker looks at")
    require(len({tuple(x) for x in points}) == m, "a point occurs twice")
    labels = _numbers(data["labels"], "labels", MOST)
    require(len(labels) == m, "every point has one label")
    u = _numbers(data["direction"], "the direction", 64)
    require(len(u) == d, "the direction has the dimension of the points")
    thresholds = _numbers(data["thresholds"], "thresholds", MOST)
    q = len(thresholds)
    require(q > 0 and all(a < b for a, b in pairwise(thresholds)), "thresholds must increase")
    blocks: list[list[list[Fraction]]] = [[] for _ in thresholds]
    for x in points:
        height = sum((a * b for a, b in zip(u, x, strict=True)), Fraction(0))
        require(height not in thresholds, "a point lies on a plane")
        below = sum(t < height for t in thresholds)
        require(below > 0, "a point lies before the first plane")
        blocks[below - 1].append(x)
    require(all(blocks), "there are no points between two of the planes")
    require(all(_rank(block) == len(block) for block in blocks), "a block is not affinely independent")
    lower = -(-(m - 1) // _rank(points))
    require(integer(data, "lower", 0, MOST) == lower, f"the lower bound is {lower}")
    require(integer(data, "upper", 0, 2 * MOST) == 2 * q - 1, f"the upper bound is {2 * q - 1}")
    _require_network(data, points, labels, 2 * q - 1)
    return accepted(
        f"{q} blocks are affinely independent, and the network of {2 * q - 1} units has the labels at all {m} points",
        f"k*(X, y) ≥ {lower} for almost every y in R^{m}, and k*(X, y) ≤ {2 * q - 1} for every y",
        f"the {m} points of the certificate in R^{d}; k* is the least number of units of c + Σ a_j relu(w_j·x + b_j)",
        number=f"both bound the number of units; the network of the certificate has its labels with {2 * q - 1}",
    )


def _require_network(data: dict[str, Any], points: list[list[Fraction]], labels: list[Fraction], most: int) -> None:
    values = [number(data["bias"], "bias")] * len(points)
    units = items(data["units"], "units", 2 * MOST)
    require(len(units) == most, f"the network must have {most} units")
    for entry in units:
        unit = members(entry, "a unit", {"a", "w", "b"})
        a, b, w = number(unit["a"], "a"), number(unit["b"], "b"), _numbers(unit["w"], "w", 64)
        require(len(w) == len(points[0]), "a unit has one weight for every coordinate")
        for i, x in enumerate(points):
            before = sum((p * v for p, v in zip(w, x, strict=True)), b)
            if before > 0:
                values[i] += a * before
    require(values == labels, "the network does not take its label at every point")


def _rank(points: list[list[Fraction]]) -> int:
    """The rank of the rows (x, 1), by elimination without fractions on integer rows."""
    rows = []
    for x in points:
        common = lcm(*(v.denominator for v in x))
        rows.append([int(v * common) for v in x] + [common])
    rank, last = 0, 1
    for column in range(len(rows[0])):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][column]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column]
            rows[i] = [(lead * a - factor * b) // last for a, b in zip(rows[i], rows[rank], strict=True)]
        rank, last = rank + 1, lead
    return rank


def _numbers(values: Any, what: str, most: int) -> list[Fraction]:
    found = [number(v, what) for v in items(values, what, most)]
    afford(all(abs(v) < LARGEST for v in found), f"{what} holds a number of more than 2000 digits")
    return found
