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

import itertools
import random
from fractions import Fraction

from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, exact, pick, verdict


def dense(name: str, *, claim: str = "4*M*D*D >= R*R", where: tuple[str, ...] = ("M >= w*k",)) -> Step:
    """If q's own weights cost at most R/2, both k·D and w1·D are at least R/2; M is N_q."""
    conditions = ["2*k*D >= R", "2*w*D >= R", *where, "k >= 0", "w >= 0", "D > 0", "R > 0"]
    return decided(name, claim, conditions, ["M", "k", "w", "D", "R"], statement="dense first layer: N_q ≥ (R/(2D))²")


def alternative(name: str, half: str = "1/2") -> Step:
    """The two terms of the inequality: one of them is at least R/2."""
    claim = f"first >= ({half})*R or second >= ({half})*R"
    return decided(name, claim, ["first + second >= R"], ["first", "second", "R"], statement="first + second ≥ R")


def net(budget: Budget, *, base: int = 7) -> Step:
    """A ball of radius 3a has an a-net of ≤ base^k points in any norm, by volumes."""
    statement = f"an a-net of a ball of radius 3a has at most {base}^k points"
    for k in range(1, pick(budget, 20, 200)):
        most = (Fraction(7, 2) / Fraction(1, 2)) ** k  # volumes: ((3 + 1/2)a)^k over (a/2)^k
        if most > base**k:
            witness = {"k": k, "volume ratio": str(most), "claimed": base**k}
            return exact("net", statement, False, "volumes", witness)
    return exact("net", statement, True, "every norm; volume ratio, exact")


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


def cones(budget: Budget, *, sign: bool = True) -> Step:
    """Checkerboard cones of amplitude > 3ε in W_{1,m}: at least 2^{m-1}((1-3ε)/(3mε))^m places."""
    largest = pick(budget, 3, 4)
    statement = "ln M(W_{1,m}, > 6ε) ≥ R(ε)"
    for m in range(1, largest + 1):
        for denominator in (7, 10, 13, 20, 41):
            eps = Fraction(1, denominator)
            g = _resolution(m, eps)
            if g < 0:
                continue
            places = sum(1 for p in itertools.product(range(g + 1), repeat=m) if sum(p) % 2 == 0)
            least = Fraction(2) ** (m - 1) * ((1 - 3 * eps) / (3 * m * eps)) ** m
            amplitude = 1 / (1 + Fraction(m * g, 2))
            if not (places >= (least if sign else 2 * least) and 2 * amplitude > 6 * eps):
                witness = {"m": m, "ε": str(eps), "g": g, "places": places}
                return exact("cones", statement, False, "exact rationals", witness)
    return exact(
        "cones", statement, True, f"m ≤ {largest}, ε ∈ {{1/7, 1/10, 1/13, 1/20, 1/41}}; places counted one by one"
    )


def _resolution(m: int, eps: Fraction) -> int:
    """Return the largest g with amplitude 1/(1 + mg/2) > 3ε."""
    g = -1
    while 1 / (1 + Fraction(m * (g + 1), 2)) > 3 * eps:
        g += 1
    return g


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the counting step by step."""
    steps = [cones(budget), net(budget), walk(budget, seed), alternative("alternative"), dense("dense-first-layer")]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("constant of the dense form halved: 2·N_q·D² ≥ R²", lambda b, s: dense("c", claim="2*M*D*D >= R*R")),
    Control("dense first layer dropped: N_q ≥ w1", lambda b, s: dense("c", where=("M >= w",))),
    Control("both terms may be below 3/5·R", lambda b, s: alternative("c", "3/5")),
    Control("net of 6^k points", lambda b, s: net(b, base=6)),
    Control("next value within 2a", lambda b, s: walk(b, s, steps=2)),
    Control("twice as many places", lambda b, s: cones(b, sign=False)),
)
