"""The closed form of the best chunk size against brute force."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.architectures._chunks import brute_force, chunk_cost, tune
from boundlab.errors import BoundlabError

sizes = st.integers(1, 3000)
costs = st.integers(1, 200)


@settings(max_examples=300)
@given(sizes, costs, costs)
def test_search_and_brute_force_find_the_true_minimum(weights, per_output, per_chunk):
    every = {k: chunk_cost(k, weights, per_output, per_chunk) for k in range(1, weights + 1)}
    lowest = min(every.values())
    ties = tuple(k for k, cost in every.items() if cost == lowest)
    found = tune(weights, per_output, per_chunk)
    assert (found.best_cost, found.ties) == (lowest, ties)
    assert brute_force(weights, per_output, per_chunk) == (lowest, ties)


@settings(max_examples=300)
@given(st.integers(1, 10**9), costs, costs)
def test_the_closed_form_misses_by_less_than_a_plus_b(weights, per_output, per_chunk):
    found = tune(weights, per_output, per_chunk)
    assert 0 <= found.gap < per_output + per_chunk


def test_the_closed_form_is_not_always_best():
    """Control: if it were, the search would be superfluous."""
    assert any(tune(weights, 3, 5).gap for weights in range(1, 200))


def test_brute_force_refuses_what_would_not_end():
    with pytest.raises(BoundlabError, match="primary: got"):
        brute_force(10**13, 1, 1)
    assert tune(10**20, 7, 8).gap < 15
