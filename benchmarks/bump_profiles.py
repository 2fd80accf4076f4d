"""Bump profiles by linear programming, and how they compare with the perfect spline.

Minimises the leading coefficient L(a) = Σ_{|k|=r} Π_i a_{k_i}, a_j = ‖φ^(j)‖, over even bumps φ with φ(0) =
‖φ‖ = 1 whose r-th derivative is constant on equal cells: L is linearised at the current norms and a linear
program is solved in a trust region. The values are rounded and the conditions at 0 repaired exactly; the
norms are certified by `boundlab.rigorous.bump_profile`.

    python benchmarks/bump_profiles.py           print stored / perfect for every stored (r, m), write results/
    python benchmarks/bump_profiles.py --solve   solve again and print the profiles
"""

from __future__ import annotations

import sys
from fractions import Fraction
from math import factorial

import numpy as np
from _record import CPU, record
from scipy.optimize import linprog

from boundlab.rigorous._linear_programming_bumps import profile
from boundlab.rigorous._solve import solve
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.bump_profile import BumpProfile
from boundlab.rigorous.spaces.disjoint_bumps import of_profile, perfect_spline

CELLS = 80
ROUND = 64


def lead(a, m, r):
    return float(multi_index_sums([Fraction(float(x)).limit_denominator(10**9) for x in a], m, r)[r])


def gradient(a, m, r):
    out = np.zeros(r + 1)
    for j in range(1, r + 1):
        step = 1e-6 * a[j]
        up, down = np.array(a), np.array(a)
        up[j] += step
        down[j] -= step
        out[j] = (lead(up, m, r) - lead(down, m, r)) / (2 * step)
    return out


def derivative_rows(r, cells):
    """Rows giving φ^(j) at the grid points from the values of φ^(r), for j = 0 … r-1."""
    h = 1 / cells
    rows = []
    for j in range(r):
        p = r - j
        block = np.zeros((cells + 1, cells))
        for i in range(cells + 1):
            x = i * h
            for c in range(i, cells):
                left, right = c * h - x, (c + 1) * h - x
                block[i, c] = (-1) ** p * (right**p - left**p) / factorial(p)
        rows.append(block)
    return rows


def optimise(m, r, cells=CELLS, rounds=30):
    rows = derivative_rows(r, cells)
    a = np.array([float(x) for x in perfect_spline(r).norms])
    trust, best, values = 0.3, lead(a, m, r) * 1.01, None
    for _ in range(rounds):
        g = gradient(a, m, r)
        cost = np.concatenate([np.zeros(cells), g[1:]])
        A, b = [], []
        for j in range(1, r + 1):
            block = rows[j] if j < r else np.eye(cells)
            for sign in (1, -1):
                extra = np.zeros((len(block), r))
                extra[:, j - 1] = -1
                A.append(np.hstack([sign * block, extra]))
                b.append(np.zeros(len(block)))
        E = [np.concatenate([rows[j][0], np.zeros(r)]) for j in [0, *range(1, r, 2)]]
        e = [1.0] + [0.0] * (len(E) - 1)
        limits = [(None, None)] * cells + [(x * (1 - trust), x * (1 + trust)) for x in a[1:]]
        done = linprog(cost, np.vstack(A), np.concatenate(b), np.array(E), e, limits, method="highs")
        if done.status != 0:
            trust /= 2
            continue
        new = np.concatenate([[1.0], done.x[cells:]])
        value = lead(new, m, r)
        if value < best - 1e-9:
            best, a, values = value, new, done.x[:cells]
        else:
            trust /= 2
    return best, values


def repaired(values, r):
    """Round the values and repair the conditions at 0 exactly, on the last cells of equal value."""
    rounded = [Fraction(round(float(v) * ROUND), ROUND) for v in values]
    knots, kept = [Fraction(0)], []
    for c, v in enumerate(rounded):
        if kept and kept[-1] == v:
            knots[-1] = Fraction(c + 1, len(rounded))
        else:
            kept.append(v)
            knots.append(Fraction(c + 1, len(rounded)))
    conditions = [0, *range(1, r, 2)]
    sizes = sorted(range(len(kept)), key=lambda i: knots[i] - knots[i + 1])[: len(conditions)]

    def at_zero(i, j):
        p = r - j
        return (-1) ** p * (knots[i + 1] ** p - knots[i] ** p) / factorial(p)

    right = []
    for j in conditions:
        rest = sum(v * at_zero(i, j) for i, v in enumerate(kept) if i not in sizes)
        right.append((1 if j == 0 else 0) - rest)
    for i, v in zip(sizes, solve([[at_zero(i, j) for i in sizes] for j in conditions], right), strict=True):
        kept[i] = v
    return BumpProfile(r, tuple(knots), tuple(kept))


def main():
    results = []
    for r in (3, 4):
        for m in (2, 3, 4):
            perfect = of_profile(m, perfect_spline(r)).norm.leading
            if "--solve" in sys.argv:
                value, values = optimise(m, r)
                found = repaired(values, r)
                print(f"# r={r} m={m} LP {value:.5f} certified {float(of_profile(m, found).norm.leading):.5f}")
                print([str(t) for t in found.knots], [str(v) for v in found.values])
                continue
            stored = of_profile(m, profile(m, r)).norm.leading
            print(f"r={r} m={m}: lead {float(stored):.5f}, {float(stored / perfect):.4f} of the perfect one's")
            results.append({"r": r, "m": m, "lead": str(stored), "over_perfect_spline": float(stored / perfect)})
    if results:
        record("bump_profiles", CPU, {"exact": "lead is a rational upper bound"}, results)


if __name__ == "__main__":
    main()
