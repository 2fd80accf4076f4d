"""One case of a proof by contradiction: what is assumed, what has become a polynomial fact, what is still to split."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeAlias

from flint import fmpq_mpoly

from boundlab.symbolic.contradiction import LEVELS, Budget, Exhausted, Fact, by_products, by_shift, combination
from boundlab.symbolic.expression import Expression, evidently_positive
from boundlab.symbolic.formula import And, Formula, Literal, Or
from boundlab.symbolic.rational import Ring, normal, to_fraction
from boundlab.symbolic.statement import Statement

Source: TypeAlias = "str | dict[str, list[str]]"
Step: TypeAlias = dict[str, Any]
MAX_ROOTS = 8
MAX_CLAIMED, MAX_FACTS_WITH_CLAIM, CLAIM_WORK = 3, 16, 300_000
LITERAL_WORK = 500  # what it takes to bring a literal into normal form


class Unsettled(Exception):
    """A divisor whose sign does not follow from what is known; carries it, as a polynomial."""

    def __init__(self, text: str, polynomial: Any = None) -> None:
        super().__init__(text)
        self.polynomial = polynomial


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
    unsettled: list[fmpq_mpoly] = field(default_factory=list)  # divisors in the way of a literal
    replaced: dict[str, Expression] = field(default_factory=dict)
    positive: list[fmpq_mpoly] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    counter: int = 0
    depth: int = 0
    integer_splits: int = 0
    sign_splits: int = 0
    tried: int = 0  # how many of the facts were already tried one by one
    ordered: bool = False  # is it a case of the order of three parameters?
    pairs: list[fmpq_mpoly] = field(default_factory=list)  # whose sign is to be split on for that
    claimed: set[str] = field(default_factory=set)  # the facts that come from the negated claim

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
            list(self.ties), list(self.unsettled), dict(self.replaced), list(self.positive), [], self.counter,
            self.depth + 1, self.integer_splits, self.sign_splits, self.tried, self.ordered, list(self.pairs),
            set(self.claimed),
        )  # fmt: skip

    def fresh(self, letter: str) -> str:
        """Return a name that is new on this path."""
        self.counter += 1
        return f"{letter}{self.counter}"

    def assume(self, name: str, formula: Formula) -> None:
        """Add a formula under its certificate name, conjunctions taken apart."""
        formula = formula.apart() if isinstance(formula, Literal) else formula
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
        self.unsettled = []
        obstacles: dict[str, Expression] = {}
        for pending in self.literals:
            self.budget.spend(LITERAL_WORK)
            try:
                self._add_facts(pending)
            except Unreplaced as obstacle:
                obstacles.setdefault(str(obstacle.extremum), obstacle.extremum)
                waiting.append(pending)
            except Unsettled as divisor:
                self.unsettled.append(divisor.polynomial)
                waiting.append(pending)
        self.literals = waiting
        return list(obstacles.values())

    def untried(self) -> list[Fact]:
        """Return the facts that came since the last call."""
        fresh, self.tried = self.facts[self.tried :], len(self.facts)
        return fresh

    def _add_facts(self, pending: Pending) -> None:
        top, bottom = self.quotient(normal(self.resolve(pending.difference)))
        top, times = self._cleared(top, bottom)
        for mark in "+-" if pending.relation == "=" else "+":
            self._add_fact(pending, top if mark == "+" else -top, list(times), mark)

    def _cleared(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> tuple[fmpq_mpoly, list[str]]:
        """Return top/bottom times positive factors of the divisor, a polynomial, and the factors."""
        if bottom.is_constant():
            return top / bottom, []
        constant, factors = bottom.factor()
        if self.known_sign(bottom) or len(factors) == 1 == factors[0][1]:
            sign = self.sign(bottom)
            return top * sign, [str(self.ring.expression(bottom * sign))]
        top, times = top / constant, []
        for factor, k in factors:
            sign = self.sign(factor)
            top = top * sign ** int(k)
            times += [str(self.ring.expression(factor * sign))] * int(k)
        return top, times

    def _add_fact(self, pending: Pending, p: fmpq_mpoly, times: list[str], sign: str) -> None:
        integral = self.parameters_of(p) <= self.statement.whole
        tight = pending.relation == ">" and integral and not p.is_constant()
        if tight and (scale := primitive_scale(p)) != 1:
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
        if isinstance(pending.source, str) and pending.source.startswith("claim"):
            self.claimed.add(name)

    def parameters_of(self, p: fmpq_mpoly) -> set[str]:
        """Return the parameters that occur in `p`."""
        return {n for n, d in zip(self.ring.names, p.degrees(), strict=True) if d}

    def quotient(self, e: Expression) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """Return numerator and denominator of `e`, which has no extrema."""
        return self.ring.fraction(e, _no_extremum)

    def known_sign(self, p: fmpq_mpoly) -> int:
        """Return 1 or -1 if p > 0 or p < 0 is evident or was shown, else 0."""
        if p in self.positive or evidently_positive(self.ring.expression(p), self.statement.unsigned):
            return 1
        return -1 if -p in self.positive else 0

    def sign(self, p: fmpq_mpoly) -> int:
        """Return 1 or -1, p > 0 or p < 0 being known or now shown; raises Unsettled otherwise."""
        return self.known_sign(p) or self.show_sign(p)

    def show_sign(self, p: fmpq_mpoly) -> int:
        """Return 1 or -1 after a step that shows p > 0 or p < 0; raises Unsettled if none is found."""
        shown = [sign for sign in (1, -1) if p * sign in self.positive]
        if shown:
            return shown[0]
        proofs = ((sign, proof) for sign in (1, -1) if (proof := self._refute_not_positive(p * sign)))
        sign, proof = self._sign_by_factors(p) or next(proofs, (0, {}))
        if not sign:
            raise Unsettled(str(self.ring.expression(p)), p)
        name = self.fresh("p")
        text = str(self.ring.expression(p * sign))
        self.steps.append({"step": "positive", "polynomial": text, "as": name, "proof": proof})
        self.facts.append(Fact(name, p * sign, True))
        self.positive.append(p * sign)
        return sign

    def _sign_by_factors(self, p: fmpq_mpoly) -> tuple[int, dict[str, Any]] | None:
        """Return the sign of a product of factors whose signs can be shown, with the proof, else None."""
        constant, factors = p.factor()
        if sum(int(k) for _, k in factors) < 2:
            return None
        sign, names = (1 if constant > 0 else -1), []
        try:
            for factor, k in factors:
                own = self.show_sign(factor)
                sign *= own ** int(k)
                names += [next(f.name for f in self.facts if f.strict and f.polynomial == factor * own)] * int(k)
        except Unsettled:
            return None
        return sign, combination([("1", ["assume"]), (str(abs(constant)), names)])

    def by_factors(self) -> dict[str, Any] | None:
        """Return a contradiction from a fact p ≥ 0 whose factors can be shown to have signs that make p < 0."""
        for fact in [f for f in self.facts if not f.square and f.polynomial.total_degree() > 1]:
            known = self._sign_by_factors(fact.polynomial)
            if known is not None and known[0] < 0:
                terms = known[1]["terms"]
                return combination([("1", [fact.name]), (terms[1][0], terms[1][1])])
        return None

    def _refute_not_positive(self, p: fmpq_mpoly) -> dict[str, Any] | None:
        assumed = Fact("assume", -p, False)
        facts = [*self.facts, assumed]
        return by_shift(self.ring, self.statement.integers, [assumed]) or self.by_degree(facts, LEVELS[:2])

    def by_claim(self) -> dict[str, Any] | None:
        """Return a contradiction from products of the negated claim with one or two facts, and of three linear ones."""
        if not 1 <= len(self.claimed) <= MAX_CLAIMED or len(self.facts) > MAX_FACTS_WITH_CLAIM:
            return None
        claimed = [f for f in self.facts if f.name in self.claimed]
        linear = [f for f in self.facts if f.polynomial.total_degree() <= 1]
        products: list[list[list[Fact]]] = [
            [[f] for f in self.facts]
            + [list(some) for k in (2, 3) for some in itertools.combinations_with_replacement(linear[:8], k)],
            [[f] for f in (*self.facts, *self.squares(self.facts))] + [[c, f] for c in claimed for f in self.facts],
        ]
        share = Budget(min(self.budget.left, CLAIM_WORK))
        before = share.left
        try:
            for only in products:
                found = by_products(self.ring, self.facts, 3, share, only)
                if found is not None and "by" in found:
                    return found
        except Exhausted:
            pass
        finally:
            self.budget.left -= before - max(share.left, 0)
        return None

    def by_degree(self, facts: list[Fact], levels: Iterable[int], *, linear: bool = True) -> dict[str, Any] | None:
        """Return a contradiction from products of facts, squares among them where the facts are not linear.

        Without `linear` the facts themselves are not tried again: they have no linear contradiction.
        """
        squares: list[Fact] = []
        for level in levels:
            pools = [facts] if level > 2 else [facts, [*facts, *squares]]
            for pool in pools[level == 1 and not linear : 1 + bool(squares)]:
                found = by_products(self.ring, pool, level, self.budget)
                if found is not None and "by" in found:
                    return found
            if all(f.polynomial.total_degree() <= 1 for f in facts):
                return None  # over the reals the facts are consistent: Farkas' lemma is complete
            if level == 1:
                squares = self.squares(facts)
                found = by_products(self.ring, [*facts, *squares], level, self.budget)
                if found is not None and "by" in found:
                    return found
        return None

    def squares(self, facts: Iterable[Fact]) -> list[Fact]:
        """Return squares of sums and differences of parameters and of the square roots of monomials of the facts."""
        roots = {tuple(int(i == j) for j in range(len(self.ring.names))) for i in range(-1, len(self.ring.names))}
        for fact in facts:
            for exponents in fact.polynomial.monoms():
                if all(k % 2 == 0 for k in exponents):
                    roots.add(tuple(int(k) // 2 for k in exponents))
        monomials = [self.ring.context.from_dict({e: 1}) for e in sorted(roots, key=lambda e: (sum(e), e))[:MAX_ROOTS]]
        pairs = itertools.combinations(monomials, 2)
        squares = []
        for p in [*monomials[1:], *(u + sign * v for u, v in pairs for sign in (1, -1))]:
            name = self.fresh("s")
            self.steps.append({"step": "square", "of": str(self.ring.expression(p)), "as": name})
            squares.append(Fact(name, p * p, False, square=True))
        return squares


def _no_extremum(e: Expression) -> Any:
    raise Unreplaced(e)


def primitive_scale(p: fmpq_mpoly) -> Fraction:
    """Return the number s > 0 for which s·p has coprime integer coefficients."""
    coefficients = [to_fraction(c) for c in p.coeffs()]
    return Fraction(lcm(*(c.denominator for c in coefficients)), gcd(*(c.numerator for c in coefficients)))
