"""Certified lower bound, measured size, constructive upper bound: side by side at the same ε.

The bounds are about the whole class W_{r,m} and methods whose parameters depend continuously on the target. The
measured size is the smallest network found for the worst of a few members, trained by a method that is not a
continuous selection. So the measured size need not lie between; where it does not, the row says why that is possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from boundlab.networks.ensemble import Shape

BETWEEN = "between"
BELOW = "below the lower bound: that one is for the worst target of the class under continuous selection"
ABOVE = "above the upper bound: that one is not a network, or this search has not found the smallest one"
UNKNOWN = "some pattern never reached ε: its size is unknown"


@dataclass(frozen=True)
class SandwichRow:
    """One ε: `lower` ≤ (size for the class, continuous selection) ≤ `upper`, and the `measured` worst size.

    `easiest` is the smallest size over the patterns; `exact` the true worst size, where it is known (shallow ReLU
    networks with an affine skip, m = 1).
    """

    m: int
    r: int
    activation: str
    eps: float
    lower: int
    measured: int | None
    easiest: int | None
    exact: int | None
    upper: int
    patterns: int
    place: str


def sandwich_rows(rows: Sequence[dict[str, Any]]) -> list[SandwichRow]:
    """The sandwich of result rows of sign-bump families: one row for each (m, r, activation, ε), the worst
    pattern counting."""
    from boundlab.rigorous import certified_lower_bound, constructive_upper_bound

    groups: dict[tuple[int, int, str, float], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["m"], row["r"], row["activation"], -row["eps"]), []).append(row)
    found = []
    for (m, r, activation, minus_eps), group in sorted(groups.items()):
        eps = -minus_eps
        exact = Fraction(eps)
        lower, upper = certified_lower_bound(m, r, exact).N, constructive_upper_bound(m, r, exact).N
        sizes = [row["N"] for row in group]
        worst = None if None in sizes else max(sizes)
        place = UNKNOWN if worst is None else BELOW if worst < lower else ABOVE if worst > upper else BETWEEN
        easiest = min((size for size in sizes if size is not None), default=None)
        found.append(
            SandwichRow(m, r, activation, eps, lower, worst, easiest, _exact_size(group), upper, len(group), place)
        )
    return found


def _exact_size(group: Sequence[dict[str, Any]]) -> int | None:
    widths = [row["exact_width"] for row in group]
    if None in widths:
        return None
    return Shape(1, (max(widths),), group[0]["activation"], group[0]["skip"]).parameters


def as_records(rows: Sequence[SandwichRow]) -> list[dict[str, Any]]:
    """The rows as plain records, for CSV and figures."""
    return [asdict(row) for row in rows]
