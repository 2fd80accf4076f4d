"""What a certificate says it establishes, and whether anything meets its conditions."""

import json
from pathlib import Path

import pytest
from certificate_parts import fact, leaf, node, proved, refuted, terms
from decision_certificates import PROOFS, REFUTATIONS

from boundlab.checking import check
from boundlab.checking._check import Certified
from boundlab.cli import run
from boundlab.testing import assert_certificate

STORED = [
    each
    for path in sorted((Path(__file__).parent / "stored").glob("decisions*.json"))
    for each in json.loads(path.read_text(encoding="utf-8"))
]
TAUTOLOGY = leaf(("1", "f"), ("1", "domain:m"), steps=[fact("claim", "-m", "f")])
# m >= 1 under conditions that 2 < m < 3 contradicts
EMPTY = leaf(
    ("1", "f"),
    ("1", "g"),
    steps=[fact("where[0]", "m - 3", "f", tight=True), fact("where[1]", "2 - m", "g", tight=True)],
)


def claim_m(conditions=None, where=("m > 2", "m < 3"), **change):
    certificate = proved("m >= 0", TAUTOLOGY, where=list(where))
    return {**certificate, **({} if conditions is None else {"conditions": conditions}), **change}


@pytest.mark.parametrize("stored", STORED, ids=lambda each: f"{each['version']}: {each['statement']['claim']}")
def test_certificates_written_before_are_still_valid(stored):
    result = assert_certificate(stored)
    assert result.certified[0].statement.endswith(stored.get("written", stored["statement"])["claim"])


def test_both_versions_are_stored():
    assert {each["version"] for each in STORED} == {1, 2}


def test_what_is_certified():
    texts = {"claim": "x/y <= 1  or\nx < m", "where": ["y != 0", "m >= 2"], "real": ["y", "x"]}
    certificate = {**refuted("", {"x": "7/2", "y": 3, "m": 2}), "statement": texts}
    assert check(certificate).certified == (
        Certified(
            "false at m = 2, x = 7/2, y = 3: x/y <= 1 or x < m",
            ("m an integer ≥ 1", "x, y real"),
            ("y != 0", "m >= 2"),
        ),
    )
    assert check(refuted("1 > 2", {})).certified == (Certified("false: 1 > 2"),)


@pytest.mark.parametrize("certificate", [*PROOFS.values(), *REFUTATIONS.values()])
def test_every_range_and_condition_is_named(certificate):
    (certified,) = check(certificate).certified
    assert certified.statement.endswith(certificate["statement"]["claim"])
    real = certificate["statement"]["real"]
    assert all(name in certified.ranges[-1].split(" real")[0].split(", ") for name in real)
    assert list(certified.conditions) == certificate["statement"]["where"]


def test_nothing_is_certified_by_what_is_refused():
    assert check(refuted("m >= 1", {"m": 1})).certified == ()


@pytest.mark.parametrize(
    ("conditions", "where", "said"),
    [
        (None, ("m > 2",), "the certificate does not say"),
        ({"met": {"m": 3}}, ("m > 2",), "yes at m = 3"),
        ({"contradiction": EMPTY}, ("m > 2", "m < 3"), "no: no parameters satisfy the conditions"),
    ],
)
def test_whether_the_conditions_can_be_met(conditions, where, said):
    result = assert_certificate(claim_m(conditions, where))
    assert result.certified[0].met.startswith(said)


@pytest.mark.parametrize(
    "conditions",
    [
        {"met": {"m": 3}},
        {"met": {"m": 2}},
        {"met": {"m": "5/2"}},
        {"met": {}},
        {"met": {"m": 3, "k": 1}},
        {"met": {"m": 3}, "contradiction": EMPTY},
        {"contradiction": TAUTOLOGY},
        {"contradiction": leaf()},
        {"contradiction": node(terms())},
        {"contradiction": leaf(("1", "f"), ("1", "domain:m"), steps=[fact("claim.0", "-m", "f")])},
        {},
        [],
        None,
        "met",
        {"undecided": True},
    ],
)
def test_wrong_answers_about_the_conditions_are_refused(conditions):
    assert not check({**claim_m(), "conditions": conditions}).valid


@pytest.mark.parametrize("certificate", [claim_m(), *list(REFUTATIONS.values())[:1]])
@pytest.mark.parametrize("field", ["title", "Kind", "conditions ", "where", "theorem"])
def test_unknown_fields_are_refused(certificate, field):
    assert check(certificate).valid
    assert not check({**certificate, field: "theorem 4"}).valid
    assert not check({**certificate, "statement": {**certificate["statement"], field + "?": []}}).valid


def test_the_conditions_of_a_refutation_are_met_at_its_witness():
    assert not check({**refuted("m >= 2", {"m": 1}), "conditions": {"met": {"m": 1}}}).valid


@pytest.mark.parametrize("as_json", [False, True])
def test_check_prints_what_it_certified(as_json, tmp_path, capsys):
    file = tmp_path / "c.json"
    file.write_text(json.dumps(claim_m({"contradiction": EMPTY})), encoding="utf-8")
    assert run(["check", str(file), *(["--json"] if as_json else [])]) == 0
    printed = capsys.readouterr().out
    no = "no: no parameters satisfy the conditions, the claim holds for want of a case"
    if as_json:
        (certified,) = json.loads(printed)["certified"]
        assert certified["ranges"] == ["m an integer ≥ 1"]
        assert (certified["statement"], certified["conditions"]) == ("m >= 0", ["m > 2", "m < 3"])
        assert certified["met"] == no
    else:
        assert printed.endswith(
            f"certified: m >= 0\n  for: m an integer ≥ 1\n  under: m > 2\n  under: m < 3\n  can be met: {no}\n"
        )
