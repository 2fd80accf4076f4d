"""Comparisons of growth orders in which functions of parameters stand, with names for them.

floor(s) becomes an integer that a condition defines, as in plain statements (`functions`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from boundlab.symbolic.decision import Decision, Written
from boundlab.symbolic.expression import ZERO, Expression
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.functions import Completion, Plain, obligations
from boundlab.symbolic.infima import attained
from boundlab.symbolic.order_statement import OrderStatement, moving_names
from boundlab.symbolic.spelling import ORDER_RELATION, spelled
from boundlab.symbolic.statement import Statement


def with_names(
    claim: str,
    where: tuple[str, ...],
    declared: Mapping[str, Iterable[str]],
    growing: tuple[str, ...],
    prove: Callable[[Statement], Decision],
) -> tuple[OrderStatement, Written, Completion] | None:
    """Return the statement with names for functions, what it says as written, and how the names get values.

    None if there is no function of parameters, or one that is not shown to be defined.
    """
    positive = tuple(declared["positive"])
    where = (*(f"{spelled(name)} > 0" for name in positive), *where)
    kinds = {"real": (*declared["real"], *positive), "integer": tuple(declared["integer"])}
    if re.search(r"\bsum\s*\(", claim):
        return None
    plain = Plain.of(claim, where, moving_names(where, growing))
    if plain is None:
        return None
    shown: dict[int, list[dict[str, Any]]] = {}
    about_parameters = tuple(text for text in plain.where if not ORDER_RELATION.search(text))
    orders = tuple(text for text in plain.where if ORDER_RELATION.search(text))
    fixed = replace(plain, where=about_parameters)
    if any(d.over[0] for d in plain.definitions):
        fixed, shown, open_ = attained(fixed, kinds, prove)
        if open_:
            return None
    definitions = fixed.definitions
    here = {
        "real": [*kinds["real"], *(d.name for d in definitions if d.degree or d.over[0])],
        "integer": [*kinds["integer"], *(d.name for d in definitions if not (d.degree or d.over[0]))],
        "positive": (),
    }
    conditions = (*about_parameters, *orders, *(d.condition for d in definitions))
    statement = OrderStatement.parse(plain.claim, conditions, here, growing)
    total = Expression.total([Expression("parameter", (n,)) for n in sorted(statement.names)] or [ZERO])
    sample = Statement.of(Literal(total, ">=", total), statement.conditions, statement.ranges)
    for i, obligation in obligations(fixed, sample):
        found = prove(obligation)
        if not found.proved:
            return None
        shown.setdefault(i, []).append(found.certificate() or {})
    typed = tuple(sorted(where, key=lambda text: ORDER_RELATION.search(text) is not None))
    ranges = ((names, kind) for kind, names in (*kinds.items(), ("growing", growing)) if names)
    written = Written(
        claim,
        typed,
        "".join(f", {', '.join(names)} {kind}" for names, kind in ranges),
        tuple((d.name, d.text, tuple(shown.get(i, ())), d.attained_at) for i, d in enumerate(definitions)),
    )
    return statement, written, Completion.of(definitions)
