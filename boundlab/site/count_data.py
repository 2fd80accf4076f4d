"""The options of an architecture, for the calculator: the browser counts with the transcription in static/count.js."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from boundlab.architectures import Architecture
from boundlab.architectures._options import LARGEST, shown
from boundlab.extensions.origin import BUILT_IN


@cache
def transcribed() -> frozenset[str]:
    """Return the names of the architectures that static/count.js counts.

    >>> "hypernetwork" in transcribed()
    True
    """
    text = (Path(__file__).parent / "static" / "count.js").read_text(encoding="utf-8")
    return frozenset(re.findall(r'^    "?([a-z0-9-]+)"?: \(o\) =>', text, re.MULTILINE))


def count_data(architecture: type[Architecture]) -> dict[str, Any] | None:
    """Return the options with their defaults as text, None for an architecture that no script counts."""
    from boundlab.architectures import origins

    name = architecture.name()
    if name not in transcribed() or origins().get(name) != BUILT_IN:
        return None
    defaults = {field.name: field.default for field in fields(architecture)}
    options = []
    for key, option in architecture.options().items():
        default = defaults[key]
        choices = re.fullmatch(r"one of (.*)", option.expected)
        kind = (
            "flag" if isinstance(default, bool) else "choice" if choices
            else "widths" if isinstance(default, tuple) else "size" if "integer" in option.expected else "share"
        )  # fmt: skip
        least = re.search(r"(?:between|at least) (\d+)", option.expected)
        options.append({
            "name": key, "kind": kind, "help": option.help, "expected": option.expected,
            "default": "" if default is None else shown(default), "optional": default is None,
            "least": int(least[1]) if least else 0, "choices": choices[1].split(", ") if choices else [],
        })  # fmt: skip
    return {"name": name, "options": options, "largest": LARGEST}
