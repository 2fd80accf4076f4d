"""Lower bound for parameters of b bits, by counting: no restriction on the method at all.

Assumptions: every one of the N parameters takes at most 2^b values; for every h ∈ W_{r,m} some values give
error at most ε.

Claim: for M disjoint bumps of amplitude ρ and k ≥ 1 with ρ/k > ε,  N ≥ M·log2(k+1)/b; with k = 1, N ≥ M/b.

Proof: (k+1)^M functions in the closure of W_{r,m} are 2ρ/k > 2ε apart (`metric-entropy`), so they need
different parameters, of which there are 2^{Nb} values.
"""

from __future__ import annotations

from typing import Any

from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._levels import best_levels
from boundlab.rigorous.engines._networks import described
from boundlab.rigorous.spaces import disjoint_families

FAMILY = "entropy"
DIRECTION = "lower"
SUMMARY = "counting; parameters of b bits, any method, any selection"
NAME = "finite-precision"


def bound(query: Query) -> Bound | Refusal:
    """Return the least N with N·b ≥ M·log2(k+1); needs the bits.

    >>> from boundlab.rigorous._bound import Bound
    >>> answer = bound(Query(m=1, r=1, eps="1e-6", bits=32))
    >>> isinstance(answer, Bound) and answer.N >= 31250
    True
    """
    if query.bits is None:
        return Refusal(NAME, "needs bits, the bits per parameter")
    bits = query.bits
    best = best_levels(disjoint_families(query.m, query.r), query.eps, None)

    def missing(n: int) -> Any:
        return ball(best.count) * log(best.k + 1) - ball(n * bits) * log(2)

    N = 1 + largest_true(lambda n: positive(lambda: missing(n), best.count.bit_length()), 256 * best.count)
    hypotheses = [f"bits={bits}"]
    certificate = {
        "kind": "entropy-bound",
        "argument": NAME,
        "direction": "lower",
        "hypotheses": hypotheses,
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "N": N,
        "bits": bits,
        "levels": best.k,
        "space": described(best.family, best.n),
    }
    detail = f"{best.count} bumps with {best.k + 1} heights each"
    return Bound(NAME, "lower", N, tuple(hypotheses), certificate, detail=detail)
