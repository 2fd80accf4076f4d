"""Audit verdicts: every one re-checks, and mutated certificates are refused."""

import copy
import math
from fractions import Fraction
from itertools import pairwise

import pytest

from boundlab.auditing import witnesses
from boundlab.auditing.finding import discover
from boundlab.auditing.hypotheses import audit
from boundlab.checking import check
from boundlab.derived.load import load
from boundlab.errors import BoundlabError

REGISTRY = load()
FINDINGS = discover()
PAPER = "galanti-wolf-2020/thm-"


def test_there_are_ten_findings():
    assert len(FINDINGS) == 10


@pytest.mark.parametrize("finding", FINDINGS.values(), ids=lambda f: f.id)
def test_contract_of_every_finding(finding):
    verdicts = finding.verdicts(REGISTRY)
    assert verdicts
    claims = [REGISTRY[f"galanti-wolf-2020/{c}"] for c in finding.claims]
    theirs = {h.id for claim in claims for h in claim.hypotheses}
    assert set(finding.hypotheses) <= theirs
    assert {id_ for v in verdicts for id_ in v.subject.split(", ")} & theirs <= set(finding.hypotheses)
    for verdict in verdicts:
        assert (verdict.certificate is None) == (verdict.outcome == "open"), verdict
        assert verdict.certificate is None or check(verdict.certificate).valid, verdict


@pytest.mark.parametrize("activation", witnesses.AUDITED)
@pytest.mark.parametrize("claim", [c for c in REGISTRY if c.hypotheses], ids=lambda c: c.id)
def test_every_hypothesis_gets_a_verdict_that_rechecks(claim, activation):
    verdicts = audit(claim, activation)
    assert [v.subject for v in verdicts] == [h.id for h in claim.hypotheses]
    for verdict in verdicts:
        if verdict.outcome == "unsatisfiable":
            assert verdict.certificate is not None
        if verdict.outcome == "satisfiable":
            assert verdict.certificate is not None or verdict.rests_on
        assert verdict.certificate is None or check(verdict.certificate).valid
        assert all(id_ in REGISTRY for id_ in verdict.rests_on)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "arctan", "clipped-relu"])
def test_nr_is_unsatisfiable_for_what_the_paper_lists(activation):
    outcomes = {v.subject: v.outcome for v in audit(REGISTRY[PAPER + "1"], activation)}
    assert outcomes["not-representable"] == "unsatisfiable"
    assert outcomes["derivative-bv"] == "satisfiable"


@pytest.mark.parametrize("activation", ["relu", "elu", "softplus", "gelu", "silu", "sin"])
def test_derivative_table(activation):
    outcomes = {v.subject: v.outcome for v in audit(REGISTRY[PAPER + "1"], activation)}
    assert outcomes["derivative-bv"] == "unsatisfiable"


def changed(certificate, **changes):
    return {**copy.deepcopy(certificate), **changes}


def norm_one_scale(r):
    """c with ‖c·sin(x_1/2)‖_r^s = 1 up to rounding: the suprema are at the ends of the interval."""
    sups = [math.sin(0.5), 1.0]
    return Fraction(1) / sum(Fraction(sups[k % 2]) / 2**k for k in range(r + 1))


@pytest.mark.parametrize("r", [1, 2, 3, 4])
def test_norm_control(r):
    """Just below 1 (up to the width of the cells) is accepted, 1 + 1e-9 is refused."""
    base = changed(witnesses.one_neuron_member("sin", r), s="1/2", t0="0", cells=4096)
    assert check(changed(base, c=str(norm_one_scale(r) * Fraction(999, 1000)))).valid
    refused = check(changed(base, c=str(norm_one_scale(r) * (1 + Fraction(1, 10**9)))))
    assert not refused.valid
    assert "norm" in refused.reason


@pytest.mark.parametrize(
    ("activation", "changes", "reason"),
    [
        ("clipped-relu", {"t0": "0"}, "smooth"),
        ("clipped-relu", {"t0": "1"}, "smooth"),
        ("clipped-relu", {"t0": "2"}, "differ"),
        ("elu", {"t0": "1/8"}, "smooth"),
        ("relu", {"t0": "-1"}, "differ"),
        ("tanh", {"c": "0"}, "differ"),
        ("tanh", {"s": "0"}, "differ"),
        ("tanh", {"points": ["1/2", "1/2"]}, "differ"),
        ("tanh", {"points": ["0", "2"]}, "points"),
        ("tanh", {"c": "2"}, "norm"),
        ("tanh", {"s": "9"}, "norm"),
        ("tanh", {"activation": "swish6"}, "activation"),
        ("tanh", {"r": 0}, "r must"),
        ("tanh", {"cells": 10**9}, "cells"),
        ("tanh", {"c": 0.5}, "fraction"),
    ],
)
def test_one_neuron_controls(activation, changes, reason):
    """A non-smooth y, a constant y, a norm above 1, points outside the cube."""
    result = check(changed(witnesses.one_neuron_member(activation, 2), **changes))
    assert not result.valid
    assert reason in result.reason


@pytest.mark.parametrize(
    ("certificate", "changes"),
    [
        (witnesses.unattained_infimum("tanh"), {"K": "1/10"}),
        (witnesses.unattained_infimum("tanh"), {"activation": "softplus"}),
        (witnesses.unattained_infimum("tanh"), {"activation": "relu"}),
        (witnesses.unattained_infimum("tanh"), {"target": "x_1"}),
        (witnesses.unattained_infimum("tanh"), {"t0": "1"}),
        (witnesses.unattained_infimum("sigmoid"), {"units": 1}),
        (witnesses.activation_facts("tanh"), {"activation": "relu"}),
        (witnesses.activation_facts("tanh"), {"vanishes-at-zero": False}),
        (witnesses.activation_facts("tanh"), {"V": "1"}),
        (witnesses.activation_facts("sigmoid"), {"vanishes-at-zero": True}),
        (witnesses.activation_facts("gelu"), {"derivative-integrable-bv": True}),
        (witnesses.activation_facts("sin"), {"derivative-integrable-bv": True}),
        (witnesses.relu_emulation("tanh"), {"K": "139/1000"}),
        (witnesses.relu_emulation("tanh"), {"form": "scale"}),
        (witnesses.relu_emulation("tanh"), {"activation": "sin"}),
        (witnesses.relu_emulation("elu"), {"K": "99/100"}),
        (witnesses.relu_emulation("arctan"), {"K": "3/10"}),
        (witnesses.non_closed_ball(2), {"c": "1/2"}),
        (witnesses.non_closed_ball(2), {"distance": "0"}),
        (witnesses.non_closed_ball(2), {"distance": "1"}),
        (witnesses.non_closed_ball(2), {"c": "-1/3"}),
        (witnesses.vanishing_targets(2), {"gamma": "1"}),
        (witnesses.vanishing_targets(2), {"n": 1}),
        (witnesses.vanishing_targets(2), {"delta": "1/1000000000"}),
        (witnesses.vanishing_targets(2), {"r": 3}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"p": 3}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"J": 49}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"eps": "1/50"}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"delta": "0"}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"V": "1"}),
        (witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 100)), {"activation": "relu"}),
        (witnesses.activation_facts("relu"), {"smooth-not-polynomial": True}),
        (witnesses.activation_facts("elu"), {"smooth-not-polynomial": False}),
        (witnesses.activation_facts("tanh"), {"smooth-not-polynomial": None}),
        (witnesses.oscillating_target("elu", 2), {"p": 5}),
        (witnesses.oscillating_target("elu", 2), {"r": 3}),
        (witnesses.oscillating_target("elu", 2), {"c": "1/10"}),
        (witnesses.oscillating_target("elu", 2), {"c": "0"}),
        (witnesses.oscillating_target("elu", 2), {"activation": "step"}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"n": 79}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"m1": 3}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"g": "1/100"}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"eps": "1/11"}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"nonzero": 1}),
        (witnesses.sparse_embedding(2, Fraction(1, 10)), {"dense_first_layer": 1}),
        (witnesses.linear_selection(2, 2), {"N": 1}),
        (witnesses.linear_example(), {"complexity": "2"}),
        (witnesses.linear_example(), {"matrix": [["1"], ["1", "1"]]}),
    ],
)
def test_controls(certificate, changes):
    assert check(certificate).valid
    assert not check(changed(certificate, **changes)).valid


def test_asymmetry_controls():
    (first, *_) = FINDINGS["asymmetry"].verdicts(REGISTRY)
    for changes in ({"only_a": []}, {"only_a": ["assumption-1"]}, {"b": first.certificate["a"]}):
        assert not check(changed(first.certificate, **changes)).valid


def test_the_obstruction_grows_like_one_over_eps():
    bounds = [
        Fraction(witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 10**k))["bound"]) for k in (2, 3, 4, 5)
    ]
    assert all(9 < b / a < 11 for a, b in pairwise(bounds))


def test_layerwise_variation_inequality():
    """TV_0((σ∘g)') ≤ 2V·TV_0(g')·(scale) on random piecewise linear g, by fine sampling."""
    numpy = pytest.importorskip("numpy")
    rng = numpy.random.default_rng(0)
    t = numpy.linspace(-1, 1, 200_001)
    for _ in range(20):
        knots = numpy.sort(rng.uniform(-1, 1, 5))
        slopes = rng.normal(size=6) * 5
        derivative = slopes[numpy.searchsorted(knots, t)]
        g = rng.normal() + numpy.cumsum(derivative) * (t[1] - t[0])
        outer = (1 - numpy.tanh(g) ** 2) * derivative

        def variation(f):
            return abs(f[0]) + abs(f[-1]) + numpy.abs(numpy.diff(f)).sum()

        assert variation(outer) <= 2 * 2 * variation(derivative)


@pytest.mark.parametrize("activation", witnesses.AUDITED)
@pytest.mark.parametrize("claim", [c for c in REGISTRY if c.hypotheses], ids=lambda c: c.id)
def test_every_verdict_says_what_it_stands_on(claim, activation):
    for verdict in audit(claim, activation):
        assert verdict.to_json()["evidence"] == verdict.evidence
        if verdict.certificate is not None:
            assert verdict.evidence.startswith("checked: ")
        elif verdict.rests_on:
            assert verdict.evidence == f"no certificate: by citation of {', '.join(verdict.rests_on)}"
        else:
            assert (verdict.outcome, verdict.evidence) == ("open", "no certificate: open")


@pytest.mark.parametrize("r", [1, 2, 3])
def test_the_oscillating_target_has_the_norm_it_is_given(r):
    """Derivatives by automatic differentiation of the formula, at points that crowd towards 0."""
    from flint import arb, arb_series, ctx

    certificate = witnesses.oscillating_target("elu", r)
    p, c = certificate["p"], Fraction(certificate["c"])
    before, ctx.cap = ctx.cap, r + 1
    try:
        sups = [0.0] * (r + 1)
        for j in range(1, 400):
            t = arb_series([arb(1) / (1 + arb(j) / 37), arb(1)], r + 1)
            y = t**p * (1 / t).sin()
            sups = [max(s, abs(float(y[k])) * math.factorial(k)) for k, s in enumerate(sups)]
    finally:
        ctx.cap = before
    assert 0 < float(c) * sum(sups) <= 1


def test_bad_input():
    with pytest.raises(BoundlabError, match=r"^activation"):
        audit(REGISTRY[PAPER + "1"], "step")
    with pytest.raises(BoundlabError, match="eps"):
        witnesses.total_variation_obstruction("tanh", 2, Fraction(1, 3))
