"""Text as people write it, token by token, into Python's spelling; whatever is no token is refused with what to write.

The alphabet is that of docs/certificates.md (ASCII names, ε, the relations) and a few typographic signs (`·`, `−`, `₁`)
which `spelled` takes out before a certificate carries the text. A letter of another alphabet that looks like one of
these is no token.
"""

from __future__ import annotations

import keyword
import re
import unicodedata

from boundlab.errors import BoundlabError

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_TYPOGRAPHY = str.maketrans("·×−–₀₁₂₃₄₅₆₇₈₉", "**--0123456789")
_PYTHON = {"^": "**", "·": "*", "×": "*", "−": "-", "–": "-", "≥": ">=", "≤": "<=", "≠": "!=", "=": "=="}
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![\w.]))"
    r"|(?P<name>(?:[A-Za-z_][A-Za-z0-9_₀-₉]*|ε)(?!\w))|(?P<symbol>\*\*|[<>=!]=|[-+*/^(),<>=·×−–≥≤≠])"
)
# sum(i=1..k: E), which is read as a function of i, 1, k and E
_SUM = re.compile(r"\bsum\s*\(\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*([^.:=]*?)\s*\.\.\s*([^:=]*?)\s*:")
ORDER_RELATION = re.compile(r"(≲|≺|≍|≳|≻|<~|<<|>~|>>|~)")
ORDER_NAMES = {"<~": "≲", "<<": "≺", "~": "≍", ">~": "≳", ">>": "≻"}

# What people type, and what is meant.
_MISSPELT = {
    "=>": ">=", "=<": "<=", "<>": "!=", "=!": "!=", "/=": "!=", "===": "=", "!==": "!=", ":=": "=", "≡": "=",
    "~=": "!= or ~", ">==": ">=", "<==": "<=", "≥=": "≥", "≤=": "≤", "=≥": "≥", "=≤": "≤", "≠=": "≠", "⩾": ">=",
    "⩽": "<=", "≧": ">=", "≦": "<=", "∼": "~", "≈": "≍", "≃": "≍", "≪": "≺", "≫": "≻", "⪯": "≲", "⪰": "≳", "≼": "≲",
    "≽": "≳", "&&": "and", "||": "or", "&": "and", "|": "or", "∧": "and", "∨": "or", "¬": "not", "!": "not or !=",
    ";": "and", "==>": "not A or B", "<=>": "(A and B) or (not A and not B)", "->": "not A or B", "⇒": "not A or B",
    "→": "not A or B", "⋅": "*", "∙": "*", "•": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/", "//": "/", "‐": "-",
    "—": "-", "²": "^2", "³": "^3", "ϵ": "ε", "ɛ": "ε", "Ε": "ε", "[": "(", "]": ")", "{": "(", "}": ")",
}  # fmt: skip
_MISTAKE = re.compile("|".join(sorted(map(re.escape, _MISSPELT), key=len, reverse=True)))
COMPARISONS = "comparisons are >= <= > < = !="
# No token ends in it, so a parameter may bear the name of one of Python's keywords.
_KEYWORD_MARK = "λ"


def spelled(text: str) -> str:
    """Return `text` with the typographic characters that have an ASCII form in its place.

    >>> spelled("m₁·m₂ − 1")
    'm1*m2 - 1'
    """
    return text.translate(_TYPOGRAPHY)


def bound_names(text: str) -> set[str]:
    """Return the variables of the sums in a text."""
    return {match[1] for match in _SUM.finditer(text)}


def sum_ends(text: str) -> list[str]:
    """Return where the sums in a text end."""
    return [match[3] for match in _SUM.finditer(text)]


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in Python's spelling; raises BoundlabError for what is none.

    >>> tokens("2·m₁ ≥ ε^2")
    ['2', '*', 'm1', '>=', 'eps', '**', '2']
    >>> tokens("m1 => 1")
    Traceback (most recent call last):
    boundlab.errors.BoundlabError: '=>' is not in the grammar, write >= (comparisons are >= <= > < = !=)
    """
    found = []
    text = _SUM.sub(r"sum(\1, \2, \3, ", text)
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        mistake = _MISTAKE.match(text, position)
        if mistake is not None and (token is None or mistake.end() > token.end()):
            meant = _MISSPELT[mistake.group()]
            raise BoundlabError(f"{mistake.group()!r} is not in the grammar, write {meant} ({COMPARISONS})")
        if token is None:
            raise BoundlabError(_complaint(text, position))
        position = token.end()
        if token.lastgroup != "space":
            found.append(_in_python(token))
    return found


def _in_python(token: re.Match[str]) -> str:
    text = token.group()
    match token.lastgroup:
        case "number":
            return re.sub(r"^0+(?=[0-9])", "", text)
        case "name" if text == "ε":
            return "eps"
        case "name" if keyword.iskeyword(text) and text not in {"and", "or", "not"}:
            return text + _KEYWORD_MARK
        case "name":
            return text.translate(_SUBSCRIPTS)
    return _PYTHON.get(text, text)


def _complaint(text: str, position: int) -> str:
    if text[position] in "≲≺≍≳≻~":
        return f"{text[position]!r} compares two orders, once, in a claim; {COMPARISONS}"
    word = re.match(r"[\w.]+", text[position:])
    if word is None or len(word.group()) == 1:
        name = "" if text[position].isascii() else f" ({unicodedata.name(text[position], 'no character')})"
        return f"{text[position]!a}{name} is not in the grammar here"
    shown = ascii(word.group()[:40])
    if "ε" in word.group():
        return f"{shown} is not in the grammar here: ε is the scale and stands by itself, write a product with *"
    return f"{shown} is not in the grammar here: neither a number nor a name of ASCII letters, digits and _"


def misplaced(parts: list[str]) -> str:
    """Say where the tokens `parts`, which make no sense together, stop making sense."""
    operand_next, depth, before = True, 0, ""
    for token in parts:
        value = token[0].isalnum() or token[0] in "_."
        word = token in {"and", "or", "not"}
        opens = token in {"(", "not"} or (value and not word)
        if opens == operand_next or (token in {"-", "+"} and operand_next) or (token == "(" and before[0].isalpha()):
            operand_next = not value or word
        elif not operand_next and not opens:
            operand_next = token != ")"
        else:
            shown = {"**": "^", "==": "="}.get(token, unmarked(token))
            wanted = (
                "a number, a name or (" if operand_next else f"an operation (or nothing) after {unmarked(before)!r}"
            )
            return f"{shown!r} stands where {wanted} is expected; {COMPARISONS}"
        depth += (token == "(") - (token == ")")
        if depth < 0:
            return "a ) without its ("
        before = token
    if operand_next:
        return f"something is missing at the end; {COMPARISONS}"
    return "a ( without its )" if depth else f"the order of its parts; {COMPARISONS}"


def unmarked(name: str) -> str:
    """Return the name that a token from `tokens` stands for."""
    return name.removesuffix(_KEYWORD_MARK)


def split_order_claim(text: str) -> tuple[str, str, str] | None:
    """Return (left, relation, right) if `text` compares two orders, else None."""
    parts = ORDER_RELATION.split(text)
    if len(parts) == 1 or _MISSPELT.keys() & {text[m.start() : m.end() + 1] for m in ORDER_RELATION.finditer(text)}:
        return None
    if len(parts) != 3:
        shown = " ".join(text.split())[:80]
        raise BoundlabError(f"cannot read {shown!r}: one relation between two orders is expected", "claim")
    return parts[0], ORDER_NAMES.get(parts[1], parts[1]), parts[2]
