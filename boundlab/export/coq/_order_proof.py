"""The comparison of terms in a stored proof, as a Coq proof about functions of the scale."""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import Expression, OrderClaim
from boundlab.errors import BoundlabError
from boundlab.export.coq._context import Context, Sign
from boundlab.export.coq._order import STRICT, Orders, Pair, directions, place
from boundlab.export.coq._proof import Replay
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax


class _GeneralOrders(Orders):
    """Orders for all parameters: equal exponents are equal as rational functions."""

    def __init__(self, syntax: Syntax, script: Script, claim: OrderClaim, algebra: Algebra) -> None:
        super().__init__(syntax, script, claim)
        self.algebra = algebra

    def identity(self, tree: Expression) -> int:
        return self.algebra.identity(self.algebra.rational(tree))


class OrderReplay(Replay):
    """The replay of a proof about orders."""

    relation = ""
    weak = True

    def prepare(self, claim: OrderClaim) -> None:
        """Write both sides as sums of terms."""
        self.relation, self.weak = claim.relation, claim.relation not in STRICT
        self.claim = claim
        self.orders = _GeneralOrders(self.syntax, self.script, claim, self.algebra)
        self.sides = {"left": self.orders.like(claim.left), "right": self.orders.like(claim.right)}

    def terms(self, close: Any, context: Context) -> None:
        """Write, for every term of a dominated side, that a term of the other side is as large."""
        ways = directions(self.claim)
        proved = []
        for small, large in ways:
            own, other = self.sides[small], self.sides[large]
            term = self.annotations.term
            cases = {term(case["term"], small): case["proof"] for case in close["cases"] if case["side"] == small}
            name = self.script.new("E")
            rel = "below_or_equal" if self.weak else "strictly_below"
            self.script.say(
                f"assert ({name} : every {rel} {self.orders.terms(own.pairs)} {self.orders.terms(other.pairs)})."
            )
            with self.script.block():
                for pair in own.pairs:
                    key = self.orders.identity(pair.a), self.orders.identity(pair.b)
                    if key not in cases:
                        raise BoundlabError("the proof lacks a term of the dominated side; nothing is exported")
                    self.script.say("apply every_cons.")
                    with self.script.block():
                        self._dominated_term(pair, other.pairs, cases[key], context, large)
                self.script.say("apply every_nil.")
            lemma = "big_O_of_terms" if self.weak else "small_o_of_terms"
            proved.append(f"exact ({lemma} _ _ _ _ {own.name} {other.name} {name})")
        self.script.say(f"split; [ {' | '.join(proved)} ]." if len(proved) > 1 else f"{proved[0]}.")

    def _dominated_term(self, pair: Pair, others: tuple[Pair, ...], proof: Any, context: Context, side: str) -> None:
        inner = context.inner()
        lemma = "below_or_not" if self.weak else "strictly_or_not"
        not_below: dict[tuple[int, int], tuple[str, Pair]] = {}
        for k, other in enumerate(others):
            yes, no = self.script.new("Y"), self.script.new("N")
            self.script.say(
                f"destruct ({lemma} {self.orders.pair(pair)} {self.orders.pair(other)}) as [ {yes} | {no} ];"
            )
            self.script.say(f"  [ exists {self.orders.pair(other)}; split; [ {place(k)} | exact {yes} ] | ].")
            not_below[self.orders.identity(other.a), self.orders.identity(other.b)] = no, other
        inner.domination = pair, not_below, side
        self.script.say("exfalso.")
        self.node(proof, inner)

    def _other(self, term: Any, context: Context) -> tuple[Pair, str, Pair]:
        if context.domination is None:
            raise BoundlabError("the proof names a term outside the case of a term; nothing is exported")
        pair, others, side = context.domination
        key = self.annotations.term(term, side)
        if key not in others:
            raise BoundlabError(
                f"the proof names a term {str(term)[:60]} that the other side lacks; nothing is exported"
            )
        return (pair, *others[key])

    def dominated(self, term: Any, context: Context) -> Sign:
        """Write that the exponent of the term is at least, or more than, the other's."""
        pair, no, other = self._other(term, context)
        own, its = self.algebra.rational(pair.b), self.algebra.rational(other.b)
        x, y = own.as_number(), its.as_number()
        known = x is not None and y is not None and (x <= y if self.weak else x < y)
        evident = known or (self.weak and own.equals(its))
        lemma = ("not_below" if self.weak else "not_strictly") + ("_above" if evident else "")
        left, right = self.syntax.expression(pair.a), self.syntax.expression(other.a)
        relation = ">" if evident else ">="
        sign = "<" if evident else "<="
        how = (
            f"refine ({lemma} _ _ _ _ _ {no}); first [ evident | right; same ]"
            if evident
            else f"exact ({lemma} _ _ _ _ {no})"
        )
        name = self.script.have("L", f"0 {sign} {left} - {right}", how)
        return Sign(name, relation, False)

    def tie(self, close: Any, context: Context) -> None:
        """Write the two ways in which the term is not dominated by another."""
        _, no, _ = self._other(close["term"], context)
        names = [self.script.new("L") for _ in range(3)]
        lemma = "tie" if self.weak else "strict_tie"
        self.script.say(f"destruct ({lemma} _ _ _ _ {no}) as [ {names[0]} | [ {names[1]} {names[2]} ] ].")
        signs = (">", "=", ">" if self.weak else ">=")
        for case, which in zip(close["cases"], ((0,), (1, 2)), strict=True):
            inner = context.inner()
            for k in which:
                inner.literals[f"{close['as']}.{k}"] = Sign(names[k], signs[k], False)
            with self.script.block():
                self.node(case, inner)
