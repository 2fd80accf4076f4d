"""GHN-3 decoder: a node embedding is decoded into one convolution kernel.

With node embeddings of width d, kernels up to s×s and up to O output and I input channels:
`L(d, 4d·s²) + L(4d, 8d) + L(8d, O·I)`, plus `L(O, C)` that turns the kernel's centre into the weights of a
C-class output layer; L(a,b) = ab + b. Quadratic in the channel width (Knyazev, Hwang & Lacoste-Julien, ICML 2023).
The graph network in front of the decoder is not part of this row.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item, Setting, first_multiple
from boundlab.architectures._counting import affine
from boundlab.architectures._structure import Claim, RankAtMost, standing


@dataclass(frozen=True, kw_only=True, repr=False)
class Ghn3Decoder(Architecture):
    """Decoder of the graph hypernetwork GHN-3.

    >>> Ghn3Decoder(node=2, kernel=1, out_channels=3, in_channels=4, classes=5).bill().trainable
    392
    """

    title = "GHN-3 decoder"
    source = "Knyazev, Hwang & Lacoste-Julien 2023"
    conditioned_on = "a node embedding"
    generates = "one weight matrix (kernel) per node; no bias vectors"
    scales_with = ("out_channels", "in_channels")

    node: int = option.size("d", "Width of a node embedding.", 64)
    kernel: int = option.size("s", "Largest kernel side.", 1)
    out_channels: int = option.size("O", "Largest number of output channels.", 64)
    in_channels: int = option.size("I", "Largest number of input channels.", 64)
    classes: int = option.size("C", "Number of classes.", 10)
    bias: bool = option.flag("Biases on every layer.", True)

    @property
    def generated(self) -> int:
        return self.out_channels * self.in_channels * self.kernel**2

    @classmethod
    def for_setting(cls, setting: Setting) -> Ghn3Decoder:
        layers = list(pairwise(setting.primary))
        return cls(
            out_channels=max(o for _, o in layers),
            in_channels=max(i for i, _ in layers),
            classes=setting.primary[-1],
            bias=setting.bias != "none",
        )

    def items(self) -> tuple[Item, ...]:
        d = self.node
        return (
            Item("expand", affine(d, 4 * d * self.kernel**2, self.bias)),
            Item("hidden", affine(4 * d, 8 * d, self.bias)),
            Item("kernels", affine(8 * d, self.out_channels * self.in_channels, self.bias)),
            Item("classifier", affine(self.out_channels, self.classes, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        entries = self.out_channels * self.in_channels
        return standing(RankAtMost("kernels of all nodes and positions", 0, entries, 8 * self.node, True))

    def break_even_size(self) -> int | None:
        """As the input channels grow: N = fixed + (8d+1)·O·I against P = s²·O·I."""
        per_channel = (8 * self.node + self.bias) * self.out_channels
        fixed = self.bill().trainable - per_channel * self.in_channels
        return first_multiple(fixed, per_channel, self.out_channels * self.kernel**2)

    def growth(self) -> Growth:
        """N ~ (8d+1)·O·I = (8d+1)/s² · P."""
        slope = Fraction(8 * self.node + self.bias, self.kernel**2)
        return Growth(Fraction(1), slope, f"{slope}·P: quadratic in the channel width")
