"""The sandwich plot: certified lower and constructive upper bounds on N(ε) for continuous selection, as integers."""

from __future__ import annotations

from typing import Any

from boundlab.rigorous import epsilons
from boundlab.rigorous.explicit import sandwich
from boundlab.site.contents import Contents

TITLE = "Sandwich"
INTRO = (
    "From order to number: lower ≤ N(ε) ≤ upper for chosen m and r, exact integers with the engines that prove them."
)
PLACE = 3
MOST_M, MOST_R, EPS = 4, 4, "1e-1:1e-6"


def data(contents: Contents) -> dict[str, Any]:
    """Return (ε, lower, upper, ratio, engines) for every m and r of a small grid, integers as text."""
    found: dict[str, list[list[Any]]] = {}
    for m in range(1, MOST_M + 1):
        for r in range(1, MOST_R + 1):
            found[f"{m},{r}"] = [
                [str(s.query.eps), float(s.query.eps), str(s.lower.N), str(s.upper.N), str(s.ratio), s.lower.engine,
                 s.upper.engine]
                for s in sandwich(m, r, epsilons(EPS))
            ]  # fmt: skip
    return {"sandwich": {"m": MOST_M, "r": MOST_R, "eps": EPS, "points": found}}
