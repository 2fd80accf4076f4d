"""Measuring minimal network sizes, for a sign-bump family or one target."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from boundlab.display import Table
from boundlab.errors import bad_value
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.measurement import family_tasks, target_task
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.rigorous import epsilon, epsilons
from boundlab.runs.backends import make
from boundlab.runs.progress import run_with_progress
from boundlab.runs.store import RunStore, sweep_settings

if TYPE_CHECKING:
    import torch

    from boundlab.runs.backend import Backend
    from boundlab.runs.task import Task


def measure(
    eps: str | Sequence[str | Fraction],
    *,
    m: int = 1,
    r: int | None = None,
    target: str | None = None,
    networks: str | None = None,
    trainer: str | None = None,
    activation: str = "tanh",
    skip: bool | None = None,
    depth: int = 1,
    patterns: int = 6,
    fraction: float = 0.4,
    starts: int = 3,
    max_width: int = 100,
    seed: int = 0,
    store: str | os.PathLike[str] = "runs.db",
    backend: Backend | None = None,
    device: torch.device | None = None,
) -> Table[dict[str, Any]]:
    """Return the smallest networks found that reach each accuracy: upper bounds for those targets, never lower ones.

    Give `r` for the sign-bump family in W_{r,m}, whose worst of so many `patterns` counts, or a `target`, a formula or
    module:function. `networks` names networks of your own for that target (`boundlab.minimal_networks.own_networks`),
    and `trainer` their training: module:name or file.py:name. `eps` is a number, a range or a grid as text, or a list.
    What is finished lies in `store`; it is never done again. Without a `backend` this process works. Raises
    BoundlabError that names the argument.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows = measure("1e-1", target="cosh(x)", starts=1, store=f"{folder}/runs.db")
    >>> rows[0]["status"], rows[0]["sup_error"] <= 0.1
    ('reached', True)
    >>> measure("1e-1")
    Traceback (most recent call last):
    boundlab.errors.BoundlabError: r: got 'None', expected the smoothness of the family, or a target
    """
    search = SearchSettings(activation, activation == "relu" if skip is None else skip, depth, seed, starts, max_width)
    listed = epsilons(eps, below=None) if isinstance(eps, str) else [epsilon(e, below=None) for e in eps]
    values = sorted({float(value) for value in listed}, reverse=True)
    if networks is not None or trainer is not None:
        if networks is None or target is None:
            raise bad_value("networks", networks, "networks of your own, for a target")
        for name, value, usual in (("activation", activation, "tanh"), ("skip", skip, None), ("depth", depth, 1)):
            if value != usual:
                raise bad_value(name, value, "nothing: networks of your own have their own")
        from boundlab.minimal_networks.own_networks import own_networks_task

        function = parse_target(target, m if m > 1 else None)
        tasks: list[Task] = [own_networks_task(networks, trainer, function, values, r, seed, starts, max_width)]
    elif target is not None:
        tasks = [target_task(parse_target(target, m if m > 1 else None), tuple(values), r, search)]
    elif r is None:
        raise bad_value("r", r, "the smoothness of the family, or a target")
    else:
        if patterns < 1:
            raise bad_value("patterns", patterns, "an integer ≥ 1")
        if not 0 < fraction < 1:
            raise bad_value("fraction", fraction, "a number with 0 < fraction < 1")
        tasks = list(family_tasks(m, r, min(values), max(values), patterns, fraction, search))
    if device is None:
        device = (backend or make("local")).device("auto")
    with RunStore(store) as runs:
        return Table(run_with_progress(runs, sweep_settings(task.key for task in tasks), tasks, device, backend))
