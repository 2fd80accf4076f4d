"""The textbook's lower bound for continuous selection: disjoint copies of one bump.

The claim and proof of `continuous-selection`, with the spaces restricted to disjoint bumps, the best known
profile for each (r, m). Kept for comparison: it is what the usual proof of DeVore, Howard and Micchelli's
theorem gives once its constants are written out.
"""

from __future__ import annotations

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines.continuous_selection import best_space, bound_from
from boundlab.rigorous.spaces import families

FAMILY = "continuous"
DIRECTION = "lower"
SUMMARY = "the same with disjoint bumps only, for comparison"


def bound(query: Query) -> Bound:
    """Return the largest N that disjoint bumps give."""
    bumps = [f for f in families(query.m, query.r) if f.name == "disjoint-bumps"]
    return bound_from("textbook-bump", query, *best_space(bumps, query.eps))
