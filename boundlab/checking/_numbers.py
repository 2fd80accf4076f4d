"""Reading numbers from certificates, with limits on everything that costs time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._refusal import Rejected, require

MAX_TEXT = 800
SHORT = 10**30

_FRACTION = re.compile(r"([+-]?\d+)(?:/(\d+))?", re.ASCII)


def integer(data: Mapping[str, Any], name: str, least: int, most: int) -> int:
    """Return the integer field `name`, between `least` and `most`; raises Rejected."""
    require(isinstance(data, dict), f"the object that holds {name} is missing")
    value = data.get(name)
    require(type(value) is int, f"{name} must be an integer")
    require(least <= value <= most, f"{name} must be between {least} and {_short(most)}")  # type: ignore[operator]
    return value  # type: ignore[return-value]


def fraction(value: object, name: str) -> Fraction:
    """Return the exact fraction that the text `value` denotes; raises Rejected."""
    match = _FRACTION.fullmatch(value) if isinstance(value, str) and len(value) <= MAX_TEXT else None
    if match is None:
        raise Rejected(f"{name} must be a fraction as text")
    denominator = int(match[2] or 1)
    require(denominator > 0, f"{name} must be a fraction as text")
    return Fraction(int(match[1]), denominator)


def short_fraction(value: object, name: str) -> Fraction:
    """Return a fraction that goes into products of many factors: at most 1e30, denominator at most 1e30."""
    number = fraction(value, name)
    require(abs(number) <= SHORT and number.denominator <= SHORT, f"{name} must have at most 30 digits")
    return number


def fractions(values: object, name: str, most: int) -> list[Fraction]:
    """Return a list of at most `most` exact fractions; raises Rejected."""
    require(isinstance(values, list) and len(values) <= most, f"{name} must be a list of at most {most} fractions")
    return [fraction(v, name) for v in values]  # type: ignore[attr-defined]


def statement(data: Mapping[str, Any]) -> tuple[int, int, Fraction]:
    """Return m, r, eps of a statement about W_{r,m}; raises Rejected."""
    eps = fraction(data.get("eps"), "eps")
    require(Fraction(1, 10**60) <= eps < 1, "eps must satisfy 1e-60 <= eps < 1")
    return integer(data, "m", 1, 64), integer(data, "r", 1, 32), eps


def require_hypotheses(data: Mapping[str, Any], expected: list[str]) -> None:
    """Raise Rejected unless the hypotheses are exactly the ones this argument needs."""
    require(data.get("hypotheses") == expected, "the hypotheses of this argument are " + ", ".join(expected))


def _short(number: int) -> str:
    return str(number) if number < 10**12 else "its limit"
