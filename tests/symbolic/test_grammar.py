"""Text to mathematics: what is read means what it says, everything else is refused in one line."""

from contextlib import suppress
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from random_statements import NAMES, REAL, decided, expressions, formulas, integer_points, orders, points, refusal

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.statement import holds_at, parse_statement
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.formula import holds, negation
from boundlab.symbolic.grammar import parse_expression, parse_formula, parse_order
from boundlab.symbolic.statement import Statement, split_list

M = {"m": 2, "n": 3, "r": 5, "a": Fraction(1, 2), "b": -1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
                ("-m^2", -4), ("2*m^2/n", Fraction(8, 3)), ("m-n-r", -6), ("m/n/r", Fraction(2, 15)), ("m-(n-r)", 4),
        ("m/(n/r)", Fraction(10, 3)), ("-m*n", -6), ("m*-n", -6), ("2^3", 8), ("m**2", 4), ("0.5*m", 1),
        (".25", Fraction(1, 4)), ("min(m,n,r)*max(m,n)", 6), ("min(m)", 2), ("+m", 2), ("--m", 2), ("m·n−r", 1),
        ("m × n", 6), ("-a^2", Fraction(-1, 4)), ("0.1+0.2", Fraction(3, 10)), ("m^0", 1), (" m\n+\tn ", 5),
        ("1/3", Fraction(1, 3)),
    ],
)  # fmt: skip
def test_expressions(text, expected):
    assert parse_expression(text).at(M) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m < n < r", True), ("m < n > r", False), ("m = 2 and n != 3", False), ("m = 2 or n != 3", True),
        ("not m = 2", False), ("not m = 2 or n = 3", True), ("not (m = 2 or n = 3)", False), ("m == 2", True),
        ("m ≥ 2 and n ≤ 3 and r ≠ 4", True), ("m = 2 or n = 1 and r = 1", True), ("(m = 2 or n = 1) and r = 1", False),
        ("1 <= m <= n != 4", True), ("m = n = r", False), ("m != n", True),
    ],
)  # fmt: skip
def test_formulas(text, expected):
    formula = parse_formula(text)
    assert holds(formula, M) is expected
    assert holds(negation(formula), M) is not expected
    assert decide("k >= k", where=()).proved


@given(formulas(expressions(3)), points)
def test_formulas_print_and_negate(text, point):
    formula = parse_formula(text)
    again = parse_formula(str(formula))
    assert str(again) == str(formula)
    assert negation(negation(formula)) == formula or "=" in text
    try:
        here = holds(formula, point)
    except ZeroDivisionError:
        return
    assert holds(again, point) is here
    with suppress(ZeroDivisionError):  # the negation evaluates the other parts
        assert holds(negation(formula), point) is not here


@given(formulas(expressions(4)), integer_points, points)
def test_second_reader_agrees(text, integers, rationals):
    """The checker's own parser and evaluation, from the same text."""
    real = tuple(n for n in REAL if n in text.replace("max", "").replace("and", ""))
    refused = refusal(lambda: Statement.parse(text, (), real))
    assert not refused or "zero" in refused
    assume(not refused)
    statement = Statement.parse(text, (), real)
    point = {n: rationals[n] if n in real else integers[n] for n in statement.parameters}
    second = parse_statement({"claim": text, "where": [], "real": list(real)})
    assert second.parameters == set(statement.parameters)
    try:
        violated = statement.violated(point)
    except ZeroDivisionError:
        with pytest.raises(Rejected):
            holds_at(second, point)
        return
    if statement.defined(point):
        assert holds_at(second, point) is not violated


@given(orders(expressions(3)), orders(expressions(3)), st.sampled_from("≲≺≍≳≻"), integer_points, points)
def test_second_reader_agrees_on_orders(left, right, relation, integers, rationals):
    text = f"{left} {relation} {right}"
    real = tuple(n for n in REAL if n in text.replace("max", "").replace("eps", ""))
    statement = Statement.parse(text, (), real)
    point = {n: rationals[n] if n in real else integers[n] for n in statement.parameters}
    try:
        violated = statement.violated(point)
    except ZeroDivisionError:
        return
    if statement.defined(point):
        assert holds_at(parse_statement({"claim": text, "where": [], "real": list(real)}), point) is not violated


REFUSED = [
    "", " ", "m >=", ">= m", "m", "m >= 1 # comment", "m >= 0x1F", "m >= 1_000", "m >= 1e3", "m >= 1j", "m >= '1'",
    "m >= m²", "m¹ >= 1", "ｍ >= 1", "𝐦 >= 1", "m >= １", "m >= ٣", "μ >= 1", "m\x00 >= 1", "m \ud800>= 1",
    "m >= 1\u202e", "m\xa0>= 1", "m >= 1; m", "m >= [1]", "m >= (1, 2)", "m >= {1}", "m if m else m", "lambda: m",
    "m := 1", "m >= m.real", "m >= m[0]", "__import__('os')", "open(m) >= 1", "m(1) >= 1", "min() >= 1",
    "min(*m) >= 1", "min(m, key=n) >= 1", "m >= eps", "N >= 1", "log(m) >= 1", "and >= 1", "m and n",
    "m >= True", "None >= m", "m in n", "m is n", "m not in n", "m | n >= 1", "m // n >= 1", "m % n >= 1",
    "m @ n >= 1", "~m >= 1", "m^- >= 1", "m^65 >= 1", "m >= 1.", "m >= 1..2", "m >= 1.2.3",
    "2m >= 1", "m >= 1and m >= 1", "m === n", "m =! n", "m => n", "m <> n", "m ≲", "≲ m", "eps ≲ N",
    "log(2) ≲ 1", "eps^(1/0) ≲ 1", "m/0 >= 1", "m/(n-n) >= 1", "1/(m*0) >= 1", "m >= " + "9" * 401,
    "m >= " + "(" * 21 + "1" + ")" * 21, "m >= " + "-" * 30 + "1", "not " * 30 + "m >= 1", "m >= 1" + " + 1" * 4000,
    "m" + "/m" * 30 + " >= 1", "m >= ((9^64)^64)^64", "m >= " + "*".join(["9^64"] * 60), "m >= )(", "m >= (1",
    "m \\\n >= 1", "m >= 1 \x0b", "m ! n", "m >= $n", "`m` >= 1", "m ? n",
    "3^(10000) ≲ 1", "1/123456789012345678901234567891 ≲ 1",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda t: repr(t[:30]))
def test_refused_in_one_line(text):
    with pytest.raises(BoundlabError) as caught:
        decide(text)
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 500
    assert message.isprintable()
    if "≲" not in text:
        with pytest.raises(BoundlabError, match=r"condition|division"):
            decide("m >= 1", (text,))


@given(st.text(max_size=60))
@example("m >= 1\ud800")
def test_random_text(text):
    for arguments in ((text,), ("m >= 1", (text,)), ("m >= 1", (), (text,))):
        assert "\n" not in refusal(partial(decide, *arguments, work=20_000))


TOKENS = "m n a 1 2 0 0.5 + - * / ^ ( ) ( ) , >= <= < = != and or not min( max( eps N log( ≲ ~ << 64"


@given(st.lists(st.sampled_from(TOKENS.split()), max_size=14).map(" ".join))
def test_random_tokens(text):
    assert "\n" not in refusal(lambda: decided(text, work=20_000))


@given(formulas(expressions(4)), st.integers(0, 200), st.sampled_from(list("()+-*/^,<>=~.#'\x00ε≲ 0xm")))
def test_mutated_text(text, place, character):
    place %= len(text)
    mutated = text[:place] + character + text[place + 1 :]
    assert "\n" not in refusal(lambda: decide(mutated, work=20_000))


@pytest.mark.parametrize("name", ["q", "", "eps", "m n", "1", "ｍ", "n" * 50, "k", "min"])
def test_real_names(name):
    with pytest.raises(BoundlabError, match="real: got"):
        decide("m >= n", ("n >= 1",), (name,))


def test_what_occurs_is_kept_though_it_cancels():
    assert Statement.parse("0*a >= m - m").parameters == ("a", "m")
    assert Statement.parse("a^0 ≲ eps^(b*0)".replace("a^0", "1")).parameters == ("b",)
    assert decided("0*a >= 1", (), ("a",)).witness == {"a": 0}
    for claim in ("a/a >= 1", "0/a >= 0", "(1/a)^0 >= 1", "eps^(a/a) ~ eps", "0*(1/a) = 0"):
        assert decided(claim, (), ("a",)).verdict == "undecided"
        assert decided(claim, ("a > 0",), ("a",)).proved
    assert decided("(a/a)*eps ~ eps", (), ("a",)).verdict == "undecided"
    assert decided("(a/a)*eps ~ eps", ("a != 0",), ("a",)).proved


def test_certificates_carry_ascii_typography():
    certificate = decided("m₁·m₂ ≥ m₁", ("m₂ ≥ 1",)).certificate()
    assert certificate["statement"] == {"claim": "m1*m2 ≥ m1", "where": ["m2 ≥ 1"], "real": []}


def test_split_list():
    assert split_list(["m2 >= 2, r >= max(m1, 3)", "k=1"], "--where") == ("m2 >= 2", "r >= max(m1, 3)", "k=1")
    assert split_list([], "--where") == ()
    for bad in (["m >= 1,"], [","], [""], ["a,,b"]):
        with pytest.raises(BoundlabError, match=r"--where: got .* none of them empty"):
            split_list(bad, "--where")


@given(orders(expressions(3)))
def test_orders_print_and_parse(order):
    assert parse_order(str(order)) == order
    assert parse_order(order.unicode()) == order
    assert set(NAMES) >= order.parameters()
