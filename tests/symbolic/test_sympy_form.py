"""Orders to sympy and back."""

import sys

import pytest
import sympy

from boundlab.errors import BoundlabError
from boundlab.symbolic.grammar import parse_order
from boundlab.symbolic.order import Order

EPS, M = sympy.symbols("eps m")


@pytest.mark.parametrize(
    "text",
    [
        "eps^(-m/r)", "w^(1+m2/r)*eps^(-m2/r)*log(1/eps)^(m/2) + 3*eps^(-2)", "N^(-r/m)*log(N)^(2*r/m)*m^(-2*r/m)",
        "eps^(-max(m1, m2))", "3/2", "(m^2 + 1)^(1/r)*N^2", "max(eps^(-m), eps^(-r))", "4^(m/r)*eps^(-1)",
        "(m1 + m2)^2*eps^(-m1)", "log(1/eps)^(-1)*eps^(-2)", "(m + 1/2)*eps^(-m)",
    ],
)  # fmt: skip
def test_there_and_back(text):
    order = parse_order(text)
    assert Order.from_sympy(order.to_sympy()) == order


@pytest.mark.parametrize("text", ["eps^(-min(m1 + m2, 2*m1)/r)*log(1/eps)^3", "2*N^(1/m1) + log(N)"])
def test_sympy_evaluates_to_the_same_number(text):
    order = parse_order(text)
    values = {"m1": 2, "m2": 3, "r": 2}
    t = 1e-3 if order.scale_name == "eps" else 1e3
    there = {s: {**values, "eps": t, "N": t}[s.name] for s in order.to_sympy().free_symbols}
    assert float(order.to_sympy().subs(there)) == pytest.approx(
        order.at(t, **{n: values[n] for n in order.parameters()})
    )


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (EPS ** (-M) * sympy.log(1 / EPS) ** 2, "eps^(-m)*log(1/eps)^2"),
        (sympy.log(EPS ** (-3)), "3*log(1/eps)"),
        ((1 + 1 / EPS) ** 2, "1 + 2*eps^(-1) + eps^(-2)"),
        (-sympy.log(EPS) / EPS, "eps^(-1)*log(1/eps)"),
        (sympy.sqrt(2) * sympy.Symbol("N"), "2^(1/2)*N"),
        (3, "3"),
    ],
)
def test_symbols_without_assumptions_are_read(expression, text):
    assert Order.from_sympy(expression) == parse_order(text)


@pytest.mark.parametrize(
    "expression",
    [
        2 * sympy.log(EPS), 0.5 * EPS, sympy.sin(EPS), sympy.log(2 * EPS), EPS**EPS, -EPS, sympy.exp(M), sympy.pi / EPS,
        sympy.log(M) / EPS, EPS * sympy.Symbol("N"), "eps", None, 0.5, sympy.Integer(0), sympy.oo, sympy.Symbol("log"),
        1 / (1 + 1 / EPS), sympy.I / EPS, sympy.Eq(EPS, 1),
    ],
)  # fmt: skip
def test_what_is_no_order_is_refused_in_one_line(expression):
    with pytest.raises(BoundlabError, match=r"^expression") as error:
        Order.from_sympy(expression)
    assert "\n" not in str(error.value)


def test_without_sympy_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sympy", None)
    with pytest.raises(BoundlabError) as error:
        parse_order("eps^(-1)").to_sympy()
    assert str(error.value) == "needs sympy: pip install 'boundlab[notebook]'"
