"""Lower bound from the Goldberg-Jerrum bound of the VC dimension; recalled, not re-derived.

If computing one output takes at most t operations (+, -, ×, /, jumps on comparisons) then VCdim ≤ 4W(t + 2)
for W parameters (Goldberg and Jerrum 1995; Anthony and Bartlett 1999, Theorem 8.4). A ReLU network with W
parameters and U units, the output among them, takes t = 2W + 2U + 1. The M bump peaks are shattered
(`vc-layerwise`), so M ≤ 4W(t + 2).

Status: unverified. The constant is recalled from the literature and the count of operations is this
project's.
"""

from __future__ import annotations

from boundlab.rigorous._balls import largest_true
from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._networks import fixed_shape_bound, peaks, refusal
from boundlab.rigorous.mlp import parameters

FAMILY = "vc"
DIRECTION = "lower"
SUMMARY = "VCdim ≤ 4W(t+2); recalled from the literature"
NAME = "goldberg-jerrum"


def bound(query: Query) -> Bound | Refusal:
    """Return the size of the narrowest network of equal widths the recalled bound does not exclude."""
    reason = refusal(query, ("relu",))
    if not reason and query.width is not None:
        reason = "written out for equal widths only; leave out width"
    if reason or query.depth is None:
        return Refusal(NAME, reason)
    depth = query.depth
    space, M = peaks(query)

    def excluded(w: int) -> bool:
        W, units = parameters(query.m, w, depth), (depth - 1) * w + 1
        return 4 * W * (2 * W + 2 * units + 3) < M

    widest = largest_true(excluded, M)
    N = parameters(query.m, widest + 1, depth)
    return fixed_shape_bound(NAME, "vc-bound", query, space, widest, N, status="unverified")
