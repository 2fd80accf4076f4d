"""One table of a registry file: its keys, each taken as what it should be, or refused with the line it stands in."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar

from boundlab.errors import BoundlabError, suggestion
from boundlab.registry_file.toml_text import Located, Path

MOST_TEXT = 2_000
MOST_ITEMS = 500
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_BLANK = {"\n", "\t", "\r"}
E = TypeVar("E", bound=Enum)
_SHOWN: dict[type, str] = {str: "a text", list: "a list", dict: "a table"}


class Table:
    """The table at `path` of a file; `label` is what an error calls it."""

    def __init__(self, file: Located, path: Path, data: object, label: str = "") -> None:
        self.file, self.path, self.label = file, path, label
        if not isinstance(data, Mapping):
            raise self.error("", f"got {_kind(data)}, expected a table")
        self.data: Mapping[str, Any] = data

    def error(self, key: str, reason: str) -> BoundlabError:
        """Return the error that `reason` speaks against `key`."""
        found = [self.file.where((*self.path, *([key] if key else []))), self.label]
        return BoundlabError(": ".join(filter(None, (", ".join(filter(None, found)), key, reason))))

    @contextlib.contextmanager
    def reading(self, key: str) -> Iterator[None]:
        """Whatever is refused inside is refused at `key`."""
        try:
            yield
        except BoundlabError as error:
            raise self.error(key, error.reason) from None

    def only(self, known: Iterable[str]) -> None:
        """Raise BoundlabError for a key that is not in `known`, with the one that may have been meant."""
        names = list(known)
        for key in self.data:
            if key not in names:
                shown = repr(key if len(key) <= 40 else f"{key[:40]}…")
                near = suggestion(key, names) or f"; known: {', '.join(names)}"
                where = ", ".join(filter(None, (self.file.where((*self.path, key)), self.label)))
                raise BoundlabError(f"{where}: no key {shown}{near}")

    def text(self, key: str, default: str | None = None, lines: bool = False) -> str:
        """Return a text without control characters, its blanks single unless it has `lines`."""
        found = self._take(key, str, default)
        if len(found) > MOST_TEXT:
            raise self.error(key, f"longer than {MOST_TEXT} characters")
        if any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c not in _BLANK for c in found):
            raise self.error(key, "it has control characters")
        text = found.strip() if lines else " ".join(found.split())
        if not text and default != "":
            raise self.error(key, "it is empty")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, or the one that stands there alone."""
        if isinstance(self.data.get(key), str):
            return (self.text(key),)
        found = self.items(key)
        return tuple(Table(self.file, self.path, {key: item}, self.label).text(key) for item in found)

    def items(self, key: str) -> list[Any]:
        """Return a list."""
        found = self.data.get(key, [])
        if not isinstance(found, list | tuple):
            raise self.error(key, f"got {_kind(found)}, expected a list")
        if len(found) > MOST_ITEMS:
            raise self.error(key, f"it has more than {MOST_ITEMS} entries")
        return list(found)

    def id(self, key: str = "id", default: str | None = None) -> str:
        """Return an id: a-z, 0-9, single - and / between."""
        found = self.text(key, default)
        if not _ID.fullmatch(found) or len(found) > 100:
            raise self.error(key, f"{found[:60]!r} is no id: a to z, 0 to 9, with - and / between, at most 100 of them")
        return found

    def one_of(self, key: str, options: Mapping[str, E], default: str | None = None) -> E:
        """Return the option that is named, with what may have been meant in the error."""
        found = self.text(key, default)
        if found not in options:
            hint = suggestion(found, options)
            raise self.error(key, f"got {found[:60]!r}, expected one of {', '.join(options)}{hint}")
        return options[found]

    def table(self, key: str) -> Table:
        """Return the table under `key`; its keys are in the same line, or in lines of their own."""
        return Table(self.file, (*self.path, key), self._take(key, dict, None), f"{self.label}, {key}".lstrip(", "))

    def rows(self, key: str) -> Iterator[Any]:
        """Yield the tables of an array of tables; what is neither a table nor a list of tables is left as it is."""
        for i, item in enumerate(self.items(key)):
            if isinstance(item, Mapping):
                named = item.get("id", item.get("key"))
                label = f"{key} {named[:60]!r}" if isinstance(named, str) else key
                yield Table(self.file, (*self.path, key, i), item, label)
            else:
                yield item

    def _take(self, key: str, type_: type, default: Any) -> Any:
        found = self.data.get(key, default)
        if found is None:
            raise self.error("", f"it has no {key}")
        if not isinstance(found, type_):
            raise self.error(key, f"got {_kind(found)}, expected {_SHOWN[type_]}")
        return found


def spelled(enumeration: type[E]) -> dict[str, E]:
    """Return the members of an enumeration by the names that options and files use, such as `two-hidden`."""
    return {member.name.lower().replace("_", "-"): member for member in enumeration}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}" if abs(value) < 10**20 else "a number"
    return _SHOWN.get(type(value), type(value).__name__)
