"""Decisions: never proved where a point violates, refuted only with a violation, rarely undecided."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_statements import (
    comparisons,
    decided,
    expressions,
    formulas,
    grid,
    names,
    numbers,
    orders,
    positive_divisors,
    reals_in,
)  # fmt: skip

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.expression import maximum, minimum
from boundlab.symbolic.statement import Statement

SAFE = expressions(3, positive_divisors)
PROVED = [
    ("min(m1+m2,2*m1) >= m1", ()),
    ("(m1+m2)/r > m1/r", ()),
    ("m1*(m2+2)/(m2+1) <= 2*m1", ()),
    ("m1*(m2+2)/(m2+1) >= m1", ()),
    ("m1*(m2+2)/(m2+1) > m1", ()),
    ("min(m,2*m1) <= m", ("m = m1+m2",)),
    ("min(m1+m2,2*m1) >= m1+m2", ("m2 <= m1",)),
    ("min(m1+m2,2*m1) > m1", ()),
    ("m2/r < m", ("m = m1+m2", "r >= 1")),
    ("1 <= m1 <= m1*m2", ()),
    ("m2 >= 3", ("m2 > 2",)),
    ("m2 >= 2 or m2 = 1", ()),
    ("not (m1 < m2 and m2 < m1)", ()),
    ("min(min(m1, m2), max(m1, m2)) = min(m2, m1)", ()),
    ("max(m1, m2) + min(m1, m2) = m1 + m2", ()),
    ("min(m1/r, m2) <= (m1+m2)/2", ("r >= 2",)),
    ("ε^(-m2/r) + ε^(-m1/r) ≲ ε^(-(m1+m2)/r)", ()),
    ("ε^(-m2/r) + ε^(-m1/r) ≺ ε^(-(m1+m2)/r)", ()),
    ("w^(1+m2/r)*ε^(-m2/r) + w*ε^(-m1/r) ≍ ε^(-max(m1,m2)/r)", ()),
    ("ε^(-m1)*log(1/ε)^k ≺ ε^(-m1-1/r)", ()),
    ("ε^(-m1)*log(1/ε)^k ≲ ε^(-m1)*log(1/ε)^(k+m2)", ()),
    ("N^(-r/m) ≺ 1", ()),
    ("log(N)^m ≺ N^(1/r)", ()),
    ("(N^m + N)^2 ≍ N^(2*m)", ()),
    ("max(N^m, N^r) ~ N^max(m,r)", ()),
    ("1000 ~ w", ()),
]
REFUTED = [
    ("min(m1+m2,2*m1) >= m1+m2", (), lambda w: w["m2"] > w["m1"]),
    ("min(m,2*m1) < m", ("m = m1+m2",), lambda w: w["m2"] <= w["m1"]),
    ("m1*(m2+2)/(m2+1) < 2*m1", ("m2 < 1",), None),
    ("m1*(m2+2)/(m2+1) > 2*m1", (), lambda w: True),
    ("(m1+m2)/r > m1", (), lambda w: w["r"] > 1),
    ("m1 > m1", (), lambda w: True),
    ("m1*m2 > m1", (), lambda w: w["m2"] == 1),
    ("m <= 1000", (), lambda w: w["m"] > 1000),
    ("m1 + m2 != 37", ("m1 = 2*m2 + 1",), lambda w: w["m2"] == 12),
    ("ε^(-(m1+m2)/r) ≲ ε^(-m2/r) + ε^(-m1/r)", (), lambda w: True),
    ("N^(-m/r) ≍ N^(-r/m)", (), lambda w: w["m"] != w["r"]),
    ("ε^(-m)*log(1/ε) ≲ ε^(-m)", (), lambda w: True),
    ("ε^(-m) ≺ ε^(-m)", (), lambda w: True),
]


@pytest.mark.parametrize(("claim", "where"), PROVED)
def test_proved(claim, where):
    assert decided(claim, where).proved


@pytest.mark.parametrize(("claim", "where", "shape"), [c for c in REFUTED if c[2]])
def test_refuted(claim, where, shape):
    decision = decided(claim, where)
    assert decision.verdict == "refuted"
    assert shape(decision.witness)
    assert Statement.parse(claim, where).violated(decision.witness)


SQUARES = [
    ("x^2 + y^2 >= 2*x*y", ()),
    ("x/y + y/x >= 2", ("x > 0", "y > 0")),
    ("x^2 - x + 1 > 0", ()),
    ("1/(x^2+1) <= 1", ()),
    ("x^4 + y^4 >= 2*x^2*y^2", ()),
    ("x^2 + y^2 + z^2 >= x*y + y*z + z*x", ()),
    ("x^3 + y^3 >= x*y*(x+y)", ("x >= 0", "y >= 0")),
    ("x/(y+z) + y/(x+z) + z/(x+y) >= 3/2", ("x > 0", "y > 0", "z > 0")),
    ("x*y <= 1/4", ("x + y = 1",)),
    ("m1^2 + m2^2 >= 2*m1*m2", ()),
    ("1/x + 1/y >= 4/(x+y)", ("x > 0", "y > 0")),
    ("1/(x*y*z) > 0", ("x > 0", "y > 0", "z < 0", "z > 0")),
    ("1/(x*y*z) < 0", ("x > 0", "y > 0", "z < 0")),
    ("x/y >= 1", ("x <= y", "y < 0")),
    ("x >= 1", ("x^3 >= 1",)),
]


@pytest.mark.parametrize(("claim", "where"), SQUARES)
def test_polynomials(claim, where):
    real = tuple(n for n in "xyz" if n in claim.replace("max", ""))
    assert decided(claim, where, real).proved


@pytest.mark.parametrize(("claim", "where"), [("x^2 + y^2 >= 3*x*y", ()), ("x/y + y/x > 2", ("x>0", "y>0"))])
def test_polynomials_refuted(claim, where):
    assert decided(claim, where, ("x", "y")).verdict == "refuted"


@pytest.mark.parametrize(
    ("claim", "where", "real"),
    [
        ("m >= 5", ("m < 1",), ()),
        ("m >= 5", ("m > 2 and m < 2",), ()),
        ("m >= 5", ("a >= 1", "a <= 0"), ("a",)),
        ("m >= 5", ("m > 3 and m < 4",), ()),
        ("ε^(-m) ≺ 1", ("m > 7", "m < 3 or m < 4"), ()),
    ],
)
def test_contradictory_conditions(claim, where, real):
    decision = decided(claim, where, real)
    assert decision.proved
    assert decision.reason == "no parameters satisfy the conditions"


def test_conditions_that_only_large_parameters_satisfy():
    assert decided("m >= 5000", ("m >= 4999", "m != 4999")).reason == "holds for all admissible parameters"
    assert decided("m*r >= 5000", ("m >= 3000",)).witness["m"] >= 3000
    assert decided("a >= 777", ("a >= 776",), ("a",)).verdict == "refuted"


def test_a_divisor_without_a_sign_is_undecided():
    decision = decided("1/a + a >= 0 or a < 0", (), ("a",))
    assert decision.verdict == "undecided"
    assert "the divisor a may vanish" in decision.reason
    assert decision.certificate() is None
    assert decision.to_json()["witness"] is None


def test_json():
    refuted = decided("m >= 2*a", (), ("a",)).to_json()
    assert refuted["verdict"] == "refuted"
    assert set(refuted) == {"verdict", "witness", "certificate", "reason"}
    assert all(isinstance(v, int | str) for v in refuted["witness"].values())
    proved = decided("m >= 1").to_json()
    assert (proved["verdict"], proved["witness"]) == ("proved", None)


def family(k):
    """∏(1+x_i) and ∏(1+x_i+x_i²) with x_i = ε^(-a_i), a_i real."""
    small = "*".join(f"(1+ε^(-a{i}))" for i in range(k))
    large = "*".join(f"(1+ε^(-a{i})+ε^(-2*a{i}))" for i in range(k))
    return small, large, tuple(f"a{i}" for i in range(k))


@pytest.mark.parametrize("k", range(2, 7))
def test_product_family(k):
    small, large, real = family(k)
    start = time.process_time()
    forward = decide(f"{small} ≲ {large}", (), real)
    backward = decide(f"{large} ≲ {small}", (), real)
    assert time.process_time() - start < 5
    assert forward.proved
    assert backward.verdict == "refuted"
    assert decided(f"{small} ≲ {large}", (), real).proved
    assert decided(f"{large} ≲ {small}", (), real).witness == backward.witness


# Exponents to the base 1/ε: a = log N_q, w = log w_1, k = log k.
A_W_K = ("a", "w", "k")
READINGS = {
    "i": ("k+m2", "w+m2", "min(m1+m2, 2*m1)"),
    "ii": ("k*(1+m2)+m2", "w+m2", "min(m1+m2, m1*(m2+2)/(m2+1))"),
    "iii": ("k*(1+m2)+m2", "w*(1+m2)+m2", "min(m1+m2, 2*m1/(m2+1))"),
}
STRONGER = {
    "i": ["m1+m2", "2*m1", "min(m1+m2, 2*m1+1)", "min(m1+m2, 3*m1)", "min(m1+m2+1, 2*m1)", "max(m1+m2, 2*m1)"],
    "ii": ["min(m1+m2, 2*m1)", "m1*(m2+2)/(m2+1)", "min(m1+m2, m1*(m2+3)/(m2+1))", "min(m1+m2, m1*(m2+2)/m2)"],
    "iii": ["min(m1+m2, m1*(m2+2)/(m2+1))", "2*m1/(m2+1) + 1/100", "min(m1+m2, 2*m1/m2)", "min(m1+m2, 3*m1/(m2+1))"],
}


def conditions(reading):
    by_k, by_w, _ = READINGS[reading]
    return ("a >= w + k", "w >= 0", "k >= 0", f"max(a, {by_k}) >= m1+m2", f"max(a, {by_w}) >= m1+m2")


@pytest.mark.parametrize("reading", READINGS)
def test_exponent_of_the_embedding(reading):
    bound = READINGS[reading][2]
    assert decided(f"a >= {bound}", conditions(reading), A_W_K).proved
    assert decided(f"a > {bound}", conditions(reading), A_W_K).verdict == "refuted"


@pytest.mark.parametrize(("reading", "bound"), [(r, b) for r, bounds in STRONGER.items() for b in bounds])
def test_stronger_exponents_are_refuted(reading, bound):
    assert decided(f"a >= {bound}", conditions(reading), A_W_K).verdict == "refuted"


def test_exponent_with_the_case_split():
    split = ("w < m1 or max(a, k+m2) >= m1+m2", "w >= m1 or max(a, w+m2) >= m1+m2", "a >= w+k", "w >= 0", "k >= 0")
    assert decided("a >= min(m1+m2, 2*m1)", split, A_W_K).proved
    assert decided("a >= min(m1+m2, 2*m1+1)", split, A_W_K).verdict == "refuted"
    split = tuple(c.replace("k+m2", "k*(1+m2)+m2").replace("w+m2", "w*(1+m2)+m2") for c in split)
    assert decided("a >= min(m1+m2, m1/(m2+1))", split, A_W_K).proved
    assert decided("a >= min(m1+m2, 2*m1/(m2+1))", split, A_W_K).verdict == "refuted"


def violations(statement):
    """The points of the grid at which the statement is defined and fails."""
    for point in grid(statement.parameters):
        try:
            if statement.violated(point):
                yield point
        except ZeroDivisionError:
            continue


def agrees_with_the_grid(claim, where):
    real = reals_in(claim, *where)
    decision = decided(claim, where, real, work=150_000)
    statement = Statement.parse(claim, where, real)
    if decision.proved:
        assert next(violations(statement), None) is None
    elif decision.verdict == "refuted":
        assert statement.violated(decision.witness)
    return decision.verdict


@given(
    formulas(expressions(4, positive_divisors)), st.lists(comparisons(expressions(3, positive_divisors)), max_size=2)
)
def test_brute_force(claim, where):
    agrees_with_the_grid(claim, tuple(where))


@settings(max_examples=50)
@given(formulas(expressions(4)), st.lists(comparisons(expressions(2)), max_size=2))
def test_brute_force_with_any_divisors(claim, where):
    try:
        agrees_with_the_grid(claim, tuple(where))
    except BoundlabError as error:
        if "zero" not in str(error):
            raise


EXPONENTS = expressions(3, positive_divisors)


@settings(max_examples=60)
@given(
    orders(EXPONENTS), orders(EXPONENTS), st.sampled_from("≲≺≍≳≻"), st.lists(comparisons(names | numbers), max_size=1)
)
def test_brute_force_on_orders(left, right, relation, where):
    agrees_with_the_grid(f"{left} {relation} {right}", tuple(where))


def _linear(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(numbers, inner).map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: minimum(*p)),
        pairs.map(lambda p: maximum(*p)),
    )


LINEAR = st.recursive(names | numbers, _linear, max_leaves=6)
UNDECIDED = []


def _z3(e, variables):
    import z3

    match e.op:
        case "number":
            return z3.Q(e.value.numerator, e.value.denominator)
        case "parameter":
            return variables[e.args[0]]
        case "sum":
            return z3.Sum([_z3(a, variables) for a in e.args])
        case "product":
            return z3.Product([_z3(a, variables) for a in e.args])
        case _:
            values = [_z3(a, variables) for a in e.args]
            best = values[0]
            for value in values[1:]:
                best = z3.If(value < best if e.op == "min" else value > best, value, best)
            return best


def agrees_with_z3(left, relation, right, condition):
    import z3

    everything = [left, right, *condition]
    occurring = sorted(frozenset().union(*(e.parameters() for e in everything)))
    variables = {n: z3.Real(n) for n in occurring}
    compare = {">=": lambda x, y: x >= y, ">": lambda x, y: x > y, "=": lambda x, y: x == y}
    solver = z3.Solver()
    solver.add(z3.Not(compare[relation](_z3(left, variables), _z3(right, variables))))
    solver.add(_z3(condition[0], variables) >= _z3(condition[1], variables))
    expected = {"unsat": "proved", "sat": "refuted"}[str(solver.check())]
    decision = decided(f"{left} {relation} {right}", (f"{condition[0]} >= {condition[1]}",), tuple(occurring))
    UNDECIDED.append(decision.verdict == "undecided")
    assert decision.verdict in {expected, "undecided"}


def test_z3_on_linear_statements():
    """Over the reals linear statements with min and max are decided completely."""

    @settings(max_examples=200)
    @given(LINEAR, st.sampled_from([">=", ">", "="]), LINEAR, st.tuples(LINEAR, LINEAR))
    def run(left, relation, right, condition):
        agrees_with_z3(left, relation, right, condition)

    UNDECIDED.clear()
    run()
    assert len(UNDECIDED) >= 200
    assert sum(UNDECIDED) <= 0.01 * len(UNDECIDED)


@settings(max_examples=40)
@given(formulas(SAFE), st.lists(st.sampled_from([1_000, 10_000, 100_000]), min_size=2))
def test_more_work_never_changes_an_answer(claim, works):
    verdicts = {decide(claim, (), reals_in(claim), work=w).verdict for w in works}
    assert not {"proved", "refuted"} <= verdicts


@settings(max_examples=40)
@given(formulas(SAFE), st.dictionaries(st.sampled_from("mn"), st.integers(1, 3), min_size=1))
def test_an_answer_survives_putting_numbers_in(claim, values):
    real = reals_in(claim)
    whole = decide(claim, (), real, work=150_000)
    put_in = Statement.parse(claim, (), real).fixed({n: v for n, v in values.items() if n in claim})
    part = decide(put_in, work=150_000)
    assert not (whole.proved and part.verdict == "refuted")


SLOW = [
    "+".join(f"min(a{i},b{i})" for i in range(20)) + ">=" + "+".join(f"min(b{i},a{i})" for i in range(20)),
    "(x+y+z+u+v)^20 >= (x+y+z+u)^20 + 1",
    "x^64*y^64*z^64*u^64 >= x*y*z*u",
    "+".join(f"a{i}^2*a{i + 1}" for i in range(40)) + ">= 7",
    " and ".join(f"(a{i} >= b{i} or a{i} < b{i})" for i in range(30)),
    "(x-y)^30*(x+y)^30 + (x-y)^20 >= 0",
    "*".join(f"max(a{i}, 1/b{i})" for i in range(15)) + ">= 1",
    "min(" + ",".join(f"a{i}/b{i}" for i in range(60)) + ") <= " + "+".join(f"a{i}/b{i}" for i in range(60)),
    "max(a, " * 15 + "b" + ")" * 15 + " >= min(b, " + "min(a, " * 15 + "c" + ")" * 16,
    "*".join(f"(1+N^a{i}+N^b{i})" for i in range(5)) + "≍" + "*".join(f"(1+N^max(a{i},b{i}))" for i in range(5)),
    "+".join(f"N^a{i}*log(N)^b{i}" for i in range(12)) + "≲" + "+".join(f"N^b{i}*log(N)^a{i}" for i in range(12)),
]


@pytest.mark.parametrize("claim", SLOW, ids=lambda c: c[:30])
def test_hard_statements_stop_when_the_work_is_used_up(claim):
    start = time.process_time()
    decided(claim, (), work=1_000_000)
    assert time.process_time() - start < 5


@pytest.mark.slow
@pytest.mark.parametrize("claim", SLOW, ids=lambda c: c[:30])
@pytest.mark.parametrize("over_reals", [False, True], ids=["integers", "reals"])
def test_hard_statements_take_bounded_time(claim, over_reals):
    real = tuple(Statement.parse(claim).parameters) if over_reals else ()
    start = time.process_time()
    decided(claim, (), real)
    assert time.process_time() - start < 10  # some five seconds of an idle processor
