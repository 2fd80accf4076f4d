"""From text to exact numbers, lists of them, ranges and grids: the one grammar of options, fields and accuracies.

    NUMBER   = [±]DIGITS/DIGITS | [±]DIGITS[.DIGITS][e[±]DIGITS]    exact; no float, nothing is evaluated
    INTEGER  = [±]DIGITS
    INTEGERS = item, item, …   item = INTEGER | INTEGER:INTEGER     8,4 and 3:8, both ends included
    ACCURACY = item, item, …   item = NUMBER | NUMBER:NUMBER | NUMBER:NUMBER:COUNT     see `epsilons`

Digits are 0 to 9, blanks around a number are ignored, and every error names the argument.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

from boundlab.errors import bad_value

MAX_TEXT = 200
MAX_EXPONENT = 200
MAX_POINTS = 10_000
SMALLEST = Fraction(1, 10**60)
GRID_DIGITS = 6
PER_DECADE = 3

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?", re.ASCII)
_RATIO = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
# Logarithms in a grid: correctly rounded, so that a grid is the same on every machine.
_WORKING = Context(prec=60)


def rational(text: str, argument: str = "number") -> Fraction:
    """Return the rational number that `text` denotes, exactly.

    Raises BoundlabError for what is no NUMBER, for more than 200 characters, or an exponent beyond ±200.

    >>> rational("1e-6"), rational("0.001"), rational("1/3")
    (Fraction(1, 1000000), Fraction(1, 1000), Fraction(1, 3))
    """
    expected = "an exact number such as 1e-6, 0.001 or 1/3"
    stripped = text.strip()
    if len(stripped) > MAX_TEXT:
        raise bad_value(argument, stripped, f"{expected}, at most {MAX_TEXT} characters")
    ratio = _RATIO.fullmatch(stripped)
    if ratio and int(ratio[2]) != 0:
        return Fraction(int(ratio[1]), int(ratio[2]))
    decimal = _DECIMAL.fullmatch(stripped)
    if not decimal:
        raise bad_value(argument, stripped, expected)
    sign, whole, part, exponent = decimal[1], decimal[2], decimal[3] or "", int(decimal[4] or 0)
    if abs(exponent) > MAX_EXPONENT:
        raise bad_value(argument, stripped, f"{expected}, exponent between -{MAX_EXPONENT} and {MAX_EXPONENT}")
    value = Fraction(int(whole + part)) * Fraction(10) ** (exponent - len(part))
    return -value if sign == "-" else value


def real(text: str, argument: str = "number") -> float:
    """Return the float nearest to the NUMBER `text`; raises BoundlabError as `rational`, and beyond all floats.

    >>> real("1/3")
    0.3333333333333333
    """
    try:
        return float(rational(text, argument))
    except OverflowError:
        raise bad_value(argument, text, "a number below 1e308") from None


def integer(text: str, argument: str = "number", least: int | None = None) -> int:
    """Return the integer that `text` denotes; raises BoundlabError if it is none, or less than `least`.

    >>> integer("-12")
    -12
    """
    stripped = text.strip()
    if len(stripped) <= MAX_TEXT and _INTEGER.fullmatch(stripped):
        value = int(stripped)
        if least is None or value >= least:
            return value
    raise bad_value(argument, stripped, "an integer" + ("" if least is None else f" ≥ {least}"))


def integer_ranges(text: str, argument: str = "numbers", least: int = 1) -> list[tuple[int, int]]:
    """Return (first, last) of every item of INTEGERS, equal for a single one; raises BoundlabError unless both
    are at least `least` and in order.

    >>> integer_ranges("8,4, 3:16")
    [(8, 8), (4, 4), (3, 16)]
    """
    found = []
    for item in text.split(","):
        ends = [integer(end, argument, least) for end in item.split(":")]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise bad_value(argument, item.strip(), "an integer, or a range first:last such as 3:8")
        found.append((ends[0], ends[-1]))
    return found


def integers(text: str, argument: str = "numbers", least: int = 1) -> list[int]:
    """Return INTEGERS in the order given, ranges written out; raises BoundlabError as `integer_ranges`, and for more
    than 10000.

    >>> integers("8,4"), integers("3:6")
    ([8, 4], [3, 4, 5, 6])
    """
    ranges = integer_ranges(text, argument, least)
    if sum(last - first + 1 for first, last in ranges) > MAX_POINTS:
        raise bad_value(argument, text, f"at most {MAX_POINTS} integers")
    return [value for first, last in ranges for value in range(first, last + 1)]


def epsilon(value: str | int | Fraction, argument: str = "eps", below: int | None = 1) -> Fraction:
    """Return the accuracy ε as an exact rational with 1e-60 ≤ ε < `below` (None: of any size).

    >>> epsilon("1/3")
    Fraction(1, 3)
    """
    if isinstance(value, float):
        raise bad_value(argument, value, "text or a Fraction: a float is not exact")
    exact = rational(value, argument) if isinstance(value, str) else Fraction(value)
    if not exact > 0 or (below is not None and exact >= below):
        raise bad_value(argument, value, "a number with 0 < eps" + ("" if below is None else f" < {below}"))
    if exact < SMALLEST:
        raise bad_value(argument, value, "at least 1e-60 (a longer answer would not fit a certificate)")
    if exact > 1 / SMALLEST:
        raise bad_value(argument, value, "at most 1e60")
    return exact


def epsilons(text: str, argument: str = "eps", below: int | None = 1) -> list[Fraction]:
    """Return the accuracies that `text` lists: items separated by commas, each a number, a range or a grid.

    A grid `a:b:n` is n ≥ 2 accuracies from a to b in geometric progression; a range `a:b` is the grid with about three
    a decade. Where a term of the progression is irrational, ε is that term rounded to six significant digits: the
    result is exact about this rounded ε. Raises BoundlabError for a malformed item, an accuracy that is not positive
    and less than `below`, or more than 10000 accuracies.

    >>> [str(e) for e in epsilons("1e-1:1e-3:3, 1/7")]
    ['1/10', '1/100', '1/1000', '1/7']
    >>> [str(e) for e in epsilons("1e-1:1e-2:3")]
    ['1/10', '79057/2500000', '1/100']
    >>> len(epsilons("1e-1:1e-3"))
    7
    """
    found: list[Fraction] = []
    for item in text.split(","):
        found.extend(_grid(item.strip(), argument, below) if ":" in item else [epsilon(item, argument, below)])
        if len(found) > MAX_POINTS:
            raise bad_value(argument, text, f"at most {MAX_POINTS} accuracies")
    return found


def _grid(item: str, argument: str, below: int | None) -> list[Fraction]:
    parts = item.split(":")
    if len(parts) not in (2, 3) or not re.fullmatch(r"\d{1,5}", parts[2].strip() if parts[2:] else "0", re.ASCII):
        raise bad_value(argument, item, "a range first:last, or a grid first:last:count such as 1e-1:1e-6:6")
    first, last = (epsilon(part, argument, below) for part in parts[:2])
    start, end = _log10(first), _log10(last)
    count = int(parts[2]) if parts[2:] else 1 + max(1, round(PER_DECADE * abs(start - end)))
    if not 2 <= count <= MAX_POINTS:
        raise bad_value(argument, item, f"a grid of 2 to {MAX_POINTS} accuracies")
    step = _WORKING.divide(_WORKING.subtract(end, start), count - 1)
    inner = [_rounded(_WORKING.power(10, _WORKING.fma(step, i, start))) for i in range(1, count - 1)]
    return [first, *inner, last]


def _rounded(value: Decimal) -> Fraction:
    return Fraction(Context(prec=GRID_DIGITS).plus(value))


def _log10(value: Fraction) -> Decimal:
    return _WORKING.log10(_WORKING.divide(Decimal(value.numerator), Decimal(value.denominator)))


def positive_integer(argument: str, value: object, most: int) -> int:
    """Return `value` if it is an integer between 1 and `most`; raises BoundlabError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise bad_value(argument, value, f"an integer between 1 and {most}")
    return value
