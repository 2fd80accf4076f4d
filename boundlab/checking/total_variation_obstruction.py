"""Checker: a network of p affine layers within ε of a rounded triangle wave of W_{1,m} has C(q) ≥ `bound`.

The wave, in x_1: J pieces of length ℓ = 4ε/s + δ between -2ε and 2ε, J·ℓ ≤ 2, slopes at most s = 1 - 2ε, corners
rounded over δ; its norm is 2ε + s = 1. A network within ε of it rises and falls by 2ε at least on each piece, so its
derivative has variation (extended by zero) at least 2·J·(2ε/ℓ). For V = TV(σ'), L = sup|σ'| each layer multiplies
that variation by at most 2V‖W‖, hence it is at most 2(2V/L)^(p-1)·C(q).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members, text
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN

FIELDS = {"kind", "activation", "p", "eps", "delta", "J", "L", "V", "bound"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    p, pieces = integer(data, "p", 1, 64), integer(data, "J", 1, 10**12)
    names = ("eps", "delta", "L", "V", "bound")
    eps, delta, L, V, bound = (fraction(data.get(name), name) for name in names)
    require(0 < eps < Fraction(1, 2) and delta > 0, "0 < ε < 1/2 and δ > 0")
    activation = text(data["activation"], "activation")
    known = KNOWN.get(activation)
    peak = known.peak if known else None
    require(peak is not None, "the activation is not one with σ' in L^1 and BV that this checker knows")
    require(peak == L and V == 2 * L, "L or V is not that of the activation")
    length = 4 * eps / (1 - 2 * eps) + delta
    require(2 * delta <= length, "the corners are rounded over more than a piece")
    require(pieces * length <= 2, "the wave does not fit into [-1, 1]")
    expected = (L / (2 * V)) ** (p - 1) * pieces * 2 * eps / length
    require(bound <= expected, "the bound is larger than the argument gives")
    return accepted(
        f"C(q) ≥ {bound} for every network with {p} affine layers, σ = {activation}, within ε = {eps} of the wave",
        f"a network of {p} affine layers, σ = {activation}, within {eps} of this wave in W_{{1,m}} has C(q) ≥ {bound}",
        f"every m ≥ 1; a rounded triangle wave in x_1 of {pieces} pieces, corners rounded over {delta}",
        (f"σ' is integrable, sup |σ'| = {L}, its variation is {V}",),
        f"{bound} is a lower bound of the spectral complexity C(q)",
    )
