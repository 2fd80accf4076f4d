"""What is known at one node of a proof: facts, literals, replaced extrema, chosen parts of disjunctions."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from boundlab.checking._fields import text
from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.algebra import Algebra, Occurrence
from boundlab.checking._rewritten.parser import shown
from boundlab.checking._rewritten.polynomial import Polynomial, Rational

MAX_DEPTH = 60
MAX_NAME = 100


class Fact(NamedTuple):
    """`polynomial ≥ 0`, or `> 0` if strict. A fact that rests on the negated claim is `claimed`."""

    polynomial: Polynomial
    strict: bool
    claimed: bool = False


class Assertion(NamedTuple):
    """The literal `difference REL 0`, extrema not yet replaced."""

    difference: Rational
    relation: str
    claimed: bool = False


class Domination(NamedTuple):
    """The case of one term of the dominated side: its exponents, and the terms of the other side."""

    term: tuple[Rational, Rational]
    others: dict[Any, tuple[Rational, Rational]]


@dataclass
class Scope:
    """A node sees what its ancestors know; what it adds is seen by its descendants only."""

    algebra: Algebra
    facts: ChainMap[str, Fact] = field(default_factory=ChainMap)
    positive: ChainMap[Any, Fact] = field(default_factory=ChainMap)
    literals: ChainMap[str, Assertion] = field(default_factory=ChainMap)
    names: ChainMap[str, None] = field(default_factory=ChainMap)
    chosen: ChainMap[str, None] = field(default_factory=ChainMap)
    replaced: ChainMap[Occurrence, Rational] = field(default_factory=ChainMap)
    domination: Domination | None = None
    depth: int = 0
    _values: dict[str, Rational | None] = field(default_factory=dict)

    def inner(self) -> Scope:
        """Return the scope of a case."""
        self.algebra.budget.spend(50 + 5 * self.depth)
        if self.depth >= MAX_DEPTH:
            raise Unaffordable(f"cases nested deeper than {MAX_DEPTH}, refused")
        return Scope(
            self.algebra,
            self.facts.new_child(),
            self.positive.new_child(),
            self.literals.new_child(),
            self.names.new_child(),
            self.chosen.new_child(),
            self.replaced.new_child(),
            self.domination,
            self.depth + 1,
        )

    def new_name(self, value: Any) -> str:
        """Return the name an `as` gives, which is in use from here on."""
        name = text(value, '"as"')
        self.algebra.budget.spend(2 + self.depth)
        if not name or len(name) > MAX_NAME or set("[:.") & set(name) or name in ("claim", "assume", "divisor"):
            raise Rejected(f"{shown(name)} is not a name for a fact")
        if name in self.names:
            raise Rejected(f"the name {shown(name)} is in use")
        self.names[name] = None
        return name

    def fact(self, name: Any) -> Fact:
        """Return the fact called `name`."""
        self.algebra.budget.spend(2 + self.depth)
        known = self.facts.get(text(name, "the name of a fact"))
        if known is None:
            raise Rejected(f"no fact is called {shown(name)} here")
        return known

    def choose(self, path: str) -> None:
        """Make one part of a disjunction available."""
        self.chosen[path] = None

    def replace(self, occurrence: Occurrence, value: Rational) -> None:
        """Let an extremum be `value` from here on."""
        self.replaced[occurrence] = value
        self._values.clear()

    def resolved(self, value: Rational) -> Rational | None:
        """Return `value` with its extrema replaced, None if some extremum in it is not replaced."""
        values: dict[str, Rational] = {}
        for name in value.variables():
            if not self.algebra.is_atom(name):
                continue
            replacement = self._atom(name)
            if replacement is None:
                return None
            values[name] = replacement
        return value.substituted(values)

    def _atom(self, name: str) -> Rational | None:
        if name not in self._values:
            occurrence = self.occurrence(*self.algebra.atom(name))
            self._values[name] = None if occurrence is None else self.replaced.get(occurrence)
        return self._values[name]

    def occurrence(self, function: str, arguments: list[Rational]) -> Occurrence | None:
        """Return the extremum with its arguments' extrema replaced, None if one of them is not."""
        identities = []
        for argument in arguments:
            value = self.resolved(argument)
            if value is None:
                return None
            identities.append(self.algebra.identity(value))
        return function, tuple(identities)
