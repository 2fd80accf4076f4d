"""Measured exponents of the sign-bump families against m/r, and trained ReLU widths against exact link counts.

    python benchmarks/exponents.py [auto|cpu|cuda] [store] [--seconds S]

With --seconds, no unit of work is started after S seconds (0: only report what the store holds), and what is missing
is named. Finished units are taken from the store (default: benchmarks/results/exponents.db), so an interrupted run
continues.

Protocol, fixed before anything reported here was measured:

* targets: sign bumps with the pseudo-random patterns 6 to 11, ε = 0.4 of their amplitude, seed 1, three networks per
  pattern and arm, for every case alike;
* cells per axis: `CASES`, from 4 on for m = 1, from 3 on for m = 2; every accuracy measured enters the fit, none is
  dropped afterwards;
* units are done in the order of the number of bumps k^m over all cases together, so that time, and not results,
  decides where a series ends;
* a case holds if m/r is within two standard errors (the larger of regression and bootstrap) *and* within 0.08, and
  every rival exponent is more than two standard errors away. Cases that miss are reported like the others.

An earlier series (patterns 0 to 5, seed 0, one network per arm at m = 2) was exploratory: where its fits start was
chosen after its data were seen. It is kept in results/exponents-exploratory.json and .csv.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from typing import Any

import numpy as np
from _record import RESULTS, device, record

from boundlab.experiments.measurement import MinimalSizes
from boundlab.experiments.minimal_width import SearchSettings
from boundlab.experiments.piecewise_linear import link_count
from boundlab.experiments.run_store import RunStore, export, sweep_settings
from boundlab.experiments.runner import run_units
from boundlab.experiments.statistics import (
    fit_exponent,
    points_from_rows,
    rival_exponents,
    theory_exponent,
)
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.networks.ensemble import Shape

CASES: dict[tuple[int, int, str], tuple[int, ...]] = {
    (1, 1, "tanh"): (*range(4, 15), 16, 20, 24),
    (1, 2, "tanh"): (*range(4, 15), 16, 20, 24),
    (1, 3, "tanh"): (*range(4, 15), 16, 20),
    (1, 1, "relu"): (*range(4, 15), 16, 20, 24),
    (1, 2, "relu"): (*range(4, 15), 16, 20, 24),
    (2, 1, "tanh"): (3, 4, 5, 6, 7, 8),
    (2, 2, "tanh"): (3, 4, 5, 6, 7),
}
PATTERNS, FRACTION, SEED, STARTS, MAX_WIDTH = range(6, 12), 0.4, 1, 3, 160
CLOSE = 0.08
EXACT_CELLS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 20, 24, 32, 48, 64, 96, 128)
FEWEST = 3


def unit(m: int, r: int, k: int, activation: str) -> MinimalSizes:
    search = SearchSettings(activation, skip=activation == "relu", seed=SEED, starts=STARTS, max_width=MAX_WIDTH)
    members = [SignBumps(m, r, k, pattern) for pattern in PATTERNS]
    eps = FRACTION * float(members[0].amplitude)
    return MinimalSizes(tuple(member.text for member in members), m, (eps,), r, search)


def measure(store: RunStore, on: Any, seconds: float) -> None:
    """Do the units that are not in the store, those with few bumps first, and start none after `seconds`."""
    end = time.monotonic() + seconds
    plan = sorted((k**m, m, r, k, activation) for (m, r, activation), cells in CASES.items() for k in cells)
    work = [unit(m, r, k, activation) for _, m, r, k, activation in plan]
    work = [one for one in work if store.unit(one.key) is None]
    if seconds > 0:
        for one, rows, _ in run_units(store, sweep_settings(one.key for one in work), work, on, lambda _: None):
            print(f"m={one.dimension} r={one.r} {one.search.activation} {one.summary(rows)}", flush=True)
            if time.monotonic() > end:
                break


def main() -> None:
    on = device()
    arguments = sys.argv[1:]
    seconds = float(arguments.pop(arguments.index("--seconds") + 1)) if "--seconds" in arguments else float("inf")
    paths = [a for a in arguments[1:] if a != "--seconds"]
    fits, tables, links, commits = [], {}, [], set()
    with RunStore(paths[0] if paths else RESULTS / "exponents.db") as store:
        measure(store, on, seconds)
        for (m, r, activation), cells in CASES.items():
            done = {k: store.unit(unit(m, r, k, activation).key) for k in cells}
            missing = [k for k, found in done.items() if found is None]
            rows = [{**row, "seconds": round(u["seconds"], 3)} for u in done.values() if u for row in u["rows"]]
            commits |= {found["provenance"]["commit"] for found in done.values() if found}
            links += [row for row in rows if row["exact_width"] is not None]
            name = f"m={m} r={r} {activation}"
            tables[name] = [{k: v for k, v in row.items() if k != "theta"} for row in rows]
            fits += report(name, m, r, rows, missing)
    settings = {
        "patterns": list(PATTERNS),
        "eps_over_amplitude": FRACTION,
        "seed": SEED,
        "max_width": MAX_WIDTH,
        "starts": STARTS,
        "units_measured_at_commits": sorted(commits),
    }
    results = {
        "fits": fits,
        "exact_link_counts": [exact_exponent(r) for r in (1, 2)],
        "link_count": link_agreement(links),
    }
    record("exponents", on, settings, results)
    export([row for rows in tables.values() for row in rows], RESULTS / "exponents.csv")


def report(name: str, m: int, r: int, rows: list[dict[str, Any]], missing: list[int]) -> list[dict[str, Any]]:
    if len({row["eps"] for row in rows}) < FEWEST:
        print(f"{name}: fewer than {FEWEST} accuracies measured, no fit; not measured: k = {missing}")
        return []
    fit = fit_exponent(points_from_rows(rows))
    theory = theory_exponent(m, r)
    verdict, reason = fit.verdict(theory, rival_exponents(m, r))
    holds = verdict == "consistent" and abs(fit.exponent - theory) <= CLOSE
    print(
        f"{name:12s} theory {theory:.3f}  measured {fit.exponent:.3f} ± {fit.standard_error:.3f} "
        f"(bootstrap {fit.bootstrap_error:.3f}, ends {fit.without_first:.3f}/{fit.without_last:.3f}, interval "
        f"{fit.interval_exponent:.3f})  {fit.decades:.2f} decades, {fit.points} points, {fit.censored} censored: "
        f"{'holds' if holds else 'misses'}, {verdict}; {reason}"
        + (f"; not measured: k = {missing}" if missing else ""),
        flush=True,
    )
    stated = {"case": name, "theory": theory, "holds": holds, "verdict": verdict, "reason": reason}
    return [{**stated, **asdict(fit), "missing": missing}]


def exact_exponent(r: int) -> dict[str, Any]:
    """The exponent of the exact ReLU sizes at m = 1: what no optimiser can change, and how it grows towards 1/r."""
    sizes = {}
    for k in EXACT_CELLS:
        members = [SignBumps(1, r, k, pattern) for pattern in PATTERNS]
        x = np.linspace(-1.0, 1.0, 200 * k + 1)
        eps = FRACTION * float(members[0].amplitude)
        widths = [link_count(x, np.array(member(x[:, None])), eps) - 1 for member in members]
        sizes[k] = max(Shape(1, (w,), "relu", True).parameters for w in widths)
    slopes = {}
    for low, high in ((4, 24), (16, 128)):
        k = [k for k in EXACT_CELLS if low <= k <= high]
        slopes[f"k = {low} to {high}"] = float(np.polyfit(np.log(k), np.log([sizes[i] for i in k]), 1)[0]) / r
    print(f"m=1 r={r} relu, exact link counts, theory {1 / r:.3f}: {slopes}", flush=True)
    return {"r": r, "sizes": sizes, "exponents": slopes}


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
