"""The tokens of a statement: numbers, names, operators; whatever is none is refused."""

from __future__ import annotations

import re
from fractions import Fraction

from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.polynomial import Number

MAX_DIGITS = 1_000
MAX_NAME = 40

RELATIONS = {
    "==": "=",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "<~": "≲",
    "<<": "≺",
    "~": "≍",
    ">~": "≳",
    ">>": "≻",
}
RELATIONS |= {relation: relation for relation in (">=", "<=", ">", "<", "=", "!=", *"≲≺≍≳≻")}
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*|ε)"
    r"|(?P<symbol>\*\*|<~|>~|<<|>>|<=|>=|==|!=|\.\.|[-+*/^(),:\[\]<>=~≥≤≠≲≺≍≳≻])"
)


def shown(text: str) -> str:
    """Return `text` quoted and short enough for a one-line reason."""
    return repr(text if len(text) <= 60 else text[:60] + "…")


def tokens_of(text: str) -> list[tuple[str, str]]:
    """Return the tokens, each its kind ("number", "name", "end") with its text, or an operator with itself."""
    tokens = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Rejected(f"unexpected character {shown(text[position])} in {shown(text)}")
        position = match.end()
        token = match.group()
        if match.lastgroup in ("number", "name") and text[position : position + 1].isalnum():
            raise Rejected(f"{shown(token + text[position])} is neither a number nor a name in {shown(text)}")
        if match.lastgroup != "space":
            tokens.append(_token(str(match.lastgroup), token))
    return [*tokens, ("end", "")]


def _token(group: str, token: str) -> tuple[str, str]:
    if group == "number":
        return "number", token
    if group == "symbol":
        return ("^" if token == "**" else RELATIONS.get(token, token)), token
    if token in {"and", "or", "not"}:
        return token, token
    if len(token) > MAX_NAME:
        raise Unaffordable(f"a name of more than {MAX_NAME} characters, refused")
    return "name", "eps" if token == "ε" else token


def number_of(token: str) -> Number:
    """Return the number that a token is."""
    if len(token) > MAX_DIGITS:
        raise Unaffordable(f"a number of more than {MAX_DIGITS} digits, refused")
    whole, _, decimals = token.partition(".")
    value = Fraction(int((whole or "0") + decimals), 10 ** len(decimals))
    return value.numerator if value.denominator == 1 else value
