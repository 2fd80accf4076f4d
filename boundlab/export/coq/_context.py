"""What is known at a point of an exported proof, and under which names Coq knows it."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from boundlab.checking._rewritten.formula import Compound, Literal, Normal
from boundlab.checking._rewritten.parser import Extremum
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.checking._scope import Scope
from boundlab.errors import BoundlabError


class Known(NamedTuple):
    """A fact: its name in Coq, its polynomial as a text and multiplied out, whether strict, whether of the claim."""

    name: str
    text: str
    polynomial: Polynomial
    strict: bool
    claimed: bool


class Sign(NamedTuple):
    """A literal: its name in Coq, its relation, whether it is a part of the negated claim."""

    name: str
    relation: str
    claimed: bool


@dataclass
class Variable:
    """An extremum of the statement that Coq knows as a variable, with the name of its equation."""

    tree: Extremum
    atom: str
    name: str
    equation: str
    raw: str


@dataclass
class Context:
    """A case sees what its ancestors know; what it adds is seen below it only."""

    scope: Scope
    facts: ChainMap[str, Known] = field(default_factory=ChainMap)
    positive: ChainMap[Any, Known] = field(default_factory=ChainMap)
    literals: ChainMap[str, Sign] = field(default_factory=ChainMap)
    disjunctions: ChainMap[str, tuple[str, Compound]] = field(default_factory=ChainMap)
    variables: tuple[Variable, ...] = ()
    current: dict[str, str] = field(default_factory=dict)
    attained: dict[Any, str] = field(default_factory=dict)
    domination: Any = None

    def inner(self) -> Context:
        """Return the context of a case."""
        return replace(
            self,
            scope=self.scope.inner(),
            facts=self.facts.new_child(),
            positive=self.positive.new_child(),
            literals=self.literals.new_child(),
            disjunctions=self.disjunctions.new_child(),
            current=dict(self.current),
            attained=dict(self.attained),
        )

    def fact(self, name: Any) -> Known:
        """Return the fact called `name` in the certificate."""
        if not isinstance(name, str) or name not in self.facts:
            raise BoundlabError(f"the proof names a fact {str(name)[:60]!r} that it does not have; nothing is exported")
        return self.facts[name]

    def know(self, path: str, name: str, formula: Normal) -> None:
        """Let the formula `path` be what Coq calls `name`: a literal, or a disjunction."""
        if isinstance(formula, Literal):
            self.literals[path] = Sign(name, formula.relation, path.startswith("claim"))
        else:
            self.disjunctions[path] = name, formula
