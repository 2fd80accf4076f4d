"""LoGAH: what does it cost that generated matrices have a low rank?

A network of one hidden layer of 64 units classifies a table. Its first matrix is trained freely, trained as a product
through r dimensions, decoded by LoGAH's decoder (rank ≤ r), decoded as a whole by GHN-3's (any rank), or trained freely
and then cut to its r largest singular values, which is the nearest matrix of rank r (Eckart-Young).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._comparison import Arm, Comparison
from boundlab.comparisons._rank import CUT, FULL, GHN, LOGAH, PRODUCT, RANKS, Study
from boundlab.comparisons._rules import lower, near
from boundlab.comparisons._tables import Table
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Report, Task

if TYPE_CHECKING:
    import torch

MARGIN = 0.02
STEPS = {"tiny": 20, "small": 3000, "full": 6000}
SEEDS = {"tiny": 2, "small": 8, "full": 16}


@dataclass(frozen=True)
class RankLimited(Study, Task):
    """One arm at all ranks, for several seeds at once."""

    kind: ClassVar[str] = "matrices of limited rank"
    method: ClassVar[int] = 1

    def settings(self) -> dict[str, Any]:
        return {"kind": self.kind, "method": self.method, **asdict(self), "table": self.table.settings()}

    @property
    def cost(self) -> float:
        return float(self.steps * (len(self.ranks) if self.arm in (PRODUCT, LOGAH) else 1))

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """A row for every arm, rank and seed."""
        from boundlab.comparisons._rank_training import errors

        return [
            {
                "panel": f"{self.table.name}, rank {rank}", "arm": arm, "at": 0, "seed": seed,
                "parameters": parameters, "error": value,
            }
            for (arm, rank, parameters), found in errors(self).items()
            for seed, value in zip(self.seeds, found, strict=True)
        ]  # fmt: skip


def units(scale: str, tables: Sequence[Table]) -> list[Task]:
    """One unit for each table and arm; the cut layer is that of the free one."""
    seeds = tuple(range(SEEDS[scale]))
    return [
        RankLimited(arm, STEPS[scale], seeds, table=table) for table in tables for arm in (FULL, PRODUCT, LOGAH, GHN)
    ]


COMPARISON = Comparison(
    title="Matrices of low rank",
    claim="decoding matrices through a low rank generates large networks as good as decoding them whole",
    source="Zhou, Knyazev, Jolicoeur-Martineau & Fu 2024, LoGAH (abstract and code)",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    arms=(
        Arm(LOGAH, "the first matrix from LoGAH's decoder; the rest trained"),
        Arm(GHN, "the first matrix from GHN-3's decoder, whole; the rest trained"),
        Arm(FULL, "all weights trained", control=True),
        Arm(PRODUCT, "the first matrix trained as a product through r dimensions", control=True),
        Arm(CUT, "all weights trained; then the first matrix cut to its r largest singular values", control=True),
    ),
    panels=tuple(f"digits, rank {rank}" for rank in RANKS),
    measures={"error": "share of wrong answers"},
    claims=(
        Claim(
            "Matrices from LoGAH's decoder err at most 2 points more than those decoded whole.",
            "central claim",
            near("error", LOGAH, GHN, MARGIN),
            "at every rank: the interval of the paired difference lies below 0.02",
        ),
    ),
    controls=(
        Claim(
            "They err less than a plain product of the same rank, trained without a decoder.",
            "control",
            lower("error", LOGAH, PRODUCT),
            "at every rank: paired difference below 0",
        ),
        Claim(
            "A product trained at a rank errs less than a free matrix cut to it.",
            "control",
            lower("error", PRODUCT, CUT),
            "at every rank: paired difference below 0",
        ),
        Claim(
            "Cutting a trained matrix to the rank costs at most 2 points.",
            "control",
            near("error", CUT, FULL, MARGIN),
            "at every rank: the interval of the paired difference lies below 0.02",
        ),
    ),
    units=units,
    data=("digits",),
    check="generated-rank",
    cannot_say="Whether generated weights are a good start for other data, which is what the source is about: here"
    " one matrix of one small network is decoded, by a decoder that is trained for it alone. At 3,000"
    " steps the free network errs as seldom as that of permuted-weights; the verdict was the same at 700"
    " steps, when it still erred in 8 % of the cases.",
)
