"""Explicit bounds: lower ≤ N(ε) ≤ upper as certified integers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv, write_json, write_latex

TITLE = "Explicit bounds: how many parameters at this accuracy"
COLUMNS = ("m", "r", "eps", "lower", "upper", "ratio", "lower by", "upper by")
GRID = [
    (m, r, eps) for m, r in ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1), (3, 3)) for eps in ("1e-2", "1e-4", "1e-6")
]


def run(folder: Path) -> Iterator[Path]:
    """Print the table, write it, and re-check every certificate."""
    from boundlab.cli._certificates import require_valid
    from boundlab.rigorous import Query, sandwich

    found = [(eps, sandwich(Query(m, r, eps))) for m, r, eps in GRID]
    rows = [
        (s.query.m, s.query.r, eps, s.lower.N, s.upper.N, f"{float(s.ratio):.3f}", s.lower.engine, s.upper.engine)
        for eps, s in found
    ]
    table("lower ≤ N(ε) ≤ upper, for methods with a continuous selection, on W_{r,m}", COLUMNS, rows)
    certificates = [s.certificate() for _, s in found]
    require_valid(certificates)
    typer.echo(f"  all {len(certificates)} certificates valid")
    bundle = {"kind": "bundle", "certificates": certificates}
    yield write_json(folder / "certificate-sandwich.json", bundle)
    yield write_csv(folder / "sandwich.csv", COLUMNS, rows)
    yield write_json(folder / "sandwich.json", [dict(zip(COLUMNS, row, strict=True)) for row in rows])
    cells = [[str(c) for c in row[:6]] + [str(c).replace("-", " ") for c in row[6:]] for row in rows]
    yield write_latex(folder / "sandwich.tex", COLUMNS, cells)
