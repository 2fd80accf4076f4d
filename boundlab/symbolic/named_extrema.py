"""The extrema of a statement by names: what it compares and divides by, multiplied out in parameters and these names.

Two extrema are one if they are the same function of arguments that are equal as rational functions, in the same order.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from boundlab.symbolic.addresses import Place, places, trees_of
from boundlab.symbolic.expression import ONE, RESERVED, Expression, maximum, minimum, number, parameter
from boundlab.symbolic.grammar import _Reader
from boundlab.symbolic.rational import Ring, normal
from boundlab.symbolic.statement import Statement

Quotient: TypeAlias = "tuple[Expression, Expression]"
Replaced: TypeAlias = Mapping[str, Expression]
_HAS_PLACES = re.compile(r"/|\b(?:min|max|abs)\b")


class _WithNames(_Reader):
    """Reads expressions whose extrema have names, given by `name`."""

    def __init__(self, name: Callable[[str, list[Expression]], Expression]) -> None:
        super().__init__("", "statement")
        self.named = name

    def expression(self, node: ast.expr) -> Expression:
        match node:
            case ast.Call(func=ast.Name(id="min" | "max" as function), args=args) if len(args) > 1:
                return self.named(function, [self.expression(each) for each in args])
            case ast.Call(func=ast.Name(id="abs"), args=[argument]):
                value = self.expression(argument)
                return self.named("max", [value, -value])
            case ast.Constant(value=int() | Fraction() as value):
                return number(value)
        return super().expression(node)


@dataclass
class Named:
    """An extremum: its arguments as written, and in normal form, in parameters and names, and where it stands."""

    function: str
    written: list[Expression]
    arguments: list[Expression]
    at: list[str] = field(default_factory=list)


class NamedExtrema:
    """The trees of a statement, with names for its extrema."""

    def __init__(self, statement: Statement, *, conditions_only: bool = False) -> None:
        self.integers = frozenset(statement.integers)
        stated = statement.to_json()
        self.texts = {f"where[{i}]": text for i, text in enumerate(stated["where"])}
        if not conditions_only:
            self.texts["claim"] = stated["claim"]
        self._trees: dict[str, tuple[ast.expr, ...]] = {}
        taken = RESERVED | set(statement.parameters)
        self._fresh = (name for i in itertools.count(1) if (name := f"x{i}") not in taken)
        self.named: dict[str, Named] = {}
        self._by_key: dict[tuple[str, ...], str] = {}
        self._positive: dict[str, bool] = {}
        self._reader = _WithNames(self._extremum)
        self.divisors: list[Place] = []
        for root in [root for root, text in self.texts.items() if _HAS_PLACES.search(text)]:
            trees = self.trees(root)
            order = len(trees) > 1
            for i, tree in enumerate(trees):
                for place in places(tree, f"{root}/{i}" if order else root, order=order):
                    if place.divides:
                        self.divisors.append(place)
                    else:
                        self.named[str(self.expression(place.node))].at.append(place.address)

    def trees(self, root: str) -> tuple[ast.expr, ...]:
        """Return the tree of a formula, or those of the two sides of a comparison of orders."""
        if root not in self._trees:
            self._trees[root] = trees_of(self.texts[root])
        return self._trees[root]

    def expression(self, node: ast.expr) -> Expression:
        """Return what a tree says, with names for its extrema."""
        return self._reader.expression(node)

    def _extremum(self, function: str, written: list[Expression]) -> Expression:
        arguments = [normal(each) for each in written]
        key = function, *map(str, arguments)
        if key not in self._by_key:
            name = self._by_key[key] = next(self._fresh)
            self.named[name] = Named(function, written, arguments)
        return parameter(self._by_key[key])

    def of(self, e: Expression) -> Expression:
        """Return `e`, whose extrema are some of the statement's, with names for them."""
        if e.op in {"min", "max"}:
            return self._extremum(e.op, [self.of(argument) for argument in e.children()])
        return e.rebuild(self.of)

    def resolved(self, replaced: Replaced) -> dict[str, tuple[str, list[Expression]]]:
        """Return the text and the arguments of each extremum with those within put in, if they are all replaced.

        `replaced` has values by the texts of extrema whose arguments are free of extrema.
        """
        found: dict[str, tuple[str, list[Expression]]] = {}
        values: dict[str, Expression] = {}
        for name, one in self.named.items():  # those within come first
            arguments = []
            for argument in one.arguments:
                within = argument.parameters() & self.named.keys()
                if not within <= values.keys():
                    break
                arguments.append(normal(argument.substitute(values)) if within else argument)
            else:
                text = str((minimum if one.function == "min" else maximum)(*arguments))
                found[name] = text, arguments
                if text in replaced:
                    values[name] = replaced[text]
        return found

    def sign(self, p: Expression) -> int:
        """Return 1 or -1 if the coefficients of a polynomial have this sign and what stands in it is positive, else 0.

        Integer parameters are, and extrema of arguments that are.
        """
        names = p.parameters()
        if not all(name in self.integers or self._is_positive(name) for name in names):
            return 0
        if "-" not in str(p):
            return int(p.value != 0)
        top, _ = Ring(names).fraction(p, _refused)
        signs = {1 if c > 0 else -1 for c in top.coeffs()}
        return signs.pop() if len(signs) == 1 else 0

    def _is_positive(self, name: str) -> bool:
        if name not in self._positive:
            one = self.named.get(name)
            quotients = [] if one is None else map(self._signed, one.written, one.arguments)
            self._positive[name] = one is not None and all(self.sign(p) * self.sign(q) > 0 for p, q in quotients)
        return self._positive[name]

    def _signed(self, written: Expression, in_normal_form: Expression) -> Quotient:
        """Return numerator and denominator such that their signs show the quotient positive, if some do."""
        found = representations(written, in_normal_form)
        return next((each for each in found if self.sign(each[0]) * self.sign(each[1]) > 0), parts(in_normal_form))

    def to_json(self) -> dict[str, Any]:
        """Return where each extremum stands, with its arguments multiplied out."""
        return {
            name: {
                "at": one.at,
                "arguments": [quotient(*self._signed(*each)) for each in zip(one.written, one.arguments, strict=True)],
            }
            for name, one in self.named.items()
        }


def multiplied_out(e: Expression) -> Quotient:
    """Return numerator and denominator of an expression without extrema, in lowest terms."""
    return (e, ONE) if _is_expanded(e) else parts(normal(e))


def _is_expanded(e: Expression) -> bool:
    """Is it a sum of products of numbers and powers of parameters, no two with the same powers?"""
    seen = set()
    for term in e.args if e.op == "sum" else (e,):
        factors = [f for f in (term.args if term.op == "product" else (term,)) if f.op != "number"]
        bases = [f.args[0] if f.op == "power" else f for f in factors]
        if any(base.op != "parameter" for base in bases) or len(set(bases)) < len(bases):
            return False
        seen.add(frozenset(factors))
    return len(seen) == len(e.args if e.op == "sum" else (e,))


def parts(e: Expression) -> Quotient:
    """Return numerator and denominator of an expression in normal form."""
    match e.op, e.args:
        case "quotient", (top, bottom):
            return top, bottom
        case "product", (factor, Expression(op="quotient", args=(top, bottom))):
            return factor * top, bottom
    return e, ONE


def representations(written: Expression, in_normal_form: Expression | None = None) -> Iterator[Quotient]:
    """Yield numerator and denominator in lowest terms, then not reduced."""
    yield parts(normal(written) if in_normal_form is None else in_normal_form)
    if any(each.op == "quotient" for each in written.subexpressions()):
        ring = Ring(written.parameters())
        top, bottom = ring.fraction(written, _refused)
        yield ring.expression(top), ring.expression(bottom)


def quotient(top: Expression, bottom: Expression) -> str | list[str]:
    """Return a quotient of polynomials as a certificate has it."""
    return str(top) if bottom == ONE else [str(top), str(bottom)]


def _refused(e: Expression) -> Any:
    raise AssertionError(e)
