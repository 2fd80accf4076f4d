"""Options that describe a class of networks, and the query they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import one_of

if TYPE_CHECKING:
    from boundlab.derived.query import Query
    from boundlab.symbolic.expression import Value

CLASSES = {
    "sobolev": ("sobolev_ball", "SOBOLEV_BALL"),
    "structured": ("sobolev_ball", "STRUCTURED"),
    "barron": ("barron_ball", "BARRON_BALL"),
    "variation": ("barron_ball", "VARIATION_BALL"),
    "piecewise": ("piecewise_smooth", "PIECEWISE_SMOOTH"),
}
PARTS = {
    "network": ("N", "NETWORK"),
    "q": ("N_q", "EMBEDDING"),
    "g": ("N_g", "HYPERNETWORK"),
    "hypernetwork": ("N_f", "HYPERNETWORK"),
}
SELECTIONS = ("linear", "lipschitz", "continuous", "any")
WEIGHTS = ("quantised", "polynomial", "lipschitz", "spectral", "any")
DEPTHS = ("shallow", "two-hidden", "fixed", "log", "polylog", "any")

Activation = Annotated[str, typer.Option(autocompletion=activations, help="The activation, such as tanh or relu.")]
SelectionName = Annotated[str, typer.Option(help=f"How parameters may depend on the target: {', '.join(SELECTIONS)}.")]
WeightsName = Annotated[str, typer.Option(help=f"What weights are allowed: {', '.join(WEIGHTS)}.")]
DepthName = Annotated[str, typer.Option(help=f"How the depth may grow: {', '.join(DEPTHS)}.")]
WidthName = Annotated[str, typer.Option(help="How the width may grow: fixed, any.")]
ClassName = Annotated[str, typer.Option("--class", help=f"What is approximated: {', '.join(CLASSES)}.")]
NormName = Annotated[str, typer.Option(help="The error norm: sup, l2.")]
CountingName = Annotated[str, typer.Option(help="What is counted: nonzero parameters, or all of dense layers: dense.")]
Part = Annotated[str, typer.Option(help=f"What is counted of which architecture: {', '.join(PARTS)}.")]
Assume = Annotated[list[str] | None, typer.Option(help="Grant a hypothesis, by its id; may be given more than once.")]


def query_of(
    activation: str,
    selection: str,
    weights: str,
    depth: str,
    width: str,
    class_: str,
    norm: str,
    counting: str,
    part: str,
    assume: list[str] | None,
    values: Mapping[str, Value],
) -> Query:
    """Return the query that the options describe; raises BoundlabError for a value that is not offered."""
    import importlib

    from boundlab.activations import catalogue
    from boundlab.claims import scope
    from boundlab.claims.claim import Counting
    from boundlab.derived.query import Query

    one_of("--activation", activation, tuple(catalogue()))
    module, name = CLASSES[one_of("--class", class_, list(CLASSES))]
    quantity, kind = PARTS[one_of("--part", part, list(PARTS))]
    return Query(
        activation,
        getattr(importlib.import_module(f"boundlab.function_classes.{module}"), name),
        quantity,
        scope.Kind[kind],
        scope.Depth[_member("--depth", depth, DEPTHS)],
        scope.Width[_member("--width", width, ("fixed", "any"))],
        scope.Weights[_member("--weights", weights, WEIGHTS)],
        scope.Selection[_member("--selection", selection, SELECTIONS)],
        scope.Norm[_member("--norm", norm, ("sup", "l2"))],
        Counting[_member("--counting", counting, ("nonzero", "dense"))],
        frozenset(_hypothesis(h) for h in assume or ()),
        values,
    )


def _member(option: str, value: str, allowed: tuple[str, ...]) -> str:
    return one_of(option, value, allowed).upper().replace("-", "_")


def _hypothesis(id_: str) -> str:
    from boundlab.claims import hypotheses

    known = sorted(h.id for h in vars(hypotheses).values() if isinstance(h, hypotheses.Hypothesis))
    return one_of("--assume", id_, known)
