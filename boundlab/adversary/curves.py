"""y0 and the fits of ±y0 as curves, for m = 1."""

from __future__ import annotations

import numpy as np

from boundlab.adversary.evidence import Evidence
from boundlab.adversary.spline_sphere import Target

COLUMNS = ("method", "N", "r", "rho", "error", "x", "y0", "fit_plus", "fit_minus")
POINTS = 201


def rows(found: Evidence) -> list[tuple[object, ...]]:
    """Return one row a point of [-1, 1]; without a decoder the fits are empty."""
    x = np.linspace(-1, 1, POINTS)[:, None]
    y = Target(found.sphere, np.array([float(c) for c in found.coefficients]))(x)
    fits: list[list[object]] = [[""] * POINTS] * 2
    if found.method.decode is not None:
        fits = [[f"{v:.9g}" for v in found.method.values(t, x)] for t in (found.theta_plus, found.theta_minus)]
    head = (
        found.method.name,
        found.sphere.N,
        found.sphere.r,
        f"{float(found.sphere.rho):.9g}",
        "" if found.error is None else f"{float(found.error):.9g}",
    )
    return [(*head, f"{t:.9g}", f"{v:.9g}", p, q) for t, v, p, q in zip(x[:, 0], y, *fits, strict=True)]
