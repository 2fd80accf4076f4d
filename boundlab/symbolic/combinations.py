"""Multipliers with which gaps between products of monomials show that one product is at most another: their search.

With vectors of the coefficients of logarithms, the multipliers λ ≥ 0 have to make d - Σ λ_i·g_i in every scale zero or
negative in its first entry other than zero. They solve as many equations as there are of them; which ones is found at
sample values of the parameters, the solution is then exact and holds parameters.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from flint import fmpq

from boundlab.errors import BoundlabError
from boundlab.symbolic import constants
from boundlab.symbolic.expansion import Undetermined, Vague
from boundlab.symbolic.expression import ZERO, Expression, Value
from boundlab.symbolic.gaps import Gap, Key, Scales
from boundlab.symbolic.linear import Multipliers, solve
from boundlab.symbolic.monomial import Monomial, logarithm
from boundlab.symbolic.rational import normal

MAX_MULTIPLIERS, MAX_SYSTEMS, MAX_SAMPLES, MAX_FOUND = 4, 400, 6, 4
MAX_VERTICES = 40
Row = list[fmpq]
System = tuple[tuple[int, ...], tuple[int, ...]]  # gaps whose multipliers solve the equations of these monomials


class Search:
    """Looks for combinations of `gaps`; `samples` are values of the parameters."""

    def __init__(self, scales: Scales, gaps: Sequence[Gap], samples: Sequence[Mapping[str, Value]]) -> None:
        self.scales, self.samples = scales, samples[:MAX_SAMPLES] or [{}]
        self.gaps = [gap for gap in gaps if self._matters(gap)]

    def _matters(self, gap: Gap) -> bool:
        """Does it say more than that the scales tend to their limits?"""
        try:
            return max(self.scales.orders(gap.low, gap.high)) > 0
        except (Undetermined, Vague):
            return True

    def combinations(self, a: Key, b: Key, *, strictly: bool) -> Iterator[dict[str, Expression]]:
        """Yield multipliers, by the names of gaps, that may show a ≲ b (a ≺ b); those good at all samples first."""
        keys = [(a, b), *((gap.low, gap.high) for gap in self.gaps)]
        try:
            atoms, rows = self._rows(keys)
        except Vague:
            return
        points = [point for point in map(self._values(rows), self.samples) if point is not None]
        if not points or (first := self._vertices(points[0], atoms)) is None:
            return
        partly = []
        found = 0
        for chosen, places in itertools.chain(first, itertools.islice(self._systems(len(atoms)), MAX_SYSTEMS)):
            good = [self._shows(point, atoms, chosen, places, strictly) for point in points]
            if not good[0]:
                continue
            if not all(good):
                partly.append((chosen, places))
                continue
            if (solution := self._solution(rows, chosen, places)) is not None:
                yield solution
                found += 1
                if found >= MAX_FOUND:
                    return
        for chosen, places in partly[:MAX_FOUND]:
            if (solution := self._solution(rows, chosen, places)) is not None:
                yield solution

    def _vertices(self, point: list[Row], scales: list[int]) -> list[System] | None:
        """Return systems whose solutions are vertices of the multipliers for all monomials, and for the fastest ones
        only; None if there are none for these."""
        target, *gaps = point
        found: list[System] = []
        fastest = [scales.index(i) for i in sorted(set(scales))]
        for places in (range(len(scales)), fastest):
            columns = [{row: gap[p] for row, p in enumerate(places) if gap[p]} for gap in gaps]
            columns += [{row: fmpq(-1)} for row in range(len(places))]
            vertex = solve(columns, [target[p] for p in places])
            if isinstance(vertex, Multipliers):
                chosen = tuple(sorted(i for i in vertex.values if i < len(gaps)))
                tight = [p for row, p in enumerate(places) if len(gaps) + row not in vertex.values]
                found += ((chosen, rows) for rows in itertools.combinations(tight, len(chosen)) if chosen)
            elif places is fastest:
                return None
        return found[:MAX_VERTICES]

    def _systems(self, atoms: int) -> Iterator[System]:
        for k in range(1, min(MAX_MULTIPLIERS, len(self.gaps), atoms) + 1):
            yield from itertools.product(
                itertools.combinations(range(len(self.gaps)), k), itertools.combinations(range(atoms), k)
            )

    def _rows(self, keys: Sequence[tuple[Key, Key]]) -> tuple[list[int], list[list[Expression]]]:
        """Return the scale of each monomial, fastest first in a scale, and its coefficients in log a - log b."""
        scales: list[int] = []
        rows: list[list[Expression]] = [[] for _ in keys]
        for i, f in enumerate(self.scales.monomials):
            sums = [f.added(logarithm(a[i]), logarithm(b[i]), -1) for a, b in keys]
            seen: list[Monomial] = []
            for m in (m for terms in sums for m, _ in terms):
                if all(f.compare(m, other) for other in seen):
                    place = next((k for k, other in enumerate(seen) if f.compare(m, other) > 0), len(seen))
                    seen.insert(place, m)
            scales += [i] * len(seen)
            for row, terms in zip(rows, sums, strict=True):
                row += [next((c for n, c in terms if not f.compare(m, n)), ZERO) for m in seen]
        return scales, rows

    @staticmethod
    def _values(rows: Sequence[Sequence[Expression]]):  # type: ignore[no-untyped-def]
        names = {name for row in rows for e in row for name in e.parameters()}
        symbols = [name for name in names if constants.is_symbol(name)]

        def at(point: Mapping[str, Value]) -> list[Row] | None:
            try:
                known = {name: constants.nearly(name, point) for name in symbols}
                values = {**dict.fromkeys(names, Fraction(1)), **point, **known}
                return [[_exact(e.at(values)) if e.value is None else _exact(e.value) for e in row] for row in rows]
            except (ZeroDivisionError, BoundlabError, ValueError):
                return None

        return at

    def _shows(
        self, point: list[Row], scales: list[int], chosen: Sequence[int], places: Sequence[int], strictly: bool
    ) -> bool:
        target, *gaps = point
        solution = _solve([[gaps[i][p] for i in chosen] for p in places], [target[p] for p in places])
        if solution is None or min(solution) < 0:
            return False
        rest = [t - sum(x * gaps[i][p] for x, i in zip(solution, chosen, strict=True)) for p, t in enumerate(target)]
        falls = any(x > 0 and self.gaps[i].strict for x, i in zip(solution, chosen, strict=True))
        for scale in range(len(self.scales.names)):
            first = next((r for r, s in zip(rest, scales, strict=True) if s == scale and r), fmpq(0))
            if first > 0:
                return False
            falls = falls or first < 0
        return falls or not strictly

    def _solution(
        self, rows: Sequence[Sequence[Expression]], chosen: Sequence[int], places: Sequence[int]
    ) -> dict[str, Expression] | None:
        target, *gaps = rows
        matrix = [[*(gaps[i][p] for i in chosen), target[p]] for p in places]
        size = len(matrix)
        for k in range(size):
            pivot = next((r for r in range(k, size) if normal(matrix[r][k]).value != 0), None)
            if pivot is None:
                return None
            matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
            matrix[k] = [normal(e / matrix[k][k]) for e in matrix[k]]
            for r in range(size):
                if r != k and normal(matrix[r][k]).value != 0:
                    matrix[r] = [normal(e - matrix[r][k] * p) for e, p in zip(matrix[r], matrix[k], strict=True)]
        found = {self.gaps[i].name: row[-1] for i, row in zip(chosen, matrix, strict=True)}
        if any(name.startswith("root") for e in found.values() for name in e.parameters()):
            return None  # a certificate has no text for these
        return {name: e for name, e in found.items() if e.value != 0}


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _solve(matrix: list[Row], target: Row) -> Row | None:
    """Return the solution of a square system, None if there are none or many."""
    rows = [[*row, t] for row, t in zip(matrix, target, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = next((r for r in range(k, size) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for r in range(size):
            if r != k and rows[r][k]:
                rows[r] = [v - rows[r][k] * p for v, p in zip(rows[r], rows[k], strict=True)]
    return [row[-1] for row in rows]
