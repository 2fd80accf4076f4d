"""Galanti & Wolf's figures 1(a) and 4(a, b) run again: depth of f and e on synthetic targets.

Test error of hypernetworks g(x; f(I)) and the embedding method q(x, e(I)), divided by that of the best constant
prediction (dotted), against the number of layers of f and e. Type I: y = ⟨x, h(I)⟩; type II: y = h(x, I); type III:
y = h(x⊙I), with random networks h. In the second kind of hypernetwork g has biases as q has; otherwise it has none.
Mean and standard deviation over seeds, each with its own target, data and start values; a cross at the upper edge says
that runs diverged, which no mean contains.

Upper row: the scale small. Lower row: the paper's size; its data and settings are data/paper_synthetic_depth_full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import make_again, synthetic

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_synthetic_depth."""
    return synthetic(data)


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "synthetic_depth")
