"""A page per rule: what it concludes from what, why, and every bound that it derives."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.site.contents import Contents
from boundlab.site.page import Formula, Link, Page, Section, Table, Text, slug

TITLE = "Rules"
INTRO = "How bounds follow from bounds. A rule is a theorem with a proof; it is applied to every claim."
COLUMNS = ("id", "statement", "bounds derived")
PLACE = 5
DOCS = "docs/glossary.html#closure"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every rule."""
    for id_, rule in sorted(contents.closure.rules.items()):
        found = [d for d in contents.derivations if d.rule is not None and d.rule.id == id_]
        rows = [
            (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), d.claim.target.name,
             contents.claim_link(d.premise.claim.id))
            for d in found if d.premise is not None
        ]  # fmt: skip
        table = Table(("claim", "statement", "targets", "from"), rows, "derived")
        why = "It adds no row: `best` and the comparisons use it when a bound is asked for."
        yield Page(
            id=id_,
            title=f"Rule: {id_}",
            path=f"rules/{slug(id_)}",
            data={"id": id_, "statement": rule.statement, "proof": rule.proof, "derived": [d.claim.id for d in found]},
            lead=rule.statement,
            sections=[
                Section("Proof", [Text(rule.proof)]),
                Section("What it derives", [table if rows else Text(why)]),
            ],
            row=(Link(id_, f"rules/{slug(id_)}"), rule.statement, str(len(found))),
            words=rule.statement,
        )
