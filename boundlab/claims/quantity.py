"""What claims bound: numbers of parameters and other sizes as ε → 0, errors and dimensions as N → ∞."""

from __future__ import annotations

QUANTITIES = {
    "N": "trainable parameters",
    "N_q": "parameters of the primary network q of an embedding method",
    "N_g": "parameters of the primary network g of a hypernetwork",
    "N_f": "all trainable parameters of a hypernetwork",
    "N_t": "parameters of the trunk network of a DeepONet",
    "U": "units",
    "L": "layers",
    "W": "width: the largest number of units in a layer",
    "w_min": "least width at which some depth suffices, exactly",
    "bits": "bits that describe a network",
    "rank": "rank of the adapters, exactly",
    "n": "samples for an expected error of ε in L2",
    "ln N": "logarithm of the number of parameters",
    "ln M": "metric entropy",
    "density": "whether any size suffices for every ε",
    "d_N": "error with N parameters",
    "d_U": "error with N units",
    "d_WL": "error at width W and depth L",
    "Pdim": "pseudo-dimension of networks with N parameters",
    "P": "parameters that memorise N points",
    "U(d)": "units, as the dimension N of the input grows",
    "ln U(d)": "logarithm of the units, as the dimension N of the input grows",
    "U(k)": "units, as a depth N grows",
    "ln U(k)": "logarithm of the units, as a depth N grows",
    "ln n(d)": "logarithm of the samples, as the dimension N of the input grows",
}
"""Every quantity, in words."""
OF_N = frozenset({"d_N", "d_U", "Pdim", "P", "U(d)", "ln U(d)", "U(k)", "ln U(k)", "ln n(d)"})
"""Quantities whose order is in N, not in ε."""
TWO_SCALES = {"d_WL": ("W", "L", "logW", "logL")}
"""Quantities whose order has two scales that tend to infinity; rules put in curves, nothing else compares them."""
EXACT = frozenset({"w_min", "rank"})
"""Quantities whose bounds are exact numbers, without an implied constant."""
DENSITY = "density"
"""A lower bound says that for small ε no size suffices, an upper bound that for every ε some size does."""
WITHOUT_NORM = frozenset({"n", "Pdim", "P", "rank", "bits", "ln n(d)"})
"""Quantities in whose definition the error norm is fixed, or does not occur."""
OF_EVERY_NETWORK = frozenset({"Pdim"})
"""Quantities whose upper bounds hold for every network of a scope, and whose lower bounds some network attains."""
