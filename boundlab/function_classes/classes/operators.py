"""Operators between function spaces."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_above

OPERATORS = TargetClass(
    "continuous-operators", "continuous operators", "continuous operators on a compact set of functions"
)
CR_OPERATORS = TargetClass(
    "cr-operators",
    "C^k functionals on a cube of functions",
    (
        "k times Fréchet differentiable functionals on a compact set that contains a cube whose sides"
        " decay like j^(-alpha)"
    ),
    (
        Parameter("k", POSITIVE_INTEGER, "the number of derivatives"),
        Parameter("alpha", real_above(1), "the decay of the sides of the cube"),
    ),
    inclusions=(Inclusion("cr-operators", "continuous-operators", (), "differentiable operators are continuous"),),
)
LIPSCHITZ_OPERATORS = TargetClass(
    "lipschitz-operators",
    "Lipschitz operators",
    "operators with Lipschitz constant 1 on a set of functions of smoothness s on [0,1]^d",
    (
        Parameter("s", real_above(0), "the smoothness of the inputs"),
        Parameter("d", POSITIVE_INTEGER, "their dimension"),
    ),
    inclusions=(Inclusion("lipschitz-operators", "continuous-operators", (), "Lipschitz operators are continuous"),),
)
HOLOMORPHIC_OPERATORS = TargetClass(
    "holomorphic-operators",
    "holomorphic operators",
    "operators between weighted sequence spaces that are holomorphic on a neighbourhood of the inputs",
    (
        Parameter("a", real_above(1), "the decay of the coefficients of the input"),
        Parameter("t", real_above(0), "the decay of the coefficients of the output"),
    ),
)
OPERATOR_VALUES = TargetClass(
    "operators-with-smooth-values",
    "operators with values in W_{r,m}",
    "operators from a finite number of sensor values to functions of W_{r,m}",
    family=("m", "r"),
)
