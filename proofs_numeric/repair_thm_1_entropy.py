"""Repaired Theorem 1, by counting: N·ln(1 + BΛ/δ) ≥ ln M for weights in [-B, B] (own).

If every target is approximated to ε, targets that are more than 2(ε + δ) apart have parameters more than 2δ/Λ apart
in sup norm, since
the output is Λ-Lipschitz in the parameters. So M targets give M disjoint cubes of side 2δ/Λ in a cube of side 2B +
2δ/Λ, and M ≤ (1 + BΛ/δ)^N. No uniqueness, attainment, non-representability or continuity is used.

Λ is attacked on networks and attained by positive ReLU weights. The counting holds for all N, by induction.
The explicit bound the package derives from it is re-checked by its certificate.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from boundlab.checking import check as recheck
from boundlab.rigorous import Bound, Query, bounds, select
from boundlab.rigorous.mlp import parameter_lipschitz
from proofs_numeric._induction import Claim, Induction
from proofs_numeric._networks import RELU, Network
from proofs_numeric._verdict import WHOLE, Budget, Control, Outcome, Step, Verdict, decided, exact, verdict

CONCERNS = ("repair/thm-1-entropy",)

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


def packing(name: str = "packing", *, base: str = "1 + q") -> Step:
    """At most ⌈q⌉^N points of [-B, B]^N are more than s apart in sup norm, q = 2B/s = BΛ/δ; that is ≤ `base`^N.

    c = ⌈q⌉ cells of side 2B/c ≤ s per axis hold one point each; P = c^N, Q = `base`^N.
    """
    ceiling, real = ("c < q + 1", "c >= q", "q > 0"), ("P", "Q", "c", "q", "B", "s")
    return Induction(
        "N ≥ 1",
        Claim("N = 1", f"c <= {base}", ceiling, real),
        "P <= Q",
        Claim("one parameter more", f"P*c <= Q*({base})", (*ceiling, f"c <= {base}", "P >= 0"), real),
        (Claim("cells hold one point", "2*B/c <= s", ("c >= 2*B/s", "B > 0", "s > 0", "c > 0"), real),),
    ).prove(name, f"M ≤ ⌈q⌉^N ≤ ({base})^N, q = BΛ/δ")


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
    if not valid:
        return Step("explicit", statement, Outcome.NOT_CHECKABLE, "the engine gave no bound with a valid certificate")
    return exact("explicit", statement, True, "certificate re-checked", certificate=valid[0].certificate, domain=WHOLE)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove separation and counting, attain Λ, re-check an explicit bound."""
    return verdict([separation("separation"), packing(), lipschitz(), explicit_bound()], budget, seed)


CONTROLS = (
    Control("targets only ε + δ apart", lambda b, s: separation("c", apart="e + d")),
    Control("the cube halved: M ≤ ((1 + BΛ/δ)/2)^N", lambda b, s: packing("c", base="(1 + q)/2")),
    Control("Λ halved", lambda b, s: lipschitz(factor=Fraction(1, 2))),
)
