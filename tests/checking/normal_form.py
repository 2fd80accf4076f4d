"""Formulas of a statement in negation normal form, for the second checker of proofs."""

from __future__ import annotations

import ast


class Wrong(Exception):
    """The proof is not one."""


def normal(node, negated=False):
    """Return ("literal", left, right, REL) or ("and" | "or", part, …)."""
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return normal(operand, not negated)
        case ast.BoolOp(op=op, values=parts):
            kind = "and" if isinstance(op, ast.And) != negated else "or"
            return kind, *(normal(part, negated) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=right):
            operands = [left, *right]
            links = [link(operands[i], type(op), operands[i + 1], negated) for i, op in enumerate(ops)]
            return links[0] if len(links) == 1 else ("or" if negated else "and", *links)
    raise Wrong


def link(left, op, right, negated):
    if op is ast.NotEq and negated:
        return "and", ("literal", left, right, ">="), ("literal", right, left, ">=")
    opposite = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq}
    op = opposite[op] if negated else op
    if op is ast.NotEq:
        return "or", ("literal", right, left, ">"), ("literal", left, right, ">")
    if op in (ast.Lt, ast.LtE):
        left, right = right, left
    return "literal", left, right, {ast.Eq: "=", ast.Lt: ">", ast.Gt: ">"}.get(op, ">=")
