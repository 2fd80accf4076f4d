"""Numbers for things that occur often: the things are written once, their numbers wherever they occur."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Numbering(Generic[T]):
    """The things in the order of their first occurrence, each with one example of what it stands for."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}
        self.examples: list[Any] = []

    def number(self, thing: T, example: Any = None) -> int:
        """Return the number of a thing.

        >>> names = Numbering[str]()
        >>> names.number("a"), names.number("b"), names.number("a")
        (0, 1, 0)
        """
        if thing not in self._numbers:
            self._numbers[thing] = len(self._numbers)
            self.examples.append(example)
        return self._numbers[thing]

    def __iter__(self) -> Any:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
