"""Lower bound for ReLU networks from sign patterns, layer by layer: any weights, any way to find them.

Assumptions: a fully connected ReLU (or leaky ReLU) network of L affine layers, k_l units in layer l, W_l
parameters in layers 1…l, one output; for every h ∈ W_{r,m} some weights give error at most ε.

Claim: if M disjoint bumps of amplitude ρ > ε lie in the closure of W_{r,m} with all their signs, then
  2^M ≤ Π_l min(2^{M k_l}, 2(2e·M·k_l·l / W_l)^{W_l}), the second only if W_l ≤ M·k_l.

Proof: a network within ε of ±ρ at the M peaks has these signs there, so it realises all 2^M sign patterns.
Fix the signs of all units of the layers before l at the M peaks: then the M·k_l inputs of the units of
layer l are polynomials of degree ≤ l in the W_l parameters, and have at most 2(2e·M·k_l·l/W_l)^{W_l} sign
patterns (Warren; Anthony and Bartlett 1999, Theorem 8.3). Multiply over the layers (Bartlett, Harvey, Liaw
and Mehrabian 2019, Theorem 7 and its proof).

With equal widths the least width that is not excluded gives N, since narrower networks are contained in
wider ones. With widths at most w only: every factor grows if W_l is replaced by N ≤ M and k_l by w, so N
has to satisfy the inequality so relaxed.
"""

from __future__ import annotations

import itertools
from typing import Any

from boundlab.activations import catalogue
from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._networks import fixed_shape_bound, impossible, peaks, refusal
from boundlab.rigorous.mlp import layer_widths, parameters

FAMILY = "vc"
DIRECTION = "lower"
SUMMARY = "sign patterns layer by layer; ReLU networks, no restriction on weights or selection"
NAME = "vc-layerwise"
# One kink: between sign changes of its input a unit is affine in it.
ONE_KINK = tuple(n for n, a in catalogue().items() if a.piecewise_linear and len(a.kinks) == 1)


def bound(query: Query) -> Bound | Refusal:
    """Return the least number of parameters that the inequality does not exclude; needs the depth.

    >>> from boundlab.rigorous._bound import Bound
    >>> answer = bound(Query(m=1, r=1, eps="1e-4", depth=3))
    >>> answer.N if isinstance(answer, Bound) else answer.reason
    481
    """
    reason = refusal(query, ONE_KINK)
    if reason or query.depth is None:
        return Refusal(NAME, reason)
    depth = query.depth
    space, M = peaks(query)
    if query.width is None:
        widest = largest_true(lambda w: excluded_uniform(M, layer_widths(query.m, w, depth)), M)
        return fixed_shape_bound(NAME, "vc-bound", query, space, widest, parameters(query.m, widest + 1, depth))
    width = query.width
    most = largest_true(lambda n: excluded_narrow(M, n, width, depth), M)
    return fixed_shape_bound(NAME, "vc-bound", query, space, None, most + 1, detail=impossible(query, most + 1))


def excluded_uniform(M: int, widths: list[int]) -> bool:
    """Decide whether the layers' sign patterns are too few: 2^M > Π_l …"""
    counts, total = [], 0
    for below, here in itertools.pairwise(widths):
        total += (below + 1) * here
        counts.append((here, total))

    def missing() -> Any:
        return M - sum(_log2_patterns(M, k, W, layer) for layer, (k, W) in enumerate(counts, start=1))

    return positive(missing, M.bit_length())


def excluded_narrow(M: int, n: int, width: int, depth: int) -> bool:
    """Decide whether n ≤ M parameters in layers of at most `width` units are too few."""
    units = [min(width, n)] * (depth - 1) + [1]

    def missing() -> Any:
        return M - sum(_log2_patterns(M, k, n, layer) for layer, k in enumerate(units, start=1))

    return positive(missing, M.bit_length())


def _log2_patterns(M: int, k: int, W: int, layer: int) -> Any:
    """Return log2 of the bound for the sign patterns of one layer of k units."""
    if M * k < W:
        return ball(M * k)
    return 1 + W * (1 + log(2 * M * k * layer) - log(W)) / log(2)
