"""Lower bound from the Karpinski-Macintyre bound for sigmoid networks; recalled, not re-derived.

VCdim ≤ (Wk)² + 11·Wk·log2(18·W·k²) for networks of W parameters and k units, the output among them, with
the logistic sigmoid (Karpinski and Macintyre 1997; Anthony and Bartlett 1999, Theorem 8.13). tanh is the
same up to an affine change of the weights. The M bump peaks are shattered (`vc-layerwise`).

Status: unverified. The formula is recalled from the literature.
"""

from __future__ import annotations

from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._networks import fixed_shape_bound, peaks, refusal
from boundlab.rigorous.mlp import parameters

FAMILY = "vc"
DIRECTION = "lower"
SUMMARY = "VCdim of sigmoid and tanh networks; recalled from the literature"
NAME = "karpinski-macintyre"


def bound(query: Query) -> Bound | Refusal:
    """Return the size of the narrowest network of equal widths the recalled bound does not exclude."""
    reason = refusal(query, ("sigmoid", "tanh"))
    if not reason and query.width is not None:
        reason = "written out for equal widths only; leave out width"
    if reason or query.depth is None:
        return Refusal(NAME, reason)
    depth = query.depth
    space, M = peaks(query)

    def excluded(w: int) -> bool:
        W, k = parameters(query.m, w, depth), (depth - 1) * w + 1
        return positive(lambda: ball(M - (W * k) ** 2) - 11 * W * k * log(18 * W * k * k) / log(2), M.bit_length())

    widest = largest_true(excluded, M)
    N = parameters(query.m, widest + 1, depth)
    return fixed_shape_bound(NAME, "vc-bound", query, space, widest, N, status="unverified")
