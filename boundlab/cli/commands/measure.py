"""`boundlab measure`: the smallest networks that reach an accuracy, measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from boundlab.cli import _parameters as option
from boundlab.cli._backend import Where, backend_options
from boundlab.cli._group import Group, refuse_options_before
from boundlab.cli._output import JsonOption, emit, table
from boundlab.runs.progress import run_with_progress

app = typer.Typer(cls=Group, invoke_without_command=True)


@app.callback()
@backend_options
def measure(
    ctx: typer.Context,
    eps: str = typer.Option(None, help=f"Accuracies ε, {option.EPSILONS}"),
    m: option.M = 1,
    r: option.AnyR = None,
    target: str = typer.Option(None, help="One target instead: a formula such as cosh(1.5*x), module:function, …"),
    activation: option.Activation = "tanh",
    networks: str = typer.Option(
        None, help="Networks of your own, (width, m) ↦ torch module, for a target: module:name or file.py:name."
    ),
    trainer: str = typer.Option(None, help="Training of your own for them: module:name or file.py:name."),
    skip: bool = typer.Option(None, "--skip/--no-skip", help="Affine skip, counted (default: for relu)."),
    depth: int = typer.Option(1, "--hidden-layers", "--depth", help="Hidden layers, all of one width."),
    patterns: int = typer.Option(6, help="Random sign patterns per family, others for each r; the worst counts."),
    fraction: option.BumpFraction = 0.4,
    starts: option.Starts = 3,
    max_width: option.MaxWidth = 100,
    seed: option.Seed = 0,
    store: option.Store = "runs.db",
    certify: bool = typer.Option(False, "--certify", help="Prove each sup error with ball arithmetic."),
    baselines: bool = typer.Option(
        False, "--baselines", help="Also show what Adam and L-BFGS reach at the width found."
    ),
    csv: option.CsvFile = None,
    as_json: JsonOption = False,
    *,
    where: Where,
) -> None:
    """Measure minimal network sizes over an ensemble of trained networks.

    A measured size is an upper bound on N(ε) for that target, never a lower bound. A killed measurement continues
    where it was when the same command is given again. `boundlab measure q-vs-g` measures the primary networks of
    hypernetworks and embedding methods.
    """
    from boundlab.errors import bad_value

    if ctx.invoked_subcommand is not None:
        refuse_options_before(ctx)
        return
    if eps is None:
        raise bad_value("--eps", "nothing", f"accuracies ε > 0, {option.EPSILONS}")
    for flag, chosen in (("--certify", certify), ("--baselines", baselines)):
        if chosen and networks is not None:
            raise bad_value(flag, "yes", "nothing: networks of your own have no ball arithmetic and no peers")
    from boundlab.experiments.measure import measure

    backend, device = where()
    rows = measure(
        eps, m=m, r=r, target=target, networks=networks, trainer=trainer, activation=activation, skip=skip,
        depth=depth, patterns=patterns,
        fraction=fraction, starts=starts, max_width=max_width, seed=seed, store=store, backend=backend, device=device,
    )  # fmt: skip
    if certify:
        _certify(rows)
    if baselines:
        _baselines(rows, device)
    if csv is not None:
        from boundlab.runs.export import export_csv

        export_csv(rows, csv)
    emit([{k: v for k, v in row.items() if k != "theta"} for row in rows], as_json, lambda: print_rows(rows))


@app.command("q-vs-g")
@backend_options
def q_vs_g(
    m1: option.M1 = 1,
    m2: option.M2 = 1,
    r: option.R = 1,
    k: str = typer.Option(help="Cells per axis: a range 3:16, or values 3,4,6. ε falls like k^(-r)."),
    k_g: str = typer.Option(None, "--k-g", help="Cells for g, which goes further at the same cost (default: --k)."),
    k_f: str = typer.Option(None, "--k-f", help="Cells for the arm f (default: the smallest of --k)."),
    arms: str = typer.Option(
        "g,f,identity,table-1,table-2,table-3,network-1,bounded-1",
        help="g: free weights per condition; f: a real network f; embeddings e(I)=I, free tables, networks, "
        "and networks under the bounds, each with its dimension.",
    ),
    targets: str = typer.Option("cube", help="cube (bumps in (x, I)), slices (their centres only) or table (free)."),
    draws: int = typer.Option(3, help="Sign patterns of the target; the worst counts."),
    slices: int = typer.Option(40, help="At most so many distinct slices for g."),
    bound_e: float = typer.Option(2.0, help="ℓ1 of the bounded arms: C(e) ≤ ℓ1."),
    bound_q: float = typer.Option(1000.0, help="ℓ2 of the bounded arms: C(q) ≤ ℓ2."),
    depth: int = typer.Option(1, "--hidden-layers", "--depth", help="Hidden layers, all of one width."),
    activation: option.Activation = "tanh",
    fraction: option.BumpFraction = 0.4,
    starts: option.Starts = 3,
    max_width: option.MaxWidth = 150,
    seed: option.Seed = 0,
    store: option.Store = "runs.db",
    as_json: JsonOption = False,
    *,
    where: Where,
) -> None:
    """Measure the primary network of a hypernetwork (g) against that of an embedding method (q).

    All arms: the same conditions, the same biases, the same criterion (sup error ≤ ε over x and the conditions), the
    same search. Sizes are the worst over the draws; they are upper bounds, never lower bounds. --hidden-layers is of q:
    g has one.
    """
    from boundlab.experiments.modularity_gap.plan import gap_tasks
    from boundlab.experiments.modularity_gap.tasks import Targets
    from boundlab.experiments.modularity_gap.verdicts import exponents, ratios, sizes
    from boundlab.minimal_networks.search_settings import SearchSettings
    from boundlab.runs.store import RunStore, sweep_settings

    search = SearchSettings(activation, activation == "relu", depth, seed, starts, max_width)
    cells = _cells("k", k)
    chosen = {"g": _cells("k_g", k_g) if k_g else cells, "f": _cells("k_f", k_f) if k_f else cells[:1]}
    tasks = []
    for arm in dict.fromkeys(name.strip() for name in arms.split(",")):
        families = [Targets(m1, m2, r, c, draws, targets, fraction) for c in chosen.get(arm, cells)]
        tasks += gap_tasks(families, arm, (bound_e, bound_q), slices, search)
    tasks.sort(key=lambda task: task.cost)  # a measurement that is cut off has whole lines of the table
    backend, device = where()
    with RunStore(store) as runs:
        rows = run_with_progress(runs, sweep_settings(task.key for task in tasks), tasks, device, backend)
    data = {
        "rows": [{name: value for name, value in row.items() if name != "theta"} for row in rows],
        "sizes": sizes(rows),
        "exponents": exponents(rows),
        "ratios": ratios(rows),
    }
    emit(data, as_json, lambda: _print_gap(data))


def _print_gap(data: dict[str, list[dict[str, Any]]]) -> None:
    ratio = {(entry["series"], entry["k"]): entry["ratio"] for entry in data["ratios"]}
    lines: list[list[object]] = []
    for entry in data["sizes"]:
        against = ratio.get((entry["series"], entry["k"]))
        lines.append([
            entry["series"],
            entry["k"],
            f"{entry['eps']:.4g}",
            entry["N"] or f"> {entry['at_least']}",
            entry["nonzero"] or "-",
            "-" if entry["N_e"] is None else entry["N_e"],
            "-" if against is None else f"{against:.2f}",
            _short(entry["C_e"]) or "-",
            _short(entry["C_q"]) or "-",
            f"{entry['targets_measured']} ({entry['censored']})",
        ])  # fmt: skip
    columns = ["primary", "k", "ε", "N worst", "non-zero", "N_e", "N_q/N_g", "C(e)", "C(q)", "targets (not reached)"]
    table("Smallest primary networks found (upper bounds for these targets; never lower bounds)", columns, lines)
    fits = []
    for fit in data["exponents"]:
        start: list[object] = [fit["series"], fit["quantity"], f"{fit['theory']:g}"]
        if fit["exponent"] is None:
            fits.append([*start, "-", "-", "-", "-", fit["verdict"], fit["reason"]])
            continue
        line = fit.get("power_law")
        fits.append([
            *start,
            f"{fit['exponent']:.3f} [{fit['low']:.3f}, {fit['high']:.3f}]",
            f"{fit['decades']:.2f}, {fit['accuracies']}",
            "yes" if fit["above_m1"] else "no",
            f"{line['exponent']:.3f} ± {max(line['standard_error'], line['bootstrap_error']):.3f}" if line else "-",
            fit["verdict"],
            fit["reason"],
        ])  # fmt: skip
    columns = ["primary", "counted", "theory", "a [95 %]", "decades, ε", "above m1/r", "power law ± SE"]
    table("Exponents a of the mean, N = A ε^(-a) + b", [*columns, "verdict", "because"], fits)
    for row in data["rows"]:
        if row.get("N_f"):
            typer.echo(
                f"g(x; f(I)) at k = {row['k']}: sup error {row['sup_error']:.4g} ≤ {row['eps']:.4g}, N_g = {row['N']}, "
                f"N_f = {row['N_f']} ({row['f_hidden']} hidden units for {row['conditions']} conditions)"
            )


def _cells(argument: str, text: str) -> list[int]:
    """Cells per axis: those listed, and of a range those that are measured."""
    from boundlab.errors import bad_value
    from boundlab.experiments.modularity_gap.plan import cells_in
    from boundlab.numbers import integer_ranges

    ranges = integer_ranges(text, argument, least=2)
    found = {k for low, high in ranges for k in ([low] if low == high else cells_in(low, high))}
    if not found:
        raise bad_value(argument, text, "a range that holds a number of cells which is measured")
    return sorted(found)


def print_rows(rows: Sequence[dict[str, Any]]) -> None:
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


def _certify(rows: Sequence[dict[str, Any]]) -> None:
    from boundlab.minimal_networks.certified_error import certify_row

    for row in rows:
        row["certified"] = certify_row(row) if row["theta"] is not None else "-"


def _baselines(rows: Sequence[dict[str, Any]], device: Any) -> None:
    from boundlab.minimal_networks.measurement import baseline_errors

    for row in rows:
        row["baselines"] = baseline_errors(row, device) if row["width"] is not None else {}
