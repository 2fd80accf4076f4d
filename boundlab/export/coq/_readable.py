"""A theorem's statement with as few parentheses as Coq's grammar needs; the term is the one that the proof is about."""

from __future__ import annotations

from collections.abc import Callable

from boundlab.checking._rewritten.parser import (
    Chain,
    Expression,
    Extremum,
    Formula,
    Junction,
    Logarithm,
    Name,
    Negative,
    Not,
    Numeral,
    Power,
    Product,
    Sum,
    literal_exponent,
)
from boundlab.errors import BoundlabError
from boundlab.export.coq._syntax import Syntax, opposite

# The levels of Coq's grammar: what stands at a level may stand, without parentheses, where a higher one is asked for.
ATOM, APPLICATION, POWER, MINUS, PRODUCT, SUM, COMPARISON, AND, OR = 0, 10, 30, 35, 40, 50, 70, 80, 85


class Readable(Syntax):
    """Writes as `Syntax` does, without the parentheses that change nothing."""

    def expression(self, tree: Expression) -> str:
        return self._at(SUM, tree, self._expression)

    def order(self, tree: Expression) -> str:
        return self._at(PRODUCT - 1, tree, self._order)

    def formula(self, tree: Formula) -> str:
        text, level = self._formula(tree)
        return text if level < AND else f"({text})"

    def _at(self, most: int, tree: Expression, written: Callable[[Expression], tuple[str, int]]) -> str:
        text, level = written(tree)
        return text if level <= most else f"({text})"

    def _expression(self, tree: Expression) -> tuple[str, int]:
        match tree:
            case Name(name) if name in self.whole:
                return f"IZR {self.variable(name)}", APPLICATION
            case Power(base):
                return f"{self._at(POWER - 1, base, self._expression)} ^ {literal_exponent(tree)}", POWER
            case Numeral() | Name():
                return super().expression(tree), ATOM
        return self._operation(tree, self._expression)

    def _order(self, tree: Expression) -> tuple[str, int]:
        match tree:
            case Power(base, exponent):
                parts = self._at(ATOM, base, self._order), self._at(ATOM, exponent, self._expression)
                return f"Rpower {' '.join(parts)}", APPLICATION
            case Logarithm():
                return super().order(tree)[1:-1], APPLICATION
            case Numeral() | Name():
                return self._expression(tree)
        return self._operation(tree, self._order)

    def _operation(self, tree: Expression, written: Callable[[Expression], tuple[str, int]]) -> tuple[str, int]:
        match tree:
            case Negative(operand):
                return f"- {opposite(self._at(MINUS, operand, written))}", MINUS
            case Sum(((_, first), *others)):
                parts = [f"{'+' if sign > 0 else '-'} {self._at(SUM - 1, each, written)}" for sign, each in others]
                return " ".join([self._at(SUM, first, written), *parts]), SUM
            case Product(((_, first), *others)):
                parts = [f"{'*' if sign > 0 else '/'} {self._at(PRODUCT - 1, each, written)}" for sign, each in others]
                return " ".join([self._at(PRODUCT, first, written), *parts]), PRODUCT
            case Extremum(_, (argument,)):
                return written(argument)
            case Extremum(function, (first, *others)):
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                return f"R{function} {self._at(ATOM, first, written)} {self._at(ATOM, rest, written)}", APPLICATION
        raise BoundlabError(f"{type(tree).__name__.lower()} in a statement is not exported")

    def _formula(self, tree: Formula) -> tuple[str, int]:
        match tree:
            case Not(operand):
                return f"~ ({self._formula(operand)[0]})", COMPARISON
            case Junction(connective, parts):
                sign, level = ("/\\", AND) if connective == "and" else ("\\/", OR)
                return f" {sign} ".join(map(self.formula, parts)), level
            case Chain():
                links = [f"{x} {relation} {y}" for x, relation, y in self.links(tree)]
                return " /\\ ".join(links), COMPARISON if len(links) == 1 else AND
        raise BoundlabError(f"{type(tree).__name__.lower()} in a formula is not exported")
