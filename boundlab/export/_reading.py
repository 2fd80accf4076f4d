"""Which certificates are exported, and the statement of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.parser import (
    Chain,
    Expression,
    Extremum,
    Junction,
    Logarithm,
    Negative,
    Not,
    Numeral,
    Power,
    Product,
    Sum,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._rewritten.statement import Statement, parse_statement
from boundlab.errors import BoundlabError

WORK = 4_000_000
BY_INSTANCES = ("induction", "residues", "offset", "counterexample")
KINDS = ("decision", "growth", *BY_INSTANCES)

MALFORMED = (
    Rejected,
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    StopIteration,
)
"""What reading a certificate that is none may raise."""


def decisions(certificate: Any) -> list[dict[str, Any]]:
    """Return the certificates of statements in a certificate; raises BoundlabError for any other kind."""
    kind = certificate.get("kind") if isinstance(certificate, dict) else None
    if kind == "bundle" and isinstance(certificate.get("certificates"), list):
        return [each for part in certificate["certificates"] for each in decisions(part)]
    if kind not in KINDS:
        known = "only those of statements are (decisions, comparisons of growth, inductions)"
        raise BoundlabError(f"a certificate of the kind {str(kind)[:60]!r} is not exported; {known}")
    return [certificate]


def statement_of(certificate: dict[str, Any]) -> Statement:
    """Return the statement of a decision."""
    return parse_statement(certificate.get("statement"), Budget(WORK))


def divisors_inner_first(tree: object) -> Iterator[Expression]:
    """Yield every divisor in a tree of a formula or an expression, those within another before it; no numbers but 0."""
    match tree:
        case Negative(operand) | Logarithm(operand) | Not(operand):
            yield from divisors_inner_first(operand)
        case Sum(operands):
            for _, operand in operands:
                yield from divisors_inner_first(operand)
        case Product(operands):
            for sign, operand in operands:
                yield from divisors_inner_first(operand)
                if sign < 0 and not (isinstance(operand, Numeral) and operand.value):
                    yield operand
        case Power(base, exponent):
            yield from divisors_inner_first(base)
            yield from divisors_inner_first(exponent)
        case Extremum(_, parts) | Junction(_, parts) | Chain(parts, _):
            for part in parts:
                yield from divisors_inner_first(part)


def exponents(tree: Expression) -> Iterator[Expression]:
    """Yield the exponents of the powers in an order."""
    for node in walk(tree):
        if isinstance(node, Power):
            yield node.exponent
