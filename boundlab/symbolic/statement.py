"""Statements: a claim, the conditions under which it is made, and the range of every parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.domain import INTEGER, POSITIVE_INTEGER, REAL, Domain, Ranges, real_above
from boundlab.symbolic.expression import ZERO, Expression, Value
from boundlab.symbolic.formula import Formula
from boundlab.symbolic.rational import normal
from boundlab.symbolic.spelling import spelled
from boundlab.symbolic.stated import OrderClaim, Stated

MAX_CONDITIONS = 1_000
UNDECLARED = Ranges()
_DECLARED = {"real": REAL, "integer": INTEGER, "positive": real_above(0)}


@dataclass(frozen=True)
class Statement:
    """For all parameters in their domains at which the conditions `where` hold, `claim` holds.

    `ranges` declares parameters; one that is not declared is an integer ≥ 1, one that is declared need not occur.
    Text is read by `parse` and printed by `to_json`; between them a statement is a tree.

    >>> s = Statement.parse("min(m1+m2, 2*m1) >= m1", where=("m2 >= 2",))
    >>> s.parameters
    ('m1', 'm2')
    >>> s.violated({"m1": 1, "m2": 2})
    False
    >>> print(s.fixed({"m1": 3}))
    min(m2 + 3, 6) >= 3 where m2 >= 2
    """

    claim: Stated
    where: tuple[Stated, ...] = ()
    ranges: Ranges = UNDECLARED
    completion: Any = None  # of the parameters that stand for functions (`functions`)

    def __post_init__(self) -> None:
        for name in self.ranges.unsigned:
            if name in self.claim.seen.multiplicities:
                kind = "real" if self.ranges[name].kind == "real" else "an integer of any sign"
                raise BoundlabError(f"the multiplicity {name} is {kind}, it must be evidently positive", "claim")
        if len(self.claim.seen.scales) > 1:
            raise BoundlabError("one order is in eps and the other in N; convert one with `boundlab invert`", "claim")
        for divisor in self.divisors:
            if normal(divisor) == ZERO:
                raise BoundlabError(f"division by zero: the divisor {str(divisor)[:80]} vanishes")

    @classmethod
    def parse(
        cls,
        claim: str,
        where: Iterable[str] = (),
        real: Iterable[str] = (),
        *,
        integer: Iterable[str] = (),
        positive: Iterable[str] = (),
    ) -> Statement:
        """Return the statement in these texts: the parameters named in `real` are any reals, those in `integer` any
        integers, those in `positive` reals > 0, the others integers ≥ 1.

        The texts are kept as given: they are what a certificate carries. Raises BoundlabError for text that is not in
        the grammar, and for a declared name that does not occur or is declared twice.
        """
        where, declared = tuple(where), {"real": tuple(real), "integer": tuple(integer), "positive": tuple(positive)}
        for argument, texts in (("where", where), *declared.items()):
            if any(not isinstance(text, str) for text in texts):
                raise bad_value(argument, texts, "texts")
        if len(where) > MAX_CONDITIONS:
            raise bad_value("where", f"{len(where)} conditions", f"at most {MAX_CONDITIONS}")
        parts = Stated.claim(claim), *map(Stated.condition, where)
        names = set().union(*(part.names for part in parts))
        domains: dict[str, Domain] = {}
        for argument, texts in declared.items():
            for name in map(spelled, texts):
                if name not in names:
                    raise bad_value(argument, name, "the name of a parameter that occurs in the claim or a condition")
                if domains.setdefault(name, _DECLARED[argument]) != _DECLARED[argument]:
                    raise bad_value(argument, name, f"one declaration: it is {domains[name]} already")
        return cls(parts[0], parts[1:], Ranges(tuple(domains.items())))

    @classmethod
    def of(cls, claim: Formula | OrderClaim, where: Iterable[Stated] = (), ranges: Ranges = UNDECLARED) -> Statement:
        """Return the statement that the tree `claim` holds under `where`, with the domains of what occurs in it."""
        parts = Stated.of(claim), *where
        names = set().union(*(part.names for part in parts))
        return cls(parts[0], parts[1:], Ranges(tuple(item for item in ranges.items if item[0] in names)))

    def all_expressions(self) -> list[Expression]:
        """Return every expression of the claim and the conditions."""
        return [e for part in (self.claim, *self.where) for e in part.expressions()]

    @cached_property
    def divisors(self) -> tuple[Expression, ...]:
        """Every divisor that stands in the claim and the conditions, also where it cancels."""
        return tuple(divisor for part in (self.claim, *self.where) for divisor in part.seen.divisors)

    @cached_property
    def _occurring(self) -> frozenset[str]:
        return frozenset().union(*(part.names for part in (self.claim, *self.where)))

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names that occur and those declared, sorted."""
        return tuple(sorted({*self._occurring, *self.ranges.names}))

    @property
    def real(self) -> tuple[str, ...]:
        """The real parameters."""
        return self.ranges.real

    @property
    def signed(self) -> tuple[str, ...]:
        """The integers of any sign."""
        return self.ranges.signed

    @cached_property
    def integers(self) -> tuple[str, ...]:
        """The other parameters, integers ≥ 1."""
        return tuple(name for name in self.parameters if name not in self.real and name not in self.signed)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The integer parameters, of whatever sign."""
        return frozenset((*self.integers, *self.signed))

    @cached_property
    def unsigned(self) -> frozenset[str]:
        """The parameters that may be zero or negative."""
        return frozenset((*self.real, *self.signed))

    @cached_property
    def _bounded(self) -> tuple[tuple[str, Domain], ...]:
        domains = ((name, self.ranges.get(name, POSITIVE_INTEGER)) for name in self.parameters)
        return tuple((name, domain) for name, domain in domains if domain != REAL)

    @property
    def free(self) -> tuple[str, ...]:
        """The parameters whose values may be chosen at will."""
        if self.completion is None:
            return self.parameters
        computed = self.completion.computed()
        return tuple(name for name in self.parameters if name not in computed)

    def completed(self, point: Mapping[str, Value]) -> Mapping[str, Value] | None:
        """Return `point` with the values of the other parameters, None if there are none."""
        return point if self.completion is None else self.completion.completed(point)

    def admissible(self, point: Mapping[str, Value]) -> bool:
        """Does `point` lie in the range and satisfy the conditions?"""
        return self.in_range(point) and all(c.holds(point) for c in self.where)

    def in_range(self, point: Mapping[str, Value]) -> bool:
        """Does every value that `point` has lie where its parameter ranges?"""
        return all(point[n] in domain for n, domain in self._bounded if n in point)

    def holds(self, point: Mapping[str, Value]) -> bool:
        """Does the claim hold at `point`? Exact; ZeroDivisionError where a divisor vanishes."""
        return self.claim.holds(point)

    def violated(self, point: Mapping[str, Value]) -> bool:
        """Is `point` admissible and the claim false there? ZeroDivisionError where any divisor vanishes."""
        return self.admissible(point) and not self.holds(point) and self.defined(point)

    def defined(self, point: Mapping[str, Value]) -> bool:
        """Is no divisor zero at `point`, also where it cancels or does not matter?"""
        return all(divisor.exactly(point) != 0 for divisor in self.divisors)

    def fixed(self, values: Mapping[str, Value]) -> Statement:
        """Return the statement with `values` put in; a parameter that cancels stays declared."""
        domains = ((n, self.ranges.get(n, POSITIVE_INTEGER)) for n in self.parameters if n not in values)
        where = tuple(c.substitute(values) for c in self.where)
        return Statement(self.claim.substitute(values), where, Ranges(tuple(domains)))

    def to_json(self) -> dict[str, Any]:
        """Return the texts that a certificate carries; a parameter that does not occur is named in a condition."""
        unnamed = [f"{name} = {name}" for name in self.parameters if name not in self._occurring]
        texts = {"claim": str(self.claim), "where": [*map(str, self.where), *unnamed], "real": list(self.real)}
        return {**texts, "integer": list(self.signed)} if self.signed else texts

    def __str__(self) -> str:
        tail = f" where {', '.join(map(str, self.where))}" if self.where else ""
        kinds = ((self.real, "real"), (self.signed, "integer"))
        return str(self.claim) + tail + "".join(f", {', '.join(names)} {kind}" for names, kind in kinds if names)


def split_list(texts: Iterable[str], argument: str) -> tuple[str, ...]:
    """Split texts at commas outside parentheses and brackets: `m2 >= 2, r >= max(m1, 3)` is two conditions.

    Raises BoundlabError, naming `argument`, for an empty item.
    """
    parts: list[str] = []
    for text in texts:
        depth, start = 0, 0
        for i, character in enumerate(text + ","):
            depth += (character in "([{") - (character in ")]}")
            if character == "," and depth <= 0:
                parts.append(text[start:i].strip())
                start = i + 1
        if "" in parts:
            raise bad_value(argument, text, "items separated by commas, none of them empty")
    return tuple(parts)
