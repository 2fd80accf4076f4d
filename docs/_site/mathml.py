"""Formulas as MathML, which browsers draw by themselves: no script, no font, no network."""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from sphinx.util.typing import ExtensionMetadata

from boundlab.site.mathml import mathml
from boundlab.site.prose import markup

_DOLLARS = re.compile(r"\$([^$]+)\$")
_CAPTION = re.compile(r"(<caption[^>]*>)([^<]*)")


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="math">{mathml(node.astext(), display=True)}</div>')
    raise nodes.SkipNode


def _in_outputs(_app: Any, document: nodes.document, _page: str) -> None:
    """What objects show in notebooks is HTML with formulas between dollars."""
    for raw in document.findall(nodes.raw):
        if raw.get("format") == "html" and "$" in raw.astext():
            raw.children = [nodes.Text(_DOLLARS.sub(lambda found: mathml(html.unescape(found[1])), raw.astext()))]
        if raw.get("format") == "html" and "<caption" in raw.astext():
            raw.children = [nodes.Text(_CAPTION.sub(_set, raw.astext()))]


def _set(found: re.Match[str]) -> str:
    """A caption with its indices and exponents."""
    return found[1] + markup(html.unescape(found[2]), lambda _page, name: name)


def setup(app: Any) -> ExtensionMetadata:
    """Register the renderer `mathml`."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    app.connect("doctree-resolved", _in_outputs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
