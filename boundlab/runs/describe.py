"""A task in a few words, from its settings."""

from __future__ import annotations

import json
from typing import Any

SHOWN = 200


def describe(settings: dict[str, Any], width: int = SHOWN) -> str:
    """The settings of a task in at most about `width` characters.

    >>> describe({"kind": "minimal sizes", "method": 1, "eps": [0.1], "r": 2})
    'minimal sizes eps=[0.1] r=2'
    """
    words = [f"{name}={json.dumps(value)}" for name, value in settings.items() if name not in ("kind", "method")]
    text = " ".join([settings.get("kind", ""), *words])
    return text if len(text) <= width else text[:width] + "…"
