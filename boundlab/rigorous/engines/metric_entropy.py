"""Lower bound for networks with bounded weights, by counting: no selection is assumed to be continuous.

Assumptions: a fully connected network of L affine layers, weights and biases in [-B, B], σ 1-Lipschitz with
σ(0) = 0 or |σ| ≤ 1; for every h ∈ W_{r,m} some weights give error at most ε.

Claim: for M disjoint bumps of amplitude ρ and k ≥ 1 with δ = ρ/k - ε > 0,  (k+1)^M ≤ (1 + BΛ/δ)^N, that is
  N ≥ M·ln(k+1) / ln(1 + BΛ/δ),  Λ from `boundlab.rigorous.mlp.parameter_lipschitz`.

Proof: give each bump one of k + 1 equidistant heights from -ρ to ρ. These (k+1)^M functions lie in the
closure of W_{r,m}, any two are 2ρ/k apart at some peak, so their networks are 2δ apart in sup norm and
their parameters 2δ/Λ apart in some coordinate. But [-B, B] is covered by at most 1 + BΛ/δ half-open
intervals of length 2δ/Λ.

With equal widths the least width that is not excluded gives N; with a width limit Λ is that of the widest
network.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.activations import catalogue
from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._levels import Levels, best_levels
from boundlab.rigorous.engines._networks import described, fixed_shape_bound, impossible, refusal
from boundlab.rigorous.mlp import layer_widths, parameter_lipschitz, parameters
from boundlab.rigorous.spaces import disjoint_families

FAMILY = "entropy"
DIRECTION = "lower"
SUMMARY = "packing against covering; networks with weights in [-B, B], any selection"
NAME = "metric-entropy"
ROUNDS = 4
COVERED = tuple(n for n, a in catalogue().items() if a.one_lipschitz and (a.zero_at_zero or a.bounded_by_one))


def bound(query: Query) -> Bound | Refusal:
    """Return the least number of parameters that the inequality does not exclude; needs depth and weights
    bound.
    """
    reason = refusal(query, COVERED)
    if not reason and query.weights_bound is None:
        reason = "needs weights_bound, the B with all weights in [-B, B]"
    if reason or query.depth is None or query.weights_bound is None:
        return Refusal(NAME, reason)
    B, depth = query.weights_bound, query.depth

    def swing(width: int) -> Fraction:
        widths = layer_widths(query.m, width, depth)
        return B * parameter_lipschitz(widths, B, catalogue()[query.activation].bounded_by_one)

    families = disjoint_families(query.m, query.r)
    found, levels = -1, best_levels(families, query.eps, swing(query.width or 1))
    for _ in range(ROUNDS):
        better = _excluded(query, levels, swing)
        if better <= found:
            break
        found, best = better, levels
        levels = best_levels(families, query.eps, swing(query.width or found + 1))
    if query.width is None:
        N, excluded = parameters(query.m, found + 1, depth), found
    else:
        N, excluded = found + 1, None
    extra = {"weights_bound": str(B), "levels": best.k}
    return fixed_shape_bound(
        NAME,
        "entropy-bound",
        query,
        described(best.family, best.n),
        excluded,
        N,
        extra,
        (f"weights-bound={B}",),
        detail="" if query.width is None else impossible(query, N),
    )


def _excluded(query: Query, levels: Levels, swing: Any) -> int:
    """Return the greatest equal width, or with a width limit the greatest N, that `levels` exclude."""
    bits = levels.count.bit_length()

    def too_few(N: int, total: Fraction) -> bool:
        return positive(lambda: ball(levels.count) * log(levels.k + 1) - N * log(1 + total / levels.gap), bits)

    if query.width is not None:
        total = swing(query.width)
        return largest_true(lambda n: too_few(n, total), 64 * levels.count)
    depth = query.depth or 2
    return largest_true(lambda w: too_few(parameters(query.m, w, depth), swing(w)), 64 * levels.count)
