"""`boundlab leading-constants`: what the lower bounds for continuous selection are asymptotically."""

from __future__ import annotations

from fractions import Fraction

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer()

LIMIT = 12


@app.command()
def leading_constants(
    m: int = typer.Option(4, "--m", help="Largest dimension."),
    r: int = typer.Option(4, "--r", help="Largest smoothness."),
    as_json: JsonOption = False,
) -> None:
    """Print C with N(ε) ≥ C·ε^(-m/r)·(1 + o(1)) for dimensions up to M and smoothness up to R."""
    from boundlab.errors import bad_value
    from boundlab.rigorous import leading_constants as constants

    for name, value in (("--m", m), ("--r", r)):
        if not 1 <= value <= LIMIT:
            raise bad_value(name, value, f"an integer between 1 and {LIMIT}")
    found = [c for j in range(1, r + 1) for i in range(1, m + 1) for c in constants(i, j).values()]
    rows = [(c.r, c.m, c.space, f"{float(c.decimal(5)):.4g}", _short(c.lead), c.density) for c in found]
    emit(
        [c.to_json() for c in found],
        as_json,
        lambda: table("C = density·lead^(-m/r)", ("r", "m", "space", "C", "lead", "density"), rows),
    )


def _short(lead: Fraction) -> str:
    return str(lead) if lead.denominator < 10**6 else f"≈ {float(lead):.6g}"
