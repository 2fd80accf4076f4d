"""Measured exponents of the sign-bump families against m/r, and trained ReLU widths against exact link counts.

    python benchmarks/exponents.py [auto|cpu|cuda] [store] [--seconds S]

With --seconds, no task is started after S seconds (0: only report what the store holds), and what is missing
is named. Finished tasks are taken from the store (default: benchmarks/results/exponents.db), so an interrupted run
continues.

Protocol, fixed before anything reported here was measured:

* targets: sign bumps with pseudo-random patterns, ε = 0.4 of their amplitude, three networks per pattern and arm;
  the size at an ε is the worst over six patterns;
* every accuracy measured enters the fit, none is dropped afterwards;
* tasks are done in the order of the number of bumps k^m over all cases together, so that time, and not results,
  decides where a series ends (m = 2 first where the number is equal: added before any task with 64 had finished);
* a case holds if m/r is within two standard errors (the larger of regression and bootstrap) *and* within 0.08, and
  every rival exponent is more than two standard errors away. Cases that miss are reported like the others.

There are two series. `few cells`, with patterns 6 to 11 and seed 1, starts at 4 cells per axis for m = 1 and at 3 for
m = 2. Its m = 1 part came first (4 to 24 cells), and its ReLU exponents, like those of the exact link counts, were
too low: a size of a·k + b parameters has the local exponent 1/(1 + b/(a·k)), and b is a unit or two. `many cells` was
fixed after that and before any of its tasks was measured: other patterns (12 to 17), seed 2, and a start at 16 cells
for m = 1 and 4 by 4 for m = 2, from where on a unit is about 6 % of the size or less.

The search was improved after most of this had been measured once: tanh sizes at r = 3 and at many cells were seen to
be too large. Targets are now trained in units of their own, and there is an exchange arm (not for ReLU). Both were
chosen on patterns 0 to 5, at 16 and 24 cells, and both series were then measured anew. The sizes of the search before
are kept in results/exponents-first-search.json and .csv.

An earlier series (patterns 0 to 5, seed 0, one network per arm at m = 2) was exploratory: where its fits start was
chosen after its data were seen. It is kept in results/exponents-exploratory.json and .csv.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from _record import RESULTS, device, record
from scipy.stats import linregress

from boundlab.experiments.statistics import (
    fit_exponent,
    points_from_rows,
    rival_exponents,
    theory_exponent,
)
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.minimal_networks.measurement import MinimalSizes
from boundlab.minimal_networks.piecewise_linear import link_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape
from boundlab.runs.export import export
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore, sweep_settings

Case = tuple[int, int, str]


@dataclass(frozen=True)
class Series:
    """Cases (m, r, activation) with their cells per axis, measured on the same patterns with the same seed."""

    patterns: range
    seed: int
    cases: dict[Case, tuple[int, ...]]

    def task(self, case: Case, k: int) -> MinimalSizes:
        m, r, activation = case
        search = SearchSettings(
            activation, skip=activation == "relu", seed=self.seed, starts=STARTS, max_width=MAX_WIDTH
        )
        members = [SignBumps(m, r, k, pattern) for pattern in self.patterns]
        eps = FRACTION * float(members[0].amplitude)
        return MinimalSizes(tuple(member.text for member in members), m, (eps,), r, search)


LINE: tuple[Case, ...] = ((1, 1, "tanh"), (1, 2, "tanh"), (1, 3, "tanh"), (1, 1, "relu"), (1, 2, "relu"))
FEW: dict[Case, tuple[int, ...]] = dict.fromkeys(LINE, (*range(4, 15), 16, 20, 24))
SERIES = {
    "few cells": Series(
        range(6, 12),
        1,
        FEW
        | {
            (1, 3, "tanh"): (*range(4, 15), 16, 20),
            (2, 1, "tanh"): (3, 4, 5, 6, 7, 8),
            (2, 2, "tanh"): (3, 4, 5, 6, 7),
        },
    ),
    "many cells": Series(
        range(12, 18),
        2,
        dict.fromkeys(LINE, (16, 20, 24, 28, 32, 40, 48, 64))
        | {(2, 1, "tanh"): (4, 5, 6, 7, 8, 9, 10), (2, 2, "tanh"): (4, 5, 6, 7, 8, 9)},
    ),
}
FRACTION, STARTS, MAX_WIDTH = 0.4, 3, 160
CLOSE = 0.08
FEWEST = 3


def measure(store: RunStore, on: Any, seconds: float) -> None:
    """Do the tasks that are not in the store, those with few bumps first, and start none after `seconds`."""
    end = time.monotonic() + seconds
    plan = sorted(
        (k ** case[0], -case[0], name, case, k)
        for name, series in SERIES.items()
        for case, cells in series.cases.items()
        for k in cells
    )
    work = [SERIES[name].task(case, k) for *_, name, case, k in plan]
    work = [one for one in work if store.task(one.key) is None]
    if seconds > 0:
        for one, rows, _ in run_tasks(store, sweep_settings(one.key for one in work), work, on, lambda _: None):
            print(f"m={one.dimension} r={one.r} {one.search.activation} {one.summary(rows)}", flush=True)
            if time.monotonic() > end:
                break


def main() -> None:
    on = device()
    arguments = sys.argv[1:]
    seconds = float(arguments.pop(arguments.index("--seconds") + 1)) if "--seconds" in arguments else float("inf")
    paths = [a for a in arguments[1:] if a != "--seconds"]
    results, table, links, commits = {}, [], [], set()
    with RunStore(paths[0] if paths else RESULTS / "exponents.db") as store:
        measure(store, on, seconds)
        for name, series in SERIES.items():
            fits = []
            for case, cells in series.cases.items():
                done = {k: store.task(series.task(case, k).key) for k in cells}
                rows = [{**row, "seconds": round(u["seconds"], 3)} for u in done.values() if u for row in u["rows"]]
                commits |= {found["provenance"]["commit"] for found in done.values() if found}
                links += [row for row in rows if row["exact_width"] is not None]
                table += [{"series": name, **{k: v for k, v in row.items() if k != "theta"}} for row in rows]
                fits += report(name, case, rows, [k for k, found in done.items() if found is None])
            exact = [exact_exponent(r, series.patterns, series.cases[1, r, "relu"]) for r in (1, 2)]
            settings = {"patterns": list(series.patterns), "seed": series.seed}
            results[name] = {"settings": settings, "fits": fits, "exact_link_counts": exact}
    settings = {
        "eps_over_amplitude": FRACTION,
        "max_width": MAX_WIDTH,
        "starts": STARTS,
        "units_measured_at_commits": sorted(commits),
    }
    record("exponents", on, settings, {**results, "link_count": link_agreement(links)})
    export(table, RESULTS / "exponents.csv")


def report(series: str, case: Case, rows: list[dict[str, Any]], missing: list[int]) -> list[dict[str, Any]]:
    m, r, activation = case
    name = f"{series}, m={m} r={r} {activation}"
    if len({row["eps"] for row in rows}) < FEWEST:
        print(f"{name}: fewer than {FEWEST} accuracies measured, no fit; not measured: k = {missing}")
        return []
    fit = fit_exponent(points_from_rows(rows))
    theory = theory_exponent(m, r)
    verdict, reason = fit.verdict(theory, rival_exponents(m, r))
    holds = verdict == "consistent" and abs(fit.exponent - theory) <= CLOSE
    print(
        f"{name:24s} theory {theory:.3f}  measured {fit.exponent:.3f} ± {fit.standard_error:.3f} "
        f"(bootstrap {fit.bootstrap_error:.3f}, ends {fit.without_first:.3f}/{fit.without_last:.3f}, interval "
        f"{fit.interval_exponent:.3f})  {fit.decades:.2f} decades, {fit.points} points, {fit.censored} censored: "
        f"{'holds' if holds else 'misses'}, {verdict}; {reason}"
        + (f"; not measured: k = {missing}" if missing else ""),
        flush=True,
    )
    stated = {"case": name, "theory": theory, "holds": holds, "verdict": verdict, "reason": reason}
    return [{**stated, **asdict(fit), "missing": missing}]


def exact_exponent(r: int, patterns: range, cells: tuple[int, ...]) -> dict[str, Any]:
    """The exponent of the exact ReLU sizes of the planned cells at m = 1: what no optimiser can change."""
    sizes = {}
    for k in cells:
        members = [SignBumps(1, r, k, pattern) for pattern in patterns]
        x = np.linspace(-1.0, 1.0, 200 * k + 1)
        eps = FRACTION * float(members[0].amplitude)
        widths = [link_count(x, np.array(member(x[:, None])), eps) - 1 for member in members]
        sizes[k] = max(Shape(1, (w,), "relu", True).parameters for w in widths)
    line = linregress(r * np.log(cells), np.log([sizes[k] for k in cells]))
    print(
        f"m=1 r={r} relu, exact link counts, {cells[0]} to {cells[-1]} cells: theory {1 / r:.3f}, "
        f"{line.slope:.3f} ± {line.stderr:.3f}",
        flush=True,
    )
    return {"r": r, "sizes": sizes, "exponent": float(line.slope), "standard_error": float(line.stderr)}


def link_agreement(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How often the trained minimal ReLU width is within one unit of the exact one."""
    gaps = [None if row["width"] is None else row["width"] - row["exact_width"] for row in rows]
    counts = {str(gap): gaps.count(gap) for gap in sorted(set(gaps), key=str)}
    close = sum(gap is not None and abs(gap) <= 1 for gap in gaps)
    print(
        f"ReLU widths: {len(gaps)} cases, within one unit of the exact link count {close} times; "
        f"trained - exact: {counts}"
    )
    return {"cases": len(gaps), "within_one": close, "trained_minus_exact": counts}


if __name__ == "__main__":
    main()
