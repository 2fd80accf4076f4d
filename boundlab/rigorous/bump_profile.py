"""Bumps of one variable, given exactly: even piecewise polynomials with support [-1, 1].

A profile is an even function φ with φ(0) = 1, |φ| ≤ 1, support [-1, 1] and φ^(r) piecewise constant. It is
stored by the values of φ^(r) on [0, 1]; everything else follows by exact integration from the right end,
where φ and its derivatives vanish. What has to hold for φ to be r-1 times continuously differentiable is
φ^(j)(0) = 0 for every odd j < r.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from boundlab.errors import BoundlabError
from boundlab.rigorous._polynomial import Polynomial, abs_bound, derivative, rounded_up, value


@dataclass(frozen=True)
class BumpProfile:
    """φ by its r-th derivative: φ^(r) = values[i] on (knots[i], knots[i+1]), knots from 0 to 1.

    `norms` are rational upper bounds for ‖φ‖, ‖φ'‖, …, ‖φ^(r)‖, the first of them 1. Raises BoundlabError
    if φ is not an admissible bump.

    >>> BumpProfile(1, (Fraction(0), Fraction(1)), (Fraction(-1),)).norms
    (Fraction(1, 1), Fraction(1, 1))
    """

    r: int
    knots: tuple[Fraction, ...]
    values: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        ordered = all(s < t for s, t in zip(self.knots, self.knots[1:], strict=False))
        if self.knots[0] != 0 or self.knots[-1] != 1 or not ordered or len(self.values) != len(self.knots) - 1:
            raise BoundlabError("bump profile: knots must increase from 0 to 1, with one value between each two")
        at_zero = self.derivatives_at_zero()
        if at_zero[0] != 1 or any(at_zero[j] for j in range(1, self.r, 2)):
            raise BoundlabError("bump profile: φ(0) must be 1 and the odd derivatives at 0 below order r must vanish")

    def derivatives_at_zero(self) -> list[Fraction]:
        """Return φ(0), φ'(0), …, φ^(r-1)(0)."""
        piece, width = self.pieces()[0]
        return [value(derivative(piece, j), width) * (-1) ** j for j in range(self.r)]

    def pieces(self) -> list[tuple[Polynomial, Fraction]]:
        """Return φ on each interval as (polynomial in u = right end - x, width), left to right."""
        out: list[tuple[Polynomial, Fraction]] = []
        ends = [Fraction(0)] * self.r
        for i in range(len(self.values) - 1, -1, -1):
            top = self.values[i] * (-1) ** self.r
            piece = [ends[j] / factorial(j) for j in range(self.r)] + [top / factorial(self.r)]
            width = self.knots[i + 1] - self.knots[i]
            ends = [value(derivative(piece, j), width) for j in range(self.r)]
            out.append((piece, width))
        return out[::-1]

    @property
    def norms(self) -> tuple[Fraction, ...]:
        """Upper bounds for ‖φ^(j)‖_∞, j = 0…r, at most 2^-12 (for r > 8: 2^-4) above them, relatively."""
        pieces = self.pieces()
        gap = Fraction(1, 2**13) if self.r <= 8 else Fraction(1, 2**5)
        bounds = [
            rounded_up(max(abs_bound(derivative(p, j), width, gap) for p, width in pieces)) for j in range(self.r)
        ]
        if bounds[0] > 1:
            raise BoundlabError("bump profile: |φ| must not exceed φ(0) = 1")
        return (Fraction(1), *bounds[1:], max(abs(v) for v in self.values))
