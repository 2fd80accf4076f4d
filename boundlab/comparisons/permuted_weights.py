"""LaPerm: can a network be trained by putting its random weights into another order?

A network with one hidden layer and no biases learns a table. LaPerm lets Adam move the weights freely, and every k
steps puts the initial values of every row back, in the order of the row's weights; so it ends with a permutation of
every row of the initial weights. What is compared with it: the same training without that, one synchronisation at the
very end, initial weights most of which are zero, and initial weights that are all the same, where no permutation does
anything. Adam's rate is constant: a rate that has fallen before the last synchronisation leaves nothing to repair it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._comparison import Arm, Comparison
from boundlab.comparisons._permuted import FREE, OFTEN, ONCE, ONE, PERIODS, SELDOM, WIDTHS, ZEROS, Study
from boundlab.comparisons._rules import always, at_least, lower, near
from boundlab.comparisons._tables import Table
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Report, Task

if TYPE_CHECKING:
    import torch

MARGIN = 0.02
EPOCHS = {"tiny": 1, "small": 40, "full": 80}
SEEDS = {"tiny": 2, "small": 8, "full": 16}
POINTS = {"tiny": 200, "small": 1400, "full": 1400}


@dataclass(frozen=True)
class PermutedTraining(Study, Task):
    """One arm at one width, for several seeds at once."""

    kind: ClassVar[str] = "training by permutations"
    method: ClassVar[int] = 1

    def settings(self) -> dict[str, Any]:
        own = {"table": self.table.settings(), "period": PERIODS[self.arm]}
        return {"kind": self.kind, "method": self.method, **asdict(self), **own}

    @property
    def cost(self) -> float:
        return float(self.epochs * self.width**0.5)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """A row for every seed."""
        from boundlab.comparisons._permuted_training import outcomes

        return [
            {"panel": f"{self.table.name}, {self.width} units", "arm": self.arm, "at": 0, "seed": seed, **found}
            for seed, found in zip(self.seeds, outcomes(self), strict=True)
        ]


def units(scale: str, tables: Sequence[Table]) -> list[Task]:
    """One unit for each table, width and arm."""
    seeds = tuple(range(SEEDS[scale]))
    return [
        PermutedTraining(arm, width, EPOCHS[scale], POINTS[scale], seeds, table)
        for table in tables
        for width in WIDTHS
        for arm in PERIODS
    ]


COMPARISON = Comparison(
    title="Training by permutations of the initial weights",
    claim="permuting the rows of random initial weights trains a network about as well as changing them",
    source="Feng & Zhuo 2020, LaPerm (abstract only)",
    status=Status.UNVERIFIED,
    compared=Compared.ABSTRACT,
    arms=(
        Arm(FREE, "Adam on the weights"),
        Arm(OFTEN, "Adam, the initial values of each row put back in the order of its weights every 20 steps"),
        Arm(SELDOM, "the same every 100 steps"),
        Arm(ZEROS, "every 100 steps, nine of ten initial weights 0, the others larger"),
        Arm(ONCE, "Adam, and the initial values put back once, at the end", control=True),
        Arm(ONE, "every 20 steps, all initial weights of a layer the same", control=True),
    ),
    panels=tuple(f"digits, {width} units" for width in WIDTHS),
    measures={
        "error": "share of wrong answers",
        "kilobits": "to store it beside its seed",
        "moved": "change of values",
    },
    claims=(
        Claim(
            "Permuted weights err at most 2 points more than free ones (k = 100).",
            "central claim",
            near("error", SELDOM, FREE, MARGIN),
            "at both widths: the interval of the paired difference lies below 0.02",
        ),
        Claim(
            "They do so when nine of ten initial weights are zero.",
            "second claim",
            near("error", ZEROS, FREE, MARGIN),
            "at both widths: the interval of the paired difference lies below 0.02",
        ),
    ),
    controls=(
        Claim(
            "Synchronising all along errs less than doing it once at the end.",
            "control",
            lower("error", SELDOM, ONCE),
            "at both widths: paired difference below 0",
        ),
        Claim(
            "Initial weights that are all the same learn nothing: at least 85 % wrong answers.",
            "control",
            at_least("error", ONE, 0.85),
            "at both widths: the interval of the error lies above 0.85",
        ),
        Claim(
            "The values of every row are those of the start.",
            "exact",
            always("moved", (OFTEN, SELDOM, ZEROS), "largest change of a sorted row"),
            "in every run of LaPerm: the sorted values of every row are the initial ones, bit for bit",
        ),
    ),
    units=units,
    data=("digits",),
    check="permuted-weights",
    cannot_say="How it is for convolutions, larger images or longer training: the source's networks are larger. The"
    " bits leave out the seed that the initial values come from. The number of epochs and the learning rate, one for"
    " all arms, were chosen after pilots; with 90 % zeros nothing was learnt, and nothing was tuned for that arm.",
)
