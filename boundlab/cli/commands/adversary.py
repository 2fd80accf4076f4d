"""`boundlab adversary METHOD`: a target on which a continuous fitting method must fail."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import CsvFile, M, PlotFile, R, Seed

app = typer.Typer()


@app.command()
def adversary(
    method: Annotated[
        str,
        typer.Argument(metavar="[METHOD]", help="A built-in method, or module:function, y ↦ θ(y); none: list them."),
    ] = "",
    N: Annotated[int, typer.Option("--n", help="Number N of parameters.")] = 3,
    m: M = 1,
    r: R = 1,
    decoder: Annotated[
        str | None, typer.Option("--decoder", help="module:function, (θ, points) ↦ values, for your own method.")
    ] = None,
    seed: Seed = 0,
    csv: CsvFile = None,
    plot: PlotFile = None,
    as_json: JsonOption = False,
) -> None:
    """Find y0 in W_{r,m} with θ(y0) = θ(-y0), and the error of the method there (Borsuk-Ulam).

    y0 is sought on the sphere of radius ρ in a spline space of dimension N + 1; a continuous method has an
    error of at least ρ on y0 or -y0. Without a decoder that is claimed only if θ(y0) and θ(-y0) are equal to the last
    bit. Exit code 0 if y0 was found and the error is at least 0.999ρ; 3 if nothing can be claimed: the search failed,
    which a discontinuous method allows, or θ(y0) and θ(-y0) differ and there is no decoder.
    """
    from rich.console import Console

    from boundlab.adversary import curves, evidence
    from boundlab.adversary import method as methods
    from boundlab.cli._figures import figures_part
    from boundlab.errors import bad_value

    if not method:
        known = [(name, module.SUMMARY) for name, module in methods.built_in().items()]
        emit(
            [dict(zip(("name", "summary"), k, strict=True)) for k in known],
            as_json,
            lambda: table("Methods", ("name", "fits by"), known),
        )
        return
    if (csv or plot) and m != 1:
        raise bad_value("--m", m, "1 for --csv and --plot")
    if plot and not plot.endswith((".pdf", ".png", ".svg")):
        raise bad_value("--plot", plot, "a file name that ends in .pdf, .png or .svg")
    drawing = figures_part("adversary") if plot else None
    with Console(stderr=True).status("building the sphere") as status:
        found = evidence.confront(
            method, N, m, r, seed=seed, decoder=decoder, progress=lambda route: status.update(f"searching: {route}")
        )

    def text() -> None:
        sphere = found.sphere
        typer.echo(
            f"{method}, N = {N}, W_{{{r},{m}}}: sphere of radius ρ = {sphere.rho} in a space of dimension {N + 1}"
        )
        if isinstance(found, evidence.NoAntipode):
            typer.echo(f"  no y0 with θ(y0) = θ(-y0) found: the smallest difference seen is {found.nearest.value:.3g}")
            if found.jump:
                typer.echo(
                    f"  θ changes by {found.jump.size:.3g} between two targets {found.jump.distance:.1g} apart:"
                    " a discontinuity, or a continuous change too steep for the search; values at points cannot tell"
                )
            typer.echo("  undecided: a continuous θ has such a y0 (Borsuk-Ulam), a discontinuous one need not")
            return
        typer.echo(
            f"  y0 found by {found.route} after {found.fits} fits; ‖y0‖_∞ ≤ {float(found.norm_bound):.6g},"
            f" so y0 is in the closure of W_{{{r},{m}}}"
        )
        equal = "θ(y0) = θ(-y0)" if found.same else f"‖θ(y0) - θ(-y0)‖_∞ = {found.difference:.3g}"
        if found.error is None or found.ratio is None:
            typer.echo(f"  {equal}: not equal, so a decoder may tell them apart, and no error is claimed for this pair")
            typer.echo(
                f"  if θ is continuous, some y on the sphere has θ(y) = θ(-y) exactly (Borsuk-Ulam), and there any"
                f" decoder errs by at least ρ = {float(sphere.rho):.6g} on y or -y"
            )
        elif found.method.decode is None:
            typer.echo(
                f"  {equal}: any decoder errs by at least {float(found.error):.6g} = {float(found.ratio):.6f}·ρ"
                " on y0 or -y0"
            )
        else:
            plus, minus, at = found.error_plus or 0, found.error_minus or 0, found.worst_point or ()
            typer.echo(f"  {equal}; error on y0 {float(plus):.6g}, on -y0 {float(minus):.6g}")
            typer.echo(f"  the larger is {float(found.ratio):.6f}·ρ, at x = {', '.join(map(str, at))}")

    if not isinstance(found, evidence.NoAntipode):
        if csv:
            from boundlab.files import write_csv

            write_csv(csv, curves.COLUMNS, curves.rows(found))
        if plot and drawing:
            table_ = (dict(zip(curves.COLUMNS, row, strict=True)) for row in curves.rows(found))
            with figures_part("_style").style():
                drawing.draw({"rows": figures_part("_files").text(table_), "metadata": {}}).savefig(plot)
    emit(found.to_json(), as_json, text)
    if isinstance(found, evidence.NoAntipode):
        raise typer.Exit(3)
    raise typer.Exit(0 if found.ratio is not None and found.ratio * 1000 >= 999 else 3)
