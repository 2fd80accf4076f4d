"""Lemma 20 of Galanti & Wolf 2020: the lower bound for functions disturbed by a functional F, constants kept.

Y_1 = W^{0.1,1.5}_{r,m}, Y_2 = {y + εF(y)}, q a bound of ‖F‖ on Y_1, d(f; W_{r,m}) ≤ ε. Distances between y and its
image y' are
at most qε (98). Scaling gives d(f; Y_1) ≤ 1.5ε, the triangle inequality d(f; Y_2) ≤ 1.5ε + qε, and Lemma 17 a
continuous
selector on Y_2 with error at most 2d + ε. Going back from Y_2 to Y_1 costs qε again; the printed (104) adds ε. The
constant is therefore 4 + 3q, which is 4 for the F = 0 that Theorem 1 uses.

The proof takes F(Y_1) for compact. Y_1 is not compact in the norm of W_{r,m}: the functions cos(2^j x_1)/2^{j+1} have a
derivative of sup norm 1/2, and any two derivatives are 1/2 apart.
"""

from __future__ import annotations

from proofs_numeric._induction import Claim, Induction
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, counterexample, decided, verdict

CONCERNS = ("galanti-wolf-2020/thm-1",)

KNOWN = {
    "printed-constant": "(104) adds ε where (98) gives qε: the constant is 4 + 3q, not 5 + 2q",
    "compactness": "Y_1 is not compact in the norm in which F is continuous; F = 0 does not need it",
}
SUM = "2*(3*e/2 + q*e) + e + q*e"


def sum_of_parts() -> Step:
    """The error s1 of the selector on Y_1 is at most the sum of the parts."""
    parts = ["q >= 0", "e > 0", "d1 <= 3*e/2", "d2 <= d1 + q*e", "s2 <= 2*d2 + e", "s1 <= s2 + q*e"]
    real = ["e", "q", "d1", "d2", "s2", "s1"]
    return decided("chain", f"s1 <= {SUM}", parts, real, statement="error of the continuous selector on Y_1")


def constant(name: str, value: str, where: tuple[str, ...] = ()) -> Step:
    """The sum of the parts is at most `value`·ε."""
    return decided(name, f"{SUM} <= ({value})*e", ["q >= 0", "e > 0", *where], ["e", "q"], statement="sum of the parts")


def compactness() -> Step:
    """Exhibit functions of Y_1, r = 1, no two of which are closer than 1/2 in the Sobolev norm.

    y_j = cos(2^j x_1)/2^{j+1}: ‖y_j'‖ = 1/2. At x_1 = π/2^j the derivatives sin(2^i x_1)/2 vanish for i ≥ j, so take
    x_1 = π/2^{j+1}: sin(2^j x_1) = 1, and sin(2^i x_1) = 0 for i > j, all other terms being multiples of π.
    """
    multiples = Induction(
        "i > j",
        Claim("i = j + 1", "a = 1*b", ("a = b",), ("a", "b")),
        "a = t*b",
        Claim("i + 1", "2*a = (2*t)*b", (), ("a", "b")),
    ).prove("multiples", "2^i is an integer t times 2^(j+1); a = 2^i, b = 2^(j+1)")
    statement = "F(Y_1) is compact for every F continuous in the norm of W_{r,m} (F = identity)"
    witness = {
        "r": 1,
        "functions": "y_j = cos(2^j x_1)/2^(j+1), j = 1, 2, …",
        "points": "x_1 = π/2^(j+1)",
        "distance": "at least 1/2 between any two, since |y_j' - y_i'| = 1/2 there for i > j",
    }
    proved, scope = multiples.outcome is Outcome.PROVED, "sine at multiples of π/2, for all i > j by induction"
    return counterexample("compactness", statement, proved, scope, witness, certificate=multiples.certificate)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove the chain with 4 + 3q, refute the printed constant and the compactness."""
    return verdict(
        [
            sum_of_parts(),
            constant("constant", "4 + 3*q"),
            constant("theorem-1", "4", ("q = 0",)),
            constant("printed-constant", "5 + 2*q"),
            compactness(),
        ],
        budget,
        seed,
    )


CONTROLS = (
    Control("one triangle inequality less: 4 + 2q", lambda budget, seed: constant("c", "4 + 2*q")),
    Control("constant halved", lambda budget, seed: constant("c", "2 + 3*q/2")),
    Control("without the scaling 1.5: 3 + 3q", lambda budget, seed: constant("c", "3 + 3*q")),
)
