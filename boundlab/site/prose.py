"""Formulas, commands and pages of the documentation that stand in running text, as markup.

The texts of claims, classes and proofs are plain: `W_{r,m}`, `x_1`, `ε^(-m/r)`, a command between backquotes, and in
titles of papers LaTeX between dollar signs. What is not one of these stays as it is, and nothing in a text is markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape, unescape

from boundlab.errors import BoundlabError
from boundlab.site.mathml import mathml

_PLAIN = r"[^(){}`$\n]"
_INSIDE = rf"(?:{_PLAIN}|\((?:{_PLAIN}|\({_PLAIN}*+\))*+\))*+"  # possessive: no text takes long
_PARTS = re.compile(
    rf"`(?P<code>[^`\n]+)`"
    rf"|\$(?P<latex>[^$\n]+)\$"
    rf"|\b(?P<page>docs/[\w/-]+)\.md\b"
    rf"|(?P<sign>[_^])(?:\{{(?P<braces>[^{{}}`$\n]*)\}}|(?<=\^)\((?P<round>{_INSIDE})\))"
    # x^12, [0,1]^d, C^beta; but not ^x of `a ^ x` or of nothing
    rf"|(?<=[^\W_]|[\])|}}‖'*])\^(?P<power>-?[^\W_]+|∞|\*)"
    # x_1, ‖y‖_∞, d̃_N, B^s_p; but neither task_embeddings nor large_m
    rf"|(?:(?<=[\])|}}‖])|(?<=[\u0300-\u036f])|(?<=\^[^\W_])|(?<![\w-])(?P<base>[^\W\d_]))_(?P<index>[^\W_]|∞)(?![\w.]*[^\W\d²³])"
)
_LATEX = re.compile(r"\$([^$\n]+)\$")
Refer = Callable[[str, str], str]
"""From a page of the documentation and the text that names it to markup."""


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces of a kind each: text, code, latex, page, sub, sup.

    >>> list(pieces("‖D^k h‖_∞ on W_{r,m}"))
    [('text', '‖D'), ('sup', 'k'), ('text', ' h‖'), ('sub', '∞'), ('text', ' on W'), ('sub', 'r,m')]
    """
    end, pending = 0, ""
    for found in _PARTS.finditer(text):
        pending += text[end : found.start()] + (found["base"] or "")
        if pending:
            yield "text", pending
        end, pending = found.end(), ""
        yield _piece(found)
    if rest := text[end:]:
        yield "text", rest


def _piece(found: re.Match[str]) -> tuple[str, str]:
    for kind in ("code", "latex", "page"):
        if found[kind]:
            return kind, found[kind]
    if found["sign"]:
        return "sub" if found["sign"] == "_" else "sup", found["braces"] if found["braces"] is not None else found[
            "round"
        ]
    return ("sup", found["power"]) if found["power"] else ("sub", found["index"])


def markup(text: str, refer: Refer) -> str:
    """Return the text as HTML; everything in it that is not made here is escaped.

    >>> markup("x_1 < ε^(-m/r)", lambda page, text: text)
    'x<sub>1</sub> &lt; ε<sup>-m/r</sup>'
    """
    return "".join(_as_html(kind, piece, refer) for kind, piece in _split(text))


def without_latex(text: str) -> str:
    r"""Return the text with the letters of its formulas, for where no markup can stand.

    >>> without_latex(r"The $\varepsilon$-entropy of `W_{r,m}`")
    'The ε-entropy of `W_{r,m}`'
    """
    return _LATEX.sub(lambda found: unescape(re.sub(r"<[^>]+>", "", _formula(found[1]))), text)


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(pieces(text))


def _as_html(kind: str, piece: str, refer: Refer) -> str:
    if kind in {"sub", "sup"}:
        return f"<{kind}>{markup(piece, refer)}</{kind}>"
    if kind == "code":
        return f"<code>{escape(piece)}</code>"
    if kind == "latex":
        return _formula(piece)
    return refer(f"{piece}.html", f"{piece}.md") if kind == "page" else escape(piece)


def _formula(latex: str) -> str:
    try:
        return mathml(latex)
    except Exception as error:  # whatever stands in somebody's BibTeX, and fails there in ways of its own
        if isinstance(error, BoundlabError):
            raise
        return escape(latex)
