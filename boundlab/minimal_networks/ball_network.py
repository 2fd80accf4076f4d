"""A network and its target in ball arithmetic: bounds of the error on a box. Needs python-flint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from boundlab.errors import bad_value
from boundlab.function_classes.target import Target
from boundlab.networks.ensemble import Shape
from boundlab.rigorous.ball_jets import FUNCTIONS, Jet, JetOps, Undecided, as_jet

Box = Sequence[tuple[Fraction, Fraction]]


class BallProblem:
    """The error e = f(.; θ) - y of one network, as jets."""

    def __init__(self, target: Target, shape: Shape, theta: Sequence[float]) -> None:
        if len(theta) != shape.parameters or not all(math.isfinite(value) for value in theta):
            raise bad_value("theta", f"{len(theta)} numbers", f"{shape.parameters} finite numbers")
        self.target, self.shape = target, shape
        self.sigma = FUNCTIONS[shape.activation]
        numbers = [arb(value) for value in theta]
        spans = [numbers[start:stop] for start, stop in shape.spans]
        self.layers = [
            (_rows(weight, len(bias)), bias) for weight, bias in zip(spans[:-3:2], spans[1:-3:2], strict=True)
        ]
        self.output, self.constant, self.skip = spans[-3], spans[-2][0], spans[-1]

    def error(self, x: list[Jet]) -> Jet:
        """The jet of e at the jets x. Raises Undecided where the target has none."""
        values = x
        for rows, bias in self.layers:
            outputs = []
            for row, b in zip(rows, bias, strict=True):
                z = _combination(row, values) + b
                outputs.append(z.chain(*self.sigma(z.value)))
            values = outputs
        value = _combination(self.output, values) + self.constant
        if self.skip:
            value = value + _combination(self.skip, x)
        return value - as_jet(self.target.at(x, JetOps()), x)

    def bound(self, box: Box) -> tuple[Fraction, Fraction | None]:
        """(a lower bound of |e| at the centre, an upper bound of |e| on the box or None)."""
        centres = [(low + high) / 2 for low, high in box]
        m = len(box)
        h = [_exact((high - low) / 2) for low, high in box]
        try:
            at_centre = self.error([Jet.variable(_exact(c), i, m) for i, c in enumerate(centres)])
        except Undecided:
            return Fraction(0), None
        lower = _fraction(abs(at_centre.value).lower())
        try:
            balls = [_exact(low).union(_exact(high)) for low, high in box]
            over_box = self.error([Jet.variable(ball, i, m) for i, ball in enumerate(balls)])
        except Undecided:
            return lower, None
        second, at = arb(0), 0
        for i in range(m):
            for j in range(i, m):
                second += abs(over_box.hessian[at]) * h[i] * h[j] * (1 if i != j else fmpq(1, 2))
                at += 1
        start = abs(at_centre.value)
        candidates = [
            abs(over_box.value),
            start + sum((abs(d) * s for d, s in zip(over_box.gradient, h, strict=True)), arb(0)),
            start + sum((abs(d) * s for d, s in zip(at_centre.gradient, h, strict=True)), arb(0)) + second,
        ]
        finite = [_fraction(c.upper()) for c in candidates if c.is_finite()]
        return lower, min(finite, default=None)


def _rows(flat: list[Any], count: int) -> list[list[Any]]:
    width = len(flat) // count
    return [flat[i * width : (i + 1) * width] for i in range(count)]


def _combination(weights: list[Any], values: list[Jet]) -> Jet:
    total = values[0] * weights[0]
    for weight, value in zip(weights[1:], values[1:], strict=True):
        total = total + value * weight
    return total


def _exact(value: Fraction) -> Any:
    return arb(fmpq(value.numerator, value.denominator))


def _fraction(value: Any) -> Fraction:
    """An exact ball as a fraction."""
    mantissa, exponent = value.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
