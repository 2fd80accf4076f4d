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

BETWEEN = "between"
BELOW = "below the lower bound: that one is for the worst target of the class under continuous selection"
ABOVE = "above the upper bound: that one is not a network, or this search has not found the smallest one"
UNKNOWN = "some pattern never reached ε: its size is unknown"


@dataclass(frozen=True)
class SandwichRow:
    """One ε: `lower` ≤ (size for the class, continuous selection) ≤ `upper`, and the `measured` worst size."""

    m: int
    r: int
    eps: float
    lower: int
    measured: int | None
    upper: int
    patterns: int
    place: str


def sandwich_rows(rows: Sequence[dict[str, Any]]) -> list[SandwichRow]:
    """The sandwich of result rows of sign-bump families: one row for each (m, r, ε), the worst pattern counting."""
    from boundlab.rigorous import certified_lower_bound, constructive_upper_bound

    groups: dict[tuple[int, int, float], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["m"], row["r"], row["eps"]), []).append(row)
    found = []
    for (m, r, eps), group in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1], -item[0][2])):
        exact = Fraction(eps)
        lower, upper = certified_lower_bound(m, r, exact).N, constructive_upper_bound(m, r, exact).N
        sizes = [row["N"] for row in group]
        worst = None if None in sizes else max(sizes)
        place = UNKNOWN if worst is None else BELOW if worst < lower else ABOVE if worst > upper else BETWEEN
        found.append(SandwichRow(m, r, eps, lower, worst, upper, len(group), place))
    return found


def as_records(rows: Sequence[SandwichRow]) -> list[dict[str, Any]]:
    """The rows as plain records, for CSV and figures."""
    return [asdict(row) for row in rows]
