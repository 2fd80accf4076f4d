"""Checker: an upper bound from a method with counted parameters and a proved error.

Statement: some method with N parameters, chosen continuously from h, has error at most ε on W_{r,m}.
Recomputed for each method: the count, and an upper bound for the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import factorial, lcm, prod
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import items, members
from boundlab.checking._hypotheses import ball_of, fewest, spelled_out
from boundlab.checking._numbers import fraction, fractions, integer, require_hypotheses, statement
from boundlab.checking._range import require_below
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.adaptive_cells import diamonds, octahedra
from boundlab.checking._rewritten.trace_recovery import recovered
from boundlab.checking._rewritten.zigzag import euler_constant
from boundlab.checking.lattice_radius import packaged

MAX_CELLS = 10**80
MAX_NODES = 16
MAX_NODE_DENOMINATOR = 2**64
MAX_SUBDIVISIONS = 4000


FIELDS = {"kind", "direction", "hypotheses", "m", "r", "eps", "N", "method"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    m, r, eps = statement(data)
    require(data.get("direction") == "upper", "a construction gives an upper bound")
    method = data["method"]
    name = method.get("name") if isinstance(method, dict) else None
    require(isinstance(name, str) and name in METHODS, "unknown method")
    members(method, "the method", {"name", "cells", *DESCRIBED_BY.get(str(name), ())})
    n = integer(method, "cells", 1, MAX_CELLS)
    error, count, hypotheses, *open_end = METHODS[str(name)](method, n, m, r)
    require_hypotheses(data, hypotheses)
    require(error <= eps, "the proved error of the method exceeds ε")
    require(error < eps or not any(open_end), "the method reaches every ε above its error, not this one")
    require(type(data.get("N")) is int and data["N"] == count, "N is not the number of parameters of the method")
    return accepted(
        f"{name} with N parameters has error at most ε (W_{{{r},{m}}}, ε = {eps})",
        f"the method {name} with {n} cells per axis has N = {count} parameters and error ≤ {eps} on W_{{{r},{m}}}",
        ball_of(m, r),
        spelled_out(hypotheses),
        fewest("an upper", eps),
    )


Answer = tuple[Fraction, int, list[str]] | tuple[Fraction, int, list[str], bool]
"""Error, number of parameters, hypotheses; and whether only every ε above the error is reached."""


def _shrunk(eta: Fraction) -> Fraction:
    """Return η/(1+η), the error after shrinking by 1/(1+η)."""
    return eta / (1 + eta)


def _midpoint(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    return _shrunk(Fraction(1, n)), n**m, ["continuous-selection"]


def _multilinear(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    require(r >= 2, "multilinear interpolation needs r ≥ 2")
    return _shrunk(Fraction(1, 2 * n * n)), (n + 1) ** m, ["continuous-selection"]


def _spline(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    nodes = fractions(method.get("nodes"), "nodes", MAX_NODES)
    s = len(nodes)
    require(2 <= s <= r, "the method uses s derivatives, 2 ≤ s ≤ r")
    require(nodes[0] == -1 and nodes[-1] == 1, "the outer nodes are -1 and 1")
    require(all(a < b for a, b in pairwise(nodes)), "nodes must increase")
    common = lcm(*(t.denominator for t in nodes))
    require(common <= MAX_NODE_DENOMINATOR, "the nodes' common denominator is too large")
    omega, lebesgue = fraction(method.get("omega"), "omega"), fraction(method.get("lebesgue"), "lebesgue")
    budget = [MAX_SUBDIVISIONS]
    for left, right in pairwise(nodes):
        whole = _product_polynomial([t - left for t in nodes])
        between = _lebesgue_polynomial([t - left for t in nodes], (right - left) / 2)
        require_below(whole, right - left, omega, budget, "max|ω|")
        require_below(between, right - left, lebesgue, budget, "the Lebesgue constant")
    eta = omega / factorial(s) * lebesgue ** (m - 1) / Fraction(n) ** s
    return _shrunk(eta), (n * (s - 1) + 1) ** m, ["continuous-selection"]


def _product_polynomial(nodes: list[Fraction]) -> list[Fraction]:
    out = [Fraction(1)]
    for t in nodes:
        out = [a - t * b for a, b in zip([Fraction(0), *out], [*out, Fraction(0)], strict=True)]
    return out


def _lebesgue_polynomial(nodes: list[Fraction], inside: Fraction) -> list[Fraction]:
    """Return Σ|ℓ_j| between the two nodes around `inside`, where every ℓ_j keeps its sign."""
    total = [Fraction(0)] * len(nodes)
    for j, t in enumerate(nodes):
        basis = _product_polynomial(nodes[:j] + nodes[j + 1 :])
        at_node = sum((c * t**i for i, c in enumerate(basis)), Fraction(0))
        at_inside = sum((c * inside**i for i, c in enumerate(basis)), Fraction(0))
        sign = 1 if at_inside / at_node > 0 else -1
        total = [a + sign * b / at_node for a, b in zip(total, basis, strict=True)]
    return total


def _optimal_recovery(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    require(m == 1, "optimal recovery from values and end derivatives is for m = 1")
    q = integer(method, "order", 1, r)
    return _shrunk(euler_constant(q) / Fraction(n) ** q), n + q - 1, ["continuous-selection"]


def _adaptive_cells(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    pairs, triples = integer(method, "pairs", 0, m // 2), integer(method, "triples", 0, m // 3)
    singles = m - 2 * pairs - 3 * triples
    require(singles >= 0 < pairs + triples, "pairs and triples, at least one, are of different coordinates")
    single = integer(method, "single_cells", n, n + (singles > 0))
    count = diamonds(n) ** pairs * (octahedra(n) if triples else 1) ** triples * single**singles + pairs + 2 * triples
    return _shrunk(Fraction(1, n)), count, ["continuous-selection"], singles > 0 and single == n


def _trace_recovery(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    require(r >= 3 and m >= 2, "recovered traces are for r ≥ 3 and m ≥ 2")
    q = integer(method, "order", 3, min(r, 4))
    return (*recovered(method, n, m, q), ["continuous-selection"])


def _lattice_interpolation(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    """Singles first, which do not increase a sup norm; each pair costs those after it the factor L."""
    require(r >= 2, "the lattice is for r ≥ 2")
    lattice, grids = packaged(), items(method["grids"], "grids", m // 2)
    require(len(grids) > 0 and grids[0] == n, "cells are those of the first pair")
    require(all(type(M) is int and 2 * lattice.half_width < M <= MAX_CELLS for M in grids), "the inner square is empty")
    singles = m - 2 * len(grids)
    single = integer(method, "single_cells", min(singles, 1), MAX_CELLS if singles else 0)
    eta = max(4 * lattice.radius * lattice.lebesgue**j / Fraction(M) ** 2 for j, M in enumerate(grids))
    eta = max(eta, Fraction(1, 2 * single**2)) if singles else eta
    return _shrunk(eta), prod(map(lattice.samples, grids)) * (single + 1) ** singles, ["continuous-selection"]


def _hat_network(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    order = integer(method, "order", 1, min(r, 2))
    eta = Fraction(1, n) if order == 1 else Fraction(1, n * n) / (2 if m == 1 else 1)
    if m == 1:
        words = ["continuous-selection", "activation=relu", "depth=2", "mlp", "uniform-width"]
        return _shrunk(eta), hat_network_parameters(m, n), words
    return _shrunk(eta), hat_network_parameters(m, n), ["continuous-selection", "activation=relu", f"depth={m + 2}"]


def hat_network_parameters(m: int, n: int) -> int:
    """Return the connections and biases of the network of hat functions on n cells per axis, with one output."""
    if m == 1:
        return 3 * n + 1
    q = n + 1
    first = 2 * (m - 1) + 4 * q
    second = 2 * q * 1 + 2 * q**2 * 3 + (m - 2)
    later = sum(4 * q ** (i - 1) + 8 * q**i + (m - i) for i in range(3, m + 1))
    return first + second + later + 5 * q**m + q**m


def _product_network(method: Mapping[str, Any], n: int, m: int, r: int) -> Answer:
    require(r >= 2 <= m, "product networks are for r ≥ 2 and m ≥ 2")
    S = integer(method, "squaring_steps", 1, 1000)
    q = n + 1
    sides, hats, output = 4 * m * q, 3 * m * q, q**m
    count = sides + hats + output
    for k in range(2, m + 1):
        pairs, singles = q**k, q ** (k - 1) + q
        first_step = 5 * pairs + 3 * singles
        later_steps = (pairs + singles) * (0 if S == 1 else 7 + 8 * (S - 2))
        count += first_step + later_steps + pairs * (6 if S == 1 else 9) + (m - k) * q * (S + 1)
    error = max(Fraction(1, 2 * n * n), Fraction(2**m * (m - 1), 4**S))
    return error, count, ["continuous-selection", "activation=relu", f"depth={3 + (m - 1) * (S + 1)}"]


DESCRIBED_BY = {
    "adaptive-cells": ("pairs", "triples", "single_cells"),
    "spline-interpolation": ("nodes", "omega", "lebesgue"),
    "lattice-interpolation": ("grids", "single_cells"),
    "optimal-recovery": ("order",),
    "trace-recovery": ("order", "levels"),
    "relu-hat-network": ("order",),
    "relu-product-network": ("squaring_steps",),
}
"""What a method has beside its name and cells."""
METHODS = {
    "adaptive-cells": _adaptive_cells,
    "lattice-interpolation": _lattice_interpolation,
    "midpoint-decoding": _midpoint,
    "multilinear-interpolation": _multilinear,
    "spline-interpolation": _spline,
    "optimal-recovery": _optimal_recovery,
    "trace-recovery": _trace_recovery,
    "relu-hat-network": _hat_network,
    "relu-product-network": _product_network,
}
