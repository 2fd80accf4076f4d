"""Measured exponents of the sign-bump families against m/r, by the finite-size model, with the search that has steps.

    python benchmarks/finite_size_exponents.py [auto|cpu|cuda] [store] [--seconds S] [--m M] [--plan]

With --seconds, no task is started after S seconds (0: only report what the store holds); what is missing is named.
Finished tasks are taken from the store (default: benchmarks/results/finite_size_exponents.db), so an interrupted run
continues, and another one on the same store shares the work; with --m it takes only the tasks of that dimension, in the
same order. --plan lists the tasks with their expected costs.

Protocol, fixed before anything was measured with it:

* Random patterns: six for each r, and others for each r (18-23, 24-29, 30-35; the signs depend on m, the cells per axis
  and the number of the pattern only, so one range of numbers would give all r the same signs). No series before used
  these. tanh and ReLU have the same targets, so their cases are not independent of each other.
* Deterministic extremes: the alternating pattern and, for m = 1, the constant one, each a series of its own that is
  reported beside the random ones and enters none of their fits.
* ε = 0.4 of the amplitude; at m = 1 up to 16 cells also 0.3 and 0.2, each a series of its own. Seed 3, three networks
  per pattern and arm, widths up to 200.
* Cells per axis: 8 to 64 at m = 1, 3 to 10 at m = 2. Tasks are done in an order that was fixed before, so that time and
  not results decides where a series ends: m = 1 before m = 2, ε = 0.4 of the amplitude before the others, then by the
  number of cells over all series, ReLU before tanh, random patterns first.
* Every size enters the fit, none is dropped afterwards. The fit is N = ε^(-a) (A + B s) + b, s the sign changes of the
  pattern per cell (the default of `boundlab fit`), and its 95 % profile interval; for an extreme, which has no scatter
  of patterns, N = A ε^(-a) + b.
* A case holds if m/r is inside the interval, every rival outside, and for m = 1 the half-width is at most 0.12 m/r.
  Cases that miss are reported like the others, with the reason.

Amended before anything was measured with it, because the machine is shared and the search became another: the search
begins with steps (`boundlab.minimal_networks.monotone_pieces`); m = 1 comes before m = 2, where one task takes as long
as a whole series of m = 1 does, and 0.4 of the amplitude before 0.3 and 0.2; from 32 cells on every pattern is a task
of its own, so that what is finished counts.

Amended before anything of m = 2 was measured: m = 2 does not wait for the last cells of m = 1 (--m). The order within
m = 1 and within m = 2 is the one above, so time still decides where a series ends.
"""

from __future__ import annotations

import argparse
import csv
import math
import time
from dataclasses import dataclass
from typing import Any

import torch
from _record import RESULTS, record

from boundlab.cli._figures import figures_part
from boundlab.experiments.measured_exponent import MeasuredExponent, measured_exponent
from boundlab.experiments.size_rows import SizeGroup, size_groups
from boundlab.experiments.statistics import rival_exponents, theory_exponent
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.measurement import MinimalSizes
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.runs.export import export
from boundlab.runs.provenance import pick_device
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore, sweep_settings

CASES = ((1, 1, "tanh"), (1, 2, "tanh"), (1, 3, "tanh"), (1, 1, "relu"), (1, 2, "relu"), (2, 1, "tanh"), (2, 2, "tanh"))
CELLS = {1: (8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64), 2: tuple(range(3, 11))}
PATTERNS = {1: range(18, 24), 2: range(24, 30), 3: range(30, 36)}
FRACTION, OTHER_FRACTIONS, CHEAP = 0.4, (0.3, 0.2), 16
SEED, STARTS, MAX_WIDTH = 3, 3, 200
HALF_WIDTH = 0.12
# From so many cells on every pattern is a task of its own.
SEPARATE = 32


@dataclass(frozen=True)
class Series:
    """One law: a case, what its targets are (random, alternating or constant), and ε over the amplitude."""

    m: int
    r: int
    activation: str
    targets: str
    fraction: float

    @property
    def title(self) -> str:
        return f"m={self.m} r={self.r} {self.activation}, {self.targets}, ε = {self.fraction} A"

    def cells(self) -> tuple[int, ...]:
        return tuple(k for k in CELLS[self.m] if self.fraction == FRACTION or k <= CHEAP)

    def tasks(self, k: int) -> list[MinimalSizes]:
        texts = {
            "random": [SignBumps(self.m, self.r, k, pattern).text for pattern in PATTERNS[self.r]],
            "alternating": [SignBumps(self.m, self.r, k, 0).text],
            "constant": [f"slice:m={self.m},of={self.m + 1},r={self.r},k={k},bits=0"],
        }[self.targets]
        search = SearchSettings(
            self.activation, skip=self.activation == "relu", seed=SEED, starts=STARTS, max_width=MAX_WIDTH
        )
        scale = parse_target(texts[0], self.m).scale
        assert scale is not None
        parts = [[text] for text in texts] if k**self.m >= SEPARATE else [texts]
        return [MinimalSizes(tuple(part), self.m, (self.fraction * float(scale),), self.r, search) for part in parts]


def all_series() -> list[Series]:
    found = []
    for m, r, activation in CASES:
        found += [Series(m, r, activation, "random", f) for f in (FRACTION, *(OTHER_FRACTIONS if m == 1 else ()))]
        found += [Series(m, r, activation, name, FRACTION) for name in ("alternating", *(("constant",) * (m == 1)))]
    return found


def plan() -> list[tuple[Series, int]]:
    """Series and cells, in the order of the work."""
    work = [(one, k) for one in all_series() for k in one.cells()]
    return sorted(
        work,
        key=lambda pair: (
            pair[0].m,
            pair[0].fraction != FRACTION,
            pair[1] ** pair[0].m,
            pair[0].activation != "relu",
            pair[0].targets != "random",
        ),
    )


def measure(store: RunStore, on: torch.device, seconds: float, dimensions: tuple[int, ...]) -> None:
    end = time.monotonic() + seconds
    missing = [task for one, k in plan() if one.m in dimensions for task in one.tasks(k)]
    missing = [task for task in missing if store.task(task.key) is None]
    if seconds <= 0:
        return
    for task, rows, _ in run_tasks(store, sweep_settings(task.key for task in missing), missing, on, lambda _: None):
        assert isinstance(task, MinimalSizes)
        print(f"m={task.dimension} r={task.r} {task.search.activation} {task.summary(rows)}", flush=True)
        if time.monotonic() > end:
            break


def report(one: Series, rows: list[dict[str, Any]], fitted: MeasuredExponent | None) -> dict[str, Any]:
    """The fit of a series with its verdict; the reason alone where there is none."""
    theory, rivals = theory_exponent(one.m, one.r), rival_exponents(one.m, one.r)
    found: dict[str, Any] = {"series": one.title, "theory": theory, "measured": len(rows), "holds": False}
    if fitted is None:
        return {**found, "reason": "nothing was measured"}
    found |= fitted.as_dict(theory, rivals)
    if fitted.finite_size is None:
        return found
    half = (fitted.finite_size.high - fitted.finite_size.low) / 2
    verdict, _ = fitted.verdict(theory, rivals)
    narrow = one.m > 1 or half <= HALF_WIDTH * theory
    return {**found, "half_width": half, "holds": verdict == "consistent" and narrow, "narrow": narrow}


def fit(one: Series, rows: list[dict[str, Any]]) -> MeasuredExponent | None:
    """None where nothing was measured; extremes have no scatter that a covariate could explain."""
    if not rows:
        return None
    # Slices, the constant patterns, are no family: each is a group of its own.
    together = SizeGroup(one.title, [row for group in size_groups(rows) for row in group.rows])
    return measured_exponent(together, None if one.targets == "random" else "worst")


def costs(done: dict[tuple[Series, int], list[dict[str, Any] | None]]) -> dict[tuple[Series, int], float]:
    """Estimated seconds of what is missing: those of the nearest number of cells, by the power 2.2 of the cells.

    From this measurement, or where a case has none in it from exponents.csv, whose search at m = 2 is the same.
    """
    seconds: dict[tuple[int, int, str], dict[int, float]] = {}
    for (one, k), parts in done.items():
        each = [found["seconds"] / len(found["rows"]) for found in parts if found]
        if each and one.targets == "random" and one.fraction == FRACTION:
            seconds.setdefault((one.m, one.r, one.activation), {})[k] = sum(each) / len(each)
    with (RESULTS / "exponents.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            case = int(row["m"]), int(row["r"]), row["activation"]
            if case not in seconds or seconds[case].get(0):
                earlier = seconds.setdefault(case, {0: 1e-9})
                earlier[int(row["target"].partition(",k=")[2].partition(",")[0])] = float(row["seconds"]) / len(
                    PATTERNS[case[1]]
                )
    found = {}
    for (one, k), parts in done.items():
        known = seconds[one.m, one.r, one.activation]
        nearest = min((cells for cells in known if cells), key=lambda cells: abs(cells - k))
        targets = sum(len(task.targets) for task, part in zip(one.tasks(k), parts, strict=True) if part is None)
        if targets:
            found[one, k] = targets * known[nearest] * (k / nearest) ** (2.2 * one.m)
    return found


def in_words(fits: list[dict[str, Any]]) -> str:
    """The table of the documentation."""
    head = ["case, targets, ε over amplitude", "cells", "theory", "exponent a", "95 % interval", "half-width / theory"]
    lines = [[*head, "not measured (estimated minutes)", "", "power law ± SE"], ["---"] * 9]
    for one in fits:
        interval, half, line = "", "", one.get("power_law")
        if one.get("high") is not None and math.isfinite(one["high"] - one["low"]):
            interval, half = f"{one['low']:.3f} to {one['high']:.3f}", f"{one['half_width'] / one['theory']:.3f}"
        missing = ", ".join(map(str, one["missing_cells"]))
        said = "holds" if one["holds"] else one["reason"]
        lines.append([
            one["series"],
            ", ".join(f"{k} in part" if k in one["missing_cells"] else str(k) for k in one["cells"]),
            f"{one['theory']:.3f}",
            "" if one.get("exponent") is None else f"{one['exponent']:.3f}",
            interval,
            half,
            f"{missing} ({one['missing_seconds'] / 60:.0f})" if missing else "",
            said if one.get("narrow", True) else f"{said}; too wide",
            "" if line is None else f"{line['exponent']:.3f} ± {line['standard_error']:.3f}",
        ])  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("device", nargs="?", default="auto")
    parser.add_argument("store", nargs="?", default=str(RESULTS / "finite_size_exponents.db"))
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--m", type=int, choices=tuple(CELLS))
    parser.add_argument("--plan", action="store_true")
    chosen = parser.parse_args()
    if chosen.plan:
        for one, k in plan():
            print(f"{one.title}, k = {k}: cost {sum(task.cost * len(task.targets) for task in one.tasks(k)):.3g}")
        return
    torch.set_num_threads(1)
    on = pick_device(chosen.device)
    fits, table, commits, drawn = [], [], set(), []
    with RunStore(chosen.store) as store:
        measure(store, on, chosen.seconds, (chosen.m,) if chosen.m else tuple(CELLS))
        done = {(one, k): [store.task(task.key) for task in one.tasks(k)] for one in all_series() for k in one.cells()}
    missing = costs(done)
    for one in all_series():
        parts = {k: [found for found in done[one, k] if found] for k in one.cells()}
        finished = [found for each in parts.values() for found in each]
        rows = [{**row, "seconds": round(found["seconds"], 3)} for found in finished for row in found["rows"]]
        commits |= {found["provenance"]["commit"] for found in finished}
        table += [{"measured_for": one.title, **{k: v for k, v in row.items() if k != "theta"}} for row in rows]
        fitted = fit(one, rows)
        fits.append({
            **report(one, rows, fitted),
            "cells": [k for k in one.cells() if parts[k]],
            "missing_cells": [k for k in one.cells() if (one, k) in missing],
            "missing_seconds": sum(missing.get((one, k), 0.0) for k in one.cells()),
        })  # fmt: skip
        if fitted is not None and one.targets == "random" and one.fraction == FRACTION:
            drawn.append((fitted, theory_exponent(one.m, one.r)))
    print(in_words(fits))
    settings = {"seed": SEED, "starts": STARTS, "max_width": MAX_WIDTH, "tasks_measured_at_commits": sorted(commits)}
    record("finite_size_exponents", on, settings, fits)
    if table:
        export(table, RESULTS / "finite_size_exponents.csv")
        with figures_part("_style").style():
            figures_part("_measured_exponent").draw(drawn).savefig(RESULTS / "finite_size_exponents.png")


if __name__ == "__main__":
    main()
