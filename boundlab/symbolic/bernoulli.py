"""Powers B^E whose base depends on the exponent, as (1 + 1/n)^n, by Bernoulli's inequality.

Where B > 0, the power has a name P, and P > 0, P ≥ 1 + E·(B - 1) and P·(1 + E·(1/B - 1)) ≤ 1 are all that is known of
it, and which of two powers with the same exponent is greater.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.sequences import Tokens, bare, linear, names, read, text_of, uses

MAX_POWERS = 4


def bernoulli(
    claim: Tokens, where: list[Tokens], real: set[str], signed: set[str], prove: Callable[..., Decision]
) -> dict[str, Any] | None:
    """Return what a certificate of the statement holds beside it, None if there is no such power or no proof."""
    taken = set().union(*map(names, (claim, *where)))
    positive = taken - real - signed
    found: dict[tuple[str, str], str] = {}
    _named(claim, positive, found, taken, exponents=set())
    if not found:
        return None
    exponents = {exponent for _, exponent in found}
    named = [_named(each, positive, found, taken, exponents) for each in (claim, *where)]
    if len(found) > MAX_POWERS:
        return None
    conditions = [text_of(each) for each in where if not any(uses(each))]
    declared = (real, signed, prove)
    known, powers, order = [], [], []
    for (base, exponent), name in found.items():
        shown = _proved(f"({base}) > 0", conditions, *declared)
        if shown is None:
            return None
        powers.append({"name": name, "is": f"({base})^({exponent})", "positive": shown})
        known += [
            f"{name} > 0",
            f"{name} >= 1 + ({exponent})*(({base}) - 1)",
            f"{name}*(1 + ({exponent})*(1/({base}) - 1)) <= 1",
        ]
    for (i, a), (j, b) in itertools.permutations(enumerate(found), 2):
        for relation in (">", ">=") if a[1] == b[1] else ():
            if relation == ">" and _least(read(a[1])) < 1:
                continue
            if (shown := _proved(f"({a[0]}) {relation} ({b[0]})", conditions, *declared)) is not None:
                order.append({"more": i, "less": j, "strictly": relation == ">", "shown": shown})
                known.append(f"{found[a]} {relation} {found[b]}")
                break
    texts = [text_of(each) for each in named[1:]] + known
    case = _proved(text_of(named[0]), texts, real | set(found.values()), signed, prove)
    return None if case is None else {"names": powers, "order": order, "case": case}


def _proved(
    claim: str, where: list[str], real: set[str], signed: set[str], prove: Callable[..., Decision]
) -> dict[str, Any] | None:
    occurring = set().union(*(names(read(each)) for each in (claim, *where)))
    try:
        found = prove(claim, where, sorted(real & occurring), integer=sorted(signed & occurring))
    except BoundlabError:
        return None
    return found.certificate() if found.proved else None


def _least(exponent: Tokens) -> int:
    """Return the least value of a sum of positive multiples of integers ≥ 1 and of a number, -1 for anything else."""
    found = linear(exponent)
    return -1 if found is None or min(found[0].values(), default=0) < 0 else sum(found[0].values()) + found[1]


def _named(
    parts: Tokens, positive: set[str], found: dict[tuple[str, str], str], taken: set[str], exponents: set[str]
) -> Tokens:
    """Return the tokens with names for powers of a base in which a parameter of the exponent occurs, or of others with
    one of these exponents."""
    new: Tokens = []
    position = 0
    for use in uses(parts):
        if use.kind != "power" or use.start < position:
            continue
        base, exponent = use.parts
        reach = linear(exponent)
        if reach is None or not reach[0].keys() <= positive or _least(exponent) < 0:
            continue
        key = " ".join(bare(base)), " ".join(bare(exponent))
        own = reach[0].keys() & names(base) or key[1] in exponents
        if not own:
            continue
        if key not in found:
            name = next(n for k in itertools.count(1) if (n := f"power_{k}") not in taken)
            taken.add(name)
            found[key] = name
        new += [*parts[position : use.start], found[key]]
        position = use.end
    return new + parts[position:]
