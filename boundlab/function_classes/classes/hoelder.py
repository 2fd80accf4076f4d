"""Classes of real smoothness on the cube: Hölder, fractional Sobolev and Besov balls, and what lies in what."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_above, real_from

SMOOTHNESS = Parameter("s", real_above(0), "the smoothness")
INTEGRABILITY = Parameter("p", real_from(1), "the integrability of the derivatives")
DIMENSION = Parameter("d", POSITIVE_INTEGER, "the dimension of the cube")
BUMPS = "eps^(-d/s)"  # signs of disjoint bumps of height ε and width ε^(1/s), in each of the three classes

HOELDER = TargetClass(
    "hoelder",
    "Hölder ball C^s",
    "functions on [0,1]^d with derivatives up to the largest integer below s that are bounded by 1, the last ones"
    " Hölder continuous with the remaining exponent and constant 1; for integers s the unit ball of W^{s,∞}",
    (SMOOTHNESS, DIMENSION),
    inclusions=(Inclusion("hoelder", "besov", (), "C^s lies in B^s_{∞,∞}, and L^∞ of the cube in L^p"),),
    shattering=BUMPS,
)
FRACTIONAL_SOBOLEV = TargetClass(
    "fractional-sobolev",
    "Sobolev ball W^{s,p}",
    "the unit ball of W^{s,p}([0,1]^d), p < ∞; for s that is no integer the Sobolev-Slobodeckij space B^s_{p,p}",
    (SMOOTHNESS, INTEGRABILITY, DIMENSION),
    inclusions=(
        Inclusion("fractional-sobolev", "besov", (), "W^{s,p} lies in B^s_{p,∞}"),
        Inclusion(
            "fractional-sobolev", "barron-ball", ("p = 2", "s > d/2 + 1", "large_m = d"), "Cauchy-Schwarz in frequency"
        ),
    ),
    shattering=BUMPS,
)
BESOV = TargetClass(
    "besov",
    "Besov ball B^s_p",
    "the unit ball of B^s_{p,∞}([0,1]^d), which contains, up to a constant, those of B^s_{p,q} for all q",
    (SMOOTHNESS, INTEGRABILITY, DIMENSION),
    inclusions=(
        Inclusion("besov", "anisotropic-besov", ("small_s = large_s*d",), "the same smoothness s in d directions"),
    ),
    shattering=BUMPS,
)
