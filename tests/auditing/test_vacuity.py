"""Vacuous as stated: only what the audit certifies, for the activations it certifies, with the form that survives."""

from dataclasses import replace

import pytest

from boundlab.auditing.hypotheses import audit
from boundlab.auditing.vacuity import AT_FIXED_DEPTH
from boundlab.auditing.vacuity import vacuity as find
from boundlab.auditing.witnesses import AUDITED
from boundlab.checking import check
from boundlab.claims.activation import ActivationFamily, family
from boundlab.claims.compare import compare
from boundlab.claims.scope import Depth
from boundlab.derived.closure import closure_of
from boundlab.derived.load import load

REGISTRY = load()
PAPER = "galanti-wolf-2020"
CLAIMS = [d.claim for d in closure_of(REGISTRY)]


def accepts(certificate):
    return check(certificate).valid


def vacuity(claim, *rest):
    return find(claim, accepts, *rest)


VACUOUS = [f"{PAPER}/{name}" for name in ("thm-1", "thm-2", "thm-3", "thm-4", "standard-network")]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_it_says_what_the_audit_certifies_and_no_more(claim):
    found = vacuity(claim, REGISTRY)
    for activation in sorted(frozenset().union(*claim.approximators.activation.members) & set(AUDITED)):
        unmet = {
            v.subject for v in audit(claim, activation)
            if v.outcome == "unsatisfiable" and v.subject not in AT_FIXED_DEPTH and check(v.certificate).valid
        }  # fmt: skip
        assert bool(unmet) == (found is not None and activation in found.activations)
        if found is not None and activation in found.activations:
            assert {h.id for h in found.hypotheses} & unmet
            alone = vacuity(claim, REGISTRY, activation)
            assert {h.id for h in alone.hypotheses} == unmet


def test_every_vacuous_row_has_a_form_that_survives():
    inherited = {"lee-cho-hwang-2023/target", "lee-cho-hwang-2023/trunk"}  # from the assumptions of Galanti & Wolf
    assert {c.id for c in REGISTRY if vacuity(c, REGISTRY)} == {*VACUOUS, *inherited}
    for id_ in VACUOUS:
        repaired = vacuity(REGISTRY[id_], REGISTRY).repaired
        assert repaired
        for other in repaired:
            assert vacuity(REGISTRY[other], REGISTRY) is None
            assert REGISTRY[other].direction == REGISTRY[id_].direction
            assert id_ in REGISTRY[other].repairs


def test_what_a_claim_repairs_exists():
    for claim in REGISTRY:
        assert all(id_ in REGISTRY and REGISTRY[id_].quantity == claim.quantity for id_ in claim.repairs)


def test_the_separation_that_is_left_is_not_vacuous():
    q, g = (vacuity(REGISTRY[f"{PAPER}/{t}"], REGISTRY).repaired[0] for t in ("thm-3", "thm-4"))
    assert compare(REGISTRY[q], REGISTRY[g]).verdict in {"separation", "no-separation", "not-comparable"}


def test_only_activations_in_scope_count():
    """ReLU does not satisfy σ' ∈ BV, so theorem 1 says nothing about it: that is its scope, not vacuity."""
    thm = REGISTRY[f"{PAPER}/thm-1"]
    assert vacuity(thm, REGISTRY, "relu") is None
    wider = replace(thm, approximators=replace(thm.approximators, activation=ActivationFamily("any")))
    assert "relu" in vacuity(wider, REGISTRY).activations
    assert set(vacuity(wider, REGISTRY).rest) == frozenset().union(*wider.approximators.activation.members) - set(
        AUDITED
    )


def test_partly_open_is_said():
    found = vacuity(REGISTRY[f"{PAPER}/thm-4"], REGISTRY)
    assert {"arctan", "tanh"} <= set(found.activations)
    assert "clipped-relu" in found.rest
    assert f"open for {', '.join(found.rest)}" in found.text
    assert "repair/thm-4-linear" in found.text


def test_without_its_hypotheses_nothing_is_vacuous():
    for id_ in VACUOUS:
        assert vacuity(replace(REGISTRY[id_], hypotheses=()), REGISTRY) is None


def test_bounded_complexity_is_unsatisfiable_at_fixed_depth_only():
    thm = REGISTRY[f"{PAPER}/thm-2"]
    kept = tuple(h for h in thm.hypotheses if h.id == "primary-complexity")
    assert vacuity(replace(thm, hypotheses=kept), REGISTRY, "tanh") is None
    fixed = replace(thm.approximators, depth=Depth.FIXED, activation=family("tanh"))
    assert vacuity(replace(thm, hypotheses=kept, approximators=fixed), REGISTRY).hypotheses == kept


def test_derived_rows_name_the_form_that_their_source_has():
    thm = REGISTRY[f"{PAPER}/thm-1"]
    assert vacuity(replace(thm, id=f"{thm.id}/slices"), REGISTRY).repaired == ("repair/thm-1-entropy",)
    assert vacuity(replace(thm, id=f"{thm.id}0"), REGISTRY).repaired == ()


@pytest.mark.parametrize("id_", VACUOUS)
def test_what_the_checker_refuses_is_not_said(id_):
    assert find(REGISTRY[id_], lambda certificate: False, REGISTRY) is None
