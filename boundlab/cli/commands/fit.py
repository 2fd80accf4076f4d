"""`boundlab fit`: the measured exponent against theory and its rivals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.errors import one_of

if TYPE_CHECKING:
    from boundlab.experiments.measured_exponent import MeasuredExponent
    from boundlab.experiments.size_rows import SizeGroup

app = typer.Typer()


@app.command()
def fit(
    store: str = typer.Argument(help="A run store."),
    run: str = typer.Option(None, help="The start of a run's key (default: all runs, grouped)."),
    theory: float = typer.Option(None, help="The predicted exponent (default: m/r)."),
    rival: list[str] = typer.Option([], help="A rival exponent, as name=value; may be repeated."),  # noqa: B008
    eps_max: float = typer.Option(None, help="Leave out larger ε."),
    eps_min: float = typer.Option(None, help="Leave out smaller ε."),
    reduction: str = typer.Option(None, help="Of several patterns: covariate (default if known), mean or worst."),
    plot: str = typer.Option(None, help="Draw sizes, fit and interval into this .png, .pdf or .svg file."),
    as_json: JsonOption = False,
) -> None:
    """Fit N = A ε^(-a) + b for every family or target in the store; compare a with theory and rivals.

    The interval of a is the 95 % profile interval; the pure power law stands beside it. What differs in the problem
    (target, fraction, network) is fitted apart; of several searches for one size the smallest reached one counts. A
    size that was not reached is censored, never dropped: its ε and all smaller ones are left out.
    """
    from boundlab.errors import BoundlabError
    from boundlab.experiments.measured_exponent import REDUCTIONS, measured_exponent
    from boundlab.experiments.size_rows import size_groups
    from boundlab.runs.store import RunStore

    for option, value in (("--theory", theory), ("--eps-max", eps_max), ("--eps-min", eps_min)):
        _finite(option, value)
    named = _rivals(rival)
    if reduction is not None:
        one_of("--reduction", reduction, REDUCTIONS)
    with RunStore(store, reading=True) as runs:
        groups = size_groups(runs.rows(run))
    low, high = eps_min or 0.0, math.inf if eps_max is None else eps_max
    within = [group.within(low, high) for group in groups]
    chosen = [group for group in within if group.rows]
    if not chosen:
        raise BoundlabError(f"fit: {store} holds no finished rows in this range of ε")
    found = [(measured_exponent(group, reduction), *_exponents(group, theory, named)) for group in chosen]
    results = [measured.as_dict(predicted, rivals) for measured, predicted, rivals in found]
    if plot is not None:
        _draw(plot, [(measured, predicted) for measured, predicted, _ in found])
    emit(results, as_json, lambda: _print(results))


def _finite(option: str, value: float | None) -> None:
    from boundlab.errors import bad_value

    if value is not None and not math.isfinite(value):
        raise bad_value(option, value, "a finite number")


def _rivals(texts: list[str]) -> dict[str, float]:
    from boundlab.errors import bad_value

    named: dict[str, float] = {}
    for text in texts:
        name, _, value = text.partition("=")
        try:
            named[name] = float(value)
        except ValueError:
            raise bad_value("--rival", text, "name=value with a number") from None
        if not name or not math.isfinite(named[name]):
            raise bad_value("--rival", text, "name=value with a finite number")
    return named


def _exponents(
    group: SizeGroup, theory: float | None, named: dict[str, float]
) -> tuple[float | None, dict[str, float]]:
    """The predicted exponent of a group, and those it has to be told from."""
    from boundlab.experiments.statistics import gap_exponents, rival_exponents, theory_exponent

    row = group.rows[0]
    m, r = row["m"], row["r"]
    predicted = theory_exponent(m, r) if theory is None and r is not None else theory
    if named or r is None:
        return predicted, named
    if "series" in row:
        gap = gap_exponents(row["m1"], row["m2"], r)
        return predicted, {name: value for name, value in gap.items() if value != m / r}
    return predicted, rival_exponents(m, r)


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
