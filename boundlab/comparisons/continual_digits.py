"""Continual learning with task-conditioned hypernetworks: classes in pairs, one pair after the other.

The digits of scikit-learn, 8×8 pixels: five tasks of two classes each (0 or 1, 2 or 3, …), one network 64-32-2 for
all, the same two outputs for every task. A hypernetwork generates the weights from an embedding e_s of the task;
while task t is learned the loss is L_t(h(e_t)) + β/(t-1) Σ_{s<t} ‖h(e_s; Θ*) - h(e_s; Θ)‖², Θ* the parameters when
task t began, earlier embeddings fixed. The source evaluates the sum at Θ + ΔΘ; here ΔΘ = 0. The compressive generator
has fewer parameters than the network: it generates chunk after chunk, each by itself, or, as an LSTM, each from those
before. All arms are told the task at the end, but the networks without a generator have no use for it; what knowing it
is worth alone, a logistic regression for each task says.

What is proved of every run: with Δ the change of the generated weights of task s since it was learned, its loss
changed by at most mean_x √2·√(|(h(x), 1)|² + ‖W₂'‖²·|(x, 1)|²)·‖Δ‖ (h the hidden layer before, W₂' the last matrix
now: cross-entropy is √2-Lipschitz in the logits). A test point is certified if its margin is positive for all weights
in the box between then and now; it is then right at both ends, so no fewer are right.
"""

from __future__ import annotations

from collections.abc import Sequence

from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._comparison import Arm, Comparison
from boundlab.comparisons._continual import Method, generators, named
from boundlab.comparisons._continual_task import TaskAfterTask
from boundlab.comparisons._rules import EXACT, all_of, always, at_least, at_most, higher
from boundlab.comparisons._tables import Table, shipped
from boundlab.errors import bad_value
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Task

HIDDEN = 32
BETAS = (0.0, 0.001, 0.01, 0.1, 1.0)
TUNING, SUBSPACE, SEPARATE = "fine-tuning", "random subspace", "logistic regressions"
EWC = ("EWC, λ = 100", "EWC, λ = 1000")
STEPS = {"tiny": 8, "small": 300, "full": 1000}
SEEDS = {"tiny": 2, "small": 8, "full": 20}


def methods(inputs: int, tasks: int) -> dict[str, Method]:
    """Every arm, for tasks of so many inputs."""
    designs = generators((inputs, HIDDEN, 2), tasks)
    found = {TUNING: Method("network"), EWC[0]: Method("network", 100), EWC[1]: Method("network", 1000)}
    found |= {named("hypernetwork", b): Method("generator", b, designs["hypernetwork"]) for b in BETAS}
    found |= {named(g, b): Method("generator", b, designs[g]) for g in ("compressive", "LSTM") for b in (0.0, 0.1)}
    found[SUBSPACE] = Method("generator", 0, designs[SUBSPACE])
    return found | {SEPARATE: Method("separate")}


def units(scale: str, tables: Sequence[Table]) -> list[Task]:
    """One unit for each table and arm.

    Raises:
        BoundlabError: a table with fewer than four classes, or a class with fewer than ten points.
    """
    found: list[Task] = []
    for table in tables:
        inputs, tasks = (64, 5) if table in shipped(("digits",)) else _pairs(table)
        for arm, method in methods(inputs, tasks).items():
            seeds = tuple(range(SEEDS[scale]))
            widths = (inputs, 1) if method.kind == "separate" else (inputs, HIDDEN, 2)
            found.append(TaskAfterTask("classes in pairs", table, arm, widths, tasks, method, STEPS[scale], seeds))
    return found


def _pairs(table: Table) -> tuple[int, int]:
    import numpy as np

    points = table.load()
    counts = np.bincount(points.classes())
    if len(counts) < 4 or counts.min() < 10:
        what = f"{len(counts)} classes, the smallest of {counts.min()} points"
        raise bad_value("data", f"{table.name} with {what}", "at least four classes of at least ten points each")
    return points.x.shape[1], len(counts) // 2


_SHOWN = methods(64, 5)
KEPT = [named("hypernetwork", b) for b in BETAS if b]
COMPARISON = Comparison(
    title="Continual learning, digits in pairs",
    claim="a hypernetwork with output regularisation, even a compressive one, keeps what it learned",
    source="von Oswald et al. 2020, equation 2; for the LSTM Chandra et al. 2023 (abstracts)",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    arms=(
        Arm(TUNING, "one network, trained on task after task"),
        *(Arm(name, "one network with elastic weight consolidation (Kirkpatrick et al. 2017)") for name in EWC),
        *(
            Arm(name, "the generator of all weights from a task embedding, output regularisation β", method.design)
            for name, method in _SHOWN.items()
            if method.design is not None and name != SUBSPACE
        ),
        Arm(
            SUBSPACE,
            "for each task 65 coordinates in one random subspace of the weights",
            _SHOWN[SUBSPACE].design,
            control=True,
        ),
        Arm(SEPARATE, "one logistic regression for each task", control=True),
    ),
    panels=("digits",),
    measures={
        "accuracy": "accuracy over all tasks at the end",
        "forgetting": "accuracy lost since each task was learned",
        "certified": "share of test points that the weights' box certifies",
        "excess": "change of loss beyond its bound, the largest",
        "overclaim": "certified less right",
    },
    better="higher",
    claims=(
        Claim(
            "With β > 0 the accuracy is higher than that of fine-tuning, of EWC and of β = 0.",
            "central claim",
            all_of(*(higher("accuracy", a, b) for a in KEPT for b in (TUNING, *EWC, named("hypernetwork", 0)))),
            "β = .001, .01, .1, 1 against each: paired difference above 0",
        ),
        Claim(
            "A compressive generator, with fewer parameters than the network, keeps .97 with β = .1.",
            "central claim",
            at_least("accuracy", named("compressive", 0.1), 0.97),
            "the interval of the accuracy lies above .97",
        ),
        Claim(
            "Without β it falls to .90.",
            "central claim",
            at_most("accuracy", named("compressive", 0), 0.90),
            "the interval of the accuracy lies below .90",
        ),
        Claim(
            "An LSTM over the chunks keeps more with β = .1 than without, and more than fine-tuning.",
            "the LSTM's source",
            all_of(*(higher("accuracy", named("LSTM", 0.1), b) for b in (named("LSTM", 0), TUNING))),
            "against each: paired difference above 0",
        ),
    ),
    controls=(
        Claim(
            "Logistic regressions, one for each task, with the fewest parameters, are more accurate than the"
            " compressive generator: knowing the task does most of the work.",
            "control",
            higher("accuracy", SEPARATE, named("compressive", 0.1)),
            "paired difference above 0",
        ),
        Claim(
            "The compressive generator is more accurate than a random subspace, in which tasks share nothing that is"
            " learned and nothing can be forgotten (β = .1).",
            "control",
            higher("accuracy", named("compressive", 0.1), SUBSPACE),
            "paired difference above 0",
        ),
        Claim(
            "The LSTM is more accurate than chunks generated each by itself, with about as many parameters (β = .1).",
            "control",
            higher("accuracy", named("LSTM", 0.1), named("compressive", 0.1)),
            "paired difference above 0",
        ),
        Claim(
            "No loss changed by more than its bound.",
            EXACT,
            always("excess", tuple(_SHOWN), "change less bound"),
            "in every run of every arm, without exception",
        ),
        Claim(
            "No more points are certified than are right.",
            EXACT,
            always("overclaim", tuple(_SHOWN), "certified less right"),
            "in every run of every arm, without exception",
        ),
    ),
    units=units,
    data=("digits",),
    check="forgetting-bound",
    cannot_say="How it is for tasks that are not told apart at the end, for larger networks, or for another number of"
    " steps; rates and steps are the same for all arms, and none is tuned.",
)
