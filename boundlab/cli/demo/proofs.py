"""The proofs, executed on the quick budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from boundlab.cli._output import table

TITLE = "The proofs, executed (quick budget)"
JOBS = 2


def run(folder: Path) -> Iterator[Path]:
    """Run every check, print the table, and write the reports; networks need torch, and are left out without it."""
    from importlib.util import find_spec

    from boundlab.cli._certificates import require_valid
    from proofs_numeric import _report
    from proofs_numeric._checks import checks
    from proofs_numeric._runner import Store, run_checks

    if find_spec("torch") is None:
        typer.echo("  skipped: the checks on networks need PyTorch, pip install 'boundlab[networks]'")
        return
    out = folder / "verify"
    out.mkdir(exist_ok=True)
    results = run_checks(
        checks(), "quick", 0, jobs=JOBS, store=Store(out / "checks.jsonl"), finished=lambda r: typer.echo(f"  {r.id}")
    )
    require_valid(_report.data(results))
    table("Proofs, executed", _report.COLUMNS, _report.rows(results))
    yield from _report.write(results, out)
