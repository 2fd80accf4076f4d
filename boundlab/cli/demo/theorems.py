"""The claims of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from boundlab.cli._claims import Labels
from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv, write_json, write_latex

TITLE = "The theorems, as claims"


def run(folder: Path) -> Iterator[Path]:
    """Print the claims and write them."""
    from boundlab.derived.load import load

    claims = load()
    labels = Labels(claims)
    columns = ("id", "statement", "conditions", "targets", "status")
    rows = [(c.id, c.landau, ", ".join(c.conditions), c.target.name, labels.status(c)) for c in claims]
    table("Claims, as ε → 0", columns, rows)
    yield write_json(folder / "theorems.json", [{**c.to_json(), **labels.to_json(c)} for c in claims])
    yield write_csv(folder / "theorems.csv", columns, rows)
    latex_rows = [(rf"\texttt{{{c.id}}}", f"${c.latex()}$", ", ".join(f"${x}$" for x in c.conditions)) for c in claims]
    yield write_latex(folder / "theorems.tex", ("claim", "bound", "if"), latex_rows)
