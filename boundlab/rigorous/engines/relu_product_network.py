"""Upper bound from ReLU networks that multiply; r ≥ 2, m ≥ 2.

The networks of `boundlab.rigorous.relu_networks.product_networks`: multilinear interpolation of twice
differentiable functions on n cells per axis, up to the error of S squaring steps. Against
`relu-hat-network` they need fewer grid points, by 2^{m/2}, and more depth. N counts every connection and
bias; only the output weights depend on h, and linearly.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._norm_polynomial import integer_root
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._linear_methods import network_counts, upper
from boundlab.rigorous.relu_networks import (
    product_network_depth,
    product_network_parameters,
    product_network_widths,
)

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "a ReLU network of squarings and products that interpolates multilinearly, r ≥ 2, m ≥ 2"
NAME = "relu-product-network"


def bound(query: Query) -> Bound | Refusal:
    """Return the number of connections and biases."""
    if query.r < 2 or query.m < 2:
        return Refusal(NAME, "needs r ≥ 2 and m ≥ 2")
    m, inverse = query.m, 1 / query.eps
    n = integer_root(-(-inverse.numerator // (2 * inverse.denominator)) - 1, 2) + 1
    S = 1
    while Fraction(2**m * (m - 1), 4**S) > query.eps:
        S += 1
    N = product_network_parameters(m, n, S)
    hypotheses = ["activation=relu", f"depth={product_network_depth(m, S)}"]
    counts = network_counts(product_network_widths(m, n, S), N)
    method = {"cells": n, "squaring_steps": S}
    return upper(NAME, query, N, method, f"{n} cells per axis, {S} squaring steps", hypotheses, counts)
