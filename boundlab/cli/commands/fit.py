"""`boundlab fit`: the measured exponent against theory and its rivals."""

from __future__ import annotations

from typing import Any

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer()


@app.command()
def fit(
    store: str = typer.Argument(help="A run store."),
    run: str = typer.Option(None, help="The start of a run's key (default: all runs, grouped)."),
    theory: float = typer.Option(None, help="The predicted exponent (default: m/r)."),
    rival: list[str] = typer.Option([], help="A rival exponent, as name=value; may be repeated."),  # noqa: B008
    eps_max: float = typer.Option(None, help="Leave out larger ε."),
    eps_min: float = typer.Option(None, help="Leave out smaller ε."),
    as_json: JsonOption = False,
) -> None:
    """Fit N ~ ε^(-a) for every family or target in the store and compare a with theory and rivals.

    The size at an ε is the worst over the patterns. Failures are censored, never dropped.
    """
    from boundlab.errors import BoundlabError, bad_value
    from boundlab.experiments.run_store import RunStore

    named: dict[str, float] = {}
    for text in rival:
        name, _, value = text.partition("=")
        try:
            named[name] = float(value)
        except ValueError:
            raise bad_value("--rival", text, "name=value with a number") from None
    with RunStore(store, reading=True) as runs:
        rows = runs.rows(run)
    rows = [
        row for row in rows if (eps_max is None or row["eps"] <= eps_max) and (eps_min is None or row["eps"] >= eps_min)
    ]
    results = [_fit_group(label, group, theory, named) for label, group in sorted(_groups(rows).items())]
    if not results:
        raise BoundlabError(f"fit: {store} holds no finished rows in this range of ε")
    emit(results, as_json, lambda: _print(results))


def _groups(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows that belong to one fit: a family over its k and patterns, or one target over its ε."""
    groups: dict[str, list[dict[str, Any]]] = {}
    seen = set()
    for row in rows:
        network = row["activation"] + (" + skip" if row["skip"] else "") + f", depth {row['depth']}, seed {row['seed']}"
        name = _family(row)
        identity = (name, network, row["target"], row["eps"])
        if identity not in seen:
            seen.add(identity)
            groups.setdefault(f"{name}, {network}", []).append(row)
    return groups


def _family(row: dict[str, Any]) -> str:
    """What a row is one measurement of: an arm of q against g, a sign-bump family, or its target alone."""
    if "series" in row:
        return f"{row['series']}, {row['targets']} m1={row['m1']} m2={row['m2']} r={row['r']}"
    return f"bumps m={row['m']} r={row['r']}" if row["target"].startswith("bumps:") else row["target"]


def _fit_group(label: str, rows: list[dict[str, Any]], theory: float | None, named: dict[str, float]) -> dict[str, Any]:
    from dataclasses import asdict

    from boundlab.errors import BoundlabError
    from boundlab.experiments.statistics import (
        fit_exponent,
        gap_exponents,
        points_from_rows,
        rival_exponents,
        theory_exponent,
    )

    m, r = rows[0]["m"], rows[0]["r"]
    if theory is None and r is not None:
        theory = theory_exponent(m, r)
    if named or r is None:
        rivals = dict(named)
    elif "series" in rows[0]:
        rivals = {
            name: value for name, value in gap_exponents(rows[0]["m1"], rows[0]["m2"], r).items() if value != m / r
        }
    else:
        rivals = rival_exponents(m, r)
    try:
        found = fit_exponent(points_from_rows(rows))
    except BoundlabError as error:
        return {"label": label, "verdict": "cannot tell", "reason": str(error)}
    verdict, reason = (
        ("cannot tell", "no theory exponent: give --theory") if theory is None else found.verdict(theory, rivals)
    )
    return {"label": label, "theory": theory, "rivals": rivals, **asdict(found), "verdict": verdict, "reason": reason}


def _print(results: list[dict[str, Any]]) -> None:
    lines = []
    for fit_ in results:
        if "exponent" not in fit_:
            lines.append([fit_["label"], *["-"] * 8, fit_["verdict"], fit_["reason"]])
            continue
        lines.append([
            fit_["label"],
            "-" if fit_["theory"] is None else f"{fit_['theory']:.3f}",
            f"{fit_['exponent']:.3f} ± {fit_['standard_error']:.3f}",
            f"{fit_['bootstrap_error']:.3f}",
            f"{fit_['without_first']:.3f} / {fit_['without_last']:.3f}",
            f"{fit_['interval_exponent']:.3f}",
            f"{fit_['floor_exponent']:.3f} (floor {fit_['floor']:.2g})",
            f"{fit_['decades']:.2f}",
            f"{fit_['points']} ({fit_['censored']})",
            fit_["verdict"],
            fit_["reason"],
        ])  # fmt: skip
    columns = ["what", "theory", "exponent ± SE", "bootstrap SE", "without first / last", "interval", "with floor"]
    columns += ["decades of ε", "points (censored)", "verdict", "because"]
    table("Exponent a of the worst size, N ~ ε^(-a); measured sizes are upper bounds", columns, lines)
