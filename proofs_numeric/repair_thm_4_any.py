"""Theorem 4 for any selection: a partition of unity of R^m with m + 1 colours, and the continuous generator it gives.

docs/covering-proof.md. With a_1 ≤ … ≤ a_m the distances of the coordinates from the nearest integers in order, a_0 = 0
and a_{m+1} = 1/2, the functions φ_k = 2·(a_{k+1} - a_k), k = 0, …, m, are a partition of unity. Where φ_k > 0, the k
coordinates nearest to integers, these integers, and the floors of the others make a cell; between two cells of a colour
φ_k vanishes. So any parameters θ of the cells give the continuous map min(1, φ_k/η)·θ(cell).
"""

from __future__ import annotations

import random
from fractions import Fraction

from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, enumerated, exact, pick, verdict

CONCERNS = ("repair/thm-4-any",)

Point = tuple[Fraction, ...]
Cell = tuple[tuple[str, int], ...]
HALF = Fraction(1, 2)


def gaps(point: Point) -> list[Fraction]:
    """Return φ_0, …, φ_m at `point`, exactly."""
    nearest = sorted(abs(t - round(t)) for t in point)
    return [2 * (b - a) for a, b in zip([Fraction(0), *nearest], [*nearest, HALF], strict=True)]


def cell(point: Point, colour: int) -> Cell | None:
    """Return the cell of this colour that `point` lies in, None where φ vanishes."""
    if gaps(point)[colour] == 0:
        return None
    order = sorted(range(len(point)), key=lambda j: abs(point[j] - round(point[j])))
    near = set(order[:colour])
    return tuple(("near", round(t)) if j in near else ("floor", t // 1) for j, t in enumerate(point))


def _points(dimension: int, count: int, seed: int) -> list[Point]:
    chosen = random.Random(seed)
    return [tuple(Fraction(chosen.randrange(-48, 49), 12) for _ in range(dimension)) for _ in range(count)]


def partition(budget: Budget, seed: int) -> Step:
    """The colours sum to 1 and are not negative."""
    cases = []
    for dimension in (1, 2, 3, 4):
        for point in _points(dimension, pick(budget, 60, 600), seed + dimension):
            found = gaps(point)
            cases.append((sum(found) == 1 and min(found) >= 0 and len(found) == dimension + 1, {"I": str(point)}))
    return enumerated(
        "partition", "φ_0 + … + φ_m = 1, φ_k ≥ 0", "points of grids in dimensions 1 to 4", cases, "exact rationals"
    )


def separation(budget: Budget, seed: int, *, lipschitz: int = 4) -> Step:
    """φ_k is 4-Lipschitz in sup norm, and between two cells it falls to 0: the generator is continuous."""
    cases = []
    for dimension in (1, 2, 3):
        points = _points(dimension, pick(budget, 40, 300), seed + dimension)
        for a in points:
            b = tuple(t + Fraction(random.Random(str(a)).randrange(-8, 9), 12) for t in a)
            apart = max(abs(s - t) for s, t in zip(a, b, strict=True))
            for k, (x, y) in enumerate(zip(gaps(a), gaps(b), strict=True)):
                same = cell(a, k) == cell(b, k)
                holds = abs(x - y) <= lipschitz * apart and (same or x + y <= lipschitz * apart)
                cases.append((holds, {"I": str(a), "I'": str(b), "colour": k}))
    statement = f"|φ_k(I) - φ_k(I')| ≤ {lipschitz}·‖I - I'‖, and φ_k(I) + φ_k(I') is as small if their cells differ"
    return enumerated("separation", statement, "pairs of points in dimensions 1 to 3", cases, "exact rationals")


def cells(budget: Budget, seed: int, *, diameter: Fraction = Fraction(1)) -> Step:
    """Two points of one cell differ by less than 1 in every coordinate."""
    cases = []
    for dimension in (1, 2, 3):
        seen: dict[tuple[int, Cell], list[Point]] = {}
        for point in _points(dimension, pick(budget, 150, 1500), seed + dimension):
            for k in range(dimension + 1):
                if (found := cell(point, k)) is not None:
                    seen.setdefault((k, found), []).append(point)
        for (k, _), members in seen.items():
            apart = max(max(p[j] for p in members) - min(p[j] for p in members) for j in range(dimension))
            cases.append((apart < diameter, {"I": str(members[0]), "colour": k}))
    return enumerated("cells", f"a cell has diameter below {diameter}", "cells met", cases, "exact rationals")


def selection(budget: Budget, seed: int, *, copies: int | None = None) -> Step:
    """A selection that jumps from cell to cell, on y(x, I) = |x - I|, made continuous: the error is at most twice ε."""
    size = Fraction(1, 4)  # the side of a cell: the slices of one cell differ by at most this, which is ε
    for point in _points(1, pick(budget, 100, 1000), seed):
        weights = [max(Fraction(0), g - Fraction(1, 4)) for g in gaps(point)][:copies]
        total = sum(weights)
        if total == 0:
            return exact("selection", "some copy counts everywhere", False, "exact", {"I": str(point[0])})
        x = Fraction(random.Random(str(point)).randrange(-8, 9), 8)
        value = Fraction(0)
        for k, w in enumerate(weights):
            found = cell(point, k)
            if w > 0 and found is not None:
                kind, at = found[0]
                node = size * (at if kind == "near" else at + HALF)  # the parameter of the copy jumps with the cell
                value += w * abs(x - node)
        wrong = abs(value / total - abs(x - size * point[0]))
        if wrong > 2 * size:
            return exact("selection", "the error is at most 2ε", False, "exact", {"I": str(point[0]), "x": str(x)})
    words = "m2 + 1 copies of g, moved while their scale is 0, follow every slice within 2ε"
    return exact(
        "selection", words, True, "exact", domain="m2 = 1, a selection that jumps at every cell, sampled points"
    )


def check(budget: Budget, seed: int) -> Verdict:
    """Check the colouring, the cells, the continuity, the composed hypernetwork, and the comparison with theorem 5."""
    deep = decided(
        "thm-5-deep",
        "(m1 + m2)/2 <= max(m1, m2)",
        statement="a deep network on all of W_{r,m} needs no more than theorem 5's hypernetwork",
    )
    return verdict(
        [partition(budget, seed), separation(budget, seed), cells(budget, seed), selection(budget, seed), deep],
        budget,
        seed,
    )


CONTROLS = (
    Control("Lipschitz constant halved", lambda b, s: separation(b, s, lipschitz=2)),
    Control("cells half as large", lambda b, s: cells(b, s, diameter=HALF)),
    Control("one copy fewer", lambda b, s: selection(b, s, copies=1)),
)
