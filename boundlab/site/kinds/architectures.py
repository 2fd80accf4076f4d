"""A page per architecture: what it is conditioned on, its bill, its formula, and a calculator of sizes."""

from __future__ import annotations

from collections.abc import Iterator

from boundlab import architectures
from boundlab.architectures import Architecture
from boundlab.architectures._options import shown
from boundlab.site.contents import Contents
from boundlab.site.count_data import count_data
from boundlab.site.page import Badge, Calculator, Cell, Code, Link, Listing, Page, Section, Table, Text, slug

TITLE = "Architectures"
INTRO = (
    "Hypernetwork designs and their relatives, counted before anything is trained: the bill of each, and its size live."
)
COLUMNS = ("name", "title", "conditioned on", "generates", "trainable (default)", "source")
PLACE = 6
DOCS = "docs/architectures.html"


def pages(contents: Contents) -> Iterator[Page]:
    """Yield the page of every architecture that has default sizes."""
    origins = architectures.origins()
    for name in architectures.names():
        row = architectures.count(name)
        bill, formula = row.bill(), row.formula()
        path = f"architectures/{slug(name)}"
        options = [
            (Code(key.replace("_", "-")), option.help, option.expected, shown(getattr(row, key)))
            for key, option in row.options().items()
        ]
        lines = [(item.name, str(item.count), _kept(item.trainable, item.active)) for item in bill.items]
        totals = [(total, str(getattr(bill, total)), "") for total in ("stored", "trainable", "active", "generated")]
        yield Page(
            id=name,
            title=row.title,
            path=path,
            data={**row.to_json(), "origin": str(origins[name])},
            badges=(Badge(row.status, f"status-{row.status}"),),
            facts=[
                ("name", Code(name)),
                ("conditioned on", row.conditioned_on),
                ("generates", row.generates),
                ("grows with", ", ".join(row.scales_with)),
                ("growth", row.growth().text),
                ("source", row.source),
                ("status", row.status),
                ("origin", str(origins[name])),
            ],
            sections=[
                Section("How large is it?", _calculator(row)),
                Section("Bill at the default sizes", [Table(("item", "count", ""), [*lines, *totals], "bill")]),
                Section("Formula", list(_formula(row))),
                Section("Options", [Table(("option", "meaning", "what it takes", "default"), options, "options")]),
                *_structure(row),
                Section("Reproduce", [Listing(f"boundlab count {name}")]),
            ],
            row=(Link(name, path), row.title, row.conditioned_on, row.generates, str(formula.value(bill.trainable)),
                 row.source),
            filters={"conditioned on": [row.conditioned_on], "status": [row.status]},
            words=f"{row.generates} {row.source}",
        )  # fmt: skip


def _kept(trainable: bool, active: bool) -> str:
    return ("" if active else "dead") if trainable else "fixed"


def _calculator(row: Architecture) -> list[Calculator | Text]:
    found = count_data(type(row))
    if found is None:
        return [Text(("The page has no transcription of this one; the command line counts it: ",
                      Code(f"boundlab count {row.name()}")))]  # fmt: skip
    return [Calculator(found), Text("The same numbers as the command below it prints, for any sizes.")]


def _formula(row: Architecture) -> Iterator[Text | Table]:
    formula = row.formula()
    yield Text(("trainable = ", Code(str(formula.bill.trainable))))
    rows: list[tuple[Cell, ...]] = [
        (Code(symbol), formula.meanings.get(symbol, _meaning(row, symbol)), str(value))
        for symbol, value in formula.values.items()
    ]
    yield Table(("symbol", "meaning", "value here"), rows)


def _meaning(row: Architecture, symbol: str) -> str:
    for name, option in row.options().items():
        symbols = option.symbols(getattr(row, name))
        if symbols == symbol or (isinstance(symbols, tuple) and symbol in symbols):
            return option.help
    return ""


def _structure(row: Architecture) -> list[Section]:
    claims = [(claim.sentence(),) for claim in row.structure()]
    return [Section("What its shapes prove", [Table(("statement",), claims, "structure")])] if claims else []
