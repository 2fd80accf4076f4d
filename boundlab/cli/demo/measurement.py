"""Measured sizes beside the predicted order and the certified bounds: one small measurement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv

if TYPE_CHECKING:
    from boundlab.experiments.run_store import RunStore

TITLE = "Minimal networks: measured, predicted and certified side by side"
CELLS = (4, 6, 8, 12)
PATTERNS = 3
COLUMNS = (
    "σ", "r", "ε", "certified lower", "measured N", "constructive upper", "certified sup error", "trained width",
    "exact width",
)  # fmt: skip


def run(folder: Path) -> Iterator[Path]:
    """Measure sign-bump families in dimension 1, certify the networks found, fit the exponents."""
    from boundlab.experiments.run_store import RunStore

    lines: list[tuple[object, ...]] = []
    orders: list[str] = []
    with RunStore(folder / "runs.db") as store:
        for activation, r in (("relu", 1), ("tanh", 2)):
            families = _measure(store, activation, r)
            lines += [_line(activation, r, rows) for rows in families]
            orders.append(_order(activation, r, [row for rows in families for row in rows]))
    table(f"Worst of {PATTERNS} sign patterns, m = 1", COLUMNS, lines)
    for order in orders:
        typer.echo(f"  {order}")
    typer.echo("  Bounds: the whole class, continuous selection. Measured: an upper bound for these targets only,")
    typer.echo("  so it may lie below the lower bound for the class.")
    yield write_csv(folder / "measured.csv", COLUMNS, lines)
    yield folder / "runs.db"


def _measure(store: RunStore, activation: str, r: int) -> list[list[dict[str, Any]]]:
    from boundlab.experiments.measurement import MinimalSizes
    from boundlab.experiments.minimal_width import SearchSettings
    from boundlab.experiments.provenance import pick_device
    from boundlab.experiments.run_store import sweep_settings
    from boundlab.experiments.runner import run_units
    from boundlab.function_classes.families.sign_bumps import SignBumps

    search = SearchSettings(activation, skip=activation == "relu", starts=2)
    units = []
    for k in CELLS:
        members = [SignBumps(1, r, k, pattern) for pattern in range(PATTERNS)]
        eps = 0.4 * float(members[0].amplitude)
        units.append(MinimalSizes(tuple(member.text for member in members), 1, (eps,), r, search))
    settings = sweep_settings(unit.key for unit in units)
    done = run_units(store, settings, units, pick_device("auto"), lambda text: None)
    found = {unit.key: rows for unit, rows, _ in done}
    return [found[unit.key] for unit in units]


def _line(activation: str, r: int, rows: list[dict[str, Any]]) -> tuple[object, ...]:
    from boundlab.experiments.certified_error import certify_row
    from boundlab.rigorous import certified_lower_bound, constructive_upper_bound

    eps = Fraction(rows[0]["eps"])
    bounds = certified_lower_bound(1, r, eps).N, constructive_upper_bound(1, r, eps).N
    worst = max(rows, key=lambda row: float("inf") if row["N"] is None else row["N"])
    if worst["N"] is None:
        return activation, r, f"{float(eps):.3g}", bounds[0], "not reached", bounds[1], "-", "-", worst["exact_width"]
    sizes = bounds[0], worst["N"], bounds[1]
    return (
        activation, r, f"{float(eps):.3g}", *sizes, certify_row(worst), worst["width"], worst["exact_width"] or "-",
    )  # fmt: skip


def _order(activation: str, r: int, rows: list[dict[str, Any]]) -> str:
    from boundlab.experiments.statistics import fit_exponent, points_from_rows, theory_exponent

    fit, theory = fit_exponent(points_from_rows(rows)), theory_exponent(1, r)
    return (
        f"{activation}, r = {r}: predicted ε^(-{theory:g}), measured ε^(-{fit.exponent:.2f} ± {fit.uncertainty:.2f}) "
        f"over {fit.decades:.1f} decades of ε"
    )
