"""The target classes of a registry file, with the classes that they contain or lie in."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from boundlab.claims.target_class import Inclusion, TargetClass
from boundlab.errors import BoundlabError, one_of, suggestion
from boundlab.registry_file.table import Table
from boundlab.registry_file.texts import Texts
from boundlab.symbolic.domain import FAMILY, Parameter
from boundlab.symbolic.expression import parameter

KEYS = ("id", "name", "statement", "parameters", "contains", "inside")
ENTRY = ("class", "with", "where", "source")
MOST_INCLUSIONS = 40


def read_class(table: Table, used: Iterable[str], parameters: Mapping[str, Parameter], texts: Texts) -> TargetClass:
    """Return the target class in `table`, without its inclusions; `used` are the names that its claims contain.

    Its parameters are those it lists, or else those that its claims and inclusions use.
    """
    table.only(KEYS)
    if "parameters" in table.data:
        names = list(table.texts("parameters"))
        for name in names:
            with table.reading("parameters"):
                one_of("", name, (*parameters, *FAMILY))
    else:
        names = [*used, *(name for entry in _entries(table) for name in _names(entry, texts))]
    own = [parameters[name] for name in sorted(set(names) & set(parameters))]
    family = sorted(set(names) & set(FAMILY))
    return TargetClass(table.id(), table.text("name"), table.text("statement"), tuple(own), tuple(family))


def used_names(data: Mapping[str, Any], class_: object, texts: Texts) -> set[str]:
    """Return the parameters in the orders of the claims about a class; what cannot be read is refused elsewhere."""
    found: set[str] = set()
    claims = data.get("claim")
    for row in claims if isinstance(claims, list | tuple) else ():
        if isinstance(row, Mapping) and row.get("class") == class_ and isinstance(row.get("order"), str):
            try:
                found |= set(texts.order(row["order"]).parameters())
            except BoundlabError:
                continue
    return found


def read_inclusions(
    table: Table, own: TargetClass, known: Mapping[str, TargetClass], texts: Texts
) -> Iterator[Inclusion]:
    """Yield what `table` says of the classes that `own` contains or lies in, each with its conditions."""
    for entry in _entries(table):
        entry.only(ENTRY)
        with entry.reading("class"):
            other = known[one_of("", entry.text("class"), tuple(known))]
        if other.id == own.id:
            raise entry.error("class", "a class is not compared with itself")
        contains = entry.label.endswith("contains")
        mine, theirs = ("large_", "small_") if contains else ("small_", "large_")
        where = [*_equations(entry, own, other, (mine, theirs), texts), *_conditions(entry, own, other, texts)]
        small, large = (other.id, own.id) if contains else (own.id, other.id)
        yield Inclusion(small, large, tuple(where), entry.text("source", table.file.name))


def require_no_circle(table: Table, classes: Iterable[TargetClass]) -> None:
    """Raise BoundlabError for classes of the file each of which would contain the next, and for too many inclusions."""
    inclusions = [i for c in classes for i in c.inclusions]
    if len(inclusions) > MOST_INCLUSIONS:
        raise table.error("class", f"more than {MOST_INCLUSIONS} inclusions")
    graph: dict[str, list[str]] = {}
    for inclusion in inclusions:
        graph.setdefault(inclusion.large, []).append(inclusion.small)
    own = {c.id for c in classes}
    try:
        graphlib.TopologicalSorter({k: [s for s in v if s in own] for k, v in graph.items() if k in own}).prepare()
    except graphlib.CycleError as error:
        circle = " → ".join(error.args[1][::-1])
        raise table.error("class", f"each of these would contain the next: {circle}; then they are one class") from None


def _entries(table: Table) -> Iterator[Table]:
    """Yield every entry of `contains` and `inside` as a table; the id of a class alone is short for one."""
    for key in ("contains", "inside"):
        items = [table.data[key]] if isinstance(table.data.get(key), str) else table.items(key)
        for i, item in enumerate(items):
            data = {"class": item} if isinstance(item, str) else item
            yield Table(table.file, (*table.path, key, i), data, f"{table.label}, {key}")


def _names(entry: Table, texts: Texts) -> set[str]:
    """Return the names in the conditions of an entry that are not evidently the other class's."""
    found: set[str] = set()
    values = entry.data.get("with")
    for text in (*(values.values() if isinstance(values, Mapping) else ()), *_texts(entry, "where")):
        try:
            found |= set(texts.condition(text).names if _is_condition(text) else texts.expression(text).parameters())
        except (BoundlabError, TypeError):
            continue  # said when it is read
    return found - set(FAMILY)


def _is_condition(text: object) -> bool:
    return any(sign in str(text) for sign in "<>=≤≥")


def _texts(entry: Table, key: str) -> tuple[Any, ...]:
    found = entry.data.get(key, ())
    return tuple(found) if isinstance(found, list | tuple) else (found,)


def _equations(
    entry: Table, own: TargetClass, other: TargetClass, sides: tuple[str, str], texts: Texts
) -> Iterator[str]:
    """Yield `with` as equations: the parameters of the other class, each by those of this one."""
    if "with" not in entry.data:
        return
    mine, theirs = sides
    values = entry.table("with")
    for name in values.data:
        with values.reading(name[:40]):
            one_of("", name, tuple(other.domains) or ("none: this class has no parameters",))
            value = texts.expression(values.text(name))
            _require_known(value.parameters(), own.domains)
            renamed = value.substitute({n: parameter(f"{mine}{n}") for n in value.parameters()})
            yield f"{theirs}{name} = {renamed}"


def _conditions(entry: Table, own: TargetClass, other: TargetClass, texts: Texts) -> Iterator[str]:
    both = {*own.domains, *other.domains}
    marked = {f"{side}_{name}" for side in ("small", "large") for name in both}
    for text in entry.texts("where"):
        with entry.reading("where"):
            _require_known(texts.condition(text).names, (*both, *marked))
        yield text


def _require_known(names: Iterable[str], known: Iterable[str]) -> None:
    for name in sorted(set(names) - set(known)):
        listed = sorted(n for n in known if not n.startswith(("small_", "large_")))
        raise BoundlabError(
            f"{name} is a parameter of neither class; theirs: {', '.join(listed) or 'none'}{suggestion(name, listed)}"
        )
