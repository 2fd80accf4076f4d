"""Boxes through a network with outward rounding: an inclusion that holds in real arithmetic, with its certificate.

For l ≤ e ≤ u and an affine layer, Σ(W⁺l - W⁻u) + b ≤ We + b ≤ Σ(W⁺u - W⁻l) + b; a non-decreasing σ acts on the ends.
Every end is rounded outwards to `bits` binary digits. So h(e) lies in the last box for every e in the first, for the
network with exactly these weights and in exact arithmetic; a float evaluation has an error of its own besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.activations import catalogue
from boundlab.errors import bad_value

Vector = tuple[Fraction, ...]
Layer = tuple[tuple[Vector, ...], Vector]
BITS = 60
MONOTONE = ("relu", "tanh", "sigmoid", "arctan")


@dataclass(frozen=True)
class Inclusion:
    """A network h, a box of inputs, and a box that contains h of it."""

    activation: str
    layers: tuple[Layer, ...]
    low: Vector
    high: Vector
    output_low: Vector
    output_high: Vector

    def certificate(self) -> dict[str, Any]:
        """Return the certificate: the network and both boxes, in exact numbers."""
        return {
            "kind": "interval-inclusion",
            "activation": self.activation,
            "layers": [{"weight": [_texts(row) for row in w], "bias": _texts(b)} for w, b in self.layers],
            "low": _texts(self.low),
            "high": _texts(self.high),
            "output_low": _texts(self.output_low),
            "output_high": _texts(self.output_high),
        }


def enclose(layers: Sequence[tuple[Any, Any]], activation: str, low: Any, high: Any, bits: int = BITS) -> Inclusion:
    """Enclose h of the box [low, high]; `layers` are (weight, bias), numbers that are taken as they are stored.

    The activation stands between the layers.

    Raises:
        BoundlabError: an activation that is not known to be non-decreasing, an empty box, shapes that do not fit.

    >>> found = enclose([([[1, -2]], [0]), ([[3]], [1])], "relu", [0, 0], [1, "1/4"])
    >>> found.output_low, found.output_high
    ((Fraction(1, 1),), (Fraction(4, 1),))
    """
    if activation not in MONOTONE:
        raise bad_value("activation", activation, f"one of {', '.join(MONOTONE)}")
    exact = tuple((tuple(_vector(row) for row in w), _vector(b)) for w, b in layers)
    first, last = _vector(low), _vector(high)
    if len(first) != len(last) or any(a > b for a, b in zip(first, last, strict=True)):
        raise bad_value("low", len(first), "a box: as many lower as upper ends, none above")
    box = (first, last)
    for number, (weight, bias) in enumerate(exact):
        if len(weight) != len(bias) or any(len(row) != len(box[0]) for row in weight):
            raise bad_value(
                "layers", f"layer {number + 1}", "a matrix for the layer before, and as many biases as rows"
            )
        if number:
            box = tuple(  # type: ignore[assignment]
                tuple(_activate(activation, v, up, bits) for v in side)
                for side, up in zip(box, (False, True), strict=True)
            )
        box = (
            tuple(_round(_end(row, *box) + b, bits, False) for row, b in zip(weight, bias, strict=True)),
            tuple(_round(_end(row, *box[::-1]) + b, bits, True) for row, b in zip(weight, bias, strict=True)),
        )
    return Inclusion(activation, exact, first, last, *box)


def _end(row: Vector, near: Vector, far: Vector) -> Fraction:
    return sum((w * (a if w > 0 else b) for w, a, b in zip(row, near, far, strict=True)), Fraction(0))


def _activate(name: str, value: Fraction, up: bool, bits: int) -> Fraction:
    if name == "relu":
        return max(value, Fraction(0))
    from flint import arb, ctx, fmpq

    before = ctx.prec
    ctx.prec = bits + 40
    try:
        ball = _jet(name)(arb(fmpq(value.numerator, value.denominator)))[0]
        end = (ball.upper() if up else ball.lower()).fmpq()
    finally:
        ctx.prec = before
    return _round(Fraction(int(end.p), int(end.q)), bits, up)


def _jet(name: str) -> Any:
    jet = catalogue()[name].jet
    assert jet is not None
    return jet


def _round(value: Fraction, bits: int, up: bool) -> Fraction:
    """The nearest multiple of 2^-bits that is not below (`up`) or not above."""
    scaled = value * 2**bits
    return Fraction(
        -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator, 2**bits
    )


def _vector(values: Any) -> Vector:
    return tuple(Fraction(v) for v in values)


def _texts(values: Vector) -> list[str]:
    return [str(v) for v in values]
