"""`boundlab fit`: the measured exponent against theory and its rivals."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import PlotFile, Run

if TYPE_CHECKING:
    from boundlab.experiments.measured_exponent import MeasuredExponent

app = typer.Typer()


@app.command()
def fit(
    store: str = typer.Argument(metavar="STORE|TABLE", help="A run store, or a table: CSV, JSON or Parquet."),
    run: Run = None,
    theory: float = typer.Option(None, help="The predicted exponent (default: m/r)."),
    rival: list[str] = typer.Option([], help="A rival exponent, as name=value; may be repeated."),  # noqa: B008
    eps_max: float = typer.Option(None, help="Leave out larger ε."),
    eps_min: float = typer.Option(None, help="Leave out smaller ε."),
    reduction: str = typer.Option(
        None, help="Of several sizes at one ε: covariate (default if known), every, mean or worst."
    ),
    x: str = typer.Option("eps", help="The column of a table that stands for ε."),
    y: str = typer.Option("N", help="The column of a table that stands for N: sizes, or a loss."),
    covariate: str = typer.Option(None, help="A column of a table that explains a part of y."),
    noise: str = typer.Option(None, help="Of y: equal, root or proportional to it (default of tables: the likelier)."),
    plot: PlotFile = None,
    as_json: JsonOption = False,
) -> None:
    """Fit N = A ε^(-a) + b for every family, target or series; compare a with theory and rivals.

    The interval of a is the 95 % profile interval; the pure power law stands beside it. What differs in the problem
    (target, fraction, network) is fitted apart; of several searches for one size the smallest reached one counts. A
    size that was not reached is censored, never dropped: its ε and all smaller ones are left out.

    A table has the columns eps and N, and may have series, pattern, censored and width. A law of other columns, such as
    loss = A params^(-p) + c, is fitted with --x params --y loss.
    """
    from boundlab.experiments.fit import fit

    found = fit(
        store, run=run, theory=theory, rivals=_rivals(rival), eps_max=eps_max, eps_min=eps_min, reduction=reduction,
        x=x, y=y, covariate=covariate, noise=noise,
    )  # fmt: skip
    if plot is not None:
        _draw(plot, [(each.measured, each.theory) for each in found])
    results = found.to_json()
    emit(results, as_json, lambda: _print(results))


def _rivals(texts: list[str]) -> dict[str, float]:
    from boundlab.errors import bad_value
    from boundlab.numbers import real

    named: dict[str, float] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if not name:
            raise bad_value("--rival", text, "name=value with a number")
        named[name] = real(value, f"--rival {name}")
    return named


def _draw(plot: str, found: list[tuple[MeasuredExponent, float | None]]) -> None:
    from pathlib import Path

    from boundlab.cli._figures import figures_part
    from boundlab.errors import bad_value

    path = Path(plot)
    if path.suffix.lower() not in (".png", ".pdf", ".svg"):
        raise bad_value("--plot", plot, "a file name that ends in .png, .pdf or .svg")
    with figures_part("_style").style():
        figures_part("_measured_exponent").draw(found).savefig(path)
    typer.echo(f"drawn in {plot}", err=True)


def _print(results: list[dict[str, Any]]) -> None:
    lines = []
    for fit_ in results:
        line = fit_.get("power_law")
        lines.append([
            fit_["label"],
            "-" if fit_["theory"] is None else f"{fit_['theory']:.3f}",
            _number(fit_.get("exponent")),
            _interval(fit_.get("low"), fit_.get("high")),
            fit_["reduction"],
            "-" if "sizes" not in fit_ else f"{fit_['sizes']} at {fit_['accuracies']}, {fit_['decades']:.2f}",
            _short(fit_.get("offset")),
            _interval(fit_.get("offset_low"), fit_.get("offset_high"), _short),
            _power_law(line),
            "-" if line is None else line["verdict"],
            fit_["verdict"],
            fit_["reason"],
        ])  # fmt: skip
    x, y = results[0]["x"], results[0]["y"]
    sizes = (x, y) == ("eps", "N")
    name, over, law = ("a", "ε", "N = A ε^(-a) + b") if sizes else ("p", x, f"{y} = A {x}^(-p) + b")
    columns = ["what", "theory", f"exponent {name}", "95 % interval", "sizes", f"how many, decades of {over}", "b"]
    columns += ["b within", "power law ± SE", "by it", "verdict", "because"]
    title = f"Exponent {name} of {law}" + ("; measured sizes are upper bounds" if sizes else "")
    table(title, columns, lines)
    for fit_ in results:
        for note in fit_["notes"]:
            typer.echo(f"{fit_['label']}: {note}")


def _power_law(line: dict[str, Any] | None) -> str:
    if line is None:
        return "-"
    return f"{line['exponent']:.3f} ± {max(line['standard_error'], line['bootstrap_error']):.3f}"


def _number(value: float | None) -> str:
    return "-" if value is None or not math.isfinite(value) else f"{value:.3f}"


def _short(value: float | None) -> str:
    return "-" if value is None or not math.isfinite(value) else f"{value:.4g}"


def _interval(low: float | None, high: float | None, shown: Callable[[float], str] | None = None) -> str:
    if low is None or high is None:
        return "-"
    if not math.isfinite(low + high):
        return "unbounded"
    if shown is None:
        digits = 3 if high - low >= 1e-2 else min(9, 2 - math.floor(math.log10(max(high - low, 1e-9))))
        return f"[{low:.{digits}f}, {high:.{digits}f}]"
    return f"[{shown(low)}, {shown(high)}]"
