"""Where a claim, an activation, a figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Origin:
    """The project itself, an installed package with its version, or a file that the user named.

    >>> print(BUILT_IN, Origin("package", "softsign 1.0"), Origin("file", "my.toml"), sep=" | ")
    built-in | package softsign 1.0 | file my.toml
    """

    kind: Literal["built-in", "package", "file"]
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()


BUILT_IN = Origin("built-in")
