"""`boundlab fit`: the measured exponent against theory and its rivals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import PlotFile, Run

if TYPE_CHECKING:
    from boundlab.experiments.measured_exponent import MeasuredExponent

app = typer.Typer()


@app.command()
def fit(
    store: str = typer.Argument(help="A run store."),
    run: Run = None,
    theory: float = typer.Option(None, help="The predicted exponent (default: m/r)."),
    rival: list[str] = typer.Option([], help="A rival exponent, as name=value; may be repeated."),  # noqa: B008
    eps_max: float = typer.Option(None, help="Leave out larger ε."),
    eps_min: float = typer.Option(None, help="Leave out smaller ε."),
    reduction: str = typer.Option(None, help="Of several patterns: covariate (default if known), mean or worst."),
    plot: PlotFile = None,
    as_json: JsonOption = False,
) -> None:
    """Fit N = A ε^(-a) + b for every family or target in the store; compare a with theory and rivals.

    The interval of a is the 95 % profile interval; the pure power law stands beside it. What differs in the problem
    (target, fraction, network) is fitted apart; of several searches for one size the smallest reached one counts. A
    size that was not reached is censored, never dropped: its ε and all smaller ones are left out.
    """
    from boundlab.experiments.fit import fit

    found = fit(
        store, run=run, theory=theory, rivals=_rivals(rival), eps_max=eps_max, eps_min=eps_min, reduction=reduction
    )
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
            "-" if "sizes" not in fit_ else f"{fit_['sizes']} at {fit_['accuracies']} ε, {fit_['decades']:.2f}",
            _number(fit_.get("offset"), 1),
            _power_law(line),
            "-" if line is None else line["verdict"],
            fit_["verdict"],
            fit_["reason"],
        ])  # fmt: skip
    columns = ["what", "theory", "exponent a", "95 % interval", "sizes", "how many, decades of ε", "b"]
    columns += ["power law ± SE", "by it", "verdict", "because"]
    table("Exponent a of N = A ε^(-a) + b; measured sizes are upper bounds", columns, lines)
    for fit_ in results:
        for note in fit_["notes"]:
            typer.echo(f"{fit_['label']}: {note}")


def _power_law(line: dict[str, Any] | None) -> str:
    if line is None:
        return "-"
    return f"{line['exponent']:.3f} ± {max(line['standard_error'], line['bootstrap_error']):.3f}"


def _number(value: float | None, digits: int = 3) -> str:
    return "-" if value is None or not math.isfinite(value) else f"{value:.{digits}f}"


def _interval(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "-"
    return f"[{low:.3f}, {high:.3f}]" if math.isfinite(low + high) else "unbounded"
