"""The report of a run: a table, JSON, Markdown, and one self-contained HTML page (`_page`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from proofs_numeric._page import page
from proofs_numeric._runner import Result
from proofs_numeric._verdict import Outcome

COLUMNS = ("check", "verdict", "margin", "time", "statement")


def word(result: Result) -> str:
    """Return the verdict of a check in words."""
    if result.failed:
        return "FAILED"
    if result.unexpected:
        return "REFUTED: " + ", ".join(result.unexpected)
    if result.unreproduced:
        return "KNOWN REFUTATION NOT REPRODUCED: " + ", ".join(result.unreproduced)
    skipped = result.verdict.skipped()
    rest = [s.outcome for s in result.verdict.steps if s.name not in result.known and s not in skipped]
    outcome = str(max(rest, key=lambda o: o.rank)) if rest else "refuted as known"
    for domain in dict.fromkeys(s.domain for s in result.verdict.steps if s.domain):
        within = sum(s.domain == domain for s in result.verdict.steps)
        outcome += f", {within} of {len(result.verdict.steps)} steps for {domain} only"
    if outcome == Outcome.SURVIVED:
        outcome += f" in {sum(s.tries for s in result.verdict.steps)} tries"
    if skipped:
        why = f"skipped: {' and '.join(dict.fromkeys(s.scope for s in skipped))}"
        if len(skipped) == len(result.verdict.steps):
            return why
        outcome += f"; {len(skipped)} of {len(result.verdict.steps)} steps {why}"
    count = len(result.known)
    return f"{outcome}; {count} printed step{'s' * (count != 1)} refuted, as known" if count and rest else outcome


def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """Return the table: one row a check."""
    out: list[tuple[str, ...]] = []
    for r in results:
        margin = "" if r.verdict.margin is None else f"{r.verdict.margin:.2g}"
        time = f"{r.verdict.seconds:.1f} s" + (" (kept)" if r.resumed else "")
        out.append((r.id, word(r), margin, time, r.title))
    return out


def data(results: Sequence[Result]) -> dict[str, Any]:
    """Return the report as JSON data."""
    first = results[0].verdict
    return {
        "budget": first.budget,
        "seed": first.seed,
        "unexpected": [f"{r.id}/{name}" for r in results for name in r.unexpected],
        "unreproduced": [f"{r.id}/{name}" for r in results for name in r.unreproduced],
        "failed": [r.id for r in results if r.failed],
        "skipped": [f"{r.id}/{s.name}" for r in results for s in r.verdict.skipped()],
        "checks": [r.to_json() for r in results],
    }


def write(results: Sequence[Result], folder: Path) -> list[Path]:
    """Write verify.json, verify.md and verify.html."""
    contents = {
        "verify.json": json.dumps(data(results), ensure_ascii=False, indent=1) + "\n",
        "verify.md": markdown(results),
        "verify.html": page(results, list(map(word, results)), folder),
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in contents]


def markdown(results: Sequence[Result]) -> str:
    """Return the report in Markdown."""

    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    lines = ["# Proofs, executed", "", f"Budget {results[0].verdict.budget}, seed {results[0].verdict.seed}.", ""]
    lines += ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows(results)]
    for r in results:
        lines += [
            "",
            f"## {r.id}: {r.title}",
            "",
            "| step | verdict | margin | statement | for what |",
            "|" + " --- |" * 5,
        ]
        for s in r.verdict.steps:
            known = " (known)" if s.name in r.known else ""
            margin = "" if s.margin is None else f"{s.margin:.2g}"
            lines.append(
                "| "
                + " | ".join(
                    map(cell, (s.name, f"{s.word}{known}", margin, "; ".join([s.statement, *s.parts]), s.scope))
                )
                + " |"
            )
        for s in r.verdict.refuted():
            note = r.known.get(s.name, "")
            witness = json.dumps(s.witness, ensure_ascii=False)
            lines += ["", f"`{s.name}` refuted. {note}", "", "```text", witness, "```"]
    return "\n".join(lines) + "\n"
