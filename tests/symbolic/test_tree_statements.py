"""Statements built from trees: what is printed for the certificate is read again as the same tree, by both readers."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_statements import REAL, expressions, formulas, orders, positive_divisors, refusal

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.domain import INTEGER, Ranges, real_above, real_from
from boundlab.symbolic.domain import REAL as REALS
from boundlab.symbolic.expression import number, parameter
from boundlab.symbolic.formula import Literal, negation
from boundlab.symbolic.grammar import parse_formula
from boundlab.symbolic.ranged import plain
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement

DOMAINS = Ranges.of(dict.fromkeys(REAL, REALS))
SAFE = expressions(4, positive_divisors)


def read_again(statement):
    return Statement.parse(**statement.to_json())


@settings(max_examples=60)
@given(formulas(expressions(4)), formulas(expressions(3)), st.booleans())
def test_a_printed_statement_is_the_tree_it_was_printed_from(claim, condition, negated):
    tree, under = parse_formula(claim), parse_formula(condition)
    if negated:
        tree, under = negation(tree), negation(under)
    try:
        statement = Statement.of(tree, [Stated.of(under)], DOMAINS)
    except BoundlabError as error:
        assume("zero" not in str(error))
        raise
    again = read_again(statement)
    assert (again.claim, again.where, again.ranges) == (statement.claim, statement.where, statement.ranges)
    assert again.parameters == statement.parameters


@settings(max_examples=30)
@given(formulas(SAFE), formulas(SAFE), st.dictionaries(st.sampled_from("mnab"), st.integers(1, 3)))
def test_answers_about_trees_pass_the_checker(claim, condition, values):
    statement = Statement.of(negation(parse_formula(claim)), [Stated.of(negation(parse_formula(condition)))], DOMAINS)
    put = {n: v for n, v in values.items() if n in statement.parameters}
    for each in (statement, statement.fixed(put)):
        decision = decide(each, work=60_000)
        assert decision.verdict == "undecided" or check(decision.certificate()).valid


@settings(max_examples=30)
@given(orders(SAFE), orders(SAFE), st.sampled_from("≲≺≍≳≻"))
def test_order_claims_are_printed_as_they_are(left, right, relation):
    statement = Statement.of(OrderClaim(left, relation, right), (), DOMAINS)
    assert read_again(statement).claim == statement.claim
    decision = decide(statement, work=60_000)
    assert decision.verdict == "undecided" or check(decision.certificate()).valid


def test_what_a_user_wrote_is_kept():
    statement = Statement.parse("m₁·p≥0", ["p  >=0", "not (m1 != 3)"], ["p"])
    assert statement.to_json() == {"claim": "m1*p≥0", "where": ["p  >=0", "not (m1 != 3)"], "real": ["p"]}
    other = Statement.of(parse_formula("p >= 0"), statement.where, statement.ranges)
    assert other.to_json()["where"] == ["p  >=0", "not (m1 != 3)"]


def test_putting_numbers_in_keeps_what_was_declared_and_divided_by():
    statement = Statement.parse("q^0*s/(2*m-3) <= 500*m", ["0/p + q >= m"], ["p", "q", "s"]).fixed({"m": 1, "q": 2})
    assert statement.parameters == ("p", "s")
    assert statement.to_json() == {"claim": "-s <= 500", "where": ["2 >= 1", "p = p"], "real": ["p", "s"]}
    assert not Statement.parse("0/p >= 0", (), ["p"]).fixed({}).defined({"p": 0})
    assert refusal(lambda: Statement.parse("1/(m - 2) >= 0").fixed({"m": 2}))


def test_every_domain_is_decided_over():
    p, k = parameter("p"), parameter("k")
    positive, signed = Ranges.of({"p": real_above(0)}), Ranges.of({"k": INTEGER, "p": real_from(Fraction(-1, 2))})
    assert decide(Statement.of(Literal(p, ">", number(0)), (), positive)).proved
    assert decide(Statement.of(Literal(k * 2 + 1, ">", k + k), (), signed)).proved
    assert decide(Statement.of(Literal(p * 2, ">=", number(-1)), (), signed)).proved
    kept = Stated.condition("p<=1/3")
    statement = Statement.of(Literal(k, ">=", p), [kept, Stated.condition("min(k, 2)>=-3")], signed)
    found = decide(statement)
    assert found.verdict == "refuted"
    point = found.witness
    assert set(point) == {"k", "p"}
    assert statement.violated(point)
    assert all(f"{n} = {v}" in found.reason for n, v in point.items())
    texts = found.certificate()["statement"]
    assert texts["where"] == ["p >= -1/2", "p<=1/3", "min(k, 2)>=-3"]
    assert texts["integer"] == ["k"]
    assert plain(found.statement) is found.statement


def test_a_square_over_integers_of_any_sign_is_decided():
    k = parameter("k")
    assert decide(Statement.of(Literal(k * k, ">=", k * 2 - 1), (), Ranges.of({"k": INTEGER}))).proved


@pytest.mark.parametrize("arguments", [(["m >= 1"],), ((), ["m"])])
def test_a_statement_brings_its_own_conditions(arguments):
    with pytest.raises(BoundlabError, match=r"(where|real): got .* a Statement has conditions"):
        decide(Statement.parse("m >= 1"), *arguments)
