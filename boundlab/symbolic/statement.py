"""Statements: a claim, the conditions under which it is made, and the range of every parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.expression import NAME, ZERO, Expression, Value, number
from boundlab.symbolic.formula import Formula, expressions, holds, substitute
from boundlab.symbolic.grammar import Occurrences, parse_formula, parse_order
from boundlab.symbolic.order import Order
from boundlab.symbolic.rational import normal
from boundlab.symbolic.spelling import spelled, split_order_claim

MAX_CONDITIONS = 1_000


@dataclass(frozen=True)
class OrderClaim:
    """`left relation right` between two orders, the relation one of ≲ ≺ ≍ ≳ ≻."""

    left: Order
    relation: str
    right: Order

    def holds(self, point: Mapping[str, Value]) -> bool:
        """Evaluate exactly at fixed parameter values."""
        a, b = self.left.growth_at(point), self.right.growth_at(point)
        return {"≲": a <= b, "≺": a < b, "≍": a == b, "≳": a >= b, "≻": a > b}[self.relation]

    def expressions(self) -> list[Expression]:
        """Return every expression that occurs."""
        return self.left.expressions() + self.right.expressions()


@dataclass(frozen=True)
class Statement:
    """For all admissible parameters at which the conditions `where` hold, `claim` holds.

    Parameters are integers ≥ 1, those named in `real` any real numbers. The texts are kept as given: they are what a
    certificate carries.

    >>> s = Statement("min(m1+m2, 2*m1) >= m1", where=("m2 >= 2",))
    >>> s.parameters
    ('m1', 'm2')
    >>> s.violated({"m1": 1, "m2": 2})
    False
    """

    claim: str
    where: tuple[str, ...] = ()
    real: tuple[str, ...] = ()
    parsed: Formula | OrderClaim = field(init=False, compare=False, repr=False)
    conditions: tuple[Formula, ...] = field(init=False, compare=False, repr=False)
    seen: Occurrences = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.claim, str):
            raise bad_value("claim", self.claim, "a text such as 'm1 <= m2'")
        for argument, texts in (("where", self.where), ("real", self.real)):
            if any(not isinstance(text, str) for text in texts):
                raise bad_value(argument, texts, "texts")
        if len(self.where) > MAX_CONDITIONS:
            raise bad_value("where", f"{len(self.where)} conditions", f"at most {MAX_CONDITIONS}")
        seen = Occurrences()
        self._set(parsed=_parse_claim(self.claim, seen), seen=seen)
        self._set(conditions=tuple(parse_formula(text, "condition", seen) for text in self.where))
        self._set(claim=spelled(self.claim), where=tuple(map(spelled, self.where)))
        self._set(real=tuple(map(spelled, self.real)))
        for name in self.real:
            if name not in seen.names:
                raise bad_value("real", name, "the name of a parameter that occurs in the claim or a condition")
            if name in seen.multiplicities:
                raise BoundlabError(f"claim: the multiplicity {name} is real, it must be evidently positive")
        if len(seen.scales) > 1:
            raise BoundlabError("claim: one order is in eps and the other in N; convert one with `boundlab invert`")
        for divisor in seen.divisors:
            if normal(divisor) == ZERO:
                raise BoundlabError(f"division by zero: the divisor {str(divisor)[:80]} vanishes")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def all_expressions(self) -> list[Expression]:
        """Return every expression of the claim and the conditions."""
        claim = self.parsed
        parts = claim.expressions() if isinstance(claim, OrderClaim) else list(expressions(claim))
        return parts + [e for c in self.conditions for e in expressions(c)]

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names that occur in the texts, sorted."""
        return tuple(sorted(self.seen.names | self.seen.multiplicities))

    @property
    def integers(self) -> tuple[str, ...]:
        """The parameters that range over the integers ≥ 1."""
        return tuple(name for name in self.parameters if name not in self.real)

    def admissible(self, point: Mapping[str, Value]) -> bool:
        """Does `point` lie in the range and satisfy the conditions?"""
        return all(point[n] >= 1 and point[n] == int(point[n]) for n in self.integers) and all(
            holds(c, point) for c in self.conditions
        )

    def holds(self, point: Mapping[str, Value]) -> bool:
        """Does the claim hold at `point`? Exact; ZeroDivisionError where a divisor vanishes."""
        return self.parsed.holds(point) if isinstance(self.parsed, OrderClaim) else holds(self.parsed, point)

    def violated(self, point: Mapping[str, Value]) -> bool:
        """Is `point` admissible and the claim false there? ZeroDivisionError where any divisor vanishes."""
        return self.admissible(point) and not self.holds(point) and self.defined(point)

    def defined(self, point: Mapping[str, Value]) -> bool:
        """Is no divisor zero at `point`, also where it cancels or does not matter?"""
        return all(divisor.at(point) != 0 for divisor in self.seen.divisors)

    def fixed(self, values: Mapping[str, Value]) -> Statement:
        """Return the statement with `values` put in; a parameter that cancels stays one."""
        numbers = {name: number(value) for name, value in values.items()}
        claim = self.parsed
        if isinstance(claim, OrderClaim):
            text = f"{claim.left.substitute(numbers)} {claim.relation} {claim.right.substitute(numbers)}"
        else:
            text = str(substitute(claim, numbers))
        where = [str(substitute(c, numbers)) for c in self.conditions]
        left = {name for written in (text, *where) for name in NAME.findall(written)}
        kept = [name for name in self.parameters if name not in values]
        where += [f"{name} = {name}" for name in kept if name not in left]
        return Statement(text, tuple(where), tuple(name for name in self.real if name in kept))

    def to_json(self) -> dict[str, Any]:
        """Return the three texts a certificate carries."""
        return {"claim": self.claim, "where": list(self.where), "real": list(self.real)}

    def __str__(self) -> str:
        tail = f" where {', '.join(self.where)}" if self.where else ""
        return self.claim + tail + (f", {', '.join(self.real)} real" if self.real else "")


def _parse_claim(text: str, seen: Occurrences) -> Formula | OrderClaim:
    split = split_order_claim(text)
    if split is None:
        return parse_formula(text, "claim", seen)
    left, relation, right = split
    return OrderClaim(parse_order(left, "claim", seen), relation, parse_order(right, "claim", seen))


def split_list(texts: Iterable[str], argument: str) -> tuple[str, ...]:
    """Split texts at commas outside parentheses: `m2 >= 2, r >= max(m1, 3)` is two conditions.

    Raises BoundlabError, naming `argument`, for an empty item.
    """
    parts: list[str] = []
    for text in texts:
        depth, start = 0, 0
        for i, character in enumerate(text + ","):
            depth += (character == "(") - (character == ")")
            if character == "," and depth <= 0:
                parts.append(text[start:i].strip())
                start = i + 1
        if "" in parts:
            raise bad_value(argument, text, "items separated by commas, none of them empty")
    return tuple(parts)
