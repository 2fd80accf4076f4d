"""Claims under conditions between independent scales: what follows, what fails on a path, what no path meets."""

import copy

import pytest

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

# claim, conditions, growing, real parameters > 0, verdict, judged by hand
CONDITIONAL = [
    ("log(d)/n ≺ 1", ["n ≻ log(d)"], "nd", "", "proved"),
    ("n - d ≍ n", ["n ≻ d"], "nd", "", "proved"),  # the condition tells which term is infinitely smaller
    ("n - d ≍ n", ["n ≳ d"], "nd", "", "refuted"),  # n = d
    ("d - n + sin(n) ≍ n", ["n ≻ d"], "nd", "", "proved"),
    ("n^2 - n*d + d^2 ≍ n^2", ["n ≻ d"], "nd", "", "proved"),
    ("k ≲ n - d", ["n ≻ d", "k ≲ n"], "ndk", "", "proved"),
    ("max(n, d) - d ≍ n", ["n ≻ d"], "nd", "", "proved"),
    ("max(n, d) - n ≍ d", ["n ≻ d"], "nd", "", "refuted"),
    ("d ≲ n", ["n ≻ log(d)"], "nd", "", "refuted"),  # d = n^2
    ("d*exp(-n) ≺ 1", ["n ≻ log(d)"], "nd", "", "proved"),  # log d - n → -∞
    ("1/(n*h^d) ≺ 1", ["n*h^d ≻ 1", "h ≺ 1"], "n", "", "proved"),
    ("n*h^d ≻ 1", ["h ≻ n^(-1/d)", "h ≺ 1"], "n", "", "proved"),  # the power d of the condition
    ("n*h^d ≻ 1", ["h ≳ n^(-1/d)", "h ≺ 1"], "n", "", "refuted"),
    ("n*h^d ≻ log(n)", ["n*h^d ≻ 1", "h ≺ 1"], "n", "", "refuted"),  # logarithms decide
    ("sqrt(d/n) + sqrt(log(1/eps)/n) ≲ eps", ["n ≳ (d + log(1/eps))/eps^2"], "d", "", "proved"),
    ("k*log(d)/n ≺ 1", ["k ≲ sqrt(n)", "d ≲ n^3"], "ndk", "", "proved"),
    ("d^k ≺ exp(n)", ["n ≻ k*log(d)"], "ndk", "", "proved"),
    ("d*log(d) ≲ d*log(n)", ["d ≲ n^a"], "nd", "", "proved"),  # log d ≲ log n
    ("log(d) ≲ log(n) + log(k)", ["d ≲ n*k"], "ndk", "", "proved"),
    ("d ≲ n", ["d ≲ n + k", "k ≲ sqrt(n)"], "ndk", "", "proved"),  # whichever of n, k is larger
    ("d ≲ n", ["d ≲ n + k"], "ndk", "", "refuted"),
    ("exp(d) ≲ exp(n)", ["d ≺ n"], "nd", "", "proved"),
    ("exp(d) ≲ exp(n)", ["d ≲ n"], "nd", "", "refuted"),  # d = 2n
    ("log(k) ≍ log(n) + log(d)", ["k ≍ n*d"], "ndk", "", "proved"),
    ("n ≍ eps^(-2)", ["n ≳ eps^(-2)", "n ≲ eps^(-2)*log(1/eps)"], "", "", "refuted"),
    ("N^(-1/2) ≲ eps", ["N ≳ eps^(-2)"], "", "", "proved"),
    ("n^(-1/2) ≲ eps", ["n ≍ eps^(-a)", "n ≳ eps^(-2)"], "", "", "proved"),  # so a ≥ 2
    ("k*log(d/k)/n ≺ 1", ["k*log(d) ≺ n", "k ≺ d"], "ndk", "", "proved"),  # |log(d/k)| ≤ log d + log k
    ("a*n*d ≍ n*d", ["a ≍ 1"], "nd", "", "proved"),  # tied to a constant
    ("a*n*d ≲ n^3", ["d ≲ n^2", "a ≍ 2"], "nd", "", "proved"),
    ("min(a, b, c, d) ≲ (a*b*c*d)^(1/4)", [], "abcd", "", "proved"),
    ("(a + b + c + d)^3 ≍ a^3 + b^3 + c^3 + d^3", [], "abcd", "", "proved"),
    ("1 - (1 - 1/n)^d ≍ d/n", ["d ≺ n"], "nd", "", "proved"),  # small arguments, as the conditions say
    ("1 - (1 - 1/n)^d ≲ d/n", [], "nd", "", "proved"),  # 1 - e^(-u) ≤ u
    ("1 - (1 - 1/n)^d ≍ d/n", [], "nd", "", "refuted"),
    ("exp(d/n) - 1 + sin(d/n) + log(1 + d/n) ≍ d/n", ["d ≺ n"], "nd", "", "proved"),
    ("sin(d/n) ≍ d/n", ["d ≲ n"], "nd", "", "undecided"),
    ("1 - cos(d/n) ≍ d^2/n^2", ["d ≺ n"], "nd", "", "proved"),
    ("1/(1 - exp(-d/n)) ≲ n/d", [], "nd", "", "refuted"),
    ("1/sin(d*n) ≲ 1/(d*n)", [], "nd", "", "undecided"),  # a bound of a divisor is none of the quotient
    ("log(1 + d/n) ≲ d/n", [], "nd", "", "proved"),
    ("exp(d/n) - 1 ≲ d/n", [], "nd", "", "refuted"),
    ("log(n^d) ≍ d*log(n)", [], "nd", "", "proved"),
    ("log(n^d) + log(exp(n*d)) ≍ n*d", [], "nd", "", "proved"),
    ("d*log(n/d) ≲ n", ["d ≲ n"], "nd", "", "proved"),  # |log q| ≤ 2(√q + 1/√q)
    ("d*log(n/d) ≺ n", ["d ≺ n"], "nd", "", "proved"),
    ("d*log(n/d) ≺ n", ["d ≲ n"], "nd", "", "refuted"),
    ("2^d ≲ n^3", ["d ≲ log(n)"], "nd", "", "refuted"),
    ("exp(-n*h) ≺ h", ["h ≺ 1", "n*h ≻ log(1/h)"], "n", "", "proved"),
    ("exp(-n*h) ≺ h", ["h ≺ 1", "n*h ≻ 1"], "n", "", "refuted"),  # n*h = log log n
    ("d*log(1/eps) ≲ log(n)", ["eps^(-d) ≲ n"], "nd", "", "proved"),  # from the exponents of the condition
    ("d ≺ log(n)", ["eps^(-d) ≲ n"], "nd", "", "proved"),
    ("eps^(-d) ≺ n", ["d*log(1/eps) ≺ log(n)"], "nd", "", "proved"),
    ("a^p ≲ b^q", ["a ≲ b", "p <= q"], "ab", "pq", "proved"),  # in the cases of p - q
    ("a^p ≲ b^q", ["a ≲ b"], "ab", "pq", "refuted"),
    ("(1-delta)^n ≺ 1/n", ["delta ≻ log(n)/n", "delta ≺ 1"], "n", "", "proved"),
    ("(1-delta)^n ≺ 1/n", ["delta ≻ 1/n", "delta ≺ 1"], "n", "", "refuted"),
    ("min(1, sqrt(d/n)) ≍ sqrt(d/n)", ["d ≲ n"], "nd", "", "proved"),
    ("d*log(d) ≍ n", ["d ≍ n/log(n)"], "n", "", "proved"),
    ("m^(-2*r) + m/n ≍ m/n", ["m ≳ n^(1/(2*r+1))"], "n", "r", "proved"),
    ("log(n) ≍ log(d)", ["(d) ≍ n*log(d)"], "nd", "", "proved"),  # a tie to itself and another scale
    ("d ≲ n", ["(n) ≻ (1)", "d ≻ 1.0", "d ≲ n"], "", "", "proved"),
    ("n^m*h ≺ 1", ["n*h^(1/(m+2)) ≲ 1", "h ≺ 1"], "n", "", "proved"),  # a multiplier with a divisor
    ("(d/n)^k ≺ 1", ["d ≺ n"], "ndk", "", "proved"),
    ("(3*d/n)^k ≺ 1", ["d ≺ n"], "ndk", "", "proved"),
    ("(d/n)^k ≺ 1", ["d ≲ n"], "ndk", "", "refuted"),
    ("x ≲ y", ["x ≲ z", "z ≲ w", "w ≲ y"], "xyzw", "", "proved"),
    ("exp(d*eps) ≲ 1", ["d*eps ≲ 1"], "d", "", "proved"),
    ("factorial(k) ≺ n", ["k ≍ sqrt(log(n))"], "nk", "", "proved"),
    ("x^a*y^(1-a) ≲ x + y", ["a < 1"], "xy", "a", "proved"),
    ("h^s + (n*h^d)^(-1/2) ≳ n^(-s/(2*s+d))", ["h ≺ 1"], "n", "s", "proved"),  # the best bandwidth
    ("d*log(n) ≲ n", ["d*log(d) ≲ n"], "nd", "", "proved"),  # whether n ≲ d^2 or d^2 ≲ n
    ("d*log(n) ≺ n", ["d*log(d) ≲ n"], "nd", "", "refuted"),
    ("log(1/eps)/n ≲ eps", ["n ≳ 1/eps*log(n)", "n ≻ 1"], "", "", "proved"),
    ("eps^(-d) ≲ n", ["d*log(1/eps) ≲ log(n)"], "nd", "", "refuted"),  # constants count in exponents
]


@pytest.mark.parametrize(("claim", "where", "growing", "positive", "verdict"), CONDITIONAL)
def test_claims_under_conditions(claim, where, growing, positive, verdict):
    found = decide(claim, where, positive=list(positive), growing=list(growing))
    assert (found.verdict, found.reason.startswith("fails at")) == (verdict, verdict == "refuted")


@pytest.mark.parametrize("where", [["d ≺ n", "n ≺ d"], ["d ≲ n/log(n)", "n ≲ d"], ["d ≲ 1"]])
def test_conditions_that_no_way_to_the_limit_meets(where):
    found = decide("d^2 ≲ n", where, growing=["n", "d"])
    assert (found.verdict, found.reason) == ("proved", "no way to the limit satisfies the conditions")
    assert check(found.certificate()).certified[0].met.startswith("no: no way to the limit")


def test_a_limit_that_a_condition_implies_is_said():
    found = decide("n^(-1/2) ≲ eps", ["n ≳ eps^(-2)"])
    assert str(found) == "proved: n^(-1/2) ≲ eps where n ≳ eps^(-2), n ≻ 1"
    assert check(found.certificate()).certified[0].met == "yes at n = t^3, eps = t"


@pytest.mark.parametrize(
    ("where", "growing", "message"),
    [
        (["d ≲ n"], ["n"], "d is compared with scales and has no limit: say d ≻ 1 or d ≺ 1"),
        (["k ≍ n*d"], ["n", "d"], "k is tied to several scales: say too whether k ≻ 1 or k ≺ 1"),
        (["d <= n"], ["n", "d"], "conditions between scales are written with"),
    ],
)
def test_refused_in_one_line(where, growing, message):
    with pytest.raises(BoundlabError, match=message):
        decide("d*n ≲ n*k", where, growing=growing)


def test_a_condition_of_which_nothing_is_used_is_named():
    found = decide("d ≲ n", ["d - n ≲ 1"], growing=["n", "d"])
    assert (found.verdict, found.reason.split("; ")[1:]) == ("undecided", ["of d - n ≲ 1 nothing is used"])


def spoiled(certificate, *path, value):
    found = copy.deepcopy(certificate)
    part = found
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return check(found).valid


def test_combinations_that_show_nothing_are_refused():
    found = decide("n*h^d ≻ 1", ["h ≻ n^(-1/d)", "h ≺ 1"], growing=["n"]).certificate()
    assert found["proof"]["combinations"] == [{"0.0": "d"}]
    assert spoiled(found, "proof", "combinations", value=[{"0.0": "d + 0"}])
    for wrong in (
        [],
        [{}],
        [{"0.0": "d + 1"}],
        [{"0.0": "-d"}],
        [{"0.0": "1"}],
        [{"0.1": "d"}],
        [{"0.0": "n"}],
        {"0.0": "d"},
    ):
        assert not spoiled(found, "proof", "combinations", value=wrong)
    assert not spoiled(found, "proof", "signs", value=[])
    for where in (["h ≳ n^(-1/d)", "h ≺ 1"], ["h ≻ n^(-2/d)", "h ≺ 1"], ["h ≺ n^(-1/d)", "h ≺ 1"], ["h ≺ 1"]):
        assert not spoiled(found, "statement", "where", value=where)
    assert not spoiled(found, "statement", "claim", value="n*h^(d+1) ≻ 1")
    assert not spoiled(found, "conditions", "path", "h", value="exp(t)")  # n*h^d is too small there
    assert not spoiled(found, "conditions", value={"met": {"d": 1}})


def test_paths_off_the_conditions_are_refused():
    found = decide("d ≲ n", ["n ≻ log(d)"], growing=["n", "d"]).certificate()
    assert found["path"] == {"n": "t", "d": "t^2"}
    assert spoiled(found, "path", "d", value="t^3")
    assert not spoiled(found, "path", "d", value="t")  # the claim holds
    assert not spoiled(found, "path", "d", value="exp(t)")  # the condition fails
    assert not spoiled(found, "path", "d", value="1/t")
    assert not check({name: part for name, part in found.items() if name != "path"}).valid


def test_what_excludes_the_conditions_must_exclude_them():
    found = decide("d^2 ≲ n", ["d ≺ n", "n ≺ d"], growing=["n", "d"]).certificate()
    assert not spoiled(found, "statement", "where", value=["d ≺ n", "n ≺ d^2"])
    assert not spoiled(found, "conditions", "excluded", value={"signs": []})
    assert not spoiled(found, "conditions", value={"met": {}, "path": {"n": "t", "d": "t"}})


def test_which_of_two_powers_of_scales_is_the_larger_may_be_told_apart():
    good = decide("d*log(n) ≲ n", ["d*log(d) ≲ n"], growing=["n", "d"]).certificate()
    assert good["compared"]
    assert check(good).valid
    for value in (
        [],
        [[["n", 1]]],
        [[["n", 1], ["k", 2]]],
        [[["n", 0], ["d", 2]]],
        [[["n", True], ["d", 2]]],
        [["n", "d"]],
    ):
        assert not check({**good, "compared": value}).valid, value
    stronger = copy.deepcopy(good)
    stronger["statement"]["claim"] = "d*log(n) ≺ n"
    assert not check(stronger).valid
