"""Sums up to n, powers b^n and n! by induction; parity by residue classes; certificates that are forged are refused."""

import json

import pytest

from boundlab import BoundlabError, decide
from boundlab.checking import check

INDUCTION = [
    ("sum(i=1..n: i) = n*(n+1)/2", {}, "proved"),
    ("sum(i=1..n: i)^2 = sum(i=1..n: i^3)", {}, "proved"),
    ("sum(i=1..n+1: 2*i) = (n+1)*(n+2)", {}, "proved"),
    ("sum(i=1..2*n: i) = n*(2*n+1)", {}, "proved"),
    ("sum(i=0..k: 2^i) = 2^(k+1) - 1", {}, "proved"),
    ("sum(i=1..n: 2^(-i)) = 1 - 2^(-n)", {}, "proved"),
    ("sum(i=0..k: q^i) <= 1/(1-q)", {"real": ["q"], "where": ["0 <= q", "q < 1"]}, "proved"),
    ("sum(i=1..n: 1/i^2) <= 5/3", {}, "proved"),
    ("sum(i=1..n: 1/i^3) <= 5/4", {}, "proved"),
    ("sum(i=1..n: a*i) = a*n*(n+1)/2", {"real": ["a"]}, "proved"),
    (r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}", {}, "proved"),
    ("sum(i=1..n: i*factorial(i)) = factorial(n+1) - 1", {}, "proved"),
    ("(1+x)^n >= 1 + n*x", {"real": ["x"], "where": ["x >= -1"]}, "proved"),
    ("s^n <= t^n", {"real": ["s", "t"], "where": ["0 <= s", "s <= t"]}, "proved"),
    ("2^n >= n^2", {"where": ["n >= 4"]}, "proved"),
    ("2^m*2^n = 2^(m+n)", {}, "proved"),
    ("2^(m+n) >= 2^m + 2^n", {}, "proved"),
    ("q^m*q^n = q^(m+n)", {"real": ["q"]}, "proved"),
    ("sum(i=n+1..2*n: 1/i) >= 1/2", {}, "proved"),
    ("sum(i=1..n: sum(j=1..i: j)) = n*(n+1)*(n+2)/6", {}, "proved"),
    ("sum(i=0..n: sum(j=0..i: 2^j)) = 2^(n+2) - n - 3", {}, "proved"),
    ("sum(i=1..n+k: i) = (n+k)*(n+k+1)/2", {}, "proved"),
    ("sum(i=k..k+n: 2^i) = 2^(k+n+1) - 2^k", {}, "proved"),
    ("sum(i=k+1..k+n: 1/i^2) <= 1/k", {}, "proved"),
    ("sum(i=n+1..2*n: 1/i) > 2/3", {}, "refuted"),
    ("sum(i=k..k+n: i) <= k*(n+2)", {}, "refuted"),
    ("2^(m+n) >= 2^(m*n)", {}, "refuted"),
    ("2^n >= n^2", {}, "refuted"),
    ("sum(i=1..n: i) >= n^2", {}, "refuted"),
    ("sum(i=1..n: i) <= 10*n", {}, "refuted"),
    ("sum(i=1..n: 1/i) <= 2", {}, "refuted"),
    ("s^n >= s", {"real": ["s"], "where": ["0 <= s <= 1"]}, "refuted"),
    ("q^k != 1 + k*q", {"real": ["q"], "where": ["q > 1"]}, "refuted"),  # at 1 + √2
]
OFFSETS = [
    ("sum(i=k+1..n: 1/i^2) <= 1/k", {"where": ["n >= k + 1"]}),
    ("sum(i=k..n: 1/2^i) <= 2/2^k", {"where": ["k <= n"]}),
    ("2^n >= 2^k", {"where": ["n > k"]}),
    ("2^n*x >= 2^k*x", {"where": ["x >= 0", "n >= k"], "real": ["x"], "integer": ["n"]}),
]
POWERS = [
    ("(1+1/n)^n >= 2", {}),
    ("(1-1/n)^n <= 1/2", {"where": ["n >= 2"]}),
    ("(1+x/n)^n >= 1+x", {"where": ["x >= 0"], "real": ["x"]}),
    ("n^n >= 2^n", {"where": ["n >= 2"]}),
    ("(n+1)^n > n^n", {}),
]
SUMMED = [
    ("sum(i=1..n: i*(n-i)) = n*(n^2-1)/6", {}),
    ("sum(i=1..2*n: x*i/n) <= 3*x*n", {"where": ["x >= 0"], "real": ["x"]}),
    ("sum(i=1..n: sum(j=1..i: n)) = n^2*(n+1)/2", {}),
]
RESIDUES = [
    ("mod(n^2, 4) <= 1", {}),
    ("mod(n*(n+1), 2) = 0", {}),
    ("mod(k^3 - k, 3) = 0", {"integer": ["k"]}),
    ("mod(n, 2) = 0", {"where": ["mod(n^2, 2) = 0"]}),
    ("not (x^2 = 3*y + 2 and y >= 5)", {"integer": ["x", "y"]}),
]


def accepted(claim, options, verdict):
    decision = decide(claim, **options)
    assert decision.verdict == verdict, (claim, decision.reason)
    certificate = json.loads(json.dumps(decision.certificate()))
    result = check(certificate)
    assert result.valid
    assert ("false" in result.certified[0].statement) == (verdict == "refuted")
    return certificate


@pytest.mark.parametrize(("claim", "options", "verdict"), INDUCTION)
def test_sums_and_powers(claim, options, verdict):
    assert accepted(claim, options, verdict)["kind"] == "induction"


@pytest.mark.parametrize(("claim", "options"), POWERS)
def test_powers_whose_bases_depend_on_their_exponents(claim, options):
    assert accepted(claim, options, "proved")["kind"] == "powers"


@pytest.mark.parametrize(("claim", "options"), SUMMED)
def test_sums_whose_terms_depend_on_where_they_end(claim, options):
    assert accepted(claim, options, "proved")["kind"] == "summed"


@pytest.mark.parametrize(("claim", "options"), RESIDUES)
def test_residue_classes(claim, options):
    assert accepted(claim, options, "proved")["kind"] == "residues"


@pytest.mark.parametrize(("claim", "options"), OFFSETS)
def test_an_integer_from_where_another_is(claim, options):
    assert accepted(claim, options, "proved")["kind"] == "offset"


@pytest.mark.parametrize(
    "claim", ["sum(i=1..n: sum(j=1..n: j)) >= n", "n^n >= factorial(n)", "sum(i=1..n: 1/(n+i)) <= 1", "2^(m*n) >= 1"]
)
def test_what_is_no_sequence_in_n_stays_undecided(claim):
    assert decide(claim).verdict == "undecided"


def test_powers_in_conditions_of_instances_are_not_named_again():
    assert decide("q^(2*m) < (2*n)^(2*n)", ["0 < q < 1"], ["q"]).verdict == "undecided"


@pytest.mark.parametrize(
    ("claim", "options", "named"),
    [
        ("sum(i=1..n i) = 1", {}, "grammar"),
        ("sum(i=1..n: i, 2) = 1", {}, "sum"),
        ("sum(i=1..n: foo(i)) = 1", {}, "foo"),
        ("sum(i=0..n: 1/i) = 1", {}, "1/i.*at n = 1: division by zero"),
        ("sum(i=1..n: i) = 1", {"real": ["y"]}, "y"),
        ("sum(i=1..n: i) = 1 +", {}, "cannot read"),
        ("x^s >= 1", {"real": ["s", "x"]}, "exponent"),
    ],
)
def test_what_is_wrong_is_named(claim, options, named):
    with pytest.raises(BoundlabError, match=named):
        decide(claim, **options)


def changed(certificate, *path, to):
    copy = json.loads(json.dumps(certificate))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return copy


def test_an_induction_that_is_forged_is_refused():
    good = decide("sum(i=1..n: 1/i^2) <= 2").certificate()
    other = decide("sum(i=1..n: 1/i^2) <= 3").certificate()
    forged = [
        changed(good, "statement", "claim", to="sum(i=1..n: 1/i^2) <= 1"),
        changed(good, "statement", "claim", to="sum(i=1..n: 1/(i-3)^2) <= 2"),
        changed(good, "statement", "real", to=["n"]),
        changed(good, "statement", "integer", to=["n"]),
        changed(good, "from", to=2),
        changed(good, "from", to=True),
        changed(good, "on", to="i"),
        changed(good, "step", to=other["step"]),
        changed(good, "base", to=good["step"]),
        changed(good, "stronger", to="1 = 1"),
        changed(good, "stronger", to="sum(i=1..n: 1/i^2) + 1/n <= 1"),
        changed(good, "names", to=[]),
        changed(good, "names", 0, "name", to="n"),
        changed(good, "names", 0, "is", to="sum(i=1..n: 1/i^3)"),
        {k: v for k, v in good.items() if k != "implies"},
        {k: v for k, v in good.items() if k not in {"implies", "stronger"}},
    ]
    for each in forged:
        assert not check(each).valid, each


def test_the_terms_of_a_sum_are_to_be_defined():
    # 0·Σ 1/(i-2) vanishes where it is defined, which it is at n = 1 only
    claim = "0*sum(i=1..n: 1/(i-2)) = 0"
    assert decide(claim).verdict == "undecided"
    step = decide("n + 1 >= 1", where=["n >= 1"]).certificate()
    zero = decide("0*sum_1 = 0", where=["n >= 1", "n >= 1"], real=["sum_1"]).certificate()
    forged = {
        "kind": "induction", "version": 1, "statement": {"claim": claim, "where": [], "real": []}, "verdict": "proved",
        "on": "n", "names": [{"name": "sum_1", "is": "sum(i=1..n: 1/(i-2))"}], "from": 1, "below": [],
        "stronger": "n >= 1", "base": decide("1 >= 1").certificate(), "step": step, "implies": zero,
    }  # fmt: skip
    assert "not in the hypothesis" in check(forged).reason


def test_a_power_of_what_may_be_less_than_one_is_no_integer():
    good = decide("q^n >= 0", real=["q"], where=["q >= 0"]).certificate()
    step = decide("power_1*q^1 >= 0", where=["q >= 0", "n >= 1", "power_1 >= 0"], real=["q"]).certificate()
    assert check(good).valid
    assert not check({**good, "step": step}).valid


def test_an_offset_that_is_forged_is_refused():
    good = decide("sum(i=k+1..n: 1/i^2) <= 1/k", ["n >= k + 1", "k >= 2"]).certificate()
    assert check(good).valid
    forged = [
        changed(good, "statement", "claim", to="sum(i=k+1..n: 1/i^2) <= 1/n"),
        changed(good, "statement", "where", 0, to="n >= k"),
        changed(good, "statement", "where", 0, to="n > k + 1"),
        changed(good, "statement", "where", 0, to="n <= k + 1"),
        changed(good, "statement", "where", 0, to="n >= k + 1/2"),
        changed(good, "statement", "where", 1, to="k >= 1"),
        changed(good, "statement", "integer", to=["k"]),
        changed(good, "statement", "real", to=["n"]),
        changed(good, "of", to="k"),
        changed(good, "by", to=1),
        changed(good, "by", to=True),
        changed(good, "by", to=-2),
        changed(good, "case", to=decide("2^n >= 1").certificate()),
    ]
    for each in forged:
        assert not check(each).valid, each


def test_sums_that_lose_terms_and_powers_of_sums_that_are_forged_are_refused():
    halves = decide("sum(i=n+1..2*n: 1/i) >= 1/2").certificate()
    powers = decide("q^(m+n) = q^m*q^n", real=["q"]).certificate()
    nested = decide("sum(i=1..n: sum(j=1..i: 1)) = n*(n+1)/2").certificate()
    assert all(check(each).valid for each in (halves, powers, nested))
    forged = [
        changed(halves, "statement", "claim", to="sum(i=n+2..2*n: 1/i) >= 1/2"),
        changed(halves, "statement", "claim", to="sum(i=n+1..2*n: 1/i) >= 3/5"),
        changed(halves, "names", 0, "is", to="sum(i=n+1..2*n+1: 1/i)"),
        changed(powers, "statement", "claim", to="q^(m+n) = q^m*q^(n+1)"),
        changed(powers, "statement", "claim", to="q^(m-n) = q^m*q^n"),
        changed(powers, "statement", "integer", to=["m"]),
        changed(powers, "names", 0, "is", to="q^q"),
        changed(nested, "statement", "claim", to="sum(i=1..n: sum(j=1..i+1: 1)) = n*(n+1)/2"),
        changed(nested, "statement", "claim", to="sum(i=1..n+1: sum(j=1..i: 1)) = n*(n+1)/2"),
        changed(nested, "statement", "claim", to="sum(i=1..n: sum(j=1..n: 1)) = n*(n+1)/2"),
    ]
    for each in forged:
        assert not check(each).valid, each


def test_powers_that_are_forged_are_refused():
    good = decide("(n+1)^n > n^n").certificate()
    other = decide("(1-1/n)^n <= 1/2", ["n >= 2"]).certificate()
    real = decide("(1+x/n)^n >= 1+x", ["x >= 0"], ["x"]).certificate()
    assert all(check(each).valid for each in (good, other, real))
    swapped = [{**each, "more": each["less"], "less": each["more"]} for each in good["order"]]
    forged = [
        changed(good, "statement", "claim", to="(n+1)^n > n^n + 1"),
        changed(good, "statement", "claim", to="(n+1)^n > n^(n+1)"),
        changed(good, "statement", "integer", to=["n"]),
        changed(good, "order", to=swapped),
        changed(good, "order", 0, "strictly", to=False),
        changed(good, "order", 0, "shown", to=good["names"][0]["positive"]),
        changed(good, "order", 0, "more", to=-1),
        changed(good, "order", to=[]),
        changed(good, "names", 0, "positive", to=good["case"]),
        changed(good, "names", 0, "name", to="n"),
        changed(good, "names", 0, "is", to="(n+1)^(n-2)"),
        changed(other, "statement", "where", to=[]),
        changed(other, "statement", "claim", to="(1-1/n)^n <= 2/5"),
        changed(other, "case", to=decide("1 >= 0").certificate()),
        changed(real, "statement", "where", to=["x >= -1"]),
        changed(real, "statement", "real", to=["x", "n"]),
    ]
    for each in forged:
        assert not check(each).valid, each


def test_sums_with_other_values_are_refused():
    good = decide("sum(i=1..n: i*(n-i)) = n*(n^2-1)/6").certificate()
    assert check(good).valid
    other = decide("sum(i=1..n: 2*i*(n-i)) = n*(n^2-1)/3").certificate()
    forged = [
        changed(good, "statement", "claim", to="sum(i=1..n: i*(n-i)) = n*(n^2-1)/5"),
        changed(good, "statement", "claim", to="sum(i=1..n+1: i*(n-i)) = n*(n^2-1)/6"),
        changed(good, "statement", "claim", to="sum(i=1..n-1: i*(n-i)) = n*(n^2-1)/6"),
        changed(good, "statement", "real", to=["n"]),
        changed(good, "statement", "integer", to=["n"]),
        changed(good, "sums", 0, "end", to="n"),
        changed(good, "sums", 0, "end", to=good["sums"][0]["name"]),
        changed(good, "sums", 0, "name", to="i"),
        changed(good, "sums", 0, "is", to=other["sums"][0]["is"]),
        changed(good, "sums", 0, "value", to="n"),
        changed(good, "sums", 0, "shown", to=other["sums"][0]["shown"]),
        changed(good, "sums", to=[]),
        changed(good, "case", to=other["case"]),
    ]
    for each in forged:
        assert not check(each).valid, each


def test_refutations_and_classes_that_are_forged_are_refused():
    sums = decide("sum(i=1..n: i) >= n^2").certificate()
    classes = decide("mod(n^2, 4) <= 1").certificate()
    forged = [
        changed(sums, "at", to={"n": 1}),
        changed(sums, "at", to={"n": 0}),
        changed(sums, "at", to={"n": True}),
        changed(sums, "at", to={}),
        changed(sums, "statement", "claim", to="sum(i=1..n: i) >= n"),
        changed(sums, "statement", "where", to=["n >= 3"]),
        changed(classes, "statement", "claim", to="mod(n^2, 4) <= 0"),
        changed(classes, "statement", "real", to=["n"]),
        changed(classes, "modulus", to=len(classes["cases"]) - 1),
        changed(classes, "cases", to=classes["cases"][:-1]),
        changed(classes, "cases", 1, to=classes["cases"][0]),
    ]
    for each in forged:
        assert not check(each).valid, each
