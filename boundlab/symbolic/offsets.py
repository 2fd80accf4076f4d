"""Statements under a condition n ≥ E between integers, proved with E + n - 1 for n, where the new n is ≥ 1 alone.

So an induction can start where another parameter says, as for sum(i=k..n: q^i) where n >= k.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.sequences import Tokens, linear, names, put, text_of

Prove = Callable[..., Decision]


def offset(
    claim: Tokens, where: list[Tokens], real: set[str], signed: set[str], variables: Iterable[str], prove: Prove
) -> dict[str, Any] | None:
    """Return what a certificate of the statement holds beside it, None if no such condition on `variables` helps."""
    for place, name, least, strict in _bounds(where, real):
        if {name, *least}.isdisjoint(variables):
            continue
        bound = least if len(least) == 1 else ["(", *least, ")"]
        value = ["(", *bound, "+", name, *([] if strict else ["-", "1"]), ")"]
        texts = [text_of(put(each, name, value)) for each in (claim, *where[:place], *where[place + 1 :])]
        if not (name in signed or _is_positive(least, signed, strict=strict)):
            texts.append(f"{' '.join(value)} >= 1")
        occurring = set().union(*(names(put(each, name, value)) for each in (claim, *where)))
        kinds = sorted(real & occurring), sorted(signed & occurring - {name})
        try:
            found = prove(texts[0], texts[1:], kinds[0], integer=kinds[1])
        except BoundlabError:
            continue
        if found.proved:
            return {"of": name, "by": place, "case": found.certificate()}
    return None


def _bounds(where: list[Tokens], real: set[str]) -> Iterator[tuple[int, str, Tokens, bool]]:
    """Yield the conditions n ≥ E and n > E with an E that depends on parameters: its number, n, E, whether n > E."""
    for place, condition in enumerate(where):
        match condition:
            case [name, (">=" | ">") as relation, *least] | [*least, ("<=" | "<") as relation, name]:
                found = linear(least) if name in names([name]) else None
                if found is not None and found[0] and not {name, *found[0]} & real and name not in least:
                    yield place, name, least, relation in {">", "<"}


def _is_positive(least: Tokens, signed: set[str], *, strict: bool) -> bool:
    """Is E + n, or E + n - 1, evidently ≥ 1?"""
    found = linear(least)
    if found is None or found[0].keys() & signed or min(found[0].values(), default=0) < 0:
        return False
    return sum(found[0].values()) + found[1] >= (0 if strict else 1)
