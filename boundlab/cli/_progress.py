"""Showing how far long work has come, on stderr, only to people."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

SHORT = 20


def track(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Yield the items, with a progress bar if there are more than 20 of them and stderr is a terminal."""
    if len(items) <= SHORT or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as shown

    yield from shown(items, description=label, console=Console(stderr=True), transient=True)
