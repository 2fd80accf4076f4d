"""Statements are read as Python's own parser reads them, and evaluated exactly."""

from fractions import Fraction

import pytest
from brute_force import Reading
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.statement import holds_at, parse_statement

NAMES = ["a", "b", "m_1", "Z"]
NUMBERS = ["0", "1", "2", "1/2", "0.25", ".5", "007"]
VALUES = st.one_of(st.integers(1, 5).map(Fraction), st.fractions(-3, 3, max_denominator=4))


def statement(claim, where=(), real=()):
    return {"claim": claim, "where": list(where), "real": list(real)}


def joined(parts, operators):
    return st.tuples(parts, st.lists(st.tuples(st.sampled_from(operators), parts), max_size=3)).map(
        lambda drawn: drawn[0] + "".join(f" {operator} {part}" for operator, part in drawn[1])
    )


def extended(parts):
    listed = st.lists(parts, min_size=1, max_size=3).map(", ".join)
    return st.one_of(
        joined(parts, ["+", "-", "*", "/"]),
        parts.map(lambda part: f"-{part}"),
        parts.map(lambda part: f"({part})"),
        st.tuples(parts, st.sampled_from(["^2", "**3", "^0", "^(1)"])).map(lambda drawn: f"({drawn[0]}){drawn[1]}"),
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["^2", "**3"])).map("".join),
        st.tuples(st.sampled_from(["min", "max"]), listed).map(lambda drawn: f"{drawn[0]}({drawn[1]})"),
    )


EXPRESSIONS = st.recursive(st.sampled_from(NAMES + NUMBERS), extended, max_leaves=6)
CHAINS = joined(EXPRESSIONS, ["<", "<=", ">", ">=", "=", "==", "!=", "≤", "≥", "≠"]).filter(
    lambda text: any(relation in text for relation in "<>=≤≥≠")
)
FORMULAS = st.recursive(
    CHAINS,
    lambda parts: st.one_of(
        joined(parts, ["and", "or"]), parts.map(lambda part: f"not {part}"), parts.map(lambda part: f"({part})")
    ),
    max_leaves=4,
)


def agree(texts, values):
    texts["real"] = [name for name in texts["real"] if name in Reading(texts).names]
    reading = Reading(texts)
    point = dict(zip(reading.names, values, strict=False))
    for name in point.keys() - reading.real:
        point[name] = Fraction(abs(point[name].numerator) + 1)
    try:
        expected = not reading.admissible(point) or reading.claimed(point)
    except ZeroDivisionError:
        with pytest.raises(Rejected, match="divides by zero"):
            holds_at(parse_statement(texts), point)
    else:
        assert holds_at(parse_statement(texts), point) == expected


@settings(max_examples=250)
@given(FORMULAS, st.lists(FORMULAS, max_size=2), st.sets(st.sampled_from(NAMES)), st.lists(VALUES, min_size=4))
def test_formulas_mean_what_python_reads(claim, where, real, values):
    agree(statement(claim, where, sorted(real)), values)


TERMS = st.recursive(
    st.sampled_from(["N", "log(N)", "a", "2", "1/3", "N^a", "N^(-b/2)", "log(N)^(a - b)", "N**2", "N^-1"]),
    lambda parts: st.one_of(
        joined(parts, ["*", "+"]),
        st.tuples(parts, st.sampled_from(["N", "2", "a", "N^a*log(N)"])).map(
            lambda drawn: f"({drawn[0]})/({drawn[1]})"
        ),
        st.lists(parts, min_size=1, max_size=3).map(lambda listed: f"max({', '.join(listed)})"),
        st.tuples(parts, st.sampled_from(["2", "0", "1/2", "2.5", "70"])).map(
            lambda drawn: f"({drawn[0]})^({drawn[1]})"
        ),
    ),
    max_leaves=5,
)
RELATIONS = st.sampled_from(["<~", "<<", "~", ">~", ">>", "≲", "≺", "≍", "≳", "≻"])


@settings(max_examples=250)
@given(TERMS, RELATIONS, TERMS, st.booleans(), st.lists(VALUES, min_size=2))
def test_orders_compare_by_their_leading_terms(left, relation, right, in_eps, values):
    claim = f"{left} {relation} {right}"
    if in_eps:
        claim = claim.replace("log(N)", "log(1/eps)").replace("N", "(1/eps)")
    agree(statement(claim, real=["b"]), values)


@pytest.mark.parametrize(
    ("claim", "at", "expected"),
    [
        ("-a^2 = -(a^2)", {"a": 3}, True),
        ("2^2^1 = 4", {}, None),
        ("2^-1 = 1/2", {}, None),
        ("a - b - b = a - (b + b)", {"a": 5, "b": 2}, True),
        ("a/b/b = a/(b*b)", {"a": 5, "b": 2}, True),
        ("a*-b = -(a*b)", {"a": 5, "b": 2}, True),
        ("not a = 1 and a = 2", {"a": 2}, True),
        ("a = 1 or a = 2 and a = 3", {"a": 1}, True),
        ("not (a = 1 or a = 2)", {"a": 3}, True),
        ("1 < a < 3 != a", {"a": 2}, True),
        ("0.1 + 0.2 = 0.3", {}, True),
        ("eps^-a/2 ~ 1/eps^a", {"a": 2}, True),
        ("ε^-(a/2) ~ N^a", {"a": 2}, None),
        ("N^a*N ~ N^(a+1)", {"a": 2}, True),
        ("log(1/ε) << 1/ε", {}, True),
        ("log(N)^99 << N^(1/99)", {}, True),
        ("(N + 1)^a <~ N", {"a": 1}, None),
        ("(a + 1)^(a/2)*N ~ N", {"a": 1}, True),
        ("min(a, 2)*N ~ N", {"a": 1}, True),
        ("min(N, 2) <~ N", {}, None),
        ("N/(N + 1) ~ 1", {}, None),
        ("N - 1 ~ N", {}, None),
        ("0*N ~ N", {}, None),
        ("log(a) <~ N", {"a": 1}, None),
        ("log(N^2) ~ log(N)", {}, None),
        ("N^eps ~ N", {}, None),
        ("N^log(N) ~ N", {}, None),
        ("log(N) >= 1", {}, None),
        ("2a >= 1", {"a": 1}, None),
        ("1e3 >= a", {"a": 1}, None),
        ("1_000 >= a", {"a": 1}, None),
        ("a² >= 1", {"a": 1}, None),
        ("a · b >= 1", {"a": 1, "b": 1}, None),
        ("ﬁ >= 1", {"fi": 1}, None),
        ("a.b >= 1", {"a": 1, "b": 1}, None),
        ("a[0] >= 1", {"a": 1}, None),
        ("sqrt(a) >= 1", {"a": 1}, None),
        ("a >= not b", {"a": 1, "b": 1}, None),
        ("(a >= b) >= b", {"a": 1, "b": 1}, None),
        ("a >= b,", {"a": 1, "b": 1}, None),
        ("a => b", {"a": 1, "b": 1}, None),
        ("a < > b", {"a": 1, "b": 1}, None),
        ("min() >= 1", {}, None),
        ("a >= 1 #", {"a": 1}, None),
        ("a >= '1'", {"a": 1}, None),
        ("", {}, None),
    ],
)
def test_the_grammar(claim, at, expected):
    if expected is None:
        with pytest.raises(Rejected):
            holds_at(parse_statement(statement(claim)), at)
    else:
        assert holds_at(parse_statement(statement(claim)), at) is expected


def test_a_point_gives_every_parameter_a_value_in_its_range():
    read = parse_statement(statement("a >= b", real=["b"]))
    assert not holds_at(read, {"a": 1, "b": Fraction(3, 2)})
    for point in ({}, {"a": 1}, {"a": 0, "b": 1}, {"a": Fraction(3, 2), "b": 1}, {"a": 1, "b": 1, "c": 1}):
        with pytest.raises(Rejected):
            holds_at(read, point)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "a >= 1",
        {"claim": "a >= 1"},
        statement(1),
        statement("a >= 1", [1]),
        {"claim": "a >= 1", "where": "a >= 1", "real": []},
        statement("a >= 1", real=[1]),
        statement("a >= 1", real=["eps"]),
        statement("a >= 1", real=["a, b"]),
        statement("a >= 1", real=["b"]),
        statement("a >= 1", real=["а"]),
        statement("ɛ^(-2) ≲ ɛ^(-1)"),
        statement("γ >= 1"),
        statement("mε >= 2"),
        statement("ε2 >= 2"),
        statement("2ε <~ N"),
        statement("(N <~ N)"),
        statement("a" * 41 + " >= 1"),
        {**statement("a >= 1"), "whole": []},
    ],
)
def test_what_is_not_a_statement_is_refused(broken):
    with pytest.raises(Rejected):
        parse_statement(broken)
