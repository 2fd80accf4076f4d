"""TOML text read within bounds, with the line of every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boundlab.errors import BoundlabError

MAX_BYTES = 250_000
MAX_NESTING = 20
MAX_DOTS = 20
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''(?P<comment>\#[^\n]*+)
    | (?P<text>"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:"{3,5})|\'{3}(?:[^\']|\'(?!\'\'))*+(?:\'{3,5})
        |"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')
    | (?P<bare>[A-Za-z0-9_+:-]++)
    | (?P<blank>[ \t\r]++)
    | (?P<mark>[\s\S])''',
    re.VERBOSE,
)


@dataclass
class Located:
    """The data of a text, and the line in which each key or table begins."""

    name: str
    data: dict[str, Any]
    text: str = ""

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """The lines, sought when something has to be said of one."""
        return dict(_lines(self.text))

    def where(self, path: Path) -> str:
        """Return the file and the line of `path`, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            line = self.lines.get(path[:end]) or self.lines.get((*path[:end], 0))
            if line:
                return f"{self.name}, line {line}"
        return self.name


def read_toml(text: str, name: str) -> Located:
    """Return what the TOML `text` says; errors call it `name`.

    Raises BoundlabError for text that is too long, nested too deeply or no TOML.

    >>> found = read_toml('[[claim]]\\nid = "me/1"\\n\\n[[claim]]\\nid = "me/2"', "my.toml")
    >>> found.data["claim"][1], found.where(("claim", 1, "id"))
    ({'id': 'me/2'}, 'my.toml, line 5')
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise BoundlabError(f"{name}: a registry file has at most {MAX_BYTES:,} bytes")
    _within_bounds(text, name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BoundlabError(f"{name}: no TOML: {' '.join(str(error).split())[:200]}") from None
    except (ValueError, RecursionError) as error:  # such as an integer of 5,000 digits
        raise BoundlabError(f"{name}: no TOML that can be read: {' '.join(str(error).split())[:200]}") from None
    return Located(name, data, text)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for found in _TOKEN.finditer(text):
        token = found[0]
        yield found.lastgroup or "mark", token, line
        line += token.count("\n")


def _within_bounds(text: str, name: str) -> None:
    """What takes a TOML reader a time that grows faster than the text is refused before it starts."""
    depth = dots = 0
    for kind, token, line in _tokens(text):
        if kind == "mark":
            depth += (token in "[{") - (token in "]}")
            dots = dots + 1 if token == "." else 0
        if depth > MAX_NESTING:
            raise BoundlabError(f"{name}, line {line}: nested more than {MAX_NESTING} deep")
        if dots > MAX_DOTS:
            raise BoundlabError(f"{name}, line {line}: a key has more than {MAX_DOTS} dots")


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path and the line of every table and key of a valid text; keys of inline tables have their line."""
    counts: dict[Path, int] = {}
    table: Path = ()
    words: list[str] = []
    depth, fresh, header = 0, True, 0
    for kind, token, line in _tokens(text):
        if kind in {"comment", "blank"}:
            continue
        if token == "\n" and depth == header == 0:
            words, fresh = [], True
        elif fresh and token == "[" and not words and header < 2:
            header += 1
        elif header and token == "]":
            if words:
                table = _table(words, header == 2, counts)
                yield table, line
            words = []
            header -= 1
            fresh = header > 0
        elif (fresh or header) and kind in {"bare", "text"}:
            words.append(_plain(token))
        elif fresh and token == "=":
            yield (*table, *words), line
            fresh, words = False, []
        elif not header and not fresh and kind == "mark":
            depth += (token in "[{") - (token in "]}")


def _table(words: list[str], array: bool, counts: dict[Path, int]) -> Path:
    """Return the path of a table: a part that is an array of tables stands for its last one."""
    path: Path = ()
    for i, word in enumerate(words):
        path = (*path, word)
        if array and i == len(words) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _plain(token: str) -> str:
    return token[1:-1] if token[:1] in "\"'" else token
