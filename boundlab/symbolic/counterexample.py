"""Counterexamples at which functions have irrational values: there "not" the claim is proved like any other claim.

Rational values near the irrational ones only suggest the point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice

from boundlab.errors import BoundlabError
from boundlab.symbolic import witness
from boundlab.symbolic.answer import failure
from boundlab.symbolic.decision import Decision, Written, point_json
from boundlab.symbolic.expression import Value
from boundlab.symbolic.functions import Definition
from boundlab.symbolic.sequences import Tokens, put, read
from boundlab.symbolic.spelling import spelled
from boundlab.symbolic.statement import Statement

Prove = Callable[..., Decision]
POINTS, MAX_TRIED, DIGITS = 400, 4, 10**30


def decide_counterexample(
    claim: str, where: Iterable[str], declared: dict[str, Iterable[str]], plain: Statement, prove: Prove
) -> Decision | None:
    """Return the refutation of a statement, `plain` with names for its functions, None if none is found."""
    positive = [spelled(name) for name in declared["positive"]]
    texts = spelled(claim), (*(f"{name} > 0" for name in positive), *map(spelled, where))
    if plain.completion is None or any("[" in each for each in (texts[0], *texts[1])):
        return None
    for point in islice(_suggested(plain), MAX_TRIED):
        values = {name: read(f"({value})") for name, value in point.items()}
        try:
            fails = prove(" ".join(["not", "(", *_at(read(texts[0]), values), ")"]), (), (), integer=())
            hold = [prove(" ".join(_at(read(each), values)), (), (), integer=()) for each in texts[1]]
        except BoundlabError:
            continue
        if all(each.proved for each in (fails, *hold)):
            real = sorted({*map(spelled, declared["real"]), *positive} & point.keys())
            signed = sorted(set(map(spelled, declared["integer"])) & point.keys())
            statement = {"claim": texts[0], "where": list(texts[1]), "real": real}
            statement |= {"integer": signed} if signed else {}
            whole = {
                "kind": "counterexample", "version": 1, "statement": statement, "verdict": "refuted",
                "at": point_json(point), "fails": fails.certificate(), "hold": [each.certificate() for each in hold],
            }  # fmt: skip
            kinds = "".join(
                f", {', '.join(names)} {kind}" for names, kind in ((real, "real"), (signed, "integer")) if names
            )
            written = Written(claim, texts[1], kinds, ())
            found = Decision(plain, "refuted", failure(point), witness=point, written=written, whole=whole)
            return found.checked()
    return None


def _at(parts: Tokens, values: dict[str, Tokens]) -> Tokens:
    for name, value in values.items():
        parts = put(parts, name, value)
    return parts


def _suggested(plain: Statement) -> Iterator[dict[str, Value]]:
    """Yield points at which the statement seems to fail, with values near those of the functions."""
    steps = plain.completion.steps
    defined = {d.name for d, _ in steps}
    known = len(plain.where) - len(steps)
    names = tuple(name for name in plain.parameters if name not in defined)
    for point in islice(_points(plain, names), POINTS):
        try:
            full: dict[str, Value] = dict(point)
            for d, e in steps:
                full[d.name] = _near(d, e.at(full))
            if all(c.holds(full) for c in plain.where[:known]) and not plain.claim.holds(full):
                yield point
        except (ZeroDivisionError, ValueError):
            continue


def _points(plain: Statement, names: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    if not names:
        yield {}
        return
    seen: set[tuple[Value, ...]] = set()
    for point in witness.small_points(Statement(plain.claim, plain.where, plain.ranges), 20 * POINTS):
        chosen = tuple(point[name] for name in names)
        if chosen not in seen:
            seen.add(chosen)
            yield dict(zip(names, chosen, strict=True))


def _near(d: Definition, x: Fraction) -> Value:
    """Return the value of a function, near it if that is irrational; raises ValueError where it has none."""
    exact = d.value(x)
    if exact is not None:
        return exact
    if x < 0 or not d.degree:
        raise ValueError
    from flint import fmpz

    scale = DIGITS**d.degree
    return Fraction(int(fmpz(x.numerator * scale // x.denominator).root(d.degree)), DIGITS)
