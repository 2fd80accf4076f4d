"""The border between producer and checker: what is answered is accepted, and what is said about it is true."""

import pytest

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic import decision as decisions
from boundlab.symbolic.decide import decide
from boundlab.symbolic.grammar import parse_order
from boundlab.symbolic.inversion import check_inverse, invert
from boundlab.symbolic.order import Order
from boundlab.symbolic.statement import Statement
from boundlab.testing import assert_certificate

NO_PARAMETERS = "no parameters satisfy the conditions"


@pytest.mark.parametrize(
    ("claim", "where", "real", "verdict"),
    [
        ("m != 0", (), (), "proved"),
        ("m = 2 or m != 2", (), (), "proved"),
        ("not not m = 2 or not m = 2", (), (), "proved"),
        ("k = 3", ("not (k != 3)",), (), "proved"),
        ("not (k != 3)", ("k = 3",), (), "proved"),
        ("m != k and not m = k", ("m < k",), (), "proved"),
        ("x != 0 or x^2 = 0", (), ("x",), "proved"),
        ("1/(1/p) >= 1", ("p >= 1",), ("p",), "proved"),
        ("3/(-2/(5/p)) < 0", ("p >= 1",), ("p",), "proved"),
        ("1/(p*q/p) > 0", ("p*q > 0", "p > 0"), ("p", "q"), "proved"),
        ("1/(p^2*q/p) > 0", ("q >= 1", "p > 0"), ("p", "q"), "proved"),
        ("1/(7*m - 1 + 1) > 0", (), (), "proved"),
        ("1/(max(m, k) + 1 - 1) > 0", (), (), "proved"),
        ("eps^(-1/(1/p)) ≲ eps^(-p)", ("p >= 1",), ("p",), "proved"),
        ("q^0*s/(2*m-3) <= 500*m", ("s >= 40",), ("q", "s"), "refuted"),
        ("q <= 500*r", ("0/p + q >= r",), ("p", "q"), "refuted"),
        ("eps^(q - q - s) ≲ eps^(-400*m)", (), ("q", "s"), "refuted"),
        ("s <= 700", ("s^2 >= 0*q", "m = m"), ("q", "s"), "refuted"),
        ("2*m1 != 3", (), (), "proved"),
        ("2*m1 != 2*m2 + 1", (), (), "proved"),
        ("6*m1 - 9*m2 != 4*k*0 + 5", (), (), "proved"),
        ("m^2 != 1000002", (), (), "proved"),
        ("lambda + if >= 2", (), ("if",), "refuted"),
        ("m₁·m₂ ≥ m₁", (), (), "proved"),
        ("x₁ + 007 >= 7", ("x₁ >= 0",), ("x₁",), "proved"),
    ],
)
def test_answers_the_checker_accepts(claim, where, real, verdict):
    decision = decide(claim, where, real)
    assert decision.verdict == verdict
    assert_certificate(decision.certificate())
    assert decision.reason != NO_PARAMETERS


@pytest.mark.parametrize(
    ("claim", "where", "real"),
    [
        ("m >= 1", ("2*m = 3",), ()),
        ("m >= 1", ("m*m = 2",), ()),
        ("m >= 5", ("m^3 = 9",), ()),
        ("m >= 5", ("m + k = 1",), ()),
        ("m >= 5", ("3*m = 3*k + 1",), ()),
        ("m >= 5", ("not (2*m != 5)",), ()),
        ("m >= 5", ("m != m",), ()),
        ("m >= 5", ("m > 2*p", "p > 1 + m", "p > 0"), ("p",)),
        ("ε^(-m) ≺ 1", ("min(m, r) < 1",), ()),
        ("m >= 1", ("s*s < 0",), ("s",)),
    ],
)
def test_conditions_that_nothing_meets(claim, where, real):
    decision = decide(claim, where, real)
    assert decision.proved
    assert decision.reason == NO_PARAMETERS
    (certified,) = check(decision.certificate()).certified
    assert certified.met.startswith("no: no parameters")


def test_conditions_that_something_meets():
    (certified,) = check(decide("m >= 5000", ("m >= 4999", "m != 4999")).certificate()).certified
    assert certified.met == "yes at m = 5000"
    decision = decide("m >= 1", ("m^2 = 2*k^2",))
    assert "if there are any" in decision.reason
    (certified,) = check(decision.certificate()).certified
    assert certified.met == "the certificate does not say"


def test_an_answer_the_checker_refuses_is_an_internal_error(monkeypatch):
    wrong = decisions.Decision(Statement.parse("m >= 2"), "refuted", "fails", witness={"m": 2})
    with pytest.raises(decisions.CheckerDisagrees, match="m >= 2: refuted, which the checker refuses"):
        wrong.checked()
    unproved = decisions.Decision(Statement.parse("m >= 2"), "proved", "holds", proof={"close": {"by": "or"}})
    with pytest.raises(decisions.CheckerDisagrees):
        unproved.checked()
    monkeypatch.setattr("boundlab.symbolic.decide.answer", lambda statement, work: unproved)
    with pytest.raises(decisions.CheckerDisagrees):
        decide("m >= 2")


def test_an_answer_beyond_the_limits_of_the_checker_is_undecided():
    huge = decisions.Decision(Statement.parse("m <= 2"), "refuted", "fails", witness={"m": 10**3000}).checked()
    assert (huge.verdict, huge.certificate()) == ("undecided", None)
    assert "exceeds what is checked" in huge.reason


@pytest.mark.parametrize("claim", ["m >= 1", "m1 > m1+m2", "1/a > a or a < 9"])
def test_a_decision_has_no_truth_value(claim):
    with pytest.raises(BoundlabError, match="not a truth value"):
        bool(decide(claim, (), ["a"] if "a" in claim else ()))


N = parse_order("N")


@pytest.mark.parametrize(
    ("action", "argument"),
    [
        (lambda: N * 2, "factor"),
        (lambda: 2 * N, "factor"),
        (lambda: N + None, "summand"),
        (lambda: 1 / N, "dividend"),
        (lambda: N / "N", "divisor"),
        (lambda: N**0.5, "expression"),
        (lambda: parse_order(None), "order"),
        (lambda: Order.scale("n"), "name"),
        (lambda: decide(None), "claim"),
        (lambda: decide("m >= 1", "m >= 1"), "where"),
        (lambda: decide("m >= 1", [1]), "where"),
        (lambda: decide("m >= 1", (), None), "real"),
        (lambda: decide("m >= 1", (), ["k"]), "real"),
        (lambda: invert("N"), "order"),
        (lambda: check_inverse(N, "N"), "expected"),
    ],
)
def test_wrong_arguments_are_named(action, argument):
    with pytest.raises(BoundlabError, match=rf"^{argument}: got "):
        action()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m1 => 1", "write >="),
        ("m1 =< 1", "write <="),
        ("m1 <> 1", "write !="),
        ("m1 === 1", "write ="),
        ("m1 ≥= 1", "write ≥"),
        ("m1 ~= 1", "write !="),
        ("m1 >= 1 && r >= 1", "write and"),
        ("m1 >= 1 || r >= 1", "write or"),
        ("! m1 = 1", "write not"),
        ("m1² >= 1", "ASCII letters"),
        ("(m1)² >= 1", r"write \^2"),
        ("m1 ≈ 2", "write ≍"),
        ("m1 >= 1, r >= 1", "and joins comparisons"),
        ("m1 > = 1", "'=' stands where a number"),
        ("m1 >=", "missing at the end"),
        ("m1 r >= 1", "'r' stands where an operation"),
        ("lambda r >= 1", "after 'lambda'"),
        ("m1 ^ * 2 >= 1", "where a number"),
        ("m1 >= 1)", r"without its \("),
        ("", "missing at the end"),
        ("m1 >= 1 and", "missing at the end"),
        ("m1 >= not r", "order of its parts"),
        ("m1", "comparison such as"),
        ("f(m1) >= 1", "no function of this name"),
        ("2(m1) >= 1", r"written with \*"),
        ("2m1 >= 1", "neither a number nor a name"),
        ("mε >= 2", "stands by itself"),
        ("m·×2 >= 2", "'\\*' stands where"),
        ("х >= 1", "CYRILLIC SMALL LETTER HA"),
        ("ɛ^(-2) ≲ ɛ^(-1)", "write ε"),
        ("(m1 >= 1", r"without its \)"),
        ("m1 >= 1 and (N ≲ N^2) ≲ 1", "one relation between two orders"),
        ("eps^(-1) ≲ N and m >= 1", "and, or join comparisons"),
    ],
)
def test_messages_say_what_to_write(text, expected):
    with pytest.raises(BoundlabError, match=expected) as caught:
        Statement.parse(text)
    assert "invalid syntax" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_order_relation_in_a_condition():
    for text in ("m ≲ 2", "eps <~ 1", "m ~ 1"):
        with pytest.raises(BoundlabError, match="compares two orders, once, in a claim"):
            decide("m >= 1", [text])
