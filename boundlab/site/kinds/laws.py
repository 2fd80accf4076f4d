"""A page per scaling law: what is claimed, by whom, what it is told from, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from boundlab.scaling import laws
from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Link, Listing, Page, Picture, Section, Table, Text, listed, slug

TITLE = "Scaling laws"
INTRO = (
    "Orders that are predicted and measured: the exponents of theory beside those fitted, rivals that must be told"
    " apart, and controls on which the law must be refuted."
)
COLUMNS = ("id", "statement", "status", "verdict")
PLACE = 8
DOCS = "docs/glossary.html#scaling-law"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every law."""
    figures = {figure.name: figure for figure in contents.figures}
    for id_, law in laws().items():
        figure = figures.get(f"law_{id_.replace('-', '_')}")
        metadata: Mapping[str, Any] = figure.metadata if figure else {}
        path = f"laws/{slug(id_)}"
        verdict = str(metadata.get("verdict", "not measured here"))
        fitted = {series["name"]: series for series in metadata.get("series", ())}
        drawn = [Picture(f"figures/{figure.drawing.name}", law.title)] if figure and figure.drawing else []
        rivals = [
            (one.name, _exponents(one.exponents), _rivals(one.rivals),
             _fitted(fitted.get(one.name)))
            for one in law.series
        ]  # fmt: skip
        controls = [
            (one.name, one.broken, _exponents(one.exponents), _exponents(one.law), _fitted(fitted.get(one.name)))
            for one in law.controls
        ]
        measured = Table(("series", "theory", "rivals", "measured, with the 95 % interval"), rivals, "series")
        broken = Table(("control", "what is broken", "predicted", "must be refuted", "measured"), controls, "controls")
        proof: Cell = Link(
            law.check, f"proofs/{slug(law.check)}" if law.check in {p.id for p in contents.proofs} else ""
        )
        yield Page(
            id=id_,
            title=law.title,
            path=path,
            data={**law.to_json(), "measured": dict(metadata)},
            lead=law.statement,
            badges=(Badge(str(law.status), f"status-{law.status}"), Badge(verdict)),
            facts=[
                ("id", id_),
                ("measured", law.quantity),
                ("source", law.source),
                ("status", str(law.status)),
                ("compared with", str(law.compared)),
                ("exact half", proof),
                ("verdict", verdict),
                *([("figure", Link(figure.title, f"figures/{slug(figure.name)}"))] if figure else []),
            ],
            sections=[
                Section("Exponents", [*drawn, measured]),
                Section("Controls", [broken]),
                Section("What the numbers cannot say", [Text(law.cannot_say)]),
                Section("Reproduce", [Listing(f"boundlab law fit {id_}\nboundlab law measure {id_}")]),
            ],
            row=(Link(id_, path), law.statement, Badge(str(law.status), f"status-{law.status}"), verdict),
            filters={"status": [str(law.status)], "verdict": [verdict]},
            words=f"{law.statement} {law.quantity} {law.source}",
        )


def _exponents(exponents: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}^({value})" for name, value in exponents.items())


def _rivals(rivals: Mapping[str, Mapping[str, Any]]) -> Cell:
    return listed((f"{name}: {_exponents(exponents)}" for name, exponents in rivals.items()), ";\n")


def _fitted(series: Mapping[str, Any] | None) -> str:
    if not series or "fitted" not in series:
        return "not measured here"
    return ", ".join(
        f"{name}^({value:.3f}), {low:.3f} to {high:.3f}" for name, (value, low, high) in series["fitted"].items()
    )
