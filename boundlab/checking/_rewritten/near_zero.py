"""Which trees are, for u → 0 from above, as large as u^k: sin u, e^u - 1, 1 - e^(-u), 1 - cos u and the like, again."""

from __future__ import annotations

from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Logarithm,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
)

NEAR_IDENTITY = ("sin", "tan", "arctan", "sinh", "tanh")  # f(u)/u → 1 for u → 0
NEVER_LARGER = ("sin", "arctan", "tanh")  # f(u) ≤ u for u ≥ 0
_ONE, _HALF = Numeral(1), Product(((1, Numeral(1)), (-1, Numeral(2))))


def about_power(tree: Expression) -> tuple[Expression, int, bool] | None:
    """Return u, k, and whether the tree is at most a multiple of u^k for every u ≥ 0; None for another tree."""
    match tree:
        case Call(function, (u,)) if function in NEAR_IDENTITY:
            return u, 1, function in NEVER_LARGER
        case Sum(((1, first), (-1, second))) if second == _ONE:
            up = _exponent_of(first)
            return None if up is None else (up, 1, False)
        case Sum(((1, first), (-1, Call("cos", (u,))))) if first == _ONE:
            return u, 2, True
        case Sum(((1, first), (-1, second))) if first == _ONE:
            down = _exponent_of(second)
            return None if down is None else (Negative(down), 1, True)
    return None


def _exponent_of(tree: Expression) -> Expression | None:
    match tree:
        case Call("exp", (exponent,)):
            return exponent
        case Power(base, exponent):
            return Product(((1, exponent), (1, Logarithm(base))))
        case Call("sqrt", (base,)):
            return Product(((1, _HALF), (1, Logarithm(base))))
    return None
