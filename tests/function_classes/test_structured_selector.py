"""Members of P_{r,w,c}: membership is decided exactly; what is outside is refused."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.function_classes.structured_selector import StructuredSelector, random_selector


def member(seed=0, outputs=6, m2=2, r=1, w=3, c=Fraction(3, 2)):
    return random_selector(np.random.default_rng(seed), outputs, m2, r, w, c)


@settings(max_examples=40)
@given(
    st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 3), st.integers(1, 3), st.integers(1, 6),
    st.fractions(Fraction(1, 10), 50),
)  # fmt: skip
def test_random_members_are_members(seed, outputs, m2, r, w, c):
    selector = member(seed, outputs, m2, r, w, c)
    assert (selector.outputs, selector.m2, selector.w) == (outputs, m2, w)
    assert selector.matrix_norm <= c
    assert max(selector.norms) <= 1
    # the bound of the norm is above what differences see, value and slopes together
    I = np.random.default_rng(seed).uniform(-0.99, 0.99, (64, m2))  # noqa: E741
    seen = np.abs(selector.features(I)).max(0)
    for j in range(m2):
        step = np.eye(m2)[j] * 1e-5
        seen = seen + np.abs(selector.features(I + step) - selector.features(I - step)).max(0) / 2e-5
    assert np.all(seen <= np.array([float(n) for n in selector.norms]) + 1e-6)
    assert np.allclose(selector(I), selector.features(I) @ selector.matrix.T)


@pytest.mark.parametrize("factor", [1 + 1e-6, 2.0])
def test_what_is_outside_the_class_is_refused(factor):
    s = member()
    with pytest.raises(BoundlabError, match="features"):
        StructuredSelector(s.r, s.c, s.frequencies, s.phases, s.amplitudes * factor, s.matrix)
    with pytest.raises(BoundlabError, match="matrix"):
        StructuredSelector(s.r, s.c, s.frequencies, s.phases, s.amplitudes, s.matrix * factor)
    with pytest.raises(BoundlabError, match="features"):  # a member for r = 1 is none for r = 2
        StructuredSelector(2, s.c, s.frequencies, s.phases, s.amplitudes, s.matrix)


def test_shapes_and_numbers_are_checked():
    s = member()
    with pytest.raises(BoundlabError, match="selector"):
        StructuredSelector(s.r, s.c, s.frequencies, s.phases, s.amplitudes, s.matrix[:, 1:])
    with pytest.raises(BoundlabError, match="selector"):
        StructuredSelector(s.r, s.c, s.frequencies[0], s.phases, s.amplitudes, s.matrix)
    with pytest.raises(BoundlabError, match="not finite"):
        StructuredSelector(s.r, s.c, s.frequencies, s.phases * np.nan, s.amplitudes, s.matrix)
    for name in ("outputs", "m2", "r", "w"):
        with pytest.raises(BoundlabError, match=name):
            member(**{name: 0})
    with pytest.raises(BoundlabError, match="c"):
        member(c=Fraction(0))
