"""Compositions of functions of few variables."""

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_above

COMPOSITIONAL = TargetClass(
    "compositional",
    "compositions of Hölder functions",
    "f = g_q ∘ … ∘ g_0, each component of g_i Hölder of order b_i in t_i variables; with b*_i = b_i·Π_{l>i} min(b_l, 1)"
    " the parameters beta and t are those b*_i and t_i for which t_i/b*_i is largest",
    (
        Parameter("beta", real_above(0), "the effective smoothness b* of the hardest layer of the composition"),
        Parameter("t", POSITIVE_INTEGER, "the number of variables of its components"),
    ),
    inclusions=(Inclusion("hoelder", "compositional", ("s = beta", "d = t"), "one layer"),),
    shattering="eps^(-t/beta)",
)
BINARY_TREE = TargetClass(
    "binary-tree",
    "binary-tree compositions",
    (
        "functions on the cube of dimension m that are compositions, along a binary tree, of bivariate"
        " functions in W_{r,2}"
    ),
    family=("m", "r"),
    inclusions=(
        Inclusion("binary-tree", "sobolev-ball", (), "the chain rule"),
        Inclusion(
            "sobolev-ball",
            "binary-tree",
            ("small_m = 2", "small_r = large_r", "large_m >= 2"),
            "one function of two variables, the others coordinates",
        ),
    ),
)
