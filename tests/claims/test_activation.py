"""Sets of activations in one network: which bounds hold for which sets."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.activations import catalogue
from boundlab.auditing.vacuity import vacuity
from boundlab.checking import check
from boundlab.claims.activation import (
    ANY_ACTIVATION,
    PIECEWISE_LINEAR,
    RELU,
    activation_set,
    in_words,
    together,
)
from boundlab.claims.claim import Direction
from boundlab.claims.registry import Registry
from boundlab.derived.best import best as best_in_words
from boundlab.derived.bounds import best
from boundlab.derived.closure import Closure
from boundlab.derived.consistency import contradictions
from boundlab.derived.load import load
from boundlab.derived.query import Query
from boundlab.errors import BoundlabError
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.testing import scopes

sets = st.frozensets(st.sampled_from(sorted(catalogue())), min_size=1, max_size=3)
families = scopes().map(lambda scope: scope.activation)


def the_upper_bound(activation):
    """Return what the rules conclude if W_{r,m} takes ε^(-1) parameters with networks of `activation`."""
    claim = load()["siegel-2023"]
    assert claim.direction != Direction.LOWER
    scope = replace(claim.approximators, activation=activation)
    return Closure(Registry([replace(claim, quantity="N", order_text="eps^(-1)", approximators=scope)]))


@given(families, sets, sets)
def test_bounds_pass_to_larger_and_smaller_sets(of, activations, more):
    larger = activations | more
    assert of.within(activations) <= of.within(larger)
    assert of.cover(activations) or not of.cover(larger)
    assert all(of.cover(member) for member in of.members)


@given(sets)
def test_the_words_for_a_set_are_read_as_the_set(activations):
    assert activation_set(in_words(activations)) == activations
    assert activation_set(sorted(activations)) == activations


@pytest.mark.parametrize("wrong", ["", "{}", "relu,", "relu sin", "{relu, step}", ["relu", ""], []])
def test_unknown_activations_are_named(wrong):
    with pytest.raises(BoundlabError, match="activation"):
        activation_set(wrong)


def test_upper_bounds_of_a_set_hold_where_it_lies_within():
    closure = the_upper_bound(together("floor", "relu"))
    for asked, known in {"{floor, relu}": True, "{floor, relu, sin}": True, "relu": False, "floor, sin": False}.items():
        assert bool(best(closure, Query(asked, SOBOLEV_BALL)).upper) is known
    found = best(closure, Query("{floor, relu, sin}", SOBOLEV_BALL))
    assert "activations: {floor, relu} within {floor, relu, sin}" in found.upper[0].inclusions


def test_lower_bounds_of_one_activation_say_nothing_of_two():
    assert best_in_words("relu").lower
    assert not best_in_words("relu, sin").lower
    assert best_in_words("leaky-relu, relu", depth="fixed").lower
    assert best_in_words(("relu", "sin"), weights="polynomial").lower
    assert best_in_words(["sin", "relu"]).query.activation == "{relu, sin}"


def test_emulation_keeps_what_else_is_in_the_network():
    closure = the_upper_bound(together("relu", "sin"))
    assert best(closure, Query("{sin, tanh}", SOBOLEV_BALL)).upper
    assert not best(closure, Query("tanh", SOBOLEV_BALL)).upper
    # The errors of emulated ReLUs may move the argument of a floor across its jump.
    assert not best(the_upper_bound(together("floor", "relu")), Query("{floor, tanh}", SOBOLEV_BALL)).upper


def test_a_set_contradicts_a_lower_bound_that_covers_it_only():
    registry = load()
    small = the_upper_bound(together("leaky-relu", "relu"))["siegel-2023"].claim
    other = replace(small, approximators=replace(small.approximators, activation=together("relu", "sin")))
    lower = registry["yarotsky-2017/lower-any-depth"]
    for upper, covered in ((small, PIECEWISE_LINEAR), (other, ANY_ACTIVATION)):
        for activation in (covered, RELU):
            scope = replace(lower.approximators, activation=activation)
            claims = [upper, replace(lower, approximators=scope, order_text="eps^(-2)")]
            found = [c for c in contradictions(Closure(claims)) if c.upper.claim == upper]
            assert [c.activation for c in found] == [upper.approximators.activation.text] * (activation is covered)


def test_vacuity_looks_at_the_activations_of_the_set():
    registry = load()
    claim = registry["galanti-wolf-2020/thm-1"]
    found = vacuity(claim, lambda c: check(c).valid, registry, "{arctan, tanh}")
    assert found is not None
    assert found.activations == ("arctan", "tanh")
    assert vacuity(claim, lambda c: check(c).valid, registry, "{relu, sin}") is None
