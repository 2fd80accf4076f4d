"""Indices and exponents in running text, such as W_{r,m} in a caption, as the explorer sets them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.util.typing import ExtensionMetadata

from boundlab.site.prose import pieces

_LEFT_ALONE = (
    nodes.literal,
    nodes.literal_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.subscript,
    nodes.superscript,
)
_AS_WRITTEN = {"text": "{}", "code": "`{}`", "latex": "${}$", "page": "{}.md"}
_NODES = {"sub": nodes.subscript, "sup": nodes.superscript}


def set_indices(document: nodes.document) -> None:
    """Put subscripts and superscripts in the place of `_{...}`, `x_1`, `^(...)`; code and formulas stay as they are."""
    for parent in list(document.findall(nodes.TextElement)):
        if any(isinstance(node, _LEFT_ALONE) for node in _from(parent)):
            continue
        for text in [child for child in parent.children if isinstance(child, nodes.Text)]:
            at = parent.index(text)
            parent[at : at + 1] = _set(text.astext())


def _set(text: str) -> list[nodes.Node]:
    return [
        _NODES[kind]("", "", *_set(piece)) if kind in _NODES else nodes.Text(_AS_WRITTEN[kind].format(piece))
        for kind, piece in pieces(text)
    ]


def _from(node: nodes.Node | None) -> Any:
    while node is not None:
        yield node
        node = node.parent


def setup(app: Any) -> ExtensionMetadata:
    """Connect it to the pages, after terms of the glossary are linked."""
    app.connect("doctree-resolved", lambda _app, document, _page: set_indices(document), priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
