"""Fields of a decoded JSON value nobody vouches for: of the right type, or refused with the reason."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from boundlab.checking._refusal import Rejected, Unaffordable

_VALUE = re.compile(r"-?[0-9]+(/[0-9]+)?")
_MAX_VALUE = 2_000


def members(value: Any, what: str, required: set[str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return an object that has every `required` field and at most the `optional` ones beside them."""
    if type(value) is not dict:
        raise Rejected(f"{what} must be an object")
    missing = required - value.keys()
    if missing:
        raise Rejected(f"{what} lacks {min(missing)!r}")
    if len(value) > len(required) + len(optional) or not value.keys() <= required | optional:
        raise Rejected(f"{what} has a field that is not one of {', '.join(sorted(required | optional))}")
    return value


def items(value: Any, what: str, most: int) -> list[Any]:
    """Return a list of at most `most` items."""
    if type(value) is not list:
        raise Rejected(f"{what} must be a list")
    if len(value) > most:
        raise Unaffordable(f"{what} has more than {most} items, refused")
    return value


def text(value: Any, what: str) -> str:
    """Return a text."""
    if type(value) is not str:
        raise Rejected(f"{what} must be a text")
    return value


def number(value: Any, what: str) -> Fraction:
    """Return the rational number an integer or a text such as "-3/7" stands for."""
    if type(value) is int:
        return Fraction(value)
    if type(value) is str and len(value) > _MAX_VALUE:
        raise Unaffordable(f"{what} has more than {_MAX_VALUE} characters, refused")
    if type(value) is not str or not _VALUE.fullmatch(value):
        raise Rejected(f'{what} must be an integer or a text such as "-3/7"')
    numerator, _, denominator = value.partition("/")
    if denominator and not int(denominator):
        raise Rejected(f"{what} has the denominator 0")
    return Fraction(int(numerator), int(denominator or "1"))
