"""The phase diagram: the best bounds over any two regimes, each cell an answer of the query page."""

from __future__ import annotations

from typing import Any

from boundlab.derived.phase_grid import ACTIVATIONS as GRID
from boundlab.derived.phase_grid import AXES, NORMS
from boundlab.site.contents import Contents

TITLE = "Phase diagram"
INTRO = "Where the best known bounds change: any two regimes against each other, as `boundlab phase` tabulates them."
PLACE = 2


def data(contents: Contents) -> dict[str, Any]:
    """Return what may stand in rows and columns; the cells are answered from the data of the query page."""
    return {"phase": {"axes": AXES, "activations": GRID, "norms": NORMS}}
