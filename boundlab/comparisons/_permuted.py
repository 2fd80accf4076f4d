"""What is compared in training by permutations."""

from __future__ import annotations

from dataclasses import dataclass, field

from boundlab.comparisons._tables import Table

FREE, OFTEN, SELDOM, ONCE, ZEROS, ONE = (
    "free", "LaPerm, k = 20", "LaPerm, k = 100", "one synchronisation", "LaPerm, 90 % zeros", "one value",
)  # fmt: skip
PERIODS = {FREE: 0, OFTEN: 20, SELDOM: 100, ONCE: -1, ZEROS: 100, ONE: 20}
WIDTHS = (64, 256)


@dataclass(frozen=True)
class Study:
    """One arm at one width, for several seeds at once."""

    arm: str
    width: int
    epochs: int
    points: int
    seeds: tuple[int, ...]
    table: Table = field(default_factory=lambda: Table("digits"))
    rate: float = 1e-3
    batch: int = 50
