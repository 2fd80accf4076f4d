"""Functions of a scale as Coq text, with what has to hold for them to be defined: Coq's functions are total."""

from __future__ import annotations

from collections.abc import Mapping

from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
    walk,
)
from boundlab.errors import BoundlabError
from boundlab.export.coq._syntax import Syntax, number, opposite

FUNCTIONS = {"exp": "exp", "sqrt": "sqrt", "sin": "sin", "cos": "cos", "tan": "tan", "arctan": "atan"}
FUNCTIONS |= {"sinh": "sinh", "cosh": "cosh", "tanh": "tanh"}


class GrowthText:
    """Writes functions of scales, and of what is tied to them."""

    def __init__(self, syntax: Syntax, names: Mapping[str, str], positive: frozenset[str]) -> None:
        """Take how parameters, and `names` of scales, are written; `positive` are parameters that evidently are."""
        self.syntax, self.names, self.positive = syntax, names, positive

    def moves(self, tree: Expression) -> bool:
        """Return whether a scale, or one tied to it, occurs."""
        return any(isinstance(n, Name) and n.text in self.names for n in walk(tree))

    def text(self, tree: Expression) -> str:
        """Return a function at the scale."""
        match tree:
            case Numeral(value):
                return number(value)
            case Name(name) if name in self.names:
                return self.names[name]
            case Name(name):
                return self.syntax.value(name)
            case Negative(operand):
                return f"(- {opposite(self.text(operand))})"
            case Sum(((_, first), *others)):
                return self._folded(self.text(first), others, "+", "-")
            case Product(((_, first), *others)):
                return self._folded(self.text(first), others, "*", "/")
            case Power(base, exponent):
                return self._power(base, exponent)
            case Extremum("max", (a, Negative(b))) if a == b:
                return f"(Rabs {self.text(a)})"
            case Extremum(function, (first, *others)):
                if not others:
                    return self.text(first)
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                return f"(R{function} {self.text(first)} {self.text(rest)})"
            case Logarithm(operand):
                return f"(ln {self.text(operand)})"
            case Call("floor", (operand,)):
                return f"(IZR (Int_part {self.text(operand)}))"
            case Call("ceil", (operand,)):
                return f"(- IZR (Int_part (- {opposite(self.text(operand))})))"
            case Call(function, (operand,)) if function in FUNCTIONS:
                return f"({FUNCTIONS[function]} {self.text(operand)})"
            case Call(function, _):
                raise BoundlabError(f"{function} in an order is not exported: Coq's standard library lacks it")
        raise BoundlabError(f"{type(tree).__name__.lower()} in an order is not exported")

    def _folded(self, text: str, others: list[tuple[int, Expression]], plus: str, minus: str) -> str:
        for sign, each in others:
            text = f"({text} {plus if sign > 0 else minus} {self.text(each)})"
        return text

    def natural(self, base: Expression, exponent: Expression) -> int | None:
        """Return the exponent of a power that Coq writes with `^`: an integer, of what is no function > 0."""
        match exponent:
            case Numeral(int(value)) if isinstance(base, Numeral) or not self.evident(base):
                return value
            case Negative(Numeral(int(value))) if isinstance(base, Numeral) or not self.evident(base):
                return -value
        return None

    def _power(self, base: Expression, exponent: Expression) -> str:
        whole = self.natural(base, exponent)
        if whole is None:
            return f"(Rpower {self.text(base)} {self.text(exponent)})"
        power = f"({self.text(base)} ^ {abs(whole)})"
        return power if whole >= 0 else f"(/ {power})"

    def evident(self, tree: Expression) -> bool:
        """Return whether a function is evidently positive, for large t."""
        match tree:
            case Numeral(value):
                return value > 0
            case Name(name):
                return name in self.names or name in self.positive
            case Sum(operands):
                return all(sign > 0 and self.evident(each) for sign, each in operands)
            case Product(operands):
                return all(self.evident(each) for _, each in operands)
            case Power(base, _):
                return self.evident(base)
            case Extremum(_, arguments):
                return all(self.evident(each) for each in arguments)
            case Call("exp" | "cosh", _):
                return True
            case Call("sqrt", (operand,)):
                return self.evident(operand)
        return False

    def needs(self, tree: Expression) -> list[tuple[str, Expression]]:
        """Return what has to be positive, not zero, or not negative for a function to be defined; inner ones first."""
        found: list[tuple[str, Expression]] = []
        for node in reversed(list(walk(tree))):
            match node:
                case Product(operands):
                    found += [("<>", each) for sign, each in operands if sign < 0]
                case Logarithm(operand):
                    found.append((">", operand))
                case Power(base, exponent):
                    whole = self.natural(base, exponent)
                    if whole is None or whole < 0:
                        found.append((">" if whole is None else "<>", base))
                case Call("sqrt", (operand,)):
                    found.append((">=", operand))
                case Call("tan", (operand,)):
                    found.append(("<>", Call("cos", (operand,))))
        unique = dict.fromkeys(found)
        return [each for each in unique if not self.evident(each[1])]
