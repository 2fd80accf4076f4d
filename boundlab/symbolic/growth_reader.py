"""From the text of an order to its expansion: + - * / ^, log, exp, sqrt, sin, cos, tan, floor, ceil, abs, min, max,
factorial, Gamma."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from copy import copy
from fractions import Fraction

from boundlab.errors import BoundlabError
from boundlab.symbolic.coefficient import BOUNDED, Coefficient, exact, within
from boundlab.symbolic.differences import cancels, difference
from boundlab.symbolic.elementary_functions import APPLY
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import Value, number, parameter
from boundlab.symbolic.gamma_function import log_gamma
from boundlab.symbolic.grammar import _Reader
from boundlab.symbolic.monomial import UNIT
from boundlab.symbolic.spelling import bound_names, unmarked
from boundlab.symbolic.sums import Outside, free_names, summed

FUNCTIONS = {
    "exp", "log", "sqrt", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "floor", "ceil", "abs", "mod",
    "factorial", "Gamma", "min", "max", "sum",
}  # fmt: skip
_TWO = number(2)
MAX_TOWER = 24


class GrowthReader(_Reader):
    """Reads one side of a comparison of orders; `scales` maps the names that tend to a limit to their expansions."""

    def __init__(
        self,
        text: str,
        argument: str,
        scales: Mapping[str, Expansion],
        field: Expansions,
        values: Mapping[str, Value],
    ) -> None:
        super().__init__(text, argument)
        self.scales, self.field, self.values = scales, field, values

    def tree(self) -> ast.expr:
        """Return the syntax tree, with what does not depend on the variable of a sum outside of it."""
        tree = super().tree()
        self.require_low_towers(tree)
        if not (bound := bound_names(self.text)):
            return tree
        if names := bound & free_names(tree):
            self.fail(f"{min(names)} is the variable of a sum, and stands elsewhere")
        return Outside().visit(tree)  # type: ignore[no-any-return]

    def require_low_towers(self, tree: ast.expr) -> None:
        """Refuse exponents in exponents beyond a depth: the work grows with its third power."""
        waiting = [(tree, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > MAX_TOWER:
                self.fail(f"exponents nested deeper than {MAX_TOWER}")
            for child in ast.iter_child_nodes(node):
                raises = (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and child is node.right) or (
                    isinstance(node, ast.Call) and ast.unparse(node.func) == "exp"
                )
                if isinstance(child, ast.expr):
                    waiting.append((child, depth + raises))

    def at(self, variable: str, value: Expansion, node: ast.expr) -> Expansion:
        """Return the expansion of `node` with the value for the variable."""
        inner = copy(self)
        inner.scales = {**self.scales, variable: value}
        return inner.growth(node)

    def over(self, variable: str, field: Expansions) -> GrowthReader:
        """Return a reader in which the variable alone tends to infinity."""
        inner = copy(self)
        inner.scales, inner.field = {variable: field.scale()}, field
        return inner

    def moves(self, node: ast.expr) -> bool:
        """Does the tree depend on a scale?"""
        return any(isinstance(n, ast.Name) and unmarked(n.id) in self.scales for n in ast.walk(node))

    def sum(self, args: list[ast.expr]) -> Expansion:
        """Return `sum(i=a..b: E)`."""
        match args:
            case [ast.Name(id=name), ast.Constant(value=int(low)), high, body] if low >= 0:
                if unmarked(name) in self.scales:
                    self.fail(f"{name} is a scale or the variable of another sum")
                return summed(self, unmarked(name), low, high, body)
        self.fail("a sum is written sum(i=1..k: eps^(-i)), its start a literal integer that is not negative")

    def growth(self, node: ast.expr) -> Expansion:
        """Return the expansion of a syntax tree."""
        f = self.field
        match node:
            case ast.Constant():
                return f.constant(self.constant(node))
            case ast.Name(id=name) if unmarked(name) in self.scales:
                return self.scales[unmarked(name)]
            case ast.Name(id="eps" | "N" as name):
                self.fail(
                    f"{name} is no scale here: one scale tends to its limit, tie others to it, as in N ≍ eps^(-2)"
                )
            case ast.Name(id=name):
                name = self.name(name)
                return f.constant(Fraction(self.values[name]) if name in self.values else parameter(name))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.growth(operand)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return f.negated(self.growth(operand))
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self.raised_to(self.growth(left), self.growth(right))
            case ast.BinOp():
                return self.sum_or_product(node)
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=args, keywords=[]) if args:
                values = [self.growth(a) for a in args]
                best = values[0]
                for value in values[1:]:
                    best = self.extremum(name, best, value)
                return best
            case ast.Call(func=ast.Name(id="mod"), args=[_, modulus], keywords=[]):
                return self.modulo(node.args[0], self.growth(modulus))
            case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
                return self.logarithm_of(argument)
            case ast.Call(func=ast.Name(id="sum"), args=args, keywords=[]):
                return self.sum(args)
            case ast.Call(func=ast.Name(id="sin" | "cos" as name), args=[argument], keywords=[]):
                return self.wave(name, argument)
            case ast.Call(func=ast.Name(id="floor" | "ceil" as name), args=[argument], keywords=[]):
                return self.rounded(name, argument)
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
                return APPLY[name](self.field, self.growth(argument))
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                self.fail(f"{name} takes {'two values' if name == 'mod' else 'one value'}")
            case ast.Call(func=ast.Name()):
                self.fail(f"no function of this name; known: {', '.join(sorted(FUNCTIONS))}")
            case _:
                self.unknown(node)

    def sum_or_product(self, node: ast.BinOp) -> Expansion:
        """Read `a + b - c*d/e…` without a recursion as deep as it is long."""
        f = self.field
        links: list[ast.BinOp] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp) and not isinstance(first.op, ast.Pow):
            links.append(first)
            first = first.left
        summands = [self.growth(first)]
        for link in reversed(links):
            value = self.growth(link.right)
            match link.op:
                case ast.Add():
                    summands.append(value)
                case ast.Sub():
                    summands.append(f.negated(value))
                    if cancels(seen := f.add(*summands)):
                        known = difference(self, link.left, link.right, seen)
                        summands = [seen if known is None else known]
                case ast.Mult():
                    summands = [f.multiply(f.add(*summands), value)]
                case ast.Div():
                    summands = [f.multiply(f.add(*summands), f.inverse(value))]
                case _:
                    self.fail("this operation is not in the grammar")
        return f.add(*summands)

    def raised_to(self, base: Expansion, exponent: Expansion) -> Expansion:
        """Return base^exponent."""
        f = self.field
        if exponent.error is None and all(m == UNIT and c.value is not None for m, c in exponent.terms):
            value = exponent.terms[0][1].value if exponent.terms else number(0)
            assert value is not None
            return f.power(base, value)
        m, c = base.terms[0] if len(base.terms) == 1 and base.error is None else (UNIT, BOUNDED)
        if c.low == 0 and c.high and f.leading(exponent)[2] > 0:  # at most the power of the greatest value
            most = Expansion(((m, exact(c.high)),))
            return Expansion((), f.bound(f.exponential(f.multiply(exponent, f.logarithm(most)))))
        return f.exponential(f.multiply(exponent, f.logarithm(base)))

    def logarithm_of(self, node: ast.expr, *, size: bool = False) -> Expansion:
        """Return the logarithm of a tree, of its parts where more is known of those; `size`: of its absolute value."""
        try:
            return self.logarithm_of_parts(node, size=size)
        except Vague as reason:
            if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
                raise
            f = self.field
            try:
                a, b = (self.logarithm_of(part, size=size) for part in (node.left, node.right))
                larger = f.limit(f.add(a, f.negated(b)))[0]
            except BoundlabError:
                raise reason from None
            if larger == 0 or (larger < 0 and isinstance(node.op, ast.Sub) and not size):
                raise
            return f.add(a if larger > 0 else b, f.constant(BOUNDED))

    def logarithm_of_parts(self, node: ast.expr, *, size: bool = False) -> Expansion:
        """Return the logarithm of a product of powers and exponentials from the logarithms of its parts."""
        f = self.field
        match node:
            case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
                a, b = self.logarithm_of(left, size=size), self.logarithm_of(right, size=size)
                return f.add(a, b if isinstance(op, ast.Mult) else f.negated(b))
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return f.multiply(self.growth(right), self.logarithm_of(left, size=size))
            case ast.UnaryOp(op=ast.USub(), operand=operand) if size:
                return self.logarithm_of(operand, size=True)
            case ast.Call(func=ast.Name(id="exp"), args=[argument], keywords=[]):
                return self.growth(argument)
            case ast.Call(func=ast.Name(id="factorial" | "Gamma" as name), args=[argument], keywords=[]):
                a = self.growth(argument)
                if f.limit(a)[0] > 0:
                    log = log_gamma(f, a)
                    return f.add(log, f.logarithm(a)) if name == "factorial" else log
        value = self.growth(node)
        return f.logarithm(f.negated(value) if size and f.leading(value)[2] < 0 else value)

    def wave(self, name: str, argument: ast.expr) -> Expansion:
        """Return sin or cos; of what tends continuously to ±∞ it swings between -1 and 1."""
        a = self.growth(argument)
        found = APPLY[name](self.field, a)
        if len(found.terms) != 1 or found.terms[0][1].low is None or not self.continuous(argument):
            return found
        try:
            infinite, _, _ = self.field.limit(a)
        except Vague:
            return found
        return self.field.constant(within(-1, 1, swings=infinite != 0))

    def rounded(self, name: str, argument: ast.expr) -> Expansion:
        """Return floor or ceil; of what tends continuously to ±∞ its distance is all of [0, 1), again and again."""
        a, f = self.growth(argument), self.field
        if not f.limit(a)[0] or not self.continuous(argument):
            return APPLY[name](f, a)
        away = within(-1, 0, swings=True) if name == "floor" else within(0, 1, swings=True)
        return f.add(a, f.constant(away))

    def continuous(self, node: ast.expr) -> bool:
        """Is it continuous in the scale? What is tied to the scale need not be."""
        names = {unmarked(n.id) for n in ast.walk(node) if isinstance(n, ast.Name)}
        tied = {name for name, e in self.scales.items() if any(c.value is None for _, c in e.terms)}
        return not names & (tied | {"floor", "ceil", "mod", "sum"})

    def extremum(self, name: str, a: Expansion, b: Expansion) -> Expansion:
        """Return the smaller or the larger of a and b."""
        f = self.field
        difference = f.add(a, f.negated(b))
        if f.is_zero(difference):
            return a
        try:
            _, _, sign = f.leading(difference)
        except Vague:
            return self._of_one_size(name, a, b)
        return a if (sign > 0) == (name == "max") else b

    def _of_one_size(self, name: str, a: Expansion, b: Expansion) -> Expansion:
        """Return the extremum of what is of one size: between bounds, or up to a factor with its sign."""
        f = self.field
        if a.error is b.error is None and max(len(a.terms), len(b.terms)) == 1:
            (m, c), (n, d) = ((x.terms or ((y.terms[0][0], exact(0)),))[0] for x, y in ((a, b), (b, a)))
            ends = [*zip(f.ends(c), f.ends(d), strict=True)]
            if not f.monomials.compare(m, n) and not any(None in pair for pair in ends):
                low, high = ((max if name == "max" else min)(pair) for pair in ends)  # type: ignore[type-var]
                swings = (c.swings or d.swings) and None not in (c.value or d.value, low, high)
                found = exact(low) if low == high else within(low, high, swings=swings)  # type: ignore[arg-type]
                return Expansion(((m, found),) if low or high else ())
        (m, _, s), (n, _, r) = f.leading(a), f.leading(b)
        if s != r or f.monomials.compare(m, n):
            raise Vague("which of two arguments of an extremum is larger is not known")
        return Expansion(((m, Coefficient(None, s)),))

    def modulo(self, node: ast.expr, b: Expansion) -> Expansion:
        """Return a remainder: b times what lies in [0, 1], all of it for what tends continuously to ±∞."""
        f = self.field
        if f.is_zero(b):
            raise BoundlabError("the modulus is zero")
        f.leading(b)
        value = self.growth(node)
        try:
            swings = f.limit(value)[0] != 0 and self.continuous(node) and b.terms[0][0] == UNIT
        except Vague:
            swings = False
        return f.multiply(b, f.constant(within(0, 1, swings=swings)))


def unsigned(node: ast.expr) -> ast.expr:
    """Return a tree with the same absolute value, without `abs` around its factors."""
    match node:
        case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
            return unsigned(argument)
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            return ast.BinOp(unsigned(left), op, unsigned(right))
        case ast.UnaryOp(operand=operand):
            return unsigned(operand)
    return node


def read_size(
    text: str, argument: str, scales: Mapping[str, Expansion], field: Expansions, values: Mapping[str, Value]
) -> Expansion:
    """Return the expansion of what has the absolute value of the order written in `text`, as `read_growth` does."""
    reader = GrowthReader(text, argument, scales, field, values)
    return reader.read(lambda tree: reader.growth(unsigned(tree)))


def read_growth(
    text: str, argument: str, scales: Mapping[str, Expansion], field: Expansions, values: Mapping[str, Value]
) -> Expansion:
    """Return the expansion of the order written in `text`; raises BoundlabError, or Vague where it cannot be told.

    `values` are put in for parameters.
    """
    reader = GrowthReader(text, argument, scales, field, values)
    return reader.read(reader.growth)


def read_logarithm(
    text: str, argument: str, scales: Mapping[str, Expansion], field: Expansions, values: Mapping[str, Value]
) -> Expansion:
    """Return the expansion of log |f| for an order f, which may be known where that of f is not."""
    reader = GrowthReader(text, argument, scales, field, values)
    return reader.read(lambda tree: reader.logarithm_of(unsigned(tree), size=True))
