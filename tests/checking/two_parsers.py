"""Random and hostile texts, read by the producer's parser and by the checker's: both refuse, or both mean the same.

`python tests/checking/two_parsers.py SEED COUNT` draws COUNT texts of claims and says how many both read, both refused,
and stops at the first that only one reads, or that has two values at some exact point. What either refuses for its size
alone is counted, not compared.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.parser import Name, walk
from boundlab.checking._rewritten.statement import Statement, _Point, parse_statement
from boundlab.errors import BoundlabError
from boundlab.symbolic.spelling import spelled
from boundlab.symbolic.stated import Stated

WORDS = ["a", "b", "m", "m1", "eps", "N", "x_1", "log", "min", "max", "and", "or", "not", "abs", "ε", "O", "e1", "in"]
SYMBOLS = [*"+-*/^(),:[]<>=~≥≤≠≲≺≍≳≻.", "**", "<=", ">=", "==", "!=", "<~", "<<", ">>", ">~", " ", "  ", "\t", "\n"]
ODD = [
    "²",
    "₁",
    "ɛ",
    "х",
    "−",
    "×",
    "·",
    "÷",
    "\u00a0",
    "\\",
    "$",
    "{",
    "}",
    "π",
    "∞",
    "\u200b",
    "0x1",
    "1e3",
    "1_0",
    "½",
    "'",
    ";",
    "%",
    "//",
]
NUMBERS = ["0", "1", "2", "3", "10", "0.5", ".25", "1.", "007", "64", "65"]
POINTS = [Fraction(k) for k in (1, 2, 3, 5)]


class Texts:
    """Draws texts."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def draw(self) -> str:
        """Return a text in the grammar, one with a few changes, or noise."""
        kind = self.chance.random()
        if kind < 0.15:
            return "".join(self.chance.choice(WORDS + SYMBOLS + NUMBERS) for _ in range(self.chance.randrange(1, 14)))
        text = self.claim()
        for _ in range(0 if kind < 0.5 else self.chance.choice((1, 1, 2, 3))):
            place = self.chance.randrange(len(text) + 1)
            other = self.chance.choice(self.chance.choice((WORDS, SYMBOLS, NUMBERS, ODD)))
            text = (
                text[:place]
                + self.chance.choice((other, "", f" {other} "))
                + text[place + self.chance.choice((0, 0, 1)) :]
            )
        return text

    def claim(self) -> str:
        if self.chance.random() < 0.3:
            scale, log = self.chance.choice((("eps", "log(1/eps)"), ("N", "log(N)")))
            sides = [self.order(scale, log) for _ in range(2)]
            return f" {self.chance.choice(['≲', '≺', '≍', '≳', '≻', '<~', '<<', '~', '>~', '>>'])} ".join(sides)
        return self.formula(2)

    def formula(self, depth: int) -> str:
        if depth and self.chance.random() < 0.3:
            parts = [self.formula(depth - 1) for _ in range(2)]
            return self.chance.choice(
                (f"{parts[0]} and {parts[1]}", f"{parts[0]} or {parts[1]}", f"not {parts[0]}", f"({parts[0]})")
            )
        sides = [self.expression(2) for _ in range(self.chance.choice((2, 2, 2, 3)))]
        text = sides[0]
        for side in sides[1:]:
            text += f"{self.chance.choice((' >= ', '<=', '>', ' < ', '=', '==', '!=', '≥', '≠'))}{side}"
        return text

    def expression(self, depth: int) -> str:
        if depth == 0:
            return self.chance.choice(["a", "b", "m", "m1", "x_1", *NUMBERS[:6]])
        x, y = self.expression(depth - 1), self.expression(self.chance.randrange(depth))
        return self.chance.choice((
            f"{x}+{y}", f"{x} - {y}", f"{x}*{y}", f"{x}/{y}", f"({x})^2", f"-{x}", f"({x})", f"min({x}, {y})",
            f"max({x},{y},1)",
            f"{x}^2", f"abs({x})", f"{x}^0", f"+{x}", f"{x}-{y}^2", f"-{x}^2", f"2^{y}", f"({x} + {y})*2",
        ))  # fmt: skip

    def order(self, scale: str, log: str) -> str:
        sign = self.chance.choice(("", "-"))
        term = f"{scale}^({sign}({self.expression(1)}))"
        return self.chance.choice((
            term, f"{term}*{log}", f"{term} + {scale}", f"m*{term}", f"({term} + {log}^2)^2", f"max({term}, {scale}^2)",
            f"{term}/{scale}", f"2*{scale}^m1", f"{log}^(1/2)", f"{term}/({log}+1)", f"m^2*{scale}", f"{scale}**2",
        ))  # fmt: skip


def produced(text: str) -> Stated | None:
    """Return what the producer reads, None if it refuses."""
    try:
        return Stated.claim(text)
    except BoundlabError as error:
        if "too" in error.reason or "more than" in error.reason or "above" in error.reason:
            raise Unaffordable(error.reason) from None
        return None


def checked(text: str) -> Statement | None:
    """Return what the checker reads, None if it refuses."""
    try:
        return parse_statement({"claim": spelled(text), "where": [], "real": []})
    except Unaffordable:
        raise
    except Rejected:
        return None


def compared(text: str) -> str:
    """Say what both made of a text; raises AssertionError where they differ."""
    try:
        mine, theirs = produced(text), checked(text)
    except Unaffordable:
        return "too large"
    if mine is None and theirs is None:
        return "both refuse"
    if theirs is None:
        return "only the producer reads"
    names = {n.text for n in walk(theirs.claim) if isinstance(n, Name)} - {"eps", "N"}
    assert mine is None or names == mine.names, (text, names, mine.names)
    found = set()
    for k in range(6):
        point = {name: POINTS[(k + i * (k + 1)) % len(POINTS)] for i, name in enumerate(sorted(names))}
        there = _value(lambda: _Point(point, theirs).truth(theirs.claim))  # noqa: B023
        if mine is None:
            found.add("both read" if isinstance(there, bool) else "both refuse")
            continue
        here = _value(lambda: mine.holds(point))  # noqa: B023
        assert here == there or not (isinstance(here, bool) and isinstance(there, bool)), (text, point, here, there)
        found.add("both read" if here == there else "one reading is undefined")
    if mine is None:  # the checker refuses later: what divides by zero, say, at every point
        return "only the checker reads" if "both read" in found else "both refuse"
    return max(found)


def _value(evaluated: Callable[[], object]) -> bool | str:
    try:
        return bool(evaluated())
    except (ZeroDivisionError, Rejected, BoundlabError):
        return "undefined"


def main(seed: int, count: int) -> None:
    """Compare `count` texts."""
    texts, found = Texts(seed), Counter()
    for _ in range(count):
        text = texts.draw()
        said = compared(text)
        found[said] += 1
        if said.startswith(("only", "one")) and found[said] < 40:
            print(said, repr(text))
    print(dict(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
