"""HyperStyle refinement block: an image feature map generates changes of one convolution's weights.

With conv(i,o,k) = i·o·k² + o, f input channels, n inner channels, b output channels and p = 3 - [k=3]:
`conv(f,n,3) + (p-1)·conv(n,n,3) + conv(n,b,3) + conv(b, c_in·c_out, 1)` per block; published with f = b = 512 and
n = 256 on 16×16 feature maps. The k² spatial entries of a kernel are copies, not generated. With several blocks a
shared head is counted once (Alaluf, Tov, Mokady, Gal & Bermano, CVPR 2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item, Setting, first_multiple
from boundlab.architectures._counting import conv
from boundlab.architectures._structure import Claim, RankAtMost, Repeated, standing


@dataclass(frozen=True, kw_only=True, repr=False)
class HyperStyleBlock(Architecture):
    """Refinement block(s) of HyperStyle, each generating c_out·c_in changes of a k×k kernel.

    >>> HyperStyleBlock(in_channels=512, out_channels=512, kernel="3").bill().trainable
    137430016
    """

    title = "HyperStyle refinement block"
    source = "Alaluf et al. 2022"
    conditioned_on = "a feature map"
    generates = "one change per pair of channels of a convolution"
    scales_with = ("in_channels", "out_channels")

    kernel: str = option.choice("Kernel side of the convolution whose weights are changed.", ("1", "3"), "3")
    in_channels: int = option.size("ci", "Input channels of that convolution.", 512)
    out_channels: int = option.size("co", "Output channels of that convolution.", 512)
    map_channels: int = option.size("f", "Channels of the feature map.", 512)
    inner_channels: int = option.size("n", "Inner channels of the block.", 256)
    code: int = option.size("b", "Channels in front of the head.", 512)
    blocks: int = option.size("B", "Number of blocks, one per convolution of this shape.", 1)
    shared_head: bool = option.flag("One head for all blocks.", False)
    bias: bool = option.flag("Biases on every layer.", True)

    @property
    def inner_convolutions(self) -> int:
        """p - 1, the stride-2 convolutions between the first and the last one."""
        return 1 if self.kernel == "3" else 2

    @property
    def distinct(self) -> int:
        """Numbers generated for one kernel before they are copied to its k² positions."""
        return self.in_channels * self.out_channels

    @property
    def generated(self) -> int:
        return self.blocks * self.distinct * int(self.kernel) ** 2

    @classmethod
    def for_setting(cls, setting: Setting) -> HyperStyleBlock:
        layers = pairwise(setting.primary)
        widest = max(layers, key=lambda layer: layer[0] * layer[1])
        return cls(kernel="1", in_channels=widest[0], out_channels=widest[1], bias=setting.bias != "none")

    def items(self) -> tuple[Item, ...]:
        f, n, b = self.map_channels, self.inner_channels, self.code
        stack = conv(f, n, 3, self.bias) + self.inner_convolutions * conv(n, n, 3, self.bias) + conv(n, b, 3, self.bias)
        head = conv(b, self.distinct, 1, self.bias)
        return (
            Item("convolutions", self.blocks * stack),
            Item("heads", head * (1 if self.shared_head else self.blocks)),
        )

    def structure(self) -> tuple[Claim, ...]:
        entries = self.distinct * int(self.kernel) ** 2
        return standing(
            Repeated("each generated kernel", entries, self.distinct),
            RankAtMost("generated changes of a kernel", 0, self.distinct, self.code, True),
        )

    def break_even_size(self) -> int | None:
        """As the channels grow: N = fixed + heads·(b+1)·c_in·c_out against P = B·k²·c_in·c_out."""
        per_pair = (1 if self.shared_head else self.blocks) * (self.code + self.bias)
        fixed = self.bill().trainable - per_pair * self.distinct
        return first_multiple(fixed, per_pair, self.blocks * int(self.kernel) ** 2)

    def growth(self) -> Growth:
        """N ~ (b+1)·c_in·c_out per head, P = B·k²·c_in·c_out."""
        heads = 1 if self.shared_head else self.blocks
        slope = Fraction(heads * (self.code + self.bias), self.blocks * int(self.kernel) ** 2)
        return Growth(Fraction(1), slope, f"{slope}·P")
