"""sqrt, floor, ceil, mod and rational powers of parameters: answers, and what their certificates must show."""

import copy

import pytest

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

PROVED = [
    ("eps^(-floor(s)) ≲ eps^(-s)", [], {"positive": ["s"]}),
    ("eps^(-sqrt(m)) ≲ eps^(-m)", [], {}),
    ("floor(s) > s - 1 and ceil(s) - floor(s) <= 1", [], {"real": ["s"]}),
    ("floor(floor(s)/2) <= s/2", [], {"positive": ["s"]}),
    ("floor((s + 1)) = floor(s+1)", [], {"real": ["s"]}),
    ("ceil(m/2) >= m/2", [], {}),
    ("floor(m/s) >= 0", [], {"positive": ["s"]}),
    ("mod(m, 2) <= 1", [], {}),
    ("x^(3/2) <= y^(3/2)", ["0 <= x <= y"], {"real": ["x", "y"]}),
    ("(a+b)^(3/2) >= a^(3/2) + b^(3/2)", [], {"positive": ["a", "b"]}),
    ("sqrt(a) + sqrt(b) <= sqrt(2*(a+b))", [], {"positive": ["a", "b"]}),
    ("mod(mod(a, b), b) = mod(a, b)", [], {}),
    ("mod(a + b*k, k) = mod(a, k)", [], {"integer": ["a", "b"]}),
    ("abs(x + y) <= abs(x) + abs(y)", [], {"real": ["x", "y"]}),
    ("sqrt(x*y) <= (x+y)/2", ["x >= 0", "y >= 0"], {"real": ["x", "y"]}),
    ("sqrt(abs(x))^2 = abs(x)", [], {"real": ["x"]}),
    ("s^(-1/2) <= 1/2", ["s >= 4"], {"real": ["s"]}),
    ("s^(2/3) <= s", ["s >= 1"], {"real": ["s"]}),
    ("x^(-2) > 0 and x^-1*x = 1", ["x != 0"], {"real": ["x"]}),
    ("max(a, b)^(-1) <= a^-1", [], {"positive": ["a", "b"]}),
    ("inf(p in [1, 2]: p^(-1)) = 1/2", [], {}),
    ("eps^(-s^(-1)) ≲ eps^(-1)", ["s^(-1) <= 1", "floor(s) >= 1"], {"positive": ["s"]}),
    ("s >= 4", ["s^0.5 >= 2"], {"real": ["s"]}),
    ("floor(s) + floor(s + 1/2) = floor(2*s)", [], {"real": ["s"]}),
    ("s <= t", ["s^3 <= t^3"], {"real": ["s", "t"]}),
    ("x <= y", ["abs(x) <= sqrt(y^2)", "y >= 0"], {"real": ["x", "y"]}),
]
REFUTED = [
    ("floor(s) >= s", [], {"real": ["s"]}),
    ("sqrt(s) <= s", [], {"positive": ["s"]}),
    ("mod(m, 3) >= 1", [], {}),
    ("eps^(-ceil(s)) ≲ eps^(-s)", [], {"positive": ["s"]}),
    ("abs(x) > x", [], {"real": ["x"]}),
    ("m^-2 >= m^(-3) + 1/7", [], {}),
]


@pytest.mark.parametrize(("claim", "where", "declared"), PROVED)
def test_functions_are_defined_away(claim, where, declared):
    found = decide(claim, where, **declared)
    assert found.verdict == "proved", found.reason
    assert str(found).startswith(f"proved: {claim}")


@pytest.mark.parametrize(("claim", "where", "declared"), REFUTED)
def test_a_failure_is_said_in_the_parameters_as_written(claim, where, declared):
    found = decide(claim, where, **declared)
    assert found.verdict == "refuted"
    assert "_1" not in found.reason
    certified = check(found.certificate()).certified[0]
    assert "_1" not in certified.statement + "".join(certified.ranges)


@pytest.mark.parametrize(
    ("claim", "where"),
    [("sqrt(s) >= 0", []), ("floor(1/s) >= 0", ["s >= 0"]), ("(s-1)^(1/2) >= 0", ["s > 0"])],
)
def test_what_is_undefined_somewhere_is_undecided(claim, where):
    found = decide(claim, where, ["s"])
    assert found.verdict == "undecided"
    assert "undefined" in found.reason


@pytest.mark.parametrize("text", ["floor(s, 2) >= 1", "mod(s) >= 1", "sqrt() >= 1", "floor(s", "s^(1/65) >= 0"])
def test_no_use_of_a_function(text):
    with pytest.raises(BoundlabError, match="claim"):
        decide(text, real=["s"])


def test_a_parameter_may_bear_the_name_of_a_function():
    assert decide("floor + mod >= 2").proved


@pytest.fixture(scope="module")
def sound():
    certificate = decide("floor(m/s) + sqrt(s) >= 0", [], positive=["s"]).certificate()
    assert check(certificate).valid
    return certificate


def spoiled(certificate, *changes):
    found = copy.deepcopy(certificate)
    for path, value in changes:
        part = found
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = value
    return found


W = ("written", "defined")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("written", "claim"), "floor(m/s) + sqrt(s) >= 1"),
        (("written", "claim"), "ceil(m/s) + sqrt(s) >= 0"),
        (("written", "claim"), "floor(m/s) + sqrt(s) + 0*floor_1 >= 0"),
        (("written", "where"), []),
        (("written", "where"), ["s > 0", "s > 1"]),
        ((*W, 0, "is"), "ceil(m/s)"),
        ((*W, 0, "is"), "m/s"),
        ((*W, 0, "is"), "floor(m/s + root_1)"),
        ((*W, 0, "name"), "root_1"),
        ((*W, 0, "shown"), []),
        ((*W, 1, "shown"), []),
        ((*W, 1, "is"), "s^(1/3)"),
        (W, []),
        (("statement", "where", 1), "floor_1 <= (m/s) < floor_1 + 2"),
        (("statement", "where", 2), "root_1 >= 0 and root_1^2 = (m)"),
        (("statement", "integer"), []),
    ],
)
def test_a_certificate_must_say_what_is_written(sound, path, value):
    assert not check(spoiled(sound, (path, value))).valid


def test_that_a_function_is_defined_is_not_shown_by_its_own_definition(sound):
    shown = sound["written"]["defined"][1]["shown"][0]
    weaker = spoiled(shown, (("statement", "where"), sound["statement"]["where"][1:]))
    assert not check(spoiled(sound, ((*W, 1, "shown"), [weaker]))).valid


@pytest.mark.parametrize("exponent", ["(-3)", "(-1)", "(2)", "-3"])
def test_another_exponent_is_refused_by_the_checker(exponent):
    certificate = copy.deepcopy(decide("x^(-2) <= 1", ["x >= 1"], ["x"]).certificate())
    assert check(certificate).valid
    certificate["written"]["claim"] = f"x^{exponent} <= 1"
    assert not check(certificate).valid


def test_a_divisor_of_a_condition_is_other_than_zero_and_the_answer_says_so():
    found = decide("q >= 2", ["1/p + 1/q = 1", "1 < p <= 2"], ["p", "q"])
    assert found.proved
    assert found.note == "a condition divides by q, so that q != 0 was added"
    assert "q != 0" in check(found.certificate()).certified[0].conditions
    assert decide("q > 2", ["1/p + 1/q = 1", "1 < p <= 2"], ["p", "q"]).verdict == "refuted"
    assert decide("q^-2 > 0", ["q >= -1"], ["q"]).verdict == "undecided"  # the claim divides
