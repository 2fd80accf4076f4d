"""Reading a certificate from a file nobody vouches for, in bounded time and memory."""

from __future__ import annotations

import json
import os
import stat
import sys
from typing import Any

from boundlab.errors import BoundlabError

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 200
MAX_DIGITS = 4000

STDIN = "-"

_FLAGS = os.O_RDONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def load(path: str) -> Any:
    """Return the JSON value in the file at `path`, or on standard input for "-".

    A pipe is read to its end, which waits for its writer as any reader does. Raises BoundlabError, in one line, for a
    file that is missing, unreadable, neither a regular file nor a pipe (other than standard input), larger than 4 MiB,
    not UTF-8, not JSON, nested deeper than 200, or that holds a name twice in one object, a number of more than 4000
    digits or a float.
    """
    try:
        text = _content(path).decode("utf-8-sig")
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
            object_pairs_hook=_object,
        )
        _refuse_deep(value)
    except OSError as error:
        raise BoundlabError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise BoundlabError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from None
    except RecursionError:
        raise BoundlabError(f"{path}: nested deeper than {MAX_DEPTH}, refused") from None
    except ValueError as error:
        raise BoundlabError(f"{path}: not a certificate in JSON ({error})") from None
    return value


def _content(path: str) -> bytes:
    if path in (STDIN, "/dev/stdin"):
        if sys.stdin is None:
            raise BoundlabError(f"{path}: there is no standard input")
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        _require_readable(path)
        with open(path, "rb", opener=lambda name, _: os.open(name, _FLAGS)) as stream:
            raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise BoundlabError(f"{path}: larger than {MAX_BYTES} bytes, refused")
    return raw


def _require_readable(path: str) -> None:
    """Refuse folders, and devices, which may have no end."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise BoundlabError(f"{path}: neither a regular file nor a pipe")


def _refuse_deep(value: Any) -> None:
    level = _containers([value])
    for _ in range(MAX_DEPTH):
        level = [child for each in level for child in _containers(each)]
    if level:
        raise RecursionError


def _containers(value: Any) -> list[Any]:
    members = value.values() if isinstance(value, dict) else value
    return [member for member in members if isinstance(member, (dict, list))]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise ValueError(f"the name {name[:40]!r} occurs twice in one object")
        members[name] = value
    return members


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number of {len(text)} digits; at most {MAX_DIGITS} are read")
    return int(text)


def _no_float(text: str) -> Any:
    raise ValueError(f"the number {text[:40]}: certificates hold integers and exact fractions written as text")
