"""The reference pages: every public name and every command, from the program itself.

docs/api.md and docs/commands.md hold a comment where the text goes. Docstrings and help are Markdown already; examples
of a command are those that the pages hold, all of which the tests run.
"""

from __future__ import annotations

from typing import Any

import command_reference
import name_reference
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

PAGES = {
    "docs/api": ("<!-- every public name -->", name_reference.markdown),
    "docs/commands": ("<!-- every command -->", command_reference.markdown),
}


def _fill(_app: Any, page: str, source: list[str]) -> None:
    if page in PAGES:
        comment, text = PAGES[page]
        if comment not in source[0]:
            raise ExtensionError(f"{page}: no line {comment}")
        source[0] = source[0].replace(comment, text())


def setup(app: Any) -> ExtensionMetadata:
    """Connect the text to its pages; it goes before the captions of files, which look at it too."""
    app.connect("source-read", _fill, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
