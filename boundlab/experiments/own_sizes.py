"""Sizes, or losses, of a user's own table, sorted into groups that one exponent each is fitted to.

The columns `x` and `y` are ε and N, or whatever stands for them in a law y = A x^(-p) + c. Of other columns these mean
something: `series` keeps rows apart, `pattern` names what several sizes at one x were measured on, `censored` marks a
size that was not reached (y is then the largest that was tried, or empty), `width` is the number of units. Tables that
boundlab itself wrote (rows with `target` and `bracket`) are read as the store they come from.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from boundlab.experiments.data_table import POSITIVE, DataTable, number_of, positive
from boundlab.experiments.size_rows import Row, SizeGroup, size_groups
from boundlab.experiments.statistics import merged_accuracies

MEANING = ("series", "pattern", "censored", "width")
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0", ""}
# Sizes that a search reached are known; the maximum-likelihood line wants an interval.
_EXACT = 0.999


def own_groups(table: DataTable, x: str = "eps", y: str = "N", covariate: str | None = None) -> list[SizeGroup]:
    """The groups of a table, one per series.

    Raises:
        BoundlabError: a column is not there, or a cell is not what it should be; the line names file, row and column.
    """
    if {"target", "bracket"} <= table.columns.keys() and (x, y) == ("eps", "N"):
        return _written_groups(table)
    given = {name: table.columns[name] for name in MEANING if name in table.columns and name not in (x, y, covariate)}
    eps = table.converted(x, "x", positive, POSITIVE)
    censored = table.converted("censored", "censored", _flag, "true or false") if "censored" in given else None
    reached = POSITIVE if censored is None else f"{POSITIVE}, or nothing where it is censored"
    sizes = []
    for i, (number, cell) in enumerate(zip(table.numbers, table.column(y, "y"), strict=True)):
        try:
            sizes.append(None if censored and censored[i] and cell is None else positive(cell))
        except ValueError:
            raise table.wrong(number, y, cell, reached) from None
    factors = table.converted(covariate, "covariate", number_of, "a number") if covariate else None
    widths = table.converted("width", "width", _or_empty(positive), POSITIVE) if "width" in given else None
    same = merged_accuracies(eps)
    groups: dict[str, list[dict[str, Any]]] = {}
    for i, (value, size) in enumerate(zip(eps, sizes, strict=True)):
        failed = bool(censored and censored[i])
        row: dict[str, Any] = {"eps": same[value], "N": None if failed else size, "m": None, "r": None}
        row["bracket"] = [size if failed else _EXACT * (size or 0), None if failed else size]
        row["pattern"] = given["pattern"][i] if "pattern" in given else None
        row["covariate"] = factors[i] if factors else None
        row["width"] = None if widths is None or failed else widths[i]
        name = given["series"][i] if "series" in given else None
        groups.setdefault(table.file if name is None else str(name), []).append(row)
    repeated = "worst" if "pattern" in given else "every"
    return [
        SizeGroup(label, rows, noise=None, repeated=repeated, axes=(x, y)) for label, rows in sorted(groups.items())
    ]


def _flag(cell: Any) -> bool:
    text = "" if cell is None else str(cell).strip().lower()
    if text not in _YES | _NO:
        raise ValueError(cell)
    return text in _YES


def _whole(cell: Any) -> int:
    value = number_of(cell)
    if value != int(value):
        raise ValueError(cell)
    return int(value)


def _text(cell: Any) -> str:
    if not isinstance(cell, str):
        raise ValueError(cell)
    return cell


def _bracket(cell: Any) -> list[int | None]:
    found = json.loads(cell) if isinstance(cell, str) else cell
    if not isinstance(found, list) or len(found) != 2:
        raise ValueError(cell)
    return [None if value is None else _whole(value) for value in found]


# How the cells of a table that boundlab wrote become fields of a row again; CSV has text only.
_FIELDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "target": (_text, "a text"),
    "activation": (_text, "a text"),
    "eps": (positive, POSITIVE),
    "bracket": (_bracket, "two whole numbers or nulls, as [7, 10]"),
    "skip": (_flag, "true or false"),
    **dict.fromkeys(("N", "depth", "m", "r", "m1", "m2", "width", "exact_width"), (_whole, "a whole number")),
    "fraction": (number_of, "a number"),
}
_MAY_BE_EMPTY = {"N", "r", "width", "exact_width", "m1", "m2", "fraction"}
_NEEDED = ("target", "activation", "eps", "N", "bracket", "skip", "depth", "m", "r")


def _written_groups(table: DataTable) -> list[SizeGroup]:
    """The groups of a table that boundlab wrote; a `series` that names no arm of q against g keeps rows apart."""
    kept = [i for i, cell in enumerate(table.columns["bracket"]) if cell is not None]
    columns = {name: [cells[i] for i in kept] for name, cells in table.columns.items()}
    table = DataTable(table.file, columns, [table.numbers[i] for i in kept])
    for name in (*_NEEDED, *(name for name in _FIELDS if name in columns)):
        read, expected = _FIELDS[name]
        if name in _MAY_BE_EMPTY:
            read = _or_empty(read)
        columns[name] = table.converted(name, name, read, expected)
    series: dict[str, list[Row]] = {}
    for i in range(len(kept)):
        row = {name: cells[i] for name, cells in columns.items() if cells[i] is not None or name in ("N", "r")}
        series.setdefault(str(row.pop("series", "")) if "m1" not in row else "", []).append(row)
    found = []
    for name, rows in series.items():
        found += [
            replace(group, label=f"{name}: {group.label}" if name else group.label) for group in size_groups(rows)
        ]
    return found


def _or_empty(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda cell: None if cell is None else read(cell)
