"""Parameters with domains: every claim declares them, comparisons use all of them, nothing is guessed."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.claims.claim import Direction
from boundlab.claims.compare import compare, order_value
from boundlab.claims.norm import SYMBOL
from boundlab.claims.quantity import TWO_SCALES
from boundlab.claims.registry import Registry
from boundlab.claims.scope import Depth, Kind
from boundlab.derived.bounds import best
from boundlab.derived.closure import Closure, closure_of
from boundlab.derived.consistency import contradictions
from boundlab.derived.load import load
from boundlab.derived.orders import at_most, smaller
from boundlab.derived.query import Query
from boundlab.errors import BoundlabError
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL, STRUCTURED
from boundlab.symbolic.domain import (
    FAMILY,
    INTEGER,
    POSITIVE_INTEGER,
    REAL,
    Domain,
    Parameter,
    Ranges,
    checked_values,
    exact,
    real_above,
    real_from,
)
from boundlab.symbolic.grammar import parse_order

CLAIMS = load()
UPPER, POLYLOG = CLAIMS["yarotsky-2018"], CLAIMS["yarotsky-2017/lower-polylog-depth"]
DOMAINS = (POSITIVE_INTEGER, INTEGER, REAL, real_above(0), real_above(Fraction(1, 2)), real_from(1), real_from(-2))
POINTS = [Fraction(n, d) for n in range(-6, 9) for d in (1, 2, 3)]


def lower(order, *declared):
    return replace(POLYLOG, id="test", order_text=order, declared=declared)


@pytest.mark.parametrize("claim", [d.claim for d in closure_of(CLAIMS)], ids=lambda c: c.id)
def test_every_parameter_of_every_claim_has_a_domain(claim):
    assert claim.ranges.names == claim.parameters
    assert claim.to_json()["parameters"] == [
        {"name": n, "domain": str(d), "meaning": claim.meaning(n)} for n, d in claim.ranges.items
    ]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_every_declared_parameter_is_used_and_said_what_it_is(claim):
    own = {*FAMILY, *claim.target.domains, SYMBOL, *TWO_SCALES.get(claim.quantity, ())}
    assert {p.name for p in claim.declared} == set(claim.parameters) - own
    assert all(p.meaning for p in claim.declared)


def test_a_claim_without_a_domain_is_refused_everywhere():
    nameless = lower("eps^(-m)*log(1/eps)^(-p)")
    for act in (lambda: Registry([nameless]), lambda: Closure([nameless]), lambda: compare(nameless, UPPER)):
        with pytest.raises(BoundlabError, match="the domain of p is not declared"):
            act()
    with pytest.raises(BoundlabError, match="the domain of s is not declared"):
        order_value(replace(nameless, order_text="eps^(-m)", conditions=("s >= 1",)), {})


@pytest.mark.parametrize("name", [*FAMILY, "", "1p", "p q", None])
def test_bad_declarations_are_refused(name):
    with pytest.raises(BoundlabError):
        Parameter(name, REAL, "x")


def test_bad_domains_are_refused():
    for act in (lambda: Domain("complex"), lambda: Domain("integer", 3), lambda: Domain("real", 0.5)):
        with pytest.raises(BoundlabError):
            act()
    with pytest.raises(BoundlabError, match="domain of p: got 'real'"):
        Parameter("p", "real", "x")
    with pytest.raises(BoundlabError, match="declared twice"):
        _ = lower("eps^(-p)", Parameter("p", REAL, "x"), Parameter("p", INTEGER, "y")).ranges


def test_two_domains_of_one_name_are_not_mixed_up():
    a = lower("eps^(-m-p)", Parameter("p", real_above(0), "x"))
    b = replace(UPPER, order_text="eps^(-p)", declared=(Parameter("p", POSITIVE_INTEGER, "y"),))
    with pytest.raises(BoundlabError, match="p is a real number > 0 in one claim and an integer ≥ 1 in the other"):
        compare(a, b)


def test_a_real_parameter_is_not_taken_for_an_integer():
    """For integers s the first order is larger, at s = 1/2 and m = 1 it is not."""
    s = Parameter("s", real_above(0), "smoothness")
    a, b = lower("eps^(-m-1)", s), replace(UPPER, order_text="eps^(-m/s)", declared=(s,), conditions=())
    found = compare(a, b)
    assert found.verdict == "no-separation"
    assert "all real s > 0" in found.range
    assert check(found.decision.certificate()).valid
    assert compare(a, b, {"s": 1}).verdict == compare(a, b, {"s": Fraction(3, 2)}).verdict == "separation"
    assert compare(a, b, {"s": Fraction(1, 2)}).verdict == "no-separation"
    whole = Parameter("s", POSITIVE_INTEGER, "smoothness")
    assert compare(replace(a, declared=(whole,)), replace(b, declared=(whole,))).verdict == "separation"
    assert list(contradictions(Closure([replace(a, id="a"), b]))) == []


def test_bounds_with_different_domains_are_different_bounds():
    a = lower("eps^(-m-p)", Parameter("p", real_above(0), "x"))
    b = replace(a, id="other", declared=(Parameter("p", POSITIVE_INTEGER, "x"),))
    closure = Closure([a, b])
    assert {"test", "other", "test/slices", "other/slices"} <= {d.claim.id for d in closure}
    assert dict(closure["other/slices"].claim.ranges.items)["p"] == POSITIVE_INTEGER


def test_every_parameter_is_named():
    found = compare(POLYLOG, UPPER)
    assert found.range == "all integers m ≥ 1, all real p ≥ 1, r = 1"
    assert found.to_json()["parameters"] == {
        "m": "an integer ≥ 1", "p": "a real number ≥ 1", "r": "an integer ≥ 1"
    }  # fmt: skip
    assert compare(POLYLOG, UPPER, {"p": Fraction(5, 2)}).where == ("r = 1", "p = 5/2")
    with pytest.raises(BoundlabError, match="p: got '1/2', expected a real number ≥ 1"):
        compare(POLYLOG, UPPER, {"p": Fraction(1, 2)})


def test_integers_of_any_sign():
    k = Parameter("k", INTEGER, "a shift")
    a, b = lower("eps^(-m-k)", k), replace(UPPER, order_text="eps^(-m/2)")
    found = compare(a, b)
    assert found.verdict == "no-separation"
    assert found.to_json()["witness"]["k"] < 0
    assert f"k = {found.to_json()['witness']['k']}" in found.reason
    assert "k_above" not in found.reason
    assert compare(a, b, {"k": -3, "m": 8}).verdict == "separation"
    square = lower("eps^(-m-k*k)", k)
    assert compare(square, b).verdict == "separation"
    assert check(compare(square, b).decision.certificate()).valid


@given(st.sampled_from(DOMAINS), st.sampled_from(POINTS), st.booleans())
def test_membership_is_what_the_words_say(domain, value, strict):
    if domain.kind == "integer" and value.denominator != 1:
        assert value not in domain
    elif domain.least is None:
        assert value in domain
    else:
        assert (value in domain) == (value > domain.least or (value == domain.least and not domain.strict))


@settings(max_examples=25)
@given(
    st.sampled_from(["eps^(-m/s)", "eps^(-m-s)", "eps^(-m)*log(1/eps)^s", "eps^(-m)*log(1/eps)^(-s)", "eps^(-s*m)"]),
    st.sampled_from(["eps^(-m)", "eps^(-m-1)", "eps^(-2*m/s)", "eps^(-m)*log(1/eps)^(s+1)", "eps^(-m-s-1)"]),
    st.sampled_from([POSITIVE_INTEGER, real_above(0), real_from(1), real_above(Fraction(1, 3))]),
)
def test_orders_over_domains_agree_with_a_grid(a, b, domain):
    x, y, ranges = parse_order(a), parse_order(b), Ranges.of({"s": domain})
    grid = [{"m": m, "s": s} for m, s in product((1, 2, 3), POINTS) if s in domain]
    growth = [(x.growth_at(p), y.growth_at(p)) for p in grid]
    if at_most(x, y, ranges):
        assert all(u <= v for u, v in growth)
    if smaller(x, y, ranges):
        assert all(u < v for u, v in growth)
    if not all(u <= v for u, v in growth):
        assert at_most(x, y, ranges) is False


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_values_of_the_dimensions_add_up_or_are_refused(m, m1, m2):
    for part, other in (("m1", "m2"), ("m2", "m1")):
        given_ = {"m": m, part: m1}
        if m1 < m:
            assert checked_values(given_, Ranges.of(FAMILY)) == {**given_, other: m - m1}
        else:
            with pytest.raises(BoundlabError, match="contradicts"):
                checked_values(given_, Ranges.of(FAMILY))
    values = {"m": m, "m1": m1, "m2": m2}
    for act in (lambda: Query("tanh", SOBOLEV_BALL, values=values), lambda: compare(CLAIMS["mhaskar-1996"], G, values)):
        if m == m1 + m2:
            act()
        else:
            with pytest.raises(BoundlabError, match="m: got"):
                act()


G = CLAIMS["galanti-wolf-2020/standard-network"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"values": {"m": 0}}, "m: got '0'"),
        ({"values": {"m": 1}, "kind": Kind.HYPERNETWORK, "quantity": "N_g"}, "m: got '1', expected 2 or more"),
        ({"values": {"m": 1}, "target": STRUCTURED}, "m: got '1', expected 2 or more"),
        ({"activation": "step"}, "activation: got 'step'"),
        ({"target": "sobolev"}, "target: got 'sobolev'"),
    ],
)
def test_bad_queries(query, message):
    with pytest.raises(BoundlabError, match=message):
        Query(**{"activation": "tanh", "target": SOBOLEV_BALL, **query})


def test_best_uses_declared_parameters():
    query = Query("relu", SOBOLEV_BALL, depth=Depth.POLYLOG)
    found = best(closure_of(CLAIMS), query)
    assert str(found.ranges.text()) == "all integers m, r ≥ 1, all real p ≥ 1"
    put = best(closure_of(CLAIMS), replace(query, values={"p": Fraction(3, 2)}))
    assert [str(a.order) for a in put.lower] == ["eps^(-m/r)*log(1/eps)^(-5/2)"]
    for values, message in (({"zeta": 2}, "zeta: got '2'"), ({"p": Fraction(1, 2)}, "p: got '1/2'")):
        with pytest.raises(BoundlabError, match=message):
            best(closure_of(CLAIMS), replace(query, values=values))


@pytest.mark.parametrize("text", ["", "x", "1/0", "nan", "inf", "1_0", "--1", "1/2/3", "1e201", "9" * 201, "٣"])
def test_inexact_values_are_refused(text):
    with pytest.raises(BoundlabError, match="p: got"):
        exact("p", text)


def test_exact_values():
    assert [exact("p", t) for t in ("3", "-2", "1/3", "0.25", "4/2", "1e2")] == [
        3,
        -2,
        Fraction(1, 3),
        Fraction(1, 4),
        2,
        100,
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"direction": "Upper"}, "direction: got 'Upper', expected one of lower, upper, tight"),
        ({"status": "true"}, "status: got 'true'"),
        ({"counting": None}, "counting: got 'None'"),
        ({"quantifiers": 1}, "quantifiers: got '1'"),
        ({"norm": 2}, "norm: got '2'"),
        ({"target": "sobolev-ball"}, "target: got 'sobolev-ball'"),
        ({"approximators": Kind.NETWORK}, "approximators: got"),
        ({"conditions": "r = 1"}, "conditions: got 'r = 1', expected a tuple"),
        ({"hypotheses": ("NR",)}, "hypotheses: got"),
        ({"order_text": None}, "order_text: got 'None'"),
    ],
)
def test_wrong_types_are_refused_at_construction(change, message):
    with pytest.raises(BoundlabError, match=message):
        replace(UPPER, **change)


def test_values_of_enumerations_may_be_given_as_text():
    assert replace(UPPER, direction="upper").direction is Direction.UPPER
    scope = UPPER.approximators
    assert replace(scope, depth="any") == scope
    for change in ({"depth": "deep"}, {"depth": scope.width}, {"activation": "relu"}):
        with pytest.raises(BoundlabError, match="approximators: "):
            replace(scope, **change)


@pytest.mark.parametrize("wrong", ["galanti-wolf-2020/thm-3", None, 3, UPPER.order])
def test_compare_wants_claims(wrong):
    for pair, name in (((wrong, UPPER), "a"), ((UPPER, wrong), "b")):
        with pytest.raises(BoundlabError, match=f"{name}: got .*expected a Claim"):
            compare(*pair)
