"""Strategies for configurations of the counted architectures, from the options each declares, and their modules."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from boundlab import architectures
from boundlab.architectures import Architecture
from boundlab.architectures import _options as option
from boundlab.errors import BoundlabError

_FIRST = {"hidden": 0, "set_hidden": 0, "primary": 2}
_WORDS = [*option.ACTIVATIONS, *option.BIASES, "cos-sin", "complement", "raw", "1", "3"]


def _values(name: str, field: Any, largest: int) -> SearchStrategy[Any]:
    """A strategy for one option, from its default's type and its own acceptance test."""
    accepts = field.metadata["option"].accepts
    if field.default is None or (isinstance(field.default, int) and not isinstance(field.default, bool)):
        return st.integers(0, largest).filter(accepts)
    if isinstance(field.default, bool):
        return st.booleans()
    if isinstance(field.default, Fraction):
        return st.fractions(Fraction(1, 9), 1, max_denominator=9)
    if isinstance(field.default, tuple):
        return st.lists(st.integers(1, largest), min_size=_FIRST.get(name, 0), max_size=4).map(tuple)
    return st.sampled_from([text for text in _WORDS if accepts(text)])


@st.composite
def configurations(draw: Any, name: str, largest: int = 9) -> Architecture:
    """Valid configurations of the architecture `name`, with sizes up to `largest`; `.bill()` counts one.

    Raises BoundlabError for an unknown architecture.
    """
    row = architectures.get(name)
    fields: Any = dataclasses.fields(row)
    chosen = {field.name: draw(_values(field.name, field, largest)) for field in fields}
    try:
        return row(**chosen)
    except BoundlabError:
        chosen.update(chunk=1, embedding=1) if "chunk" in chosen else chosen.update(share=Fraction(1))
        return row(**chosen)


def networks(name: str, largest: int = 9) -> SearchStrategy[tuple[Architecture, Any]]:
    """Configurations of the architecture `name`, each with its torch module; needs torch."""

    def built(row: Architecture) -> tuple[Architecture, Any]:
        from boundlab.networks.hypernetworks import module_for

        return row, module_for(row)

    return configurations(name, largest).map(built)
