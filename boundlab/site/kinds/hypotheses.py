"""A page per hypothesis: what the audit says of it for every activation, and the claims and checks it concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from boundlab.activations import built_in
from boundlab.claims.claim import Claim
from boundlab.claims.hypotheses import Hypothesis
from boundlab.site.contents import Contents
from boundlab.site.hypothesis_table import COLUMNS as VERDICT
from boundlab.site.hypothesis_table import expressed, verdict_rows
from boundlab.site.page import Badge, Cell, Code, Formula, Link, Listing, Page, Section, Table, Text, listed, slug

TITLE = "Hypotheses"
INTRO = (
    "What theorems assume, as named objects that claims share: can networks with an activation satisfy it? The audit's"
    " verdicts, each with its certificate or what it rests on."
)
COLUMNS = ("id", "hypothesis", "in words", "verdicts", "claims")
PLACE = 6
DOCS = "docs/audit.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every hypothesis that a claim of the registry has."""
    for hypothesis in sorted(contents.hypotheses.values(), key=lambda h: h.id):
        claims = [d.claim for d in contents.derivations if d.rule is None and hypothesis in d.claim.hypotheses]
        yield _page(contents, hypothesis, claims)


def _page(contents: Contents, hypothesis: Hypothesis, claims: list[Claim]) -> Page:
    id_ = hypothesis.id
    path = f"hypotheses/{slug(id_)}"
    verdicts = [contents.audited(hypothesis, name) for name in built_in()]
    outcomes = Counter(str(v.outcome) for v in verdicts)
    counted = [Badge(f"{outcome}: {count}", f"outcome-{outcome}") for outcome, count in outcomes.most_common()]
    table = Table(VERDICT, list(verdict_rows(contents, hypothesis, built_in())), "audit")
    return Page(
        id=id_,
        title=f"Hypothesis: {hypothesis.name}",
        path=path,
        data={
            "id": id_,
            "name": hypothesis.name,
            "statement": hypothesis.statement,
            "regime": hypothesis.regime,
            "claims": [claim.id for claim in claims],
            "verdicts": [v.to_json() for v in verdicts],
        },
        lead=hypothesis.statement,
        facts=[
            ("id", Code(id_)),
            ("expressed by", expressed(hypothesis)),
            ("findings of the audit", contents.findings_about(id_) or "none"),
            ("proof checks of it", contents.checks_about(id_) or "none"),
            ("proof checks of its claims", contents.checks_about(*(claim.id for claim in claims)) or "none"),
        ],
        sections=[
            Section("What the audit says", [table]),
            Section("Claims that assume it", [_claims(contents, claims)]),
            *([] if hypothesis.regime else [Section("Granted", [_granted(id_)])]),
            Section(
                "Reproduce",
                [Listing(f"boundlab audit {claims[0].id} --activation tanh{contents.option_for(claims[0].id)}")],
            ),
        ],
        row=(Link(id_, path), hypothesis.name, hypothesis.statement, listed(counted, " "), str(len(claims))),
        filters={"verdict": list(outcomes), "expressed by": [expressed(hypothesis).partition(":")[0]]},
        words=f"{hypothesis.statement} {hypothesis.name}",
    )


def _claims(contents: Contents, claims: list[Claim]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for claim in claims:
        vacuous = contents.vacuity(claim)
        badges = [Badge(str(claim.status), f"status-{claim.status}")]
        badges += [Badge("vacuous as stated", "warning")] if vacuous else []
        survives = listed(map(contents.claim_link, vacuous.repaired)) if vacuous else ""
        formula = Formula(claim.latex(), claim.landau)
        checks = contents.checks_about(claim.id)
        rows.append((contents.claim_link(claim.id), formula, listed(badges, " "), survives, checks))
    return Table(("claim", "statement", "status", "survives as", "proof checks"), rows, "claims")


def _granted(id_: str) -> Text:
    return Text((Link("Ask for the best bounds", f"query#assume={id_}"), " where it is granted."))
