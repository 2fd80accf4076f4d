"""Derived bounds: inclusion, rules, best, consistency, ablation."""

import random
import time
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.activations import catalogue
from boundlab.checking import check
from boundlab.claims.claim import REGIMES, Counting, Direction, Status
from boundlab.claims.norm import NORMS, Norm
from boundlab.claims.registry import Registry
from boundlab.claims.scope import Depth, Kind, Precision, Selection, Weights, Width, around
from boundlab.derived.ablation import ablate
from boundlab.derived.bounds import best
from boundlab.derived.closure import Closure, closure_of
from boundlab.derived.consistency import assumptions, contradictions, without
from boundlab.derived.load import load
from boundlab.derived.orders import at_most, smaller
from boundlab.derived.phase import phase_table
from boundlab.derived.query import CERTAIN, Query
from boundlab.derived.rule import discover
from boundlab.errors import BoundlabError
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL, STRUCTURED
from boundlab.symbolic.decide import decide
from boundlab.symbolic.grammar import parse_order
from boundlab.symbolic.inversion import invert

REGISTRY = load()
CLOSURE = closure_of(REGISTRY)
THM_1 = "galanti-wolf-2020/thm-1"
ENUMS = [*REGIMES.values(), list(NORMS.values())]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda e: getattr(e, "__name__", "Norm"))
def test_inclusion_is_a_partial_order(enum):
    for a, b, c in product(enum, repeat=3):
        assert a.within(a)
        assert not (a.within(b) and b.within(a)) or a == b
        assert not (a.within(b) and b.within(c)) or a.within(c)


def test_regimes_of_different_kinds_do_not_mix():
    assert Depth.FIXED.within(Depth.LOG)
    assert Width.FIXED.within(Width.ANY)
    assert not Selection.LINEAR.within(Selection.LIPSCHITZ)
    assert not Weights.SPECTRAL.within(Weights.POLYNOMIAL)


def test_a_regime_may_lie_within_several():
    """A second inclusion of the same regime once replaced the first."""
    found = around([(Depth.FIXED, Depth.LOG), (Depth.FIXED, Depth.POWER), (Width.FIXED, Width.ANY)])
    assert found[Depth, "FIXED"] == (Depth.LOG, Depth.POWER)
    assert found[Width, "FIXED"] == (Width.ANY,)


def test_inversion_rule_agrees_with_the_inversion_engine():
    for d in CLOSURE:
        if d.rule is not None and d.rule.id == "inversion":
            assert decide(f"{d.claim.order} ≍ {invert(d.premise.claim.order)}").proved, d.claim.id


def test_every_rule_is_used_or_is_the_inclusion():
    used = {d.rule.id for d in CLOSURE if d.rule is not None}
    assert used | {"inclusion"} == set(discover())


def test_closure_is_a_fixed_point_and_quick():
    start = time.process_time()
    again = Closure(REGISTRY)
    assert time.process_time() - start <= 2
    ids = {d.claim.id for d in again}
    for d in again:
        for rule in again.rules.values():
            assert {c.id for c in rule.apply(d.claim)} <= ids
        assert d.claim.status.rank >= max((p.claim.status.rank for p in d.chain()), default=0)


@pytest.mark.parametrize(
    ("query", "lower", "upper", "tight"),
    [
        (Query("relu", SOBOLEV_BALL), "eps^(-m/(2*r))", "eps^(-m/(2*r))", True),
        (Query("tanh", SOBOLEV_BALL), "eps^(-m/(4*r))", "eps^(-m/(2*r))", False),
        (Query("sin", SOBOLEV_BALL), None, "eps^(-m/r)", None),
        (Query("maiorov-pinkus", SOBOLEV_BALL), None, "1", None),
        (Query("tanh", SOBOLEV_BALL, selection=Selection.CONTINUOUS), "eps^(-m/r)", "eps^(-m/r)", True),
        (
            Query("relu", SOBOLEV_BALL, depth=Depth.LOG),
            "eps^(-m/r)*log(1/eps)^(-2)",
            "eps^(-m/r)*log(1/eps)",
            False,
        ),
        (
            Query("tanh", SOBOLEV_BALL, "N_g", Kind.HYPERNETWORK, selection=Selection.CONTINUOUS),
            "eps^(-m1/r)",
            "eps^(-m1/r)",
            True,
        ),
        (
            Query("tanh", SOBOLEV_BALL, weights=Weights.POLYNOMIAL, depth=Depth.FIXED),
            "eps^(-m/r)*log(1/eps)^(-1)",
            None,
            None,
        ),
    ],
)
def test_best_on_known_cases(query, lower, upper, tight):
    """The answers a reader of the papers would give."""
    found = best(CLOSURE, query)
    assert [str(a.order) for a in found.lower] == ([str(parse_order(lower))] if lower else [])
    assert [str(a.order) for a in found.upper] == ([str(parse_order(upper))] if upper else [])
    assert found.tight is tight


def test_conditional_rows_are_not_used_silently():
    query = Query("tanh", SOBOLEV_BALL, counting=Counting.DENSE)
    found = best(CLOSURE, query)
    used = {a.derivation.root.id for a in (*found.lower, *found.upper)}
    assert THM_1 not in used
    assert any(a.claim.id == THM_1 and "NR" in why and "Assumption 1" in why for a, why in found.conditional)
    granted = frozenset(h.id for h in assumptions(REGISTRY[THM_1]))
    assert [a.claim.id for a in best(CLOSURE, replace(query, assume=granted)).lower] in (
        [THM_1],
        ["galanti-wolf-2020/standard-network"],
    )


def test_unverified_rows_stay_out_and_are_shown():
    query = Query("tanh", SOBOLEV_BALL, depth=Depth.TWO_HIDDEN, selection=Selection.LIPSCHITZ)
    found = best(CLOSURE, query)
    assert {a.claim.status for a in (*found.lower, *found.upper)} <= CERTAIN
    for a, why in best(CLOSURE, Query("relu", SOBOLEV_BALL, norm=Norm.L2, precision=Precision.LOG)).conditional:
        assert a.claim.status in CERTAIN or str(a.claim.status) in why
    for d in CLOSURE:
        if d.root.status == Status.UNVERIFIED:
            assert d.claim.status == Status.UNVERIFIED


def test_class_inclusion():
    found = best(CLOSURE, Query("sin", STRUCTURED))
    assert any("target class" in step for step in found.upper[0].inclusions)
    assert not best(CLOSURE, Query("tanh", STRUCTURED)).lower


def queries():
    return st.builds(
        Query,
        activation=st.one_of(st.sampled_from(sorted(catalogue())), st.sampled_from(["relu, sin", "relu6, tanh"])),
        target=st.sampled_from([SOBOLEV_BALL, STRUCTURED]),
        depth=st.sampled_from(list(Depth)),
        width=st.sampled_from(list(Width)),
        weights=st.sampled_from(list(Weights)),
        selection=st.sampled_from(list(Selection)),
        norm=st.sampled_from(list(NORMS.values())),
        counting=st.sampled_from(list(Counting)),
    )


def subregistry(registry, seed, share=0.6):
    rng = random.Random(seed)
    kept = {c.id for c in registry if rng.random() < share}
    while True:
        closed = {i for i in kept if set(registry[i].depends_on) <= kept}
        if closed == kept:
            return Registry(c for c in registry if c.id in kept)
        kept = closed


STRIPPED = without(REGISTRY, THM_1, [h.id for h in assumptions(REGISTRY[THM_1])])


@settings(max_examples=12)
@given(queries(), st.integers(0, 10**6), st.booleans())
def test_best_never_contradicts_itself_unless_consistency_says_so(query, seed, strip):
    closure = Closure(subregistry(STRIPPED if strip else REGISTRY, seed))
    found = best(closure, query)
    for low, up in found.contradictions:
        reported = contradictions(closure, about={low.claim.id})
        assert (low.claim.id, up.claim.id) in {(c.lower.claim.id, c.upper.claim.id) for c in reported}


def test_contradictions_do_reach_best():
    """The property above is not empty: with thm-1 stripped, best meets a contradiction."""
    found = best(Closure(STRIPPED), Query("tanh", SOBOLEV_BALL, counting=Counting.DENSE))
    assert found.contradictions


@settings(max_examples=12)
@given(queries(), st.integers(0, 10**6))
def test_dropping_a_row_never_improves_best(query, seed):
    registry = subregistry(REGISTRY, seed, 0.8)
    ids = [c.id for c in registry]
    gone = random.Random(seed).choice(ids) if ids else None
    fewer = Registry(c for c in registry if c.id != gone and gone not in c.depends_on)
    whole, part = best(Closure(registry), query), best(Closure(fewer), query)
    assert all(any(at_most(b.order, a.order) for a in whole.lower) for b in part.lower)
    assert all(any(at_most(a.order, b.order) for a in whole.upper) for b in part.upper)


def test_consistency_finds_the_stripped_theorem_and_nothing_else():
    assert list(contradictions(CLOSURE)) == []
    found = list(contradictions(Closure(STRIPPED)))
    pairs = {(c.lower.claim.id, c.upper.claim.id) for c in found}
    assert (THM_1, "yarotsky-2018/emulation") in pairs
    assert {low for low, _ in pairs} == {THM_1, f"{THM_1}/slices"}
    for c in found:
        decision = decide(c.statement())
        assert decision.proved
        assert check(decision.certificate()).valid


@pytest.mark.parametrize("kept", [h.id for h in assumptions(REGISTRY[THM_1])])
def test_one_remaining_assumption_prevents_the_contradiction(kept):
    dropped = [h.id for h in assumptions(REGISTRY[THM_1]) if h.id != kept]
    assert list(contradictions(Closure(without(REGISTRY, THM_1, dropped)))) == []


def test_a_planted_contradiction_is_found():
    upper = REGISTRY["mhaskar-1996"]
    planted = replace(upper, id="planted", direction=Direction.LOWER, order_text="eps^(-2*m/r)", hypotheses=())
    found = list(contradictions(Closure([upper, planted])))
    assert [(c.lower.claim.id, c.upper.claim.id) for c in found if c.lower.rule is c.upper.rule is None] == [
        ("planted", "mhaskar-1996")
    ]
    outside = replace(planted, approximators=replace(planted.approximators, weights=Weights.POLYNOMIAL))
    assert list(contradictions(Closure([upper, outside]))) == []


def test_ablation():
    found = {a.dropped: a for a in ablate(REGISTRY, THM_1)}
    assert found[("not-representable",)].outcome == "unknown"
    joint = found[("not-representable", "assumption-1", "assumption-2")]
    assert joint.outcome == "contradicted"
    assert "yarotsky-2018/emulation" in joint.by
    (width,) = ablate(REGISTRY, "devore-howard-micchelli-1989")
    assert width.outcome == "contradicted"
    linear = {a.dropped: a for a in ablate(REGISTRY, "mhaskar-1996")}[("linear-selection",)]
    assert linear.outcome == "still-true"
    with pytest.raises(BoundlabError, match="not-representable"):
        without(REGISTRY, THM_1, ["nonsense"])


def test_orders_agree_with_the_decision_procedure():
    orders = sorted({str(d.claim.order) for d in CLOSURE if d.claim.order.scale_name == "eps"})
    rng = random.Random(0)
    for a, b in [rng.sample(orders, 2) for _ in range(60)]:
        x, y = parse_order(a), parse_order(b)
        assert at_most(x, y) == decide(f"{a} ≲ {b}").proved
        assert smaller(x, y) == decide(f"{a} ≺ {b}").proved


def test_phase_table_has_no_contradiction():
    rows = list(phase_table(CLOSURE, ["relu", "tanh"]))
    assert len(rows) == 2 * 3 * 2 * 4
    for row in rows:
        for low, up in product(filter(None, row["lower"].split("; ")), filter(None, row["upper"].split("; "))):
            assert not smaller(parse_order(up), parse_order(low))
