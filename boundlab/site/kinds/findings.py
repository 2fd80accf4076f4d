"""A page per finding of the audit: what it says of the statements it is about, and the verdicts that reproduce it."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.auditing.finding import PAPER, reproduce
from boundlab.derived.load import load
from boundlab.site.contents import Contents, accepts
from boundlab.site.page import Badge, Cell, Link, Listing, Page, Section, Table, listed, slug

TITLE = "Findings"
INTRO = (
    "What the audit found about the statements of Galanti & Wolf 2020, each with the certificates that it stands on."
)
COLUMNS = ("id", "statement", "about")
PLACE = 7
DOCS = "docs/audit.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every finding; none for a registry that lacks claims of the project."""
    if any(claim.id not in contents.registry for claim in load()):
        return
    for found in reproduce(contents.registry):
        rows: list[tuple[Cell, ...]] = []
        for verdict in found:
            if verdict.certificate is not None:
                accepts(verdict.certificate)
            outcome = Badge(str(verdict.outcome), f"outcome-{verdict.outcome}")
            rows.append((verdict.subject, verdict.activation or "", outcome, verdict.reason, verdict.evidence))
        id_ = found.finding.id
        about = [contents.claim_link(f"{PAPER}/{name}") for name in found.finding.claims]
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
            facts=[("claims", listed(about) or "none")],
            row=(Link(id_, path), found.finding.statement, listed(about)),
            words=found.finding.statement,
        )
