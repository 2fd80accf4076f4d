"""A page per paper: its BibTeX, and what is quoted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Formula, Link, Listing, Page, Section, Table, Text, slug

TITLE = "Papers"
INTRO = "Every paper whose theorems are encoded, with what was compared with its text."
COLUMNS = ("key", "title", "year", "claims", "derived from them")
PLACE = 2
DOCS = "docs/atlas.html"
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", re.MULTILINE)


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every paper."""
    for key, reference in sorted(contents.registry.references.items()):
        fields = {name.lower(): value for name, value in _FIELD.findall(reference.bibtex)}
        title = _plain(fields.get("title", key))
        own = [d for d in contents.derivations if d.rule is None and d.claim.id.partition("/")[0] == key]
        derived = [d for d in contents.derivations if d.rule is not None and d.root.id.partition("/")[0] == key]
        rows = [
            (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), d.claim.target.name,
             Badge(str(d.claim.status), f"status-{d.claim.status}"), d.claim.source)
            for d in own
        ]  # fmt: skip
        more = [
            (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), d.claim.target.name,
             d.rule.id if d.rule else "")
            for d in derived
        ]  # fmt: skip
        claims = Table(("claim", "statement", "targets", "status", "source"), rows, "claims")
        follows = Table(("claim", "statement", "targets", "rule"), more, "derived")
        yield Page(
            id=key,
            title=title,
            path=f"papers/{slug(key)}",
            data={"key": key, "bibtex": reference.bibtex, "claims": [d.claim.id for d in own],
                  "derived": [d.claim.id for d in derived]},
            facts=[(name, _plain(fields[name])) for name in _SHOWN if name in fields],
            sections=[
                Section("What it states", [claims if rows else Text("No row of the registry is quoted from it.")]),
                *([Section("What the rules derive from it", [follows])] if more else []),
                Section("BibTeX", [Listing(reference.bibtex)]),
            ],
            row=(Link(key, f"papers/{slug(key)}"), title, fields.get("year", ""), str(len(own)), str(len(derived))),
            filters={"year": [fields["year"]] if "year" in fields else []},
            words=f"{_plain(fields.get('author', ''))} {fields.get('year', '')}",
        )  # fmt: skip


_SHOWN = ("author", "title", "journal", "booktitle", "year", "volume", "pages", "eprint", "doi")
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327", "v": "\u030c"}
_LETTERS = {r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\l": "ł", r"\L": "Ł", r"\i": "i", r"\ae": "æ", r"\&": "&"}


def _plain(text: str) -> str:
    r"""Return a BibTeX field without its LaTeX, formulas between dollar signs left as they are.

    >>> _plain(r"{B}{\"o}lcskei and Helmut, {\'E}cole {ReLU}")
    'Bölcskei and Helmut, École ReLU'
    >>> _plain(r"The $\varepsilon$-entropy of {Be{\v{s}}ov} balls")
    'The $\\varepsilon$-entropy of Bešov balls'
    """
    parts = text.split("$")  # every other one is a formula
    found = "$".join(part if i % 2 and i + 1 < len(parts) else _letters(part) for i, part in enumerate(parts))
    return re.sub(r"``|''", '"', found)


def _letters(text: str) -> str:
    from unicodedata import normalize

    text = re.sub(r"\\([\"'`^~]|[cv](?![A-Za-z]))\s*\{?(\w)\}?", lambda found: found[2] + _ACCENTS[found[1]], text)
    for name, letter in _LETTERS.items():
        text = re.sub(re.escape(name) + r"(?![A-Za-z])\s*", letter, text)
    return normalize("NFC", re.sub(r"-{2,}", "–", re.sub(r"[{}]", "", text)))
