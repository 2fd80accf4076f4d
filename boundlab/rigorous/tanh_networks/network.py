"""A tanh network as exact data, evaluated in ball arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.errors import bad_value
from boundlab.rigorous._balls import ball
from boundlab.rigorous.relu_networks.network import LayeredNetwork


@dataclass(frozen=True)
class TanhNetwork(LayeredNetwork):
    """σ = tanh."""

    def enclosure(self, x: Sequence[Fraction]) -> Any:
        """Return a ball around the output at x, at the current precision of python-flint.

        Raises BoundlabError unless len(x) is the number of inputs.
        """
        if len(x) != self.inputs:
            raise bad_value("x", list(map(str, x)), f"{self.inputs} coordinates")
        values = [ball(t) for t in x]
        for number, layer in enumerate(self.layers):
            if number:
                values = [v.tanh() for v in values]
            values = [
                sum((ball(w) * values[i] for i, w in unit.weights.items()), ball(unit.bias or 0)) for unit in layer
            ]
        return values[0]
