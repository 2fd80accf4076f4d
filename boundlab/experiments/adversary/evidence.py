"""The verdict on a method: its error on y0 or -y0, evaluated independently of the search.

y0's coefficients are rounded to short rationals; ‖y0‖_∞ ≤ ρ is certified by exact Bernstein coefficients, so y0 is
in the closure of
W_{r,m}. The method is run again on y0 and -y0, and |y0 - fit|, |-y0 - fit| are taken at the points of a grid, y0 in
exact
rationals, the fits' floats as the rationals they are. A maximum over points is a lower bound of the error in sup
norm; no
inequality between the points is needed. Without a decoder the two fits are the same unknown function, and one of
the errors is at least the largest |y0| on the grid.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from boundlab.errors import bad_value
from boundlab.experiments.adversary.antipodes import Antipode, Nearest, search
from boundlab.experiments.adversary.jumps import Jump, find_jump
from boundlab.experiments.adversary.method import Method, load
from boundlab.experiments.adversary.spline_sphere import SplineSphere, Target

Array = np.ndarray[Any, np.dtype[np.float64]]
BITS = 40
GRID = {1: 64, 2: 12, 3: 6, 4: 4}


@dataclass(frozen=True)
class Evidence:
    """y0 and the errors of the method at ±y0; fractions are exact. `error` ≥ ρ is what the theorem predicts."""

    sphere: SplineSphere
    method: Method
    coefficients: tuple[Fraction, ...]
    norm_bound: Fraction
    theta_plus: Array
    theta_minus: Array
    error_plus: Fraction
    error_minus: Fraction
    worst_point: tuple[Fraction, ...]
    route: str
    fits: int

    @property
    def error(self) -> Fraction:
        """The larger of the two errors."""
        return max(self.error_plus, self.error_minus)

    @property
    def ratio(self) -> Fraction:
        """error/ρ."""
        return self.error / self.sphere.rho

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
            "error_plus": float(self.error_plus),
            "error_minus": float(self.error_minus),
            "error_over_rho": float(self.ratio),
            "point": [str(t) for t in self.worst_point],
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
    found = search(method, sphere, seed, progress)
    if isinstance(found, Nearest):
        return NoAntipode(sphere, method, found, find_jump(method, sphere, found, seed))
    return evaluate(method, sphere, found)


def evaluate(method: Method, sphere: SplineSphere, antipode: Antipode) -> Evidence:
    """Run the method once more on ±y0, y0 rounded to rationals, and take the errors on a grid."""
    rough = sphere.target(antipode.direction).coefficients
    exact = [Fraction(round(c * 2**BITS), 2**BITS) for c in rough.tolist()]
    bound = sphere.exact_norm(exact)
    exact = [c * sphere.rho / bound for c in exact] if bound > sphere.rho else exact
    coefficients = np.array([float(c) for c in exact])
    plus, minus = Target(sphere, coefficients), Target(sphere, -coefficients)
    theta = [np.asarray(method.fit(y), dtype=np.float64) for y in (plus, minus)]
    count = GRID[sphere.m] * sphere.D
    axis = [Fraction(2 * i, count) - 1 for i in range(count + 1)]
    points = list(itertools.product(axis, repeat=sphere.m))
    values = [sphere.value(exact, p) for p in points]
    if method.decode is None:
        sizes = [abs(v) for v in values]
        error = [max(sizes)] * 2
        worst = points[sizes.index(error[0])]
    else:
        floats = np.array([[float(t) for t in p] for p in points])
        try:
            fits = [np.asarray(method.decode(t, floats), dtype=np.float64) for t in theta]
        except Exception as failure:
            raise bad_value("--decoder", method.name, f"a callable (θ, points) ↦ values ({failure})") from None
        for fit in fits:
            if fit.shape != (len(points),) or not np.isfinite(fit).all():
                raise bad_value("--decoder", method.name, f"{len(points)} finite values; got shape {fit.shape}")
        errors = [
            [abs(sign * v - Fraction(f)) for v, f in zip(values, fit.tolist(), strict=True)]
            for sign, fit in zip((1, -1), fits, strict=True)
        ]
        error = [max(e) for e in errors]
        larger = errors[0] if error[0] >= error[1] else errors[1]
        worst = points[larger.index(max(larger))]
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
