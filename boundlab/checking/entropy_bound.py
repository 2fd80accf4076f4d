"""Checker: a lower bound from counting functions that are far apart.

Statement: networks with weights in [-B, B] (or any method with parameters of b bits) that reach error ε on
W_{r,m} have at least N parameters. Recomputed: the M disjoint bumps with k + 1 heights each, the gap δ =
1/(kK) - ε > 0, the Lipschitz constant Λ of the output in the parameters, and that fewer parameters are too
few for (k+1)^M functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._hypotheses import ball_of, fewest, spelled_out
from boundlab.checking._networks import (
    MAX_COUNT,
    ball,
    log,
    parameters,
    require_count,
    require_positive,
    shape,
    width_fields,
)
from boundlab.checking._numbers import integer, require_hypotheses, short_fraction, statement
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN, covered_by_entropy
from boundlab.checking._rewritten.sobolev import norm_and_dimension

FIELDS = {"kind", "argument", "direction", "hypotheses", "m", "r", "eps", "N", "levels", "space"}
NETWORK = {"activation", "depth", "weights_bound"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    own = {"bits"} if certificate.get("argument") == "finite-precision" else NETWORK | width_fields(certificate)
    data = members(certificate, "the certificate", FIELDS | own)
    m, r, eps = statement(data)
    require(data.get("direction") == "lower", "this argument gives a lower bound")
    K, M, disjoint = norm_and_dimension(data["space"], m, r, eps)
    require(disjoint, "the functions of the space have overlapping supports")
    k = integer(data, "levels", 1, MAX_COUNT)
    gap = 1 / (k * K) - eps
    require(gap > 0, "the functions are not more than 2ε apart")
    argument = data.get("argument")
    if argument == "finite-precision":
        _finite_precision(data, M, k)
    else:
        require(argument == "metric-entropy", "unknown argument")
        _metric_entropy(data, m, M, k, gap)
    methods = "methods" if argument == "finite-precision" else "networks"
    return accepted(
        f"fewer than N parameters cannot tell the functions apart (W_{{{r},{m}}}, ε = {eps})",
        f"{methods} as described below, that reach error ≤ {eps} on W_{{{r},{m}}}, have N ≥ {data['N']} parameters",
        ball_of(m, r),
        spelled_out(data["hypotheses"]),
        fewest("a lower", eps),
    )


def _finite_precision(data: Mapping[str, Any], M: int, k: int) -> None:
    bits = integer(data, "bits", 1, 4096)
    require_hypotheses(data, [f"bits={bits}"])
    N = integer(data, "N", 1, MAX_COUNT)
    require_positive(
        lambda: M * log(k + 1) - (N - 1) * bits * log(2), M.bit_length(), "N - 1 parameters are not excluded"
    )


def _metric_entropy(data: Mapping[str, Any], m: int, M: int, k: int, gap: Fraction) -> None:
    depth, excluded, limit, words = shape(data)
    B = short_fraction(data.get("weights_bound"), "weights_bound")
    require(B > 0, "weights_bound must be positive")
    require_hypotheses(data, [*words, f"weights-bound={B}"])
    N = require_count(data, m, depth, excluded)
    width, n = (excluded or 0, 0) if limit is None else (limit, N - 1)
    if limit is None and width > 0:
        n = parameters(m, width, depth)
    if n == 0:
        return
    swing = 1 + B * _lipschitz(m, width, depth, B, str(data["activation"])) / gap
    require_positive(lambda: ball(M) * log(k + 1) - n * log(swing), M.bit_length(), "fewer parameters are not excluded")


def _lipschitz(m: int, width: int, depth: int, B: Fraction, activation: str) -> Fraction:
    """Return how fast the output can move with the parameters, both in sup norm, for inputs in [-1, 1]^m."""
    require(covered_by_entropy(activation), "the argument does not cover this activation")
    bounded = KNOWN[activation].bounded_by_one
    size, change = Fraction(1), Fraction(0)
    for inputs in [m] + [width] * (depth - 1):
        change = B * inputs * change + inputs * size + 1
        size = B * (inputs * size + 1)
        size = min(size, Fraction(1)) if bounded else size
    return change
