"""Growth orders: finite sums of c·t^a·log(t)^b with t = 1/ε → ∞ or t = N → ∞.

a and b are expressions in parameters that stay fixed while t grows. An order is kept multiplied out and sorted, so
`==` is equality of normal forms; "same growth" is `boundlab.symbolic.decide`. Multiplicities such as a fixed
width w stay visible.

>>> from boundlab.symbolic.grammar import parse_order
>>> (parse_order("w^(1 + m2/r)") * parse_order("eps^(-m2/r)"))
Order('w^((m2 + r)/r)*eps^(-m2/r)')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import comb, factorial, prod
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.expression import ONE, ZERO, Expression, Operand, Value, expression, number
from boundlab.symbolic.term import EPS, Factors, N, Scale, Term, normal_term, term_latex, term_text
from boundlab.symbolic.work import spend

MAX_ORDER_TERMS = 4_000


@dataclass(frozen=True, slots=True, repr=False)
class Order(Displayed):
    """A growth order; build it with `parse_order`, `Order.constant`, `Order.scale` and the operators.

    >>> from boundlab.symbolic.grammar import parse_order
    >>> parse_order("eps^(-m/r)") * parse_order("log(1/eps)")
    Order('eps^(-m/r)*log(1/eps)')
    """

    terms: tuple[Term, ...]
    scale_name: Scale | None

    @staticmethod
    def of(terms: Iterable[Term], scale: Scale | None) -> Order:
        """Return the order with these terms, like terms added up."""
        return _collect(terms, scale, lambda a, b: a + b)

    @staticmethod
    def constant(value: Operand) -> Order:
        """Return the order of a positive constant, which may contain parameters."""
        return Order.of([normal_term(ZERO, ZERO, [(expression(value), ONE)], Fraction(1))], None)

    @staticmethod
    def scale(name: Scale) -> Order:
        """Return t itself: 1/ε for "eps", N for "N"."""
        _scale(name)
        return Order.of([Term(ONE, ZERO, (), Fraction(1))], name)

    @staticmethod
    def logarithm(name: Scale) -> Order:
        """Return log t."""
        _scale(name)
        return Order.of([Term(ZERO, ONE, (), Fraction(1))], name)

    @staticmethod
    def maximum(*orders: Order) -> Order:
        """Return the maximum, as the sum of the terms: max(A, B) ≤ A + B ≤ 2·max(A, B)."""
        scale = None
        for order in orders:
            scale = _common_scale(scale, order.scale_name)
        return _collect([t for order in orders for t in order.terms], scale, max)

    @staticmethod
    def total(orders: Sequence[Order]) -> Order:
        """Return the sum of the orders."""
        scale = None
        for order in orders:
            scale = _common_scale(scale, order.scale_name)
        return Order.of((t for order in orders for t in order.terms), scale)

    def __add__(self, other: Order) -> Order:
        return Order.total((self, _order(other, "summand")))

    __radd__ = __add__

    def __mul__(self, other: Order) -> Order:
        _order(other, "factor")
        if len(self.terms) * len(other.terms) > 5 * MAX_ORDER_TERMS:
            raise BoundlabError(f"this order is too large: more than {MAX_ORDER_TERMS} terms")
        scale = _common_scale(self.scale_name, other.scale_name)
        return Order.of((a.times(b) for a in self.terms for b in other.terms), scale)

    __rmul__ = __mul__

    def __rtruediv__(self, other: Order) -> Order:
        return _order(other, "dividend") / self

    def __truediv__(self, other: Order) -> Order:
        _order(other, "divisor")
        if len(other.terms) != 1 and other.without_scale() is None:
            raise BoundlabError(f"{other}: an order is divided by a single term only")
        return self * other**-1

    def __pow__(self, exponent: Operand) -> Order:
        e = expression(exponent)
        if len(self.terms) == 1:
            return Order.of([self.terms[0].raised(e)], self.scale_name)
        if (base := self.without_scale()) is not None:
            return Order.of([normal_term(ZERO, ZERO, [(base, e)], Fraction(1))], None)
        if e.value is None or e.value < 0:
            raise BoundlabError(f"({self})^({e}): the exponent of a sum is a literal number that is not negative")
        if e.value.denominator > 1:
            return Order.of((t.raised(e) for t in self.terms), self.scale_name)
        if e.value > 64:
            raise BoundlabError(f"({self})^({e}): the exponent of a sum is at most 64")
        return Order.of(self._multinomial(int(e.value)), self.scale_name)

    def _multinomial(self, exponent: int) -> Iterable[Term]:
        if comb(len(self.terms) - 1 + exponent, exponent) > MAX_ORDER_TERMS:
            raise BoundlabError(f"this order is too large: more than {MAX_ORDER_TERMS} terms")
        for chosen in combinations_with_replacement(range(len(self.terms)), exponent):
            spend(8)
            counts = [(self.terms[i], k) for i, k in Counter(chosen).items()]
            ways = factorial(exponent) // prod(factorial(k) for _, k in counts)
            yield normal_term(
                sum((t.power * k for t, k in counts), ZERO),
                sum((t.log * k for t, k in counts), ZERO),
                [(base, e * k) for t, k in counts for base, e in t.factors],
                prod((t.coefficient**k for t, k in counts), start=Fraction(ways)),
            )

    def without_scale(self) -> Expression | None:
        """Return this order as one expression if t does not occur in it and no exponent is symbolic."""
        total = ZERO
        for t in self.terms:
            if (t.power, t.log) != (ZERO, ZERO) or any(
                e.value is None or e.value.denominator > 1 for _, e in t.factors
            ):
                return None
            value = number(t.coefficient)
            for base, e in t.factors:
                k = int(e.args[0])
                value = value * base**k if k >= 0 else value / base**-k
            total = total + value
        return total

    def __str__(self) -> str:
        return " + ".join(term_text(t, self.scale_name) for t in self.terms)

    def unicode(self) -> str:
        """Return the text with ε and ·."""
        return str(self).replace("eps", "ε").replace("*", "·")

    def latex(self) -> str:
        """Return LaTeX, without dollar signs."""
        return " + ".join(term_latex(t, self.scale_name) for t in self.terms)

    def to_json(self) -> dict[str, Any]:
        """Return {"order": text, "scale": "eps" | "N" | null}; `parse_order` reads the text back."""
        return {"order": str(self), "scale": self.scale_name}

    def expressions(self) -> list[Expression]:
        """Return every exponent and every base that occurs."""
        parts = [e for t in self.terms for e in (t.power, t.log)]
        return parts + [e for t in self.terms for factor in t.factors for e in factor]

    def parameters(self) -> frozenset[str]:
        """Return the names of the parameters that occur."""
        return frozenset().union(*(e.parameters() for e in self.expressions()))

    def substitute(self, values: Mapping[str, Operand]) -> Order:
        """Replace parameters by values, all at once."""
        return Order.of(
            (
                normal_term(
                    t.power.substitute(values),
                    t.log.substitute(values),
                    [(base.substitute(values), e.substitute(values)) for base, e in t.factors],
                    t.coefficient,
                )
                for t in self.terms
            ),
            self.scale_name,
        )

    def growth_at(self, point: Mapping[str, Value]) -> tuple[Fraction, Fraction]:
        """Return the exact (power, log) of the fastest growing term at `point`."""
        power, log = max((t.power.exactly(point), t.log.exactly(point)) for t in self.terms)
        return Fraction(power), Fraction(log)

    def at(self, t: Any, /, **parameters: Value | float) -> Any:
        """Return the number at ε = t (at N = t for an order in N), implied constants taken as 1.

        An int or a Fraction gives the exact Fraction where it is one, else a float; a float gives a float, and a numpy
        array an array, computed from logarithms: beyond the range of floats it is inf or 0, and `log_at` still tells.
        Raises BoundlabError for a parameter without a value, and for t or a divisor outside the domain.

        >>> from boundlab.symbolic.grammar import parse_order
        >>> parse_order("eps^(-m/r)").at(Fraction(1, 1000), m=2, r=1)
        Fraction(1000000, 1)
        """
        from boundlab.symbolic.evaluation import at

        return at(self.terms, self.scale_name, t, parameters)

    def log_at(self, t: Any, /, **parameters: Value | float) -> Any:
        """Return the natural logarithm of `at`: a float, or an array of them.

        >>> from boundlab.symbolic.grammar import parse_order
        >>> round(parse_order("eps^(-m)").log_at(1e-300, m=4))
        2763
        """
        from boundlab.symbolic.evaluation import log_at

        return log_at(self.terms, self.scale_name, t, parameters)

    def to_sympy(self) -> Any:
        """Return this order in sympy, with positive symbols; raises BoundlabError if sympy is not there."""
        from boundlab.symbolic.sympy_form import to_sympy

        return to_sympy(self.terms, self.scale_name)

    @classmethod
    def from_sympy(cls, expression: Any) -> Order:
        """Return the order that a sympy expression in `eps` or `N` is; every other symbol is a positive parameter.

        Raises BoundlabError for what is not in the notation of orders, and if sympy is not there.
        """
        from boundlab.symbolic.sympy_form import from_sympy

        return from_sympy(expression, cls)


def _order(value: Order, argument: str) -> Order:
    if not isinstance(value, Order):
        raise bad_value(argument, value, "an Order; Order.constant(2) is the order of a number")
    return value


def _scale(name: Scale) -> None:
    if name not in (EPS, N):
        raise bad_value("name", name, '"eps" or "N"')


def _common_scale(a: Scale | None, b: Scale | None) -> Scale | None:
    if a and b and a != b:
        raise BoundlabError("eps and N: one order is in eps or in N, not in both")
    return a or b


def _collect(terms: Iterable[Term], scale: Scale | None, merge: Callable[[Fraction, Fraction], Fraction]) -> Order:
    found: dict[tuple[Expression, Expression, Factors], Fraction] = {}
    for t in terms:
        spend(4 + len(t.factors))
        key = (t.power, t.log, t.factors)
        found[key] = merge(found[key], t.coefficient) if key in found else t.coefficient
        if len(found) > MAX_ORDER_TERMS:
            raise BoundlabError(f"this order is too large: more than {MAX_ORDER_TERMS} terms")
    if all(power == ZERO == log for power, log, _ in found):
        scale = None
    ordered = sorted(found.items(), key=lambda item: tuple(map(str, (item[0][1], item[0][0], item[0][2]))))
    return Order(tuple(Term(*key, coefficient) for key, coefficient in ordered), scale)
