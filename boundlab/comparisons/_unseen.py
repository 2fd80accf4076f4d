"""What is compared at widths that a generator has not seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from boundlab.architectures.ghn3_decoder import Ghn3Decoder
from boundlab.comparisons._tables import Table

GENERATED, UNTRAINED, STORED, FRESH = "generator", "untrained generator", "first rows of one matrix", "from scratch"
SCRATCH = {f"from scratch, {steps} steps": steps for steps in (50, 200, 1000)}
LEAST, MOST = 8, 48
UNSEEN = (12, 20, 40, 96)
HARMONICS = 4
WARMED = 20  # over one of so many steps, at first, the rate rises
RATES = {GENERATED: 3e-3, STORED: 2e-2, FRESH: 2e-2}  # weights of variance 1 need larger steps than a decoder


def design(features: int, classes: int) -> Ghn3Decoder:
    """A decoder of rows: a node has `features` weights in, a bias, `classes` weights out."""
    row = features + 1 + classes
    return Ghn3Decoder(node=2 * HARMONICS + 2, kernel=1, out_channels=row, in_channels=1, classes=1)


@dataclass(frozen=True)
class Study:
    """Generated networks and networks from scratch at the widths left out, for several seeds at once."""

    part: str
    steps: int
    seeds: tuple[int, ...]
    table: Table = field(default_factory=lambda: Table("digits"))
    batch: int = 64
    noise: float = 0.5  # added to the standardised features in training
