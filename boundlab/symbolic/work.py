"""How much work a text may cause: it is counted where terms and normal forms are made, in units of about 7 µs.

The count depends on the text alone, neither on what was read before nor on the speed of the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from boundlab.errors import BoundlabError


@dataclass
class Work:
    """What is left to spend, and what has been worked out and costs nothing more."""

    left: int
    refusal: type[Exception] = BoundlabError
    known: dict[Any, Any] = field(default_factory=dict)


_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def bounded_work(most: int, refusal: type[Exception] = BoundlabError) -> Iterator[None]:
    """Within this, `spend` raises BoundlabError, or another `refusal`, once more than `most` units are spent.

    >>> with bounded_work(2):
    ...     spend(1), spend(2)
    Traceback (most recent call last):
    boundlab.errors.BoundlabError: it takes too long to multiply out
    """
    outside = _work.set(Work(most, refusal))
    try:
        yield
    finally:
        _work.reset(outside)


def spend(units: int) -> None:
    """Count work, if it is bounded at all."""
    work = _work.get()
    if work is not None:
        work.left -= units
        if work.left < 0:
            raise work.refusal("it takes too long to multiply out")


def known() -> dict[Any, Any]:
    """Return what has been worked out within the same bound."""
    work = _work.get()
    return {} if work is None else work.known
