"""The checker of decisions accepts proofs and witnesses, and nothing else."""

import copy

import pytest
from brute_force import Reading
from certificate_parts import refuted
from decision_certificates import CERTIFICATES, PROOFS, REFUTATIONS

from boundlab.checking import check
from boundlab.testing import assert_certificate

DROP = object()
CLAIM = ("statement", "claim")
WHERE = ("statement", "where")
STEPS = ("proof", "steps")
SUM = ("proof", "close", "terms")
CASES = ("proof", "close", "cases")


def changed(certificate, *changes):
    """Return a copy with the value at each path replaced, or dropped."""
    result = copy.deepcopy(certificate)
    for path, value in changes:
        place = result
        for key in path[:-1]:
            place = place[key]
        if value is DROP:
            del place[path[-1]]
        else:
            place[path[-1]] = value
    return result


@pytest.mark.parametrize("name", PROOFS)
def test_proofs_are_accepted_and_what_they_prove_is_true(name):
    assert_certificate(PROOFS[name])
    assert not list(Reading(PROOFS[name]["statement"]).counterexamples())


@pytest.mark.parametrize("name", REFUTATIONS)
def test_refutations_are_accepted(name):
    assert_certificate(REFUTATIONS[name])
    assert Reading(REFUTATIONS[name]["statement"]).refuted_by(REFUTATIONS[name]["witness"])


# name of the certificate, then what to change: each change makes a correct certificate a wrong one.
CONTROLS = [
    # the statement
    ("linear", (CLAIM, "2*m1 + 3*m2 >= 6")),
    ("linear", (CLAIM, "2*m1 + 3*m2 > 5")),
    ("linear", (CLAIM, "2*m1 + 3*m2 <= 5")),
    ("linear", (CLAIM, "2*m1 - 3*m2 >= 5")),
    ("linear", (("statement", "real"), ["m1"])),
    ("linear", (("statement", "real"), DROP)),
    ("linear", (WHERE, DROP)),
    ("linear", (("statement", "whole"), [])),
    ("product of facts", (("statement", "real"), ["m2"])),
    ("division", (("statement", "real"), ["r"])),
    ("division", (CLAIM, "(m1+m2)/r > (m1+1)/r")),
    ("positive divisor", (WHERE, ["m >= 1"])),
    ("positive divisor", (WHERE, ["m > 2 or m > 3"])),
    ("positive divisor", (WHERE, [])),
    ("negative divisor", (("statement", "real"), ["m"])),
    ("integers", (("statement", "real"), ["m"])),
    ("integers", (WHERE, ["m > r - 1/2"]), ((*STEPS, 0, "polynomial"), "m - r - 1/2")),
    ("integers", (WHERE, ["2*m > 2*r - 2"])),
    ("integers", (WHERE, ["m > r - 1/2"])),
    ("disjunction", (WHERE, ["m1 >= 2 or m2 >= 1"])),
    ("disjunction", (WHERE, ["m1 >= 2 or m2 >= 2 or m1 = 1"])),
    ("negated conditions", (WHERE, ["m1 >= 1", "not (m1 < m2 and r = 1)"])),
    ("negated conditions", (WHERE, ["m1 >= 1", "m1 < m2 or r = 1"])),
    ("negated conditions", (WHERE, ["not (m1 < m2 or r = 1)", "m1 >= 1"])),
    ("chain", (CLAIM, "1 < m <= m*r")),
    ("chain", (CLAIM, "1 <= m < m*r")),
    ("equation", (WHERE, ["m >= m1 + m2"])),
    ("equation", (WHERE, ["m != m1 + m2"])),
    ("claimed equation", (CLAIM, "min(a, b) + min(a, b) = a + b")),
    ("min", (CLAIM, "max(m1+m2, 2*m1) <= m1")),
    ("min", (CLAIM, "min(m1+m2, 2*m1) >= m1 + 1")),
    ("min", (CLAIM, "min(m1+m2, 2*m1, 1) >= m1")),
    ("sum of orders", (CLAIM, "ε^(-m2/r) + ε^(-m1/r) ≺ ε^(-m2/r)")),
    ("sum of orders", (CLAIM, "ε^(-m2/r) + ε^(-m1/r) ≳ ε^(-(m1+m2)/r)")),
    ("sum of orders", (CLAIM, "ε^(-m2/r) + ε^(-m1/r) ≍ ε^(-(m1+m2)/r)")),
    ("sum of orders", (CLAIM, "ε^(m2/r) + ε^(m1/r) ≲ ε^((m1+m2)/r)")),
    ("sum of orders", (CLAIM, "ε^(-m2/r) + ε^(-m1/r) + ε^(-m1) ≲ ε^(-(m1+m2)/r)")),
    ("sum of orders", (CLAIM, "N^(-m2/r) + N^(-m1/r) ≲ N^(-(m1+m2)/r)")),
    ("tie", (CLAIM, "eps^(-m1) * log(1/eps)^r << eps^(-m2) * log(1/eps)^r")),
    ("tie", (CLAIM, "eps^(-m1) * log(1/eps)^(r+1) <~ eps^(-m2) * log(1/eps)^r")),
    ("tie", (WHERE, ["m1 <= m2 + 1"])),
    ("powers of the logarithm", (CLAIM, "eps^(-m) * log(1/eps)^2 ≺ eps^(-m) * log(1/eps)")),
    ("powers of the logarithm", (CLAIM, "eps^(-m) * log(1/eps)^2 ≺ eps^(-m) * log(1/eps)^2")),
    ("powers of the scale", (CLAIM, "N^(m+1) << N^m * log(N)^3")),
    ("same order", (CLAIM, "(w*eps^(-m1) + eps^(-m2))^2 ~ max(eps^(-m1), r*eps^(-m2))")),
    ("extremum in an exponent", (CLAIM, "eps^(-max(a, b)) <~ 2*eps^(-a)")),
    # combinations
    ("linear", ((*SUM, 0, 0), "2")),
    ("linear", ((*SUM, 1, 0), "1")),
    ("linear", ((*SUM, 1, 0), "-2")),
    ("linear", ((*SUM, 1, 0), "0")),
    ("linear", (SUM, [["0", ["f"]]])),
    ("linear", (SUM, [["0", []]])),
    ("linear", ((*SUM, 1, 0), "2.0")),
    ("linear", ((*SUM, 1, 0), "2/0")),
    ("linear", ((*SUM, 1, 0), True)),
    ("linear", ((*SUM, 1, 0), 2.0)),
    ("linear", ((*SUM, 0), DROP)),
    ("linear", (SUM, [])),
    ("linear", ((*SUM, 1, 1), [])),
    ("linear", ((*SUM, 1, 1), ["domain:m3"])),
    ("linear", ((*SUM, 1, 1), ["domain:m2"])),
    ("linear", ((*SUM, 1, 1), ["assume"])),
    ("linear", ((*SUM, 1, 1), ["claim"])),
    ("linear", ((*SUM, 1, 1), "domain:m1")),
    ("linear", ((*SUM, 1), ["2", ["domain:m1"], "more"])),
    ("product of facts", ((*SUM, 1, 1), ["domain:m1", "domain:m1"])),
    ("product of facts", ((*SUM, 1, 1), ["domain:m1"])),
    # facts
    ("linear", ((*STEPS, 0, "polynomial"), "2*m1 + 3*m2 - 5")),
    ("linear", ((*STEPS, 0, "polynomial"), "6 - 2*m1 - 3*m2")),
    ("linear", ((*STEPS, 0, "polynomial"), "5 - 2*m1 - min(3*m2, 4*m2)")),
    ("linear", ((*STEPS, 0, "from"), "where[0]")),
    ("linear", ((*STEPS, 0, "from"), "claim.0")),
    ("linear", ((*STEPS, 0, "as"), "domain:x")),
    ("linear", ((*STEPS, 0, "as"), "assume"), ((*SUM, 0, 1), ["assume"])),
    ("linear", ((*STEPS, 0, "as"), "claim"), ((*SUM, 0, 1), ["claim"])),
    ("linear", ((*STEPS, 0, "tight"), True)),
    ("linear", ((*STEPS, 0, "tight"), 0)),
    ("linear", ((*STEPS, 0, "sign"), "-")),
    ("linear", ((*STEPS, 0, "sign"), "minus")),
    ("linear", ((*STEPS, 0, "times"), ["m1"])),
    ("division", ((*STEPS, 0, "times"), [])),
    ("division", ((*STEPS, 0, "times"), ["r", "r"])),
    ("division", ((*STEPS, 0, "times"), ["-r"]), ((*STEPS, 0, "polynomial"), "m2")),
    ("two divisors", ((*SUM, 1, 1), ["above"])),
    ("positive divisor", ((*STEPS, 1), DROP)),
    ("positive divisor", ((*STEPS, 0, "tight"), True), ((*STEPS, 0, "polynomial"), "m - 3")),
    ("positive divisor", ((*STEPS, 1, "polynomial"), "1 - m")),
    ("positive divisor", ((*STEPS, 1, "proof", "terms", 1), DROP)),
    ("positive divisor", ((*STEPS, 1, "proof", "terms", 0), DROP)),
    ("negative divisor", ((*STEPS, 2, "times"), ["2 - 2*m"]), ((*STEPS, 2, "polynomial"), "2*m^2 - 3*m")),
    ("negative divisor", ((*STEPS, 0, "tight"), False)),
    ("integers", ((*STEPS, 0, "tight"), False)),
    ("integers", ((*STEPS, 0, "polynomial"), "2*m - 2*r - 1")),
    ("equation", ((*CASES, 1, "steps", 0, "sign"), "+")),
    ("claimed inequation", ((*STEPS, 0, "from"), "claim.0")),
    ("claimed inequation", ((*STEPS, 0, "from"), "claim.0.1")),
    ("claimed inequation", ((*STEPS, 0, "from"), "claim.0.2")),
    ("equation", ((*CASES, 0, "steps", 0, "sign"), "-")),
    ("divisor in the condition", ((*STEPS, 2, "from"), "where[0].0")),
    ("divisor in the condition", ((*STEPS, 2, "sign"), "-"), ((*STEPS, 2, "polynomial"), "x^2 - 1")),
    # squares
    ("square", (CLAIM, "x^2 + y^2 > 2*x*y")),
    ("square", ((*STEPS, 0, "of"), "x + y")),
    ("square", ((*STEPS, 0, "of"), "2*x - 2*y")),
    ("square", ((*STEPS, 0, "of"), "max(x, y)")),
    ("square", ((*STEPS, 0, "as"), "f")),
    ("square", ((*STEPS, 0, "strict"), True)),
    # extrema
    ("exclusive cases", (CLAIM, "max(a, min(b)) = a or b >= 2*a")),
    ("exclusive cases", (CLAIM, "max(b, min(a)) = a or b > a"), (("proof", "close", "of"), "max(b, a)")),
    ("exclusive cases", (("proof", "close", "of"), "min(b)")),
    ("exclusive cases", ((*CASES, 1, "steps", 0, "polynomial"), "a - b")),
    ("min", ((*CASES, 1), DROP)),
    ("min", (("proof", "close", "of"), "max(m1+m2, 2*m1)")),
    ("min", (("proof", "close", "of"), "min(2*m1, m1+m2)")),
    ("min", (("proof", "close", "of"), "m1")),
    ("nested extrema", (("proof", "close", "of"), "max(m1, min(m2, r))")),
    ("nested extrema", ((*CASES, 0, "close", "as"), "inner")),
    ("nested extrema", ((*CASES, 0, "close", "of"), "max(m1, r)")),
    ("nested extrema", ((*CASES, 0, "close", "cases", 0, "steps", 0, "from"), "outer.0")),
    ("min of quotients", ((*CASES, 1, "steps", 0, "from"), "s.1")),
    ("min of quotients", ((*CASES, 1, "steps", 0, "times"), [])),
    # disjunctions
    ("disjunction", ((*CASES, 1), DROP)),
    ("disjunction", ((*CASES, 0, "steps", 0, "from"), "where[0].1")),
    ("disjunction", (("proof", "close", "of"), "where[1]")),
    ("disjunction", (("proof", "close", "of"), "where[00]")),
    ("negated conditions", (("proof", "close", "of"), "where[1]")),
    ("negated conditions", ((*CASES, 1, "steps", 0, "from"), "where[1].1.0")),
    ("negated conditions", ((*CASES, 1, "steps", 0, "from"), "where[1].2")),
    ("claimed disjunction", (("proof", "close", "of"), "claim")),
    # orders
    ("sum of orders", ((*CASES, 1), DROP)),
    ("sum of orders", ((*CASES, 1, "side"), "right")),
    ("sum of orders", ((*CASES, 1, "term"), ["m2/r", "0"])),
    ("sum of orders", ((*CASES, 1, "term"), ["m1/r", "1"])),
    ("sum of orders", ((*CASES, 1, "term"), ["m1/r"])),
    ("sum of orders", ((*CASES, 1, "proof", "steps", 0, "from", "term", 0), "m1/r")),
    ("sum of orders", ((*CASES, 1, "proof", "steps", 0, "from"), "where[0]")),
    ("same order", ((*CASES, 3), DROP)),
    ("same order", ((*CASES, 3, "side"), "left")),
    ("tie", ((*CASES, 0, "proof", "close", "cases", 1), DROP)),
    ("tie", ((*CASES, 0, "proof", "close", "term"), ["m1", "r"])),
    ("tie", ((*CASES, 0, "proof", "close", "cases", 0, "steps", 0, "from"), "t.1")),
    ("tie", ((*CASES, 0, "proof", "close", "cases", 0, "steps", 0, "from"), "t.2")),
    ("tie by both", ((*CASES, 0, "proof", "close", "cases", 1, "close", "terms", 2), DROP)),
    # the frame
    ("linear", (("version",), True)),
    ("linear", (("version",), 2)),
    ("linear", (("kind",), "decisions")),
    ("linear", (("kind",), DROP)),
    ("linear", (("verdict",), "undecided")),
    ("linear", (("verdict",), "refuted")),
    ("linear", (("proof",), DROP)),
    ("linear", (("witness",), {})),
    ("linear", (("proof", "comment"), "")),
    ("linear", (("proof", "close"), DROP)),
    ("linear", (("proof", "close", "by"), "magic")),
    ("linear", ((*STEPS, 0, "step"), "magic")),
    # witnesses
    ("equality", (("witness",), {"m": 2})),
    ("equality", (("witness",), {"m": 0})),
    ("equality", (("witness",), {"m": "1/2"})),
    ("equality", (("witness",), {"m": True})),
    ("equality", (("witness",), {"m": 1.0})),
    ("equality", (("witness",), {"m": "1/0"})),
    ("equality", (("witness",), {"m": " 1"})),
    ("equality", (("witness",), {})),
    ("equality", (("witness",), {"m": 1, "r": 1})),
    ("equality", (("witness",), [["m", 1]])),
    ("equality", (CLAIM, "m^2 >= m")),
    ("condition", (("witness", "m2"), 1)),
    ("condition", (WHERE, ["m2 < m1"])),
    ("real", (("witness", "y"), 0)),
    ("real", (("witness", "x"), "-7/2")),
    ("real", (("statement", "real"), ["y"])),
    ("real", (CLAIM, "x/(y-3) <= 1")),
    ("real", (WHERE, ["y != 0 or 1/(y-3) > 0"])),
    ("order", (CLAIM, "ε^(-m2/r) + ε^(-m1/r) ≲ ε^(-(m1+m2)/r)")),
    ("logarithms", (("witness", "a"), "0")),
    ("logarithms", (("witness", "a"), "-1/9")),
]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"{control[0]}: {[c[0][-1] for c in control[1:]]}")
def test_controls_are_rejected(control):
    name, *changes = control
    result = check(changed(CERTIFICATES[name], *changes))
    assert not result.valid
    assert "\n" not in result.reason


def test_facts_stay_on_their_path():
    elsewhere = copy.deepcopy(PROOFS["disjunction"])
    elsewhere["proof"]["close"]["cases"][1]["steps"] = []
    assert not check(elsewhere).valid
    again = copy.deepcopy(PROOFS["disjunction"])
    again["proof"]["close"]["cases"][1]["steps"][0]["as"] = "f"
    assert "in use" in check(again).reason


def test_a_witness_is_checked_where_everything_is_defined():
    assert check(refuted("1/(x-2) > 1", {"x": 3})).valid
    assert not check(refuted("1/(x-2) > 1", {"x": 2})).valid
    assert not check(refuted("x > 3 and 1/(x-2) > 1", {"x": 2})).valid
    assert not check(refuted("x > 3", {"x": 2}, where=["x = 2 or 1/(x-2) > 1"])).valid
