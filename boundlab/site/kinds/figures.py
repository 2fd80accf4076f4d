"""A page per figure: the drawing, its caption, its settings, and the data it was drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boundlab.site.contents import Contents
from boundlab.site.page import Link, Listing, Page, Picture, Section, Text, slug

TITLE = "Figures"
INTRO = "Every figure with its caption, the data it is drawn from, and the command that draws it again."
COLUMNS = ("name", "title", "measured")
PLACE = 8
DOCS = "docs/figures.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every figure."""
    for figure in contents.figures:
        path = f"figures/{slug(figure.name)}"
        drawn = [Picture(f"figures/{figure.drawing.name}", figure.title)] if figure.drawing else []
        missing = (
            [] if drawn else [Text("The drawing does not come with this installation; the command below draws it.")]
        )
        measured = str(figure.metadata.get("measured", ""))[:10]
        remake = figure.metadata.get("command")
        commands = [f"boundlab figures {figure.name}", *([str(remake)] if remake else [])]
        yield Page(
            id=figure.name,
            title=figure.title,
            path=path,
            data={"name": figure.name, "title": figure.title, "caption": figure.caption,
                  "metadata": dict(figure.metadata), "files": [file.name for file in figure.data]},
            facts=[
                ("name", figure.name),
                *((key, _told(value)) for key, value in figure.metadata.items() if key in _FACTS),
                ("origin", figure.origin),
            ],
            sections=[
                Section("Figure", [*drawn, *missing, *[Text(part) for part in figure.caption.split("\n\n") if part]]),
                *([Section("Settings", [Text(_told(figure.metadata["settings"]))])]
                  if "settings" in figure.metadata else []),
                Section("Reproduce", [Listing("\n".join(dict.fromkeys(commands)))]),
            ],
            row=(Link(figure.name, path), figure.title, measured),
            words=figure.caption,
        )  # fmt: skip


_FACTS = ("measured", "seconds", "boundlab", "commit", "device", "torch", "verdict", "exact")


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_told(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value))
    return str(value)
