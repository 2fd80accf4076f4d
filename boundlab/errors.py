"""The one error type a user can meet, and the sentence it is made of."""

from __future__ import annotations

from typing import ClassVar

_SHOWN = 120


class BoundlabError(Exception):
    """Bad input: names the argument, the value given and what was expected, in one line."""

    exit_code: ClassVar[int] = 2


def bad_value(argument: str, value: object, expected: str) -> BoundlabError:
    """Return the error for `argument`, which was given as `value` where `expected` was wanted.

    >>> str(bad_value("--eps", "0", "a number with 0 < eps < 1"))
    "--eps: got '0', expected a number with 0 < eps < 1"
    """
    shown = str(value)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN] + "…"
    return BoundlabError(f"{argument}: got {shown!r}, expected {expected}")
