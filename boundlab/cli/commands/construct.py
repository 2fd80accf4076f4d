"""`boundlab construct`: networks written down, counted and certified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import M1, M2, Activation, CertificateFile, EpsList, MostParameters, R, Seed, W

if TYPE_CHECKING:
    from boundlab.rigorous.constructed_hypernetwork import ConstructedHypernetwork

app = typer.Typer(cls=Group, no_args_is_help=True)

TARGET = "y(x, I): a formula in x1…x9 (x, y, z are the first three), those of x first; or a family such as bumps:…"


@app.callback()
def construct() -> None:
    """Write a network down: its exact size, and a proved bound of its error."""


@app.command()
def hypernetwork(
    target: Annotated[str, typer.Option("--target", help=TARGET)],
    eps: EpsList,
    m1: M1 = 1,
    m2: M2 = 1,
    r: R = 1,
    activation: Activation = "clipped-relu",
    refine: int = typer.Option(4, "--refine", help="Cells of the primary per axis, in units of what ε demands."),
    module: bool = typer.Option(False, "--module", help="Build the torch module and try it at random points."),
    most_parameters: MostParameters = 20_000_000,
    samples: int = typer.Option(1_000, "--samples", help="Random points at which a module is tried.", min=1),
    seed: Seed = 0,
    save: str = typer.Option(None, "--save", metavar="FILE", help="Save the module's parameters here (one ε)."),
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """Theorem 4, explicit: a hypernetwork g(x; f(I)) within EPS of the normalised target on the whole cube.

    The inner weights of g are fixed, its output weights are linear in the slice y(., I); f interpolates them.
    """
    from boundlab.cli._certificates import bundle
    from boundlab.cli._progress import track
    from boundlab.errors import bad_value
    from boundlab.rigorous import epsilons
    from boundlab.rigorous.construct import construct
    from boundlab.rigorous.order_fit import fitted_exponent

    accuracies = epsilons(eps)
    if save is not None and len(accuracies) > 1:
        raise bad_value("--save", save, f"one accuracy, not {len(accuracies)}")
    options: dict[str, Any] = {"m1": m1, "m2": m2, "r": r, "activation": activation, "refine": refine}
    built = [construct("hypernetwork", target=target, eps=e, **options) for e in track(accuracies, "accuracies")]
    rows = [{**h.to_json()["size"], "module": None} for h in built]
    if module or save is not None:
        for h, row in zip(built, rows, strict=True):
            row["module"] = _module(h, most_parameters, samples, seed, save)
    data: dict[str, Any] = {**built[0].to_json()["of"], "activation": activation, "refine": refine, "rows": rows}
    if len(set(accuracies)) > 1:
        data["exponent_of_N_g"] = fitted_exponent([(h.eps, h.N_g) for h in built])
        data["theory"] = f"{m1}/{r}"
    emit(data, as_json, lambda: _print(data), bundle([h.certificate() for h in built]), certificate)


@app.command()
def structured(
    eps: EpsList,
    m1: M1 = 1,
    m2: M2 = 1,
    r: R = 1,
    w: W = 3,
    c: str = typer.Option("1", "--c", help="The c with ‖M‖_1 ≤ c, exact."),
    hidden: str = typer.Option(
        None, "--hidden", help="Hidden widths of g such as 8,4 (default: ε^(-m1/r), rounded up)."
    ),
    measure: bool = typer.Option(False, "--measure", help="Build both networks for a random member and try them."),
    most_parameters: MostParameters = 200_000,
    seed: Seed = 0,
    as_json: JsonOption = False,
) -> None:
    """Theorem 5, explicit: targets g(x; M·P(I)), their hypernetwork, and the standard tanh network that computes them.

    Both are within EPS of every target of the class P_{r,w,c} up to what the gadgets of the tanh network miss.
    """
    from boundlab.cli._progress import track
    from boundlab.rigorous import epsilons
    from boundlab.rigorous.construct import construct

    rows = []
    for value in track(epsilons(eps), "accuracies"):
        built = construct("structured", eps=value, m1=m1, m2=m2, r=r, w=w, c=c, hidden=hidden)
        rows.append({"eps": str(value), **built.to_json()["size"], "seen": None})
        if measure:
            from boundlab.experiments.structured_instances import errors_of_member

            rows[-1]["seen"] = errors_of_member(built, seed, most_parameters)
    data = {"m1": m1, "m2": m2, "r": r, "w": w, "c": c, "rows": rows}
    emit(data, as_json, lambda: _print_structured(data))


def _print_structured(data: dict[str, Any]) -> None:
    from fractions import Fraction

    columns = ["ε", "g", "cells", "N_g", "N_f", "N standard", "N standard/N_f", "β", "deviation ≤ (proved)"]
    measured = data["rows"][0]["seen"] is not None
    lines = []
    for row in data["rows"]:
        line = [row["eps"], "-".join(map(str, row["widths"])), row["cells"], row["N_g"], row["N_f"], row["N_standard"]]
        line += [f"{row['N_standard'] / row['N_f']:.3g}", row["beta"], _rounded_up(Fraction(row["deviation_bound"]))]
        if measured:
            line += ["not built" if v is None else f"{v:.3g}" for v in row["seen"].values()]
        lines.append(line)
    if measured:
        columns += ["deviation seen", "error of standard seen"]
    table(
        f"Targets g(x; M·P(I)), w = {data['w']} features in W_{{{data['r']},{data['m2']}}}, ‖M‖_1 ≤ {data['c']}: the"
        " hypernetwork, and a standard tanh network (connections and biases)",
        columns,
        lines,
    )


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
        with open(save, "wb") as stream:  # whose errors name the file
            torch.save(found.state_dict(), stream)
    seen = largest_difference(found, built, samples, seed)
    return {"built": True, "parameters": sum(p.numel() for p in found.parameters()), "largest_error_seen": seen}


def _print(data: dict[str, Any]) -> None:
    from fractions import Fraction

    scale = Fraction(data["scale"])
    norm = f"‖y‖_{data['r']}^s ≤ {_rounded_up(Fraction(data['norm']))}"
    what = "y" if scale == 1 else f"y/{_rounded_up(scale)}"
    typer.echo(f"y = {data['target']}, {norm}; approximated: {what}, which lies in {data['lies_in']}")
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
