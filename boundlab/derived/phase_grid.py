"""The best bounds over any two regimes: a table of a size that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from boundlab.claims.claim import REGIMES, Status
from boundlab.claims.norm import Norm
from boundlab.derived.bounds import Best, best
from boundlab.derived.closure import Closure
from boundlab.derived.query import CERTAIN, Query
from boundlab.errors import BoundlabError, one_of

ACTIVATIONS = ("relu", "leaky-relu", "tanh", "sigmoid", "gelu", "sin")
NORMS = ("sup", "L2", "L1", "W1,inf")
AXES = ("activation", "norm", *(name for name in REGIMES if name != "kind"))
"""What rows and columns may be."""


def phase_grid(
    closure: Closure,
    query: Query,
    rows: str,
    columns: str,
    activations: Iterable[str] = ACTIVATIONS,
    statuses: frozenset[Status] = CERTAIN,
) -> Iterator[dict[str, Any]]:
    """Yield a cell for each pair of values of the axes `rows` and `columns`, all else as `query` has it.

    Raises BoundlabError for an axis that there is not, and for the same one twice.
    """
    for name, axis in (("rows", rows), ("columns", columns)):
        one_of(name, axis, AXES)
    if rows == columns:
        raise BoundlabError(f"rows, columns: both are {rows}")
    for across in _values(rows, activations):
        for down in _values(columns, activations):
            asked = replace(query, **{rows: across[1], columns: down[1]})
            found = best(closure, asked, statuses)
            yield {
                rows: across[0],
                columns: down[0],
                "answer": found.answer,
                "lower": "; ".join(str(a.order) for a in found.lower),
                "upper": "; ".join(str(a.order) for a in found.upper),
                "lower from": "; ".join(f"{a.claim.id} [{a.claim.status}]" for a in found.lower),
                "upper from": "; ".join(f"{a.claim.id} [{a.claim.status}]" for a in found.upper),
                "cell": _cell(found),
                "range": found.ranges.text(),
            }


def _values(axis: str, activations: Iterable[str]) -> list[tuple[str, Any]]:
    if axis == "activation":
        return [(name, name) for name in activations]
    if axis == "norm":
        return [(name, Norm.parse(name)) for name in NORMS]
    return [(regime.spelling, regime) for regime in REGIMES[axis]]


def _cell(found: Best) -> str:
    """Return both sides in short: one order with Θ where they agree, – where nothing is known."""
    if found.answer in {"unattainable", "dense"} and not found.lower:
        return found.answer
    lower, upper = (", ".join(a.order.unicode() for a in side) or "–" for side in (found.lower, found.upper))
    return f"Θ({upper})" if found.tight and lower == upper else f"{lower} … {upper}"
