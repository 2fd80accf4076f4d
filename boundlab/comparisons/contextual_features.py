"""Contextual hypernetwork: the parameters of a new feature from k observed values of it.

A base model knows a code z ∈ R^6 of every data point, z ~ N(0, I); a feature is x = λ·z + 0.5·noise. A new feature has
k observed pairs (z, x), and λ is to be found; the error is E (λ̂·z + b̂ - λ·z)² = ‖λ̂ - λ‖² + b̂². A hypernetwork is
trained on features that are drawn from a prior. Under the prior of 8 prototypes there is something to learn from other
features: which prototypes there are. Under the isotropic one, N(0, I), there is not: ridge regression is Bayes' rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._comparison import Arm, Comparison
from boundlab.comparisons._contextual import BAYES, CHN, CLUSTERED, CODE, DESIGN, ISOTROPIC, LINEAR, RIDGE, Study
from boundlab.comparisons._rules import higher, lower
from boundlab.comparisons._tables import Table
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Report, Task

if TYPE_CHECKING:
    import torch

STEPS = {"tiny": 60, "small": 3000, "full": 12000}
SEEDS = {"tiny": 2, "small": 8, "full": 16}
FEATURES = {"tiny": 200, "small": 2000, "full": 4000}  # to test on


@dataclass(frozen=True)
class NewFeatures(Study, Task):
    """Hypernetworks trained on one prior, and the rules of statistics, on the same new features."""

    kind: ClassVar[str] = "contextual features"
    method: ClassVar[int] = 1

    def settings(self) -> dict[str, Any]:
        return {"kind": self.kind, "method": self.method, **asdict(self), "design": str(DESIGN)}

    @property
    def cost(self) -> float:
        return float(self.steps * len(self.seeds))

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """A row for every seed, number of observations and arm."""
        from boundlab.comparisons._contextual_training import errors

        parameters = {CHN: DESIGN.bill().trainable, RIDGE: CODE, "least norm": CODE}
        return [
            {
                "panel": self.prior, "arm": arm, "at": k, "seed": seed, "parameters": parameters.get(arm, 0),
                "error": value,
            }
            for (arm, k), found in errors(self, device, report).items()
            for seed, value in zip(self.seeds, found, strict=True)
        ]  # fmt: skip


def units(scale: str, tables: Sequence[Table]) -> list[Task]:
    """One unit for each prior."""
    seeds = tuple(range(SEEDS[scale]))
    return [NewFeatures(prior, STEPS[scale], FEATURES[scale], seeds) for prior in (CLUSTERED, ISOTROPIC)]


COMPARISON = Comparison(
    title="Contextual hypernetwork",
    claim="a hypernetwork that reads a few observed values gives a new feature better parameters than fitting them",
    source="Lamb et al. 2021, contextual hypernetworks (abstract only)",
    status=Status.UNVERIFIED,
    compared=Compared.ABSTRACT,
    arms=(
        Arm(CHN, "contextual hypernetwork, trained on features of the prior", DESIGN),
        Arm(RIDGE, "ridge regression on the k values, the penalty that suits the prior's variance", control=True),
        Arm("least norm", "least squares of least norm on the k values: fine-tuning to convergence", control=True),
        Arm(LINEAR, "the best linear rule, knowing the prior's mean and covariance", control=True),
        Arm(BAYES, "the Bayes rule, knowing the prior", control=True),
        Arm("mean", "the prior's mean, no observation used", control=True),
    ),
    panels=(CLUSTERED, ISOTROPIC),
    axis="k",
    measures={"error": "excess error of a new feature"},
    claims=(
        Claim(
            "With up to 4 observations the hypernetwork errs less than ridge regression on them (clustered prior).",
            "central claim",
            lower("error", CHN, RIDGE, lambda panel, at: panel == CLUSTERED and at <= 4),
            "at k = 1, 2, 4: paired difference below 0",
        ),
    ),
    controls=(
        Claim(
            "Where features have nothing in common it errs more than ridge regression, which is then the Bayes rule.",
            "control",
            higher("error", CHN, RIDGE, lambda panel, at: panel == ISOTROPIC),
            "isotropic prior, every k: paired difference above 0",
        ),
        Claim(
            "With 16 observations ridge regression errs less than the hypernetwork even under the clustered prior.",
            "control",
            higher("error", CHN, RIDGE, lambda panel, at: panel == CLUSTERED and at == 16),
            "clustered prior, k = 16: paired difference above 0",
        ),
        Claim(
            "Nothing errs less than the Bayes rule.",
            "control",
            lower("error", BAYES, CHN),
            "every prior and k: paired difference of Bayes and hypernetwork below 0",
        ),
    ),
    units=units,
    check="contextual-bayes-risk",
    cannot_say="Anything about real features: the base model is linear and known, and the priors are synthetic. The"
    " text of the source was not at hand.",
)
