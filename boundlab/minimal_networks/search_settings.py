"""The settings of a search for the smallest width."""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.errors import bad_value
from boundlab.networks.activations import pair


@dataclass(frozen=True)
class SearchSettings:
    """Everything that determines a search, apart from its targets.

    Attributes:
        activation: σ; see `boundlab.networks.activations`.
        skip: add the affine skip s·x (counted).
        depth: hidden layers, all of the same width.
        seed: of all randomness.
        starts: networks per target in each arm.
        max_width: give up above this width.
    """

    activation: str = "tanh"
    skip: bool = False
    depth: int = 1
    seed: int = 0
    starts: int = 3
    max_width: int = 100

    def __post_init__(self) -> None:
        pair(self.activation)
        for name in ("depth", "starts", "max_width"):
            if getattr(self, name) < 1:
                raise bad_value(name, getattr(self, name), "a whole number ≥ 1")
