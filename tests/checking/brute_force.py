"""Truth of a statement at a point, by Python's own parser: a second reading of the format."""

from __future__ import annotations

import ast
import itertools
import operator
import re
from fractions import Fraction

RESERVED = {"eps", "N", "log", "min", "max", "and", "or", "not"}
ORDER = re.compile("<~|>~|<<|>>|~|≲|≺|≍|≳|≻")
ORDER_MEANS = {
    **dict.fromkeys(("<~", "≲"), operator.le),
    **dict.fromkeys(("<<", "≺"), operator.lt),
    **dict.fromkeys(("~", "≍"), operator.eq),
    **dict.fromkeys((">~", "≳"), operator.ge),
    **dict.fromkeys((">>", "≻"), operator.gt),
}
COMPARISON = {
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
INTEGERS = [Fraction(n) for n in (1, 2, 3, 5)]
REALS = [Fraction(n) for n in ("-3", "-1", "-1/2", "0", "1/3", "1", "2", "7/2")]


def tree(text):
    for old, new in (("ε", "eps"), ("^", "**"), ("≥", ">="), ("≤", "<="), ("≠", "!=")):
        text = text.replace(old, new)
    text = re.sub(r"(?<![<>=!])=(?!=)", "==", text)
    return ast.parse(re.sub(r"(?<![\w.])\d*\.?\d+", lambda number: f'F("{number.group()}")', text), mode="eval").body


def value(node, at):
    match node:
        case ast.Call(func=ast.Name(id="F"), args=[ast.Constant(value=text)]):
            return Fraction(text)
        case ast.Call(func=ast.Name(id="min" | "max" as function), args=arguments):
            values = [value(argument, at) for argument in arguments]
            return min(values) if function == "min" else max(values)
        case ast.Name(id=name):
            return at[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand, at)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return value(operand, at)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return value(left, at) ** int(value(right, at))
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](value(left, at), value(right, at))
    raise AssertionError(ast.dump(node))


def truth(node, at):
    match node:
        case ast.BoolOp(op=op, values=parts):
            return (all if isinstance(op, ast.And) else any)([truth(part, at) for part in parts])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not truth(operand, at)
        case ast.Compare(left=left, ops=ops, comparators=right):
            values = [value(left, at), *(value(operand, at) for operand in right)]
            return all(COMPARISON[type(op)](x, y) for op, x, y in zip(ops, values, values[1:], strict=False))
    raise AssertionError(ast.dump(node))


def leading(node, at):
    """Return the largest (a, b) among the terms t^a·log(t)^b of an order: it decides comparisons."""
    match node:
        case ast.Name(id="eps"):
            return Fraction(-1), Fraction(0)
        case ast.Name(id="N"):
            return Fraction(1), Fraction(0)
        case ast.Call(func=ast.Name(id="log")):
            return Fraction(0), Fraction(1)
        case ast.Call(func=ast.Name(id="max" | "min"), args=arguments):
            return max(leading(argument, at) for argument in arguments)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return max(leading(left, at), leading(right, at))
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            sign = 1 if isinstance(op, ast.Mult) else -1
            pairs = zip(leading(left, at), leading(right, at), strict=True)
            return tuple(x + sign * y for x, y in pairs)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            exponent = value(right, at)
            return tuple(x * exponent for x in leading(left, at))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return leading(operand, at)
        case ast.Name() | ast.Call(func=ast.Name(id="F")):
            return Fraction(0), Fraction(0)
    raise AssertionError(ast.dump(node))


class Reading:
    """A statement, read for evaluation."""

    def __init__(self, statement):
        self.conditions = [tree(text) for text in statement["where"]]
        parts = ORDER.split(statement["claim"])
        self.relation = ORDER.findall(statement["claim"])
        self.claim = [tree(part.strip()) for part in parts]
        names = set()
        for each in (*self.conditions, *self.claim):
            names |= {node.id for node in ast.walk(each) if isinstance(node, ast.Name)}
        self.names = sorted(names - RESERVED - {"F"})
        self.real = set(statement["real"])

    def points(self):
        ranges = [REALS if name in self.real else INTEGERS for name in self.names]
        return (dict(zip(self.names, values, strict=True)) for values in itertools.product(*ranges))

    def admissible(self, at):
        try:
            values = [truth(condition, at) for condition in self.conditions]
            return all(values)
        except ZeroDivisionError:
            return False

    def claimed(self, at):
        """Return whether the claim holds; raises ZeroDivisionError where it is not defined."""
        if not self.relation:
            return truth(self.claim[0], at)
        left, right = (leading(side, at) for side in self.claim)
        return ORDER_MEANS[self.relation[0]](left, right)

    def counterexamples(self):
        """Yield the points of the grid where the conditions hold and the claim is false or undefined."""
        for at in self.points():
            if self.admissible(at):
                try:
                    holds = self.claimed(at)
                except ZeroDivisionError:
                    holds = False
                if not holds:
                    yield at

    def refuted_by(self, witness):
        """Return whether `witness` is a point in range where the conditions hold and the claim is false."""
        at = {name: Fraction(witness[name]) for name in self.names}
        natural = all(at[name] >= 1 and at[name].denominator == 1 for name in at.keys() - self.real)
        return natural and self.admissible(at) and not self.claimed(at)
