"""Lower bound for ReLU networks of depth L and any shape, from sign patterns.

Assumptions and notation of `vc-layerwise`, but the network may have any widths, and any fixed set of its
connections may be missing: N counts the parameters that are there.

Claim: N ≥ (M - L) / (L·log2(2e·L·M)).

Proof: every unit that is not constant has a parameter, so k_l ≤ W_l ≤ N. If W_l ≤ M·k_l the l-th factor of
`vc-layerwise` is at most 2(2e·M·L)^N; otherwise it is at most 2^{M k_l} ≤ 2^{W_l} ≤ 2^N. Multiply over the
L layers.
"""

from __future__ import annotations

from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._networks import peaks, refusal
from boundlab.rigorous.engines.vc_layerwise import ONE_KINK

FAMILY = "vc"
DIRECTION = "lower"
SUMMARY = "sign patterns; ReLU networks of a given depth, any widths, any fixed connections"
NAME = "vc-depth"


def bound(query: Query) -> Bound | Refusal:
    """Return the least N with N·L·log2(2eLM) ≥ M - L; needs the depth."""
    reason = refusal(query, ONE_KINK)
    if reason or query.depth is None:
        return Refusal(NAME, reason)
    L = query.depth
    space, M = peaks(query)

    def too_few(n: int) -> bool:
        return positive(lambda: (M - L) - n * L * (1 + log(2 * L * M)) / log(2) + ball(0), M.bit_length())

    N = largest_true(too_few, M) + 1
    hypotheses = [f"activation={query.activation}", f"depth={L}"]
    certificate = {
        "kind": "vc-bound",
        "argument": NAME,
        "direction": "lower",
        "hypotheses": hypotheses,
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "N": N,
        "activation": query.activation,
        "depth": L,
        "space": space,
    }
    return Bound(NAME, "lower", N, tuple(hypotheses), certificate, detail=f"{M} bumps shattered")
