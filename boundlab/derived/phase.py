"""The phase table: the best bounds over activation × selection × weights × depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from boundlab.derived.closure import Closure
from boundlab.derived.query import Query, best
from boundlab.function_classes.sobolev_ball import SOBOLEV_BALL
from boundlab.symbolic.scope import Depth, Selection, Weights

ACTIVATIONS = ("relu", "tanh", "sigmoid", "gelu", "sin")
SELECTIONS = (Selection.LINEAR, Selection.CONTINUOUS, Selection.ANY)
WEIGHTS = (Weights.QUANTISED, Weights.POLYNOMIAL, Weights.ANY)
DEPTHS = (Depth.SHALLOW, Depth.FIXED, Depth.LOG, Depth.ANY)
COLUMNS = (
    "activation",
    "selection",
    "weights",
    "depth",
    "lower",
    "upper",
    "tight",
    "range",
    "lower from",
    "upper from",
)


def phase_table(closure: Closure, activations: Iterable[str] = ACTIVATIONS) -> Iterator[dict[str, Any]]:
    """Yield a row for each class of networks on the whole input, for W_{r,m} in sup norm, non-zero parameters.

    Several bounds none of which includes another are joined by "; ". An empty cell: no bound is known here.
    """
    for activation, selection, weights, depth in product(activations, SELECTIONS, WEIGHTS, DEPTHS):
        found = best(closure, Query(activation, SOBOLEV_BALL, selection=selection, weights=weights, depth=depth))
        yield {
            "activation": activation,
            "selection": selection.name.lower(),
            "weights": weights.name.lower(),
            "depth": depth.name.lower(),
            "lower": "; ".join(str(a.order) for a in found.lower),
            "upper": "; ".join(str(a.order) for a in found.upper),
            "tight": {True: "yes", False: "no", None: ""}[found.tight],
            "range": found.ranges.text(),
            "lower from": "; ".join(f"{a.claim.id} [{a.claim.status}]" for a in found.lower),
            "upper from": "; ".join(f"{a.claim.id} [{a.claim.status}]" for a in found.upper),
        }
