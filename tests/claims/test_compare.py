"""Comparisons: what is a separation, by how much, and what must not be called one."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from boundlab.checking import check
from boundlab.claims.claim import Counting, Direction, Quantifiers
from boundlab.claims.compare import compare
from boundlab.claims.quantity import DENSITY
from boundlab.derived.load import load
from boundlab.errors import BoundlabError
from boundlab.function_classes.classes.sobolev_ball import STRUCTURED

CLAIMS = load()
OTHERS = {"repair/quantised", "mhaskar-1993", "mhaskar-1996/analytic"}
PAPERS = ("galanti-wolf", "devore", "mhaskar", "repair")
CORE = [c for c in CLAIMS if c.id.startswith(PAPERS) and c.id not in OTHERS and c.quantity != DENSITY]
THM = "galanti-wolf-2020/thm-"
Q, G = CLAIMS[THM + "3"], CLAIMS[THM + "4"]


def test_q_against_g():
    found = compare(Q, G)
    assert found.verdict == "separation"
    assert found.where == ("r = 1",)
    for m1, m2 in product(range(1, 6), repeat=2):
        point = {"m1": m1, "m2": m2, "r": 1}
        gap = Q.order.growth_at(point)[0] - G.order.growth_at(point)[0]
        assert found.ratio.growth_at(point)[0] == gap == min(m1, m2) > 0


def test_numbers_put_in():
    found = compare(Q, G, {"m1": 2, "m2": 7})
    assert str(found.ratio) == "eps^(-2)"
    assert found.verdict == "separation"


def test_thm_5_against_thm_1_is_not_a_separation():
    found = compare(CLAIMS[THM + "5"], CLAIMS[THM + "1"])
    assert found.verdict == "not-comparable"
    assert [d.field for d in found.differences] == ["target class"]
    assert found.ratio is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target": STRUCTURED}, "target class"),
        ({"norm": "L2 norm"}, "error norm"),
        ({"counting": Counting.NONZERO}, "counting convention"),
        ({"quantifiers": Quantifiers.PER_TARGET}, "quantifiers"),
        ({"quantity": "N"}, "counted part"),
    ],
)
def test_every_difference_prevents_a_separation(change, field):
    found = compare(Q, replace(G, **change))
    assert found.verdict == "not-comparable"
    assert [d.field for d in found.differences] == [field]


def test_what_is_no_number_of_parameters_is_not_compared_with_one():
    found = compare(CLAIMS["kolmogorov-tikhomirov-1959"], CLAIMS["mhaskar-1996"])
    assert found.verdict == "not-comparable"
    assert [(d.field, d.a) for d in found.differences] == [("counted part", "no parameters, ln M")]
    pair = CLAIMS["karpinski-macintyre-1997"], CLAIMS["siegel-2023"]
    assert compare(*pair).verdict == "not-comparable"


def test_two_lower_bounds_separate_nothing():
    found = compare(CLAIMS[THM + "2"], replace(G, direction=Direction.LOWER))
    assert found.verdict == "no-separation"


def test_a_smaller_lower_bound_is_no_separation():
    weak = replace(Q, order_text="eps^(-m1/2)")
    found = compare(weak, G)
    assert found.verdict == "no-separation"
    assert found.decision.verdict == "refuted"


def test_same_order():
    found = compare(CLAIMS["devore-howard-micchelli-1989"], CLAIMS["mhaskar-1996"])
    assert found.verdict == "same-order"


@pytest.mark.parametrize("pair", list(product(CORE, repeat=2)), ids=lambda p: f"{p[0].id}-{p[1].id}")
def test_every_pair_gets_an_answer_with_a_valid_certificate(pair):
    found = compare(*pair)
    assert found.verdict != "undecided"
    assert check(found.decision.certificate()).valid
    assert found.to_json()["verdict"] == found.verdict


def test_orders_in_different_scales_are_refused():
    with pytest.raises(BoundlabError, match="invert one of them"):
        compare(CLAIMS["siegel-2023"], CLAIMS["mhaskar-1996"])


def test_the_separation_survives_in_repaired_form():
    found = compare(CLAIMS["repair/thm-2-entropy"], CLAIMS["repair/thm-4-linear"])
    assert found.verdict == "separation"
    assert not found.differences


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"r": 2}, "r = 2: contradicts r = 1"),
        ({"m1": 0}, "m1: got '0', expected an integer ≥ 1"),
        ({"m1": Fraction(1, 2)}, "m1: got '1/2', expected an integer ≥ 1"),
        ({"m1": True}, "m1: got 'True', expected an integer ≥ 1"),
        ({"q": 1}, "q: got '1'"),
        ({"m": 2, "m1": 2}, "m1: got '2', expected less than 2: it contradicts m = m1 \\+ m2"),
        ({"m": 3, "m1": 1, "m2": 1}, "m: got '3', expected 2: it contradicts m = m1 \\+ m2"),
        ({"m": 1}, "m: got '1', expected 2 or more"),
    ],
)
def test_bad_values(values, message):
    with pytest.raises(BoundlabError, match=message):
        compare(Q, G, values)
