"""Lower bound for methods whose parameters depend continuously on the target.

Assumptions: a method maps h ∈ W_{r,m} to N real parameters, continuously, and the parameters to a function;
its error in sup norm is at most ε for every h.

Claim: if a space X of dimension M satisfies Σ_{|k|_1 ≤ r} ‖D^k s‖ ≤ K‖s‖ and εK < 1, then N ≥ M.

Proof: let N ≤ M - 1. By the Borsuk-Ulam theorem the selection, restricted to the sphere ‖s‖ = 1/K of X,
takes the same value at some s and -s. The method returns one function for both, so one of the two errors is
at least ‖s‖ = 1/K > ε.

Source: DeVore, Howard and Micchelli, "Optimal nonlinear approximation" (1989), Theorem 3.1, for Bernstein
widths; the spaces and their constants are this project's (`boundlab.rigorous.spaces`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._query import Query
from boundlab.rigorous.spaces import SpaceFamily, families

FAMILY = "continuous"
DIRECTION = "lower"
SUMMARY = "Borsuk-Ulam on splines, l1 cones or bumps; any method with a continuous selection"
NAME = "continuous-selection"


def bound(query: Query) -> Bound:
    """Return the largest N the known spaces give; N ≥ 1 always (the constants)."""
    family, n = best_space(families(query.m, query.r), query.eps)
    return bound_from(NAME, query, family, n)


def best_space(candidates: Iterable[SpaceFamily], eps: Fraction) -> tuple[SpaceFamily, int]:
    """Return the family and resolution n of largest dimension with εK(n) < 1."""
    best: dict[bool, tuple[SpaceFamily, int]] = {}
    for family in candidates:
        rival = best.get(family.checkerboard)
        if rival is None or family.norm.below(rival[1] + 1, eps):
            best[family.checkerboard] = family, family.norm.largest_below(eps)
    return max(best.values(), key=lambda choice: choice[0].dimension(choice[1]))


def bound_from(engine: str, query: Query, family: SpaceFamily, n: int) -> Bound:
    """Return the bound N ≥ dim, with its certificate."""
    dimension = family.dimension(n)
    certificate = {
        "kind": "explicit-bound",
        "direction": "lower",
        "hypotheses": ["continuous-selection"],
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "N": dimension,
        "space": {**family.description, "resolution": n, "K": str(family.norm(n))},
    }
    return Bound(
        engine=engine,
        direction="lower",
        N=dimension,
        hypotheses=("continuous-selection",),
        certificate=certificate,
        detail=f"{family.name}, resolution {n}",
    )
