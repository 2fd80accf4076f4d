"""Checker: a network maps a box into a box, in exact real arithmetic.

h has affine layers with the activation between them, which is non-decreasing. For e in [low, high] each layer's values
lie between Σ_j min(w_j l_j, w_j u_j) + b and Σ_j max(w_j l_j, w_j u_j) + b, and the activation acts on the ends.
Recomputed: these ends, exactly for ReLU, with balls rounded outwards for the others; the last ones must lie in the
box that is claimed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import items, members, number, text
from boundlab.checking._refusal import afford, require
from boundlab.checking._rewritten.activation_balls import derivatives, lower, precision, upper

FIELDS = {"kind", "activation", "layers", "low", "high", "output_low", "output_high"}
NON_DECREASING = ("relu", "tanh", "sigmoid", "arctan")
MOST, MAX_WEIGHTS = 1024, 200_000
GRID = 2**160
LARGEST = 10**2000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    activation = text(data["activation"], "activation")
    require(activation in NON_DECREASING, "the activation is not known to be non-decreasing")
    low, high = _numbers(data["low"], "low"), _numbers(data["high"], "high")
    require(bool(low) and len(low) == len(high), "low and high have as many entries")
    require(all(a <= b for a, b in zip(low, high, strict=True)), "the box of inputs is empty")
    layers = items(data["layers"], "layers", 16)
    require(bool(layers), "there is no layer")
    budget, inputs, weights = MAX_WEIGHTS, len(low), 0
    for place, entry in enumerate(layers):
        layer = members(entry, "a layer", {"weight", "bias"})
        rows, bias = items(layer["weight"], "a weight", MOST), _numbers(layer["bias"], "a bias")
        require(len(rows) == len(bias) > 0, "a layer has as many biases as rows")
        budget -= len(rows) * len(low)
        afford(budget >= 0, "more weights than this checker looks at")
        weights += len(rows) * (len(low) + 1)
        if place:
            low, high = ([_activated(activation, v, up) for v in side] for side, up in ((low, False), (high, True)))
        below, above = [], []
        for values, b in zip(rows, bias, strict=True):
            row = _numbers(values, "a row")
            require(len(row) == len(low), "a row has one entry for each value of the layer before")
            ends = [sorted((w * a, w * z)) for w, a, z in zip(row, low, high, strict=True)]
            below.append(sum((e[0] for e in ends), b))
            above.append(sum((e[1] for e in ends), b))
        low, high = below, above
    claimed_low, claimed_high = _numbers(data["output_low"], "output_low"), _numbers(data["output_high"], "output_high")
    require(len(claimed_low) == len(low) == len(claimed_high), "the box of outputs has one interval for each output")
    require(all(a <= b for a, b in zip(claimed_low, low, strict=True)), "an output may be below its interval")
    require(all(a >= b for a, b in zip(claimed_high, high, strict=True)), "an output may be above its interval")
    return accepted(
        f"{len(layers)} layers map the box into the box",
        "h(e) lies in [output_low, output_high] for every e in [low, high], in exact arithmetic",
        f"the network of the certificate, {activation}, {weights} parameters, {inputs} inputs, {len(low)} outputs",
    )


def _activated(name: str, value: Fraction, up: bool) -> Fraction:
    if name == "relu":
        return max(value, Fraction(0))
    with precision(120, 1):
        ball = derivatives(name, value, value, 0)[0]
        end = upper(ball) if up else lower(ball)
    # Rounded outwards, so that numbers stay short.
    scaled = end * GRID
    return Fraction(-(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator, GRID)


def _numbers(values: Any, what: str) -> list[Fraction]:
    found = [number(v, what) for v in items(values, what, MOST)]
    afford(all(abs(v) < LARGEST for v in found), f"{what} holds a number of more than 2000 digits")
    return found
