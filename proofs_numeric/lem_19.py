"""Lemma 19 of Galanti & Wolf 2020: d̃_N(W^γ_{r,m}) ≥ C·N^{-r/m}, from spaces of bumps, with every constant.

Products of one bump, scaled to the grid of resolution n, have disjoint supports. So ‖D^k y‖ = ‖y‖_∞·n^{|k|}·Π_i
‖φ^(k_i)‖ on their span X, which has dimension
(n+1)^m, and with K = Σ_{|k| ≤ r} of these factors the sphere of radius ρ = 1/K has ‖y‖_r^s = 1 and ‖y‖_r^{s,*} = 1
- ρ exactly. It lies
in W^γ iff 1 - ρ ≥ γ, and a shell around it iff 1 - ρ > γ. As K ≥ 1 + n, every n > γ/(1-γ) will do, for all r, m, γ;
the least thresholds n(γ) are certified for small r and m. K is enclosed between
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
from math import comb
from typing import Any

from boundlab.rigorous._norm_polynomial import NormPolynomial
from boundlab.rigorous._polynomial import derivative, value
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.bump_profile import BumpProfile
from boundlab.rigorous.spaces.disjoint_bumps import of_profile, profiles
from proofs_numeric._induction import Claim, chain
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, counterexample, decided, exact, verdict

KNOWN = {
    "cells": "slip 3: cubes of side 2/d do partition the cube",
    "dimension": "slip 3: the space has dimension N, so it bounds d̃_{N-1}",
    "(94)": "slip 4: (94) needs γ < C_3/(C_0 C_1)",
    "constant-in-m": "slip 3: C_1 is at least the number of multi-indices, which grows with m",
    "constant-in-gamma": "slip 4: no C > 0 serves every γ",
}
GAMMAS = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), Fraction(99, 100))
SAMPLES, LARGEST = 128, 3


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
            return exact("c", f"a shell lies in the closure of W^γ from n = {n} on", False, "exact norms", witness)
        least = threshold == 1 or bumps.outside(threshold - 1, gamma)
        found.append(f"n({float(gamma):g}) = {threshold}" + ("" if least else " (least certified)"))
        certificates.append(bumps.certificate(n, gamma))
    return exact(
        f"shell r={r} m={m}",
        f"a shell around the sphere of radius 1/K(n) lies in the closure of W^γ_{{{r},{m}}} for n ≥ n(γ):"
        f" {', '.join(found)}",
        True,
        f"all functions of the space, dimension (n+1)^{m}; all n ≥ n(γ), as K increases with n",
        certificate={"kind": "bundle", "certificates": certificates},
        domain=f"r, m ≤ {LARGEST} and γ ∈ {{{', '.join(f'{float(g):g}' for g in gammas)}}}",
    )


def constant_in_m() -> Step:
    """(88) with C_1 = C_1(r): (87) bounds every ‖D^k φ_j‖ from below by d^{|k|}, so C_1 counts the k."""
    counts = {f"m = {m}": comb(m + 1, 2) for m in (1, 2, 4, 8, 16)}
    negation = decided("", "1 + m*d > C*d", ["m = C", "d > 0"], ["d"], statement="r = 1")
    witness = {
        "for every C_1": "take m = C_1 and r = 1: ‖y‖_1^s ≥ (1 + m·d)·max|c_j| > C_1·d·max|c_j|",
        "derivatives of order 2": counts,
        "proof": negation.statement,
    }
    statement = "‖y‖_r^s ≤ C_1·N^{r/m}·max|c_j| with C_1 depending only on r"
    proved = negation.outcome is Outcome.PROVED
    return counterexample("constant-in-m", statement, proved, "all C_1", witness, certificate=negation.certificate)


def constant_in_gamma() -> Step:
    """d̃_1(W^γ) ≤ sup ‖y‖_∞ ≤ 1 - γ, so C·1 ≤ 1 - γ for all γ."""
    negation = decided("", "1 - g < C and g > 0 and g < 1", ["C > 0", "C < 1", "g = 1 - C/2"], ["C", "g"])
    witness = {"for every C in (0, 1)": "γ = 1 - C/2, N = 1: the zero function has error ≤ 1 - γ = C/2 < C·N^{-r/m}"}
    proved = negation.outcome is Outcome.PROVED
    statement = "d̃_N(W^γ_{r,m}) ≥ C·N^{-r/m} with C depending only on r, for all γ and N"
    return counterexample("constant-in-gamma", statement, proved, "all C", witness, certificate=negation.certificate)


def series(name: str = "series", *, factor: str = "1") -> Step:
    """e^m ≥ m^m/m! for every m: no remainder of the exponential series is negative, and m^m/m! is one of its terms.

    p = x^k, f = k!, F = (k + 1)!; the remainder after x^{k+1}/(k+1)! has the remainder before it as derivative, and
    vanishes at 0.
    """
    claims = [
        Claim("derivative of x^(k+1)/(k+1)!", "(k + 1)*p/F = p/f", ("F = (k + 1)*f", "f > 0"), ("p", "f", "F")),
        Claim("one term", f"E >= ({factor})*t", ("E >= S + t", "S >= 0", "t >= 0"), ("E", "S", "t")),
    ]
    return chain(name, "m!·e^m ≥ m^m", claims, "all m ≥ 1, by induction over the terms of the series")


def constant_for_r_1() -> Step:
    """For r = 1: d̃_N(W_{1,m}) ≥ c·N^{-1/m} with c = 1/(2(2e + 1)), for every m and N ≥ 1 (own).

    Cones (1 - D(x, x_j)/t)_+, D(x, y) = ‖x - y‖_1/m, t ≤ 1/(2e), have Σ_i ‖∂_i y‖ ≤ ‖y‖/t, so K = 1 + 1/t.
    Centres with D ≥ 2t give disjoint supports; a maximal set of them has at least m!/(2tm)^m members, since the balls
    of radius 2t, of volume 2^m(2tm)^m/m!, cover the cube; by `series` that is at least (2et)^{-m}, which is N + 1 for
    t = s/(2e), s = (N+1)^{-1/m}. And 1/K = t/(1+t) ≥ s/(2e+1) ≥ N^{-1/m}/(2(2e+1)).
    """
    statement = "d̃_N(W_{1,m}) ≥ N^{-1/m}/(2(2e + 1)) for all N ≥ 1: for r = 1 some constant is independent of m"
    claims = [
        Claim("members, Z = (2tm)^m", "f/Z >= 1/(G*T)", ("f*G >= M", "Z = T*M", *POSITIVE), ("f", "G", "M", "Z", "T")),
        Claim("1/K = t/(1 + t) = s/(2e + s)", "t*(2*e + s) = s*(1 + t)", ("2*e*t = s",), ("t", "s", "e")),
        Claim("1/K", "s/(2*e + s) >= s/(2*e + 1)", ("s > 0", "s <= 1", "e > 0"), ("s", "e")),
        Claim("N for N + 1, P = 2^m", "n + 1 <= P*n", ("P >= 2",), ("P",)),
    ]
    words = "f = m!, G = e^m, M = m^m, T = (2t)^m, n = N"
    return chain("constant-for-r-1", f"{statement} ({words})", claims, "all m ≥ 1 and N ≥ 1, with the step `series`")


POSITIVE = ("f > 0", "G > 0", "M > 0", "T > 0")


def every_shell(name: str = "shell", *, enough: str = "n*(1 - g) > g") -> Step:
    """For all r, m ≥ 1 and γ in (0, 1): the sphere of radius ρ = 1/K, with a shell, is in W^γ once n > γ/(1-γ).

    K ≥ 1 + n: φ(0) = 1 and φ(1) = 0 make ‖φ'‖ ≥ 1, so the derivative along x_1 counts n at least. On the sphere
    ‖y‖^{s,*} = ρ(K - 1), on a smaller one of radius b it is b(K - 1).
    """
    real, inside = ("K", "D", "g", "b", "p"), "p*(K - 1) > g"
    claims = [
        Claim("slope of the bump", "D >= 1", ("1 - 0 <= D*(1 - 0)",), real),
        Claim("K", "K >= 1 + n", ("K >= 1 + n*D", "D >= 1"), real),
        Claim("K - 1 > γK", "K - 1 > g*K", ("K >= 1 + n", enough, "g > 0", "g < 1"), real),
        Claim("inside, ρ = 1/K", inside, ("p*K = 1", "p > 0", "K - 1 > g*K"), real),
        Claim("shell down to b", "b < p and b*(K - 1) > g", ("2*b*(K - 1) = g + p*(K - 1)", inside, "K > 1"), real),
    ]
    statement = "a shell around the sphere of radius 1/K(n) lies in the closure of W^γ_{r,m} for every n > γ/(1-γ)"
    return chain(name, statement, claims, "all r, m ≥ 1, all γ in (0, 1)")


def printed_steps() -> list[Step]:
    """The printed counts and conditions."""
    profile = profiles(1, 1)[0]
    reproduces = profile.derivatives_at_zero()[0] == 1
    dimension = counterexample(
        "dimension",
        "a space of dimension N whose sphere lies in K bounds d̃_N(K) from below",
        reproduces,
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
    """Prove a threshold for all r, m, γ; certify the least ones for r, m ≤ 3; refute what is printed beyond them."""
    shells = [inclusion(m, r) for r in range(1, LARGEST + 1) for m in range(1, LARGEST + 1)]
    own = [constant_in_m(), constant_in_gamma(), series(), constant_for_r_1()]
    return verdict([every_shell(), *shells, *printed_steps(), *own], budget, seed)


CONTROLS = (
    Control("threshold one too small", lambda b, s: inclusion(2, 2, [Fraction(99, 100)], earlier=1)),
    Control("radius doubled", lambda b, s: inclusion(2, 2, [Fraction(1, 2)], radius=2)),
    Control("m! ≥ 3·(m/e)^m", lambda b, s: series("c", factor="3")),
    Control("shell from γ on", lambda b, s: every_shell("c", enough="n > g")),
    Control("cells of side 1/d", lambda b, s: decided("c", "2*d = d")),
)
