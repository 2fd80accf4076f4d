"""Status travels: nothing improves it, and wherever a weak row is used it says so."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.activations import catalogue
from boundlab.claims.claim import Compared, Direction, Status
from boundlab.claims.compare import compare
from boundlab.claims.registry import Registry
from boundlab.claims.scope import Depth, Selection, Weights
from boundlab.derived.bounds import best
from boundlab.derived.closure import Closure
from boundlab.derived.consistency import contradictions
from boundlab.derived.load import load
from boundlab.derived.query import Query
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REGISTRY = load()
IDS = [c.id for c in REGISTRY]


def weakened(ids, status=Status.RECALLED):
    """Return the registry with these rows recalled, whatever their status was."""
    change = {"status": status, "compared": Compared.NOTHING}
    return Registry((replace(c, **change) if c.id in ids else c for c in REGISTRY), REGISTRY.references.values())


def behind(registry, id_):
    """Return all that a row rests on."""
    found, pending = set(), [id_]
    while pending:
        found.add(current := pending.pop())
        pending += set(registry[current].depends_on) - found
    return found


@settings(max_examples=8)
@given(st.sets(st.sampled_from(IDS), max_size=5), st.sampled_from([s for s in Status if s.warning]))
def test_status_never_improves_along_dependencies(ids, status):
    registry = weakened(ids, status)
    for d in Closure(registry):
        rests_on = {id_ for step in d.chain() if step.rule is None for id_ in behind(registry, step.claim.id)}
        assert d.claim.status.rank >= max(registry[id_].status.rank for id_ in rests_on)
        if rests_on & ids:
            assert d.claim.status.rank >= status.rank
            assert d.claim.status.warning


@pytest.mark.parametrize("status", Status)
def test_every_status_but_the_best_two_warns(status):
    assert (status.warning is None) == (status in {Status.QUOTED, Status.DERIVED})
    assert status.warning is None or str(status) in status.warning


@pytest.mark.parametrize("id_", ["galanti-wolf-2020/thm-3", "mhaskar-1996", "siegel-2023/besov", "cai-2023/lower"])
def test_comparisons_say_that_a_row_is_recalled(id_):
    registry = weakened({id_})
    other = next(c for c in registry if c.id != id_ and c.quantity == registry[id_].quantity)
    for found in (compare(registry[id_], other), compare(other, registry[id_])):
        assert found.status.rank >= Status.RECALLED.rank
        assert any(id_ in warning and "recalled" in warning for warning in found.warnings)
        assert found.to_json()["status"] == str(found.status)


@settings(max_examples=10)
@given(
    st.sampled_from(sorted(catalogue())),
    st.sampled_from(list(Depth)),
    st.sampled_from(list(Weights)),
    st.sampled_from(list(Selection)),
    st.integers(0, 10**6),
)
def test_best_says_that_a_row_is_recalled(activation, depth, weights, selection, seed):
    ids = set(random.Random(seed).sample(IDS, 12))
    registry = weakened(ids)
    query = Query(activation, SOBOLEV_BALL, depth=depth, weights=weights, selection=selection)
    silent = best(Closure(registry), query)
    assert not any(behind(registry, a.derivation.root.id) & ids for a in (*silent.lower, *silent.upper))
    found = best(Closure(registry), query, frozenset(Status))
    for a in (*found.lower, *found.upper):
        if behind(registry, a.derivation.root.id) & ids:
            assert a.to_json()["status"] in {"recalled", "unverified"}
            assert found.status.rank >= Status.RECALLED.rank


def test_contradictions_say_that_a_row_is_recalled():
    upper = REGISTRY["mhaskar-1996"]
    planted = replace(upper, id="planted", direction=Direction.LOWER, order_text="eps^(-2*m/r)", hypotheses=())
    recalled = replace(planted, status=Status.RECALLED, compared=Compared.NOTHING)
    assert {c.status for c in contradictions(Closure([upper, planted])) if c.lower.claim is planted} == {Status.QUOTED}
    assert list(contradictions(Closure([upper, recalled]))) == []
    assert {c.status for c in contradictions(Closure([upper, recalled]), frozenset(Status))} == {Status.RECALLED}
