"""The synthetic targets of Galanti & Wolf's figure 1, trained for longer, our own check.

Test error divided by that of the best constant prediction (dotted), after each pass over 30000 fresh samples, with
three layers in f and e; figure 1 is read as one pass. Types and arms as for the depth; mean and standard deviation over
seeds, each with its own target, data and start values; a cross at the upper edge says that runs diverged, which no mean
contains.

Upper row: the scale small. Lower row: the paper's size; its data and settings are data/paper_synthetic_passes_full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import make_again, synthetic

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_synthetic_passes."""
    return synthetic(data)


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "synthetic_passes")
