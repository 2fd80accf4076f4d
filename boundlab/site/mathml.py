"""LaTeX as MathML, when the site is built: a browser shows it without a script or a font of ours."""

from __future__ import annotations

import re
from functools import lru_cache

from boundlab.errors import optional

# -\frac{1}{2}\,m, which is read as -m/2
_SHARE = re.compile(r"\\frac\{(\d+)\}\{(\d+)\}\\,((?:[A-Za-z]|\\[a-z]+)(?:_\{\w+\})?)(?=$|\s*[-+,)}])")
_PRODUCT = r"[+/-]|\\,|\\cdot"


@lru_cache(maxsize=20_000)
def mathml(latex: str, display: bool = False) -> str:
    r"""Return `latex`, which is without dollar signs, as a MathML element; raises BoundlabError without latex2mathml.

    >>> "<mi>ε</mi>" in mathml(r"\varepsilon^{-m}").replace("&#x003B5;", "ε")
    True
    """
    converter = optional("latex2mathml.converter")
    found: str = converter.convert(in_line(latex), display="block" if display else "inline")
    return found


def in_line(latex: str, script: bool = False) -> str:
    r"""Return `latex` with the fractions in its exponents in a line: there, one above the other is too small to read.

    >>> in_line(r"\frac{1}{2}\varepsilon^{-\frac{m_{1} + 1}{2\,r}}")
    '\\frac{1}{2}\\varepsilon^{-(m_{1} + 1)/(2\\,r)}'
    """
    found, at = "", 0
    while at < len(latex):
        if script and (share := _SHARE.match(latex, at)):
            times = "" if share[1] == "1" else rf"{share[1]}\,"
            found, at = f"{found}{times}{share[3]}/{share[2]}", share.end()
        elif latex.startswith("^{", at):
            group, at = _group(latex, at + 1)
            found += f"^{{{in_line(group, True)}}}"
        elif script and latex.startswith(r"\frac{", at):
            above, at = _group(latex, at + 5)
            below, at = _group(latex, at)
            fraction = f"{_held(above, r'[+-]')}/{_held(below, _PRODUCT)}"
            found += fraction if re.match(r"\s*(?:$|[-+,)}]|\\right)", latex[at:]) else f"({fraction})"
        else:
            found += latex[at]
            at += 1
    return found


def _group(latex: str, at: int) -> tuple[str, int]:
    """What is in the braces that open at `at`, and where they end."""
    depth = 0
    for end in range(at, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[end], 0)
        if depth == 0:
            return latex[at + 1 : end] if end > at else latex[at], end + 1
    return latex[at + 1 :], len(latex)


def _held(part: str, signs: str) -> str:
    part = in_line(part, True)
    return f"({part})" if re.search(signs, part) else part
