"""A page per activation: its formula, its facts and on what they stand, and the claims whose scope it lies in."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.activations import Activation, catalogue
from boundlab.auditing.hypotheses import audit_activation
from boundlab.extensions.packages import origins
from boundlab.site.contents import Contents, accepts
from boundlab.site.page import Badge, Formula, Link, Page, Section, Table, Text, slug

TITLE = "Activations"
INTRO = (
    "What is known of each activation. A fact is certified where a checker accepts a proof of it, else declared by"
    " whoever wrote it down; one that is open is not known to hold."
)
COLUMNS = ("name", "formula", "facts", "Lipschitz constant", "claims")
PLACE = 4
DOCS = "docs/glossary.html#activation"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every activation."""
    where = origins("activations", catalogue())
    for name, activation in catalogue().items():
        verdicts = audit_activation(name)
        for verdict in verdicts:
            if verdict.certificate is not None:
                accepts(verdict.certificate)
        rows = [(v.subject, Badge(str(v.outcome), f"outcome-{v.outcome}"), v.reason, v.evidence) for v in verdicts]
        facts_table = Table(("fact", "verdict", "because", "evidence"), rows, "facts")
        asked = Text((Link("Ask for the best bounds", f"query#activation={name}"), f" for networks of {name} units."))
        alone = frozenset({name})
        claims = [d for d in contents.derivations if alone in d.claim.approximators.activation.members and not d.rule]
        table = [
            (contents.claim_link(d.claim.id), Formula(d.claim.latex(), d.claim.landau), d.claim.target.name,
             Badge(str(d.claim.status), f"status-{d.claim.status}"), str(d.claim.approximators.activation))
            for d in claims
        ]  # fmt: skip
        facts = sorted(str(fact) for fact in activation.facts)
        told = Table(("claim", "statement", "targets", "status", "speaks of"), table, "claims")
        yield Page(
            id=name,
            title=name,
            path=f"activations/{slug(name)}",
            data={
                "name": name, "formula": activation.formula, "origin": str(where[name]),
                **{key: str(value) for key, value in _numbers(activation)},
                "facts": [v.to_json() for v in verdicts],
                "claims": [d.claim.id for d in claims],
            },
            lead=f"σ(t) = {activation.formula}",
            facts=[*_numbers(activation), ("origin", str(where[name]))],
            sections=[
                Section("Facts that theorems ask for", [facts_table]),
                Section("Best bounds", [asked]),
                Section("Claims of sources in whose scope it lies", [told if table else Text("There is none.")]),
            ],
            row=(Link(name, f"activations/{slug(name)}"), activation.formula, ", ".join(facts),
                 str(activation.lipschitz) if activation.lipschitz is not None else "not known", str(len(claims))),
            filters={"fact": facts},
            words=f"{activation.formula} {' '.join(facts)}",
        )  # fmt: skip


def _numbers(activation: Activation) -> list[tuple[str, str]]:
    pieces = activation.pieces if activation.pieces == "analytic" else f"polynomials of degree ≤ {activation.pieces}"
    return [
        ("σ(0)", _known(activation.at_zero)),
        ("Lipschitz constant", _known(activation.lipschitz)),
        ("bound of |σ|", _known(activation.bound)),
        ("variation of σ'", _known(activation.slope_variation)),
        ("pieces", pieces),
        ("kinks", ", ".join(map(str, activation.kinks)) or "none"),
        ("monotone", "yes" if activation.monotone else "no"),
    ]


def _known(value: object) -> str:
    return "not known" if value is None else str(value)
