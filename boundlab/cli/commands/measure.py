"""`boundlab measure`: the smallest networks that reach an accuracy, measured."""

from __future__ import annotations

import math
from typing import Any

import typer

from boundlab.cli._backend import backend_options
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._units import run_with_progress

app = typer.Typer()
PER_DECADE = 3


@app.command()
@backend_options
def measure(
    eps: str = typer.Option(help="ε: a range 1e-1:1e-4, or values 1e-1,1e-2."),
    m: int = typer.Option(1, help="Dimension of the cube [-1, 1]^m."),
    r: int = typer.Option(None, help="Smoothness r of the sign-bump family in W_{r,m}."),
    target: str = typer.Option(None, help="One target instead: a formula such as cosh(1.5*x), module:function, …"),
    activation: str = typer.Option("tanh", help="tanh, relu, clipped-relu, elu, sigmoid, sin or softplus."),
    skip: bool = typer.Option(None, "--skip/--no-skip", help="Affine skip, counted (default: for relu)."),
    depth: int = typer.Option(1, help="Hidden layers, all of one width."),
    patterns: int = typer.Option(6, help="Sign patterns per family; the worst counts."),
    fraction: float = typer.Option(0.4, help="ε over the amplitude of the bumps, for families."),
    starts: int = typer.Option(3, help="Networks per target in each arm of the search."),
    max_width: int = typer.Option(100, help="Give up above this width."),
    seed: int = typer.Option(0, help="Seed of all randomness."),
    store: str = typer.Option("runs.db", help="The run store; finished work is never done again."),
    certify: bool = typer.Option(False, "--certify", help="Prove each sup error with ball arithmetic."),
    baselines: bool = typer.Option(
        False, "--baselines", help="Also show what Adam and L-BFGS reach at the width found."
    ),
    as_json: JsonOption = False,
    *,
    backend: Any,
    device: Any,
) -> None:
    """Measure minimal network sizes over an ensemble of trained networks.

    A measured size is an upper bound on N(ε) for that target, never a lower bound. A killed measurement continues
    where it was when the same command is given again.
    """
    from boundlab.errors import bad_value
    from boundlab.experiments.measurement import family_units, target_unit
    from boundlab.experiments.minimal_width import SearchSettings
    from boundlab.experiments.run_store import RunStore, sweep_settings
    from boundlab.function_classes.parse import parse_target

    search = SearchSettings(activation, activation == "relu" if skip is None else skip, depth, seed, starts, max_width)
    values = _accuracies(eps)
    if target is not None:
        units = [target_unit(parse_target(target, m if m > 1 else None), tuple(values), r, search)]
    elif r is None:
        raise bad_value("--r", "nothing", "the smoothness of the family, or a --target")
    else:
        if patterns < 1 or not 0 < fraction < 1:
            raise bad_value("--patterns/--fraction", f"{patterns}/{fraction:g}", "patterns ≥ 1 and 0 < fraction < 1")
        units = family_units(m, r, min(values), max(values), patterns, fraction, search)
    with RunStore(store) as runs:
        rows = run_with_progress(runs, sweep_settings(unit.key for unit in units), units, device, backend)
    if certify:
        _certify(rows)
    if baselines:
        _baselines(rows, device)
    emit([{k: v for k, v in row.items() if k != "theta"} for row in rows], as_json, lambda: print_rows(rows))


def print_rows(rows: list[dict[str, Any]]) -> None:
    """The table for people; a column about peers or certificates appears only where some row has one."""
    optional = {
        "exact width": lambda row: row.get("exact_width"),
        "polynomial N": lambda row: row.get("polynomial_size"),
        "certified sup error": lambda row: row.get("certified"),
        "Adam at this width": lambda row: _short(row.get("baselines", {}).get("adam")),
        "L-BFGS at this width": lambda row: _short(row.get("baselines", {}).get("lbfgs")),
    }
    shown = {name: cell for name, cell in optional.items() if any(cell(row) is not None for row in rows)}
    columns = ["target", "σ", "ε", "N", "width", "bracket", "status", "sup error", "arm", *shown]
    lines = []
    for row in rows:
        low, high = row["bracket"]
        line = [
            row["target"],
            row["activation"] + (" + skip" if row["skip"] else ""),
            f"{row['eps']:.4g}",
            row["N"] or "-",
            row["width"] or "-",
            f"({low or 0}, {high or '∞'}]",
            row["status"],
            _short(row["sup_error"]) or "not finite",
            row["arm"],
        ]
        cells = (cell(row) for cell in shown.values())
        lines.append([*line, *("-" if cell is None else cell for cell in cells)])
    table("Smallest networks found (upper bounds on N(ε) for each target; never lower bounds)", columns, lines)


def _short(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}"


def _certify(rows: list[dict[str, Any]]) -> None:
    from boundlab.experiments.certified_error import certify_row

    for row in rows:
        row["certified"] = certify_row(row) if row["theta"] is not None else "-"


def _baselines(rows: list[dict[str, Any]], device: Any) -> None:
    from boundlab.experiments.measurement import baseline_errors

    for row in rows:
        row["baselines"] = baseline_errors(row, device) if row["width"] is not None else {}


def _accuracies(text: str) -> list[float]:
    from boundlab.errors import bad_value

    try:
        ends = [float(part) for part in text.split(":" if ":" in text else ",")]
    except ValueError:
        ends = []
    good = all(0 < value < math.inf for value in ends)
    if not ends or not good or (":" in text and len(ends) != 2):
        raise bad_value("--eps", text, "numbers ε > 0, as a range 1e-1:1e-4 or a list 1e-1,1e-2")
    if ":" not in text:
        return sorted(set(ends), reverse=True)
    top, bottom = max(ends), min(ends)
    steps = max(1, round(PER_DECADE * math.log10(top / bottom)))
    return [top * (bottom / top) ** (i / steps) for i in range(steps + 1)]
