"""Functions of data that have few dimensions."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_above

BETA = Parameter("beta", real_above(0), "the Hölder smoothness")
MANIFOLD = TargetClass(
    "manifold",
    "Hölder on a manifold",
    "Hölder balls C^beta on compact smooth manifolds of dimension dstar in a cube; errors are measured on the manifold",
    (BETA, Parameter("dstar", POSITIVE_INTEGER, "the dimension of the manifold")),
    inclusions=(
        Inclusion("hoelder", "manifold", ("s = beta", "d = dstar"), "a flat cube"),
        Inclusion("manifold", "minkowski", ("small_dstar < large_dstar",), "its Minkowski dimension is dstar"),
    ),
)
MINKOWSKI = TargetClass(
    "minkowski",
    "Hölder on a set of low dimension",
    "Hölder balls C^beta on the cube; errors are measured on a set of upper Minkowski dimension below dstar",
    (BETA, Parameter("dstar", real_above(0), "a number above the Minkowski dimension of the set")),
)
