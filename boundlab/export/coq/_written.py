"""Statements as written in Coq: with floors, roots, factorials, sums and powers with integers as exponents.

Coq's functions are total. So what an expression needs to be defined (a divisor other than zero, nothing negative under
a root) is assumed with a condition and proved with a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from boundlab.checking._instances import Stated, stated
from boundlab.checking._rewritten.parser import (
    Bound,
    Call,
    Chain,
    Expression,
    Extremum,
    Junction,
    Name,
    Negative,
    Not,
    Numeral,
    Power,
    Product,
    Sum,
    Summation,
)
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._written import _normal
from boundlab.errors import BoundlabError
from boundlab.export._reading import WORK
from boundlab.export.coq._frame import Frame, _conjunction
from boundlab.export.coq._readable import APPLICATION, ATOM, Readable
from boundlab.export.coq._syntax import Syntax, opposite


@dataclass(frozen=True)
class Written:
    """A statement as written, its roots in one form; a parameter is an integer ≥ 1, of any sign, or real."""

    claim: Any
    conditions: tuple[Any, ...]
    parameters: frozenset[str]
    integers: frozenset[str]
    signed: frozenset[str]


def written(value: Any) -> Written:
    """Return the statement of a certificate as written."""
    return of_trees(stated(value, Budget(WORK)))


def of_trees(found: Stated) -> Written:
    """Return a statement with its roots in one form."""
    names = found.parameters
    conditions = tuple(map(_normal, found.conditions))
    return Written(_normal(found.claim), conditions, names, names - found.real - found.signed, found.signed)


def is_literal(exponent: Expression) -> bool:
    """Return whether an exponent is a number, 0, 1, 2, …"""
    return isinstance(exponent, Numeral) and isinstance(exponent.value, int)


class Need(NamedTuple):
    """What an expression needs to be defined; in a sum, `inner` for each of its terms."""

    kind: str
    trees: tuple[Any, ...]
    inner: Any = None


def _needs(tree: Any) -> Iterator[Need]:
    """Yield what a tree needs to be defined, what is within a function before it."""
    match tree:
        case Negative(operand) | Not(operand):
            yield from _needs(operand)
        case Sum(operands):
            for _, operand in operands:
                yield from _needs(operand)
        case Product(operands):
            for sign, operand in operands:
                yield from _needs(operand)
                if sign < 0 and not (isinstance(operand, Numeral) and operand.value):
                    yield Need("divisor", (operand,))
        case Power(base, exponent):
            yield from _needs(base)
            if not is_literal(exponent) and not (isinstance(base, Numeral) and base.value > 0):
                yield Need("power", (base, exponent))
        case Call(function, (argument, *_)):
            yield from _needs(argument)
            if function in ("root", "factorial"):
                yield Need(function, (argument,))
        case Summation(_, _, _, body):
            for inner in _needs(body):
                yield Need("sum", (tree,), inner)
        case Extremum(_, parts) | Junction(_, parts) | Chain(parts, _):
            for part in parts:
                yield from _needs(part)


class _Functions(Syntax):
    """Writes functions, sums and powers; `put` has the integers, `real` the numbers, that stand for names."""

    def __init__(
        self, statement: Any, put: Mapping[str, str] | None = None, real: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(statement)
        self.put, self.real = dict(put or {}), dict(real or {})

    def value(self, name: str) -> str:
        """Return the real number that a name is."""
        if name in self.put:
            return f"(IZR {self.put[name]})"
        return self.real.get(name) or super().value(name)

    @contextmanager
    def bound(self, name: str, text: str | None = None) -> Iterator[str]:
        """Let a name be that of an integer, by itself or a text; yield it."""
        before, self.put = self.put, {**self.put, name: text or self.variable(name)}
        yield self.put[name]
        self.put = before

    def whole_number(self, tree: Expression) -> str:
        """Return an expression as an integer."""
        match tree:
            case Numeral(int(value)):
                return f"{value}" if value >= 0 else f"({value})"
            case Name(name) if name in self.put:
                return self.put[name]
            case Name(name) if name in self.whole:
                return self.variable(name)
            case Negative(operand):
                return f"(- {opposite(self.whole_number(operand))})"
            case Sum(operands):
                parts = [f"{'+' if sign > 0 else '-'} {self.whole_number(each)}" for sign, each in operands]
                return f"({' '.join(parts).removeprefix('+ ')})"
            case Product(operands) if all(sign > 0 for sign, _ in operands):
                return f"({' * '.join(self.whole_number(each) for _, each in operands)})"
            case Power(base, exponent) if is_literal(exponent):
                return f"({self.whole_number(base)} ^ {self.whole_number(exponent)})"
        raise BoundlabError("an exponent, or the end of a sum, that is no polynomial in integers is not exported")

    def function(self, tree: Any, argument: Callable[[Any], str]) -> str | None:
        """Return a function as an application, None of anything else; `argument` writes what it is applied to."""
        match tree:
            case Call("floor", (of,)):
                return f"IZR (Int_part {argument(of)})"
            case Call("ceil", (of,)):
                return f"IZR (- Int_part (- {opposite(argument(of))}))"
            case Call("root", (of, Numeral(2))):
                return f"sqrt {argument(of)}"
            case Call("root", (of, Numeral(int(degree)))):
                return f"nth_root {degree} {argument(of)}"
            case Call("factorial", (of,)):
                return f"IZR (factorial_of {self.whole_number(of)})"
            case Power(base, exponent) if not is_literal(exponent):
                return f"powerRZ {argument(base)} {self.whole_number(exponent)}"
            case Summation(_, low, high, _):
                return f"sum_over {self.whole_number(low)} {self.whole_number(high)} {self.terms(tree)}"
            case Bound(function) | Call(function):
                raise BoundlabError(f"{function} in a statement of this kind is not exported")
        return None

    def terms(self, tree: Summation) -> str:
        """Return the function that gives the terms of a sum."""
        with self.bound(tree.variable) as name:
            return f"(fun {name} : Z => {self.expression(tree.body)})"

    def need(self, need: Need) -> str:
        """Return what is needed as a text."""
        match need.kind, need.trees:
            case "divisor", (divisor,):
                return f"{self.expression(divisor)} <> 0"
            case "root", (argument,):
                return f"0 <= {self.expression(argument)}"
            case "power", (base, exponent):
                return f"(({self.whole_number(exponent)} < 0)%Z -> {self.expression(base)} <> 0)"
            case "factorial", (argument,):
                return f"(0 <= {self.whole_number(argument)})%Z"
        (tree,) = need.trees
        low, high = self.whole_number(tree.low), self.whole_number(tree.high)
        with self.bound(tree.variable) as name:
            return f"(forall {name} : Z, ({low} <= {name} <= {high})%Z -> {self.need(need.inner)})"

    def needed(self, tree: Any) -> dict[str, Need]:
        """Return what a formula needs to be defined, by its text."""
        found: dict[str, Need] = {}
        for need in _needs(tree):
            if need.kind == "factorial" and isinstance(need.trees[0], Name) and need.trees[0].text in self.integers:
                continue
            found.setdefault(self.need(need), need)
        return found

    def parts(self, tree: Any) -> list[str]:
        """Return what says that a formula is defined, and the formula."""
        return [*self.needed(tree), self.formula(tree)]


class Meaning(_Functions):
    """Writes statements as `Syntax` does, with functions."""

    def expression(self, tree: Any) -> str:
        text = self.function(tree, self.expression)
        return super().expression(tree) if text is None else f"({text})"

    def defined(self, tree: Any) -> str:
        """Return that a formula is defined and holds."""
        return _conjunction(self.parts(tree))


class _ReadableMeaning(_Functions, Readable):
    """Writes the same without the parentheses that change nothing."""

    def _expression(self, tree: Any) -> tuple[str, int]:
        if isinstance(tree, Name) and tree.text in self.put:
            return f"IZR {self.put[tree.text]}", APPLICATION
        text = self.function(tree, lambda each: self._at(ATOM, each, self._expression))
        return super()._expression(tree) if text is None else (text, APPLICATION)


class WrittenFrame(Frame):
    """The parts of the theorem of a statement as written."""

    def __init__(self, statement: Written, syntax: _Functions) -> None:
        self.statement: Any = statement
        self.syntax: Any = syntax
        self.claim = statement.claim

    def condition(self, tree: Any) -> str:
        return _conjunction(self.syntax.parts(tree))

    def conclusion(self) -> str:
        return self.condition(self.claim)


def frame_of(statement: Written) -> WrittenFrame:
    """Return the theorem's parts as they are to be read."""
    return WrittenFrame(statement, _ReadableMeaning(statement))
