"""LoGAH low-rank decoder: a node embedding is decoded into the two factors of a weight matrix.

With node embeddings of width d, rank r and matrices up to s × s, s = channels·kernel side:
`L(d, 4d) + L(4d, 8d) + L(8d, 2r²) + L(r, r) + L(r, s)`, linear in s. The layer L(r, r) is stored but never used, so
the active count is smaller by r² + r (a later release drops it: `unused_layer=False`). Every generated matrix is
A·B with A of width r, so its rank is at most r (Zhou, Knyazev, Jolicoeur-Martineau & Fu 2024).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import Architecture, Growth, Item, Setting
from boundlab.architectures._counting import affine, mlp
from boundlab.architectures._structure import Claim, Dead, RankAtMost, standing

_FLOW = (
    ("node embedding", "factors"),
    ("factors", "extend"),
    ("extend", "matrix"),
)


@dataclass(frozen=True, kw_only=True, repr=False)
class LogahDecoder(Architecture):
    """Decoder of the low-rank graph hypernetwork LoGAH.

    >>> bill = LogahDecoder(node=2, rank=3, side=50).bill()
    >>> bill.stored, bill.active
    (686, 674)
    """

    title = "LoGAH low-rank decoder"
    source = "Zhou et al. 2024"
    conditioned_on = "a node embedding"
    generates = "one weight matrix of rank ≤ r per node"
    scales_with = ("side",)

    node: int = option.size("d", "Width of a node embedding.", 64)
    rank: int = option.size("r", "Rank of the generated matrices.", 32)
    side: int = option.size("s", "Largest side of a matrix: channels times kernel side.", 1024)
    unused_layer: bool = option.flag("Store the layer L(r, r) that is never used.", True)
    bias: bool = option.flag("Biases on every layer.", True)

    @property
    def generated(self) -> int:
        return self.side**2

    @classmethod
    def for_setting(cls, setting: Setting) -> LogahDecoder:
        side = max(setting.primary)
        return cls(side=side, rank=min(32, side), bias=setting.bias != "none")

    def items(self) -> tuple[Item, ...]:
        d, r = self.node, self.rank
        unused = affine(r, r, self.bias) if self.unused_layer else 0
        return (
            Item("factors", mlp((d, 4 * d, 8 * d, 2 * r**2), "all" if self.bias else "none")),
            Item("unused", unused, active=False),
            Item("extend", affine(r, self.side, self.bias)),
        )

    def structure(self) -> tuple[Claim, ...]:
        unused = affine(self.rank, self.rank, self.bias) if self.unused_layer else 0
        return standing(
            RankAtMost("every generated matrix", self.side, self.side, self.rank, False),
            Dead("unused", unused, _FLOW, "matrix"),
        )

    def break_even_size(self) -> int:
        """As the side grows: N = fixed + (r+1)·s ≤ s² from s = ⌈(r+1)/2 + √((r+1)²/4 + fixed)⌉ on."""
        slope = self.rank + self.bias
        fixed = self.bill().trainable - slope * self.side
        side = (slope + isqrt(slope**2 + 4 * fixed)) // 2
        return (side if side**2 >= fixed + slope * side else side + 1) ** 2

    def growth(self) -> Growth:
        """N ~ (r+1)·s = (r+1)·√P."""
        slope = Fraction(self.rank + self.bias)
        return Growth(Fraction(1, 2), slope, f"{slope}·√P: linear in the matrix side")
