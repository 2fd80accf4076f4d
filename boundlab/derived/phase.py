"""The phase table: the best bounds over activation × selection × weights × depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from boundlab.claims.claim import Status
from boundlab.claims.scope import Depth, Selection, Weights
from boundlab.derived.bounds import best
from boundlab.derived.closure import Closure
from boundlab.derived.query import CERTAIN, Query
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

ACTIVATIONS = ("relu", "tanh", "sigmoid", "gelu", "sin")
SELECTIONS = (Selection.LINEAR, Selection.CONTINUOUS, Selection.ANY)
WEIGHTS = (Weights.POLYNOMIAL, Weights.ANY)
DEPTHS = (Depth.SHALLOW, Depth.FIXED, Depth.LOG, Depth.ANY)
AXES = ("activation", "selection", "weights", "depth")
COLUMNS = (*AXES, "lower", "upper", "tight", "range", "lower from", "upper from")


def phase_table(
    closure: Closure,
    activations: Iterable[str] = ACTIVATIONS,
    statuses: frozenset[Status] = CERTAIN,
    asked: Query | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield a row for each class of networks on the whole input, by default for W_{r,m} in sup norm.

    `asked` gives the target class, the norm and what is counted, by default non-zero parameters.

    Several bounds none of which includes another are joined by "; ". An empty cell: no bound is known here.
    """
    for activation, selection, weights, depth in product(activations, SELECTIONS, WEIGHTS, DEPTHS):
        base = asked if asked is not None else Query(activation, SOBOLEV_BALL)
        query = replace(base, activation=activation, selection=selection, weights=weights, depth=depth)
        found = best(closure, query, statuses)
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


def summary(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the table merged where they differ in one axis only, with the same orders of the same status.

    A cell that covers an axis whole says "all", else it lists what it covers. The ids of the claims are left out.

    >>> row = {"selection": "any", "weights": "any", "depth": "any", "upper": "", "upper from": "", "tight": ""}
    >>> row |= {"lower": "N", "lower from": "dudley [quoted]"}
    >>> found = summary([{"activation": "relu", **row}, {"activation": "sin", **row}])
    >>> [(row["activation"], row["selection"], row["lower"]) for row in found]
    [('all', 'any', 'N [quoted]')]
    """
    shown = [*AXES, "lower", "upper", "tight"]
    merged: list[dict[str, Any]] = [
        {
            **{axis: (row[axis],) for axis in AXES},
            **{side: _with_status(row[side], row[f"{side} from"]) for side in ("lower", "upper")},
            "tight": row["tight"],
        }
        for row in rows
    ]
    for axis in reversed(AXES):
        others = [column for column in shown if column != axis]
        alike: dict[tuple[Any, ...], tuple[str, ...]] = {}
        for row in merged:
            rest = tuple(row[column] for column in others)
            alike[rest] = alike.get(rest, ()) + row[axis]
        merged = [{**dict(zip(others, rest, strict=True)), axis: values} for rest, values in alike.items()]
    whole = {axis: len({row[axis] for row in rows}) for axis in AXES}

    def cell(row: Mapping[str, Any], column: str) -> str:
        if column not in AXES:
            return str(row[column])
        return "all" if 1 < len(row[column]) == whole[column] else ", ".join(row[column])

    return [{column: cell(row, column) for column in shown} for row in merged]


def _with_status(orders: str, sources: str) -> str:
    pairs = zip(orders.split("; "), sources.split("; "), strict=True)
    return "; ".join(f"{order} {source[source.index('[') :]}" for order, source in pairs if order)
