"""Networks of tanh units written down exactly: gadgets for identity, ReLU and product, and what is built of them."""

from boundlab.rigorous.tanh_networks.gadgets import Gadgets
from boundlab.rigorous.tanh_networks.network import TanhNetwork
from boundlab.rigorous.tanh_networks.structured_network import structured_network, structured_network_parameters

__all__ = ["Gadgets", "TanhNetwork", "structured_network", "structured_network_parameters"]
