"""From a file, or a module, to the rows that it adds to a registry."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from boundlab.claims import hypotheses
from boundlab.claims.claim import Claim, Reference
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.registry import Registry, Rows
from boundlab.claims.target_class import TargetClass
from boundlab.errors import BoundlabError, bad_value
from boundlab.extensions.origin import Origin
from boundlab.function_classes.classes import SHORT, target_classes
from boundlab.registry_file.claim_rows import Known, read_claim
from boundlab.registry_file.class_rows import read_class, read_inclusions, require_no_circle, used_names
from boundlab.registry_file.parameters import read_parameters
from boundlab.registry_file.table import Table
from boundlab.registry_file.texts import Texts
from boundlab.registry_file.toml_text import MAX_BYTES, Located, read_toml
from boundlab.symbolic.domain import Parameter

T = TypeVar("T")
KEYS = ("parameters", "class", "claim", "reference", "hypothesis")


def read_file(path: str | os.PathLike[str], argument: str = "registry") -> Located:
    """Return the TOML in a file; raises BoundlabError for a file that cannot be read, is too long or no TOML.

    `argument` is where the file was named.
    """
    name = os.fspath(path)
    try:
        if not os.path.isfile(name):
            raise bad_value(argument, name, "a file" + ("" if os.path.exists(name) else "; there is none"))
        with open(name, "rb") as file:
            found = file.read(MAX_BYTES + 1)
        if len(found) > MAX_BYTES:
            raise BoundlabError(f"{name}: a registry file has at most {MAX_BYTES:,} bytes")
        return read_toml(found.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise BoundlabError(f"{name}, line {line}: not UTF-8") from None
    except OSError as error:
        raise BoundlabError(f"{name}: {error.strerror or error}") from None


def extended(
    base: Registry, file: Located, data: Mapping[str, Any], origin: Origin, path: tuple[str, ...] = ()
) -> Registry:
    """Return `base` with the rows in `data`, which stands under `path` of `file`.

    Raises BoundlabError, which names the line and the key, for what is wrong.
    """
    top = Table(file, path, data)
    top.only(KEYS)
    parameters = read_parameters(top.table("parameters")) if "parameters" in data else {}
    named = [*vars(hypotheses).values(), *(h for c in base for h in c.hypotheses)]
    known_hypotheses = {h.id: h for h in named if isinstance(h, Hypothesis)}
    for table, made in _rows(top, "hypothesis", Hypothesis, _hypothesis):
        _require_free(table, "hypothesis", made.id, known_hypotheses)
        known_hypotheses[made.id] = made
    known_classes = {**target_classes(), **{c.target.id: c.target for c in base}, **base.classes}
    texts = Texts()
    classes = _classes(top, known_classes, parameters, texts)
    known = Known(parameters, {**known_classes, **classes}, known_hypotheses, texts)
    claims: dict[str, Claim] = {}
    for table, claim in _rows(top, "claim", Claim, lambda row: read_claim(row, known)):
        with table.reading("id"):
            base.require_free(claim.id, claims)
        claims[claim.id] = claim
    for table, claim in _rows(top, "claim", Claim, lambda row: claims[row.id()]):
        for id_ in claim.depends_on:
            with table.reading("depends_on"):
                _ = claims[id_] if id_ in claims else base[id_]
    references: dict[str, Reference] = {}
    for table, reference in _rows(top, "reference", Reference, _reference):
        _require_free(table, "reference", reference.key, {**base.references, **references})
        references[reference.key] = reference
    for claim in claims.values():
        key = claim.id.partition("/")[0]
        if key not in base.references:
            references.setdefault(key, Reference(key, _misc(key, claim.source)))
    rows = Rows(origin, tuple(claims.values()), tuple(classes.values()), tuple(references.values()))
    with top.reading(""):
        return base.with_rows(rows)


def _classes(
    top: Table, known: Mapping[str, TargetClass], parameters: Mapping[str, Parameter], texts: Texts
) -> dict[str, TargetClass]:
    """Return the target classes of the file; a class may contain one that comes later."""
    found: dict[str, TargetClass] = {}

    def read(row: Table) -> TargetClass:
        return read_class(row, used_names(top.data, row.data.get("id"), texts), parameters, texts)

    tables = list(_rows(top, "class", TargetClass, read))
    for table, target in tables:
        _require_free(table, "target class", target.id, {**known, **found, **SHORT})
        found[target.id] = target
    for table, target in tables:
        inclusions = tuple(read_inclusions(table, target, {**known, **found}, texts))
        found[target.id] = replace(target, inclusions=(*target.inclusions, *inclusions))
    require_no_circle(top, found.values())
    return found


def _rows(top: Table, key: str, type_: type[T], read: Callable[[Table], T]) -> Iterator[tuple[Table, T]]:
    """Yield every row with what it says; the rows of a module may be objects."""
    for i, row in enumerate(top.rows(key)):
        if isinstance(row, Table):
            yield row, read(row)
        elif isinstance(row, type_):
            yield Table(top.file, (*top.path, key, i), {}, f"{key} {i + 1}"), row
        else:
            raise top.error(key, f"entry {i + 1} is {type(row).__name__}, expected a table")


def _require_free(table: Table, what: str, id_: str, known: Mapping[str, object]) -> None:
    if id_ in known:
        raise table.error("id", f"{id_} is taken by another {what}")


def _hypothesis(table: Table) -> Hypothesis:
    table.only(("id", "name", "statement"))
    return Hypothesis(table.id(), table.text("name"), table.text("statement"))


def _reference(table: Table) -> Reference:
    table.only(("key", "bibtex"))
    return Reference(table.id("key"), table.text("bibtex", lines=True))


def _misc(key: str, source: str) -> str:
    """What there is to cite of a claim whose paper has no entry."""
    plain = source.translate(str.maketrans("{}\\", "()/"))
    return f"@misc{{{key},\n  note = {{{plain}}},\n}}"
