"""Lemma 19 of Galanti & Wolf 2020: d̃_N(W^γ_{r,m}) ≥ C·N^{-r/m}, from spaces of bumps, with every constant.

Products of one bump, scaled to the grid of resolution n, have disjoint supports. So ‖D^k y‖ = ‖y‖_∞·n^{|k|}·Π_i
‖φ^(k_i)‖ on their span X, which has dimension
(n+1)^m, and with K = Σ_{|k| ≤ r} of these factors the sphere of radius ρ = 1/K has ‖y‖_r^s = 1 and ‖y‖_r^{s,*} = 1
- ρ exactly. It lies
in W^γ iff 1 - ρ ≥ γ, and a shell around it iff 1 - ρ > γ: a threshold n(γ), reported and certified here. K is
enclosed between
certified norms of φ and exact values of its derivatives. (φ^(r) is piecewise constant; W^γ stands for its closure.)

What is printed differs: cubes of side 1/d do not partition [-1, 1]^m; a space of dimension N bounds the width with
N - 1
parameters; (94) needs γ < C_3/(C_0 C_1); C_1 in (88) grows with m, as the number of derivatives does; and no C
serves all γ, because d̃_N(W^γ) ≤ 1 - γ. For r = 1 a C that does not depend on m does exist, by another construction
(`constant_for_r_1`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial
from typing import Any

from boundlab.rigorous._balls import ball
from boundlab.rigorous._norm_polynomial import NormPolynomial
from boundlab.rigorous._polynomial import derivative, value
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.bump_profile import BumpProfile
from boundlab.rigorous.spaces.disjoint_bumps import of_profile, profiles
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, exact, pick, verdict

KNOWN = {
    "cells": "slip 3: cubes of side 2/d do partition the cube",
    "dimension": "slip 3: the space has dimension N, so it bounds d̃_{N-1}",
    "(94)": "slip 4: (94) needs γ < C_3/(C_0 C_1)",
    "constant-in-m": "slip 3: C_1 is at least the number of multi-indices, which grows with m",
    "constant-in-gamma": "slip 4: no C > 0 serves every γ",
}
GAMMAS = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), Fraction(99, 100))
SAMPLES = 128


@lru_cache(maxsize=32)
def extreme_points(profile: BumpProfile) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Return points t_j and the exact |φ^(j)(t_j)|, close to ‖φ^(j)‖, j = 0…r."""
    points, values = [], []
    for j in range(profile.r + 1):
        best = (Fraction(-1), Fraction(0))
        for i, (piece, width) in enumerate(profile.pieces()):
            p = derivative(piece, j)
            for s in range(1, SAMPLES + 1):
                u = width * s / SAMPLES
                best = max(best, (abs(value(p, u)), profile.knots[i + 1] - u))
        values.append(best[0])
        points.append(best[1])
    return tuple(points), tuple(values)


class Bumps:
    """The spaces of one profile: K(n) enclosed between `lower` and `upper`."""

    def __init__(self, m: int, r: int) -> None:
        self.m, self.r = m, r
        self.profile = profiles(m, r)[0]
        self.family = of_profile(m, self.profile)
        self.upper = self.family.norm
        self.points, values = extreme_points(self.profile)
        self.lower = NormPolynomial.of(multi_index_sums(values, m, r))

    def inside(self, n: int, gamma: Fraction) -> bool:
        """Is the shell around the sphere of radius 1/K in W^γ, by the lower bound of K - 1 and the upper bound of K?"""
        return (self.lower(n) - 1) / self.upper(n) > gamma

    def outside(self, n: int, gamma: Fraction) -> bool:
        """Is no shell of any radius in W^γ? ρK ≤ 1 is forced, so ρ(K - 1) ≤ 1 - 1/K."""
        return 1 - 1 / self.upper(n) <= gamma

    def threshold(self, gamma: Fraction) -> int:
        """Return the least n ≥ 1 that is inside; K is increasing, so doubling and bisection find it."""
        high = 1
        while not self.inside(high, gamma):
            high *= 2
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.inside(middle, gamma) else (middle, high)
        return high

    def certificate(self, n: int, gamma: Fraction) -> dict[str, Any]:
        """Return the certificate that `boundlab check` re-checks (kind sphere-inclusion)."""
        return {
            "kind": "sphere-inclusion",
            "m": self.m,
            "r": self.r,
            "gamma": str(gamma),
            "space": {**self.family.description, "resolution": n, "K": str(self.upper(n))},
            "points": [str(t) for t in self.points],
        }


def inclusion(m: int, r: int, gammas: Sequence[Fraction] = GAMMAS, *, earlier: int = 0, radius: int = 1) -> Step:
    """The shell around the sphere of radius `radius`/K is in W^γ from n(γ) - `earlier` on."""
    bumps = Bumps(m, r)
    found, certificates = [], []
    for gamma in gammas:
        threshold = bumps.threshold(gamma)
        n = max(threshold - earlier, 1)
        norm = radius * bumps.lower(n) / bumps.upper(n)
        if radius > 1 and norm > 1:
            witness = {"γ": str(gamma), "n": n, "‖y‖_r^s": str(norm)}
            return exact("c", "the sphere lies in the unit ball of the Sobolev norm", False, "exact", witness)
        if bumps.outside(n, gamma):
            witness = {"γ": str(gamma), "n": n, "1 - ρ": str(1 - 1 / bumps.upper(n))}
            return exact("c", f"a shell lies in W^γ from n = {n} on", False, "exact norms", witness)
        least = threshold == 1 or bumps.outside(threshold - 1, gamma)
        found.append(f"n({float(gamma):g}) = {threshold}" + ("" if least else " (least certified)"))
        certificates.append(bumps.certificate(n, gamma))
    return exact(
        f"shell r={r} m={m}",
        f"a shell around the sphere of radius 1/K(n) lies in W^γ_{{{r},{m}}} for n ≥ n(γ): {', '.join(found)}",
        True,
        f"all functions of the space, dimension (n+1)^{m}; all n ≥ n(γ), as K increases with n",
        certificate={"kind": "bundle", "certificates": certificates},
    )


def constant_in_m() -> Step:
    """(88) with C_1 = C_1(r): (87) bounds every ‖D^k φ_j‖ from below by d^{|k|}, so C_1 counts the k."""
    counts = {f"m = {m}": comb(m + 1, 2) for m in (1, 2, 4, 8, 16)}
    negation = decided("", "1 + m*d > C*d", ["m = C"], statement="r = 1")
    witness = {
        "for every C_1": "take m = C_1 and r = 1: ‖y‖_1^s ≥ (1 + m·d)·max|c_j| > C_1·d·max|c_j|",
        "derivatives of order 2": counts,
        "proof": negation.statement,
    }
    statement = "‖y‖_r^s ≤ C_1·N^{r/m}·max|c_j| with C_1 depending only on r"
    holds = negation.outcome is not Outcome.PROVED
    return exact("constant-in-m", statement, holds, "all C_1", witness, certificate=negation.certificate)


def constant_in_gamma() -> Step:
    """d̃_1(W^γ) ≤ sup ‖y‖_∞ ≤ 1 - γ, so C·1 ≤ 1 - γ for all γ."""
    negation = decided("", "1 - g < C and g > 0 and g < 1", ["C > 0", "C < 1", "g = 1 - C/2"], ["C", "g"])
    witness = {"for every C in (0, 1)": "γ = 1 - C/2, N = 1: the zero function has error ≤ 1 - γ = C/2 < C·N^{-r/m}"}
    holds = negation.outcome is not Outcome.PROVED
    statement = "d̃_N(W^γ_{r,m}) ≥ C·N^{-r/m} with C depending only on r, for all γ and N"
    return exact("constant-in-gamma", statement, holds, "all C", witness, certificate=negation.certificate)


def constant_for_r_1(budget: Budget, *, factor: Fraction = Fraction(1)) -> Step:
    """For r = 1: d̃_N(W_{1,m}) ≥ c·N^{-1/m} with c = 1/(2(2e + 1)), for every m and N ≥ 1 (own).

    Cones (1 - D(x, x_j)/t)_+, D(x, y) = ‖x - y‖_1/m, t ≤ 1/(2e), have Σ_i ‖∂_i y‖ ≤ ‖y‖/t, so K = 1 + 1/t.
    Centres with D ≥ 2t give
    disjoint supports; a maximal set of them has at least 2^m m!/(4tm)^m ≥ (2et)^{-m} members, since balls of
    radius 2t cover the cube
    and m! ≥ (m/e)^m. With t = (N+1)^{-1/m}/(2e) there are N + 1, and 1/K = t/(1+t) ≥ (N+1)^{-1/m}/(2e+1) ≥
    N^{-1/m}/(2(2e+1)).
    Checked for each m: m!·e^m ≥ factor·m^m, in balls; the rest holds for all t by the identities above.
    """
    largest = pick(budget, 100, 1000)
    e = ball(1).exp()
    statement = "d̃_N(W_{1,m}) ≥ N^{-1/m}/(2(2e + 1)) for all N ≥ 1: for r = 1 some constant is independent of m"
    for m in range(1, largest + 1):
        if not ball(factorial(m)) * e**m >= ball(factor * m**m):
            return exact("constant-for-r-1", statement, False, "balls", {"m": m})
    return exact("constant-for-r-1", statement, True, f"m ≤ {largest}, all N; m! ≥ (m/e)^m in balls")


def printed_steps() -> list[Step]:
    """The printed counts and conditions."""
    profile = profiles(1, 1)[0]
    reproduces = profile.derivatives_at_zero()[0] == 1
    dimension = exact(
        "dimension",
        "a space of dimension N whose sphere lies in K bounds d̃_N(K) from below",
        not reproduces,
        "all functions of the space",
        {"method": "θ = values at the N bump centres", "error on the space": "0: φ(0) = 1, supports are disjoint"},
    )
    signs = ["C0 > 1", "C1 > 0", "C3 > 0"]
    needed = decided(
        "(94)-needs",
        "g < C3/(C0*C1)",
        [*signs, "b > 0", "n > 0", "b <= 1/(C1*n)", "g < b*C3/C0*n"],
        ["g", "C0", "C1", "C3", "b", "n"],
        statement="(94), β < ρ, n for N^{r/m}",
    )
    every = decided(
        "(94)",
        "g < C3/(C0*C1)",
        [*signs, "g > 0", "g < 1", "C3 <= C1"],
        ["g", "C0", "C1", "C3"],
        statement="what (94) needs, for every γ in (0, 1)",
    )
    cells = decided("cells", "2*d = d", statement="cells of side 1/d per axis of [-1, 1]: 2/(1/d) of them, printed d")
    repaired = decided("cells-repaired", "2/(2/d) = d", statement="cells of side 2/d per axis")
    return [cells, repaired, dimension, needed, every]


def check(budget: Budget, seed: int) -> Verdict:
    """Certify the thresholds for r, m in 1…3; refute what is printed beyond them."""
    shells = [inclusion(m, r) for r in (1, 2, 3) for m in (1, 2, 3)]
    own = [constant_in_m(), constant_in_gamma(), constant_for_r_1(budget)]
    return verdict([*shells, *printed_steps(), *own], budget, seed)


CONTROLS = (
    Control("threshold one too small", lambda b, s: inclusion(2, 2, [Fraction(99, 100)], earlier=1)),
    Control("radius doubled", lambda b, s: inclusion(2, 2, [Fraction(1, 2)], radius=2)),
    Control("m! ≥ (m/e)^m with a factor 3", lambda b, s: constant_for_r_1(b, factor=Fraction(3))),
    Control("cells of side 1/d", lambda b, s: decided("c", "2*d = d")),
)
