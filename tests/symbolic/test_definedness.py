"""Definedness is a goal inside cases; integers of any sign; declared ranges. `decide` has every answer checked."""

import copy

import pytest

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

PROVED = [
    ("1/(1+max(0,s)) <= 1", [], {"real": ["s"]}),
    ("x/x = 1", ["x != 0"], {"real": ["x"]}),
    ("1/(m-1) > 0", ["m != 1"], {}),
    ("1/max(s,t) > 0", ["s > 0"], {"real": ["s", "t"]}),
    ("1/(x^2-1) < 0", ["x < 1", "x > -1"], {"real": ["x"]}),
    ("x/(y*z) >= 0 or x/(y*z) < 0", ["y != 0", "z != 0"], {"real": ["x", "y", "z"]}),
    ("1/(1/(k-1)) = k - 1", ["k > 1 or k < 0"], {"integer": ["k"]}),
    ("eps^(-1/max(1, s)) ≲ eps^(-1)", [], {"real": ["s"]}),
    ("k^2 >= k", [], {"integer": ["k"]}),
    ("2*k != 2*j + 1", [], {"integer": ["j", "k"]}),
    ("s + 1/s >= 2", [], {"positive": ["s"]}),
]
REFUTED = [
    ("1/(1+max(0,s)) < 1", [], {"real": ["s"]}),
    ("k >= 0", [], {"integer": ["k"]}),
    ("2*k != j + 1", [], {"integer": ["j", "k"]}),
    ("s >= 1/1000", [], {"positive": ["s"]}),
]


@pytest.mark.parametrize(("claim", "where", "declared"), PROVED)
def test_divisors_are_shown_other_than_zero_in_the_cases_of_the_conditions(claim, where, declared):
    assert decide(claim, where, **declared).verdict == "proved"


@pytest.mark.parametrize(("claim", "where", "declared"), REFUTED)
def test_a_failure_is_found_over_every_range(claim, where, declared):
    assert decide(claim, where, **declared).verdict == "refuted"


@pytest.mark.parametrize(
    ("claim", "where"), [("1/(1+min(0,s)) >= 1", []), ("x/x = 1", []), ("1/(s-1) + 1/s > 0 or s = s", ["s > 0"])]
)
def test_what_is_undefined_somewhere_is_not_proved(claim, where):
    assert not decide(claim, where, ["x" if "x" in claim else "s"], work=500_000).proved


def certificate():
    return copy.deepcopy(decide("1/max(s,t) > 0", ["s > 0"], ["s", "t"]).certificate())


def test_the_proof_of_a_divisor_is_needed_and_speaks_of_it():
    sound = certificate()
    assert check(sound).valid
    without, other, twice = certificate(), certificate(), certificate()
    del without["proof"]["divisors"]
    other["proof"]["divisors"][0]["is"] = "s"
    twice["proof"]["divisors"][0]["by"]["divisors"] = []
    for broken in (without, other, twice):
        assert not check(broken).valid


def test_a_divisor_is_not_shown_by_the_claim():
    divisor = {"by": "combination", "terms": [["1", ["f"]], ["1", ["g"]]]}
    steps = [
        {"step": "fact", "from": "claim", "polynomial": "-x", "as": "f", "times": []},
        {"step": "fact", "from": "divisor", "polynomial": "x", "as": "g"},
    ]
    head = {"kind": "decision", "version": 1, "verdict": "proved"}
    statement = {"claim": "x/x*x > 0", "where": [], "real": ["x"]}
    node = {"steps": steps, "close": divisor}
    result = check(
        {**head, "statement": statement, "proof": {"defined": [{"divisor": "x", "proof": node}], "close": divisor}}
    )
    assert not result.valid
    assert "claim" in result.reason


def test_a_sign_split_has_three_cases():
    sound = copy.deepcopy(decide("1/(m-1) > 0 or 1/(m-1) < 0", ["m > 1 or m < 1"]).certificate())
    assert check(sound).valid
    case = {"close": sound["proof"]["close"]}
    split = {"by": "sign", "of": "m - 1", "as": "v", "cases": [case] * 2}
    result = check({**sound, "proof": {**sound["proof"], "close": split}})
    assert result.reason == "2 cases where there are 3"


def test_declarations_are_checked():
    with pytest.raises(BoundlabError, match="integer: got 'k'"):
        decide("m >= 1", integer=["k"])
    with pytest.raises(BoundlabError, match=r"positive: got 'm'.* one declaration"):
        decide("m >= 1", real=["m"], positive=["m"])
    assert decide("k*eps^(-1) ≲ eps^(-1)", integer=["k"]).proved
    assert decide("eps^(-1) ≲ k*eps^(-1)", integer=["k"]).witness == {"k": 0}
    statement = {"claim": "k >= 1", "where": [], "real": ["k"], "integer": ["k"]}
    assert "under real and under integer" in check({**certificate(), "statement": statement}).reason


def test_a_witness_of_integers_is_whole():
    sound = decide("k >= 0", integer=["k"]).certificate()
    assert check(sound).valid
    assert not check({**sound, "witness": {"k": "-1/2"}}).valid
