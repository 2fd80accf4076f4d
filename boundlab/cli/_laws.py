"""Scaling laws on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._figures import figures_part
from boundlab.cli._output import table

if TYPE_CHECKING:
    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore
    from boundlab.scaling import OrderLaw

Plan = tuple["OrderLaw", str]


def plan(law: OrderLaw, scale: str, data: str | None) -> Plan:
    """What is to be measured; raises BoundlabError for an unknown scale, or data, which no law takes."""
    from boundlab.errors import bad_value, one_of
    from boundlab.scaling import SCALES

    if data is not None:
        raise bad_value("--data", data, f"nothing: {law.id} is measured on samples of its own")
    return law, one_of("scale", scale, SCALES)


def measure(plan: Plan, runs: RunStore, device: Any, backend: Backend, out: str | None) -> dict[str, Any]:
    """The fit to what was measured; with `out`, ID.csv and ID.json are written there."""
    from boundlab.scaling._measure import measure_law
    from boundlab.scaling._verdict import fit_law

    law, scale = plan
    rows = measure_law(law, scale, runs, device, backend)
    data = fit_law(law, rows).to_json()
    if out is not None:
        from pathlib import Path

        from boundlab.files import write_json
        from boundlab.runs.export import export_csv

        export_csv(rows, Path(out) / f"{law.id}.csv")
        write_json(str(Path(out) / f"{law.id}.json"), data)
    return data


def judge_stored(plan: Plan, runs: RunStore) -> dict[str, Any]:
    """The fit to what is in the store."""
    from boundlab.scaling._measure import stored_rows
    from boundlab.scaling._verdict import fit_law

    law, scale = plan
    return fit_law(law, stored_rows(law, scale, runs)).to_json()


def judge_committed(law: OrderLaw) -> dict[str, Any]:
    """The fit to the measurements that come with boundlab."""
    from boundlab.scaling._verdict import fit_law

    return fit_law(law, _committed(law)["rows"]).to_json()


def listed(law: OrderLaw) -> dict[str, Any]:
    """The row of the list; a test holds the verdict in the data against the fit."""
    return {
        "id": law.id, "statement": law.statement, "status": str(law.status), "exact half": law.check,
        "verdict": _committed(law)["metadata"]["verdict"],
    }  # fmt: skip


def _committed(law: OrderLaw) -> dict[str, Any]:
    found: dict[str, Any] = figures_part("_files").read(f"law_{law.id.replace('-', '_')}")
    return found


def show(law: OrderLaw) -> None:
    """Print a law for people."""
    typer.echo(f"{law.id}: {law.statement}")
    typer.echo(f"  measured: {law.quantity}")
    typer.echo(f"  source: {law.source} [{law.status}; compared with {law.compared}]")
    typer.echo(f"  exact half: boundlab verify {law.check}")
    rows = [
        (one.name, _exponents(one.exponents), "; ".join(f"{n}: {_exponents(r)}" for n, r in one.rivals.items()))
        for one in law.series
    ]
    table("Predicted exponents", ("series", "theory", "rivals"), rows)
    broken = [(one.name, one.broken, _exponents(one.exponents), _exponents(one.law)) for one in law.controls]
    table("Controls", ("control", "what is broken", "predicted", "must refute"), broken)
    typer.echo(f"What the numbers cannot say: {law.cannot_say}")


def _exponents(exponents: Any) -> str:
    return ", ".join(f"{name}^({value})" for name, value in exponents.items())


def print_result(data: dict[str, Any]) -> None:
    """Print the result of a fit for people."""
    rows = [
        (key, f"{data['theory'][key]:.4g}", f"{data['exponents'][key]:.3f}", _interval(data["intervals"][key]),
         "yes" if data["contains_theory"][key] else "no")
        for key in data["theory"]
    ]  # fmt: skip
    table(f"{data['id']}: {data['verdict']}", ("exponent of", "theory", "measured", "95 % interval", "holds it"), rows)
    for name, reason in data["reasons"].items():
        typer.echo(f"{name}: {reason}")
    controls = [
        (one["name"], one["broken"], f"{name}^({one['predicted'][name]:.4g})", f"{one['exponents'][name]:.3f}",
         _interval(one["intervals"][name]), one["verdict"])
        for one in data["controls"]
        for name in one["predicted"]
    ]  # fmt: skip
    columns = ("control", "what is broken", "predicted", "measured", "95 % interval", "the law on it")
    table("Controls: the law must be refuted on each", columns, controls)


def _interval(ends: list[float]) -> str:
    return f"[{ends[0]:.3f}, {ends[1]:.3f}]"
