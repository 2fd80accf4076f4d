"""Upper bound from ReLU networks that interpolate linearly.

The networks of `boundlab.rigorous.relu_networks.hat_networks`, their output weights h(v) shrunk by λ
(`_linear_methods`). They use one derivative (η = 1/n) or, for r ≥ 2, two (η = 1/(2n²) for m = 1, 1/n² for m
≥ 2). N counts every connection and bias. Only the output weights depend on h, and linearly. For m = 1 the
network is a fully connected one with one hidden layer.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._linear_methods import cells, network_counts, upper
from boundlab.rigorous.relu_networks import hat_network_parameters, hat_network_widths

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "a ReLU network that interpolates linearly on a triangulated grid"
NAME = "relu-hat-network"


def bound(query: Query) -> Bound:
    """Return the number of connections and biases.

    >>> bound(Query(m=1, r=1, eps="1/10")).N
    28
    """
    m = query.m
    order, n = 1, cells(Fraction(1), 1, query.eps)
    if query.r >= 2:
        squared = cells(Fraction(1, 2) if m == 1 else Fraction(1), 2, query.eps)
        order, n = (2, squared) if squared <= n else (1, n)
    N = hat_network_parameters(m, n)
    hypotheses = ["activation=relu", *(["depth=2", "mlp", "uniform-width"] if m == 1 else [f"depth={m + 2}"])]
    counts = network_counts(hat_network_widths(m, n), N)
    return upper(NAME, query, N, {"cells": n, "order": order}, f"{n} cells per axis", hypotheses, counts)
