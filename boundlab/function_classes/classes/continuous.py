"""All continuous functions, and maps between cubes: what density and minimal widths speak of."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

CONTINUOUS = TargetClass(
    "continuous",
    "C([0,1]^m)",
    "all continuous functions on the cube; each for itself, as there is no rate for all of them",
    family=("m",),
    inclusions=(
        Inclusion("sobolev-ball", "continuous", (), "smooth functions are continuous", lower=False),
        Inclusion("hoelder", "continuous", ("m = d",), "Hölder functions are continuous", lower=False),
        Inclusion("fractional-sobolev", "continuous", ("m = d", "s > d/p"), "Sobolev's embedding", lower=False),
        Inclusion("besov", "continuous", ("m = d", "s > d/p"), "Sobolev's embedding", lower=False),
        Inclusion("anisotropic-besov", "continuous", ("m = d", "s > 1/p"), "Sobolev's embedding", lower=False),
        Inclusion("barron-ball", "continuous", (), "their Fourier transforms are integrable", lower=False),
        Inclusion("relu-k-variation-ball", "continuous", (), "limits of Lipschitz functions", lower=False),
    ),
)
DX = Parameter("dx", POSITIVE_INTEGER, "the dimension of the input")
DY = Parameter("dy", POSITIVE_INTEGER, "the dimension of the output")
MAPS = TargetClass("continuous-maps", "C([0,1]^dx, R^dy)", "all continuous maps of the cube into R^dy", (DX, DY))
CONVEX = TargetClass("convex", "convex functions", "convex Lipschitz functions on [0,1]^dx, real-valued: dy = 1", (DX,))
MAPS_ON_SPACE = TargetClass("lp-maps", "L^p(R^dx, R^dy)", "all maps in L^p of the whole space", (DX, DY))
SEQUENCE_MAPS = TargetClass(
    "sequence-maps", "maps of sequences", "continuous maps of sequences of a length to such sequences, on a compact set"
)
