"""Where the extrema and the divisors of a statement stand: their addresses in its trees, as written.

An address is the name of a formula, `claim` or `where[i]`, and the numbers of the children, from 0, on the way down.
"""

from __future__ import annotations

from collections.abc import Iterator

from boundlab.checking._rewritten.parser import (
    Chain,
    Extremum,
    Junction,
    Logarithm,
    Name,
    Negative,
    Node,
    Not,
    Numeral,
    OrderClaim,
    Power,
    Product,
    Sum,
)


def places(tree: Node, address: str, order: bool = False) -> Iterator[tuple[str, Node, bool]]:
    """Yield the address and the tree of every min and max of several arguments, and of every divisor but numbers.

    The last member says whether it is a divisor. Of an order only the exponents count.

    >>> from boundlab.checking._rewritten.parser import parse_claim
    >>> from boundlab.checking._rewritten.polynomial import Budget
    >>> [(at, divides) for at, _, divides in places(parse_claim("min(m, 2)/(r/2) <= 1", Budget()), "claim")]
    [('claim/0/1', True), ('claim/0/0', False)]
    """
    parts: tuple[Node, ...]
    match tree:
        case Numeral() | Name():
            return
        case OrderClaim(left, _, right):
            parts, order = (left, right), True
        case Power(base, exponent):
            yield from places(base, f"{address}/0", order)
            yield from places(exponent, f"{address}/1")
            return
        case Negative(operand) | Not(operand) | Logarithm(operand):
            parts = (operand,)
        case Sum(operands) | Product(operands):
            parts = tuple(operand for _, operand in operands)
            if isinstance(tree, Product) and not order:
                for i, (sign, operand) in enumerate(operands):
                    if sign == -1 and not (isinstance(operand, Numeral) and operand.value):
                        yield f"{address}/{i}", operand, True
        case Extremum(_, parts):
            if len(parts) > 1 and not order:
                yield address, tree, False
            # abs(E) is max(E, -(E)) with the same tree twice, which was written once.
            if len(parts) == 2 and isinstance(parts[1], Negative) and parts[1].operand is parts[0]:
                parts = parts[:1]
        case Junction(_, parts) | Chain(parts, _):
            pass
        case _:
            return
    for i, part in enumerate(parts):
        yield from places(part, f"{address}/{i}", order)
