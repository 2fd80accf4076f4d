"""Targets of shallow approximation: the Barron ball and the variation ball of ReLU^k."""

from boundlab.claims.target_class import TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

BARRON_BALL = TargetClass(
    "barron-ball",
    "Barron ball",
    "functions on the cube with an extension whose Fourier transform satisfies ∫ |ω| |ĥ(ω)| dω ≤ 1",
    family=("m",),
)
VARIATION_BALL = TargetClass(
    "relu-k-variation-ball",
    "variation ball of ReLU^k",
    "the closed convex hull, in L2, of ± max(0, w·x + b)^k with |w| = 1 and b in a bounded interval",
    (Parameter("k", POSITIVE_INTEGER, "the power of the ridge functions"),),
    family=("m",),
)
HILBERT_HULL = TargetClass(
    "convex-hull",
    "convex hull of a dictionary",
    "the closed convex hull of a bounded set of a Hilbert space, the dictionary",
)
