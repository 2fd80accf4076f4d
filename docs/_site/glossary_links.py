"""Every page links a term of the glossary where it first uses it.

A term is a heading of docs/glossary.md; a paragraph "Also: ..." below it lists other words for it. Words in code,
headings, formulas and links stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.util.typing import ExtensionMetadata

GLOSSARY = "docs/glossary"
# A page about what was, one of names and one for developers have no use for explanations.
WITHOUT = {GLOSSARY, "CHANGELOG"}
_LEFT_ALONE = (
    nodes.literal,
    nodes.literal_block,
    nodes.reference,
    nodes.title,
    nodes.raw,
    nodes.math,
    nodes.math_block,
)


def terms(glossary: nodes.document) -> dict[str, str]:
    """From every word for a term, in lower case, to the anchor of its section."""
    found: dict[str, str] = {}
    for section in glossary.findall(nodes.section):
        title = next(iter(section.findall(nodes.title))).astext()
        if isinstance(section.parent, nodes.document):
            continue
        words = [title]
        for child in section.children:
            if isinstance(child, nodes.paragraph) and child.astext().startswith("Also: "):
                words += child.astext().removeprefix("Also: ").rstrip(".").replace("\n", " ").split(", ")
        found |= {word.strip().lower(): section["ids"][0] for word in words}
    return found


def pattern(words: dict[str, str]) -> re.Pattern[str]:
    """Whole words, in the plural too; the longest first, so that `metric entropy` goes before `entropy`."""
    spelled = ("[ \\n]".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({'|'.join(spelled)})(s?)(?![\w-])", re.IGNORECASE)


def link_first_uses(document: nodes.document, words: dict[str, str], address: str) -> None:
    """Link the first use of every term in `document` to its section at `address`."""
    known, done = pattern(words), set[str]()
    for parent in list(document.findall(nodes.TextElement)):
        _join_lines(parent)
    for text in list(document.findall(nodes.Text)):
        if any(isinstance(above, _LEFT_ALONE) for above in _above(text)):
            continue
        parts: list[nodes.Node] = []
        end, whole = 0, text.astext()
        for found in known.finditer(whole):
            anchor = words[" ".join(found[1].lower().split())]
            if anchor in done:
                continue
            done.add(anchor)
            parts.append(nodes.Text(whole[end : found.start()]))
            link = nodes.reference("", found[0], internal=True, refuri=f"{address}#{anchor}", classes=["term"])
            parts.append(link)
            end = found.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(whole[end:])])


def _join_lines(parent: nodes.Element) -> None:
    """Every line of the source is a node of its own, and a term may go over the end of one."""
    joined: list[nodes.Node] = []
    for child in parent.children:
        if isinstance(child, nodes.Text) and joined and isinstance(joined[-1], nodes.Text):
            joined[-1] = nodes.Text(joined[-1].astext() + child.astext())
        else:
            joined.append(child)
    parent.children = []
    parent.extend(joined)


def _above(node: nodes.Node) -> Any:
    while node.parent is not None:
        node = node.parent
        yield node


def _link(app: Any, document: nodes.document, page: str) -> None:
    if page not in WITHOUT:
        words = terms(app.env.get_doctree(GLOSSARY))
        link_first_uses(document, words, app.builder.get_relative_uri(page, GLOSSARY))


def setup(app: Any) -> ExtensionMetadata:
    """Connect the links to the pages, once those of the pages themselves are resolved."""
    app.connect("doctree-resolved", _link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
