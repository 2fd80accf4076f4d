"""Hölder balls of real smoothness on the cube."""

from boundlab.claims.target_class import TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_above

SMOOTHNESS = Parameter("s", real_above(0), "the smoothness")
DIMENSION = Parameter("d", POSITIVE_INTEGER, "the dimension of the cube")
HOELDER = TargetClass(
    "hoelder",
    "Hölder ball C^s",
    "functions on [0,1]^d with derivatives up to the largest integer below s that are bounded by 1, the last ones"
    " Hölder continuous with the remaining exponent and constant 1; for integers s the unit ball of W^{s,∞}",
    (SMOOTHNESS, DIMENSION),
    shattering="eps^(-d/s)",
)
