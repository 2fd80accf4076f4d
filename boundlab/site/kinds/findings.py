"""A page per finding of the audit: what it says of the statements it is about, and the verdicts that reproduce it."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.auditing.finding import PAPER, reproduce
from boundlab.site.contents import Contents, accepts
from boundlab.site.hypothesis_table import evidence
from boundlab.site.page import Badge, Cell, Link, Listing, Page, Section, Table, listed, slug

TITLE = "Findings"
INTRO = (
    "What the audit found about the statements of Galanti & Wolf 2020, each with the certificates that it stands on."
)
COLUMNS = ("id", "statement", "about")
PLACE = 7
DOCS = "docs/audit.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every finding."""
    for found in reproduce(contents.registry) if contents.findings else ():
        rows: list[tuple[Cell, ...]] = []
        for verdict in found:
            if verdict.certificate is not None:
                accepts(verdict.certificate)
            outcome = Badge(str(verdict.outcome), f"outcome-{verdict.outcome}")
            rows.append(
                (
                    _subject(contents, verdict.subject),
                    verdict.activation or "",
                    outcome,
                    verdict.reason,
                    evidence(contents, verdict),
                )
            )
        id_ = found.finding.id
        about = [contents.claim_link(f"{PAPER}/{name}") for name in found.finding.claims]
        hypotheses = listed(map(contents.hypothesis_link, found.finding.hypotheses))
        path = f"findings/{slug(id_)}"
        table = Table(("about", "for", "verdict", "because", "evidence"), rows, "verdicts")
        yield Page(
            id=id_,
            title=f"Finding: {id_}",
            path=path,
            data=found.to_json(),
            lead=found.finding.statement,
            sections=[
                Section("Verdicts", [table]),
                Section("Reproduce", [Listing(f"boundlab audit --finding {id_}")]),
            ],
            facts=[("claims", listed(about) or "none"), ("hypotheses", hypotheses or "none by itself")],
            row=(Link(id_, path), found.finding.statement, listed(about)),
            words=found.finding.statement,
        )


def _subject(contents: Contents, subject: str) -> Cell:
    """What a verdict is about: hypotheses by their ids, which are linked, or words."""
    ids = subject.split(", ")
    if not all(id_ in contents.hypotheses for id_ in ids):
        return subject
    return listed(Link(id_, f"hypotheses/{slug(id_)}") for id_ in ids)
