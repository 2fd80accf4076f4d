"""What is compared at limited rank."""

from __future__ import annotations

from dataclasses import dataclass, field

from boundlab.architectures.ghn3_decoder import Ghn3Decoder
from boundlab.architectures.logah_decoder import LogahDecoder
from boundlab.comparisons._tables import Table

FULL, CUT, PRODUCT, LOGAH, GHN = "free", "free, then cut", "product", "LoGAH decoder", "GHN-3 decoder"
RANKS = (4, 8, 16)
UNITS, NODE = 64, 4


def design(arm: str, rank: int, inputs: int) -> LogahDecoder | Ghn3Decoder | None:
    """The decoder of an arm."""
    if arm == LOGAH:
        return LogahDecoder(node=NODE, rank=rank, side=max(inputs, UNITS))
    if arm == GHN:
        return Ghn3Decoder(node=NODE, kernel=1, out_channels=UNITS, in_channels=inputs, classes=1)
    return None


@dataclass(frozen=True)
class Study:
    """One arm at all ranks, for several seeds at once."""

    arm: str
    steps: int
    seeds: tuple[int, ...]
    ranks: tuple[int, ...] = RANKS
    table: Table = field(default_factory=lambda: Table("digits"))
    rate: float = 3e-3
    batch: int = 64
