"""Tasks that are learned one after the other: how an arm learns them, and what is measured, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from boundlab.architectures import Architecture
from boundlab.architectures.chunked import Chunked
from boundlab.architectures.full import Full
from boundlab.architectures.lstm import Lstm
from boundlab.architectures.random_matrix import RandomMatrix
from boundlab.comparisons._tables import Table


@dataclass(frozen=True)
class Method:
    """How one arm learns task after task.

    kind: "network", one network whose weights go on from task to task, `strength` the λ of elastic weight
    consolidation; "generator", a design of `boundlab count` that generates the network from an embedding or coordinates
    of the task, `strength` the β of output regularisation; "separate", one linear model, the primary network, for
    each task.
    """

    kind: Literal["network", "generator", "separate"]
    strength: float = 0.0
    design: Architecture | None = None


def generators(primary: tuple[int, ...], tasks: int) -> dict[str, Architecture]:
    """The generators for a primary network and a number of tasks."""
    shared: dict[str, Any] = {"primary": primary, "tasks": tasks, "activation": "relu"}
    return {
        "hypernetwork": Full(**shared, embedding=8, hidden=(16,)),
        "compressive": Chunked(**shared, embedding=8, chunk_embedding=8, hidden=(8,), chunk=64),
        # as many chunks as the compressive one has, and about as many parameters
        "LSTM": Lstm(**shared, embedding=4, chunk_embedding=4, state=6, chunk=64),
        # as many numbers for each task as a logistic regression has
        "random subspace": RandomMatrix(**shared, dimension=primary[0] + 1),
    }


def named(generator: str, beta: float) -> str:
    """The name of the arm."""
    return f"{generator}, β = {beta:g}"


@dataclass(frozen=True)
class Study:
    """One arm on one sequence of tasks, for several seeds at once."""

    problem: Literal["classes in pairs", "pendulums"]
    table: Table
    arm: str
    primary: tuple[int, ...]
    tasks: int
    learns: Method
    steps: int
    seeds: tuple[int, ...]
    batch: int = 64
    rate: float = 5e-3
