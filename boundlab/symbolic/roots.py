"""Roots in a case of a proof: t stands for the root of order q of e, so t^q = e, times whatever, is zero.

Facts are compared modulo these equations, and an inequality between a product of roots and the rest is raised to the
power that makes the roots go: from r·s < B follows r²·s² < B².
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import lcm
from typing import Any, TypeVar

from flint import fmpq_mpoly

from boundlab.errors import BoundlabError
from boundlab.symbolic.branch import Branch, Unreplaced, Unsettled
from boundlab.symbolic.contradiction import Budget, Combination, Exhausted, Fact, by_products, combination
from boundlab.symbolic.rational import normal, to_fraction
from boundlab.symbolic.squares import by_squares

SHARE, PART, MAX_LINEAR = 400_000, 4, 8
MAX_ROUNDS, MAX_POWER, MAX_TERMS, MAX_REDUCTIONS = 4, 6, 400, 200
T = TypeVar("T")
Terms = list[tuple[str, list[str]]]  # coefficients of products of named facts


@dataclass(frozen=True)
class Rule:
    """`lead` of a polynomial is replaced by what it equals by `equation` = 0, a condition named `source`."""

    source: str
    equation: fmpq_mpoly
    place: int  # of the parameter whose power is replaced
    power: int
    sign: int  # of that power in the equation


class Roots:
    """The roots that a statement defines, as rules to reduce polynomials by."""

    def __init__(self, branch: Branch) -> None:
        self.branch, self.ring = branch, branch.ring
        self.rules: list[Rule] = []
        self.names: dict[str, int] = {}  # the roots with their orders
        steps = () if branch.statement.completion is None else branch.statement.completion.steps
        first = len(branch.statement.where) - len(steps)
        taken: set[str] = set()
        for i, (definition, argument) in enumerate(steps):
            if not definition.degree:
                continue
            self.names[definition.name] = definition.degree
            try:
                top, bottom = branch.quotient(normal(branch.resolve(argument)))
            except (Unreplaced, Unsettled):
                continue
            if not bottom.is_constant():
                continue
            root = self.ring.generators[definition.name] ** definition.degree
            name, power, sign = definition.name, definition.degree, 1
            if argument.op == "parameter" and argument.args[0] not in taken | self.names.keys():
                name, power, sign = argument.args[0], 1, -1
            taken.add(name)
            place = self.ring.names.index(name)
            self.rules.append(Rule(f"where[{first + i}].1", root - top / bottom, place, power, sign))

    def reduced(self, p: fmpq_mpoly) -> tuple[fmpq_mpoly, list[fmpq_mpoly]]:
        """Return what is left of p modulo the equations, and the multiples of the equations that were taken off."""
        multiples = [self.ring.context.constant(0) for _ in self.rules]
        for _ in range(MAX_REDUCTIONS):
            for k, rule in enumerate(self.rules):
                high = {
                    tuple(e - rule.power * (i == rule.place) for i, e in enumerate(map(int, exponents))): c * rule.sign
                    for exponents, c in p.to_dict().items()
                    if exponents[rule.place] >= rule.power
                }
                if high:
                    multiple = self.ring.context.from_dict(high)
                    multiples[k] += multiple
                    p = p - multiple * rule.equation
                    self.branch.budget.spend(len(p) + len(high))
                    break
            else:
                return p, multiples
            if len(p) > MAX_TERMS:
                break
        return p, multiples

    def zeros(self, multiples: Sequence[fmpq_mpoly]) -> Terms:
        """Return terms that add up to the multiples of the equations, with opposite sign, as facts."""
        found: Terms = []
        for rule, multiple in zip(self.rules, multiples, strict=True):
            if not multiple.is_zero():
                name, text = self.branch.fresh("z"), str(self.ring.expression(-multiple))
                polynomial = str(self.ring.expression(-multiple * rule.equation))
                self.branch.steps.append(
                    {
                        "step": "fact", "from": rule.source, "times": [text], "sign": "+", "tight": False,
                        "polynomial": polynomial, "as": name,
                    }
                )  # fmt: skip
                found.append(("1", [name]))
        return found

    def closed(self) -> Combination | None:
        """Return a contradiction modulo the equations, after inequalities have been raised to powers."""
        if not self.rules:
            return None
        raised: set[str] = set()
        self._eliminate()
        for _ in range(MAX_ROUNDS):
            if (found := self._by_products(1)) is not None:
                return found
            more = False
            for fact in list(self.branch.facts):
                if fact.strict and fact.name not in raised:
                    raised.add(fact.name)
                    try:
                        new = self._raise(fact)
                    except BoundlabError:  # a power too large to be written
                        continue
                    if isinstance(new, dict):
                        return new
                    for each in new:
                        if (found := self._by_square_sum(each)) is not None:
                            return found
                    more = more or bool(new)
            if not more:
                break
        return self._by_products(2)

    def _by_products(self, level: int) -> Combination | None:
        facts = [replace(f, polynomial=self.reduced(f.polynomial)[0]) for f in self.branch.facts]
        seen: dict[str, Fact] = {}
        for f in facts:
            if not f.polynomial.is_constant() or f.polynomial.leading_coefficient() < 0:
                seen.setdefault(f"{f.polynomial} {f.strict}", f)
        plain = self.branch.squares(seen.values())
        squares = [replace(s, polynomial=self.reduced(s.polynomial)[0]) for s in plain]
        for pool in ([*seen.values()], [*seen.values(), *squares]):
            found = self._shared(partial(by_products, self.ring, pool, level))
            if found is not None and "by" in found:
                combined: Any = found["terms"]
                terms: Terms = [(c, list(names)) for c, names in combined]
                return combination([*terms, *self.zeros(self.reduced(self._sum(terms, plain))[1])])
        return None

    def _eliminate(self) -> None:
        """Add a·f + b·g > 0, free of a real parameter in which f ≥ 0 and g > 0 are linear, a > 0 constant, b ≥ 0."""
        for name in set(self.branch.statement.real) - self.names.keys():
            place = self.ring.names.index(name)
            linear = [f for f in self.branch.facts if f.polynomial.degrees()[place] == 1 and not f.square]
            for f, g in itertools.permutations(linear[:MAX_LINEAR], 2):
                a, b = f.polynomial.derivative(name), g.polynomial.derivative(name)
                if not a.is_constant() or not g.strict or a.is_zero():
                    continue
                sign = -1 if a.leading_coefficient() > 0 else 1
                if (terms := self._nonnegative(b * sign)) is None:
                    continue
                scale = str(abs(to_fraction(a.leading_coefficient())))
                whole = f.polynomial * (b * sign) + g.polynomial * self.ring.constant(Fraction(scale))
                goal, multiples = self.reduced(whole)
                if not goal.is_constant():
                    shown = [("1", ["assume"]), (scale, [g.name]), *((c, [f.name, *names]) for c, names in terms)]
                    self._positive(goal, [*shown, *self.zeros(multiples)])

    def _by_square_sum(self, fact: Fact) -> Combination | None:
        """Return a contradiction from one fact p > 0 if -p is a sum of squares."""
        found = self._shared(lambda share: by_squares(self.ring, [fact], share, self.branch.fresh))
        if found is not None:
            self.branch.steps += found[0]
        return None if found is None else found[1]

    def _shared(self, search: Callable[[Budget], T]) -> T | None:
        """Return what a search finds with a part of the work, None if that is not enough."""
        share = Budget(whole := min(SHARE, self.branch.budget.left // PART))
        try:
            return search(share)
        except Exhausted:
            return None
        finally:
            self.branch.budget.left -= whole - max(share.left, 0)

    def _sum(self, terms: Terms, squares: Sequence[Fact]) -> fmpq_mpoly:
        """Return the sum of the terms, of the facts as they are in the certificate."""
        known = {f.name: f.polynomial for f in (*self.branch.facts, *squares)}
        total = self.ring.context.constant(0)
        for coefficient, names in terms:
            product = self.ring.constant(Fraction(coefficient))
            for name in names:
                product = product * known[name]
            total = total + product
        return total

    def _raise(self, fact: Fact) -> list[Fact] | Combination:
        """Add the power of an inequality between a product of roots and the rest; return what was added, or the
        contradiction that it is."""
        found = []
        for a, b, sign in self._sides(fact.polynomial):
            q = lcm(*(self._order(a)))
            if q < 2 or q > MAX_POWER:
                continue
            low = self._nonnegative(a if sign < 0 else b)
            if low is None:
                continue
            high = a if sign > 0 else b
            less = b if sign > 0 else a
            top = self._positive(high, [("1", ["assume"]), ("1", [fact.name]), *low])
            if top is None:
                continue
            goal, multiples = self.reduced(high**q - less**q)
            if (goal.is_constant() and not goal.is_zero() and goal.leading_coefficient() > 0) or len(goal) > MAX_TERMS:
                continue
            powers: list[Terms] = [[("1", [])]]
            for _ in range(q - 1):
                powers.append([(str(Fraction(c) * Fraction(d)), [*x, *y]) for c, x in powers[-1] for d, y in low])
            terms: Terms = [("1", ["assume"])]
            terms += [(c, [fact.name, *[top] * (q - 1 - j), *names]) for j in range(q) for c, names in powers[j]]
            # high^q - less^q = goal + the multiples of the equations
            if goal.is_constant():
                return combination([*terms[1:], *self.zeros(multiples)])
            self._positive(goal, [*terms, *self.zeros(multiples)])
            found.append(self.branch.facts[-1])
        return found

    def _order(self, a: fmpq_mpoly) -> Iterator[int]:
        for name, degree in zip(self.ring.names, a.degrees(), strict=True):
            if name in self.names and degree:
                yield self.names[name]

    def _sides(self, p: fmpq_mpoly) -> Iterator[tuple[fmpq_mpoly, fmpq_mpoly, int]]:
        """Yield (A, B, sign) with p = sign·(A - B), A one term in roots that B does not have in odd powers."""
        terms = {tuple(map(int, e)): c for e, c in p.to_dict().items()}
        for exponents, c in terms.items():
            used = [n for n, e in zip(self.ring.names, exponents, strict=True) if e and n in self.names]
            others = [n for n, e in zip(self.ring.names, exponents, strict=True) if e and n not in self.names]
            if not used or others:
                continue
            rest = {e: v for e, v in terms.items() if e != exponents}
            if any(self.ring.context.from_dict(rest).degrees()[self.ring.names.index(n)] for n in used):
                continue
            sign = 1 if c > 0 else -1
            yield (
                self.ring.context.from_dict({exponents: c * sign}),
                self.ring.context.from_dict({e: v * -sign for e, v in rest.items()}),
                sign,
            )

    def _nonnegative(self, p: fmpq_mpoly) -> Terms | None:
        """Return p as a sum of products of facts, None if it is not seen to be one."""
        terms: Terms = []
        known = {str(f.polynomial): f.name for f in self.branch.facts}
        for exponents, c in p.to_dict().items():
            if c < 0:
                break
            names = []
            for generator, e in zip(self.ring.context.gens(), map(int, exponents), strict=True):
                if e % 2:
                    name = known.get(str(generator)) or self._positive_parameter(generator)
                    if name is None:
                        break
                    names.append(name)
                if e // 2:
                    names.append(self._square(generator ** (e // 2)))
            else:
                terms.append((str(c), names))
                continue
            break
        else:
            return terms
        try:
            if self.branch.show_sign(p) == 1:
                return [("1", [next(f.name for f in self.branch.facts if f.polynomial == p and f.strict)])]
        except Unsettled:
            pass
        return None

    def _positive_parameter(self, generator: fmpq_mpoly) -> str | None:
        name = next(n for n, g in self.ring.generators.items() if g == generator)
        if name not in self.branch.statement.integers:
            return None
        return self._positive(generator, [("1", ["assume"]), ("1", [f"domain:{name}"])])

    def _square(self, root: fmpq_mpoly) -> str:
        name = self.branch.fresh("s")
        self.branch.steps.append({"step": "square", "of": str(self.ring.expression(root)), "as": name})
        self.branch.facts.append(Fact(name, root * root, strict=False, square=True))
        return name

    def _positive(self, p: fmpq_mpoly, terms: Terms) -> str | None:
        """Add the fact p > 0, which these terms show, unless it is known; return its name."""
        for fact in self.branch.facts:
            if fact.strict and fact.polynomial == p:
                return fact.name
        name, text = self.branch.fresh("p"), str(self.ring.expression(p))
        step: dict[str, Any] = {"step": "positive", "polynomial": text, "as": name, "proof": combination(terms)}
        self.branch.steps.append(step)
        self.branch.facts.append(Fact(name, p, strict=True))
        self.branch.positive.append(p)
        return name
