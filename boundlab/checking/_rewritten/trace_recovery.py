"""Recovery by splines in one variable after the other: the error, from the cells that are used, and the count.

In variable i a spline of degree q - 1 on n_i cells, H = 2/n_i: error F_q·n_i^{-q} times the pure derivative of order q;
values enter with weights of sum at most L_q, so an error e of what follows costs L_q·e; the traces ∂^a(±1), a = q - 2,
enter with weights of sum at most M·H^a, and are interpolated linearly on n' cells, error 1/(2n'²).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._fields import items
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.zigzag import euler_constant

MOST_CELLS = 10**80
ROOT2, ROOT3 = Fraction(577, 408), Fraction(1351, 780)
"""Above √2 and √3."""


def recovered(method: Mapping[str, Any], cells: int, m: int, q: int) -> tuple[Fraction, int]:
    """Return a bound of the error after shrinking and the number of parameters; raises Rejected.

    `levels` lists [n_i, n'_i] for each variable, the last one [n_m].
    """
    levels = items(method["levels"], "levels", 64)
    require(len(levels) == m, "there is one level for each variable")
    values = ROOT2 if q == 3 else (1 + 3 * ROOT3) / 4
    eta, count = Fraction(0), 0
    for others, level in enumerate(reversed(levels)):
        sizes = items(level, "a level", 2)
        require(len(sizes) == (2 if others else 1), "a level is [n, n'], the last one [n]")
        require(all(type(k) is int and 1 <= k <= MOST_CELLS for k in sizes), "cells are positive integers")
        n = sizes[0]
        own = euler_constant(q) / Fraction(n) ** q
        if others == 0:
            eta, count = own, n + q - 1
            continue
        traces = sizes[1]
        weight = Fraction(2, n) ** (q - 2) * largest_trace_weight(q, n)
        eta = max(own, values * eta, weight / (2 * Fraction(traces) ** 2))
        count = (n + 1 if q == 4 else n) * count + 2 * (traces + 1) ** others
    require(levels[0][0] == cells, "cells are those of the first variable")
    return eta / (1 + eta), count


def largest_trace_weight(q: int, n: int) -> Fraction:
    """Return M. For q = 3 it is (1 + s)/(1 - s)/(2√2), s = (3 - 2√2)^n: rational, and it falls with n. For q = 4 it is
    at most max θ(1-θ)(7-5θ)/24 < 0.0501 for n ≥ 4, √3/27 for two or three cells, and 1/8 for one.
    """
    if q == 4:
        return {1: Fraction(1, 8), 2: ROOT3 / 27, 3: ROOT3 / 27}.get(n, Fraction(501, 10_000))
    power = (1, 0)  # a + b√2, up to the ninth power of 3 - 2√2, where M is within 10^-6 of its limit
    for _ in range(min(n, 9)):
        power = (3 * power[0] - 4 * power[1], 3 * power[1] - 2 * power[0])
    a, b = power  # (1 + s)/(1 - s) = -2b√2/(2 - 2a), as a² - 2b² = 1
    return Fraction(-b, 2 * (a - 1))
