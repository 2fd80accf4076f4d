"""`boundlab leading-constants`: what the bounds for continuous selection are asymptotically."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import typer

from boundlab.cli._output import JsonOption, emit, table

if TYPE_CHECKING:
    from boundlab.rigorous import UpperConstant

app = typer.Typer()

LIMIT = 12


@app.command()
def leading_constants(
    m: int = typer.Option(4, "--max-m", "--m", help="Largest dimension."),
    r: int = typer.Option(4, "--max-r", "--r", help="Largest smoothness."),
    as_json: JsonOption = False,
) -> None:
    """Print C with N(ε) ≥ C·ε^(-m/r)·(1 + o(1)), and C with ≤, for dimensions up to M and smoothness up to R."""
    from boundlab.errors import bad_value
    from boundlab.rigorous import leading_constants as lower
    from boundlab.rigorous import upper_constants as upper

    for name, value in (("--max-m", m), ("--max-r", r)):
        if not 1 <= value <= LIMIT:
            raise bad_value(name, value, f"an integer between 1 and {LIMIT}")
    places = [(i, j) for j in range(1, r + 1) for i in range(1, m + 1)]
    below = [c for place in places for c in lower(*place).values()]
    above = [c for place in places for c in upper(*place).values()]

    def show() -> None:
        rows = [(c.r, c.m, c.space, f"{float(c.decimal(5)):.4g}", _short(c.lead), c.density) for c in below]
        table("lower: C = density·lead^(-m/r)", ("r", "m", "space", "C", "lead", "density"), rows)
        table("upper: C by construction", ("r", "m", "engine", "C"), [(c.r, c.m, c.engine, _up(c)) for c in above])

    emit([*(c.to_json() for c in below), *(c.to_json() for c in above)], as_json, show)


def _short(lead: Fraction) -> str:
    return str(lead) if lead.denominator < 10**6 else f"≈ {float(lead):.6g}"


def _up(constant: UpperConstant) -> str:
    """Return C rounded up to four significant digits."""
    return f"{float(constant.decimal(4)):.4g}"
