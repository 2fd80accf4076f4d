"""LaTeX as papers print it is read as what it means; LaTeX that is printed is read again."""

import pytest
from hypothesis import given, settings
from random_statements import expressions, refusal

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.latex_reader import from_latex
from boundlab.symbolic.rational import same

READ = [
    (r"\varepsilon^{-m/r}\log(1/\varepsilon) \lesssim N", "eps^(-m/r)*log(1/eps) ≲ N"),
    (r"\min\{m_1+m_2, 2m_1\} \ge m_1", "min(m1+m2,2*m1) >= m1"),
    (r"\epsilon^{-\frac{m}{r}} \prec \log^2(1/\epsilon)", "eps^(-((m)/(r))) ≺ log(1/eps)^2"),
    (r"\sqrt{xy} \leq \tfrac12 (x+y)", "sqrt(x*y) <= ((1)/(2))*(x+y)"),
    (r"\sqrt[3]{x} \neq x", "(x)^(1/3) != x"),
    (r"\left\lfloor s \right\rfloor \le s", "floor(s) <= s"),
    (r"|x+y| \le |x| + |y|", "abs(x+y) <= abs(x)+abs(y)"),
    (r"n! \ll n^n", "factorial(n) ≺ n^n"),
    (r"\log\log N \asymp 2^{n} n^{-\alpha}", "log(log(N)) ≍ 2^n*n^(-alpha)"),
    (r"x_{12}^2 + \mathrm{width} \cdot 3 > 0 \land m = 1", "x12^2+width*3 > 0 and m = 1"),
    (r"(m+1)(m-1) = m^2-1", "(m+1)*(m-1) = m^2-1"),
]


@pytest.mark.parametrize(("latex", "text"), READ)
def test_what_papers_print(latex, text):
    assert from_latex(latex) == text


@pytest.mark.parametrize(
    "latex",
    [
        r"\unknown{x}",
        r"\frac{1}{",
        r"x \le )",
        r"\mathrm x",
        r"{" * 40,
        r"x_{a+b} \le 1",
        r"\sqrt",
        "\\le ²",
        r"\left(",
    ],
)
def test_refused_in_one_line(latex):
    with pytest.raises(BoundlabError, match="claim: cannot read") as caught:
        from_latex(latex)
    assert "\n" not in str(caught.value)


def test_statements_in_latex_are_decided():
    assert decide(r"n^{-1/2} + \varepsilon \lesssim \varepsilon", [r"n \asymp \varepsilon^{-2}"]).proved
    assert decide(r"\sqrt{xy} \leq \frac{x+y}{2}", positive=["x", "y"]).proved
    assert decide(r"\varepsilon^{-m} \lesssim \varepsilon^{-1}").verdict == "refuted"
    assert "\n" not in refusal(lambda: decide(r"\frac{m}{0} \ge 1"))


@settings(max_examples=30)
@given(expressions(5))
def test_what_is_printed_is_read_again(expression):
    assert same(parse_expression(from_latex(expression.latex())), expression)
