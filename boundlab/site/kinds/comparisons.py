"""A page per comparison: what another system's authors claim, the arms, and the verdict on the measurements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from boundlab.comparisons import Comparison, comparisons
from boundlab.comparisons._measure import committed
from boundlab.comparisons._verdict import judge
from boundlab.errors import missing_extra
from boundlab.site.contents import Contents
from boundlab.site.page import Badge, Cell, Link, Listing, Page, Section, Table, Text, listed, slug

TITLE = "Comparisons"
INTRO = (
    "What the authors of other systems claim of them, tried with the control that was left out: arms with all their"
    " parameters counted, paired seeds, and a rule that computes the verdict."
)
COLUMNS = ("id", "claim", "status", "verdict", "numbers")
PLACE = 9
DOCS = "docs/comparisons.html"
_KINDS = {"reproduced": "outcome-proved", "partly": "outcome-declared", "not reproduced": "outcome-refuted"}
_SIGNS = {1: "shown", 0: "open", -1: "the opposite"}


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every comparison, with the verdict on the measurements that come with boundlab."""
    for one in comparisons().values():
        yield _page(contents, one)


def _page(contents: Contents, one: Comparison) -> Page:
    found = committed(one)
    metadata: Mapping[str, Any] = found["metadata"]
    stated, judged = one.to_json(), _judged(one, found["rows"])
    path = f"comparisons/{slug(one.id)}"
    verdict = _badge(metadata["verdict"])
    status = Badge(str(one.status), f"status-{one.status}")
    settings = metadata["settings"]
    figure = next((f for f in contents.figures if f.name == "comparisons"), None)
    proof = f"proofs/{slug(one.check)}" if one.check in {p.id for p in contents.proofs} else ""
    return Page(
        id=one.id,
        title=one.title,
        path=path,
        data={**stated, "measured": {**judged, "metadata": dict(metadata)}},
        lead=f"{one.claim[:1].upper()}{one.claim[1:]}.",
        badges=(status, verdict),
        facts=[
            ("id", one.id),
            ("source", one.source),
            ("status", str(one.status)),
            ("compared with", str(one.compared)),
            *([("exact half", Link(one.check, proof))] if one.check else []),
            ("verdict", metadata["verdict"]),
            ("panels", ", ".join(one.panels)),
            *([("abscissa", one.axis)] if one.axis else []),
            *((f"measure {name}", what) for name, what in one.measures.items()),
            ("scale", str(settings["scale"])),
            ("seeds", ", ".join(map(str, settings["seed"]))),
            *(
                (name, str(metadata[name]))
                for name in ("measured", "seconds", "boundlab", "device")
                if name in metadata
            ),
            *([("figure", Link(figure.title, f"figures/{slug(figure.name)}"))] if figure else []),
        ],
        sections=[
            Section("Claims, which decide the verdict", [_stated(stated, judged, "claims")]),
            Section("Controls, which are mandatory", [_stated(stated, judged, "controls")]),
            Section("Arms", [_arms(one)]),
            Section("Numbers", [_numbers(one, judged["arms"]) if judged else Text(metadata["numbers"])]),
            Section("What the numbers cannot say", [Text(one.cannot_say)]),
            Section("Reproduce", [Listing(f"boundlab law show {one.id}\nboundlab law measure {one.id} --scale small")]),
        ],
        row=(Link(one.id, path), one.claim, status, verdict, metadata["numbers"]),
        filters={"status": [str(one.status)], "verdict": [metadata["verdict"]]},
        words=f"{one.claim} {one.source} {' '.join(f'{arm.name} {arm.what}' for arm in one.arms)}",
    )


def _badge(verdict: str) -> Badge:
    return Badge(verdict, _KINDS.get(verdict, "outcome-open"))


def _judged(one: Comparison, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The verdict with all its numbers; nothing where scipy, which their intervals take, is not installed."""
    try:
        return judge(one, rows).to_json()
    except ModuleNotFoundError as error:
        if missing_extra(error) is None:
            raise
        return {}


def _stated(stated: Mapping[str, Any], judged: Mapping[str, Any], name: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    found = judged.get(name) or [None] * len(stated[name])  # no rows, or no scipy
    for claim, verdict in zip(stated[name], found, strict=True):
        told: tuple[Cell, ...] = ("not judged here", "", "")
        if verdict is not None:
            findings = (f for f in verdict["findings"] if f["numbers"])
            numbers = listed((f"{_SIGNS[f['sign']]}: {f['numbers']}" for f in findings), ";\n")
            told = (_badge(verdict["verdict"]), f"{verdict['held']} of {verdict['places']} places", numbers)
        rows.append((claim["text"], claim["where"], claim["rule"], *told))
    return Table(("statement", "where", "rule", "verdict", "holds at", "numbers"), rows, name)


def _arms(one: Comparison) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for arm in one.arms:
        design: Cell = "none"
        count = "see the numbers"
        if arm.design is not None:
            name = arm.design.name()
            design = Link(name, f"architectures/{slug(name)}")
            count = str(arm.design.bill().trainable)
        role = "control" if arm.control else "compared"
        rows.append((arm.name, arm.what, role, ", ".join(arm.panels) or "all", design, count))
    return Table(("arm", "what it is", "role", "panels", "design", "parameters"), rows, "arms")


def _numbers(one: Comparison, rows: Sequence[Mapping[str, Any]]) -> Table:
    axis = [one.axis] if one.axis else []
    columns = ("panel", "arm", *axis, "parameters", "seeds", *one.measures.values())
    lines = [
        (row["panel"], row["arm"], *([f"{row['at']:g}"] if axis else []), str(row["parameters"]), str(row["seeds"]),
         *(_mean(row.get(measure)) for measure in one.measures))
        for row in rows
    ]  # fmt: skip
    return Table(columns, lines, "numbers")


def _mean(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "diverged"
    ends = "" if found["interval"] is None else " ({:.3g} to {:.3g})".format(*found["interval"])
    return f"{found['mean']:.3g}{ends}"
