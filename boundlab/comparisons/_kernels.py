"""What is compared in adapting kernels."""

from __future__ import annotations

from dataclasses import dataclass

FREE, REPEATED, MEAN, CHANNEL, NONE = (
    "nine numbers", "one number per kernel", "mean of the nine", "one number per channel", "no change",
)  # fmt: skip
TURNED, INVERTED, SMOOTHED = "turned", "inverted", "smoothed"
CHANGES = (TURNED, INVERTED, SMOOTHED)
CHANNELS = (8, 16)
PARAMETERS = {
    FREE: 9 * CHANNELS[0] * CHANNELS[1], REPEATED: CHANNELS[0] * CHANNELS[1], MEAN: CHANNELS[0] * CHANNELS[1],
    CHANNEL: CHANNELS[1], NONE: 0,
}  # fmt: skip


@dataclass(frozen=True)
class Study:
    """A network, and all its adaptations, for several seeds at once."""

    steps: int
    seeds: tuple[int, ...]
    rate: float = 1e-2
    batch: int = 32
