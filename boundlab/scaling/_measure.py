"""Measuring a law: its units of work through the run store, so that a killed run resumes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, one_of
from boundlab.scaling._law import SCALES, OrderLaw

if TYPE_CHECKING:
    import torch

    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore


def measure_law(
    law: OrderLaw, scale: str, store: RunStore, device: torch.device, backend: Backend | None = None
) -> list[dict[str, Any]]:
    """The rows of the law at a scale; what is in the store is not measured again.

    Raises:
        BoundlabError: an unknown scale; a unit failed.
    """
    from boundlab.runs.progress import run_with_progress
    from boundlab.runs.store import sweep_settings

    units = law.units(one_of("scale", scale, SCALES))
    return run_with_progress(store, sweep_settings(unit.key for unit in units), units, device, backend)


def stored_rows(law: OrderLaw, scale: str, store: RunStore) -> list[dict[str, Any]]:
    """The rows of the law at a scale, all of them from the store.

    Raises:
        BoundlabError: an unknown scale; some are not there.
    """
    units = law.units(one_of("scale", scale, SCALES))
    done = store.finished(unit.key for unit in units)
    if missing := sum(unit.key not in done for unit in units):
        raise BoundlabError(
            f"{missing} of {len(units)} units of {law.id} at scale {scale} are not measured;"
            f" boundlab law measure {law.id} does it",
            "store",
        )
    return [row for unit in units for row in done[unit.key]["rows"]]


def generator(*key: int) -> torch.Generator:
    """Random numbers that belong to these integers: other integers, other numbers, whatever their sum or order."""
    import numpy as np
    import torch

    low, high = np.random.SeedSequence(key).generate_state(2)
    return torch.Generator().manual_seed(int(low) << 31 | int(high) >> 1)


def kept(samples: torch.Tensor) -> list[float]:
    """The samples to six digits, which is more than they mean."""
    return [float(f"{value:.6g}") for value in samples.flatten().tolist()]
