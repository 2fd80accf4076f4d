"""Where an infimum over an interval is attained: `inf(p in [a, b]: E)` is the least of the values of E at certain p.

The candidates are the ends, where the derivative vanishes and where two arguments of a min or max meet, if that is a
rational function of the parameters, moved into the interval if need be. That no value is less, and that the candidates
lie in the interval, are proved like any other statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.expression import ZERO, Expression
from boundlab.symbolic.functions import Definition, Plain
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.rational import Ring, normal
from boundlab.symbolic.statement import Statement

Certificates = dict[int, list[dict[str, Any]]]


def attained(
    plain: Plain, declared: Mapping[str, tuple[str, ...]], prove: Callable[[Statement], Decision]
) -> tuple[Plain, Certificates, str]:
    """Return `plain` with the places at which its infima are attained, the proofs, and what stayed open if one did."""
    shown: Certificates = {}
    names = {d.name for d in plain.definitions}
    for i, d in enumerate(plain.definitions):
        if not d.over[0]:
            continue
        if i < plain.in_conditions:
            known = [text for text in plain.where if not names & set(re.findall(r"\w+", text))]
        else:
            known = [*plain.where, *(e.condition for e in plain.definitions[:i])]
        for places in _candidates(d):
            found = d._replace(attained_at=places)
            proofs = _proofs(found, known, plain, declared, prove)
            if proofs is not None:
                shown[i] = proofs
                definitions = (*plain.definitions[:i], found, *plain.definitions[i + 1 :])
                plain = replace(plain, definitions=definitions)
                break
        else:
            return plain, shown, f"where {d.function} over {d.over[0]} of {d.argument} is attained was not found"
    return plain, shown, ""


def _proofs(
    d: Definition,
    known: list[str],
    plain: Plain,
    declared: Mapping[str, tuple[str, ...]],
    prove: Callable[[Statement], Decision],
) -> list[dict[str, Any]] | None:
    variable, low, high = d.over
    inside = [f"({low}) <= {variable}", f"{variable} <= ({high})"]
    sides = (d.attained, f"({d.argument})")
    claims = [
        (f"{a} <= {b}", known) for c in d.attained_at for a, b in ((f"({low})", f"({c})"), (f"({c})", f"({high})"))
    ]
    claims.append((" <= ".join(sides if d.function == "inf" else sides[::-1]), [*known, *inside]))
    found = []
    for claim, where in claims:
        occurring = set(re.findall(r"[A-Za-z_]\w*", " ".join((claim, *where))))
        real = [*declared["real"], variable, *(e.name for e in plain.definitions if e.degree or e.over[0])]
        integer = [*declared["integer"], *(e.name for e in plain.definitions if not (e.degree or e.over[0]))]
        kinds = ([name for name in dict.fromkeys(kind) if name in occurring] for kind in (real, integer))
        here, whole = kinds
        decision = prove(Statement.parse(claim, where, here, integer=whole))
        if not decision.proved:
            return None
        found.append(decision.certificate() or {})
    return found


def _candidates(d: Definition) -> Iterator[tuple[str, ...]]:
    variable, low, high = d.over
    body = parse_expression(d.argument)
    if variable not in body.parameters():
        yield (low,)
        return
    yield from ((low,), (high,), (low, high))
    for place in inner_places(body, variable):
        yield (str(place),)
        if place.value is None:  # it may lie outside
            yield (f"min(max({place}, {low}), {high})",)
        yield (low, str(place))
        yield (str(place), high)
        yield (low, str(place), high)


def inner_places(body: Expression, variable: str) -> Iterator[Expression]:
    """Yield where linear arguments of a min or max meet, and where the derivative vanishes, if that is rational."""
    for e in body.subexpressions():
        if e.op in {"min", "max"}:
            a, b, *_ = (*e.children(), ZERO)
            yield from _zeros_of(a - b, variable, differentiated=False)
    yield from _zeros_of(body, variable, differentiated=True)


def zeros(e: Expression, variable: str) -> Iterator[Expression]:
    """Yield the zeros of a rational function of p that are rational in the other parameters."""
    return _zeros_of(e, variable, differentiated=False)


def _zeros_of(e: Expression, variable: str, *, differentiated: bool) -> Iterator[Expression]:
    """Yield the zeros of a rational function of p, or of its derivative, that are rational in the other parameters."""
    if any(s.op in {"min", "max"} and variable in s.parameters() for s in e.subexpressions()):
        return
    ring = Ring(e.parameters() | {variable})
    try:
        top, bottom = ring.fraction(e, _refused)
    except BoundlabError:
        return
    if differentiated:
        top = top.derivative(variable) * bottom - top * bottom.derivative(variable)
    if top.is_constant():
        return
    one, p = ring.context.constant(1), ring.generators[variable]
    for factor, _ in top.factor()[1]:
        slope = factor.derivative(variable)
        if not slope.is_zero() and slope.degrees()[ring.names.index(variable)] == 0:
            yield normal(ring.expression(slope * p - factor) / ring.expression(slope * one))


def _refused(e: Expression) -> Any:
    raise BoundlabError(f"{e} where a rational function is expected")
