"""Every file of proofs_numeric: its check runs, what is known is reproduced, and its planted errors are refuted."""

from functools import cache

import pytest

from boundlab.checking import check as recheck
from boundlab.derived.load import load
from proofs_numeric._checks import checks
from proofs_numeric._verdict import Outcome

CHECKS = checks()
CONTROLS = [(c, control) for c in CHECKS for control in c.controls]


@cache
def verdict(id_):
    return next(c for c in CHECKS if c.id == id_).run("quick", 0)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_nothing_is_refuted_but_what_is_known(check):
    found = verdict(check.id)
    assert {s.name for s in found.refuted()} == set(check.known)
    assert found.steps
    assert check.title
    for step in found.steps:
        assert step.scope
        assert step.statement
        assert (step.outcome is Outcome.REFUTED) == bool(step.witness)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_certificates_are_valid(check):
    for step in verdict(check.id).steps:
        if step.certificate is not None:
            assert recheck(dict(step.certificate)).valid, step.name


@pytest.mark.parametrize(("check", "control"), CONTROLS, ids=[f"{c.id}: {k.error}" for c, k in CONTROLS])
def test_planted_errors_are_refuted_with_a_witness(check, control):
    step = control.run("quick", 0)
    assert step.outcome is Outcome.REFUTED
    assert step.witness


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_every_file_plants_an_error(check):
    assert check.controls


def test_what_a_check_concerns_is_known():
    registry = load()
    known = {c.id for c in registry} | {h.id for c in registry for h in c.hypotheses}
    assert {id_ for check in CHECKS for id_ in check.concerns} <= known
    named = {c.id: f"galanti-wolf-2020/{c.id}" for c in CHECKS}
    assert all(claim in c.concerns for c in CHECKS if (claim := named[c.id]) in registry)


@pytest.mark.parametrize("id_", ["lem-4", "lem-5"])
def test_the_bounds_of_lemmas_4_and_5_are_nearly_attained_and_never_exceeded(id_):
    margins = [s.margin for s in verdict(id_).steps if s.name.startswith("ascent")]
    assert min(margins) <= 0.05
    assert min(margins) >= 0


def test_results_depend_on_the_seed_alone():
    for id_ in ("lem-5", "lem-3"):
        check = next(c for c in CHECKS if c.id == id_)
        assert check.run("quick", 0) == verdict(id_)
