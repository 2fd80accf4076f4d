"""The hypotheses of a claim, each with the verdict of the audit for every activation in its scope."""

from __future__ import annotations

from boundlab.claims.claim import Claim
from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Link, Section, Table, Text, listed, slug


def hypothesis_section(contents: Contents, claim: Claim) -> Section:
    """Return the hypotheses in words, and a table of verdicts: those of one outcome and one reason share a line."""
    told = Table(
        ("hypothesis", "in words", "expressed by"),
        [
            (h.name, h.statement, "the scope" if h.regime else "an assumption: a query has to grant it")
            for h in claim.hypotheses
        ],
    )
    rows: list[tuple[Cell, ...]] = []
    for hypothesis in claim.hypotheses:
        alike: dict[tuple[str, str, str], list[str]] = {}
        for name in contents.activations_of(claim):
            found = contents.audited(hypothesis, name)
            # the reason names the activation: written so, those that differ in nothing else are one line
            reason = found.reason.replace(name, "σ") if found.reason.endswith(name) else found.reason
            alike.setdefault((str(found.outcome), reason, found.evidence), []).append(name)
        for (outcome, reason, evidence), names in alike.items():
            links = listed(Link(name, f"activations/{slug(name)}") for name in names)
            rows.append((hypothesis.name, links, Badge(outcome, f"outcome-{outcome}"), reason, evidence))
    blocks: list[Table | Text] = [told]
    if rows:
        blocks.append(Table(("hypothesis", "for", "verdict", "because", "evidence"), rows, "audit"))
    else:
        blocks.append(Text("No single activation of the project lies in its scope: nothing was audited."))
    return Section("Hypotheses, audited", blocks)
