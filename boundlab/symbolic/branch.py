"""One case of a proof by contradiction: what is assumed, what has become a polynomial fact, what is still to split."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

from flint import fmpq_mpoly

from boundlab.symbolic.contradiction import Budget, Fact, by_products, by_shift
from boundlab.symbolic.expression import Expression, evidently_positive
from boundlab.symbolic.formula import And, Formula, Literal, Or
from boundlab.symbolic.rational import Ring, normal, to_fraction
from boundlab.symbolic.statement import Statement

Source: TypeAlias = "str | dict[str, list[str]]"
Step: TypeAlias = dict[str, Any]


class Unsettled(Exception):
    """A divisor whose sign does not follow from what is known."""


class Unreplaced(Exception):
    """A min or max that no case distinction has replaced yet; carries it, its arguments in normal form."""

    def __init__(self, extremum: Expression) -> None:
        super().__init__(str(extremum))
        self.extremum = extremum


@dataclass(frozen=True)
class Pending:
    """A literal `difference relation 0` that is not yet a fact, and what the certificate calls it."""

    source: Source
    difference: Expression
    relation: str


@dataclass
class Branch:
    """A case, with the steps of the certificate that belong to it."""

    statement: Statement
    ring: Ring
    budget: Budget
    facts: list[Fact]
    literals: list[Pending] = field(default_factory=list)
    disjunctions: list[tuple[str, Or]] = field(default_factory=list)
    ties: list[Any] = field(default_factory=list)
    replaced: dict[str, Expression] = field(default_factory=dict)
    positive: list[fmpq_mpoly] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    counter: int = 0

    @staticmethod
    def root(statement: Statement, budget: Budget) -> Branch:
        """Return the case in which only the ranges of the parameters are known."""
        ring = Ring(statement.parameters)
        domain = [Fact(f"domain:{n}", ring.generators[n] - 1, False) for n in statement.integers]
        return Branch(statement, ring, budget, domain)

    def child(self) -> Branch:
        """Return a copy without steps, to be extended by one more assumption."""
        return Branch(
            self.statement, self.ring, self.budget, list(self.facts), list(self.literals), list(self.disjunctions),
            list(self.ties), dict(self.replaced), list(self.positive), [], self.counter,
        )  # fmt: skip

    def fresh(self, letter: str) -> str:
        """Return a name that is new on this path."""
        self.counter += 1
        return f"{letter}{self.counter}"

    def assume(self, name: str, formula: Formula) -> None:
        """Add a formula under its certificate name, conjunctions taken apart."""
        if isinstance(formula, And):
            for k, part in enumerate(formula.parts):
                self.assume(f"{name}.{k}", part)
        elif isinstance(formula, Or):
            self.disjunctions.append((name, formula))
        else:
            self.assume_literal(name, formula)

    def assume_literal(self, name: str, literal: Literal) -> None:
        """Add one comparison."""
        difference, relation = literal.oriented()
        self.literals.append(Pending(name, difference, relation))

    def resolve(self, e: Expression) -> Expression:
        """Return `e` with every min and max replaced; raises Unreplaced for the innermost that is not."""
        if e.op not in {"min", "max"}:
            return e.rebuild(self.resolve)
        inner = e.rebuild(lambda a: normal(self.resolve(a)))
        if str(inner) not in self.replaced:
            raise Unreplaced(inner)
        return self.replaced[str(inner)]

    def settle(self) -> list[Expression]:
        """Turn literals into facts as far as possible; return the extrema that stand in the way of the others."""
        waiting: list[Pending] = []
        obstacles: dict[str, Expression] = {}
        for pending in self.literals:
            try:
                self._add_facts(pending)
            except Unreplaced as obstacle:
                obstacles.setdefault(str(obstacle.extremum), obstacle.extremum)
                waiting.append(pending)
        self.literals = waiting
        return list(obstacles.values())

    def _add_facts(self, pending: Pending) -> None:
        difference = normal(self.resolve(pending.difference))
        top, bottom = self.quotient(difference)
        if bottom.is_constant():
            top, bottom = top / bottom, self.ring.constant(1)
        times = []
        if not bottom.is_one():
            sign = self.sign(bottom)
            top, bottom = top * sign, bottom * sign
            times.append(str(self.ring.expression(bottom)))
        for mark in "+-" if pending.relation == "=" else "+":
            self._add_fact(pending, top if mark == "+" else -top, list(times), mark)

    def _add_fact(self, pending: Pending, p: fmpq_mpoly, times: list[str], sign: str) -> None:
        integral = self.parameters_of(p) <= set(self.statement.integers)
        tight = pending.relation == ">" and integral and not p.is_constant()
        if tight and (scale := _primitive_scale(p)) != 1:
            p = p * self.ring.constant(scale)
            times.append(str(scale))
        if tight:
            p = p - 1
        name = self.fresh("f")
        self.steps.append(
            {
                "step": "fact",
                "from": pending.source,
                "times": times,
                "sign": sign,
                "tight": tight,
                "polynomial": str(self.ring.expression(p)),
                "as": name,
            }
        )
        self.facts.append(Fact(name, p, pending.relation == ">" and not tight))

    def parameters_of(self, p: fmpq_mpoly) -> set[str]:
        """Return the parameters that occur in `p`."""
        return {n for n, d in zip(self.ring.names, p.degrees(), strict=True) if d}

    def quotient(self, e: Expression) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """Return numerator and denominator of `e`, which has no extrema."""
        return self.ring.fraction(e, _no_extremum, lambda _: None)

    def sign(self, p: fmpq_mpoly) -> int:
        """Return 1 or -1, p > 0 or p < 0 being known or now shown; raises Unsettled otherwise."""
        if p in self.positive or evidently_positive(self.ring.expression(p), set(self.statement.real)):
            return 1
        if -p in self.positive:
            return -1
        for sign in (1, -1):
            proof = self._refute_not_positive(p * sign)
            if proof:
                name = self.fresh("p")
                text = str(self.ring.expression(p * sign))
                self.steps.append({"step": "positive", "polynomial": text, "as": name, "proof": proof})
                self.facts.append(Fact(name, p * sign, True))
                self.positive.append(p * sign)
                return sign
        raise Unsettled(str(self.ring.expression(p)))

    def _refute_not_positive(self, p: fmpq_mpoly) -> dict[str, Any] | None:
        assumed = Fact("assume", -p, False)
        facts = [*self.facts, assumed]
        found = by_shift(self.ring, self.statement.integers, [assumed])
        for level in (1, 2):
            found = found or by_products(self.ring, facts, level, self.budget)
            found = found if found and "by" in found else None
        return found


def _no_extremum(e: Expression) -> Any:
    raise Unreplaced(e)


def _primitive_scale(p: fmpq_mpoly) -> Fraction:
    """Return the number s > 0 for which s·p has coprime integer coefficients."""
    coefficients = [to_fraction(c) for c in p.coeffs()]
    return Fraction(lcm(*(c.denominator for c in coefficients)), gcd(*(c.numerator for c in coefficients)))
