"""The hypotheses of claims, each with the verdict of the audit for activations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from boundlab.auditing.verdict import Verdict
from boundlab.claims.claim import Claim
from boundlab.claims.hypotheses import Hypothesis
from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Link, Section, Table, Text, listed, slug

COLUMNS = ("for", "verdict", "because", "evidence")


def hypothesis_section(contents: Contents, claim: Claim) -> Section:
    """Return the hypotheses in words, each with its page, and the verdicts for the activations in the claim's scope."""
    told = Table(
        ("hypothesis", "in words", "expressed by"),
        [(contents.hypothesis_link(h.id), h.statement, expressed(h)) for h in claim.hypotheses],
    )
    activations = contents.activations_of(claim)
    rows = [
        (contents.hypothesis_link(h.id), *row)
        for h in claim.hypotheses
        for row in verdict_rows(contents, h, activations)
    ]
    if rows:
        asked = Text("What the audit found for each activation in its scope:")
        return Section("Hypotheses, audited", [told, asked, Table(("hypothesis", *COLUMNS), rows, "audit")])
    none = Text("No single activation of the project lies in its scope: nothing was audited.")
    return Section("Hypotheses, audited", [told, none])


def expressed(hypothesis: Hypothesis) -> str:
    """Return how a query comes to satisfy a hypothesis."""
    return "the scope" if hypothesis.regime else "an assumption: a query has to grant it"


def verdict_rows(contents: Contents, hypothesis: Hypothesis, activations: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    """Yield the verdicts in `COLUMNS`: those of one outcome and one reason share a line."""
    alike: dict[tuple[str, str], tuple[Verdict, list[str]]] = {}
    for name in activations:
        found = contents.audited(hypothesis, name)
        # the reason names the activation: written so, those that differ in nothing else are one line
        reason = re.sub(rf"(\b(?:for|of) |^){re.escape(name)}(?![\w-])", r"\1σ", found.reason)
        alike.setdefault((f"{found.outcome} {found.evidence}", reason), (found, []))[1].append(name)
    for (_, reason), (found, names) in alike.items():
        links = listed(Link(name, f"activations/{slug(name)}") for name in names)
        yield links, Badge(str(found.outcome), f"outcome-{found.outcome}"), reason, evidence(contents, found)


def evidence(contents: Contents, verdict: Verdict) -> Cell:
    """Return what a verdict stands on, with links to the claims that it rests on."""
    sources = ", ".join(verdict.rests_on)
    told = verdict.evidence.removesuffix(sources) if sources else verdict.evidence
    return (told, *listed(map(contents.claim_link, verdict.rests_on)))
