"""The text of a Coq proof as it grows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Script:
    """Lines, indented by the cases they stand in, and names that no parameter has (with a prime)."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.depth = 0
        self.count = 0

    def new(self, letter: str) -> str:
        """Return a name that is not used yet."""
        self.count += 1
        return f"{letter}'{self.count}"

    def say(self, line: str) -> None:
        """Add a line."""
        self.lines.append("  " * self.depth + line)

    @contextmanager
    def block(self) -> Iterator[None]:
        """Put what is said in the block between braces: it proves the first goal."""
        self.say("{")
        self.depth += 1
        yield
        self.depth -= 1
        self.say("}")

    def have(self, letter: str, what: str, how: str) -> str:
        """Assert `what`, shown by the tactic `how`; return its name."""
        name = self.new(letter)
        self.say(f"assert ({name} : {what}) by ({how}).")
        return name

    def text(self) -> str:
        """Return all lines."""
        return "\n".join(self.lines)
