"""Measured sizes beside the predicted order and the certified bounds: one small measurement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv
from boundlab.errors import BoundlabError

if TYPE_CHECKING:
    from boundlab.runs.store import RunStore

TITLE = "Minimal networks: measured, predicted and certified side by side"
CELLS = (4, 5, 6, 8, 12)
PATTERNS = 3
COLUMNS = (
    "σ", "r", "ε", "certified lower", "measured N", "constructive upper", "certified sup error", "trained width",
    "exact width",
)  # fmt: skip


def run(folder: Path) -> Iterator[Path]:
    """Measure sign-bump families in dimension 1, certify and draw what was found, fit the exponents; needs torch."""
    from importlib.util import find_spec

    from boundlab.runs.store import RunStore

    if find_spec("torch") is None:
        typer.echo("  skipped: measuring needs PyTorch, pip install 'boundlab[networks]'")
        return
    lines: list[tuple[object, ...]] = []
    orders: list[str] = []
    measured: list[dict[str, Any]] = []
    with RunStore(folder / "runs.db") as store:
        for activation, r in (("relu", 1), ("tanh", 2)):
            families = _measure(store, activation, r)
            lines += [_line(activation, r, family) for family in families]
            rows = [row for family in families for row in family]
            orders.append(_order(rows))
            measured += rows
    table(f"Worst of {PATTERNS} sign patterns, m = 1", COLUMNS, lines)
    for order in orders:
        typer.echo(f"  {order}")
    typer.echo("  Bounds: the whole class, continuous selection. Measured: an upper bound for these targets only,")
    typer.echo("  so it may lie below the lower bound for the class.")
    yield write_csv(folder / "measured.csv", COLUMNS, lines)
    yield from _draw(folder, measured)
    yield folder / "runs.db"


def _draw(folder: Path, measured: list[dict[str, Any]]) -> list[Path]:
    from boundlab.cli._figures import figures_part
    from boundlab.experiments.sandwich import as_records, sandwich_rows

    try:
        files, drawing = figures_part("_files"), figures_part("sandwich")
    except BoundlabError as error:
        typer.echo(f"  no figure: {error}")
        return []
    with figures_part("_style").style():
        figure = drawing.draw({"rows": files.text(as_records(sandwich_rows(measured))), "metadata": {}})
        written: list[Path] = files.save(figure, "measured", folder, files.FORMATS)
    return written


def _measure(store: RunStore, activation: str, r: int) -> list[list[dict[str, Any]]]:
    from boundlab.minimal_networks.measurement import family_task
    from boundlab.minimal_networks.search_settings import SearchSettings
    from boundlab.runs.provenance import pick_device
    from boundlab.runs.runner import run_tasks
    from boundlab.runs.store import sweep_settings

    search = SearchSettings(activation, skip=activation == "relu", starts=2)
    tasks = [family_task(1, r, k, PATTERNS, 0.4, search) for k in CELLS]
    settings = sweep_settings(task.key for task in tasks)
    done = run_tasks(store, settings, tasks, pick_device("auto"), lambda text: None)
    found = {task.key: rows for task, rows, _ in done}
    return [found[task.key] for task in tasks]


def _line(activation: str, r: int, rows: list[dict[str, Any]]) -> tuple[object, ...]:
    from boundlab.minimal_networks.certified_error import certify_row
    from boundlab.rigorous import certified_lower_bound, constructive_upper_bound

    eps = Fraction(repr(rows[0]["eps"]))
    bounds = certified_lower_bound(1, r, eps).N, constructive_upper_bound(1, r, eps).N
    worst = max(rows, key=lambda row: float("inf") if row["N"] is None else row["N"])
    if worst["N"] is None:
        return activation, r, f"{float(eps):.3g}", bounds[0], "not reached", bounds[1], "-", "-", worst["exact_width"]
    sizes = bounds[0], worst["N"], bounds[1]
    return (
        activation, r, f"{float(eps):.3g}", *sizes, certify_row(worst), worst["width"], worst["exact_width"] or "-",
    )  # fmt: skip


def _order(rows: list[dict[str, Any]]) -> str:
    from boundlab.experiments.measured_exponent import measured_exponent
    from boundlab.experiments.size_rows import size_groups
    from boundlab.experiments.statistics import rival_exponents, theory_exponent

    (group,) = size_groups(rows)
    m, r = rows[0]["m"], rows[0]["r"]
    measured, theory = measured_exponent(group), theory_exponent(m, r)
    verdict, reason = measured.verdict(theory, rival_exponents(m, r))
    fit = measured.finite_size
    found = "" if fit is None else f", measured ε^(-{fit.exponent:.2f}), in [{fit.low:.2f}, {fit.high:.2f}]"
    return f"{rows[0]['activation']}, r = {r}: predicted ε^(-{theory:g}){found}: {verdict} ({reason})"
