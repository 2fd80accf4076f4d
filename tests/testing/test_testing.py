"""What boundlab.testing draws is what it says, and a false inequality shrinks to its smallest counterexample."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boundlab
from boundlab.claims.claim import check_claim
from boundlab.errors import BoundlabError
from boundlab.function_classes.parse import parse_target
from boundlab.symbolic.decide import decide
from boundlab.symbolic.expression import parameter
from boundlab.symbolic.grammar import parse_order
from boundlab.testing import (
    accuracies,
    assert_bound,
    assert_certificate,
    assert_order,
    claims,
    configurations,
    cube,
    networks,
    orders,
    parameters,
    targets,
)

EXPONENTS = st.sampled_from([parameter(name) for name in ("m1", "r")])
few = settings(max_examples=25)


def message(test):
    with pytest.raises(AssertionError) as caught:
        test()
    return str(caught.value)


def test_a_wrong_inequality_shrinks_to_the_smallest_counterexample():
    @settings(max_examples=30)
    @given(parameters("m1, m2, r", ["m2 >= 2"]))
    def wrong(p):
        assert_bound("min(m1 + m2, 2*m1)/r", ">=", "(m1 + m2)/r", at=p)

    expected = "min(m1 + m2, 2*m1)/r >= (m1 + m2)/r fails at m1 = 1, m2 = 2, r = 1: 2 is not >= 3"
    assert message(wrong) == expected

    @given(parameters("x, y", positive="x, y"))
    def wrong_for_reals(p):
        assert_bound("x/y + y/x", ">", 2, at=p)

    assert message(wrong_for_reals) == "x/y + y/x > 2 fails at x = 1, y = 1: 2 is not > 2"


def test_a_wrong_law_of_orders_shrinks():
    @settings(max_examples=30)
    @given(orders(EXPONENTS), orders(EXPONENTS))
    def wrong(a, b):
        assert_order(f"{a} + {b} ≲ {a}")

    found = message(wrong)
    assert found.endswith(" fails at m1 = 1")
    assert len(found) < 80
    assert " is undecided: " in message(lambda: assert_order("m^5 + n^5 != k^5", ["m >= 1000"]))


@few
@given(orders(EXPONENTS), orders(EXPONENTS))
def test_a_right_law_of_orders_passes(a, b):
    assert assert_order(f"{a} + {b} ≍ {b} + {a}").proved
    assert parse_order(str(a)) == a


@pytest.mark.parametrize("m", [1, 2, 3])
@pytest.mark.parametrize("r", [1, 2])
@few
@given(data=st.data())
def test_targets_are_members_with_a_certified_norm(m, r, data):
    y = data.draw(targets(m, r))
    norm = y.norm(r)
    assert (y.dimension, norm.certified) == (m, True)
    assert_bound(norm.value, "<=", 1)
    assert y.smooth(r)
    assert parse_target(y.text).text == y.text
    point = data.draw(cube(m))
    assert_bound(abs(float(y([float(c) for c in point]))), "<=", 1)


@few
@given(claims(), claims(direction="lower", status="conjecture"))
def test_claims_are_claims(any_claim, lower):
    check_claim(any_claim)
    check_claim(lower)
    assert lower.direction == "lower"
    assert any_claim.order.scale_name in ("eps", None)


@few
@given(st.data())
def test_parameters_of_a_claim_lie_in_its_domains(data):
    claim = data.draw(st.sampled_from([c for c in boundlab.load() if c.parameters]))
    point = data.draw(parameters(claim))
    assert claim.ranges.admit(point)
    assert all(condition.holds(point) for condition in claim.given)
    m = data.draw(parameters("m, m1, m2"))
    assert m["m"] == m["m1"] + m["m2"]


@few
@given(accuracies(), parameters("a, n", real="a", integer="n"))
def test_accuracies_and_domains(eps, point):
    assert Fraction(1, 10**9) <= eps < 1
    assert isinstance(point["a"], Fraction)
    assert isinstance(point["n"], int)


@pytest.mark.parametrize("name", ["full", "low-rank"])
@settings(max_examples=10)
@given(st.data())
def test_networks_are_counted_by_their_configuration(name, data):
    pytest.importorskip("torch")
    row, module = data.draw(networks(name, largest=5))
    assert sum(p.numel() for p in module.parameters()) == row.bill().trainable
    assert data.draw(configurations(name)).name() == name


def test_certificates_are_checked():
    certificate = decide("min(m1+m2, 2*m1) >= m1").certificate()
    assert assert_certificate(certificate).certified
    certificate["statement"]["claim"] = "min(m1+m2, 2*m1) >= m1+m2"
    assert message(lambda: assert_certificate(certificate)).startswith("the certificate is refused: ")


BOUNDS = [
    (0.1, ">", Fraction(1, 10)),
    (0.1, "<=", 0.1),
    (math.inf, ">", 10**400),
    (2, "==", "1 + 1"),
    (-0.5, "<", "-1/3"),
]


@pytest.mark.parametrize(("left", "relation", "right"), BOUNDS, ids=[relation for _, relation, _ in BOUNDS])
def test_bounds_are_exact_and_a_nan_fails(left, relation, right):
    """The float 0.1 is larger than 1/10."""
    assert_bound(left, relation, right)
    opposite = {">": "<=", "<=": ">", "==": "<", "<": ">="}[relation]
    assert "fails" in message(lambda: assert_bound(left, opposite, right))
    for other in ("<=", ">", "="):
        assert "nan is not" in message(lambda other=other: assert_bound(math.nan, other, 1))


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: assert_bound(1, "~", 1), "relation: got '~'"),
        (lambda: assert_bound("m", "<=", 1), "m: no value given for this parameter"),
        (lambda: assert_bound("1/m", "<=", 1, at={"m": 0}), "at: 1/m: a divisor vanishes at m = 0"),
        (lambda: assert_bound("__import__('os')", "<=", 1), "left: cannot read"),
        (lambda: assert_bound(None, "<=", 1), "left: got 'None'"),
        (lambda: parameters("m, 1"), "of: got '1'"),
        (lambda: parameters("m", ["k > 1"]), "where: got 'k > 1', expected a condition in m; it has k"),
        (lambda: targets(9, 1).example(), "bumps: got"),
    ],
)
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_bad_arguments_are_one_line(call, part):
    with pytest.raises(BoundlabError) as caught:
        call()
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_hypothesis_one_line_says_what_to_install(monkeypatch):
    import sys

    for name in [name for name in sys.modules if name.startswith("boundlab.testing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(BoundlabError, match=r"^needs hypothesis: pip install 'boundlab\[testing\]'$"):
        import boundlab.testing  # noqa: F401
