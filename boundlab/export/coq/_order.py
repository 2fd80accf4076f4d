"""Orders: what is stated of the functions of the scale, their terms, and the comparison of terms."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Any, NamedTuple

from boundlab.checking._rewritten.parser import (
    MAX_EXPONENT,
    SCALES,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Negative,
    Numeral,
    OrderClaim,
    Power,
    Product,
    Sum,
    walk,
)
from boundlab.errors import BoundlabError
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax

STRICT = ("≺", "≻")


def scale(claim: OrderClaim) -> str:
    """Return the scale of a claim, eps or N; a claim without one holds for both."""
    names = {node.text for node in walk(claim) if isinstance(node, Name) and node.text in SCALES}
    return "N" if names == {"N"} else "eps"


def directions(claim: OrderClaim) -> list[tuple[str, str]]:
    """Return which side is dominated by which."""
    ways = {"≍": [("left", "right"), ("right", "left")], "≲": [("left", "right")], "≺": [("left", "right")]}
    return ways.get(claim.relation, [("right", "left")])


def stated(claim: OrderClaim, syntax: Syntax) -> list[str]:
    """Return the domination of functions that a claim states, with its quantifiers; two for `≍`."""
    return [
        dominated(syntax.order(getattr(claim, small)), syntax.order(getattr(claim, large)), claim)
        for small, large in directions(claim)
    ]


def dominated(small: str, large: str, claim: OrderClaim) -> str:
    """Return that one function of the scale is O(·), or o(·), of another."""
    near = {
        "eps": "exists eps0 : R, 0 < eps0 /\\ forall eps : R, 0 < eps < eps0 ->\n   ",
        "N": "exists N0 : R, 0 < N0 /\\ forall N : R, N0 < N ->\n   ",
    }[scale(claim)]
    if claim.relation in STRICT:
        return f"(forall c : R, 0 < c -> {near} {small} <= c * {large})"
    return f"(exists C : R, 0 < C /\\ {near} {small} <= C * {large})"


class Pair(NamedTuple):
    """The exponents of a term t^a * log(t)^b."""

    a: Expression
    b: Expression


class Like(NamedTuple):
    """What Coq knows of an order: the name of the fact that it is like the sum of some terms."""

    name: str
    pairs: tuple[Pair, ...]


class Orders:
    """Shows that orders are, up to constant factors, sums of terms; every stage is asserted with its list of terms."""

    def __init__(self, syntax: Syntax, script: Script, claim: OrderClaim) -> None:
        """Take how to write, and where."""
        self.syntax = syntax
        self.script = script
        self.scale = scale(claim)
        self.computed = "computed"

    def identity(self, tree: Expression) -> Hashable:
        """Return what equal exponents share, and no others."""
        raise NotImplementedError

    def exponent(self, tree: Expression) -> Expression:
        """Return how an exponent stands in a term."""
        return tree

    def like(self, tree: Expression) -> Like:
        """Write the proof for an order; return what Coq then knows."""
        if not any(isinstance(node, Name) and node.text in SCALES for node in walk(tree)):
            return self._known(tree, (Pair(ZERO, ZERO),), "apply like_constant; pos")
        match tree:
            case Name():
                return self._known(tree, (Pair(Numeral(-1 if self.scale == "eps" else 1), ZERO),), "exact like_scale")
            case Logarithm():
                return self._known(tree, (Pair(ZERO, Numeral(1)),), "exact like_log")
            case Sum(operands):
                return self._folded(tree, [operand for _, operand in operands], "plus")
            case Extremum("max", arguments):
                return self._maximum(arguments)
            case Product(operands):
                return self._product(operands)
            case Power(base, exponent):
                return self._power(tree, self.like(base), exponent)
        raise BoundlabError(f"{type(tree).__name__.lower()} in an order is not exported")

    def _known(self, tree: Expression, pairs: tuple[Pair, ...], how: str) -> Like:
        name = self.script.have("O", self._says(self.syntax.order(tree), pairs), how)
        return self._collected(self.syntax.order(tree), Like(name, pairs))

    def _says(self, function: str, pairs: tuple[Pair, ...]) -> str:
        return f"like (fun {self.scale} => {function}) {self.terms(pairs)}"

    def terms(self, pairs: tuple[Pair, ...]) -> str:
        """Return a list of terms."""
        return "(" + "".join(f"{self.pair(each)} :: " for each in pairs) + "nil)"

    def pair(self, pair: Pair) -> str:
        """Return a term."""
        return f"({self.syntax.expression(pair.a)}, {self.syntax.expression(pair.b)})"

    def _stage(self, function: str, pairs: tuple[Pair, ...], how: str) -> Like:
        name = self.script.have("O", self._says(function, pairs), f"eapply like_terms; [ {how} | {self.computed} ]")
        return self._collected(function, Like(name, pairs))

    def _collected(self, function: str, known: Like) -> Like:
        """Drop the terms that occur twice."""
        first: dict[Any, Pair] = {}
        for pair in known.pairs:
            first.setdefault((self.identity(pair.a), self.identity(pair.b)), pair)
        if len(first) == len(known.pairs):
            return known
        fewer, places = tuple(first.values()), {key: k for k, key in enumerate(first)}
        there = [places[self.identity(pair.a), self.identity(pair.b)] for pair in known.pairs]
        back = [next(k for k, place in enumerate(there) if place == own) for own in range(len(fewer))]
        name = self.script.new("O")
        self.script.say(f"assert ({name} : {self._says(function, fewer)}).")
        with self.script.block():
            self.script.say(f"refine (like_same_terms _ _ _ {known.name} _ _).")
            for own, other, which in ((known.pairs, fewer, there), (fewer, known.pairs, back)):
                with self.script.block():
                    for k, _ in zip(which, own, strict=True):
                        there_too = f"exists {self.pair(other[k])}; split; [ {place(k)} | apply equal_terms; same ]"
                        self.script.say(f"apply every_cons; [ {there_too} | ].")
                    self.script.say("apply every_nil.")
        return Like(name, fewer)

    def _folded(self, tree: Expression, operands: list[Expression], how: str) -> Like:
        first, *others = operands
        known, text = self.like(first), self.syntax.order(first)
        for each in others:
            other = self.like(each)
            text = f"({text} + {self.syntax.order(each)})"
            known = self._stage(
                text, known.pairs + other.pairs, f"exact (like_{how} _ _ _ _ {known.name} {other.name})"
            )
        return known

    def _maximum(self, arguments: tuple[Expression, ...]) -> Like:
        *others, last = arguments
        known, text = self.like(last), self.syntax.order(last)
        for each in reversed(others):
            other = self.like(each)
            text = f"(Rmax {self.syntax.order(each)} {text})"
            known = self._stage(text, other.pairs + known.pairs, f"exact (like_max _ _ _ _ {other.name} {known.name})")
        return known

    def _product(self, operands: tuple[tuple[int, Expression], ...]) -> Like:
        (_, first), *others = operands
        known, text = self.like(first), self.syntax.order(first)
        for sign, each in others:
            other, own = self.like(each), self.syntax.order(each)
            if sign < 0:
                if len(other.pairs) != 1:
                    raise BoundlabError("the divisor of an order is no single term; nothing is exported")
                pairs = tuple(Pair(minus(a), minus(b)) for a, b in other.pairs)
                other = self._stage(f"(/ {own})", pairs, f"exact (like_inverse _ _ {other.name})")
            text = f"({text} {'*' if sign > 0 else '/'} {own})"
            pairs = tuple(Pair(plus(p.a, q.a), plus(p.b, q.b)) for p in known.pairs for q in other.pairs)
            known = self._stage(text, pairs, f"exact (like_times _ _ _ _ {known.name} {other.name})")
        return known

    def _power(self, tree: Expression, known: Like, exponent: Expression) -> Like:
        text, value = self.syntax.order(tree), self.syntax.expression(exponent)
        factor = self.exponent(exponent)
        scaled = tuple(Pair(times(a, factor), times(b, factor)) for a, b in known.pairs)
        if len(known.pairs) == 1:
            return self._stage(text, scaled, f"exact (like_power _ {value} _ {known.name})")
        literal = _literal(exponent)
        if literal.denominator != 1 or literal > MAX_EXPONENT:
            return self._stage(text, scaled, f"refine (like_power_of_sum _ {value} _ _ _ {known.name}); evident")
        pairs: tuple[Pair, ...] = (Pair(ZERO, ZERO),)
        for _ in range(int(literal)):
            pairs = tuple(Pair(plus(p.a, q.a), plus(p.b, q.b)) for p in known.pairs for q in pairs)
        how = f"refine (like_natural_power _ _ _ {int(literal)} {value} _ {known.name}); simpl; lra"
        return self._stage(text, pairs, how)


ZERO = Numeral(0)


def _literal(exponent: Expression) -> Fraction:
    match exponent:
        case Numeral(value):
            return Fraction(value)
        case Product(((1, Numeral(value)), (-1, Numeral(divisor)))):
            return Fraction(value) / divisor
    raise BoundlabError("the exponent of a sum in an order is no literal number; nothing is exported")


def plus(x: Expression, y: Expression) -> Expression:
    """Return a sum, without a zero in it."""
    if isinstance(x, Numeral) and isinstance(y, Numeral):
        return Numeral(Fraction(x.value) + y.value)
    if x == ZERO or y == ZERO:
        return y if x == ZERO else x
    return Sum(((1, x), (1, y)))


def times(x: Expression, y: Expression) -> Expression:
    """Return a product, without a factor 0, 1 or -1 in it."""
    if isinstance(x, Numeral) and isinstance(y, Numeral):
        return Numeral(Fraction(x.value) * y.value)
    if isinstance(x, Numeral) and x.value in (0, 1, -1):
        return minus(y) if x.value == -1 else ZERO if x.value == 0 else y
    return Product(((1, x), (1, y)))


def minus(x: Expression) -> Expression:
    """Return -x."""
    if isinstance(x, Numeral):
        return Numeral(-x.value)
    return x.operand if isinstance(x, Negative) else Negative(x)


def place(k: int) -> str:
    """Return the tactic that finds the k-th element of a list in it."""
    return "; ".join(["right"] * k + ["left; reflexivity"])
