"""Certificates of growth orders: what they must show, and changes that are refused."""

import copy

import pytest

from boundlab.checking import check
from boundlab.symbolic.decide import decide


def spoiled(certificate, path, value):
    found = copy.deepcopy(certificate)
    part = found
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return found


@pytest.fixture(scope="module")
def proved():
    found = decide("N^a*log(N) ≲ N^b + N^c", ["a < b or a < c"], ["a", "b", "c"]).certificate()
    assert found["kind"] == "decision"  # t^a·log(t)^b needs no expansion
    found = decide("N^a*log(log(N)) ≲ N^b", ["a < b"], ["a", "b"]).certificate()
    assert found["kind"] == "growth"
    assert check(found).valid
    return found


@pytest.fixture(scope="module")
def split():
    found = decide("log(log(N))*(N^a + N^b) ≍ log(log(N))*N^max(a, b)", [], ["a", "b"]).certificate()
    assert "split" in found["proof"]
    assert check(found).valid
    return found


CLAIM, WHERE, SIGNS = ("statement", "claim"), ("statement", "where"), ("proof", "signs")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (CLAIM, "N^a*log(log(N)) ≳ N^b"),
        (CLAIM, "N^b*log(log(N)) ≲ N^a"),
        (CLAIM, "N^a*log(log(N)) ≍ N^b"),
        (CLAIM, "N^a*log(log(N)) ≲ N^(b - 1/1000)"),
        (CLAIM, "N^a*log(log(N)) ≲ n^b"),
        (CLAIM, "N^a*log(log(N)) >= N^b"),
        (CLAIM, "N^a ≲ N^b ≲ N^a"),
        (WHERE, []),
        (WHERE, ["a <= b"]),
        (WHERE, ["a < b", "eps ≻ 1"]),
        (WHERE, ["a < b", "N ≍ N"]),
        (WHERE, ["N < b"]),
        (("statement", "real"), ["a"]),
        (("statement", "real"), ["a", "b", "N"]),
        (("statement", "integer"), ["a"]),
        (("statement", "growing"), ["a"]),
        (SIGNS, []),
        ((*SIGNS, 0, "statement", "claim"), "a - b = 0"),
        ((*SIGNS, 0, "statement", "where"), ["a > b"]),
        ((*SIGNS, 0, "verdict"), "refuted"),
        (("length",), 0),
        (("length",), 10**6),
        (("verdict",), "refuted"),
        (("version",), 2),
    ],
)
def test_a_changed_proof_is_refused(proved, path, value):
    assert not check(spoiled(proved, path, value)).valid


def test_a_split_has_the_three_signs(split):
    proof = split["proof"]
    for cases in (proof["cases"][:2], [*proof["cases"], proof["cases"][0]], []):
        assert not check({**split, "proof": {**proof, "cases": cases}}).valid
    assert not check({**split, "proof": {**proof, "split": "a + b"}}).valid
    assert not check({**split, "proof": proof["cases"][0]}).valid
    assert not check({**split, "proof": {"empty": decide("0 = 1", ["0 > 1"]).certificate()}}).valid


def test_a_case_is_empty_only_if_its_own_conditions_say_so():
    found = decide("N^a*log(log(N)) ≲ N^b*log(log(N))", ["a <= b"], ["a", "b"]).certificate()
    assert check(found).valid
    empty = next(case for case in found["proof"]["cases"] if "empty" in case)
    others = [case for case in found["proof"]["cases"] if "empty" not in case]
    assert len(others) == 2
    assert not check({**found, "proof": {**found["proof"], "cases": [empty] * 3}}).valid
    assert not check({**found, "proof": empty}).valid


@pytest.mark.parametrize("witness", [{}, {"m": 1}, {"m": 3, "n": 1}, {"m": "1/2"}, {"k": 2}])
def test_a_witness_must_meet_the_conditions_and_fail_the_claim(witness):
    found = decide("log(log(N))*N^m ≲ N^2", ["m >= 2"]).certificate()
    assert check(found).valid
    assert not check({**found, "witness": witness}).valid


def test_powers_of_a_parameter_need_its_comparison_with_the_other_base():
    found = decide("a^n ≺ b^n", ["a < b"], growing=["n"]).certificate()
    assert check(found).valid
    for path, value in [(SIGNS, []), (CLAIM, "b^n ≺ a^n"), (CLAIM, "(a + 1)^n ≺ b^n"), (WHERE, ["a <= b"])]:
        assert not check(spoiled(found, path, value)).valid


@pytest.mark.parametrize("claim", ["sin(n) ≍ 1", "n*sin(n) ≳ n", "1 + sin(n) ≍ 1", "exp(n*sin(n)) ≲ exp(n/2)"])
def test_what_fails_again_and_again_is_refuted_and_not_proved(claim):
    statement = {"claim": claim, "where": [], "real": [], "integer": [], "growing": ["n"]}
    head = {"kind": "growth", "version": 1, "length": 4, "statement": statement}
    assert check({**head, "verdict": "refuted", "witness": {}}).valid
    assert not check({**head, "verdict": "proved", "proof": {}}).valid
    near = {**statement, "claim": claim.replace("sin(n)", "sin(floor(n))")}
    assert not check({**head, "statement": near, "verdict": "refuted", "witness": {}}).valid


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(i=1..k: eps^(-i)) ≍ eps^(-k-1)"),
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(i=1..k+1: eps^(-i)) ≍ eps^(-k)"),
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(i=1..k/2: eps^(-i)) ≲ eps^(-k)"),
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(i=1..k: eps^(-i*i)) ≲ eps^(-k*k)"),
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(i=1..k: eps^(-i)) ≲ eps^(-k) + eps^(-i)"),
        ("sum(i=1..k: eps^(-i)) ≍ eps^(-k)", "sum(eps=1..k: eps) ≲ eps^(-k)"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=1..N: 1/i) ≍ 1"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=0..N: 1/i) ≲ N"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=1..N: i - 2) ≍ N^2"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=1..N: factorial(i)) ≍ N*factorial(N)"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=1..N: exp(sqrt(i))) ≍ exp(sqrt(N))"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=1..N: exp(i/N)) ≍ 1"),
        ("sum(i=1..N: 1/i) ≍ log(N)", "sum(i=-1..N: 1) ≍ N"),
    ],
)
def test_another_sum_is_not_certified(claim, other):
    found = decide(claim).certificate()
    assert check(found).valid
    result = check(spoiled(found, CLAIM, other))
    assert not result.valid
    assert "malformed" not in result.reason


TRUE = ["2^n ≺ 3^n", "n^n ≻ factorial(n)", "exp(n + log(n)) ≍ n*exp(n)", "1 - cos(1/n) ≍ n^(-2)", "(1 + 2/n)^n ≍ 1"]


@pytest.mark.parametrize("claim", TRUE)
def test_the_opposite_is_not_proved(claim):
    """The checker expands both sides itself: a certificate without signs says nothing but the claim."""
    statement = {"claim": claim, "where": [], "real": [], "integer": [], "growing": ["n"]}
    head = {"kind": "growth", "version": 1, "length": 4}
    proof = {**head, "verdict": "proved", "proof": {"signs": []}}
    assert check({**proof, "statement": statement}).valid
    turned = claim.translate(str.maketrans("≺≻≍", "≻≺≺"))
    assert not check({**proof, "statement": {**statement, "claim": turned}}).valid
    refuted = {**head, "verdict": "refuted", "witness": {}}
    assert check({**refuted, "statement": {**statement, "claim": turned}}).valid
    assert not check({**refuted, "statement": statement}).valid


def test_independent_scales_are_compared_again():
    statement = {"claim": "x*y ≲ x^2 + y^2", "where": ["x ≻ 1", "y ≻ 1"], "real": [], "integer": [], "growing": []}
    proof = {"kind": "growth", "version": 1, "length": 4, "verdict": "proved", "proof": {"signs": []}}
    assert check({**proof, "statement": statement}).certified[0].ranges == ("x → ∞, y → ∞",)
    for claim in ("x^2 + y^2 ≲ x*y", "x*y ≺ x^2 + y^2", "x*y ≲ x^2 - y^2", "x*y ≲ x^2", "x ≲ y", "x ≲ log(x*y)"):
        assert not check({**proof, "statement": {**statement, "claim": claim}}).valid
    for claim in ("log(x*y) ≍ log(x) + log(y)", "min(x, y) ≍ x*y/(x + y)", "1/(x + y) ≲ 1/x"):
        assert check({**proof, "statement": {**statement, "claim": claim}}).valid
    for claim in ("log(x*y) ≍ log(x)", "log(x*y) ≍ log(x) - log(y)", "log(x/y) ≲ log(x)", "min(x, y) ≍ x + y",
                  "min(x, -y) ≍ x*y/(x - y)", "1/(x - y) ≲ 1", "1/(x + y) ≲ 1/x^2", "log(x - y) ≲ x"):  # fmt: skip
        assert not check({**proof, "statement": {**statement, "claim": claim}}).valid
    for where in (["x ≻ 1"], ["x ≻ 1", "y ≺ 1"], ["x ≻ 1", "y ≻ 1", "n ≍ x*y"]):
        changed = {**statement, "where": where, "claim": "x^2*y ≲ x^2*n" if "n ≍ x*y" in where else "x ≲ x*y"}
        assert not check({**proof, "statement": changed}).valid


@pytest.mark.parametrize(
    "claim",
    [
        "sin(floor(n)) ≍ 1",
        "sin(n) + cos(n) ≍ 1",
        "n - n ≺ 1/n - 1/n",
        "exp(n*sin(n)) ≺ exp(n)",
        "tan(n) ≲ n",
        "log(-n) ≲ n",
        "n^(1/0) ≲ n",
        "Gamma(-n) ≲ 1",
        "eps ≲ 1",
    ],
)
def test_what_cannot_be_told_is_not_certified(claim):
    statement = {"claim": claim, "where": [], "real": [], "integer": [], "growing": ["n"]}
    head = {"kind": "growth", "version": 1, "length": 4, "statement": statement}
    for answer in ({"verdict": "proved", "proof": {}}, {"verdict": "refuted", "witness": {}}):
        result = check({**head, **answer})
        assert not result.valid
        assert "malformed" not in result.reason


def test_functions_of_parameters_are_what_their_names_say():
    found = decide("n^floor(s) ≲ n^s", ["s > 1"], growing=["n"], real=["s"]).certificate()
    assert check(found).certified[0].statement == "n^floor(s) ≲ n^s"
    assert "floor_1" not in str(check(found).certified)
    written, where = ("written",), ("statement", "where")
    for path, value in [
        ((*written, "claim"), "n^ceil(s) ≲ n^s"),
        ((*written, "claim"), "n^floor(s) ≺ n^s"),
        ((*written, "where"), []),
        ((*written, "where"), ["s > 1", "n ≻ 1"]),
        ((*written, "defined", 0, "is"), "floor(s+1)"),
        ((*written, "defined", 0, "is"), "floor(n)"),
        ((*written, "defined", 0, "name"), "floor_2"),
        ((*written, "defined"), []),
        (where, ["s > 1", "floor_1 <= s - 1"]),
        (where, ["s > 1"]),
        (("statement", "integer"), []),
    ]:
        assert not check(spoiled(found, path, value)).valid, path
    plain = {key: value for key, value in found.items() if key != "written"}
    assert check(plain).certified[0].statement == "n ** floor_1 ≲ n ** s"
    refuted = decide("n^ceil(s) ≲ n^s", growing=["n"], positive=["s"]).certificate()
    assert check(refuted).certified[0].statement == "false at s = 1/2: n^ceil(s) ≲ n^s"
    assert not check({**refuted, "witness": {"s": "1/2", "ceil_1": 2}}).valid


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("x^y ≻ y^5", True), ("x^y ≺ y^5", False), ("x^y ≲ x", False), ("2^x*3^y ≲ 3^(x+y)", True),
        ("3^(x+y) ≲ 2^x*3^y", False), ("x^log(y) ≍ y^log(x)", True), ("x^log(y) ≍ x^log(x)", False),
        ("x^(y + 1) ≍ x^y", False), ("(2*x)^y ≲ x^y", False), ("(1 + 1/x)^y ≺ exp(y)", True), ("x^y + x ≍ x^y", True),
        ("x^(1/y) ≻ 1", False), ("x^y ≲ x^y - y^x", False), ("(-x)^y ≲ x^y", False), ("(x*sin(y))^y ≲ x^y", False),
    ],
)  # fmt: skip
def test_joint_exponents_are_compared_again(claim, true):
    statement = {"claim": claim, "where": [], "real": [], "integer": [], "growing": ["x", "y"]}
    result = check(
        {"kind": "growth", "version": 1, "length": 4, "statement": statement, "verdict": "proved", "proof": {}}
    )
    assert result.valid == true
    assert "malformed" not in result.reason


def test_a_path_leads_to_the_limits():
    found = decide("x*y ≺ x^2 + y^2", growing=["x", "y"]).certificate()
    assert found["path"] == {"x": "t", "y": "t"}
    assert "x = t, y = t" in check(found).certified[0].statement
    for path in ({"x": "t"}, {"x": "t", "y": "1"}, {"x": "t", "y": "-t"}, {"x": "t", "y": "x"}, {"x": "t", "y": "t^2"}):
        assert not check({**found, "path": path}).valid
    assert not check({**found, "path": {"x": "t", "y": "t", "z": "t"}}).valid
    assert not check(spoiled(found, CLAIM, "x*y ≲ x^2 + y^2")).valid


def test_work_is_bounded():
    nested = "exp(" * 60 + "n" + ")" * 60
    for claim in (
        f"{nested} ≲ n",
        "*".join(["(n + 1 + 1/n)^(1/3)"] * 200) + " ≲ n",
        "log(" * 30 + "n" + ")" * 30 + " ≲ n",
    ):
        statement = {"claim": claim, "where": [], "real": [], "integer": [], "growing": ["n"]}
        result = check(
            {"kind": "growth", "version": 1, "length": 24, "statement": statement, "verdict": "proved", "proof": {}}
        )
        assert not result.valid


@pytest.mark.parametrize(
    "said",
    [
        {"met": {"a": 1, "b": 1}},
        {"met": {"a": 0}},
        {"met": {"a": 0, "b": 1}, "contradiction": {}},
        {"contradiction": decide("0 = 1", ["a < b", "b < a"], ["a", "b"]).certificate()},
        {"contradiction": decide("0 < 1", ["a < b"], ["a", "b"]).certificate()},
        {"contradiction": {}},
        {},
        [],
    ],
)
def test_that_conditions_can_be_met_is_shown(proved, said):
    assert check({**proved, "conditions": {"met": {"a": 0, "b": "1/2"}}}).valid
    assert not check({**proved, "conditions": said}).valid
