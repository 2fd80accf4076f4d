"""Checker of `"kind": "architecture-structure"`: what the shapes of a weight generator prove about its weights.

Each claim is re-derived from the shapes it names:

- `rank-at-most`: a product through `inner` dimensions has rank ≤ min(rows, columns, inner) (rows 0: any number);
- `repeated-entries`: `distinct` numbers, each copied `entries/distinct` times;
- `linear-collapse`: affine maps in a row compose to one, of rank ≤ the smallest width;
- `dead-parameters`: in the data flow `edges`, `item` does not reach `sink`;
- `dropped-outputs`: `chunks·chunk - used` numbers are generated for nothing, and one chunk fewer would not do.

That an architecture has these shapes is not checked: a claim speaks of any that has. Names of matrices are labels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, text
from boundlab.checking._refusal import Rejected, require

_MOST = 1000
_LABEL = 200

Shapes = dict[str, Any]
Derived = tuple[int, str, str]
"""The bound, what it says, and for which shapes."""


def _size(claim: Shapes, name: str, least: int = 1) -> int:
    value = claim[name]
    require(type(value) is int and least <= value < 10**1000, f"{name} must be an integer ≥ {least}")
    return int(value)


def _label(value: Any, name: str) -> str:
    label = text(value, name)
    require(0 < len(label) <= _LABEL and label.isprintable(), f"{name} must be a short text")
    return f"‘{label}’"


def _rank(claim: Shapes) -> Derived:
    rows, columns, inner = _size(claim, "rows", 0), _size(claim, "columns"), _size(claim, "inner")
    affine, name = claim["affine"], _label(claim["matrix"], "matrix")
    require(type(affine) is bool, "affine must be true or false")
    bound = min(columns, inner, rows or columns)
    says = f"lie in an affine space of dimension ≤ {bound}" if affine else f"have rank ≤ {bound}"
    shape = f"{rows or 'any number of'} rows, {columns} columns, a product through {inner} dimensions"
    return bound, f"the rows of the matrix called {name} {says}", shape + (" plus a fixed row" if affine else "")


def _repeated(claim: Shapes) -> Derived:
    entries, distinct = _size(claim, "entries"), _size(claim, "distinct")
    require(entries % distinct == 0, "entries is not a multiple of distinct")
    name = _label(claim["tensor"], "tensor")
    return distinct, f"the tensor called {name} has at most {distinct} distinct entries", f"{entries} entries, copies"


def _collapse(claim: Shapes) -> Derived:
    widths = [_size({"a width": width}, "a width") for width in items(claim["widths"], "widths", _MOST)]
    require(len(widths) >= 3, "widths lists at least three")
    bound, path = min(widths), "→".join(map(str, widths))
    name = _label(claim["layers"], "layers")
    return bound, f"the layers called {name} compose to one affine map of rank ≤ {bound}", f"affine maps {path}"


def _dead(claim: Shapes) -> Derived:
    item, sink = _label(claim["item"], "item"), _label(claim["sink"], "sink")
    flow = []
    for edge in items(claim["edges"], "edges", _MOST):
        require(len(items(edge, "an edge", 2)) == 2, "an edge has two ends")
        flow.append((_label(edge[0], "an end"), _label(edge[1], "an end")))
    require(sink in {b for _, b in flow}, "no edge reaches the sink")
    reached, frontier = {item}, [item]
    while frontier:
        node = frontier.pop()
        fresh = {b for a, b in flow if a == node} - reached
        reached |= fresh
        frontier += fresh
    require(sink not in reached, f"{item} reaches {sink}")
    bound = _size(claim, "parameters")
    edges = ", ".join(f"{a} → {b}" for a, b in flow)
    return bound, f"{sink} does not depend on the {bound} parameters called {item}", f"the data flow {edges}"


def _dropped(claim: Shapes) -> Derived:
    chunks, chunk, used = _size(claim, "chunks"), _size(claim, "chunk"), _size(claim, "used")
    require((chunks - 1) * chunk < used <= chunks * chunk, "chunks is not ⌈used/chunk⌉")
    bound = chunks * chunk - used
    return bound, f"{bound} generated numbers are not used", f"{chunks} chunks of {chunk} for {used} weights"


_RULES: dict[str, tuple[Callable[[Shapes], Derived], set[str]]] = {
    "rank-at-most": (_rank, {"matrix", "rows", "columns", "inner", "affine"}),
    "repeated-entries": (_repeated, {"tensor", "entries", "distinct"}),
    "linear-collapse": (_collapse, {"layers", "widths"}),
    "dead-parameters": (_dead, {"item", "parameters", "edges", "sink"}),
    "dropped-outputs": (_dropped, {"chunks", "chunk", "used"}),
}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-derive the bound of every claim from its shapes."""
    data = members(certificate, "the certificate", {"kind", "claims"})
    claims = items(data["claims"], "claims", _MOST)
    require(bool(claims), "a certificate of structure holds at least one claim")
    certified: list[Certified] = []
    for number, claim in enumerate(claims, 1):
        kind = claim.get("kind") if isinstance(claim, dict) else None
        if not isinstance(kind, str) or kind not in _RULES:
            raise Rejected(f"claim {number}: unknown kind {str(kind)[:80]!r}")
        rule, fields = _RULES[kind]
        bound, says, shapes = rule(members(claim, f"claim {number}", {"kind", "bound", *fields}))
        stated = claim["bound"]
        if type(stated) is not int or stated != bound:
            raise Rejected(f"claim {number} ({kind}) states {str(stated)[:40]}, its shapes give {bound}")
        about = f"any architecture with these shapes: {shapes}"
        certified.append(Certified(says, (about,), number=f"the bound is {bound}"))
    names = ", ".join(sorted({claim["kind"] for claim in claims}))
    return CheckResult(True, f"{len(claims)} claim(s) follow from their shapes: {names}", tuple(certified))
