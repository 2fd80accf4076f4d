"""Functions with jumps: Hölder pieces that meet along Hölder boundaries, cartoons, monotone functions."""

from boundlab.claims.target_class import TargetClass
from boundlab.symbolic.domain import Parameter, real_from

PIECEWISE_SMOOTH = TargetClass(
    "piecewise-smooth",
    "piecewise C^r",
    "functions on the cube that are C^r on finitely many pieces with C^r boundaries, all norms at most a constant",
    family=("m", "r"),
)
CARTOON = TargetClass(
    "cartoon",
    "α^{-1}-cartoons",
    "functions on the square, smooth of order 1/alpha apart from a curve of class C^{1/alpha}",
    (Parameter("alpha", real_from(0), "1 over the smoothness of the curve, between 1/2 and 1"),),
)
MONOTONE = TargetClass(
    "monotone", "monotone functions", "functions on the cube that increase in every variable, within [0, 1]"
)
