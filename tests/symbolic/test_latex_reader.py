"""LaTeX as papers print it is read as what it means; LaTeX that is printed is read again."""

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_statements import expressions, formulas, refusal

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.grammar import parse_expression, parse_formula
from boundlab.symbolic.latex_reader import from_latex, statement_from_latex
from boundlab.symbolic.latex_writer import to_latex
from boundlab.symbolic.rational import same
from boundlab.symbolic.spelling import ORDER_RELATION, tokens

READ = [
    (r"\varepsilon^{-m/r}\log(1/\varepsilon) \lesssim N", "eps^(-m/r)*log(1/eps) ≲ N"),
    (r"\min\{m_1+m_2, 2m_1\} \ge m_1", "min(m1+m2,2*m1) >= m1"),
    (r"\epsilon^{-\frac{m}{r}} \prec \log^2(1/\epsilon)", "eps^(-((m)/(r))) ≺ log(1/eps)^2"),
    (r"\sqrt{xy} \leq \tfrac12 (x+y)", "sqrt(x*y) <= ((1)/(2))*(x+y)"),
    (r"\sqrt[3]{x} \neq x", "(x)^(1/3) != x"),
    (r"\left\lfloor s \right\rfloor \le s", "floor(s) <= s"),
    (r"|x+y| \le |x| + |y|", "abs(x+y) <= abs(x)+abs(y)"),
    (r"\left| |x| - |y| \right| \le |x - y|", "abs(abs(x)-abs(y)) <= abs(x-y)"),
    (r"n! \ll n^n", "factorial(n) ≺ n^n"),
    (r"\log\log N \asymp 2^{n} n^{-\alpha}", "log(log(N)) ≍ 2^n*n^(-alpha)"),
    (r"x_{12}^2 + \mathrm{width} \cdot 3 > 0 \land m = 1", "x12^2+width*3 > 0 and m = 1"),
    (r"(m+1)(m-1) = m^2-1", "(m+1)*(m-1) = m^2-1"),
    (r"\sum_{i=1}^k \varepsilon^{-i} + 1 \lesssim N", "sum(i=1..k: eps^(-i))+1 ≲ N"),
    (r"\inf_{p \in [1,2]} p d \ge d", "inf(p in [1,2]: p*d) >= d"),
    (r"\sup_{0 \le t \leq 1} t(1-t) = \frac14", "sup(t in [0,1]: t*(1-t)) = ((1)/(4))"),
    (r"\max_{t \in [0,s]} t = s", "sup(t in [0,s]: t) = s"),
    (r"x \ge 0, y \ge 0 \Rightarrow xy \ge 0", "not (x >= 0 and y >= 0) or (x*y >= 0)"),
    (r"x > 0 \iff x^3 > 0", "(not (x > 0) or (x^3 > 0)) and (not (x^3 > 0) or (x > 0))"),
    (r"(x = 1 \implies y = 1) \lor x \ne 1", "(not (x = 1) or (y = 1)) or x != 1"),
    (r"p,q \in (1,\infty) \text{ and } t \in [0,1)", "1 < p and 1 < q and 0 <= t < 1"),
    (r"(n+1)n \bmod 2 = 0", "mod((n+1)*n,2) = 0"),
    (r"m \equiv -1 \pmod{3}", "mod(m-(-1),3) = 0"),
    (r"\binom{n+1}{2} = \tfrac{n(n+1)}{2}", "(((n+1)-0)*((n+1)-1)/2) = ((n*(n+1))/(2))"),
    (r"\binom{n}{k} \ll n^k", "(factorial(n)/(factorial(k)*factorial((n)-(k)))) ≺ n^k"),
    (r"e^{-n\varepsilon^2} + \mathrm{e}^2 \asymp \mathit{e}^2 e", "exp((-n*eps^2))+exp(2) ≍ e^2*e"),
    (r"\log_2^2 N \asymp \log^2 N", "(log(N)/log(2))^2 ≍ log(N)^2"),
    (r"\text{width} \ge 1", "width >= 1"),
]
FOLLOWED = [
    (r"x^2 \ge 0 \quad\text{for all } x", "x^2 >= 0", ()),
    (r"a^2 \ge a, \text{ if } a \ge 1, b = \min\{a,2\}", "a^2 >= a", ("a >= 1", "b = min(a,2)")),
]


WRITTEN = [
    "eps^(-m1/r)*log(1/eps) ≲ eps^(-min(m, 2*m_1)) ≺ N",
    "a - (b - c) <= -(a/b)/(c*alpha2)^2 and (not x = 1 or 0.5 != width)",
    "sum(i=1..k: eps^(-i)*(i + 1)) + 1 ≍ factorial(n + 1)*Gamma(n)^mod(m, 2)",
    "inf(p in [1, 2]: s - d*(1/p - 1/2)) = floor(abs(x))^3 - ceil(sqrt(x))",
    "(-a)^2*b > max(a, -b, sup(t in [0, 1]: t*a))",
    "not (a >= b and b >= c) or a >= c",
    "e^2 <= e*exp(2)",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_written_in_latex_is_read_as_the_same_tree(text):
    def dumped(part):
        part = part.replace("p in [1, 2]:", "p, 1, 2,").replace("t in [0, 1]:", "t, 0, 1,")
        part = part.replace("p in [1,2]:", "p, 1, 2,").replace("t in [0,1]:", "t, 0, 1,")
        return ast.dump(ast.parse(" ".join(tokens(part)), mode="eval"))

    found = from_latex(to_latex(text))
    for mine, theirs in zip(ORDER_RELATION.split(text), ORDER_RELATION.split(found), strict=True):
        assert mine == theirs or dumped(mine) == dumped(theirs)


@settings(max_examples=40)
@given(formulas(expressions()))
def test_written_formulas_are_read_as_the_same_formula(formula):
    text = re.sub(r"\bn\b", "width", re.sub(r"\ba\b", "alpha1", formula))
    assert parse_formula(from_latex(to_latex(text))) == parse_formula(text)


@settings(max_examples=40)
@given(st.text(alphabet="mn12+-*/^()<=,. minaxeps∑≲", max_size=25))
def test_any_other_text_is_refused_in_one_line(text):
    message = refusal(lambda: to_latex(text))
    assert "\n" not in message


@pytest.mark.parametrize(("latex", "text"), READ)
def test_what_papers_print(latex, text):
    assert from_latex(latex) == text


@pytest.mark.parametrize(
    "latex",
    [
        r"\unknown{x}",
        r"\frac{1}{",
        r"\sum_{i=1} i",
        r"\sum i",
        r"\inf_{p} p",
        r"x \le )",
        r"\mathrm x",
        r"{" * 40,
        r"x_{a+b} \le 1",
        r"\sqrt",
        "\\le ²",
        r"\left(",
        r"x \in \mathbb{R}",
        r"x \in [0,1",
        r"x \in [-\infty,\infty]",
        r"x \equiv 1",
        r"\infty > 1",
        r"n^2+1 \bmod 2 = 0",
        r"\inf_{t > 0} t",
        r"x^2 \text{ whatever else} \ge 0",
        r"x^2 \text{for all } x \ge 0",
    ],
)
def test_refused_in_one_line(latex):
    with pytest.raises(BoundlabError, match="claim: cannot read") as caught:
        from_latex(latex)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("latex", "claim", "where"), FOLLOWED)
def test_conditions_follow_the_claim(latex, claim, where):
    assert statement_from_latex(latex) == (claim, where)


def test_statements_in_latex_are_decided():
    assert decide(r"n^{-1/2} + \varepsilon \lesssim \varepsilon", [r"n \asymp \varepsilon^{-2}"]).proved
    assert decide(r"\sqrt{xy} \leq \frac{x+y}{2}", positive=["x", "y"]).proved
    assert decide(r"\varepsilon^{-m} \lesssim \varepsilon^{-1}").verdict == "refuted"
    assert "\n" not in refusal(lambda: decide(r"\frac{m}{0} \ge 1"))
    assert decide(r"x^2 \le x \quad\text{for } x \in [0,1]", real=["x"]).proved
    assert decide(r"n \equiv 1 \pmod 2 \implies n^2 \equiv 1 \pmod 8").proved
    assert decide(r"n \equiv 1 \pmod 2 \implies n^2 \equiv 1 \pmod{16}").reason == "fails at n = 3"


@settings(max_examples=30)
@given(expressions(5))
def test_what_is_printed_is_read_again(expression):
    assert same(parse_expression(from_latex(expression.latex())), expression)
