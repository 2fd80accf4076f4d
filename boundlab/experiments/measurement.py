"""A measurement: its units of work, how one is done, and how the whole is run and resumed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch

from boundlab.errors import bad_value
from boundlab.experiments.baselines import adam, lbfgs
from boundlab.experiments.levenberg_marquardt import sup_errors
from boundlab.experiments.minimal_width import Found, MinimalWidthSearch, SearchSettings, sample_count
from boundlab.experiments.piecewise_linear import link_count
from boundlab.experiments.provenance import now, provenance
from boundlab.experiments.remez import polynomial_size
from boundlab.experiments.run_store import RunStore, content_key
from boundlab.experiments.sampling import grid
from boundlab.experiments.target_batch import TargetBatch
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target, check_finite
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters

# Part of every unit's key: raise it when the search changes, so that results of two methods are never mixed.
METHOD = 1
CELLS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64)
Report = Callable[[str], None]


@dataclass(frozen=True)
class Unit:
    """One unit of work: a few targets of one dimension, searched together, each with its accuracies."""

    targets: tuple[str, ...]
    dimension: int
    eps: tuple[float, ...]
    r: int | None
    search: SearchSettings

    def settings(self) -> dict[str, Any]:
        """What the unit's key is the hash of."""
        return {"method": METHOD, **asdict(self)}

    @property
    def key(self) -> str:
        return content_key(self.settings())


def family_units(
    m: int, r: int, low: float, high: float, patterns: int, fraction: float, search: SearchSettings
) -> list[Unit]:
    """One unit per sign-bump family (m, r, k) whose ε = fraction · amplitude(k) lies in [low, high].

    Raises:
        BoundlabError: no family does.
    """
    units = []
    for k in CELLS:
        if k**m > 10**6:
            break
        members = [SignBumps(m, r, k, pattern=p) for p in range(patterns)]
        eps = fraction * float(members[0].amplitude)
        if low <= eps <= high:
            units.append(Unit(tuple(t.text for t in members), m, (eps,), r, search))
    if not units:
        largest = fraction * float(SignBumps(m, r, CELLS[0]).amplitude)
        expected = (
            f"a range that holds some ε of this family; its largest is {largest:.3g} at {CELLS[0]} cells per axis"
        )
        raise bad_value("--eps", f"{high:g}:{low:g}", expected)
    return units


def target_unit(target: Target, eps: tuple[float, ...], r: int | None, search: SearchSettings) -> Unit:
    """The unit that measures one target at several accuracies.

    Raises:
        BoundlabError: the target is not finite on the cube.
    """
    check_finite(target)
    return Unit((target.text,), target.dimension, tuple(sorted(eps, reverse=True)), r, search)


def run_unit(unit: Unit, device: torch.device, report: Report = lambda text: None) -> list[dict[str, Any]]:
    """Do the work of a unit: one row per target and ε. The same settings give the same rows on the same machine."""
    targets = [parse_target(text, unit.dimension) for text in unit.targets]
    search = MinimalWidthSearch(targets, [unit.eps] * len(targets), unit.search, device, report)
    return [
        _row(unit, target, found) for target, results in zip(targets, search.run(), strict=True) for found in results
    ]


def _row(unit: Unit, target: Target, found: Found) -> dict[str, Any]:
    def count(width: int) -> int:
        s = unit.search
        return Shape(unit.dimension, (width,) * s.depth, s.activation, s.skip).parameters

    reached = found.width is not None
    tried = max(found.curve, default=0)
    return {
        "target": target.text,
        "activation": unit.search.activation,
        "m": unit.dimension,
        "r": unit.r,
        "eps": found.eps,
        "N": count(found.width) if found.width is not None else None,
        "width": found.width,
        "bracket": [
            count(found.failed_width) if reached and found.failed_width else None if reached else count(tried),
            count(found.width) if found.width is not None else None,
        ],
        "status": "reached" if reached else "not reached",
        "sup_error": found.sup_error if np.isfinite(found.sup_error) else None,
        "seed": unit.search.seed,
        "arm": found.arm,
        "exact_width": exact_width(unit, target, found.eps),
        "polynomial_size": _polynomial_peer(target, found.eps),
        "failed_nonfinite": found.nonfinite,
        "skip": unit.search.skip,
        "depth": unit.search.depth,
        "theta": found.theta.tolist() if found.theta is not None else None,
    }


def exact_width(unit: Unit, target: Target, eps: float) -> int | None:
    """The exact minimal width of a shallow 1-D ReLU network with skip: minimum-link count minus one."""
    s = unit.search
    if (unit.dimension, s.activation, s.skip, s.depth) != (1, "relu", True, 1):
        return None
    x = np.linspace(-1.0, 1.0, 8001)
    return link_count(x, np.array(target(x[:, None])), eps) - 1


def _polynomial_peer(target: Target, eps: float) -> int | None:
    """The size of the best polynomial for a 1-D formula; the families are rough, polynomials say nothing there."""
    if target.dimension != 1 or not isinstance(target, Expression):
        return None
    return polynomial_size(lambda x: np.array(target(x[:, None])), eps)


def baseline_errors(row: dict[str, Any], device: torch.device, networks: int = 8) -> dict[str, float]:
    """The sup errors that Adam and L-BFGS (mean squared error, random starts) reach at the width of a result row."""
    target = parse_target(row["target"], row["m"])
    shape = Shape(row["m"], (row["width"],) * row["depth"], row["activation"], row["skip"])
    targets, generator = TargetBatch([target], [0] * networks), torch.Generator(device=device).manual_seed(row["seed"])
    start, points = random_parameters(shape, networks, generator), sample_count(shape)
    trained = {
        "adam": adam(shape, start, targets, 1500, points, generator),
        "lbfgs": lbfgs(shape, start, targets, 300, points),
    }
    check = grid(40001, row["m"], device)
    return {name: float(sup_errors(shape, theta, targets, check).min()) for name, theta in trained.items()}


def run_measurement(
    store: RunStore, settings: dict[str, Any], units: list[Unit], device: torch.device, report: Report
) -> Iterator[tuple[Unit, list[dict[str, Any]], bool]]:
    """Do every unit that is not in the store; yield (unit, rows, fresh) as each is there, finished ones first.

    Units that another living process holds are waited for, and taken over if it dies.
    """
    store.register(settings, [unit.key for unit in units], now())
    waiting = list(units)
    for unit in units:
        done = store.unit(unit.key)
        if done is not None:
            waiting.remove(unit)
            yield unit, _timed(done), False
    while waiting:
        progressed = False
        for unit in list(waiting):
            if store.claim(unit.key):
                start = time.perf_counter()
                rows = run_unit(unit, device, report)
                seconds = time.perf_counter() - start
                store.finish(unit.key, unit.settings(), rows, seconds, provenance(device), now())
            done = store.unit(unit.key)
            if done is not None:
                waiting.remove(unit)
                progressed = True
                yield unit, _timed(done), True
        if waiting and not progressed:
            report(f"waiting for {len(waiting)} unit(s) of another process")
            time.sleep(1.0)


def _timed(done: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a finished unit, each with the wall time of the unit."""
    return [{**row, "seconds": round(done["seconds"], 3)} for row in done["rows"]]
