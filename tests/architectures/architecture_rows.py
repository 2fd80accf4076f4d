"""Random configurations of every architecture, drawn from the options it declares."""

import dataclasses
from fractions import Fraction

from hypothesis import strategies as st

from boundlab import architectures
from boundlab.architectures import _options as option
from boundlab.errors import BoundlabError

NAMES = architectures.names()
_FIRST = {"hidden": 0, "set_hidden": 0, "primary": 2}


def values(name, field, largest):
    """A strategy for one option, from its default's type and its own acceptance test."""
    accepts = field.metadata["option"].accepts
    if field.default is None or (isinstance(field.default, int) and not isinstance(field.default, bool)):
        return st.integers(0, largest).filter(accepts)
    if isinstance(field.default, bool):
        return st.booleans()
    if isinstance(field.default, Fraction):
        return st.fractions(Fraction(1, 9), 1, max_denominator=9)
    if isinstance(field.default, tuple):
        return st.lists(st.integers(1, largest), min_size=_FIRST[name], max_size=4).map(tuple)
    known = [*option.ACTIVATIONS, *option.BIASES, "cos-sin", "complement", "raw", "1", "3"]
    return st.sampled_from([text for text in known if accepts(text)])


@st.composite
def rows(draw, name, largest=9):
    """A valid configuration of the architecture `name` with sizes up to `largest`."""
    row = architectures.get(name)
    chosen = {field.name: draw(values(field.name, field, largest)) for field in dataclasses.fields(row)}
    try:
        return row(**chosen)
    except BoundlabError:
        chosen.update(chunk=1, embedding=1) if "chunk" in chosen else chosen.update(share=Fraction(1))
        return row(**chosen)
