"""What is false where functions have irrational values: not the claim is proved there."""

import json

import pytest

from boundlab import decide
from boundlab.checking import check

FALSE = [
    ("sqrt(2) + sqrt(3) < 22/7", {}),
    ("sqrt(x) + sqrt(y) >= sqrt(2)*sqrt(x+y)", {"positive": ["x", "y"]}),
    ("sqrt(n)*sqrt(2) <= sqrt(3)", {"where": ["n >= 2", "sqrt(n) < 2"]}),
]


@pytest.mark.parametrize(("claim", "options"), FALSE)
def test_refuted_at_irrational_values(claim, options):
    found = decide(claim, **options)
    assert found.verdict == "refuted", found.reason
    certificate = json.loads(json.dumps(found.certificate()))
    assert certificate["kind"] == "counterexample"
    assert check(certificate).certified[0].statement.startswith("false")


@pytest.mark.parametrize("claim", ["sqrt(2) + sqrt(3) < 4", "sqrt(2)*sqrt(3) <= sqrt(6)", "sqrt(2)*sqrt(3) >= sqrt(6)"])
def test_what_is_true_is_not_refuted(claim):
    assert decide(claim).verdict == "proved"


def test_a_forged_counterexample_is_refused():
    good = decide("sqrt(n)*sqrt(2) <= sqrt(3)", ["n >= 2", "sqrt(n) < 2"]).certificate()
    statement = good["statement"]
    other = decide("sqrt(2) + sqrt(3) < 22/7").certificate()
    for change in (
        {"at": {"n": 3}}, {"at": {"n": 0}}, {"at": {}}, {"at": {"n": 2, "m": 1}}, {"at": {"n": "5/2"}}, {"hold": []},
        {"hold": good["hold"][::-1]}, {"fails": good["hold"][0]}, {"fails": other["fails"]}, {"verdict": "proved"},
        {"statement": {**statement, "claim": "sqrt(n)*sqrt(2) <= sqrt(5)"}}, {"version": 2},
        {"statement": {**statement, "where": [*statement["where"], "n >= 3"]}},
        {"statement": {**statement, "real": ["n"], "integer": ["n"]}},
    ):  # fmt: skip
        assert not check({**good, **change}).valid, change
