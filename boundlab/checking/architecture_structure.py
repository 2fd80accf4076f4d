"""Checker of `"kind": "architecture-structure"`: what the shapes of a weight generator prove about its weights.

Each claim is re-derived from the shapes it names:

- `rank-at-most`: a product through `inner` dimensions has rank ≤ min(rows, columns, inner) (rows 0: any number);
- `repeated-entries`: `distinct` numbers, each copied `entries/distinct` times;
- `linear-collapse`: affine maps in a row compose to one, of rank ≤ the smallest width;
- `dead-parameters`: in the data flow `edges`, `item` does not reach `sink`;
- `dropped-outputs`: `chunks·chunk - used` numbers are generated for nothing, and one chunk fewer would not do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from boundlab.checking._check import CheckResult

_MOST = 1000


def _size(claim: dict[str, Any], name: str, least: int = 1) -> int:
    value = claim[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{name} = {value!r}")
    return value


def _rank(claim: dict[str, Any]) -> int:
    rows, columns, inner = _size(claim, "rows", 0), _size(claim, "columns"), _size(claim, "inner")
    if not isinstance(claim["affine"], bool):
        raise ValueError("affine")
    return min(columns, inner, rows or columns)


def _repeated(claim: dict[str, Any]) -> int:
    entries, distinct = _size(claim, "entries"), _size(claim, "distinct")
    if entries % distinct:
        raise ValueError("entries is not a multiple of distinct")
    return distinct


def _collapse(claim: dict[str, Any]) -> int:
    widths = claim["widths"]
    if not isinstance(widths, list) or not 3 <= len(widths) <= _MOST:
        raise ValueError("widths")
    return min(_size({"width": width}, "width") for width in widths)


def _dead(claim: dict[str, Any]) -> int:
    edges, item, sink = claim["edges"], claim["item"], claim["sink"]
    if not isinstance(edges, list) or len(edges) > _MOST:
        raise ValueError("edges")
    flow = [(str(a), str(b)) for a, b in edges]
    if sink not in {b for _, b in flow}:
        raise ValueError("no edge reaches the sink")
    reached, frontier = {item}, [item]
    while frontier:
        node = frontier.pop()
        fresh = {b for a, b in flow if a == node} - reached
        reached |= fresh
        frontier += fresh
    if sink in reached:
        raise ValueError(f"{item!r} reaches {sink!r}")
    return _size(claim, "parameters")


def _dropped(claim: dict[str, Any]) -> int:
    chunks, chunk, used = _size(claim, "chunks"), _size(claim, "chunk"), _size(claim, "used")
    if not (chunks - 1) * chunk < used <= chunks * chunk:
        raise ValueError("chunks is not ⌈used/chunk⌉")
    return chunks * chunk - used


_RULES: dict[str, Callable[[dict[str, Any]], int]] = {
    "rank-at-most": _rank,
    "repeated-entries": _repeated,
    "linear-collapse": _collapse,
    "dead-parameters": _dead,
    "dropped-outputs": _dropped,
}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-derive the bound of every claim from its shapes."""
    claims = certificate["claims"]
    if not isinstance(claims, list) or not 1 <= len(claims) <= _MOST:
        return CheckResult(False, "a certificate of structure holds between 1 and 1000 claims")
    for number, claim in enumerate(claims, 1):
        rule = _RULES.get(str(claim["kind"]))
        if rule is None:
            return CheckResult(False, f"claim {number}: unknown kind {str(claim['kind'])[:80]!r}")
        bound = rule(claim)
        if claim["bound"] != bound:
            stated = str(claim["bound"])[:40]
            return CheckResult(False, f"claim {number} ({claim['kind']}) states {stated}, its shapes give {bound}")
    kinds = ", ".join(sorted({str(claim["kind"]) for claim in claims}))
    return CheckResult(True, f"{len(claims)} claim(s) follow from their shapes: {kinds}")
