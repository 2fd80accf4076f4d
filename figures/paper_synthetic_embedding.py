"""Galanti & Wolf's figures 1(b) and 4(d, e) run again: embedding dimension on synthetic targets.

Test error divided by that of the best constant prediction (dotted). At step i the embedding e(I) has i times its first
dimension, and the last hidden layer of f i times its first width. Types and arms as for the depth; mean and standard
deviation over seeds, each with its own target, data and start values.

Upper row: the scale small. Lower row: the paper's size; its data and settings are data/paper_synthetic_embedding_full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import make_again, synthetic

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_synthetic_embedding."""
    return synthetic(data)


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "synthetic_embedding")
