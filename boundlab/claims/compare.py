"""Comparing two claims: which order is larger, for which parameters, and whether that is a separation.

A lower bound for A whose order provably exceeds an upper bound for B is called a separation only if both count the
same part (the primary network, or everything) by the same convention, for the same target class, error norm and
quantifiers. Otherwise the ratio of the orders is still stated, and every difference named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from boundlab.claims.claim import Claim, Counting, Direction, Status
from boundlab.claims.quantity import DENSITY, EXACT, TWO_SCALES
from boundlab.display import Tabular
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.decide import Decision, decide
from boundlab.symbolic.domain import DIMENSION, FAMILY, Ranges, checked_values
from boundlab.symbolic.expression import Expression, Value, expression, number, parameter
from boundlab.symbolic.formula import Literal as Comparison
from boundlab.symbolic.formula import negation
from boundlab.symbolic.order import Order
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement

Verdict: TypeAlias = Literal["separation", "same-order", "no-separation", "not-comparable", "undecided"]


@dataclass(frozen=True)
class Difference:
    """A respect in which two claims do not speak of the same thing."""

    field: str
    a: str
    b: str

    def __str__(self) -> str:
        return f"{self.field}: {self.a} / {self.b}"


@dataclass(frozen=True, repr=False)
class ClaimComparison(Tabular):
    """What `compare` found; `decision` carries the certificate of the order relation that was decided."""

    a: Claim
    b: Claim
    ranges: Ranges
    given: tuple[Stated, ...]
    verdict: Verdict
    reason: str
    order_a: Order
    order_b: Order
    ratio: Order | None
    inverse_ratio: Order | None
    differences: tuple[Difference, ...]
    caveats: tuple[str, ...]
    decision: Decision | None

    @property
    def where(self) -> tuple[str, ...]:
        """The conditions under which the answer holds."""
        return tuple(map(str, self.given))

    @property
    def range(self) -> str:
        """The parameters for which the answer holds, in words."""
        return range_text(self.ranges, self.given)

    @property
    def status(self) -> Status:
        """The worse status of the two."""
        return max(self.a.status, self.b.status, key=lambda s: s.rank)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be said of the two rows before the verdict is used."""
        return tuple(f"{c.id} is {c.status.warning}" for c in (self.a, self.b) if c.status.warning)

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as JSON."""
        return {
            "a": self.a.id,
            "b": self.b.id,
            "verdict": self.verdict,
            "reason": self.reason,
            "status": str(self.status),
            "warnings": list(self.warnings),
            "range": self.range,
            "parameters": self.ranges.to_json(),
            "where": list(self.where),
            "order_a": str(self.order_a),
            "order_b": str(self.order_b),
            "ratio": str(self.ratio) if self.ratio else None,
            "inverse_ratio": str(self.inverse_ratio) if self.inverse_ratio else None,
            "differences": [{"field": d.field, "a": d.a, "b": d.b} for d in self.differences],
            "caveats": list(self.caveats),
            "witness": self._witness(),
            "certificate": self.decision.certificate() if self.decision is not None else None,
        }

    def __str__(self) -> str:
        return f"{self.verdict}: {self.a.id} / {self.b.id}"

    def latex(self) -> str:
        """Return both orders and their ratio in LaTeX, without dollar signs."""
        parts = [rf"{self.a.quantity}:\ {self.order_a.latex()}", rf"{self.b.quantity}:\ {self.order_b.latex()}"]
        return r",\quad ".join(parts + ([rf"\text{{ratio}}:\ {self.ratio.latex()}"] if self.ratio else []))

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each claim, with its order under the conditions of both."""
        pairs = ((self.a, self.order_a), (self.b, self.order_b))
        return [{**claim.record(), "order": order, "range": self.range} for claim, order in pairs]

    def record(self) -> dict[str, Any]:
        """Return the row of a table of comparisons."""
        found = {"a": self.a.id, "b": self.b.id, "verdict": self.verdict, "order a": self.order_a}
        return {**found, "order b": self.order_b, "ratio": self.ratio, "range": self.range, "reason": self.reason}

    def _witness(self) -> dict[str, int | str] | None:
        point = self.decision.witness if self.decision is not None else None
        return None if point is None else {n: int(v) if v == int(v) else str(v) for n, v in point.items()}


def compare(a: Claim, b: Claim, values: Mapping[str, Value] | None = None) -> ClaimComparison:
    """Compare the orders of two claims, with `values` put in for parameters, and say what may be concluded.

    The answer holds for all parameters in their domains. Raises BoundlabError if `a` or `b` is not a claim, a parameter
    has no domain or two, or `values` contradict a condition, lie outside a domain or name no parameter of the claims.

    >>> from boundlab.derived.load import load
    >>> claims = load()
    >>> found = compare(claims["galanti-wolf-2020/thm-3"], claims["galanti-wolf-2020/thm-4"])
    >>> found.verdict, str(found.ratio), found.range
    ('separation', 'eps^(-min(m2, m1))', 'all integers m1, m2 ≥ 1, r = 1')
    """
    for name, claim in (("a", a), ("b", b)):
        if not isinstance(claim, Claim):
            raise bad_value(name, claim, "a Claim, such as load()['galanti-wolf-2020/thm-3']")
    for claim in (a, b):
        if claim.quantity in TWO_SCALES or claim.quantity == DENSITY:
            what = (
                "has two scales; its instances along curves have one" if claim.quantity != DENSITY else "has no order"
            )
            raise BoundlabError(f"{claim.id}: {claim.quantity} {what}")
    if (a.quantity in EXACT) != (b.quantity in EXACT):
        raise BoundlabError(f"{a.id}, {b.id}: one is an exact number and the other an order")
    if {a.order.scale_name, b.order.scale_name} == {"eps", "N"}:
        raise BoundlabError(f"{a.id}, {b.id}: one is an order in ε and the other in N; invert one of them first")
    ranges, where, order_a, order_b = common_conditions(a, b, values)
    differences = _differences(a, b)
    ratio = order_a / order_b if len(order_b.terms) == 1 else None
    inverse_ratio = order_b / order_a if ratio is None and len(order_a.terms) == 1 else None
    ratio, inverse_ratio = (q and _pushed(q) for q in (ratio, inverse_ratio))
    verdict, reason, decision = _verdict(a, b, ranges, where, differences)
    caveats = tuple(dict.fromkeys(note for c in (a, b) for note in c.notes))
    return ClaimComparison(
        a, b, ranges, where, verdict, reason, order_a, order_b, ratio, inverse_ratio, differences, caveats, decision
    )


def common_conditions(
    a: Claim, b: Claim, values: Mapping[str, Value] | None = None
) -> tuple[Ranges, tuple[Stated, ...], Order, Order]:
    """Return the ranges and conditions under which both claims speak, and their orders simplified by them.

    Raises BoundlabError as `compare` does.
    """
    ranges, where = _conditions(a, b, values or {})
    substitution = _equalities(where)
    return ranges, where, _simplified(a.order, substitution), _simplified(b.order, substitution)


def _verdict(
    a: Claim, b: Claim, ranges: Ranges, where: tuple[Stated, ...], differences: tuple[Difference, ...]
) -> tuple[Verdict, str, Decision | None]:
    pair = _lower_and_upper(a, b)
    big, small = pair or (a, b)
    equal = decide(Statement.of(OrderClaim(big.order, "≍", small.order), where, ranges))
    larger = OrderClaim(big.order, "≻", small.order)
    strict = equal if equal.proved else decide(Statement.of(larger, where, ranges))
    if equal.proved:
        relation = "the orders agree"
    elif strict.proved:
        relation = f"the order of {big.id} is larger"
    else:
        relation = f"the order of {big.id} is not larger everywhere: it {strict.reason}"
    if differences:
        return "not-comparable", f"{relation}, but the claims differ in {_fields(differences)}", strict
    if strict.verdict == "undecided":
        return "undecided", strict.reason, strict
    if equal.proved:
        return "same-order", relation, equal
    if pair is None:
        return "no-separation", f"{relation}; both are {a.direction} bounds, so nothing follows", strict
    if strict.proved:
        return "separation", f"{big.quantity} exceeds {small.quantity} by orders of magnitude", strict
    return "no-separation", relation, strict


def _fields(differences: tuple[Difference, ...]) -> str:
    return ", ".join(d.field for d in differences)


def _lower_and_upper(a: Claim, b: Claim) -> tuple[Claim, Claim] | None:
    """Return (the lower bound, the upper bound) of the two, if there is one of each."""
    if a.direction != Direction.UPPER and b.direction != Direction.LOWER:
        return a, b
    if b.direction != Direction.UPPER and a.direction != Direction.LOWER:
        return b, a
    return None


def _differences(a: Claim, b: Claim) -> tuple[Difference, ...]:
    respects: dict[str, Callable[[Claim], str]] = {
        "counted part": _counted,
        "target class": lambda c: c.target.name,
        "error norm": lambda c: str(c.norm),
        "counting convention": lambda c: str(c.counting),
        "quantifiers": lambda c: str(c.quantifiers),
    }
    found = tuple(Difference(name, of(a), of(b)) for name, of in respects.items() if of(a) != of(b))
    return tuple(d for d in found if d.field != "counting convention" or not _harmless_counting(a, b))


def _harmless_counting(a: Claim, b: Claim) -> bool:
    """A lower bound on the non-zero parameters and an upper bound on all of them hold in either convention."""
    pair = _lower_and_upper(a, b)
    return pair is not None and (pair[0].counting, pair[1].counting) == (Counting.NONZERO, Counting.DENSE)


def _counted(claim: Claim) -> str:
    if claim.quantity in {"N_q", "N_g"}:
        return "the primary network alone"
    return "all trainable parameters" if claim.quantity in {"N", "N_f"} else f"no parameters, {claim.quantity}"


def range_text(ranges: Ranges, where: tuple[Stated, ...]) -> str:
    """Return in words which parameters a statement speaks of: all of them, but those that a condition fixes."""
    free = ranges.text(without=(name for name, _ in _equations(where)))
    return ", ".join([free] * bool(free) + list(map(str, where)))


def _conditions(a: Claim, b: Claim, values: Mapping[str, Value]) -> tuple[Ranges, tuple[Stated, ...]]:
    used = a.ranges.joined(b.ranges)
    split = {"m1", "m2"} & set(used.names)
    whole = Ranges.of({n: FAMILY[n] for n in ("m", "m1", "m2")}) if split or "m" in used else Ranges()
    put = checked_values(values, used.joined(whole), split=bool(split))
    names = set(used.names) | set(put)
    conditions = list(dict.fromkeys([*a.given, *b.given]))
    if "m" in names and names & {"m1", "m2"}:
        conditions.append(Stated.condition(DIMENSION))
        used = used.joined(whole)
    values_put = (Stated.of(Comparison(parameter(n), "=", number(v))) for n, v in put.items())
    conditions += [c for c in values_put if c not in conditions]
    for i, condition in enumerate(conditions):
        if decide(Statement.of(negation(condition.formula), conditions[:i], used)).proved:
            known = ", ".join(map(str, conditions[:i])) or used.text()
            raise BoundlabError(f"{condition}: contradicts {known}, which the claims need")
    return used, tuple(conditions)


def _equalities(where: tuple[Stated, ...]) -> dict[str, Expression]:
    """Return the substitutions that conditions such as `r = 1` and `m = m1 + m2` amount to."""
    found: dict[str, Expression] = {}
    for name, value in reversed(_equations(where)):
        found[name] = value.substitute(found)
    return found


def _equations(where: Iterable[Stated]) -> list[tuple[str, Expression]]:
    return [equation for condition in where if (equation := condition.equation) is not None]


def _simplified(order: Order, substitution: Mapping[str, Expression]) -> Order:
    return order.substitute({n: substitution[n] for n in order.parameters() if n in substitution})


def _pushed(order: Order) -> Order:
    """Return the order with c + min(a, b) in a power written as min(c + a, c + b)."""
    scale = order.scale_name
    if scale is None:
        return order
    total = None
    for term in order.terms:
        moved = Order.of([type(term)(_push(term.power), term.log, term.factors, term.coefficient)], scale)
        total = moved if total is None else total + moved
    assert total is not None
    return total


def _push(e: Expression) -> Expression:
    extrema = [s for s in (e.children() if e.op == "sum" else (e,)) if s.op in {"min", "max"}]
    if len(extrema) != 1:
        return e
    rest = normal(e - extrema[0])
    return expression(extrema[0].rebuild(lambda a: normal(a + rest))) if rest != number(0) else e


def order_value(claim: Claim, values: Mapping[str, Value]) -> tuple[Order, Ranges, tuple[Stated, ...]]:
    """Return the order of `claim` with `values` put in, the ranges of its parameters and the conditions used."""
    ranges, where = _conditions(claim, claim, values)
    substitution = _equalities(where)
    resolved = {n: e for n, e in substitution.items() if n in claim.order.parameters()}
    put = {n: resolved.get(n, parameter(n)) for n in claim.order.parameters()}
    return claim.order.substitute(put), ranges, where
