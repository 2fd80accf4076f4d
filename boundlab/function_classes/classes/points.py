"""Finite data to be memorised, networks to be adapted, equations to be solved."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

SEPARATED_POINTS = TargetClass(
    "separated-points",
    "N separated points",
    "any labels, of finitely many kinds, at N points of the unit ball whose distances are at least polynomial in 1/N",
    inclusions=(Inclusion("separated-points", "all-points", (), "by definition"),),
)
ALL_POINTS = TargetClass("all-points", "N points", "any labels, of two kinds, at any N different points of a cube")
SMALL_NETWORK = TargetClass(
    "small-network",
    "a network to be reached",
    (
        "the function of a fully connected ReLU network of width D and depth depth_target, by adapting"
        " one of depth depth_given"
    ),
    (
        Parameter("D", POSITIVE_INTEGER, "the width of both networks"),
        Parameter("depth_target", POSITIVE_INTEGER, "the depth of the network to be reached"),
        Parameter("depth_given", POSITIVE_INTEGER, "the depth of the network that is adapted"),
    ),
)
PDE_SOLUTIONS = TargetClass(
    "kolmogorov-pde",
    "solutions of PDEs in d dimensions",
    (
        "solutions at a fixed time of Kolmogorov or semilinear heat equations whose data are approximated"
        " without the curse"
    ),
    (Parameter("d", POSITIVE_INTEGER, "the dimension of the equation"),),
)
BASKET_OPTIONS = TargetClass(
    "basket-options",
    "prices of options on d assets",
    "prices of basket options in the Black-Scholes model, as functions of the prices of d assets",
    (Parameter("d", POSITIVE_INTEGER, "the number of assets"),),
)
HARD_BY_DIMENSION = TargetClass(
    "hard-functions", "functions hard for few layers", "one function for each N, the dimension of the input or a depth"
)
INFINITELY_SMOOTH = TargetClass(
    "infinitely-smooth", "C^∞ in N dimensions", "functions on [0,1]^N with all derivatives of all orders bounded by 1"
)
