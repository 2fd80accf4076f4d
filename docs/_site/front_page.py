"""What is around the pages: `index.html` at the top, names of files above their contents, no file twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.util.typing import ExtensionMetadata

_START = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>boundlab</title>
<meta http-equiv="refresh" content="0; url={page}">
<a href="{page}">boundlab</a>
</html>
"""
_NAMED = re.compile(r"^```(\w+) ([\w.-]+)$", re.MULTILINE)
_SHOWN = re.compile(r", \[PNG\]\(out/[\w-]+\.png\)")


_LISTS = re.compile(r"^```\{toctree\}\n(.*?)^```", re.MULTILINE | re.DOTALL)
_REST = "docs/explanations"  # which lists what no other page does


def unlisted(docs: Path) -> list[str]:
    """The pages below `docs` that no list of contents names: a new page needs no second entry."""
    pages = {path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md")} - {"index"}
    for path in docs.glob("*.md"):
        for block in _LISTS.findall(path.read_text(encoding="utf-8")):
            pages -= set(block.split())
    return sorted(pages)


def _prepare(app: Any, page: str, source: list[str]) -> None:
    """The name of a block that is a file becomes its caption; what the gallery shows is no download too."""
    source[0] = _NAMED.sub(r"```{code-block} \1\n:caption: \2\n", source[0])
    if page == _REST and (more := unlisted(Path(app.srcdir) / "docs")):
        links = "\n".join(f"* [](/docs/{name}.md)" for name in more)
        source[0] += "\n".join(["", "## More", "", links, "", "```{toctree}", ":hidden:", "", *more, "```", ""])
    if page == "figures/README":
        source[0] = _SHOWN.sub("", source[0])


def _write_start(app: Any, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        page = app.builder.get_target_uri(app.config.root_doc)
        (Path(app.outdir) / "index.html").write_text(_START.format(page=page), encoding="utf-8")


def setup(app: Any) -> ExtensionMetadata:
    """Connect both."""
    app.connect("source-read", _prepare)
    app.connect("build-finished", _write_start)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
