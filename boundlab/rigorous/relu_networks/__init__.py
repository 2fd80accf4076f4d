"""ReLU networks written down exactly, with counted parameters and proved errors.

Each construction has a function that counts its parameters for any size, and one that builds the network
for sizes that fit into memory; the coefficients of the target enter only as output weights, so the
selection is linear.
"""

from boundlab.rigorous.relu_networks.hat_networks import (
    hat_network,
    hat_network_parameters,
    hat_network_widths,
)
from boundlab.rigorous.relu_networks.network import ReluNetwork, Unit, dense_parameters
from boundlab.rigorous.relu_networks.product_networks import (
    product_network,
    product_network_depth,
    product_network_parameters,
    product_network_widths,
)

__all__ = [
    "ReluNetwork",
    "Unit",
    "dense_parameters",
    "hat_network",
    "hat_network_parameters",
    "hat_network_widths",
    "product_network",
    "product_network_depth",
    "product_network_parameters",
    "product_network_widths",
]
