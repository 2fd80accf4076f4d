"""q against g: the symbolic comparison with its certificate, then the exponents over a grid of (m1, m2, r)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import table
from boundlab.cli.demo._files import write_csv, write_json, write_latex

TITLE = "The primary networks: embedding method (q) against hypernetwork (g)"
PAPER = "galanti-wolf-2020"
PAIRS = (("thm-2", "thm-4"), ("thm-3", "thm-4"), ("standard-network", "thm-5"))
COLUMNS = ("m1", "m2", "r", "q (thm-2)", "q (thm-3)", "g (thm-4)", "q/g at least", "standard network", "hypernetwork")


def run(folder: Path) -> Iterator[Path]:
    """Print the comparisons and the grid, write them, and re-check every certificate."""
    from boundlab.claims.compare import compare
    from boundlab.cli._certificates import require_valid
    from boundlab.derived.load import load

    claims = load()
    labels = Labels(claims)
    found = [compare(claims[f"{PAPER}/{a}"], claims[f"{PAPER}/{b}"]) for a, b in PAIRS]
    require_valid([c.to_json() for c in found])
    for c in found:
        ratio = c.ratio or c.inverse_ratio
        typer.echo(f"  {c.a.id} / {c.b.id}: {c.verdict}, {c.reason}; for {c.range}")
        if ratio is not None:
            typer.echo(f"    ratio of the orders{'' if c.ratio else ' (second over first)'}: {ratio.unicode()}")
        for remark in labels.remarks((c.a, c.b)):
            typer.echo(f"    {remark}")
        if c.decision is not None and (certificate := c.decision.certificate()):
            typer.echo("    certificate valid")
            name = f"certificate-{c.a.id.rpartition('/')[2]}-{c.b.id.rpartition('/')[2]}.json"
            yield write_json(folder / name, certificate)
    yield write_json(folder / "comparisons.json", [c.to_json() for c in found])
    rows = list(_grid())
    table("Exponents a in ε^(-a), up to the constant of each order", COLUMNS, rows)
    typer.echo(
        "  q: theorems 2 and 3 speak of r = 1 only. standard network: all of W_{r,m}; hypernetwork: total size, for"
    )
    typer.echo("  targets with a structured selector only, so the last two columns are no separation.")
    yield write_csv(folder / "exponents.csv", COLUMNS, rows)
    yield write_latex(
        folder / "exponents.tex", COLUMNS, [[f"${c}$" if c != "–" else "--" for c in row] for row in rows]
    )


def _grid() -> Iterator[tuple[str, ...]]:
    from boundlab.derived.load import load

    claims = load()

    def exponent(name: str, point: dict[str, int]) -> str:
        claim = claims[f"{PAPER}/{name}"]
        if "r = 1" in claim.conditions and point["r"] != 1:
            return "–"
        return str(claim.order.growth_at({**point, "m": point["m1"] + point["m2"], "w": 1})[0])

    for r, m1, m2 in product((1, 2, 3), (1, 2, 3), (1, 2, 3)):
        point = {"m1": m1, "m2": m2, "r": r}
        names = ("thm-2", "thm-3", "thm-4", "standard-network", "thm-5")
        q2, q3, g, standard, total = (exponent(name, point) for name in names)
        gap = str(int(q3) - int(g)) if q3 != "–" else "–"
        yield (str(m1), str(m2), str(r), q2, q3, g, gap, standard, total)
