"""The weights of a HyperInterval generator over the whole embedding interval of a task, as a certificate."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from boundlab.errors import bad_value
from boundlab.networks.hypernetworks.hyperinterval import IntervalHypernetwork
from boundlab.rigorous.interval_inclusion import Inclusion, enclose


@torch.no_grad()
def inclusion(generator: IntervalHypernetwork, task: int) -> Inclusion:
    """Enclose the generated weights for every embedding in the interval of `task`; parameters as they are stored.

    Raises:
        BoundlabError: there is no such task; biases or an activation that are not covered.

    >>> from boundlab.architectures.hyperinterval import HyperInterval
    >>> generator = IntervalHypernetwork(HyperInterval(primary=(2, 2, 1), tasks=2, hidden=(3,), activation="relu"))
    >>> found = inclusion(generator, 0)
    >>> len(found.output_low) == generator(torch.tensor([0])).shape[1]
    True
    """
    tasks = len(generator.codes(torch.arange(1))) and len(generator.radii or [0])
    if not 0 <= task < max(tasks, 1):
        raise bad_value("task", task, f"an index from 0 to {tasks - 1}")
    index = torch.tensor([task])
    centre, radius = generator.codes(index)[0], generator.radius(index)[0]
    layers = [*cast(list[nn.Linear], list(generator.trunk.layers)), generator.head]
    return enclose(
        [(layer.weight.tolist(), _bias(layer).tolist()) for layer in layers],
        generator.trunk.activation,
        # The box whose ends are the floats c - r and c + r: that is the interval of the certificate.
        (centre - radius).tolist(),
        (centre + radius).tolist(),
    )


def _bias(layer: nn.Linear) -> Tensor:
    return layer.weight.new_zeros(layer.out_features) if layer.bias is None else layer.bias
