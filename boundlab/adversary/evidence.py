"""The verdict on a method: its error on y0 or -y0, evaluated independently of the search.

y0's coefficients are rounded to short rationals; ‖y0‖_∞ ≤ ρ is certified by exact Bernstein coefficients, so y0 is
in the closure of
W_{r,m}. The method is run again on y0 and -y0, and |y0 - fit|, |-y0 - fit| are taken at the points of a grid, y0 in
exact
rationals, the fits' floats as the rationals they are. A maximum over points is a lower bound of the error in sup
norm; no
inequality between the points is needed.

Without a decoder something can be said only if θ(y0) and θ(-y0) are the same numbers: then the two fits are the same
unknown function, and one of the errors is at least the largest |y0| on the grid. If they differ, however little, a
decoder that reads the difference serves both targets, and no error is claimed for this pair. That a continuous θ has
another pair, where they are equal, is the theorem.

A method has to give the same θ for the same target: it is asked again, at y0 and at a few other targets, before and
after the search.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from boundlab.adversary.antipodes import Antipode, Nearest, search
from boundlab.adversary.jumps import Jump, find_jump
from boundlab.adversary.method import Method, load
from boundlab.adversary.spline_sphere import SplineSphere, Target
from boundlab.adversary.vectors import same_again

Array = np.ndarray[Any, np.dtype[np.float64]]
BITS = 40
GRID = {1: 64, 2: 12, 3: 6, 4: 4}


@dataclass(frozen=True)
class Evidence:
    """y0 and the errors of the method at ±y0; fractions are exact. `error` ≥ ρ is what the theorem predicts.

    The errors are None if no decoder is given and θ(y0) ≠ θ(-y0).
    """

    sphere: SplineSphere
    method: Method
    coefficients: tuple[Fraction, ...]
    norm_bound: Fraction
    theta_plus: Array
    theta_minus: Array
    error_plus: Fraction | None
    error_minus: Fraction | None
    worst_point: tuple[Fraction, ...] | None
    route: str
    fits: int

    @property
    def difference(self) -> float:
        """‖θ(y0) - θ(-y0)‖_∞."""
        return float(np.abs(self.theta_plus - self.theta_minus).max())

    @property
    def same(self) -> bool:
        """Are θ(y0) and θ(-y0) the same numbers?"""
        return bool(np.array_equal(self.theta_plus, self.theta_minus))

    @property
    def error(self) -> Fraction | None:
        """The larger of the two errors."""
        if self.error_plus is None or self.error_minus is None:
            return None
        return max(self.error_plus, self.error_minus)

    @property
    def ratio(self) -> Fraction | None:
        """error/ρ."""
        return None if self.error is None else self.error / self.sphere.rho

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON data."""
        return {
            "found": True,
            "method": self.method.name,
            "N": self.sphere.N,
            "m": self.sphere.m,
            "r": self.sphere.r,
            "D": self.sphere.D,
            "rho": str(self.sphere.rho),
            "coefficients": [str(c) for c in self.coefficients],
            "norm_at_most": str(self.norm_bound),
            "theta_plus": self.theta_plus.tolist(),
            "theta_minus": self.theta_minus.tolist(),
            "decoder": self.method.decode is not None,
            "theta_difference": self.difference,
            "theta_equal": self.same,
            "error_plus": _float(self.error_plus),
            "error_minus": _float(self.error_minus),
            "error_over_rho": _float(self.ratio),
            "point": self.worst_point and [str(t) for t in self.worst_point],
            "route": self.route,
            "fits": self.fits,
        }


@dataclass(frozen=True)
class NoAntipode:
    """The search failed: the nearest miss, and a jump of the method if one was found."""

    sphere: SplineSphere
    method: Method
    nearest: Nearest
    jump: Jump | None

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON data."""
        jump = self.jump
        return {
            "found": False,
            "method": self.method.name,
            "N": self.sphere.N,
            "m": self.sphere.m,
            "r": self.sphere.r,
            "smallest_difference": self.nearest.value,
            "scale": self.nearest.scale,
            "fits": self.nearest.fits,
            "jump": jump
            and {
                "distance": jump.distance,
                "size": jump.size,
                "coefficients": [jump.left.tolist(), jump.right.tolist()],
                "theta": [jump.theta_left.tolist(), jump.theta_right.tolist()],
            },
        }


def confront(
    name: str,
    N: int,
    m: int = 1,
    r: int = 1,
    *,
    seed: int = 0,
    decoder: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Evidence | NoAntipode:
    """Find a target on which the method with N parameters fails, and the error it makes.

    >>> found = confront("polynomial-interpolation", 2)
    >>> float(found.ratio) >= 0.999
    True
    """
    sphere = SplineSphere(N, m, r)
    method = load(name, N, m, decoder)
    asked = _Asked(method, sphere, seed)
    found = search(method, sphere, seed, progress)
    if isinstance(found, Nearest):
        missed = NoAntipode(sphere, method, found, find_jump(method, sphere, found, seed))
        asked.again()
        return missed
    evidence = evaluate(method, sphere, found)
    asked.again()
    return evidence


class _Asked:
    """θ at a few targets, to be asked for again."""

    def __init__(self, method: Method, sphere: SplineSphere, seed: int) -> None:
        self.method, self.N = method, sphere.N
        generator = np.random.default_rng(seed)
        directions = [generator.normal(size=sphere.N + 1) for _ in range(3)]
        self.targets = [sphere.target(sign * c) for c in directions for sign in (1, -1)]
        self.answers = [method.theta(y, self.N) for y in self.targets]
        self.again()

    def again(self) -> None:
        """Raise BoundlabError if an answer has changed."""
        for y, answer in reversed(list(zip(self.targets, self.answers, strict=True))):
            same_again("method", self.method.name, answer, self.method.theta(y, self.N), "parameters")


def evaluate(method: Method, sphere: SplineSphere, antipode: Antipode) -> Evidence:
    """Run the method once more on ±y0, y0 rounded to rationals, and take the errors on a grid."""
    rough = sphere.target(antipode.direction).coefficients
    exact = [Fraction(round(c * 2**BITS), 2**BITS) for c in rough.tolist()]
    bound = sphere.exact_norm(exact)
    exact = [c * sphere.rho / bound for c in exact] if bound > sphere.rho else exact
    coefficients = np.array([float(c) for c in exact])
    plus, minus = Target(sphere, coefficients), Target(sphere, -coefficients)
    theta = [method.theta(y, sphere.N) for y in (plus, minus)]
    for y, answer in ((minus, theta[1]), (plus, theta[0])):
        same_again("method", method.name, answer, method.theta(y, sphere.N), "parameters")
    count = GRID[sphere.m] * sphere.D
    axis = [Fraction(2 * i, count) - 1 for i in range(count + 1)]
    points = list(itertools.product(axis, repeat=sphere.m))
    values = [sphere.value(exact, p) for p in points]
    error: list[Fraction | None] = [None, None]
    worst = None
    if method.decode is not None:
        floats = np.array([[float(t) for t in p] for p in points])
        errors = [
            [abs(sign * v - Fraction(f)) for v, f in zip(values, method.values(t, floats).tolist(), strict=True)]
            for sign, t in zip((1, -1), theta, strict=True)
        ]
        error = [max(e) for e in errors]
        larger = max(errors, key=max)
        worst = points[larger.index(max(larger))]
    elif np.array_equal(theta[0], theta[1]):
        sizes = [abs(v) for v in values]
        error = [max(sizes)] * 2
        worst = points[sizes.index(max(sizes))]
    bound = min(bound, sphere.rho)
    return Evidence(
        sphere,
        method,
        tuple(exact),
        bound,
        theta[0],
        theta[1],
        error[0],
        error[1],
        worst,
        antipode.route,
        antipode.fits,
    )


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
