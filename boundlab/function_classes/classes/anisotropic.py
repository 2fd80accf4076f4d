"""Smoothness that depends on the direction, and dominating mixed smoothness."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.function_classes.classes.hoelder import DIMENSION, INTEGRABILITY, SMOOTHNESS
from boundlab.symbolic.domain import Parameter, real_above

ANISOTROPIC_BESOV = TargetClass(
    "anisotropic-besov",
    "anisotropic Besov ball",
    "the unit ball of B^{(s_1, …, s_d)}_{p,p} on [0,1]^d, with the effective smoothness s = 1/(1/s_1 + … + 1/s_d)",
    (Parameter("s", real_above(0), "the effective smoothness 1/(1/s_1 + … + 1/s_d)"), INTEGRABILITY, DIMENSION),
    shattering="eps^(-1/s)",
)
MIXED = TargetClass(
    "mixed-smoothness",
    "mixed smoothness ball",
    "the unit ball of a Besov space of dominating mixed smoothness s with integrability p on [0,1]^d",
    (SMOOTHNESS, INTEGRABILITY, DIMENSION),
    shattering="eps^(-1/s)",  # bumps of height ε and width ε^(1/(s·d)) in every direction
)
KOROBOV = TargetClass(
    "korobov",
    "Korobov ball X^{2,∞}",
    "functions on [0,1]^d, zero on the boundary, with all derivatives D^k bounded by 1 for k_1, …, k_d ≤ 2",
    (DIMENSION,),
    # Lower bounds stay: those of a Hölder ball are larger.
    inclusions=(
        Inclusion("korobov", "hoelder", ("s = 2",), "derivatives of total order 2 are among them", lower=False),
    ),
    shattering="eps^(-1/2)",  # the same bumps, with s = 2
)
