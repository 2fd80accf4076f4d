"""A page per target class: what it is, which classes lie in it and around it, and the bounds that speak of it."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Formula, Link, Page, Section, Table, Text, slug

TITLE = "Target classes"
INTRO = "What is approximated. Bounds pass between classes along the inclusions, under the conditions that are named."
COLUMNS = ("id", "name", "parameters", "statement", "claims")
PLACE = 3
DOCS = "docs/glossary.html#target-class"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every target class."""
    inclusions = list(dict.fromkeys(i for c in contents.closure.classes.values() for i in c.inclusions))
    for id_, target in sorted(contents.closure.classes.items()):
        claims = [d for d in contents.derivations if d.claim.target.id == id_]
        near = [i for i in inclusions if id_ in (i.small, i.large)]
        link = Link(id_, f"target_classes/{slug(id_)}")
        parameters = "; ".join(f"{name}: {domain}" for name, domain in target.domains.items())
        origin = str(contents.origin(f"class {id_}"))
        rows = [
            (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), d.claim.norm.spelling,
             Badge(str(d.claim.status), f"status-{d.claim.status}"), d.rule.id if d.rule else d.claim.source)
            for d in claims
        ]  # fmt: skip
        table = Table(("claim", "statement", "norm", "status", "by"), rows, "claims")
        yield Page(
            id=id_,
            title=target.name,
            path=f"target_classes/{slug(id_)}",
            data={
                **target.to_json(),
                "origin": origin,
                "inclusions": [_json(i) for i in near],
                "claims": [d.claim.id for d in claims],
            },
            lead=target.statement,
            badges=contents.origin_badge(f"class {id_}"),
            facts=[
                ("id", id_),
                *((name, _parameter(target, name, str(domain))) for name, domain in target.domains.items()),
                ("origin", origin),
                *([("shatters", f"{target.shattering} points at height ε")] if target.shattering else []),
            ],
            sections=[
                Section("Inclusions", [_inclusions(contents, near)]),
                Section("Best bounds", [Text((Link("Ask for the best bounds", f"query#class={id_}"), " for it."))]),
                Section("Claims about it", [table if rows else Text("No claim speaks of it directly.")]),
            ],
            row=(link, target.name, parameters, target.statement, str(len(claims))),
            filters={"origin": [origin]},
            words=f"{id_} {target.statement}",
        )


def _parameter(target: TargetClass, name: str, domain: str) -> str:
    meaning = next((p.meaning for p in target.parameters if p.name == name), "")
    return f"{domain}: {meaning}" if meaning else domain


def _inclusions(contents: Contents, near: list[Inclusion]) -> Table | Text:
    def link(id_: str) -> Cell:
        return Link(id_, f"target_classes/{slug(id_)}" if id_ in contents.closure.classes else "")

    if not near:
        return Text("None is recorded.")
    rows = [(link(i.small), link(i.large), ", ".join(i.where) or "always", i.source) for i in near]
    return Table(("class", "lies in", "where", "because"), rows, "inclusions")


def _json(inclusion: Inclusion) -> dict[str, object]:
    where = list(inclusion.where)
    return {"small": inclusion.small, "large": inclusion.large, "where": where, "source": inclusion.source}
