"""Options that describe a class of networks. What they offer is what the regimes, classes and parts are."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._parameters import Where


def _offered(respect: str) -> str:
    from boundlab.claims.claim import REGIMES

    return ", ".join(regime.spelling for regime in REGIMES[respect])


def _classes(incomplete: str) -> list[str]:
    from boundlab.function_classes.classes import target_classes

    return [name for name in target_classes() if name.startswith(incomplete)]


SelectionName = Annotated[str, typer.Option(help=f"How parameters may depend on the target: {_offered('selection')}.")]
WeightsName = Annotated[
    str,
    typer.Option(help=f"How large weights may be: {_offered('weights')}; quantised: polynomial, of O(log 1/ε) bits."),
]
PrecisionName = Annotated[str, typer.Option(help=f"How many bits a weight may have: {_offered('precision')}.")]
ConnectionsName = Annotated[
    str, typer.Option(help=f"One architecture for all targets, or one for each: {_offered('connections')}.")
]
DepthName = Annotated[str, typer.Option("--depth-growth", "--depth", help=f"How the depth grows: {_offered('depth')}.")]
WidthName = Annotated[
    str, typer.Option("--width-growth", "--width", help=f"How the width may grow: {_offered('width')}.")
]
ClassName = Annotated[
    str,
    typer.Option(
        "--class",
        autocompletion=_classes,
        help="What is approximated: a target class, as `boundlab classes` lists them.",
    ),
]
NormName = Annotated[str, typer.Option(help="The error norm: sup, L1, L2, L3/2 …, Lp, W1,inf, W1,2 …, L2(mu).")]
CountingName = Annotated[str, typer.Option(help="What is counted: nonzero parameters, or all of dense layers: dense.")]
Part = Annotated[
    str,
    typer.Option(help="What is counted of which architecture: network, q, g, hypernetwork, trunk, or a kind: cnn …"),
]
Quantity = Annotated[str | None, typer.Option(help="Bound something else than parameters: U (units), W, w_min, n …")]
QueryWhere = Where
Assume = Annotated[list[str] | None, typer.Option(help="Grant a hypothesis, by its id; may be given more than once.")]
