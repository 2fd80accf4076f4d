"""The exponent calculus, against brute force over rational points."""

from fractions import Fraction
from itertools import product

import pytest
from scipy.optimize import linprog

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.optimum import minimise
from boundlab.symbolic.stationary import minimise_one
from proofs_numeric.lem_21_22 import READINGS, theorem_2, theorem_3

EXPECTED = {
    ("i", False): "min(m1+m2, 2*m1)",
    ("i", True): "min(m1+m2, 2*m1)",
    ("ii", False): "min(m1+m2, m1*(m2+2)/(m2+1))",
    ("ii", True): "min(m1+m2, m1*(m2+2)/(m2+1))",
    ("iii", False): "min(m1+m2, 2*m1/(m2+1))",
    ("iii", True): "min(m1+m2, m1/(m2+1))",
}


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.name)
@pytest.mark.parametrize("split", [False, True], ids=["both", "split"])
def test_theorem_3(reading, split):
    found = theorem_3(reading, split=split)
    assert found.exact
    assert decide(f"{found.value} = {EXPECTED[reading.name, split]}").proved
    for decision in (found.proof, *found.attained):
        assert check(decision.certificate()).valid


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.name)
@pytest.mark.parametrize("change", ["({0}) + 1/100", "max({0}, m1+m2/7)", "({0})*1.01", "({0}) + m2 - m2*99/100"])
def test_stronger_claims_are_refuted(reading, change):
    value = change.format(theorem_3(reading).value)
    decision = decide(f"a >= {value}", reading.constraints(), ("a", "w", "k"))
    assert decision.verdict == "refuted"
    assert decision.statement.violated(decision.witness)


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r.name)
def test_against_linear_programs(reading):
    """For fixed m1, m2 the constraints are a few linear programs: an independent optimum."""
    value = theorem_3(reading).value
    for m1, m2 in product(range(1, 5), repeat=2):
        costs = {"i": (1, 1), "ii": (1 + m2, 1), "iii": (1 + m2, 1 + m2)}[reading.name]
        best = min(
            linprog([1, 0, 0], A_ub=[[-1, 1, 1], *rows], b_ub=[0, *rhs], bounds=[(0, None)] * 3).fun
            for rows, rhs in (
                ([first, second], [b1, b2])
                for first, b1 in (([-1, 0, 0], -(m1 + m2)), ([0, 0, -costs[0]], -m1))
                for second, b2 in (([-1, 0, 0], -(m1 + m2)), ([0, -costs[1], 0], -m1))
            )
        )
        assert float(value.at({"m1": m1, "m2": m2})) == pytest.approx(best)


def test_theorem_2():
    found = theorem_2()
    assert found.exact
    assert found.value.at({"m1": 2, "m2": 5}) == Fraction(7)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (("a <= 1",), "do not bound it from below"),
        (("a >= w*w", "w >= 1"), "not linear"),
        (("a >= w + 1/w", "w >= 1"), "not linear"),
        (("a >= 1", "a <= 0"), "no solution"),
        (("a >= (m1-m2)*w", "w >= 1"), "sign of the coefficient"),
    ],
)
def test_constraints_it_cannot_use(where, message):
    with pytest.raises(BoundlabError, match=message):
        minimise("a", ["w"], where)


def test_parameters_may_be_real():
    found = minimise("v", ["a"], ["v >= -s*a", "v >= (d*a - 1)/2", "s > 0"], ["s"])
    assert str(found.value) == "-s/(d + 2*s)"
    assert found.exact
    with pytest.raises(BoundlabError, match="real: got 'q'"):
        minimise("v", [], ["v >= 1"], ["q"])


@pytest.mark.parametrize(
    ("objective", "where", "real", "value"),
    [
        ("a^2 - 2*a", [], [], "-1"),
        ("x + 4/x", ["x > 0"], [], "4"),
        ("a*x^2 + b*x", ["a > 0"], ["a", "b"], "-b^2/(4*a)"),
        ("x^2 - x", ["x >= 2"], [], "2"),
        ("a*x - x", ["0 <= x", "x <= 1"], ["a"], "min(0, a-1)"),
        ("x^3", [], [], None),
        ("1/x", ["x > 0"], [], None),  # not attained
    ],
)
def test_one_unknown_that_is_not_linear(objective, where, real, value):
    found = minimise_one(objective, "a" if objective == "a^2 - 2*a" else "x", where, real)
    assert (found is None) == (value is None)
    if found is not None:
        assert found.exact
        assert decide(
            f"{found.value} = {value}", where[:1] if "b" in value else [], [r for r in real if r in value]
        ).proved
        assert all(check(each.certificate()).valid for each in (found.proof, *found.attained))
