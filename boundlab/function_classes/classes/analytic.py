"""Single smooth functions, and balls of analytic ones."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.function_classes.classes.hoelder import DIMENSION

SINGLE = "scaled, x_1^2 is a member, whatever the smoothness"
NOT_AFFINE = TargetClass(
    "single-smooth-function",
    "one smooth function",
    "one three times continuously differentiable function on a cube that is not affine; constants depend on it",
    inclusions=(
        Inclusion("single-smooth-function", "sobolev-ball", (), SINGLE),
        Inclusion("single-smooth-function", "hoelder", (), SINGLE),
        Inclusion("single-smooth-function", "analytic", (), SINGLE),
    ),
)
ANALYTIC = TargetClass(
    "analytic",
    "analytic ball",
    "functions on [-1,1]^d that extend holomorphically to a fixed Bernstein polyellipse, bounded by 1 there",
    (DIMENSION,),
    inclusions=(Inclusion("analytic", "hoelder", (), "Cauchy's estimates, for every smoothness", derivatives=True),),
)
