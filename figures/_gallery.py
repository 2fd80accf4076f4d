"""The gallery: every figure with its caption, its settings and where it comes from, as Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ._catalogue import FigureFile, settings_text

_HEAD = "# Figures\n\nWritten by `boundlab figures`; captions and settings come from the figure's file and its data.\n"


def gallery(figures: Iterable[FigureFile], page: Path, out: Path, data: Path, formats: Sequence[str]) -> str:
    """The text of `page`, whose figures were saved to `out` in `formats` and drawn from `data`."""
    where = os.path.relpath(out, page.parent).replace(os.sep, "/")
    source = os.path.relpath(data, page.parent).replace(os.sep, "/")
    return "\n".join([_HEAD, *(_section(figure, where, source, data, formats) for figure in figures)])


def _section(figure: FigureFile, where: str, source: str, data: Path, formats: Sequence[str]) -> str:
    metadata = figure.read(data)["metadata"]
    shown = next((suffix for suffix in ("png", "svg") if suffix in formats), None)
    files = [f"[{suffix.upper()}]({where}/{figure.name}.{suffix})" for suffix in formats]
    files += [f"[{suffix.upper()}]({source}/{figure.name}.{suffix})" for suffix in ("csv", "json")] if metadata else []
    made = [f"{name} {metadata[name]}" for name in ("boundlab", "commit", "torch", "device") if name in metadata]
    made += [f"{metadata['seconds']} s of work"] if "seconds" in metadata else []
    parts = [
        f"## {figure.title}",
        f"![{figure.title}]({where}/{figure.name}.{shown})" if shown else "",
        figure.caption,
        f"*Settings:* {settings_text(metadata['settings'])}." if "settings" in metadata else "",
        (f"*Data:* {', '.join([str(metadata['measured'])[:10], *made])}" if "measured" in metadata else "")
        + (f"; `{metadata['command']}`." if "command" in metadata else "." if "measured" in metadata else ""),
        "*Files:* " + ", ".join(files) + ".",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
