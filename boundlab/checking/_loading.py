"""Reading a certificate from a file nobody vouches for, in bounded time and memory."""

from __future__ import annotations

import json
import os
import re
from typing import Any

from boundlab.errors import BoundlabError

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200
MAX_DIGITS = 4000

_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{\]}]')


def load(path: str) -> Any:
    """Return the JSON value in the file at `path`.

    Raises BoundlabError, in one line, for a file that is missing, not a regular file, larger than 64 MiB, not
    UTF-8, not JSON, nested deeper than 200, or that holds a number of more than 4000 digits or a float.
    """
    if not os.path.exists(path):
        raise BoundlabError(f"{path}: no such file")
    if not os.path.isfile(path):
        raise BoundlabError(f"{path}: not a regular file")
    if os.path.getsize(path) > MAX_BYTES:
        raise BoundlabError(f"{path}: larger than {MAX_BYTES} bytes, refused")
    with open(path, "rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BoundlabError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from None
    _refuse_deep(path, text)
    try:
        return json.loads(text, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise BoundlabError(f"{path}: not a certificate in JSON ({error})") from None


def _refuse_deep(path: str, text: str) -> None:
    depth = 0
    for match in _NESTING.finditer(text):
        token = match.group()
        if token in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BoundlabError(f"{path}: nested deeper than {MAX_DEPTH}, refused")
        elif token in "]}":
            depth -= 1


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number of {len(text)} digits; at most {MAX_DIGITS} are read")
    return int(text)


def _no_float(text: str) -> Any:
    raise ValueError(f"the number {text[:40]}: certificates hold integers and exact fractions written as text")
