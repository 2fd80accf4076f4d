"""Trees of statements as Coq text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import resources

from boundlab.checking._rewritten.formula import Compound, Normal
from boundlab.checking._rewritten.parser import (
    SCALES,
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
    walk,
)
from boundlab.checking._rewritten.polynomial import Number, Polynomial
from boundlab.checking._rewritten.statement import Statement
from boundlab.errors import BoundlabError

# Names that the exported text gives a meaning; a parameter of that name gets a prime, which no parameter has.
_USED = """as at cofix else end exists exists2 fix for forall fun if IF in is let match mod Prop return Set SProp then
Type using where with by R Z IZR INR Rmin Rmax Rpower ln pow fst snd nil cons In True False not and or
C c eps N eps0 N0 x exp sqrt sin cos tan atan sinh cosh tanh Rabs Int_part S O Some None option Forall
H I E K P U V conj proj1 proj2 sum_over powerRZ map app list nat length eq le lt exp_0 ln_1"""
# Coq's own names that proofs use: they have a `_`, or more letters after a capital one. `floor_1` is a certificate's.
_LIKE_COQ = re.compile(r"(?![a-z]+_\d+$)\w*_\w*|[A-Z]\w*[A-Za-z]\w*")


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    own = "".join(
        library(name)
        for name in (
            "algebra",
            "sequences",
            "scale_eps",
            "near",
            "orders",
            "like_eps",
            "germs",
            "growth",
            "growth_eps",
            "series",
            "constants",
            "exponents",
        )
    )
    return frozenset(_USED.split()) | frozenset(
        re.findall(r"^(?:Lemma|Definition|Fixpoint|Ltac) (\w+)", own, re.MULTILINE)
    )


@lru_cache(maxsize=8)
def library(name: str) -> str:
    """Return the text of a file of Coq lemmas."""
    return resources.files(__package__).joinpath(f"{name}.v").read_text(encoding="utf-8")


def number(value: Number) -> str:
    """Return a rational number as a Coq text."""
    whole = f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    return whole if whole.isdigit() else f"({whole})"


def opposite(text: str) -> str:
    """Return what follows a minus: `- 1` is a number for Coq, `- (1)` the opposite of one."""
    return f"({text})" if text.isdigit() else text


class Syntax:
    """How the parameters and the extrema of one statement are written.

    `current` says what stands for an extremum, by its own text: a variable, or the argument that attains it.
    """

    def __init__(self, statement: Statement, values: Mapping[str, Number] | None = None) -> None:
        """Take the names of `statement`; those in `values` are written as numbers."""
        self.integers = sorted(statement.integers)
        self.whole = [*self.integers, *sorted(statement.signed)]
        self.reals = sorted(statement.parameters - statement.integers - statement.signed)
        self.values = values or {}
        self.current: dict[str, str] = {}

    def variable(self, name: str) -> str:
        """Return what a parameter is called."""
        return f"{name}'" if name in _reserved() or _LIKE_COQ.fullmatch(name) else name

    def scale(self, name: str) -> str:
        """Return what a scale is called."""
        return name if name in SCALES else self.variable(name)

    def value(self, name: str) -> str:
        """Return the real number that a parameter is, as a text."""
        if name in self.values:
            return number(self.values[name])
        return f"(IZR {self.variable(name)})" if name in self.whole else self.variable(name)

    def expression(self, tree: Expression) -> str:
        """Return an expression in parameters, or an order."""
        if self.current and isinstance(tree, (Extremum, Product)) and (known := self.current.get(self.raw(tree))):
            return known
        match tree:
            case Numeral(value):
                return number(value)
            case Name(text):
                return text if text in SCALES else self.value(text)
            case Negative(operand):
                return f"(- {opposite(self.expression(operand))})"
            case Sum(operands):
                return f"({self._joined(operands, '+', '-')})"
            case Product(operands):
                return f"({self._joined(operands, '*', '/')})"
            case Power(base):
                return self.power(self.expression(base), literal_exponent(tree))
            case Extremum(function, (first, *others)):
                if not others:
                    return self.expression(first)
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                return f"(R{function} {self.expression(first)} {self.expression(rest)})"
        raise BoundlabError(f"{type(tree).__name__.lower()} in an expression is not exported")

    def raw(self, tree: Expression, written: Callable[[Syntax, Expression], str] | None = None) -> str:
        """Return an expression (or what else is `written`) as it is stated, whatever stands for its extrema."""
        current, self.current = self.current, {}
        text = (written or Syntax.expression)(self, tree)
        self.current = current
        return text

    def _joined(self, operands: tuple[tuple[int, Expression], ...], plus: str, minus: str) -> str:
        first, *rest = operands
        parts = [self.expression(first[1])]
        for sign, operand in rest:
            parts += [plus if sign > 0 else minus, self.expression(operand)]
        return " ".join(parts)

    @staticmethod
    def power(base: str, exponent: int) -> str:
        """Return a power with a natural exponent."""
        return f"({base} ^ {exponent})"

    def order(self, tree: Expression) -> str:
        """Return an order as a function of its scale: its powers are real powers of positive numbers."""
        match tree:
            case Power(base, exponent):
                return f"(Rpower {self.order(base)} {self.expression(exponent)})"
            case Logarithm(Name("N")):
                return "(ln N)"
            case Logarithm(Product(((1, Numeral(1)), (-1, Name("eps"))))):
                return "(ln (1 / eps))"
            case Sum(operands):
                return "(" + " + ".join(self.order(operand) for _, operand in operands) + ")"
            case Product(((_, top), *factors)):
                parts = [self.order(top), *(f"{'*' if s > 0 else '/'} {self.order(each)}" for s, each in factors)]
                return f"({' '.join(parts)})"
            case Extremum(function, (first, *others)):
                if self.current and (known := self.current.get(self.raw(tree, Syntax.order))):
                    return known
                if not others:
                    return self.order(first)
                rest = others[0] if len(others) == 1 else Extremum(function, tuple(others))
                return f"(R{function} {self.order(first)} {self.order(rest)})"
            case Numeral() | Name():
                return self.expression(tree)
        raise BoundlabError(f"{type(tree).__name__.lower()} in an order is not exported")

    def formula(self, tree: Formula) -> str:
        """Return a formula as it is stated."""
        match tree:
            case Not(operand):
                return f"(~ {self.formula(operand)})"
            case Junction(connective, parts):
                return f"({_SIGN[connective].join(map(self.formula, parts))})"
            case Chain():
                return f"({_SIGN['and'].join(f'{x} {relation} {y}' for x, relation, y in self.links(tree))})"
        raise BoundlabError(f"{type(tree).__name__.lower()} in a formula is not exported")

    def links(self, tree: Chain) -> Iterator[tuple[str, str, str]]:
        """Yield the comparisons of a chain."""
        texts = [self.expression(operand) for operand in tree.operands]
        relations = ["<>" if relation == "!=" else relation for relation in tree.relations]
        yield from zip(texts, relations, texts[1:], strict=False)

    def normal(self, formula: Normal) -> str:
        """Return a formula in negation normal form; a literal says what the sign of a difference is."""
        if isinstance(formula, Compound):
            return f"({_SIGN[formula.connective].join(map(self.normal, formula.parts))})"
        difference = f"{self.expression(formula.left)} - {self.expression(formula.right)}"
        return f"({signed(difference, formula.relation)})"

    def polynomial(self, polynomial: Polynomial, atoms: Mapping[str, str]) -> str:
        """Return a polynomial in parameters and atoms, multiplied out."""
        terms = []
        for monomial, value in polynomial.terms.items():
            factors = [number(value)] if value != 1 or not monomial else []
            for name, exponent in monomial:
                text = atoms[name] if name in atoms else self.value(name)
                factors.append(text if exponent == 1 else self.power(text, exponent))
            terms.append(" * ".join(factors))
        return f"({' + '.join(terms) or '0'})"

    def integer(self, polynomial: Polynomial) -> str:
        """Return a polynomial with integer coefficients as a text about integers."""
        terms = []
        for monomial, value in polynomial.terms.items():
            names = [self.variable(name) for name, exponent in monomial for _ in range(exponent)]
            terms.append(" * ".join([number(value), *names]))
        return f"({' + '.join(terms) or '0'})%Z"


_SIGN = {"and": " /\\ ", "or": " \\/ "}


def signed(difference: str, relation: str) -> str:
    """Return what a literal says of a difference."""
    return f"{difference} = 0" if relation == "=" else f"0 {relation.replace('>', '<')} {difference}"


def extrema_inner_first(tree: object) -> list[Extremum]:
    """Return the extrema of at least two arguments in a tree, those within another before it."""
    found = [node for node in walk(tree) if isinstance(node, Extremum) and len(node.arguments) > 1]  # type: ignore[arg-type]
    return found[::-1]
