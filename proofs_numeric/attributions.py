"""Slips 1, 2 and 7: statements of the main text of Galanti & Wolf 2020 that do not fit the theorems they refer to.

1. The nonlinear width of W_{r,m} is printed as Ω(N^(-m/r)). Inverting N = Ω(ε^(-m/r)) gives ε = Ω(N^(-r/m)).
2. The sketch of Theorem 4 has a primary network of size O(ε^(-m2/r)). The slices are functions of x, so m1 belongs
there.
7. Section 4.2 credits Theorem 3 with the total size of a hypernetwork. Theorem 3 bounds N_q from below; the size of
f is bounded from above by Theorem 5.
"""

from __future__ import annotations

from boundlab.claims.claim import Direction
from boundlab.derived.load import load
from boundlab.symbolic.expression import parameter
from boundlab.symbolic.inversion import invert
from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, exact, verdict

KNOWN = {
    "width-printed": "slip 1: the exponent is upside down; the appendix has N^(-r/m)",
    "sketch-of-theorem-4": "slip 2: m2 printed for m1",
    "credit": "slip 7: Theorem 3 is credited where Theorem 5 is meant",
}
PAPER = "galanti-wolf-2020"


def width(name: str, printed: str) -> Step:
    """The width of W_{r,m} is of order `printed` in N."""
    inverted = invert(load()["devore-howard-micchelli-1989"].order)
    return decided(name, f"{printed} ≍ {inverted}", statement="inverse of N ≍ ε^(-m/r)")


def primary(name: str, size: str) -> Step:
    """g of this size can reach ε on every slice: no less than the lower bound for W_{r,m1}."""
    lower = load()["devore-howard-micchelli-1989"].order.substitute({"m": parameter("m1")})
    return decided(name, f"{size} ≳ {lower}", statement="size of g against the lower bound for the slices")


def credit(theorem: str) -> Step:
    """This theorem bounds the total size N_f of a hypernetwork from above."""
    claim = load()[f"{PAPER}/{theorem}"]
    holds = claim.direction is Direction.UPPER and claim.quantity == "N_f"
    witness = {"claim": claim.id, "direction": str(claim.direction), "quantity": claim.quantity}
    return exact("credit", f"{theorem} bounds N_f from above", holds, "the registry's transcription", witness)


def check(budget: Budget, seed: int) -> Verdict:
    """Refute the three printed statements, prove the corrected ones."""
    corrected = credit("thm-5")
    steps = [
        width("width-printed", "N^(-m/r)"),
        width("width", "N^(-r/m)"),
        primary("sketch-of-theorem-4", "eps^(-m2/r)"),
        primary("theorem-4", "eps^(-m1/r)"),
        credit("thm-3"),
        Step("credit-corrected", corrected.statement, corrected.outcome, corrected.scope),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("exponent of the width off by one", lambda b, s: width("c", "N^(-(r+1)/m)")),
    Control("size of g with m2", lambda b, s: primary("c", "eps^(-m2/r)")),
    Control("Theorem 4 credited with N_f", lambda b, s: credit("thm-4")),
)
