"""Growth of any kind: a corpus with known answers, ties, cases of parameters, notes. `decide` has each checked."""

import pytest
from growth_corpus import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide


@pytest.mark.parametrize(("claim", "verdict", "where"), CORPUS, ids=lambda value: str(value)[:40])
def test_answers_of_the_corpus(claim, verdict, where):
    found = decide(claim, where)
    assert found.verdict == verdict, found.reason


TIED = [
    ("n^(-1/2) + eps ≲ eps", ["n ≍ eps^(-2)"], {}, "proved"),
    ("n^(-1/3) ≲ eps", ["n ≍ eps^(-2)"], {}, "refuted"),
    ("eps^(-d/s)*log(eps^(-d/s)) ≍ eps^(-d/s)*log(1/eps)", [], {}, "proved"),
    ("eps^(-1)*log(log(1/eps)) ≺ eps^(-1)*log(1/eps)", [], {}, "proved"),
    ("h^s + (n*h^d)^(-1/2) ≍ n^(-s/(2*s+d))", ["n ≻ 1", "h ≍ n^(-1/(2*s+d))"], {"positive": ["s"]}, "proved"),
    ("h^s + (n*h^d)^(-1/2) ≺ n^(-s/(2*s+d))", ["n ≻ 1", "h ≍ n^(-1/(2*s+d))"], {"positive": ["s"]}, "refuted"),
    ("k*log(N) ≲ N^(1/2)", ["k ≍ N^(1/3)"], {}, "proved"),
    ("2^d ≻ d^3", [], {"growing": ["d"]}, "proved"),
    ("h^2 ≲ h ≺ 1", ["h ≺ 1"], {}, "proved"),
    ("exp(n) ≍ exp(N)", ["n ≍ N"], {}, "undecided"),
    ("N^a ≲ N^b*log(log(N))", ["a <= b"], {"real": ["a", "b"]}, "proved"),
    ("N^a*log(log(N)) ≲ N^b", ["a <= b"], {"real": ["a", "b"]}, "refuted"),
    ("(N/log(N))^a ≺ N^a", [], {"positive": ["a"]}, "proved"),
    ("2^(a*N) ≲ 3^(a*N)", [], {"positive": ["a"]}, "proved"),
    ("2^(a*N) ≲ 3^(a*N)", [], {"real": ["a"]}, "refuted"),
    ("a*N ≲ N", [], {"real": ["a"]}, "proved"),
    ("log(x)*y ≺ x*y^2", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("x*y ≲ x^2 + y^2", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("x^2*y + x*y^2 ≲ x^3 + y^3", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("(x + y)^2 ≍ max(x^2, y^2)", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("exp(x + y) ≻ x^5*y^5", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("x*h ≺ x ≲ x/h", ["x ≻ 1", "h ≺ 1"], {}, "proved"),
    ("x^a*y^b ≲ x^(a+1)*y^b", ["x ≻ 1", "y ≻ 1"], {"real": ["a", "b"]}, "proved"),
    ("x*sin(y) - y ≲ x*y", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("n*h ≲ n", ["n ≻ 1", "y ≺ 1", "h ≍ y^2"], {}, "proved"),
    ("x ≲ y", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("x^2 + y^2 ≲ x*y", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("x*y ≺ x^2 + y^2", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),  # on the path x = y
    ("x ≲ x - y", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("log(x*y) ≲ x + y", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("log(x + y) ≲ x", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("log(x/y) ≲ log(x)", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("log(1 + x*y) ≍ log(x) + log(y)", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("log(x*y + 1/y) ≍ log(x)", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("log(x/h) ≍ log(x) + log(1/h)", ["x ≻ 1", "h ≺ 1"], {}, "proved"),
    ("log(1 + 1/(x*y)) ≍ 1", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("x*y/(x + y) ≍ min(x, y) ≲ x", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("min(x, y, z) ≲ (x*y*z)^0.5", [], {"growing": ["x", "y", "z"]}, "proved"),
    ("min(x, y) ≍ x", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("(x + y)^(-s) ≲ x^(-s)", [], {"growing": ["x", "y"], "positive": ["s"]}, "proved"),
    ("(x + y)^s ≲ x^s", [], {"growing": ["x", "y"], "positive": ["s"]}, "refuted"),
    ("x/(x - y) ≲ 1", ["x ≻ 1", "y ≻ 1"], {}, "undecided"),  # not defined at x = y
    ("sin(x*y)*x ≲ x ≲ abs(x - y) + y", ["x ≻ 1", "y ≻ 1"], {}, "undecided"),
    ("sin(x*y)*x ≲ x", ["x ≻ 1", "y ≻ 1"], {}, "proved"),
    ("1/sin(x*y) ≲ x", ["x ≻ 1", "y ≻ 1"], {}, "undecided"),
    ("x^y ≲ y^x", ["x ≻ 1", "y ≻ 1"], {}, "refuted"),
    ("N ≲ a*N", [], {"real": ["a"]}, "refuted"),
    ("n^k*c^n ≺ 1", ["0 < c < 1"], {"real": ["c"], "growing": ["n"]}, "proved"),
    ("n^k*c^n ≺ 1", ["0 < c <= 1"], {"real": ["c"], "growing": ["n"]}, "refuted"),
    ("(1 - 1/k)^n ≲ n^(-k)", ["k >= 2"], {"growing": ["n"]}, "proved"),
    ("a^n ≺ b^n", ["a < b"], {"growing": ["n"]}, "proved"),
    ("a^n ≺ b^n", ["a <= b"], {"growing": ["n"]}, "refuted"),
    ("(1 + a)^n*(1 - a)^n ≍ (1 - a^2)^n", ["0 < a < 1"], {"real": ["a"], "growing": ["n"]}, "proved"),
    ("sin(n) ≍ 1", ["n ≍ eps^(-1)"], {}, "undecided"),
    ("min(n, eps^(-1))*log(log(n)) ≍ n*log(log(1/eps))", ["n ≍ eps^(-1)"], {}, "proved"),  # of one size
    ("min(n, eps^(-1)) ≺ n", ["n ≍ eps^(-1)"], {}, "refuted"),
    ("min(n, n - eps^(-1)) ≍ n", ["n ≍ eps^(-1)"], {}, "undecided"),
    ("N^(1/a)*log(log(N)) ≍ N^(1/a)*log(log(N))", [], {"real": ["a"]}, "undecided"),
    ("N^(1/a)*log(log(N)) ≍ N^(1/a)*log(log(N))", ["a != 0"], {"real": ["a"]}, "proved"),
]


@pytest.mark.parametrize(("claim", "where", "declared", "verdict"), TIED)
def test_ties_parameters_and_cases(claim, where, declared, verdict):
    assert decide(claim, where, **declared).verdict == verdict


JOINT = [
    ("x^y ≻ y^5", [], {"growing": ["x", "y"]}, "proved"),
    ("x^y ≲ x", [], {"growing": ["x", "y"]}, "refuted"),
    ("2^x*3^y ≺ 3^(x+y)", [], {"growing": ["x", "y"]}, "proved"),
    ("x^log(y) ≍ y^log(x)", [], {"growing": ["x", "y"]}, "proved"),
    ("x^(y+1) ≍ x^y", [], {"growing": ["x", "y"]}, "refuted"),
    ("x^(a*y) ≺ x^(b*y)", ["a < b"], {"growing": ["x", "y"], "real": ["a", "b"]}, "proved"),
    ("x^y + x ≲ x^y", [], {"growing": ["x", "y"]}, "proved"),
    ("x^y - x ≲ x^y", [], {"growing": ["x", "y"]}, "undecided"),
    ("(x + y)^y ≻ x", [], {"growing": ["x", "y"]}, "undecided"),
    ("(1/eps)^d ≻ d^3*eps^(-1)", [], {"growing": ["d"]}, "proved"),
    ("(2/eps)^d ≍ (1/eps)^d", [], {"growing": ["d"]}, "refuted"),
    ("factorial(d)*eps^(-d) ≺ (d/eps)^d", [], {"growing": ["d"]}, "proved"),
    ("exp(-x/y) ≺ y^k", ["x ≻ 1", "y ≺ 1"], {}, "proved"),
    ("exp(x*sin(y)) ≲ exp(2*x)", [], {"growing": ["x", "y"]}, "undecided"),
]


@pytest.mark.parametrize(("claim", "where", "declared", "verdict"), JOINT)
def test_exponents_in_several_scales(claim, where, declared, verdict):
    assert decide(claim, where, **declared).verdict == verdict


NAMED = [
    ("N^(-floor(s)/d)*log(log(N)) ≲ N^((1-s)/d)*log(N)", [], {"positive": ["s"]}, "proved"),
    ("n^ceil(s) ≲ n^s", [], {"positive": ["s"], "growing": ["n"]}, "refuted"),
    ("floor(n)*n^floor(s) ≲ n^(s+1)", [], {"positive": ["s"], "growing": ["n"]}, "proved"),
    ("h^floor(s) ≳ h^s", ["h ≍ n^(-1/2)", "n ≻ 1"], {"positive": ["s"]}, "proved"),
    ("n ≺ n^(floor(s)+1) ≲ n^(s+1)", ["s >= 1"], {"growing": ["n"], "real": ["s"]}, "proved"),
    ("n^sqrt(x) ≲ n^x", ["x >= 1"], {"growing": ["n"], "real": ["x"]}, "proved"),
    ("n^sqrt(x-2) ≲ n^x", ["x >= 1"], {"growing": ["n"], "real": ["x"]}, "undecided"),  # not defined below 2
    ("n^inf(p in [1,2]: d/p) ≍ n^(d/2)", [], {"growing": ["n"]}, "proved"),
    ("n^mod(m,2) ≲ n", [], {"growing": ["n"]}, "proved"),
]


@pytest.mark.parametrize(("claim", "where", "declared", "verdict"), NAMED)
def test_functions_of_parameters(claim, where, declared, verdict):
    found = decide(claim, where, **declared)
    assert found.verdict == verdict
    assert "floor_1" not in found.reason + str(found)


SUMS = [
    ("sum(i=0..n: 2^i*3^(n - i)) ≍ 3^n", [], {"growing": ["n"]}, "proved"),
    ("sum(i=0..n: 3^i*2^(n - i)) ≍ 2^n", [], {"growing": ["n"]}, "refuted"),
    ("sum(i=1..n: i*2^(n - i - 3)) ≍ 2^n", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..k: 2^(k - i)*eps^(-i)) ≍ eps^(-k)", [], {}, "proved"),
    ("sum(i=1..n: (2 + sin(i))*i) ≍ n^2", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: (1 + sin(i))*i) ≍ n^2", [], {"growing": ["n"]}, "undecided"),
    ("sum(i=1..n: min(i, 5) + floor(i/2)) ≍ n^2", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: max(1/i, 1/i^2)) ≍ log(n)", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", [], {}, "proved"),
    ("sum(i=1..k: eps^(-i)) ≲ eps^(-k+1)", [], {}, "refuted"),
    ("sum(i=1..k-1: eps^(-i)) ≺ eps^(-k)", [], {}, "proved"),
    ("sum(j=0..k: j^2*eps^(-j*d/s)) ≍ eps^(-k*d/s)", [], {"positive": ["s"]}, "undecided"),  # j^2 is 0 at j = 0
    ("sum(j=0..k: 2^j*eps^(-j*d/s)) ≍ eps^(-k*d/s)", [], {"positive": ["s"]}, "proved"),
    ("sum(i=1..k: eps^i) ≍ eps", [], {}, "proved"),
    ("sum(i=1..3: i*N^i - N^3) ≍ N^2", [], {}, "proved"),
    ("sum(l=1..L: W^2) ≍ L*W^2", [], {"growing": ["L", "W"]}, "proved"),
    ("sum(i=1..n: i^2) ≍ n^3", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: i^2) ≲ n^2", [], {"growing": ["n"]}, "refuted"),
    ("sum(i=1..n: n/i) ≍ n*log(n)", [], {"growing": ["n"]}, "proved"),
    ("sum(i=2..n: 1/(i*log(i))) ≍ log(log(n))", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: 1/(i*log(i))) ≍ log(log(n))", [], {"growing": ["n"]}, "undecided"),  # log 1 = 0
    ("sum(i=2..n: 1/(i*log(i)^2)) ≍ 1", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: i^(-a)) ≲ log(n)", ["a >= 1"], {"growing": ["n"], "real": ["a"]}, "proved"),
    ("sum(i=1..n: i^(-a)) ≲ log(n)", ["a > 1/2"], {"growing": ["n"], "real": ["a"]}, "refuted"),
    ("sum(i=0..n: r^i) ≍ 1", ["0 < r < 1"], {"growing": ["n"], "real": ["r"]}, "proved"),
    ("sum(i=0..n: r^i) ≍ 1", ["0 < r <= 1"], {"growing": ["n"], "real": ["r"]}, "refuted"),
    ("sum(i=1..n: exp(sqrt(i))) ≍ exp(sqrt(n))", [], {"growing": ["n"]}, "undecided"),
    ("sum(i=1..n: factorial(i)) ≲ n^n", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: (-1)^i) ≲ 1", [], {"growing": ["n"]}, "undecided"),
    ("sum(i=1..n: sum(j=1..i: 1/j)) ≍ n*log(n)", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: sum(j=1..i: j)) ≍ n^2", [], {"growing": ["n"]}, "refuted"),
    ("sum(i=2..n: 1/sum(j=1..i: 1/j)) ≍ n/log(n)", [], {"growing": ["n"]}, "proved"),
    ("sum(i=1..n: 1/sum(j=1..i - 1: 1/j)) ≍ n/log(n)", [], {"growing": ["n"]}, "undecided"),  # 1/0 at i = 1
    ("sum(i=1..k: sum(j=1..i: i*eps^(-j*s))) ≍ eps^(-k*s)", [], {"positive": ["s"]}, "proved"),
    ("sum(i=1..k: sum(j=1..i: eps^(-j))*eps^i) ≍ 1", [], {}, "proved"),
    ("sum(i=1..k: sum(j=2..i: eps^(-j))) ≍ eps^(-k)", [], {}, "refuted"),  # k = 1: no term
    ("sum(i=1..n: exp(i/n)) ≍ 1", [], {"growing": ["n"]}, "undecided"),
]


@pytest.mark.parametrize(("claim", "where", "declared", "verdict"), SUMS)
def test_sums(claim, where, declared, verdict):
    assert decide(claim, where, **declared).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "where", "declared", "message"),
    [
        ("N ≲ eps", [], {}, "in eps and the other in N"),
        ("n ≲ m*log(log(n))", [], {}, "no scale"),
        ("v ≲ w", ["v ≻ 1", "w ≻ 1", "x ≻ 1", "y ≺ 1", "z ≺ 1"], {}, "several scales, v, w, x, y, z"),
        ("n ≲ x", ["n ≍ x*y", "x ≻ 1", "y ≻ 1"], {}, "n is tied to several scales"),
        ("N ≲ foo(N)", [], {}, "no function of this name"),
        ("N ≲ N", ["N >= 2"], {}, "where|condition|eps, N"),
        ("n ≲ log(log(n))", ["n ≍ n"], {}, "no scale|tied"),
        ("log(log(N)) ≲ N", ["m ≲ N"], {}, "m is compared with scales and has no limit"),
        ("log(-N) ≲ N", [], {}, "negative"),
        ("log(log(N)) ≲ N", [], {"real": ["a"]}, "real: got 'a'"),
        ("log(log(N)) ≲ N", [], {"growing": ["a"]}, "growing: got 'a'"),
        ("m >= 1", [], {"growing": ["m"]}, "growing"),
        ("sum(i=1..s: eps^(-i)) ≲ eps^(-s)", [], {"real": ["s"]}, "s may be none"),
        ("sum(i=1..k/2: eps^(-i)) ≲ eps^(-k)", [], {}, "k/2 may be none"),
        ("sum(i=1..k: eps^(-i)) ≲ eps^(-i)", [], {}, "i is the variable of a sum"),
        ("sum(i=1..k: eps^(-i)) + i ≲ eps^(-k)", [], {}, "i is the variable of a sum"),
        ("sum(N=1..k: eps^(-N)) ≲ eps^(-k)", [], {}, "N is no variable for a sum"),
        ("sum(i=m..k: eps^(-i)) ≲ eps^(-k)", [], {}, "its start a literal integer"),
        ("mod(x, 0) ≍ 1", [], {"growing": ["x"]}, "the modulus is zero"),
        (f"x{'^x' * 400} ≻ 1", [], {"growing": ["x"]}, "nested deeper"),
    ],
)
def test_refused_in_one_line(claim, where, declared, message):
    with pytest.raises(BoundlabError, match=message) as caught:
        decide(claim, where, **declared)
    assert "\n" not in str(caught.value)


def test_parameters_and_scales_may_bear_the_names_of_keywords():
    assert decide("N^is*log(log(N)) ≺ N^(is+1)").proved
    assert decide("in ≲ m").proved
    assert decide("in*N ≺ N").verdict == "refuted"
    assert decide("in ≲ in^2*log(log(in))", growing=["in"]).proved
    with pytest.raises(BoundlabError, match="no scale"):
        decide("log(in) ≲ in")


def test_a_claim_without_a_scale_draws_a_note():
    found = decide("x^2 ≲ x")
    assert found.proved
    assert found.note == "no scale occurs here; x is a fixed constant ≥ 1"
    assert decide("x*y ≲ x").note == "no scale occurs here; x, y are fixed constants ≥ 1"
    assert "exp(1)" in decide("N^e ≲ N^3").note
    assert "note" not in decide("N ≲ N^2").to_json()


PIECES = [
    "N",
    "log(N)",
    "exp(N)",
    "N^2",
    "sqrt(N)",
    "2^N",
    "log(log(N))",
    "N^N",
    "exp(sqrt(N))",
    "3",
    "1/N",
    "exp(log(N)^2)",
]
VALUES = {  # the logarithm of each at log N = u, for a comparison in numbers
    "N": lambda u: u, "log(N)": lambda u: u.log(), "exp(N)": lambda u: u.exp(), "N^2": lambda u: 2 * u,
    "sqrt(N)": lambda u: u / 2, "3": lambda u: type(u)(3).log(), "1/N": lambda u: -u, "exp(log(N)^2)": lambda u: u * u,
    "2^N": lambda u: u.exp() * type(u)(2).log(), "log(log(N))": lambda u: u.log().log(), "N^N": lambda u: u * u.exp(),
    "exp(sqrt(N))": lambda u: (u / 2).exp(),
}  # fmt: skip


@settings(max_examples=25)
@given(*[st.lists(st.sampled_from(PIECES), min_size=1, max_size=3) for _ in range(2)])
def test_products_compare_as_their_values_far_out(left, right):
    """At log N = 10^4 and 10^5, to 200,000 bits: the logarithm of the quotient grows, falls or stays."""
    from flint import arb, ctx

    found = {r: decide(f"{'*'.join(left)} {r} {'*'.join(right)}", growing=["N"]).verdict for r in "≺≍≻"}
    assert sorted(found.values()) == ["proved", "refuted", "refuted"]
    before = ctx.prec
    try:
        ctx.prec = 200_000
        gaps = [
            sum((VALUES[p](u) for p in left), arb(0)) - sum((VALUES[p](u) for p in right), arb(0))
            for u in (arb(10**4), arb(10**5))
        ]
        way = "≻" if gaps[1] - gaps[0] > 0.01 else "≺" if gaps[1] - gaps[0] < -0.01 else "≍"
    finally:
        ctx.prec = before
    assert found[way] == "proved", (left, right, gaps)


@pytest.mark.parametrize(
    ("where", "declared", "reason", "met"),
    [
        (["k < 1"], {}, "no parameters satisfy the conditions", "no: no"),
        (["s < 1", "floor(s) >= 1"], {"real": ["s"]}, "no parameters satisfy the conditions", "no: no"),
        (["2*k^2 = l^2"], {}, "if there are any: no parameters that satisfy", "the certificate does not say"),
        (["s < 1/10000"], {"positive": ["s"]}, "holds for all admissible parameters", "yes at s = "),
        ([], {}, "holds for all admissible parameters", ""),
    ],
)
def test_it_is_told_whether_anything_meets_the_conditions(where, declared, reason, met):
    found = decide("n ≲ n^2", where, **declared, growing=["n"])
    assert found.proved
    assert reason in found.reason
    certified = check(found.certificate()).certified
    assert met in certified[0].met


def test_where_a_claim_is_undefined_is_said():
    found = decide("n/(k - 2) ≲ n", growing=["n"])
    assert (found.verdict, found.reason) == ("undecided", "the claim is undefined at k = 2: division by zero")


def test_sums_in_sums_are_written_out_within_bounds():
    claim = "sum(i=1..30: sum(j=1..30: sum(l=1..30: n^(i*j*l)))) ≲ n^{}"
    for largest in (3, 30**3):
        assert "too many to be written out" in decide(claim.format(largest), growing=["n"]).reason
    assert decide("sum(i=1..3: sum(j=1..3: sum(l=1..3: n^(i*j*l)))) ≍ n^27", growing=["n"]).proved
    head = {"kind": "growth", "version": 1, "verdict": "refuted", "length": 4, "witness": {}}
    statement = {"claim": claim.format(3), "where": [], "real": [], "integer": [], "growing": ["n"]}
    assert check({**head, "statement": statement}).refused
