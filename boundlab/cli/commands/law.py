"""`boundlab law`: scaling laws, measured against theory, rivals and controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._backend import Where, backend_options
from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import AnyStore, Store

if TYPE_CHECKING:
    from boundlab.scaling import OrderLaw

app = typer.Typer(cls=Group, no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="A law, as `boundlab law list` shows it.")]
Scale = Annotated[str, typer.Option("--scale", help="tiny (seconds), small (minutes on two cores) or full.")]


@app.callback()
def law() -> None:
    """Scaling laws: a predicted order, its exact half, measurements, rivals, and controls that must fail."""


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the laws, with the verdicts on the measurements that come with boundlab."""
    from boundlab.scaling import laws

    found = [_listed(one) for one in laws().values()]
    columns = ("id", "statement", "status", "exact half", "verdict")
    emit(found, as_json, lambda: table("Scaling laws", columns, [[row[name] for name in columns] for row in found]))


@app.command()
def show(id: Id, as_json: JsonOption = False) -> None:
    """Show a law: what is claimed, by whom, what it is told from, and what the numbers cannot say."""
    from boundlab.scaling import get

    found = get(id)
    emit(found.to_json(), as_json, lambda: _show(found))


@app.command()
@backend_options
def measure(
    id: Id, scale: Scale = "small", store: Store = "runs.db", as_json: JsonOption = False, *, where: Where
) -> None:
    """Measure a law, and fit it. A measurement that was cut off continues when the same command is given again."""
    from boundlab.errors import one_of
    from boundlab.runs.store import RunStore
    from boundlab.scaling import SCALES, get
    from boundlab.scaling._measure import measure_law
    from boundlab.scaling._verdict import fit_law

    found = get(id)
    one_of("scale", scale, SCALES)
    backend, device = where()
    with RunStore(store) as runs:
        rows = measure_law(found, scale, runs, device, backend)
    data = fit_law(found, rows).to_json()
    emit(data, as_json, lambda: _print(data))


@app.command()
def fit(id: Id, scale: Scale = "small", store: AnyStore = None, as_json: JsonOption = False) -> None:
    """Fit a law to what was measured: of a store, or without one to the measurements that come with boundlab."""
    from boundlab.runs.store import RunStore
    from boundlab.scaling import get
    from boundlab.scaling._measure import stored_rows
    from boundlab.scaling._verdict import fit_law

    found = get(id)
    if store is None:
        rows = _shipped(found)
    else:
        with RunStore(store, reading=True) as runs:
            rows = stored_rows(found, scale, runs)
    data = fit_law(found, rows).to_json()
    emit(data, as_json, lambda: _print(data))


def _shipped(law: OrderLaw) -> list[dict[str, Any]]:
    from boundlab.cli._figures import figures_part

    rows: list[dict[str, Any]] = figures_part("_files").read(f"law_{law.id.replace('-', '_')}")["rows"]
    return rows


def _listed(law: OrderLaw) -> dict[str, Any]:
    from boundlab.scaling._verdict import fit_law

    fitted = fit_law(law, _shipped(law))
    return {
        "id": law.id, "statement": law.statement, "status": str(law.status), "exact half": law.check,
        "verdict": fitted.verdict,
    }  # fmt: skip


def _show(law: OrderLaw) -> None:
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


def _print(data: dict[str, Any]) -> None:
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
