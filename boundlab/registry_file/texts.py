"""The orders, conditions and expressions of a registry file: each parsed once, and all within one budget.

The grammar bounds what one text may cost; a file has many, and has to be read or refused in a second or two.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TypeVar

from boundlab.errors import BoundlabError
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.grammar import Occurrences, parse_expression, parse_order
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated

MOST_CHARACTERS = 300
MOST_POWER = 8
MOST_PRODUCTS = 600
MOST_SECONDS = 0.5
_POWER = re.compile(r"\)\s*(?:\^|\*\*)\s*\(?\s*(\d+)", re.ASCII)
T = TypeVar("T")


class Texts:
    """Reads texts of one file; raises BoundlabError for what no grammar reads, and for what costs too much."""

    def __init__(self) -> None:
        self._seen = Occurrences(most=MOST_PRODUCTS)
        self._spent = 0.0
        self._known: dict[tuple[str, str], object] = {}

    def order(self, text: str) -> Order:
        """Return the growth order in `text`."""
        return self._read("order", text, lambda: parse_order(text, "", self._seen))

    def condition(self, text: str) -> Stated:
        """Return the condition in `text`."""
        return self._read("condition", text, lambda: Stated.condition(text, ""))

    def expression(self, text: str) -> Expression:
        """Return the expression in `text`."""
        return self._read("expression", text, lambda: parse_expression(text, ""))

    def _read(self, kind: str, text: str, read: Callable[[], T]) -> T:
        known = self._known.get((kind, text))
        if known is not None:
            return known  # type: ignore[return-value]
        if len(text) > MOST_CHARACTERS:
            raise BoundlabError(f"longer than {MOST_CHARACTERS} characters")
        if any(len(found) > 2 or int(found) > MOST_POWER for found in _POWER.findall(text)):
            raise BoundlabError(f"a power of a sum is at most {MOST_POWER} here")
        if self._spent > MOST_SECONDS:
            raise BoundlabError("the orders and conditions of this file take too long to multiply out")
        start = time.process_time()
        try:
            found = read()
        finally:
            self._spent += time.process_time() - start
        self._known[kind, text] = found
        return found
