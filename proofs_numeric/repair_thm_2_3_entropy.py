"""Repaired Theorems 2 and 3, by counting: N_q ln(1 + BΛ/ε) + k·ln 7·⌈2ℓ1ℓ2/ε⌉^{m2} ≥ R(ε), and the form for a dense
first layer (own).

R(ε) = ln 2·2^{m-1}((1-3ε)/(3mε))^m is the logarithm of the number of sign patterns of disjoint l1 cones of
amplitude > 3ε, whose members are more than
6ε apart. ℓ1-Lipschitz maps of [-1,1]^{m2} are covered cell by cell: neighbouring cells have values within 3a of a
net point, and a ball of
radius 3a in R^k has an a-net of at most 7^k points in any norm. With a dense first layer both k and w1 may stand in
the second term, and N_q ≥ k·w1 gives N_q ≥ min{R/(2A), (R/(2D))²}.
"""

from __future__ import annotations

import random
from fractions import Fraction

from proofs_numeric._induction import Claim, Induction, chain
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, exact, pick, verdict

CONCERNS = ("repair/thm-2-entropy", "repair/thm-3-entropy")


def dense(name: str, *, claim: str = "4*M*D*D >= R*R", where: tuple[str, ...] = ("M >= w*k",)) -> Step:
    """If q's own weights cost at most R/2, both k·D and w1·D are at least R/2; M is N_q."""
    conditions = ["2*k*D >= R", "2*w*D >= R", *where, "k >= 0", "w >= 0", "D > 0", "R > 0"]
    return decided(name, claim, conditions, ["M", "k", "w", "D", "R"], statement="dense first layer: N_q ≥ (R/(2D))²")


def alternative(name: str, half: str = "1/2") -> Step:
    """The two terms of the inequality: one of them is at least R/2."""
    claim = f"first >= ({half})*R or second >= ({half})*R"
    return decided(name, claim, ["first + second >= R"], ["first", "second", "R"], statement="first + second ≥ R")


def net(name: str = "net", *, base: int = 7) -> Step:
    """A ball of radius 3a has an a-net of ≤ base^k points in any norm, by volumes.

    Balls of radius a/2 around points more than a apart are disjoint in a ball of radius (3 + 1/2)a; v is the quotient
    of the radii, V = v^k that of the volumes, and C = base^k.
    """
    ratio, real = "v = (3 + 1/2)*a/(a/2)", ("V", "C", "v", "a")
    return Induction(
        "k ≥ 1",
        Claim("k = 1", f"v <= {base}", (ratio, "a > 0"), real),
        "V <= C",
        Claim("one dimension more", f"V*v <= C*{base}", (ratio, "a > 0", "V >= 0"), real),
    ).prove(name, f"an a-net of a ball of radius 3a has at most {base}^k points, every norm")


def walk(budget: Budget, seed: int, *, steps: int = 3) -> Step:
    """Follow sampled ℓ1-Lipschitz functions: the next cell within `steps`·a of the last net point."""
    generator, count, worst = random.Random(seed), pick(budget, 300, 5000), Fraction(0)
    statement = f"the value in the next cell lies within {steps}a of the net point before"
    for _ in range(count):
        a, cells = Fraction(1), generator.randint(2, 20)
        value = point = Fraction(0)
        for _ in range(cells):
            value += Fraction(generator.choice([-16, 16, generator.randint(-16, 16)]), 8) * a  # centres 2/n apart: 2a
            distance = abs(value - point)
            worst = max(worst, distance / (steps * a))
            if distance > steps * a:
                witness = {"value": str(value), "net point before": str(point), "a": "1"}
                return exact("walk", statement, False, "exact rationals", witness)
            point += round((value - point) / (2 * a)) * 2 * a  # an a-net: multiples of 2a around the point before
    scope = f"{count} sampled ℓ1-Lipschitz functions on chains of cells"
    return Step("walk", statement, Outcome.CERTIFIED, scope, margin=float(1 - worst))


def cones(name: str = "cones", *, factor: str = "1") -> Step:
    """Cones of amplitude A = 1/(1 + mg/2) on the places of even sum of a grid {0…g}^m: at least
    factor·2^{m-1}((1-3ε)/(3mε))^m of them, g the largest integer with A > 3ε.

    E, O count the places of even and odd sum, with p ≥ q even and odd numbers among 0…g; n = g + 1 = p + q, and
    b = 2(1-3ε)/(3mε), so that the claim is 2E ≥ factor·b^m. W is n^m, and B is b^m.
    """
    real = ("E", "O", "W", "B", "b", "n", "p", "q", "e", "u", "A")
    return chain(
        name,
        f"ln M(W_{{1,m}}, > 6ε) ≥ R(ε), {factor}·2^(m-1)·((1-3ε)/(3mε))^m places",
        [
            Claim("g + 1 is too large", "u*n >= 2 - 6*e", ("1 <= 3*e*(1 + m*n/2)", "u = 3*m*e"), real),
            Claim("resolution", "n >= b", ("u*n >= 2 - 6*e", "u*b = 2 - 6*e", "u > 0"), real),
            Claim("one axis, places", "2*p >= n", ("n = p + q", "p >= q"), real),
            Claim("one axis more, even and odd", "E*p + O*q >= E*q + O*p", ("p >= q", "E >= O"), real),
            Claim("one axis more, all", "(E*p + O*q) + (E*q + O*p) = W*n", ("n = p + q", "W = E + O"), real),
            Claim("one axis more, power", "W*n >= B*b", ("W >= B", "B >= 0", "n >= b", "n >= 0"), real),
            Claim("half of the places", f"2*E >= ({factor})*B", ("E >= O", "W = E + O", "W >= B", "B >= 0"), real),
            Claim("norm 1", "A + m*(A*g/2) <= 1", ("A = 1/(1 + m*g/2)",), real),
            Claim("opposite signs", "2*A > 6*e", ("A > 3*e",), real),
        ],
        "all m ≥ 1, by induction over the axes; all ε in (0, 1/3)",
    )


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the counting step by step."""
    steps = [cones(), net(), walk(budget, seed), alternative("alternative"), dense("dense-first-layer")]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("constant of the dense form halved: 2·N_q·D² ≥ R²", lambda b, s: dense("c", claim="2*M*D*D >= R*R")),
    Control("dense first layer dropped: N_q ≥ w1", lambda b, s: dense("c", where=("M >= w",))),
    Control("both terms may be below 3/5·R", lambda b, s: alternative("c", "3/5")),
    Control("net of 6^k points", lambda b, s: net("c", base=6)),
    Control("next value within 2a", lambda b, s: walk(b, s, steps=2)),
    Control("twice as many places", lambda b, s: cones("c", factor="2")),
)
