"""Measured sizes beside the predicted order and the certified bounds: one small measurement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import typer

from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv

TITLE = "Minimal networks: measured, predicted and certified side by side"
CELLS = (4, 6, 8, 12)
PATTERNS = 3
COLUMNS = (
    "σ",
    "r",
    "ε",
    "certified lower",
    "measured N",
    "constructive upper",
    "certified sup error ≤",
    "exact width",
    "trained width",
)


def run(folder: Path) -> Iterator[Path]:
    """Measure sign-bump families in dimension 1, certify the networks found, fit the exponents."""
    from boundlab.experiments.certified_error import certify_row
    from boundlab.experiments.measurement import Unit, run_measurement
    from boundlab.experiments.minimal_width import SearchSettings
    from boundlab.experiments.provenance import pick_device
    from boundlab.experiments.run_store import RunStore
    from boundlab.experiments.statistics import fit_exponent, points_from_rows, theory_exponent
    from boundlab.function_classes.families.sign_bumps import SignBumps
    from boundlab.rigorous import certified_lower_bound, constructive_upper_bound

    lines, orders = [], []
    with RunStore(folder / "runs.db") as store:
        for activation, r in (("relu", 1), ("tanh", 2)):
            search = SearchSettings(activation, skip=activation == "relu", starts=2)
            units = []
            for k in CELLS:
                members = [SignBumps(1, r, k, pattern) for pattern in range(PATTERNS)]
                eps = 0.4 * float(members[0].amplitude)
                units.append(Unit(tuple(member.text for member in members), 1, (eps,), r, search))
            settings = {"units": [unit.settings() for unit in units]}
            rows = []
            for _, found, _ in run_measurement(store, settings, units, pick_device("auto"), lambda text: None):
                rows += found
                worst = max(found, key=lambda row: row["N"] or 0)
                exact = Fraction(worst["eps"])
                lower, upper = certified_lower_bound(1, r, exact), constructive_upper_bound(1, r, exact)
                certified = certify_row(worst) if worst["theta"] is not None else "-"
                lines.append((activation, r, f"{worst['eps']:.3g}", lower.N, worst["N"], upper.N, certified, worst["exact_width"] or "-", worst["width"]))  # fmt: skip
            fit = fit_exponent(points_from_rows(rows))
            theory = theory_exponent(1, r)
            orders.append(f"{activation}, r = {r}: predicted ε^(-{theory:g}), measured ε^(-{fit.exponent:.2f} ± {fit.uncertainty:.2f}) over {fit.decades:.1f} decades")  # fmt: skip
    table(f"Worst of {PATTERNS} sign patterns, m = 1", COLUMNS, lines)
    for order in orders:
        typer.echo(f"  {order}")
    typer.echo("  Bounds: the whole class, continuous selection. Measured: an upper bound for these targets only,")
    typer.echo("  so it may lie below the lower bound for the class.")
    yield write_csv(folder / "measured.csv", COLUMNS, lines)
    yield folder / "runs.db"
