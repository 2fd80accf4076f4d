"""Theorems 2 and 3 of Galanti & Wolf 2020: from the networks' complexity to the norms Lemma 21 needs, (114)-(117).

The embedding has zero biases, σ(0) = 0 and C(e) ≤ ℓ1. Lemma 4 gives sup_I ‖e(I)‖_1 ≤ m2·ℓ1, Lemma 5 Lip_1(e) ≤ ℓ1,
so for each
j Σ_i ‖∂_j e_i‖_∞ ≤ ℓ1, as the entries of |W^k| … |W^1| bound the partial derivatives one by one. Summing over j and
adding
the sup norms gives Σ_i ‖e_i‖_1^s ≤ 2·m2·ℓ1. The printed (117) has (m2 + 1)·ℓ1: it takes ‖∇e‖ for the sum of the
partial derivatives, and e(I) = ℓ1·Σ_j I_j exceeds it for m2 ≥ 2.
"""

from __future__ import annotations

import random
from fractions import Fraction

from proofs_numeric._networks import norm_1, unbiased
from proofs_numeric._verdict import Budget, Control, Outcome, Step, Verdict, decided, pick, verdict
from proofs_numeric.lem_4 import absolute_product, random_weights

CONCERNS = ("galanti-wolf-2020/thm-2", "galanti-wolf-2020/thm-3")

KNOWN = {"(117)": "slip 8: the m2 partial derivatives are summed, so the constant is 2·m2·ℓ1"}


def norm_of_linear_embedding(name: str, bound: str) -> Step:
    """‖e‖_1^s for e(I) = ℓ1·Σ_j I_j: sup norm m2·ℓ1, and m2 partial derivatives equal to ℓ1."""
    claim = f"m2*l + m2*l <= ({bound})*l"
    return decided(name, claim, ["l > 0"], ["l"], statement="e(I) = ℓ1·Σ_j I_j, which has C(e) = ℓ1")


def sums(name: str, bound: str) -> Step:
    """From (114) and column sums at most ℓ1 to the sum of the Sobolev norms."""
    return decided(
        name,
        f"sup + derivatives <= ({bound})*l",
        ["sup <= m2*l", "derivatives <= m2*l", "l > 0"],
        ["sup", "derivatives", "l"],
        statement="Σ_i ‖e_i‖_1^s",
    )


def coordinates(budget: Budget, seed: int, *, rows: bool = False) -> Step:
    """Σ_i ‖∂_j e_i‖_∞ ≤ C(e) for each j; `rows`: the sum over j for each i instead, which is another norm."""
    generator, count, worst = random.Random(seed), pick(budget, 300, 5000), Fraction(0)
    statement = "Σ_i ‖∂_j e_i‖_∞ ≤ C(e) for every j"
    for _ in range(count):
        weights = random_weights((3, 3, 4), generator)
        bound = unbiased(weights).spectral_product()
        product = absolute_product(weights)
        value = max(sum(row) for row in product) if rows else norm_1(product)
        if bound:
            worst = max(worst, value / bound)
        if value > bound:
            witness = {"weights": [[[str(w) for w in row] for row in W] for W in weights], "excess": str(value - bound)}
            return Step("coordinates", statement, Outcome.REFUTED, "rational weights", witness=witness)
    scope = f"{count} networks 3→3→4 with rational weights, each for all inputs and all 1-Lipschitz σ"
    return Step("coordinates", statement, Outcome.CERTIFIED, scope, margin=float(1 - worst))


def check(budget: Budget, seed: int) -> Verdict:
    """Refute (117), prove 2·m2·ℓ1, and the coordinatewise sums on sampled networks."""
    steps = [
        norm_of_linear_embedding("(117)", "m2 + 1"),
        sums("repaired", "2*m2"),
        norm_of_linear_embedding("repaired-attained", "2*m2"),
        coordinates(budget, seed),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("constant halved: m2·ℓ1", lambda b, s: norm_of_linear_embedding("c", "m2")),
    Control("sup norm counted once more than the derivatives", lambda b, s: sums("c", "m2 + 1")),
    Control("sum over j for each coordinate: another norm", lambda b, s: coordinates(b, s, rows=True)),
)
