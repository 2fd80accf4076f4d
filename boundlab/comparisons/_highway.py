"""What is compared on characters, and the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from boundlab.architectures.recurrent_highway import RecurrentHighway, highway

PLAIN, HYPER, PAIRS, SINGLE = "recurrent highway", "hypernetwork", "pairs of characters", "single characters"
SYMBOLS, DEPTH = 40, 2
# Widths of the hypernetwork's cells; the plain cell is as wide as the same parameters allow.
HYPER_WIDTH, WIDTH = 24, 56
TEXT = "Python's documentation"


DESIGN = RecurrentHighway(inputs=SYMBOLS, hyper=HYPER_WIDTH, width=WIDTH, depth=DEPTH)


def parameters(arm: str) -> int:
    """Trainable parameters with the readout."""
    hyper = int(DESIGN.bill().trainable) + (WIDTH + 1) * SYMBOLS
    counts = {HYPER: hyper, PAIRS: SYMBOLS * (SYMBOLS - 1), SINGLE: SYMBOLS - 1}
    return counts[arm] if arm in counts else _plain(plain_width())


@cache
def plain_width() -> int:
    """The largest width at which the plain cell has no more parameters than the hypernetwork."""
    most, width = parameters(HYPER), 1
    while _plain(width + 1) <= most:
        width += 1
    return width


def _plain(width: int) -> int:
    return int(highway(SYMBOLS, width, DEPTH)) + (width + 1) * SYMBOLS


@cache
def text(letters: int) -> str:
    """The first letters of Python's documentation of its own syntax, as `help()` shows it, in lower case."""
    from pydoc_data.topics import topics

    return "".join(topics[name] for name in sorted(topics)).lower()[:letters]


@dataclass(frozen=True)
class Study:
    """One arm, for several seeds at once."""

    arm: str
    steps: int
    letters: int
    seeds: tuple[int, ...]
    length: int = 32
    batch: int = 16
    rate: float = 3e-3
