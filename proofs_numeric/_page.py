"""The report of a run as one HTML page without outside resources: wide or narrow, light or dark, colour or grey."""

from __future__ import annotations

import html
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from proofs_numeric._checks import HERE, Check
from proofs_numeric._runner import Result
from proofs_numeric._verdict import Outcome, Step

SIGNS = {
    Outcome.PROVED: ("✓", "proved"),
    Outcome.CERTIFIED: ("◐", "samples"),
    Outcome.SURVIVED: ("○", "survived"),
    Outcome.NOT_CHECKABLE: ("?", "open"),
    Outcome.SKIPPED: ("–", "open"),
    Outcome.REFUTED: ("✗", "refuted"),
}
MEANINGS = {
    Outcome.PROVED: "for everything the statement speaks of, or for the cases named",
    Outcome.CERTIFIED: "a rigorous computation for each sampled object",
    Outcome.SURVIVED: "a search for one, decided in exact rationals",
    Outcome.NOT_CHECKABLE: "the row says why",
    Outcome.REFUTED: "false, with a witness; “as known”: false as printed, and expected to be",
}
PAPER = "https://arxiv.org/abs/2002.10006"
MOST_SECTIONS = 3
STYLE = """
:root{color-scheme:light dark;--page:#fff;--text:#1a1a1a;--faint:#595959;--line:#d0d0d0;--code:#f4f4f4;--link:#0b57a4;
--good:#0a5c2b;--some:#0b57a4;--open:#6b4e00;--bad:#a11212}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--text:#e8e8e8;--faint:#a8a8a8;--line:#3d4147;--code:#23262b;
--link:#8ab8f0;--good:#79d296;--some:#8ab8f0;--open:#e3bd5a;--bad:#ff9a92}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;max-width:76em;margin:0 auto;padding:1em;background:var(--page);
color:var(--text);overflow-wrap:anywhere}
a{color:var(--link)}h1{font-size:1.6em;margin:.4em 0}h2{font-size:1.15em;margin:0 0 .4em;line-height:1.35}
h2 a{text-decoration:none}section{border-top:2px solid var(--line);margin-top:2em;padding-top:1em}
.faint{color:var(--faint)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em .8em;margin:1em 0}dd{margin:0}
table{border-collapse:collapse;width:100%;margin-top:.8em}td,th{border-bottom:1px solid var(--line);padding:.4em .6em;
text-align:left;vertical-align:top}th{font-weight:600;white-space:nowrap}.name,.number{white-space:nowrap}.statement{width:45%}
td ul{margin:.4em 0 0;padding-left:1.1em;color:var(--faint);font-size:.93em}
.verdict{display:inline-block;border:1px solid;border-radius:.3em;padding:0 .45em;font-weight:600;font-size:.93em}
.proved{color:var(--good)}.samples{color:var(--some);border-style:dashed}.survived{color:var(--some);border-style:dotted}
.open{color:var(--open);border-style:double;border-width:3px}.refuted{color:var(--bad)}
.alarm{background:var(--bad);color:var(--page);border-color:var(--bad)}
details{margin-top:.5em}summary{cursor:pointer}pre{white-space:pre-wrap;background:var(--code);padding:.6em;
margin:.4em 0;font-size:.87em;max-height:24em;overflow-y:auto}:target{outline:2px solid var(--link);outline-offset:2px}
@media (max-width:760px){dl{grid-template-columns:1fr}dd{margin:0 0 .4em}thead{display:none}
table,tbody,tr,td{display:block;width:100%}tr{border-bottom:1px solid var(--line);padding:.5em 0}
td{border:0;padding:.15em 0}td:empty{display:none}.name,.number{white-space:normal}.statement{width:auto}
td[data-label]::before{content:attr(data-label) ": ";color:var(--faint);font-size:.9em}}
@media print{details{display:block}pre{max-height:none}}
"""


def badge(outcome: Outcome, words: str, *, alarm: bool = False) -> str:
    """Return a verdict as sign and words; colour and border only repeat what they say."""
    sign, style = SIGNS[outcome]
    return f'<span class="verdict {style}{" alarm" * alarm}">{sign} {html.escape(words)}</span>'


def page(results: Sequence[Result], words: Sequence[str], folder: Path | None = None) -> str:
    """Return the page; `words` are the verdicts of the checks, `folder` is where it will lie, for links to files."""
    first = results[0].verdict
    counts = Counter(_worst(r) for r in results)
    summary = ", ".join(f"{counts[o]} {o}" for o in Outcome if counts[o])
    legend = "".join(f"<dt>{badge(o, str(o))}</dt><dd>{html.escape(text)}</dd>" for o, text in MEANINGS.items())
    overview = "".join(_overview(r, w) for r, w in zip(results, words, strict=True))
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Proofs, executed</title>',
            f"<style>{STYLE}</style></head><body><main>",
            f"<h1>Proofs, executed</h1><p>{len(results)} checks: {summary}, apart from printed steps that are refuted"
            f' as known. <span class="faint">Budget {first.budget}, seed {first.seed}.</span></p><dl>{legend}</dl>',
            _table(("check", "verdict", "margin", "time", "statement"), overview),
            *(_section(r, w, folder) for r, w in zip(results, words, strict=True)),
            "</main></body></html>\n",
        ]
    )


def _worst(result: Result) -> Outcome:
    """Return the outcome that stands for a check: the worst of the steps that are not known to be false."""
    rest = [s.outcome for s in result.verdict.steps if s.name not in result.known]
    return max(rest, key=lambda o: o.rank) if rest else Outcome.REFUTED


def _alarm(result: Result) -> bool:
    return bool(result.failed or result.unexpected or result.unreproduced)


def _table(columns: Sequence[str], body: str) -> str:
    head = "".join(f"<th>{c}</th>" for c in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _overview(r: Result, words: str) -> str:
    margin = f' data-label="margin">{r.verdict.margin:.2g}' if r.verdict.margin is not None else ">"
    time = f"{r.verdict.seconds:.1f} s" + (" (kept)" if r.resumed else "")
    return (
        f'<tr><td class="name"><a href="#{_slug(r.id)}">{html.escape(r.id)}</a></td>'
        f"<td>{badge(_worst(r), words, alarm=_alarm(r))}</td>"
        f'<td class="number"{margin}</td><td class="number" data-label="time">{time}</td>'
        f'<td class="statement">{html.escape(r.title)}</td></tr>'
    )


def _section(r: Result, words: str, folder: Path | None) -> str:
    anchor = _slug(r.id)
    links = " · ".join(_links(r.id, folder))
    rows = "".join(_row(r, s) for s in r.verdict.steps)
    return (
        f'<section id="{anchor}"><h2><a href="#{anchor}">{html.escape(r.id)}</a>: {html.escape(r.title)}</h2>'
        f'<p>{badge(_worst(r), words, alarm=_alarm(r))} <span class="faint">{links}</span></p>'
        f"{_table(('step', 'verdict', 'margin', 'statement', 'for what'), rows)}</section>"
    )


def _row(r: Result, s: Step) -> str:
    known = s.name in r.known and s.outcome is Outcome.REFUTED
    anchor = f"{_slug(r.id)}--{_slug(s.name)}"
    margin = f' data-label="margin">{s.margin:.2g}' if s.margin is not None else ">"
    parts = "".join(f"<li>{html.escape(part)}</li>" for part in s.parts)
    statement = html.escape(s.statement) + (f"<ul>{parts}</ul>" if parts else "")
    if s.outcome is Outcome.REFUTED:
        why = r.known.get(s.name, "not known before")
        witness = html.escape(json.dumps(s.witness, ensure_ascii=False, indent=1))
        statement += (
            f"<p><b>Why:</b> {html.escape(why)}</p><details><summary>witness</summary><pre>{witness}</pre></details>"
        )
    verdict = badge(s.outcome, s.word + ", as known" * known, alarm=s.outcome is Outcome.REFUTED and not known)
    return (
        f'<tr id="{anchor}"><td class="name"><a href="#{anchor}">{html.escape(s.name)}</a></td><td>{verdict}</td>'
        f'<td class="number"{margin}</td><td class="statement">{statement}</td>'
        f'<td data-label="for">{html.escape(s.scope)}</td></tr>'
    )


def _links(id_: str, folder: Path | None) -> list[str]:
    """Link the paper, the file of the check, and the sections of the documentation that speak of it."""
    links = [f'<a href="{PAPER}">paper</a>'] if not id_.startswith("repair") else []
    if folder is not None:
        file, docs = Check(id_).file, HERE.parent / "docs"
        targets = [(file.name, file, "")] if file.exists() else []
        targets += [(f"{p.name}, {title}", p, f"#{_slug(title)}") for p, title in sections(id_, docs)]
        for text, path, part in targets:
            try:
                where = Path(os.path.relpath(path, folder.resolve())).as_posix()
            except ValueError:  # another drive
                where = path.as_uri()
            links.append(f'<a href="{html.escape(where)}{part}">{html.escape(text)}</a>')
    return links


def sections(id_: str, docs: Path) -> list[tuple[Path, str]]:
    """Return the first sections of the documentation that name this check: page and heading."""
    name = id_.replace("repair-", "repair/")
    pattern, found = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w-])"), []
    for path in sorted(docs.glob("*.md"), key=lambda p: (p.name != "proofs.md", p.name)):
        heading = path.stem
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                heading = line.lstrip("#").strip()
            if pattern.search(line) and (path, heading) not in found:
                found.append((path, heading))
    return found[:MOST_SECTIONS]


def _slug(text: str) -> str:
    """Return the anchor of a heading, as code hosts make it."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", text.lower()).strip())
