"""How the public objects show themselves: a short `repr`, LaTeX and HTML for notebooks, tables as data frames.

An object says what it is (`__str__`, and `latex` if it is mathematics); a table says its rows. All else is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

from boundlab.errors import optional

_SHOWN = 140
_LATEX = str.maketrans({c: rf"\{c}" for c in "_%&#${}"} | {"\\": r"\backslash ", "^": r"\hat{}", "~": r"\sim "})


class Displayed:
    """An object with a text: `repr` shortens it, `latex` sets it as text unless there is a formula."""

    __slots__ = ()

    def __str__(self) -> str:
        raise NotImplementedError(type(self).__name__)

    def __repr__(self) -> str:
        text = str(self)
        return f"{type(self).__name__}({text if len(text) <= _SHOWN else text[:_SHOWN] + '…'!r})"

    def latex(self) -> str:
        """Return LaTeX, without dollar signs."""
        return rf"\text{{{str(self).translate(_LATEX)}}}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def _repr_html_(self) -> str:
        return f"<div>{_cell(self)}</div>"


class Tabular(Displayed):
    """An object that is shown as a table, `__str__` its caption."""

    __slots__ = ()

    def records(self) -> list[dict[str, Any]]:
        """Return the rows: what stands in each column, by its name."""
        raise NotImplementedError(type(self).__name__)

    def to_dataframe(self) -> Any:
        """Return the rows as a pandas DataFrame; what is no number is text.

        Raises BoundlabError, which says what to install, where pandas is not there.
        """
        pandas = optional("pandas")
        rows = [
            {n: v if isinstance(v, int | float | None) else str(v) for n, v in row.items()} for row in self.records()
        ]
        return pandas.DataFrame(rows)

    def _repr_html_(self) -> str:
        rows = self.records()
        head = "".join(f"<th>{escape(name)}</th>" for name in (rows[0] if rows else ()))
        body = "".join(f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in row.values())}</tr>" for row in rows)
        return f"<table><caption>{escape(str(self))}</caption><tr>{head}</tr>{body}</table>"


R = TypeVar("R", bound=Any)


class Table(Tabular, Sequence[R], Generic[R]):
    """A sequence of objects, each with a `record` (or, if it is a table in itself, `records`) and `to_json`.

    >>> Table([], "nothing")
    Table('nothing: 0 rows')
    """

    def __init__(self, items: Iterable[R], title: str = "") -> None:
        self._items, self.title = tuple(items), title

    @overload
    def __getitem__(self, index: int) -> R: ...

    @overload
    def __getitem__(self, index: slice) -> Table[R]: ...

    def __getitem__(self, index: int | slice) -> R | Table[R]:
        return Table(self._items[index], self.title) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[R]:
        return iter(self._items)

    def __str__(self) -> str:
        count = f"{len(self)} row{'' if len(self) == 1 else 's'}"
        return f"{self.title}: {count}" if self.title else count

    def records(self) -> list[dict[str, Any]]:
        """Return the rows of all items, one after the other."""
        return [dict(row) for item in self for row in _records(item)]

    def to_json(self) -> Any:
        """Return the items as JSON data."""
        return [item if isinstance(item, Mapping) else item.to_json() for item in self]


def _records(item: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(item, Mapping):
        return [item]
    return [item.record()] if hasattr(item, "record") else item.records()


def escape(text: str) -> str:
    """Return the text with what HTML reads as markup spelled out."""
    from html import escape

    return escape(text)


def _cell(value: Any) -> str:
    """HTML: what has LaTeX of its own is set by the notebook, everything else is text."""
    if isinstance(value, Displayed) and type(value).latex is not Displayed.latex:
        return f"${escape(value.latex())}$"
    return "" if value is None else escape(str(value))
