"""Pages as data: what an object is called, the facts of it, its sections, and the object itself as JSON."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Link:
    """A link to the page of another object, or if `path` is "" its text alone."""

    text: str
    path: str


@dataclass(frozen=True)
class Formula:
    """LaTeX, without dollar signs, and the text that stands for it where there is no MathML."""

    latex: str
    text: str
    display: bool = False


@dataclass(frozen=True)
class Code:
    """A command, BibTeX, or anything else that is copied as it is."""

    text: str


@dataclass(frozen=True)
class Badge:
    """A word with a colour: `kind` is the name of a style."""

    text: str
    kind: str = ""


Inline: TypeAlias = str | Link | Formula | Code | Badge
Cell: TypeAlias = Inline | Sequence[Inline]


@dataclass(frozen=True)
class Table:
    """A table; `name` is that of the CSV file it can be downloaded as, "" if it cannot."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    name: str = ""
    block: str = field(default="table", init=False)


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    parts: Cell
    block: str = field(default="text", init=False)


@dataclass(frozen=True)
class Listing:
    """Preformatted lines."""

    text: str
    block: str = field(default="listing", init=False)


@dataclass(frozen=True)
class Graph:
    """A drawn graph: nodes are (id, lines of text, path, style), edges (from, to, label); text below says the same."""

    nodes: Sequence[tuple[str, Sequence[str], str, str]]
    edges: Sequence[tuple[str, str, str]]
    label: str
    block: str = field(default="graph", init=False)


@dataclass(frozen=True)
class Picture:
    """An image of the site, by the path from its root, and what it shows."""

    path: str
    text: str
    block: str = field(default="picture", init=False)


@dataclass(frozen=True)
class Calculator:
    """A form whose numbers are counted in the browser, from `data`."""

    data: Any
    block: str = field(default="calculator", init=False)


Block: TypeAlias = Table | Text | Listing | Graph | Picture | Calculator


@dataclass(frozen=True)
class Section:
    """A part of a page."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Page:
    """The page of one object.

    `path` from the root of the site, without a suffix; `facts` are the properties box; `row` is the object's line in
    the index of its kind, `filters` what that index can be filtered by, `words` what the search finds beside the title.
    """

    id: str
    title: str
    path: str
    data: Any
    facts: Sequence[tuple[str, Cell]] = ()
    statement: Sequence[Formula] = ()
    lead: str = ""
    badges: Sequence[Badge] = ()
    sections: Sequence[Section] = ()
    row: Sequence[Cell] = ()
    filters: dict[str, Sequence[str]] = field(default_factory=dict)
    words: str = ""


def slug(id_: str) -> str:
    """Return a path for an id that no file system reads in another way, another one for each id.

    Capitals are written out, since some file systems do not tell `A` from `a`; a name that is too long ends in a hash.

    >>> slug("galanti-wolf-2020/thm-3"), slug("../A b"), slug("con//x")
    ('galanti-wolf-2020/thm-3', '_2e__2e_/_41__20_b', 'con_/_/x')
    """
    return "/".join(_name(part) for part in id_.split("/"))


_LONGEST = 100  # characters of a part; file systems take 255 bytes, and suffixes are to come
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def _name(part: str) -> str:
    plain = re.sub(r"[^a-z0-9,-]", lambda found: f"_{ord(found[0]):x}_", part)
    if len(plain) > _LONGEST:
        return f"{plain[:_LONGEST]}_{hashlib.sha256(part.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"
    return f"{plain}_" if not plain or _DEVICES.fullmatch(plain) else plain


def plain(cell: Cell) -> str:
    """Return the text of a cell, for CSV and search."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Link | Formula | Code | Badge):
        return cell.text
    return " ".join(" ".join(map(plain, cell)).split()).replace(" ,", ",").replace(" ;", ";")


def listed(items: Iterable[Inline], between: str = ", ") -> tuple[Inline, ...]:
    """Return the items with `between` between them, as one cell."""
    found: list[Inline] = []
    for item in items:
        found += [between, item] if found else [item]
    return tuple(found)
