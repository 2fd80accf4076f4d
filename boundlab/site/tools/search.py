"""Full-text search: its documents are written with the pages."""

from __future__ import annotations

from typing import Any

from boundlab.site.contents import Contents

TITLE = "Search"
INTRO = ""
PLACE = 9


def data(contents: Contents) -> dict[str, Any]:
    """Return nothing of its own."""
    return {}
