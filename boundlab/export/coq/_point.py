"""Points: a witness as the theorem that the statement fails, and parameters that meet the conditions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._fields import number as read_number
from boundlab.checking._rewritten.parser import Chain, Expression, Extremum, Numeral, OrderClaim, Product, walk
from boundlab.checking._rewritten.polynomial import Number
from boundlab.checking._rewritten.statement import Statement, _Point
from boundlab.errors import BoundlabError
from boundlab.export._reading import divisors_inner_first, exponents
from boundlab.export.coq._frame import Frame
from boundlab.export.coq._order import STRICT, Orders, Pair, directions, dominated, place
from boundlab.export.coq._readable import Readable
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax, number


class Values:
    """The values at one point of what a statement is made of, shown to Coq as equations and comparisons."""

    def __init__(self, statement: Statement, point: dict[str, Number], script: Script) -> None:
        """Take the point, every parameter's value."""
        self.evaluated = _Point(point, statement)
        self.script = script
        self.syntax = Syntax(statement, point)
        self.reduced = Syntax(statement, point)
        self.equations: list[str] = []
        self.shown: set[str] = set()

    def computing(self, tactic: str) -> str:
        """Return a tactic that works with the values of quotients and extrema."""
        return "; ".join([*(f"rewrite ?{each}" for each in self.equations), tactic])

    def evaluate(self, tree: Any) -> None:
        """Write the value of every quotient and every extremum in a tree, the inner ones first."""
        for node in reversed(list(walk(tree))):
            if not isinstance(node, (Product, Extremum)):
                continue
            quotient = isinstance(node, Product) and any(sign < 0 for sign, _ in node.operands)
            if not quotient and not (isinstance(node, Extremum) and len(node.arguments) > 1):
                continue
            raw = self.syntax.raw(node)
            if raw in self.reduced.current:
                continue
            text, value = self.reduced.expression(node), number(self.evaluated.value(node))
            if text.replace(" ", "") != value:
                how = "same" if quotient else "extremum_cases; lra"
                self.equations.append(self.script.have("E", f"{text} = {value}", how))
                self.reduced.current[raw] = value

    def compare(self, tree: Any) -> None:
        """Write of each divisor in a formula that it is not zero, of each comparison whether it holds."""
        self.evaluate(tree)
        for divisor in divisors_inner_first(tree):
            self._show(f"{self.syntax.expression(divisor)} <> 0", True)
        for chain in (node for node in walk(tree) if isinstance(node, Chain)):
            links = zip(chain.operands, chain.relations, chain.operands[1:], strict=False)
            for (x, relation, y), (left, sign, right) in zip(self.syntax.links(chain), links, strict=True):
                self._show(f"{x} {relation} {y}", self.evaluated.truth(Chain((left, right), (sign,))))

    def _show(self, text: str, holds: bool) -> None:
        if text not in self.shown:
            self.shown.add(text)
            self.script.have("V", text if holds else f"~ ({text})", self.computing("lra" if holds else "intro; lra"))

    def ranges(self) -> None:
        """Write that the integers are in their range."""
        for name in self.syntax.integers:
            self.script.have("R", f"(1 <= {self.evaluated.point[name]})%Z", "lia")

    def arguments(self) -> list[str]:
        """Return the point as arguments of a theorem."""
        point: Mapping[str, Any] = self.evaluated.point
        return [*(f"({point[name]})%Z" for name in self.syntax.whole), *(number(point[n]) for n in self.syntax.reals)]


class _OrdersAtPoint(Orders):
    """Orders at a point: exponents are numbers."""

    def __init__(self, values: Values, claim: OrderClaim) -> None:
        super().__init__(values.syntax, values.script, claim)
        self.values = values
        self.computed = values.computing("computed")

    def identity(self, tree: Expression) -> Fraction:
        return Fraction(self.values.evaluated.value(tree))

    def exponent(self, tree: Expression) -> Expression:
        return Numeral(self.values.evaluated.value(tree))


def refuted(certificate: dict[str, Any], statement: Statement, name: str) -> str:
    """Return the theorem that a statement fails, shown at the certificate's witness."""
    script = Script()
    values = Values(statement, point_of(certificate["witness"], statement), script)
    claim = statement.claim
    script.say("Proof.")
    script.depth = 1
    script.say(f"intro H'. {_specialised(values)}")
    values.ranges()
    for tree in statement.conditions:
        values.compare(tree)
    if isinstance(claim, OrderClaim):
        _not_dominated(claim, values)
    else:
        values.compare(claim)
    script.say("tauto.")
    script.depth = 0
    script.say("Qed.")
    frame = Frame(statement, Readable(statement))
    return f"Theorem {name} :\n  ~ ({frame.universal(frame.conclusion())}).\n{script.text()}\n"


def _specialised(values: Values) -> str:
    arguments = values.arguments()
    return f"specialize (H' {' '.join(arguments)})." if arguments else ""


def _not_dominated(claim: OrderClaim, values: Values) -> None:
    for side in (claim.left, claim.right):
        for exponent in exponents(side):
            values.compare(exponent)
    orders = _OrdersAtPoint(values, claim)
    sides = {"left": orders.like(claim.left), "right": orders.like(claim.right)}
    script, strict = values.script, claim.relation in STRICT

    def rank(pair: Pair) -> tuple[Fraction, Fraction]:
        return orders.identity(pair.a), orders.identity(pair.b)

    largest = {side: max(known.pairs, key=rank) for side, known in sides.items()}
    failing = [
        (small, large)
        for small, large in directions(claim)
        if rank(largest[small]) > rank(largest[large]) or (strict and largest[small] == largest[large])
    ]
    if not failing:
        raise BoundlabError("the orders compare as stated at the witness; nothing is exported")
    small, large = failing[0]
    low, high = sides[large], sides[small]  # every term of `low` lies below one of `high`
    rel = "below_or_equal" if strict else "strictly_below"
    where = high.pairs.index(largest[small])
    every = script.new("E")
    script.say(f"assert ({every} : every {rel} {orders.terms(low.pairs)} {orders.terms(high.pairs)}).")
    with script.block():
        for _ in low.pairs:
            found = f"exists {orders.pair(largest[small])}; split; [ {place(where)} | ]"
            script.say(f"apply every_cons; [ {found}; unfold {rel}; simpl; lra | ].")
        script.say("apply every_nil.")
    lemma, both = ("big_O_of_terms", high) if strict else ("small_o_of_terms", low)
    other = f"({lemma} _ _ _ _ {low.name} {high.name} {every})"
    arguments = f"K' {other}" if strict else f"{other} K'"
    text = dominated(values.syntax.order(getattr(claim, small)), values.syntax.order(getattr(claim, large)), claim)
    script.have("V", f"~ {text}", f"intro K'; exact (not_both _ _ _ _ {both.name} {arguments})")


def met(point: Any, statement: Statement, name: str) -> str:
    """Return the theorem that parameters meet the conditions, shown at a point."""
    script = Script()
    values = Values(statement, point_of(point, statement), script)
    frame = Frame(statement, Readable(statement))
    parts = [*frame.ranges(), *map(frame.condition, statement.conditions)]
    script.say("Proof.")
    script.depth = 1
    script.say(" ".join(f"exists {each}." for each in values.arguments()))
    values.ranges()
    for tree in statement.conditions:
        values.compare(tree)
    script.say("tauto.")
    script.depth = 0
    script.say("Qed.")
    head = f"exists {frame.binders()},\n  " if frame.names() else ""
    return f"Theorem {name} :\n  {head}" + " /\\\n  ".join(parts) + f".\n{script.text()}\n"


def point_of(value: Any, statement: Statement) -> dict[str, Number]:
    """Return the values of a point; raises BoundlabError for irrational ones."""
    if any(type(each) is dict for each in value.values()):
        raise BoundlabError("a point with the root of a polynomial is not exported")
    point: dict[str, Number] = {name: read_number(each, "a value") for name, each in value.items()}
    if point.keys() != statement.parameters:
        raise BoundlabError("a point does not give every parameter a value; nothing is exported")
    return point
