"""Tensor Euler splines: the extremal functions of the spline lower bound."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any

from boundlab.errors import bad_value
from boundlab.function_classes.families.sign_bumps import multi_indices
from boundlab.function_classes.target import Norm, Ops, Target


class TensorSpline(Target):
    """y(x) = Π_i ê(x_i) / K, ê the Euler spline of `degree` d with `pieces` D knot intervals, of sup norm 1.

    On the j-th interval, in its local variable u ∈ [0, 1], ê is (-1)^j E_d(u)/max|E_d| with the Euler polynomial
    E_d; for even d the knots are shifted by half an interval, so that ê is extremal at ±1. The k-th derivative of
    ê is the Euler spline of degree d - k, hence ‖ê^(k)‖ = (D/2)^k e_{d-k}/e_d exactly, with e_j = max|E_j|/j!, and
    K = Σ_{|κ|≤r} Π ‖ê^(κ_i)‖ makes ‖y‖_r^s = 1. y ∈ C^(d-1): for d = r it is in the closure of W_{r,m} only.

    Raises BoundlabError: not 1 ≤ r ≤ degree ≤ 20, 1 ≤ m ≤ 6, pieces ≥ 1.
    """

    def __init__(self, m: int, r: int, degree: int, pieces: int) -> None:
        if not (1 <= m <= 6 and 1 <= r <= degree <= 20 and 1 <= pieces <= 10**6):
            shown = f"m={m},r={r},degree={degree},pieces={pieces}"
            raise bad_value("spline", shown, "1 ≤ m ≤ 6, 1 ≤ r ≤ degree ≤ 20, 1 ≤ pieces ≤ 10^6")
        self.m, self.r, self.degree, self.pieces = m, r, degree, pieces
        self.dimension = m
        self.text = f"spline:m={m},r={r},degree={degree},pieces={pieces}"
        self.amplitude = 1 / self._norm_of_shape(r)

    def _norm_of_shape(self, order: int) -> Fraction:
        d, n = self.degree, self.pieces
        # With the interval length 2/n, d/dx = (n/2) d/du, and (E_d/d!)^(j) = E_{d-j}/(d-j)!.
        ratio = [_sup(d - j) * Fraction(n, 2) ** j / _sup(d) for j in range(order + 1)]
        return sum(
            (prod((ratio[j] for j in kappa), start=Fraction(1)) for kappa in multi_indices(self.m, order)),
            Fraction(0),
        )

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        shift = Fraction(1 - self.degree % 2, 2)
        table = [(-1) ** j for j in range(self.pieces + 1)]
        value: Any = ops.constant(self.amplitude)
        top = _sup(self.degree)
        for x in coordinates:
            t = (x + 1) * ops.constant(Fraction(self.pieces, 2)) + ops.constant(shift)
            cell = ops.cell(t, self.pieces + (1 if shift else 0))
            u = t - cell
            polynomial: Any = 0
            for coefficient in reversed(euler_polynomial(self.degree)):
                polynomial = polynomial * u + ops.constant(coefficient / top)
            value = value * ops.take(table, cell) * polynomial
        return value

    def breaks(self) -> list[Fraction]:
        shift = Fraction(1 - self.degree % 2, 2)
        knots = (Fraction(2, self.pieces) * (i - shift) - 1 for i in range(self.pieces + 2))
        return [knot for knot in knots if -1 < knot < 1]

    def smooth(self, order: int) -> bool:
        return order < self.degree or self.pieces == 1

    def norm(self, order: int) -> Norm | None:
        if order > self.degree:
            return None
        return Norm(order, self.amplitude * self._norm_of_shape(order), certified=True)

    @property
    def scale(self) -> Fraction:
        return self.amplitude


@lru_cache
def euler_polynomial(degree: int) -> tuple[Fraction, ...]:
    """Coefficients of E_d/d! (constant first), so that each is the derivative of the next and E(0) + E(1) = 0.

    >>> [str(c) for c in euler_polynomial(2)]     # u(u - 1)/2
    ['0', '-1/2', '1/2']
    """
    if degree == 0:
        return (Fraction(1),)
    integral = [c / (i + 1) for i, c in enumerate(euler_polynomial(degree - 1))]
    return (-sum(integral, Fraction(0)) / 2, *integral)


@lru_cache
def _sup(degree: int) -> Fraction:
    """max over [0, 1] of |E_d|/d!: at the ends for odd d, in the middle for even d."""
    u = Fraction(1, 2) if degree % 2 == 0 else Fraction(0)
    return abs(sum((c * u**i for i, c in enumerate(euler_polynomial(degree))), Fraction(0)))


NAME, MEMBER = "spline", TensorSpline
