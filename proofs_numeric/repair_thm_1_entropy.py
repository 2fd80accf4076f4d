"""Repaired Theorem 1, by counting: N·ln(1 + BΛ/δ) ≥ ln M for weights in [-B, B] (own).

If every target is approximated to ε, targets that are more than 2(ε + δ) apart have parameters more than 2δ/Λ apart
in sup norm, since
the output is Λ-Lipschitz in the parameters. So M targets give M disjoint cubes of side 2δ/Λ in a cube of side 2B +
2δ/Λ, and M ≤ (1 + BΛ/δ)^N. No uniqueness, attainment, non-representability or continuity is used.

Λ is attacked on networks and attained by positive ReLU weights. The counting is checked against the largest
possible packing. The explicit bound the package derives from it is re-checked by its certificate.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from boundlab.checking import check as recheck
from boundlab.rigorous import Bound, Query, bounds, select
from boundlab.rigorous.mlp import parameter_lipschitz
from proofs_numeric._networks import RELU, Network
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, exact, pick, verdict

LIPSCHITZ = "‖f_θ - f_θ'‖ ≤ Λ‖θ - θ'‖_∞"


def separation(name: str, *, apart: str = "2*(e + d)") -> Step:
    """Targets far apart have parameters far apart: s is ‖θ - θ'‖, l is Λ."""
    return decided(
        name,
        "l*s > 2*d",
        [f"y > {apart}", "y <= e + fs + e", "fs <= l*s", "l > 0", "e >= 0", "d > 0"],
        ["y", "e", "d", "fs", "l", "s"],
        statement="‖y - y'‖ ≤ ε + ‖f_θ - f_θ'‖ + ε",
    )


def packing(budget: Budget, *, halved: bool = False) -> Step:
    """The largest number of points of [-B, B]^N more than s apart is ⌈2B/s⌉^N at most; with s = 2δ/Λ ≤ (1 + BΛ/δ)^N."""
    for N in range(1, pick(budget, 4, 8)):
        for quotient in (Fraction(p, q) for p in range(1, 12) for q in (1, 2, 3)):  # BΛ/δ
            most = (-(-quotient.numerator // quotient.denominator)) ** N
            bound = ((1 + quotient) / (2 if halved else 1)) ** N
            if most > bound:
                witness = {"N": N, "BΛ/δ": str(quotient), "M": most}
                return exact("packing", "M ≤ (1 + BΛ/δ)^N", False, "exact rationals", witness)
    return exact("packing", "M ≤ (1 + BΛ/δ)^N", True, "exact packings of [-B, B]^N, BΛ/δ ≤ 11, all denominators ≤ 3")


def lipschitz(*, factor: Fraction = Fraction(1)) -> Step:
    """Λ of the package is attained in the limit: all weights B against all B - t, ReLU, at x = 1."""
    worst, t = Fraction(0), Fraction(1, 10**9)
    for widths in ((1, 2, 1), (2, 3, 1), (2, 3, 2, 1)):
        for B in (Fraction(1), Fraction(2), Fraction(5, 2)):
            outputs = []
            for w in (B, B - t):
                layers = list(itertools.pairwise(widths))
                network = Network([[[w] * a for _ in range(b)] for a, b in layers], [[w] * b for _, b in layers])
                outputs.append(network([Fraction(1)] * widths[0], RELU)[0])
            ratio = (outputs[0] - outputs[1]) / (factor * parameter_lipschitz(widths, B) * t)
            if ratio > 1:
                witness = {"widths": widths, "B": str(B), "weights": "B and B - 1e-9, x = 1"}
                return exact("Λ", LIPSCHITZ, False, "exact rationals", witness)
            worst = max(worst, ratio)
    scope = (
        "9 pairs of ReLU networks, exact; the bound itself is proved in boundlab.rigorous.mlp and attacked in lem-7-8"
    )
    return Step("Λ", LIPSCHITZ, Outcome.CERTIFIED, scope, margin=float(1 - worst))


def explicit_bound() -> Step:
    """The package's bound for tanh networks, with its certificate re-checked."""
    query = Query(1, 1, "1e-3", depth=3, activation="tanh", weights_bound=Fraction(1))
    found = bounds(query, select("metric-entropy"))[0]
    valid = [b for b in found if isinstance(b, Bound) and recheck(b.certificate).valid]
    statement = f"N ≥ {found[0].N if found else '?'} for depth 3, tanh, |weights| ≤ 1, ε = 1e-3, m = r = 1"
    certificate = valid[0].certificate if valid else None
    return exact("explicit", statement, bool(valid), "certificate re-checked", {"valid": 0}, certificate=certificate)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove separation and counting, attain Λ, re-check an explicit bound."""
    return verdict([separation("separation"), packing(budget), lipschitz(), explicit_bound()], budget, seed)


CONTROLS = (
    Control("targets only ε + δ apart", lambda b, s: separation("c", apart="e + d")),
    Control("the cube halved: M ≤ ((1 + BΛ/δ)/2)^N", lambda b, s: packing(b, halved=True)),
    Control("Λ halved", lambda b, s: lipschitz(factor=Fraction(1, 2))),
)
