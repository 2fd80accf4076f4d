"""A page per check of a proof: its verdict, the margin, and for every step what was proved, or searched and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Link, Listing, Page, Section, Table, Text, listed, slug

TITLE = "Proofs"
INTRO = (
    "The proofs of the paper and of its repairs, executed step by step. A step is proved, certified on samples, or"
    " searched for a counterexample; one that is false as printed has a witness."
)
COLUMNS = ("check", "statement", "verdict", "margin")
PLACE = 7
DOCS = "docs/proofs.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every check."""
    for check in contents.proofs:
        verdict = check.verdict or {}
        outcome = str(verdict.get("outcome", "not run"))
        word = str(verdict.get("word", "not run"))
        margin = verdict.get("margin")
        path = f"proofs/{slug(check.id)}"
        claims, hypotheses = (
            [i for i in check.concerns if i in known] for known in (contents.closure, contents.hypotheses)
        )
        kind = _kind("proved" if word.startswith("proved") else outcome)
        yield Page(
            id=check.id,
            title=check.title,
            path=path,
            data={"id": check.id, "title": check.title, "verdict": dict(verdict) or None},
            badges=(Badge(word, kind),),
            facts=[
                ("check", check.id),
                ("verdict", word),
                ("margin", "none" if margin is None else f"{margin:.3g}"),
                *[(name, str(verdict[name])) for name in ("budget", "seed") if name in verdict],
                ("claims", listed(map(contents.claim_link, claims)) or "none of the registry by itself"),
                *([("hypotheses", listed(map(contents.hypothesis_link, hypotheses)))] if hypotheses else []),
            ],
            sections=[
                Section("Steps", [_steps(verdict)]),
                *_known(verdict),
                Section("Reproduce", [Listing(f"boundlab verify {check.id}")]),
            ],
            row=(Link(check.id, path), check.title, Badge(word, kind), "" if margin is None else f"{margin:.2g}"),
            filters={"outcome": [outcome]},
            words=" ".join(step["statement"] for step in verdict.get("steps", ())),
        )


def _kind(outcome: str) -> str:
    names = {"proved": "proved", "certified on samples": "certified", "no counterexample": "declared"}
    return f"outcome-{names.get(outcome, 'refuted' if outcome == 'refuted' else 'open')}"


def _steps(verdict: Mapping[str, Any]) -> Table | Text:
    if not verdict:
        return Text("It was not run when this version was made; the command below runs it.")
    rows: list[tuple[Cell, ...]] = []
    for step in verdict["steps"]:
        outcome = step["outcome"] + (f" for {step['domain']}" if step.get("domain") else "")
        said = listed([step["statement"], *step.get("parts", ())], ";\n")
        tries = f"{step['tries']} tries" if step.get("tries") else ""
        margin = "" if step.get("margin") is None else f"{step['margin']:.2g}"
        rows.append((
            step["name"], Badge(outcome, _kind(step["outcome"])), margin, said,
            "; ".join(filter(None, (step["scope"], tries))),
            f"certificate: {step['certificate']}" if "certificate" in step else "",
        ))  # fmt: skip
    return Table(
        ("step", "verdict", "margin", "statement", "for what, and what was searched", "evidence"), rows, "steps"
    )


def _known(verdict: Mapping[str, Any]) -> list[Section]:
    """What is false as printed: the witness, and the reason that the file of the check gives."""
    refuted = [step for step in verdict.get("steps", ()) if step["outcome"] == "refuted"]
    blocks: list[Text | Listing] = []
    for step in refuted:
        blocks.append(Text(f"{step['name']}: {verdict.get('known', {}).get(step['name'], 'refuted')}"))
        if "witness" in step:
            blocks.append(Listing(step["witness"]))
    return [Section("Refuted as printed", blocks)] if blocks else []
