"""Proofs of version 2, which say what those of version 1 leave to their reader.

That is where each min and max of the statement stands, what both sides of a literal, and the exponents of an order, are
multiplied out, and what shows each divisor other than zero and each factor positive. All of it is worked out again from
the statement, and refused where it is missing or another.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._fields import items, members, text
from boundlab.checking._proof import MAX_ITEMS, Proof
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.algebra import Occurrence
from boundlab.checking._rewritten.formula import Literal, available
from boundlab.checking._rewritten.order import Terms
from boundlab.checking._rewritten.parser import (
    SCALES,
    Chain,
    Expression,
    Not,
    shown,
)
from boundlab.checking._rewritten.places import places
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.checking._rewritten.statement import Statement
from boundlab.checking._scope import Assertion, Scope

_ROOT = frozenset({"steps", "extrema", "sides", "terms", "divisors"})


class AnnotatedProof(Proof):
    """The check of one proof of version 2."""

    def __init__(self, statement: Statement, *, conditions_only: bool = False) -> None:
        super().__init__(statement, conditions_only=conditions_only)
        self.trees: dict[str, Any] = {f"where[{i}]": each for i, each in enumerate(statement.conditions)}
        if not conditions_only:
            self.trees["claim"] = statement.claim
        self.places: dict[str, str] = {}
        self.divisor_places: dict[str, Expression] = {}
        for root, tree in self.trees.items():
            for address, node, divides in places(tree, root):
                self.algebra.budget.spend(5)
                if divides:
                    self.divisor_places[address] = node  # type: ignore[assignment]
                else:
                    (self.places[address],) = self.algebra.rational(node).variables()
        if conditions_only:
            self.divisor_places = {}
        self.named: dict[str, str] = {}
        self.stated: dict[str, tuple[Rational, Rational]] = {}

    def check(self, proof: Any) -> int:
        fields = members(proof, "a proof", {"close"}, _ROOT)
        self._name_extrema(fields.get("extrema", {}))
        self._number_terms(fields.get("terms", {}))
        for name, both in _object(fields.get("sides", {}), '"sides"').items():
            self._multiplied_out(name, both)
        scope = self._domains()
        close = self._steps({name: fields[name] for name in ("steps", "close") if name in fields}, scope)
        self._require_nonzero(fields.get("divisors", []), scope)
        self._close(close, scope)
        return self.closed

    # Extrema

    def _name_extrema(self, extrema: Any) -> None:
        waiting = dict(self.places)
        arguments: list[tuple[str, list[Any]]] = []
        for name, value in _object(extrema, '"extrema"').items():
            fields = members(value, "an extremum", {"at", "arguments"})
            if not name.isidentifier() or not name.isascii() or name in self.algebra.parameters or name in SCALES:
                raise Rejected(f"{shown(name)} is not a new name for an extremum")
            atoms = {self._taken(address, waiting) for address in _addresses(fields["at"])}
            if len(atoms) != 1 or atoms & set(self.named.values()):
                raise Rejected(f"{shown(name)} is not one extremum, wherever it stands")
            (atom,) = atoms
            self.named[name] = atom
            self.algebra.named[name] = Rational.of(Polynomial.variable(atom, self.algebra.budget))
            arguments.append((atom, items(fields["arguments"], '"arguments"', MAX_ITEMS)))
        if waiting:
            raise Rejected(f"the min or max at {min(waiting)} has no name")
        met = self.algebra.atoms()
        for atom, values in arguments:
            own = self.algebra.atom(atom)[1]
            given = list(map(self._quotient, values))
            # An extremum is met after those within it: its sign may not be shown from itself.
            if set().union(*(each.variables() for each in given)) & set(met[met.index(atom) :]):
                raise Rejected("the arguments of a min or max are given by extrema that are not within it")
            if len(given) != len(own) or not all(x.equals(y) for x, y in zip(given, own, strict=True)):
                raise Rejected("the arguments of a min or max are not what they are multiplied out")
            own[:] = given

    def _taken(self, address: str, waiting: dict[str, Any]) -> Any:
        if address not in waiting:
            raise Rejected(f"at {shown(address)} stands none, or one that is named already")
        return waiting.pop(address)

    def _occurrence(self, of: Any, scope: Scope) -> Occurrence:
        names = [text(each, "a name") for each in items(of, '"of"', MAX_ITEMS)]
        if not set(names) <= self.named.keys() or len(set(names)) != len(names) or not names:
            raise Rejected('"of" is not a list of names of extrema')
        there = {name: scope.occurrence(*self.algebra.atom(atom)) for name, atom in self.named.items()}
        occurrence = there[names[0]]
        if occurrence is None:
            raise Rejected(f"a min or max inside {shown(names[0])} is not replaced")
        if occurrence in scope.replaced:
            raise Rejected(f"{shown(names[0])} is replaced already")
        if {name for name, each in there.items() if each == occurrence} != set(names):
            raise Rejected(f"{', '.join(names)[:80]} are not all the places of one min or max")
        return occurrence

    # Sides

    def _quotient(self, value: Any) -> Rational:
        """Return the rational function that a polynomial, or a list of two, stands for."""
        parts = [value] if type(value) is str else _pair(value)
        above, *below = (Rational.of(self.algebra.with_extrema(text(each, "a polynomial"))) for each in parts)
        return above / below[0] if below else above

    def _is(self, value: Any, own: Rational) -> bool:
        return self._quotient(value).equals(own)

    def _multiplied_out(self, name: str, both: Any) -> None:
        left, right = map(self.algebra.rational, self._compared(name))
        values = _pair(both)
        if not self._is(values[0], left) or not self._is(values[1], right):
            raise Rejected(f"the sides of {shown(name)} are not what they are multiplied out")
        self.stated[name] = left, right

    def _compared(self, name: str) -> tuple[Expression, Expression]:
        """Return the two sides of the literal called `name`, in the order stated."""
        if not isinstance(available(name, self.roots, lambda path: True), Literal):
            raise Rejected(f"{shown(name)} is not a literal")
        root, *indices = name.split(".")
        tree = self.trees[root]
        while not isinstance(tree, Chain):
            tree = tree.operand if isinstance(tree, Not) else tree.parts[int(indices.pop(0))]
        i = int(indices[0]) if len(tree.relations) > 1 else 0
        return tree.operands[i], tree.operands[i + 1]

    def _difference(self, name: str, literal: Literal) -> Rational:
        if name not in self.stated:
            raise Rejected(f"the sides of {shown(name)} are not multiplied out")
        left, right = self.stated[name]
        return left - right if self._compared(name)[0] is literal.left else right - left

    # Terms

    def _number_terms(self, tables: Any) -> None:
        """Let the terms of an order be known by their numbers: each side has the terms given, and no others."""
        wanted = set(self.sides)
        if wanted != set(_object(tables, '"terms"')):
            raise Rejected('"terms" has the terms of both sides of an order, and of nothing else')
        for side, own in list(self.sides.items()):
            numbered: Terms = {}
            keys = set()
            for i, pair in enumerate(items(tables[side], "the terms of a side", MAX_ITEMS)):
                a, b = map(self._quotient, _pair(pair))
                key = self.algebra.identity(a), self.algebra.identity(b)
                if key not in own or key in keys:
                    raise Rejected(f"the term {i} of the {side} side is none of it, or stands there twice")
                keys.add(key)
                numbered[i] = own[key]
            if len(numbered) != len(own):
                raise Rejected(f"{len(own) - len(numbered)} terms of the {side} side are missing")
            self.sides[side] = numbered

    def _term(self, term: Any, among: Terms) -> Any:
        if type(term) is not int or term not in among:
            raise Rejected('"term" is not the number of a term')
        return term

    # Signs

    def _factor(self, value: Any, source: Assertion, scope: Scope) -> tuple[Polynomial, bool]:
        polynomial, reason = (text(each, "a factor, or its sign") for each in _pair(value))
        factor, tree = self.algebra.polynomial(polynomial)
        if (source.relation == "=") != (reason == "zero"):
            raise Rejected('what is zero, and nothing else, is multiplied by any factor, which has the sign "zero"')
        if reason == "zero" or (reason == "evident" and self.algebra.evidently_positive(tree)):
            return factor, False
        fact = None if reason == "evident" else scope.fact(reason)
        if fact is None or not fact.strict or fact.polynomial != factor:
            raise Rejected(f"the factor {shown(polynomial)} is not shown to be positive by {shown(reason)}")
        return factor, fact.claimed

    def _require_nonzero(self, divisors: Any, scope: Scope) -> None:
        """Check that each divisor is other than zero, by what is said to show it."""
        waiting = dict(self.divisor_places)
        for each in items(divisors, '"divisors"', MAX_ITEMS):
            evident = type(each) is dict and each.get("by") == "evident"
            fields = members(each, "a divisor", {"at", "by"} if evident else {"at", "is", "by"})
            trees = [self._taken(address, waiting) for address in _addresses(fields["at"])]
            if evident:
                shown_so = all(map(self.algebra.evidently_positive, trees))
            else:
                # Where the divisors within it do not vanish, a divisor that is P/Q does not if P does not.
                value = self._quotient(fields["is"])
                if not all(value.equals(self.algebra.rational(tree)) for tree in trees):
                    raise Rejected("a divisor is not what it is multiplied out")
                shown_so = self._is_nonzero(value, fields["by"], scope)
            if not shown_so:
                raise Rejected("a divisor is not shown to be other than zero")
        if waiting:
            raise Rejected(f"nothing is said of the divisor at {min(waiting)}")

    def _is_nonzero(self, value: Rational, reason: Any, scope: Scope) -> bool:
        if type(reason) is dict:
            self._refute_zero(value, reason)
            return True
        if reason == "coefficients":
            return bool(self.algebra.sign(value.numerator))
        product = Polynomial.constant(1, self.algebra.budget)
        for name in items(reason, "what shows a divisor other than zero", MAX_ITEMS):
            fact = scope.fact(name)
            # What the negated claim implies says nothing about points where the claim is not even defined.
            if fact.claimed or not fact.strict:
                raise Rejected(f"{shown(name)} shows no divisor other than zero")
            product = product * fact.polynomial
        return bool(value.numerator.terms) and product.divided_by(value.numerator) is not None


def _object(value: Any, what: str) -> dict[str, Any]:
    if type(value) is not dict:
        raise Rejected(f"{what} must be an object")
    return {text(name, "a name"): each for name, each in value.items()}


def _addresses(value: Any) -> list[str]:
    found = [text(each, "an address") for each in items(value, '"at"', MAX_ITEMS)]
    if not found:
        raise Rejected('"at" has no address')
    return found


def _pair(value: Any) -> list[Any]:
    if type(value) is not list or len(value) != 2:
        raise Rejected("two members belong in a list")
    return value
