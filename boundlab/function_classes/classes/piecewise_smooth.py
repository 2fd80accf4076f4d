"""Functions with jumps: Hölder pieces that meet along Hölder boundaries, cartoons, monotone functions."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import Parameter, real_from

JUMP = TargetClass(
    "jump",
    "one jump",
    "the indicator of a half of the cube, x_1 ≥ 1/2; piecewise constant, and increasing in every variable",
    inclusions=(
        Inclusion("jump", "piecewise-smooth", (), "two pieces"),
        Inclusion("jump", "cartoon", (), "the curve is a line"),
        Inclusion("jump", "monotone", (), "by definition"),
    ),
)
PIECEWISE_SMOOTH = TargetClass(
    "piecewise-smooth",
    "piecewise C^r",
    "functions on the cube that are C^r on finitely many pieces with C^r boundaries, all norms at most a constant",
    family=("m", "r"),
    inclusions=(Inclusion("sobolev-ball", "piecewise-smooth", (), "one piece"),),
)
CARTOON = TargetClass(
    "cartoon",
    "α^{-1}-cartoons",
    "functions on the square, smooth of order 1/alpha apart from a curve of class C^{1/alpha}",
    (Parameter("alpha", real_from(0), "1 over the smoothness of the curve, between 1/2 and 1"),),
    shattering="eps^(-2*alpha)",  # bumps of height ε and width ε^alpha, away from the curve
)
MONOTONE = TargetClass(
    "monotone", "monotone functions", "functions on the cube that increase in every variable, within [0, 1]"
)
