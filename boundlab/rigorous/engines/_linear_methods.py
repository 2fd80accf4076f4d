"""Shared by the constructions: methods with an error proportional to the derivatives, shrunk.

Let ‖h - Ih‖ ≤ η·Σ_{|k| ≥ 1} ‖D^k h‖. For h ∈ W_{r,m} with t = ‖h‖ the sum is at most 1 -
t. With λ = 1/(1+η),
  ‖h - λIh‖ = ‖(1-λ)h + λ(h - Ih)‖ ≤ (1-λ)t + λη(1-t) = η/(1+η).
So accuracy ε takes η ≤ ε/(1-ε) only; the shrinking by λ is what makes r = m = 1 exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._norm_polynomial import integer_root
from boundlab.rigorous._query import Query
from boundlab.rigorous.relu_networks.network import dense_parameters


def cells(constant: Fraction, order: int, eps: Fraction) -> int:
    """Return the least n ≥ 1 with constant·n^{-order} ≤ eps/(1-eps).

    >>> cells(Fraction(1, 2), 2, Fraction(1, 10**4))
    71
    """
    return least_cells(constant, order, eps / (1 - eps))


def least_cells(constant: Fraction, order: int, error: Fraction) -> int:
    """Return the least n ≥ 1 with constant·n^{-order} ≤ error."""
    needed = constant / error
    return max(1, integer_root(-(-needed.numerator // needed.denominator) - 1, order) + 1)


def upper(
    engine: str,
    query: Query,
    N: int,
    method: dict[str, Any],
    detail: str,
    hypotheses: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
) -> Bound:
    """Return the bound N of a method whose selection is continuous on W_{r,m} in the sup norm."""
    satisfied = ["continuous-selection", *hypotheses]
    certificate = {
        "kind": "constructive-bound",
        "direction": "upper",
        "hypotheses": satisfied,
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "N": N,
        "method": {"name": engine, **method},
    }
    return Bound(engine, "upper", N, tuple(satisfied), certificate, detail=detail, counts=counts or {})


def network_counts(widths: Sequence[int], connections: int) -> dict[str, int]:
    """Return the ways to count the parameters of a network, biases included in both."""
    return {
        "connections": connections,
        "fully_connected": dense_parameters(widths),
        "output_weights": widths[-2],
    }
