"""`boundlab construct`: networks written down, counted and certified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import CertificateFile, save_certificate, tell

if TYPE_CHECKING:
    from boundlab.rigorous.constructed_hypernetwork import ConstructedHypernetwork

app = typer.Typer(no_args_is_help=True)

TARGET = "y(x, I): a formula in x1…x9 (x, y, z are the first three), those of x first; or a family such as bumps:…"


@app.callback()
def construct() -> None:
    """Write a network down: its exact size, and a proved bound of its error."""


@app.command()
def hypernetwork(
    target: str = typer.Option(..., "--target", help=TARGET),
    m1: int = typer.Option(1, "--m1", help="Dimension of x."),
    m2: int = typer.Option(1, "--m2", help="Dimension of the condition I."),
    r: int = typer.Option(1, "--r", help="Smoothness that is used: 1 or 2."),
    eps: str = typer.Option(..., "--eps", help="Accuracy, exact: 1e-3; a list 1e-1,1e-2; a grid 1e-1:1e-4:4."),
    activation: str = typer.Option("clipped-relu", "--activation", help="Of the primary: clipped-relu or relu."),
    refine: int = typer.Option(4, "--refine", help="Cells of the primary per axis, in units of what ε demands."),
    module: bool = typer.Option(False, "--module", help="Build the torch module and try it at random points."),
    most_parameters: int = typer.Option(
        20_000_000, "--most-parameters", help="Build no module with more parameters.", min=1
    ),
    samples: int = typer.Option(1_000, "--samples", help="Random points at which a module is tried.", min=1),
    seed: int = typer.Option(0, "--seed", help="Seed of these points.", min=0, max=2**31 - 1),
    save: str = typer.Option(None, "--save", metavar="FILE", help="Save the module's parameters here (one ε)."),
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """Theorem 4, explicit: a hypernetwork g(x; f(I)) within EPS of the normalised target on the whole cube.

    The inner weights of g are fixed, its output weights are linear in the slice y(., I); f interpolates them.
    """
    from boundlab.cli._progress import track
    from boundlab.errors import bad_value
    from boundlab.function_classes.parse import parse_target
    from boundlab.rigorous import epsilons
    from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
    from boundlab.rigorous.order_fit import fitted_exponent

    accuracies = epsilons(eps)
    if save is not None and len(accuracies) > 1:
        raise bad_value("--save", save, f"one accuracy, not {len(accuracies)}")
    y = parse_target(target, m1 + m2)
    built = [construct_hypernetwork(y, m1, m2, r, e, activation, refine) for e in track(accuracies, "accuracies")]
    rows = [_row(h) for h in built]
    if module or save is not None:
        for h, row in zip(built, rows, strict=True):
            row["module"] = _module(h, most_parameters, samples, seed, save)
    data: dict[str, Any] = {
        "target": y.text,
        "m1": m1,
        "m2": m2,
        "r": r,
        "norm": str(built[0].norm),
        "scale": str(built[0].scale),
        "activation": activation,
        "refine": refine,
        "rows": rows,
    }
    if len(set(accuracies)) > 1:
        data["exponent_of_N_g"] = fitted_exponent([(h.eps, h.N_g) for h in built])
        data["theory"] = f"{m1}/{r}"
    note = None
    if certificate is not None:
        parts = [h.certificate() for h in built]
        whole = parts[0] if len(parts) == 1 else {"kind": "bundle", "certificates": parts}
        note = save_certificate(whole, certificate)
    emit(data, as_json, lambda: _print(data))
    tell(note)


def _row(built: ConstructedHypernetwork) -> dict[str, Any]:
    return {
        "eps": str(built.eps),
        "cells": [built.primary.cells, built.generator.cells],
        "N_g": built.N_g,
        "N_f": built.N_f,
        "error": str(built.error),
        "N_g_times_power": built.N_g * float(built.eps) ** (built.m1 / built.r),
        "module": None,
    }


def _module(built: ConstructedHypernetwork, most: int, samples: int, seed: int, save: str | None) -> dict[str, Any]:
    import torch

    from boundlab.errors import BoundlabError
    from boundlab.networks.constructed_hypernetwork import ConstructedModule, largest_difference

    torch.set_num_threads(1)
    try:
        found = ConstructedModule(built, most)
    except BoundlabError as error:
        if save is not None:
            raise
        return {"built": False, "reason": str(error)}
    if save is not None:
        torch.save(found.state_dict(), save)
    seen = largest_difference(found, built, samples, seed)
    return {"built": True, "parameters": sum(p.numel() for p in found.parameters()), "largest_error_seen": seen}


def _print(data: dict[str, Any]) -> None:
    from fractions import Fraction

    scale = Fraction(data["scale"])
    norm = f"‖y‖_{data['r']}^s ≤ {_rounded_up(Fraction(data['norm']))}"
    what = "y" if scale == 1 else f"y/{_rounded_up(scale)}"
    typer.echo(
        f"y = {data['target']}, {norm}; approximated: {what}, which lies in W_{{{data['r']},{data['m1'] + data['m2']}}}"
    )
    columns = ["ε", "cells x, I", "N_g", "N_f", "error ≤ (proved)", f"N_g·ε^({data['m1']}/{data['r']})"]
    lines = []
    for row in data["rows"]:
        line = [row["eps"], "{}, {}".format(*row["cells"]), row["N_g"], row["N_f"], _rounded_up(Fraction(row["error"]))]
        line.append(f"{row['N_g_times_power']:.4g}")
        if row["module"] is not None:
            line.append(f"{row['module']['largest_error_seen']:.3g}" if row["module"]["built"] else "not built")
        lines.append(line)
    if data["rows"][0]["module"] is not None:
        columns.append("error seen")
    table("g(x; f(I)), every connection and bias counted", columns, lines)
    for row in data["rows"]:
        if row["module"] is not None and not row["module"]["built"]:
            typer.echo(f"module for ε = {row['eps']} not built: {row['module']['reason']}")
    if "exponent_of_N_g" in data:
        typer.echo(f"fitted exponent of N_g: {data['exponent_of_N_g']:.4f}; theory: m1/r = {data['theory']}")


def _rounded_up(value: Any) -> str:
    """Four significant digits, rounded up."""
    from decimal import ROUND_CEILING, Context, Decimal

    context = Context(prec=4, rounding=ROUND_CEILING)
    return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(context):g}"
