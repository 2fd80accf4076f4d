"""Sums whose terms depend on where they end, as sum(i=1..n: i*(n - i)), by their values for any end.

The value is a polynomial in the end, which an induction on the end shows, n staying fixed in the terms.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.hypotheses import closed_form
from boundlab.symbolic.sequences import Tokens, names, put, read, text_of, uses

MAX_SUMS = 4


def summed(
    claim: Tokens, where: list[Tokens], real: set[str], signed: set[str], prove: Callable[..., Decision]
) -> dict[str, Any] | None:
    """Return what a certificate of the statement holds beside it, None if there is no such sum or no proof."""
    sums = {text_of(p[u.start : u.end]): u for p in (claim, *where) for u in uses(p) if u.kind == "sum"}
    if len(sums) > MAX_SUMS or not any(names(u.parts[2]) & names(u.parts[3]) for u in sums.values()):
        return None
    taken = {part for tokens in (claim, *where) for part in tokens}
    fresh = (n for k in itertools.count(1) for n in (f"sum_{k}", f"end_{k}") if n not in taken)

    def proved(text: str, conditions: list[str], reals: set[str]) -> dict[str, Any] | None:
        bound = {u.parts[0][0] for u in sums.values()}
        occurring = set().union(*(names(read(each)) for each in (text, *conditions))) - bound
        try:
            found = prove(text, conditions, sorted(reals & occurring), integer=sorted(signed & occurring))
        except BoundlabError:
            return None
        return found.certificate() if found.proved else None

    shown, known, named = [], [], {}
    for written, use in sums.items():
        name, end = next(fresh), next(fresh)
        (variable,), low, high, body = use.parts
        value = closed_form(use._replace(parts=([variable], low, [end], body)))
        general = f"sum({variable} = {' '.join(low)} .. {end} : {text_of(body)})"
        if value is None or (proof := proved(f"{general} = {value}", [], real)) is None:
            return None
        shown.append({"name": name, "is": written, "end": end, "value": value, "shown": proof})
        known.append(f"{name} = {text_of(put(read(value), end, ['(', *high, ')']))}")
        named[written] = name
    texts = [_named(part, named) for part in (claim, *where)]
    case = proved(texts[0], [*texts[1:], *known], real | set(named.values()))
    return None if case is None else {"sums": shown, "case": case}


def _named(parts: Tokens, named: dict[str, str]) -> str:
    new: Tokens = []
    position = 0
    for use in uses(parts):
        if use.kind == "sum":
            new += [*parts[position : use.start], named[text_of(parts[use.start : use.end])]]
            position = use.end
    return " ".join([*new, *parts[position:]])
