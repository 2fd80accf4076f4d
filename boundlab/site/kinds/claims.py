"""A page per claim: what a source states, and what the rules derive from it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.quantity import QUANTITIES
from boundlab.derived.closure import Derivation, references
from boundlab.site.contents import Contents, words
from boundlab.site.derivation_graph import derivation_graph
from boundlab.site.hypothesis_table import hypothesis_section
from boundlab.site.page import Badge, Cell, Code, Formula, Link, Listing, Page, Section, Table, Text, listed, slug
from boundlab.site.query_link import query_link

TITLE = "Claims"
INTRO = (
    "Every bound that a source states, and every one that the rules derive from those. A status says how far a row may"
    " be relied on: quoted rows were compared with their source, derived ones follow from others, recalled ones nobody"
    " has compared."
)
COLUMNS = ("id", "statement", "targets", "norm", "status", "source")
PLACE = 1
DOCS = "docs/glossary.html#claim"
_SHOWN = 40


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every claim."""
    for derivation in contents.derivations:
        yield _page(contents, derivation)


def _page(contents: Contents, derivation: Derivation) -> Page:
    claim = derivation.claim
    vacuous = contents.vacuity(claim)
    badges = (
        Badge(str(claim.direction), f"direction-{claim.direction}"),
        Badge(str(claim.status), f"status-{claim.status}"),
        *([Badge("vacuous as stated", "warning")] if vacuous else []),
        *([Badge(f"by {derivation.rule.id}", "rule")] if derivation.rule else []),
        *contents.origin_badge(claim.id),
    )
    statement = (Formula(claim.latex(), claim.landau, True),)
    origin = str(contents.origin(claim.id))
    return Page(
        id=claim.id,
        title=claim.title,
        path=f"claims/{slug(claim.id)}",
        data={
            **claim.to_json(),
            "origin": origin,
            "warning": claim.status.warning,
            "vacuous": vacuous.to_json() if vacuous else None,
            "latex": claim.latex(),
            "derivation": derivation.to_json(),
            "followed_by": contents.followers.get(claim.id, []),
        },
        facts=_facts(contents, derivation),
        statement=statement,
        badges=badges,
        sections=list(_sections(contents, derivation)),
        row=(
            Link(claim.id, f"claims/{slug(claim.id)}"),
            Formula(claim.latex(), claim.landau),
            Link(claim.target.name, f"target_classes/{slug(claim.target.id)}"),
            claim.norm.spelling,
            (Badge(str(claim.status), f"status-{claim.status}"), *contents.origin_badge(claim.id)),
            claim.source,
        ),
        filters={
            "direction": [str(claim.direction)],
            "status": [str(claim.status)],
            "quantity": [claim.quantity],
            "target class": [claim.target.name],
            "norm": [claim.norm.spelling],
            "activation": contents.activations_of(claim),
            "origin": [origin],
            "made by": [derivation.rule.id if derivation.rule else "a source"],
        },
        words=words((claim.landau, claim.source, claim.target.name, *(h.name for h in claim.hypotheses), *claim.notes)),
    )


def _facts(contents: Contents, derivation: Derivation) -> list[tuple[str, Cell]]:
    claim = derivation.claim
    scope = claim.approximators
    paper = claim.id.partition("/")[0]
    source: Cell = (
        Link(claim.source, f"papers/{slug(paper)}") if paper in contents.registry.references else claim.source
    )
    members = scope.activation.members
    alone = [Link(name, f"activations/{slug(name)}") for name in sorted(n for m in members if len(m) == 1 for n in m)]
    target = Link(claim.target.name, f"target_classes/{slug(claim.target.id)}")
    return [
        ("id", Code(claim.id)),
        ("quantity", f"{claim.quantity}: {QUANTITIES.get(claim.quantity, 'a quantity of its own')}"),
        ("targets", (target, f": {claim.target.statement}")),
        ("error", str(claim.norm)),
        ("counting", str(claim.counting)),
        ("quantifiers", str(claim.quantifiers)),
        *((name, str(regime)) for name, regime in scope.regimes().items()),
        ("activation", str(scope.activation)),
        *([("catalogued", listed(alone))] if alone else []),
        *([("conditions", ", ".join(claim.conditions))] if claim.conditions else []),
        *((n, ": ".join(filter(None, (str(d), claim.meaning(n))))) for n, d in claim.ranges.items),
        ("source", source),
        ("status", str(claim.status)),
        *([("compared with", str(claim.compared))] if claim.status != "derived" else []),
        *([("checked", claim.checked)] if claim.checked else []),
        *((name, links) for name, links in _examined(contents, claim) if links),
        ("origin", str(contents.origin(claim.id))),
    ]  # fmt: skip


def _examined(contents: Contents, claim: Claim) -> Iterator[tuple[str, Cell]]:
    """What looks closer at the claim than its own page does."""
    yield "findings of the audit", contents.findings_about(claim.id)
    yield "proof checks", contents.checks_about(claim.id)


def _sections(contents: Contents, derivation: Derivation) -> Iterator[Section]:
    claim = derivation.claim
    if remarks := list(_remarks(contents, claim)):
        yield Section("Take care", [Text(remark) for remark in remarks])
    if claim.hypotheses:
        yield hypothesis_section(contents, claim)
    yield Section("Derivation", [derivation_graph(contents, derivation), *_lists(contents, derivation)])
    if claim.notes:
        yield Section("Notes", [Text(note) for note in claim.notes])
    yield Section("Reproduce", [Listing("\n".join(_commands(contents, derivation))), *query_link(contents, claim)])
    if found := references(derivation, contents.registry):
        yield Section("BibTeX", [Listing("\n\n".join(r.bibtex for r in found))])


def _remarks(contents: Contents, claim: Claim) -> Iterator[Cell]:
    if claim.status.warning:
        yield claim.status.warning
    if vacuous := contents.vacuity(claim):
        yield vacuous.text
        if vacuous.repaired:
            yield ("survives as: ", *listed(map(contents.claim_link, vacuous.repaired)))
    if claim.repairs:
        yield ("repairs: ", *listed(map(contents.claim_link, claim.repairs)))


def _lists(contents: Contents, derivation: Derivation) -> Iterator[Table | Text]:
    """The graph in words: every step down to the source, then what rests on this claim."""
    steps = [
        (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), str(d.claim.status),
         d.rule.id if d.rule else d.claim.source)
        for d in derivation.chain()
    ]  # fmt: skip
    yield Table(("from", "statement", "status", "by"), steps)
    root = derivation.root
    if root.depends_on:
        yield Text((f"{root.id} depends on ", *listed(map(contents.claim_link, root.depends_on))))
    below = contents.followers.get(derivation.claim.id, [])
    if below:
        more = [f" and {len(below) - _SHOWN} more"] if len(below) > _SHOWN else []
        yield Text(("what rests on it: ", *listed(map(contents.claim_link, below[:_SHOWN])), *more))
    else:
        yield Text("Nothing in the registry rests on it.")


def _commands(contents: Contents, derivation: Derivation) -> Iterator[str]:
    claim, origin = derivation.claim, contents.origin(derivation.claim.id)
    more = contents.option_for(claim.id)
    if derivation.rule is None:
        yield f"boundlab show {claim.id}{more}"
        if claim.hypotheses:
            yield f"boundlab audit {claim.id}{more}"
    else:
        given = f"boundlab.load({json.dumps(origin.name, ensure_ascii=False)})" if origin.kind == "file" else ""
        read = "import boundlab; " if given else ""
        code = f'{read}from boundlab.derived.closure import closure_of; print(closure_of({given})["{claim.id}"].claim)'
        yield f"python -c {shlex.quote(code)}"
    yield f"boundlab cite {claim.id}{more}"
    if claim.direction != Direction.UPPER and derivation.rule is None and claim.quantity in {"N", "N_q", "N_g"}:
        yield f"boundlab ablate {claim.id}{more}"
