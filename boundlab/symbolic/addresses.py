"""Where the extrema and the divisors of a text stand: addresses in its tree, as a certificate gives them.

The tree is Python's, with sums, products and chains taken as they are written: `a + b - c` has three parts, and
`(a + b) - c` has two.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from boundlab.symbolic.spelling import split_order_claim, tokens, unmarked

ADDITIVE, MULTIPLICATIVE = (ast.Add, ast.Sub), (ast.Mult, ast.Div)


class Place(NamedTuple):
    """A min, max or abs, or what divides, with its address."""

    address: str
    node: ast.expr
    divides: bool


class Link(NamedTuple):
    """A comparison: its two sides as stated, and whether it says, where it is assumed, that they are equal."""

    left: ast.expr
    right: ast.expr
    equation: bool


def tree_of(text: str) -> ast.expr:
    """Return Python's tree of a text in the grammar; its decimals are fractions."""
    spaced = " ".join(tokens(text))
    tree = ast.parse(spaced, mode="eval").body
    if "." in spaced:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                node.value = Fraction(spaced.encode()[node.col_offset : node.end_col_offset].decode())  # type: ignore[assignment]
    return tree


def trees_of(claim: str) -> tuple[ast.expr, ...]:
    """Return the tree of a formula, or those of the two sides of a comparison of orders."""
    split = split_order_claim(claim)
    return (tree_of(claim),) if split is None else (tree_of(split[0]), tree_of(split[2]))


def places(node: ast.expr, address: str, *, order: bool = False) -> Iterator[Place]:
    """Yield the extrema of several arguments and the divisors but numbers, of an order only those in its exponents.

    >>> [(p.address, p.divides) for p in places(tree_of("min(m, 2)/(r/2) <= 1"), "claim")]
    [('claim/0/1', True), ('claim/0/0', False)]
    """
    node = unsigned(node)
    parts: list[ast.expr]
    match node:
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            yield from places(base, f"{address}/0", order=order)
            yield from places(exponent, f"{address}/1")
            return
        case ast.BinOp():
            operands = flat(node)
            parts = [operand for _, operand in operands]
            for i, (op, operand) in enumerate(operands):
                if isinstance(op, ast.Div) and not order and not isinstance(unsigned(operand), ast.Constant):
                    yield Place(f"{address}/{i}", operand, True)
        case ast.Call(func=ast.Name(id=name), args=parts):
            if (len(parts) > 1 or name == "abs") and not order:
                yield Place(address, node, False)
        case ast.UnaryOp(operand=operand):
            parts = [operand]
        case ast.BoolOp(values=parts):
            pass
        case ast.Compare(left=left, comparators=others):
            parts = [left, *others]
        case _:
            return
    for i, part in enumerate(parts):
        yield from places(part, f"{address}/{i}", order=order)


def unsigned(node: ast.expr) -> ast.expr:
    """Drop the signs `+` in front, which mean nothing."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        node = node.operand
    return node


def flat(node: ast.BinOp) -> list[tuple[ast.operator | None, ast.expr]]:
    """Return the parts of a sum or of a product, with the operation before each."""
    kind = ADDITIVE if isinstance(node.op, ADDITIVE) else MULTIPLICATIVE
    found: list[tuple[ast.operator | None, ast.expr]] = []
    part: ast.expr = node
    # What is in parentheses begins after the whole, which begins with the parenthesis.
    while isinstance(part, ast.BinOp) and isinstance(part.op, kind) and part.col_offset == node.col_offset:
        found.append((part.op, part.right))
        part = part.left
    return [(None, part), *found[::-1]]


def link(node: ast.expr, path: list[int], *, negated: bool) -> Link:
    """Return the comparison that a formula has under the numbers `path` (docs/certificates.md, names of formulas)."""
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return link(operand, path, negated=not negated)
        case ast.BoolOp(values=values):
            return link(values[path[0]], path[1:], negated=negated)
        case ast.Compare(left=left, ops=ops, comparators=others):
            i = path[0] if len(ops) > 1 else 0
            return Link([left, *others][i], others[i], isinstance(ops[i], ast.Eq) and not negated)
    raise AssertionError(ast.dump(node))


def evidently_positive(node: ast.expr, integers: frozenset[str]) -> bool:
    """Is it made, as written, of positive numbers and of names in `integers` by + * / ^ min and max?"""
    match node:
        case ast.Constant(value=value):
            return bool(value)
        case ast.Name(id=name):
            return unmarked(name) in integers
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return evidently_positive(operand, integers)
        case ast.BinOp(left=left, op=ast.Pow()):
            return evidently_positive(left, integers)
        case ast.BinOp(op=ast.Add() | ast.Mult() | ast.Div()):
            return all(not isinstance(op, ast.Sub) and evidently_positive(part, integers) for op, part in flat(node))
        case ast.Call(func=ast.Name(id="min" | "max"), args=parts):
            return all(evidently_positive(part, integers) for part in parts)
    return False
