"""A bound that holds for a query: its order there, how it was derived, and how it compares with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from boundlab.claims.claim import Claim, Direction
from boundlab.claims.quantity import EXACT
from boundlab.derived.applies import Reading
from boundlab.derived.closure import Derivation
from boundlab.derived.orders import at_most
from boundlab.derived.query import Query
from boundlab.display import Displayed
from boundlab.errors import BoundlabError
from boundlab.symbolic.domain import Ranges
from boundlab.symbolic.expression import DivisorVanishes, Expression, Value, expression, parameter
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement


@dataclass(frozen=True, repr=False)
class Applied(Displayed):
    """A bound that holds for a query, its order with the query's numbers, and where inclusion was used.

    `claim` is the bound as read for the class and the norm of the query; `met` are its conditions that were proved.
    """

    derivation: Derivation
    order: Order
    inclusions: tuple[str, ...]
    read: Claim
    met: tuple[Statement, ...] = ()

    @classmethod
    def of(
        cls, derivation: Derivation, reading: Reading, query: Query, met: tuple[Statement, ...] = ()
    ) -> Applied | None:
        """Put the numbers of `query` into a bound that was read for it; None where it says nothing of them."""
        try:
            order = with_values(reading.claim.order, query.values)
        except DivisorVanishes:
            return None
        return cls(derivation, order, reading.steps, reading.claim, met)

    @property
    def claim(self) -> Claim:
        """The bound, as the rules or a source state it."""
        return self.derivation.claim

    @property
    def exact(self) -> bool:
        """Is the bound a number without an implied constant?"""
        return self.claim.quantity in EXACT

    @property
    def ranges(self) -> Ranges:
        """The domains of the parameters that are left in the order, m1 and m2 included where m stands for their sum."""
        return Ranges.of({name: self.read.known[name] for name in self.order.parameters()})

    def __str__(self) -> str:
        return f"{self.claim.id}: {self.order.unicode()}"

    def latex(self) -> str:
        """Return the order in LaTeX, without dollar signs."""
        return self.order.latex()

    def to_json(self) -> dict[str, Any]:
        """Return the bound, its inclusions and its derivation, and the certificates of its conditions."""
        from boundlab.symbolic.decide import decide

        return {
            "id": self.claim.id,
            "order": str(self.order),
            "parameters": self.ranges.to_json(),
            "status": str(self.claim.status),
            "compared": str(self.derivation.root.compared),
            "source": self.derivation.root.source,
            "inclusions": list(self.inclusions),
            "conditions": [{"condition": str(s.claim), "certificate": decide(s).certificate()} for s in self.met],
            "derivation": self.derivation.to_json(),
        }


def with_values(order: Order, values: Mapping[str, Value]) -> Order:
    """Return `order` with `values` put in; m becomes m1 + m2 where only these have values.

    Raises DivisorVanishes where the order has no value there.
    """
    known = dict(values)
    split = bool({"m1", "m2"} & set(known)) and "m" not in known
    put: dict[str, Expression] = {n: expression(known[n]) for n in order.parameters() if n in known}
    if split and "m" in order.parameters():
        put["m"] = parameter("m1") + parameter("m2")
    if not put:
        return order
    found = order.substitute(put)
    rest = {n: expression(known[n]) for n in found.parameters() if n in known}
    return found.substitute(rest) if rest else found


def stated(claim: Claim) -> dict[str, int]:
    """Return the numbers that conditions such as `r = 1` put in for parameters."""
    found = {}
    for name, e in filter(None, (condition.equation for condition in claim.given)):
        if e.value is not None and e.value.denominator == 1:
            found[name] = int(e.value)
    return found


def compared(
    relation: Callable[..., bool | None], a: Applied, b: Applied, strict: bool, given: tuple[Stated, ...] = ()
) -> bool:
    """Does `relation`, or for exact bounds ≤ (if `strict`, <), hold between the orders wherever `given` do?"""
    try:
        ranges = a.ranges.joined(b.ranges)
    except BoundlabError:
        return False  # a parameter of the same name is another one there
    if a.exact:
        return _number_at_most(a, b, ranges, strict)
    names = {*a.order.parameters(), *b.order.parameters()}
    return bool(relation(a.order, b.order, ranges, tuple(g for g in given if g.names <= names)))


def at_least_as_good(
    a: Applied,
    b: Applied,
    direction: Direction,
    values: Mapping[str, Value] | None = None,
    given: tuple[Stated, ...] = (),
) -> bool:
    """Is `a` a bound from which `b` follows, up to a constant, for all parameters at which `given` hold?"""
    try:
        ranges = a.ranges.joined(b.ranges)
    except BoundlabError:
        return False
    if a.exact:
        return _number_at_most(b, a, ranges) if direction == Direction.LOWER else _number_at_most(a, b, ranges)
    try:
        x, y = (with_values(c.order, values) if values else c.order for c in (a, b))
    except DivisorVanishes:
        return False  # one of the two says nothing there
    names = {*x.parameters(), *y.parameters()}
    if "m" in names and names & {"m1", "m2"}:
        x, y = (o.substitute({"m": parameter("m1") + parameter("m2")}) if "m" in o.parameters() else o for o in (x, y))
    known = tuple(g for g in given if g.names <= names)
    small, large = (y, x) if direction == Direction.LOWER else (x, y)
    return bool(at_most(small, large, ranges, known))


def _number_at_most(a: Applied, b: Applied, ranges: Ranges, strict: bool = False) -> bool:
    from boundlab.symbolic.decide import decide

    sides = [_number(c) for c in (a, b)]
    return bool(decide(Statement.of(Literal(sides[0], "<" if strict else "<=", sides[1]), (), ranges)).proved)


def _number(a: Applied) -> Expression:
    value = a.order.without_scale()
    assert value is not None, a.claim.id
    return value


def best_of(found: Iterable[Applied], direction: Direction, given: tuple[Stated, ...] = ()) -> list[Applied]:
    """Keep the bounds that no other one matches; of equal ones the most reliable, then the shortest derivation."""
    kept: list[Applied] = []
    for candidate in sorted(found, key=_reliability):
        if any(at_least_as_good(k, candidate, direction, given=given) for k in kept):
            continue
        kept = [k for k in kept if not at_least_as_good(candidate, k, direction, given=given)]
        kept.append(candidate)
    return kept


def _reliability(a: Applied) -> tuple[int, int, int, str]:
    return a.claim.status.rank, len(list(a.derivation.chain())), len(a.inclusions), a.claim.id
