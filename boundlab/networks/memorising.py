"""The network of a memorisation as a torch module."""

from __future__ import annotations

from boundlab.networks.sparse import SparseNetwork
from boundlab.rigorous.memorisation import Memorisation
from boundlab.rigorous.relu_networks.network import LayeredNetwork, Unit


def memorising_network(found: Memorisation) -> SparseNetwork:
    """The module x (n, d) ↦ (n, 1), float64: the labels at the points, up to rounding, which the slopes 1/δ enlarge.

    >>> import torch
    >>> from boundlab.rigorous.memorisation import memorise
    >>> module = memorising_network(memorise([[0], [1], [2]], [5, -1, 3]))
    >>> module(torch.tensor([[0.0], [1.0], [2.0]], dtype=torch.float64)).flatten().tolist()
    [5.0, -1.0, 3.0]
    """
    hidden = tuple(Unit(dict(enumerate(unit.w)), unit.b) for unit in found.units)
    output = Unit({i: unit.a for i, unit in enumerate(found.units)}, found.bias)
    return SparseNetwork(LayeredNetwork(len(found.direction), (hidden, (output,))), "relu")
