"""Options that describe a class of networks."""

from __future__ import annotations

from typing import Annotated

import typer

SelectionName = Annotated[
    str, typer.Option(help="How parameters may depend on the target: linear, lipschitz, continuous, any.")
]
WeightsName = Annotated[
    str, typer.Option(help="What weights are allowed: quantised, polynomial, lipschitz, spectral, any.")
]
DepthName = Annotated[
    str,
    typer.Option(
        "--depth-growth", "--depth", help="How the depth grows: shallow, two-hidden, fixed, log, polylog, any."
    ),
]
WidthName = Annotated[str, typer.Option("--width-growth", "--width", help="How the width may grow: fixed, any.")]
ClassName = Annotated[
    str, typer.Option("--class", help="What is approximated: sobolev, structured, barron, variation, piecewise.")
]
NormName = Annotated[str, typer.Option(help="The error norm: sup, l2.")]
CountingName = Annotated[str, typer.Option(help="What is counted: nonzero parameters, or all of dense layers: dense.")]
Part = Annotated[str, typer.Option(help="What is counted of which architecture: network, q, g, hypernetwork.")]
Assume = Annotated[list[str] | None, typer.Option(help="Grant a hypothesis, by its id; may be given more than once.")]
