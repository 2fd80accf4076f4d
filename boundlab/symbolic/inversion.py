"""From N(ε) to ε(N) and back, to leading order, logarithms included.

If N ≍ C·t^p·log(t)^b with t = 1/ε and p > 0, then log t ~ log(N)/p, so ε ≍ C^(1/p)·p^(-b/p)·N^(-1/p)·log(N)^(b/p). A
sum of terms is, to order, their maximum; its inverse is the maximum of the inverses. Applied to its own result
the rule gives back the order it started from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.decide import Decision, decide
from boundlab.symbolic.domain import REAL, Ranges
from boundlab.symbolic.expression import ZERO, Expression
from boundlab.symbolic.formula import Formula, Literal
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement
from boundlab.symbolic.term import EPS, N, Scale, Term


def invert(order: Order, where: Iterable[str] = (), real: Iterable[str] = ()) -> Order:
    """Return ε(N) for an order N(ε), or N(ε) for an order ε(N).

    Every leading term must provably tend to infinity (N) or to zero (ε) under the conditions; otherwise, and for an
    order without a scale, BoundlabError is raised.

    >>> from boundlab.symbolic.grammar import parse_order
    >>> print(invert(parse_order("N^(-r/m)")))
    eps^(-m/r)
    >>> print(invert(parse_order("eps^(-m/r)*log(1/eps)^2")))
    m^(-2*r/m)*r^(2*r/m)*N^(-r/m)*log(N)^(2*r/m)
    """
    if not isinstance(order, Order):
        raise bad_value("order", order, "an Order, such as parse_order('N^(-r/m)')")
    if order.scale_name is None:
        raise BoundlabError(f"{order} has no eps and no N, there is nothing to invert", "order")
    target: Scale = N if order.scale_name == EPS else EPS
    given = _Given.parse(where, real)
    return Order.of((_inverse(t, order, target, given) for t in _leading(order, given)), target)


def check_inverse(order: Order, expected: Order, where: Iterable[str] = (), real: Iterable[str] = ()) -> Decision:
    """Decide whether `expected` has the growth of the inverse of `order`.

    >>> from boundlab.symbolic.grammar import parse_order
    >>> check_inverse(parse_order("N^(-m/r)"), parse_order("eps^(-m/r)")).witness
    {'m': 1, 'r': 2}
    """
    where, real = tuple(where), tuple(real)
    if not isinstance(expected, Order):
        raise bad_value("expected", expected, "an Order; parse_order reads one from text")
    return _Given.parse(where, real).decide(OrderClaim(invert(order, where, real), "≍", expected))


@dataclass(frozen=True)
class _Given:
    """What is known of the parameters of an order."""

    where: tuple[Stated, ...]
    ranges: Ranges

    @classmethod
    def parse(cls, where: Iterable[str], real: Iterable[str]) -> _Given:
        return cls(tuple(map(Stated.condition, where)), Ranges(tuple((name, REAL) for name in real)))

    def decide(self, claim: Formula | OrderClaim) -> Decision:
        """Decide about a part of the order, in which not every real parameter need occur."""
        return decide(Statement.of(claim, self.where, self.ranges))


def _leading(order: Order, given: _Given) -> list[Term]:
    """Drop terms that another term dominates for all admissible parameters."""
    kept = list(order.terms)
    for term in order.terms:
        rest = [t for t in kept if t is not term]
        if rest and len(order.terms) <= 40:
            single, others = (Order.of(ts, order.scale_name) for ts in ([term], rest))
            if given.decide(OrderClaim(single, "≲", others)).proved:
                kept = rest
    return kept


def _inverse(term: Term, order: Order, target: Scale, given: _Given) -> Term:
    p = term.power if target == N else -term.power
    if not given.decide(Literal(p, ">", ZERO)).proved:
        limit = "infinity" if target == N else "zero"
        raise BoundlabError(f"it is not certain that {Order.of([term], order.scale_name)} tends to {limit}", "order")
    constant = Order.of([Term(ZERO, ZERO, term.factors, term.coefficient)], None) ** (1 / p)
    scaled = constant * Order.constant(p) ** (-term.log / p) if term.log != ZERO else constant
    return Order.of([scaled.terms[0].times(_pure(1 / p, term.log / p, target))], target).terms[0]


def _pure(power: Expression, log: Expression, target: Scale) -> Term:
    return Term(-power if target == N else power, log, (), Fraction(1))
