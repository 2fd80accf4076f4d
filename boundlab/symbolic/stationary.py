"""The least value of an expression in one real unknown that is not linear: at a stationary point or where a bound is,
or the lesser of two of these.

The candidates are rational functions of the parameters; that no value is less, and that the candidate meets the
conditions, is proved like any other statement (`decide`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.domain import REAL, Ranges
from boundlab.symbolic.expression import Expression, minimum
from boundlab.symbolic.formula import Literal, conjunction, literals, substitute
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.infima import inner_places, zeros
from boundlab.symbolic.optimum import Case, Optimum
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement

MAX_PLACES = 5


def minimise_one(objective: str, unknown: str, where: Iterable[str], real: Sequence[str] = ()) -> Optimum | None:
    """Return the least value of `objective` over the real `unknown` under `where`, None if none is found.

    Other names are parameters: integers ≥ 1, and reals for those in `real`.

    >>> print(minimise_one("x + 4/x", "x", ["x > 0"]))
    4
    """
    e = parse_expression(objective, "objective")
    conditions = [Stated.condition(text) for text in where]
    reals = {unknown, *real}
    about = [c for c in conditions if unknown in c.names]
    known = tuple(c for c in conditions if unknown not in c.names)
    places = list(itertools.islice(dict.fromkeys(_places(e, unknown, about)), MAX_PLACES))
    for chosen in (*((p,) for p in places), *itertools.combinations(places, 2)):
        try:
            values = [normal(e.substitute({unknown: place})) for place in chosen]
            value = minimum(*values)
            least = Stated.of(Literal(e, ">=", value))
            proof = decide(Statement(least, tuple(conditions), _ranges(reals, least, *conditions)))
            if not proof.proved:
                continue
            attained = []
            for place, own in zip(chosen, values, strict=True):
                there = [Literal(e.substitute({unknown: place}), "=", own)]
                met = Stated.of(conjunction([*there, *(substitute(c.formula, {unknown: place}) for c in about)]))
                attained.append(decide(Statement(met, known, _ranges(reals, met, *known))))
        except BoundlabError:  # a divisor that vanishes there
            continue
        if all(each.proved for each in attained):
            cases = tuple(Case(own, {unknown: place}) for place, own in zip(chosen, values, strict=True))
            return Optimum(value, cases, proof, tuple(attained))
    return None


def _places(e: Expression, unknown: str, about: Iterable[Stated]) -> Iterator[Expression]:
    yield from inner_places(e, unknown)
    for condition in about:
        for literal in literals(condition.formula):
            yield from zeros(literal.left - literal.right, unknown)


def _ranges(reals: set[str], *stated: Stated) -> Ranges:
    names = sorted({name for each in stated for name in each.names} & reals)
    return Ranges(tuple((name, REAL) for name in names))
