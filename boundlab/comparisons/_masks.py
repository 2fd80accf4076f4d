"""What is compared on small tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from boundlab.architectures.hypertab import HyperTab
from boundlab.comparisons._tables import Table

MASKED, WHOLE, FOREST, LOGISTIC = (
    "feature masks (HyperTab)",
    "one unmasked view",
    "random forest",
    "logistic regression",
)
SHARES = {MASKED: Fraction(1, 2), WHOLE: Fraction(1)}
SIZES = (50, 100, 400)
TRAINED = Fraction(3, 4)  # no more than this share of a table is trained on


def design(arm: str, features: int, classes: int) -> HyperTab:
    """The generator of one of the two arms that have one."""
    return HyperTab(
        features=features, share=SHARES[arm], width=8, classes=classes, hidden=(32, 16, 16), activation="relu"
    )


@dataclass(frozen=True)
class Study:
    """One arm on one table at all sizes, for several seeds at once."""

    arm: str
    steps: int
    seeds: tuple[int, ...]
    table: Table = field(default_factory=lambda: Table("wine"))
    sizes: tuple[int, ...] = SIZES
    masks: int = 8  # in a step of training
    votes: int = 64  # masks of a prediction
    rate: float = 5e-3
