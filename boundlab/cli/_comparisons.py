"""Comparisons on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import table

if TYPE_CHECKING:
    from boundlab.comparisons import Comparison
    from boundlab.comparisons._tables import Table
    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore

_SIGNS = {1: "shown:", 0: "open:", -1: "the opposite:"}
Plan = tuple["Comparison", str, "tuple[Table, ...]"]


def plan(comparison: Comparison, scale: str, data: str | None) -> Plan:
    """What is to be measured; raises BoundlabError for an unknown scale, or data that cannot be used."""
    from boundlab.comparisons._measure import tables, tasks

    found = tables(comparison, data)
    tasks(comparison, scale, found)
    return comparison, scale, found


def measure(plan: Plan, runs: RunStore, device: Any, backend: Backend, out: str | None) -> dict[str, Any]:
    """The verdict on what was measured; with `out`, ID.csv and ID.json are written there."""
    from pathlib import Path

    from boundlab.comparisons._measure import measure, tasks, write
    from boundlab.comparisons._verdict import judge

    comparison, scale, data = plan
    rows = measure(comparison, scale, data, runs, device, backend)
    if out is not None:
        write(comparison, rows, scale, tasks(comparison, scale, data), runs, Path(out))
    return judge(comparison, rows).to_json()


def judge_stored(plan: Plan, runs: RunStore) -> dict[str, Any]:
    """The verdict on what is in the store."""
    from boundlab.comparisons._measure import stored_rows
    from boundlab.comparisons._verdict import judge

    comparison, scale, data = plan
    return judge(comparison, stored_rows(comparison, scale, data, runs)).to_json()


def judge_committed(comparison: Comparison) -> dict[str, Any]:
    """The verdict on the measurements that come with boundlab."""
    from boundlab.comparisons._measure import committed
    from boundlab.comparisons._verdict import judge

    return judge(comparison, committed(comparison)["rows"]).to_json()


def listed(comparison: Comparison) -> dict[str, Any]:
    """The row of the list; a test holds the verdict in the data against the rule."""
    from boundlab.comparisons._measure import committed

    metadata = committed(comparison)["metadata"]
    return {
        "id": comparison.id, "statement": comparison.claim, "status": str(comparison.status),
        "exact half": comparison.check or None, "verdict": metadata["verdict"], "numbers": metadata["numbers"],
    }  # fmt: skip


def show(comparison: Comparison) -> None:
    """Print a comparison for people."""
    typer.echo(f"{comparison.id}: {comparison.claim}")
    typer.echo(f"  source: {comparison.source} [{comparison.status}; compared with {comparison.compared}]")
    if comparison.check:
        typer.echo(f"  exact half: boundlab verify {comparison.check}")
    for name, what in comparison.measures.items():
        typer.echo(f"  measured: {name}, {what}")
    arms = [
        (arm.name, arm.what, *(("-", "-") if (d := arm.design) is None else (d.name(), d.bill().trainable)))
        for arm in comparison.arms
    ]
    table("Arms", ("arm", "what it is", "design", "parameters"), arms)
    rules = [("claim", one.text, one.stated_rule) for one in comparison.claims]
    rules += [("control", one.text, one.stated_rule) for one in comparison.controls]
    table("Claims decide the verdict; controls are mandatory", ("", "statement", "rule"), rules)
    typer.echo(f"What the numbers cannot say: {comparison.cannot_say}")


def print_result(data: dict[str, Any]) -> None:
    """Print a verdict for people."""
    places = ["panel", "arm", "at", "parameters", "seeds"]
    measures = [name for name in data["arms"][0] if name not in places] if data["arms"] else []
    lines = [
        [*(f"{row[name]:g}" if name == "at" else row[name] for name in places), *(_cell(row.get(m)) for m in measures)]
        for row in data["arms"]
    ]
    table(f"{data['id']}: {data['verdict']}", [*places, *measures], lines)
    if data["missing"]:
        typer.echo(f"no rows: {', '.join(data['missing'])}")
    for kind in ("claims", "controls"):
        for one in data[kind]:
            typer.echo(f"{kind[:-1]}: {one['text']} {one['verdict']}, at {one['held']} of {one['places']} places")
            for finding in one["findings"]:
                typer.echo(f"  {_SIGNS[finding['sign']]} {finding['numbers']}")


def _cell(found: dict[str, Any] | None) -> str:
    if found is None:
        return "diverged"
    ends = "" if found["interval"] is None else " [{:.3g}, {:.3g}]".format(*found["interval"])
    return f"{found['mean']:.3g}{ends}"
