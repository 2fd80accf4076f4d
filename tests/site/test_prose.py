"""Formulas in running text: what is an index or an exponent becomes one, nothing else changes, nothing is markup."""

import pytest

from boundlab.site.mathml import in_line, mathml
from boundlab.site.prose import markup, pieces


def set_(text):
    return markup(text, lambda page, name: f"[{name}]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W_{r,m} and y_I", "W<sub>r,m</sub> and y<sub>I</sub>"),
        ("ε^(-(m1+m2)/r)·log(1/ε)^(-1)", "ε<sup>-(m1+m2)/r</sup>·log(1/ε)<sup>-1</sup>"),
        ("C([0,1]^dx), ReLU^k, 10^12", "C([0,1]<sup>dx</sup>), ReLU<sup>k</sup>, 10<sup>12</sup>"),
        ("‖∂_{I_j} y‖_∞, d̃_N", "‖∂<sub>I<sub>j</sub></sub> y‖<sub>∞</sub>, d̃<sub>N</sub>"),
        ("B^s_p, |k|_1, σ_i²", "B<sup>s</sup><sub>p</sub>, |k|<sub>1</sub>, σ<sub>i</sub>²"),
        ("task_embeddings, large_m = d, a_b.py, __init__", "task_embeddings, large_m = d, a_b.py, __init__"),
        ("`a_1 <b>`", "<code>a_1 &lt;b&gt;</code>"),
        ("3^(x, _{, ^", "3^(x, _{, ^"),
        ("see docs/audit.md", "see [docs/audit.md]"),
        ("<i>x_1</i>", "&lt;i&gt;x<sub>1</sub>&lt;/i&gt;"),
        ("$\\frac{$", "\\frac{"),
    ],
)  # fmt: skip
def test_text_is_set(text, expected):
    assert set_(text) == expected


@pytest.mark.parametrize(
    "text", ["^(" * 4000, "x^((" * 2000, "_{" * 4000, "`" * 4001, "x^(" + "(a)" * 4000, "$" * 4001]
)
def test_no_text_takes_long_or_is_lost(text):
    words = {"code": "`{}`", "latex": "${}$", "sub": "_{{{}}}", "sup": "^({})", "text": "{}"}
    assert "".join(words[kind].format(piece) for kind, piece in pieces(text)) == text


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\varepsilon^{-\frac{m}{r}}", r"\varepsilon^{-m/r}"),
        (r"x^{\frac{a}{b}\,c}", r"x^{(a/b)\,c}"),
        (r"x^{-\frac{1}{2}\,m + \frac{3}{2}\,k_{1}}", r"x^{-m/2 + 3\,k_{1}/2}"),
        (r"x^{\frac{1}{\frac{a}{b}}}", r"x^{1/(a/b)}"),
        (r"\frac{a}{b}", r"\frac{a}{b}"),
        (r"x^{\frac{m_{1} + 1}{2\,r}}", r"x^{(m_{1} + 1)/(2\,r)}"),
    ],
)
def test_fractions_in_exponents_stand_in_a_line(latex, expected):
    assert in_line(latex) == expected
    assert "<mfrac>" not in mathml(latex) or latex.startswith(r"\frac")
