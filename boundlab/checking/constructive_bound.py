"""Checker: an upper bound from a method with counted parameters and a proved error.

Statement: some method with N parameters, chosen linearly (hence continuously) from h, has error at most ε on W_{r,m}.
Recomputed for each method: the count, and an upper bound for the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from math import factorial
from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._numbers import (
    Rejected,
    fraction,
    fractions,
    integer,
    require,
    require_hypotheses,
    statement,
)
from boundlab.checking._range import require_below

MAX_CELLS = 10**80
MAX_NODES = 32


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    try:
        return CheckResult(True, _reason(certificate))
    except Rejected as error:
        return CheckResult(False, str(error))


def _reason(data: dict[str, Any]) -> str:
    m, r, eps = statement(data)
    require(data.get("direction") == "upper", "a construction gives an upper bound")
    method = data["method"]
    n = integer(method, "cells", 1, MAX_CELLS)
    name = method.get("name")
    require(name in METHODS, "unknown method")
    error, count, hypotheses = METHODS[name](method, n, m, r)
    require_hypotheses(data, hypotheses)
    require(error <= eps, "the proved error of the method exceeds ε")
    require(type(data.get("N")) is int and data["N"] == count, "N is not the number of parameters of the method")
    return f"{name} with N parameters has error at most ε (W_{{{r},{m}}}, ε = {eps})"


Answer = tuple[Fraction, int, list[str]]


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
    omega, lebesgue = fraction(method.get("omega"), "omega"), fraction(method.get("lebesgue"), "lebesgue")
    budget = [20_000]
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


METHODS = {
    "midpoint-decoding": _midpoint,
    "multilinear-interpolation": _multilinear,
    "spline-interpolation": _spline,
}
