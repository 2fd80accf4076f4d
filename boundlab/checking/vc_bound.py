"""Checker: a lower bound for networks from the sign patterns they can realise.

Statement: networks of the stated shape and activation that reach error ε on W_{r,m}, by whatever weights,
have at least N parameters. Recomputed: the M disjoint bumps (ε·K < 1), and that fewer parameters realise
fewer than 2^M sign patterns. The bound for the sign patterns of polynomials is Warren's theorem, cited;
Goldberg-Jerrum and Karpinski-Macintyre are checked as formulas and must carry the hypothesis
`recalled-formula`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members, text
from boundlab.checking._hypotheses import ball_of, fewest, spelled_out
from boundlab.checking._networks import ball, log, parameters, require_count, require_positive, shape, width_fields
from boundlab.checking._numbers import integer, require_hypotheses, statement
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN
from boundlab.checking._rewritten.sobolev import norm_and_dimension

FIELDS = {"kind", "argument", "direction", "hypotheses", "m", "r", "eps", "N", "activation", "depth", "space"}
RECALLED = {"goldberg-jerrum": ("relu",), "karpinski-macintyre": ("sigmoid", "tanh")}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    width = set() if certificate.get("argument") == "vc-depth" else width_fields(certificate)
    data = members(certificate, "the certificate", FIELDS | width)
    m, r, eps = statement(data)
    require(data.get("direction") == "lower", "this argument gives a lower bound")
    K, M, disjoint = norm_and_dimension(data["space"], m, r, eps)
    require(disjoint, "the functions of the space have overlapping supports")
    require(eps * K < 1, "ε·K < 1 fails for these bumps")
    argument, activation = text(data["argument"], "argument"), text(data["activation"], "activation")
    if argument in RECALLED:
        require(activation in RECALLED[argument], "the argument does not cover this activation")
        _recalled(data, argument, m, M)
        return _answer(data, f"the recalled formula gives N for {M.bit_length()}-bit M; it is not re-derived here")
    require(activation in KNOWN and KNOWN[str(activation)].one_kink, "the argument does not cover this activation")
    if argument == "vc-depth":
        _any_shape(data, M)
    else:
        require(argument == "vc-layerwise", "unknown argument")
        _layerwise(data, m, M)
    return _answer(data, f"fewer than N parameters cannot realise all signs at the peaks (W_{{{r},{m}}}, ε = {eps})")


def _answer(data: Mapping[str, Any], reason: str) -> CheckResult:
    m, r, eps = statement(data)
    if data["argument"] == "vc-depth":
        networks = f"networks of {data['depth']} affine layers, connected in any way, activation {data['activation']}"
    else:
        networks = "networks as described below"
    claim = (
        f"{networks}, that reach error ≤ {eps} on W_{{{r},{m}}}, by whatever weights, have N ≥ {data['N']} parameters"
    )
    return accepted(reason, claim, ball_of(m, r), spelled_out(data["hypotheses"]), fewest("a lower", eps))


def _any_shape(data: Mapping[str, Any], M: int) -> None:
    depth = integer(data, "depth", 2, 64)
    require_hypotheses(data, [f"activation={data['activation']}", f"depth={depth}"])
    N = require_count(data, 1, depth, None)
    if N == 1:
        return
    base = 2 * depth * M
    require_positive(
        lambda: ball(M - depth) - (N - 1) * depth * (1 + log(base)) / log(2),
        M.bit_length(),
        "N - 1 parameters are not excluded",
    )


def _layerwise(data: Mapping[str, Any], m: int, M: int) -> None:
    depth, excluded, limit, words = shape(data)
    require_hypotheses(data, words)
    N = require_count(data, m, depth, excluded)
    if limit is not None:
        n = N - 1
        require(n <= M, "the argument covers at most M parameters")
        layers = [(min(limit, n), n)] * (depth - 1) + [(1, n)]
    else:
        width = excluded or 0
        layers = [(width, width * (m + 1) + i * width * (width + 1)) for i in range(depth - 1)]
        layers.append((1, parameters(m, width, depth)))
        n = width
    if n == 0:
        return

    def missing() -> Any:
        patterns = ball(0)
        for layer, (k, W) in enumerate(layers, start=1):
            wide = M * k < W
            patterns += ball(M * k) if wide else 1 + W * (1 + log(2 * M * k * layer) - log(W)) / log(2)
        return M - patterns

    require_positive(missing, M.bit_length(), "networks with fewer parameters are not excluded")


def _recalled(data: Mapping[str, Any], argument: str, m: int, M: int) -> None:
    depth, excluded, limit, words = shape(data)
    require(limit is None, "the recalled formulas are written out for equal widths")
    require_hypotheses(data, [*words, "recalled-formula"])
    require_count(data, m, depth, excluded)
    width = excluded or 0
    if width == 0:
        return
    W, units = parameters(m, width, depth), (depth - 1) * width + 1
    if argument == "goldberg-jerrum":
        require(4 * W * (2 * W + 2 * units + 3) < M, "this width is not excluded")
        return
    require_positive(
        lambda: ball(M - (W * units) ** 2) - 11 * W * units * log(18 * W * units * units) / log(2),
        M.bit_length(),
        "this width is not excluded",
    )
