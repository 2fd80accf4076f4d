"""Piecewise smooth functions: Hölder pieces that meet along Hölder boundaries."""

from boundlab.claims.target_class import TargetClass

PIECEWISE_SMOOTH = TargetClass(
    "piecewise-smooth",
    "piecewise C^r",
    "functions on the cube that are C^r on finitely many pieces with C^r boundaries, all norms at most a constant",
)
