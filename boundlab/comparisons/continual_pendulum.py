"""HyperCRL in miniature: models of five pendulums, learned one after the other.

Each pendulum has its own length and damping; a network 4-32-2 predicts how angle and speed change over one step from
(sin θ, cos θ, θ', u), and a hypernetwork generates it from an embedding of the pendulum, with the output regularisation
of `continual_digits`. The error is the mean squared one over the variance, mean over the pendulums, at the end. The
step is short, so the change is nearly linear in the inputs: a linear model for each pendulum is the control.
"""

from __future__ import annotations

from collections.abc import Sequence

from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._comparison import Arm, Comparison
from boundlab.comparisons._continual import Method, generators, named
from boundlab.comparisons._continual_task import TaskAfterTask
from boundlab.comparisons._rules import all_of, lower, times
from boundlab.comparisons._tables import Table
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Task

PRIMARY, TASKS = (4, 32, 2), 5
BETAS = (0.0, 0.01, 0.1, 1.0)
TUNING, SEPARATE = "fine-tuning", "linear models"
STEPS = {"tiny": 8, "small": 300, "full": 4000}
SEEDS = {"tiny": 2, "small": 8, "full": 20}


def methods() -> dict[str, Method]:
    """Every arm."""
    designs = generators(PRIMARY, TASKS)
    found = {TUNING: Method("network")}
    found |= {named("hypernetwork", b): Method("generator", b, designs["hypernetwork"]) for b in BETAS}
    return found | {SEPARATE: Method("separate")}


def _network(method: Method) -> tuple[int, ...]:
    return (PRIMARY[0], PRIMARY[-1]) if method.kind == "separate" else PRIMARY


def units(scale: str, tables: Sequence[Table]) -> list[Task]:
    """One unit for each arm."""
    seeds = tuple(range(SEEDS[scale]))
    return [
        TaskAfterTask("pendulums", Table("pendulum"), arm, _network(method), TASKS, method, STEPS[scale], seeds)
        for arm, method in methods().items()
    ]


COMPARISON = Comparison(
    title="HyperCRL in miniature",
    claim="a hypernetwork with output regularisation models system after system without forgetting",
    source="Huang et al. 2021, HyperCRL (abstract)",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    arms=(
        Arm(TUNING, "one network, trained on pendulum after pendulum"),
        *(
            Arm(name, "the generator of all weights from an embedding, output regularisation β", method.design)
            for name, method in methods().items()
            if method.design is not None
        ),
        Arm(SEPARATE, "one linear model for each pendulum", control=True),
    ),
    panels=("pendulum",),
    measures={
        "error": "error over variance at the end",
        "just learned": "the same just after each was learned",
    },
    claims=(
        Claim(
            "With β > 0 the error is 50 times lower than with β = 0.",
            "central claim",
            all_of(*(times("error", named("hypernetwork", 0), named("hypernetwork", b), 50) for b in BETAS if b)),
            "β = .01, .1, 1: the interval of the mean log ratio, paired by seed, lies above log 50",
        ),
        Claim(
            "With β > 0 it is lower than that of fine-tuning.",
            "central claim",
            all_of(*(lower("error", named("hypernetwork", b), TUNING) for b in BETAS if b)),
            "β = .01, .1, 1: paired difference below 0",
        ),
    ),
    controls=(
        Claim(
            "A linear model for each pendulum, with the fewest parameters, errs less than fine-tuning.",
            "control",
            lower("error", SEPARATE, TUNING),
            "paired difference below 0",
        ),
        Claim(
            "The hypernetwork errs less than the linear models.",
            "control",
            lower("error", named("hypernetwork", 0.1), SEPARATE),
            "β = .1: paired difference below 0",
        ),
    ),
    units=units,
    check="forgetting-bound",
    cannot_say="Anything about planning or control: only the model is learned, from random states, without noise.",
)
