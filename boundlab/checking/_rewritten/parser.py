"""The grammar of statements: text to syntax trees, by a tokenizer and a Pratt parser.

Sums, products, conjunctions and disjunctions are flat, so the depth of a tree is bounded by the nesting of
its text, which is limited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.polynomial import Budget, Number
from boundlab.checking._rewritten.tokens import RELATIONS, number_of, tokens_of
from boundlab.checking._rewritten.tokens import shown as shown

MAX_TEXT = 20_000
MAX_NESTING = 80
MAX_EXPONENT = 64

SCALES = ("eps", "N")


class Numeral(NamedTuple):
    """A number."""

    value: Number


class Name(NamedTuple):
    """A parameter, or the scale `eps` or `N`."""

    text: str


class Negative(NamedTuple):
    operand: Expression


class Sum(NamedTuple):
    """Operands with their signs, +1 or -1."""

    operands: tuple[tuple[int, Expression], ...]


class Product(NamedTuple):
    """Operands with their powers, +1 for a factor and -1 for a divisor."""

    operands: tuple[tuple[int, Expression], ...]


class Power(NamedTuple):
    base: Expression
    exponent: Expression


class Extremum(NamedTuple):
    """`min` or `max` of at least one argument."""

    function: str
    arguments: tuple[Expression, ...]


class Logarithm(NamedTuple):
    operand: Expression


class Call(NamedTuple):
    """A function that stands in no plain statement: sqrt, floor, ceil (`_written`), and those of orders (`growth`)."""

    function: str
    arguments: tuple[Expression, ...]


class Bound(NamedTuple):
    """The infimum or supremum of `body` over `variable` in [low, high] (`_written`)."""

    function: str
    variable: str
    low: Expression
    high: Expression
    body: Expression


class Summation(NamedTuple):
    """The sum of `body` over the integers `variable` from `low` to `high` (`growth`)."""

    variable: str
    low: Expression
    high: Expression
    body: Expression


class Chain(NamedTuple):
    """`operands[0] relations[0] operands[1] …`: the conjunction of its links."""

    operands: tuple[Expression, ...]
    relations: tuple[str, ...]


class Not(NamedTuple):
    operand: Formula


class Junction(NamedTuple):
    """A conjunction (`and`) or disjunction (`or`) of at least two parts."""

    connective: str
    parts: tuple[Formula, ...]


class OrderClaim(NamedTuple):
    left: Expression
    relation: str
    right: Expression


Expression = Numeral | Name | Negative | Sum | Product | Power | Extremum | Logarithm | Call | Bound | Summation
Formula = Chain | Not | Junction
Node = Expression | Formula | OrderClaim

_EXPRESSION = (Numeral, Name, Negative, Sum, Product, Power, Extremum, Logarithm, Call, Bound, Summation)
_FORMULA = (Chain, Not, Junction)

_ORDERS = frozenset("≲≺≍≳≻")

_OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _UNARY, _POWER = range(1, 9)
_BINDING = {"or": _OR, "and": _AND, "+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "^": _POWER}
_BINDING |= dict.fromkeys(RELATIONS.values(), _COMPARE)

_ARITY = {"abs": 1, "sqrt": 1, "floor": 1, "ceil": 1, "mod": 2}
_ARITY |= dict.fromkeys(("exp", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "factorial", "Gamma"), 1)


def parse_condition(text: str, budget: Budget) -> Formula:
    """Return the tree of a formula."""
    return _formula(_Parser(text, budget).whole())


def parse_claim(text: str, budget: Budget) -> Formula | OrderClaim:
    """Return the tree of a formula or of an order claim."""
    node = _Parser(text, budget).whole()
    return node if isinstance(node, OrderClaim) else _formula(node)


def parse_expression(text: str, budget: Budget) -> Expression:
    """Return the tree of an expression."""
    return _expression(_Parser(text, budget).whole())


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every tree in it."""
    waiting: list[Node] = [node]
    while waiting:
        tree = waiting.pop()
        yield tree
        match tree:
            case Negative(operand) | Logarithm(operand) | Not(operand):
                waiting.append(operand)
            case Sum(operands) | Product(operands):
                waiting.extend(operand for _, operand in operands)
            case Bound(_, _, low, high, body) | Summation(_, low, high, body):
                waiting += (low, high, body)
            case Power(left, right) | OrderClaim(left, _, right):
                waiting += (left, right)
            case Extremum(_, parts) | Call(_, parts) | Junction(_, parts) | Chain(parts, _):
                waiting.extend(parts)


def rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return `node` with `change` applied to the trees directly in it."""
    match node:
        case Numeral() | Name():
            return node
        case Sum(operands) | Product(operands):
            return type(node)(tuple((sign, change(operand)) for sign, operand in operands))
        case OrderClaim(left, relation, right):
            return OrderClaim(change(left), relation, change(right))
        case Bound(function, variable, low, high, body):
            return Bound(function, variable, change(low), change(high), change(body))
        case Summation(variable, low, high, body):
            return Summation(variable, change(low), change(high), change(body))
        case Chain(operands, relations):
            return Chain(tuple(map(change, operands)), relations)
        case Extremum(which, parts) | Call(which, parts) | Junction(which, parts):
            return type(node)(which, tuple(map(change, parts)))
    return type(node)(*map(change, node))


def literal_exponent(tree: Power) -> int:
    """Return the exponent of a power in an expression; raises Rejected unless it is a literal, 0 to 64."""
    exponent = tree.exponent
    if not isinstance(exponent, Numeral) or not isinstance(exponent.value, int):
        raise Rejected("the exponent of a power in an expression must be a literal integer")
    if exponent.value > MAX_EXPONENT:
        raise Rejected(f"an exponent above {MAX_EXPONENT}")
    return exponent.value


def _expression(node: Node) -> Expression:
    if not isinstance(node, _EXPRESSION):
        raise Rejected("a formula stands where an expression belongs")
    return node


def _formula(node: Node) -> Formula:
    if not isinstance(node, _FORMULA):
        raise Rejected("an expression or an order claim stands where a formula belongs")
    return node


class _Parser:
    """A token is its kind ("number", "name", "end") with its text, or an operator with itself."""

    def __init__(self, text: str, budget: Budget) -> None:
        if len(text) > MAX_TEXT:
            raise Unaffordable(f"a text of more than {MAX_TEXT} characters, refused")
        budget.spend(10 + len(text) // 2)
        self.budget = budget
        self.text = text
        self.tokens = tokens_of(text)
        budget.spend(3 * len(self.tokens))
        self.position = 0
        self.nesting = 0

    def whole(self) -> Node:
        node = self.parse(0)
        if self.kind != "end":
            raise self.unexpected()
        return node

    @property
    def kind(self) -> str:
        return self.tokens[self.position][0]

    def advance(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1][1]

    def expect(self, kind: str) -> None:
        if self.kind != kind:
            raise self.unexpected()
        self.position += 1

    def unexpected(self) -> Rejected:
        found = self.tokens[self.position][1]
        return Rejected(f"{shown(self.text)} has unexpected {shown(found) if found else 'end'}")

    def parse(self, floor: int) -> Node:
        """Return the tree of what follows, up to an operator that binds no tighter than `floor`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise Unaffordable(f"{shown(self.text)} is nested too deep, refused")
        node = self.prefix(floor)
        while _BINDING.get(self.kind, 0) > floor:
            node = self.infix(node, _BINDING[self.kind])
        self.nesting -= 1
        return node

    def prefix(self, floor: int) -> Node:
        kind = self.kind
        if kind not in {"number", "name", "(", "-", "+", "not"} or (kind == "not" and floor > _NOT):
            raise self.unexpected()
        token = self.advance()
        if kind == "number":
            return Numeral(number_of(token))
        if kind == "name":
            return self.named(token)
        if kind == "(":
            node = self.parse(0)
            self.expect(")")
            if isinstance(node, OrderClaim):
                raise Rejected("an order claim stands in parentheses")
            return node
        if kind == "not":
            return Not(_formula(self.parse(_NOT)))
        operand = _expression(self.parse(_UNARY))
        return Negative(operand) if kind == "-" else operand

    def named(self, name: str) -> Expression:
        if name in {"True", "False", "None"}:
            raise Rejected(f"{shown(name)} is not a name")
        if name in {"inf", "sup"} and self.kind == "(":
            return self.bound(name)
        if name == "sum" and self.kind == "(" and self.tokens[self.position + 2][0] == "=":
            return self.summation()
        function = name in _ARITY and self.kind == "("
        if not function and name not in {"min", "max", "log"}:
            return Name(name)
        self.expect("(")
        arguments = [_expression(self.parse(0))]
        while self.kind == "," and name != "log":
            self.advance()
            arguments.append(_expression(self.parse(0)))
        self.expect(")")
        if name == "abs":
            # Its argument stands in the tree twice.
            self.budget.spend(2 * sum(1 for _ in walk(arguments[0])))
        if function:
            return _applied(name, tuple(arguments))
        return Logarithm(arguments[0]) if name == "log" else Extremum(name, tuple(arguments))

    def bound(self, function: str) -> Expression:
        """Return the tree of `inf(p in [a, b]: E)`, after `inf`."""
        self.expect("(")
        variable = self.tokens[self.position][1]
        self.expect("name")
        if self.kind != "name" or self.advance() != "in":
            raise self.unexpected()
        self.expect("[")
        low = _expression(self.parse(0))
        self.expect(",")
        high = _expression(self.parse(0))
        self.expect("]")
        self.expect(":")
        body = _expression(self.parse(0))
        self.expect(")")
        return Bound(function, variable, low, high, body)

    def summation(self) -> Expression:
        """Return the tree of `sum(i=1..k: E)`, after `sum`."""
        self.expect("(")
        variable = self.tokens[self.position][1]
        self.expect("name")
        self.expect("=")
        low = _expression(self.parse(_COMPARE))
        self.expect("..")
        high = _expression(self.parse(_COMPARE))
        self.expect(":")
        body = _expression(self.parse(0))
        self.expect(")")
        return Summation(variable, low, high, body)

    def infix(self, left: Node, binding: int) -> Node:
        if binding == _POWER:
            self.advance()
            return Power(_expression(left), _expression(self.parse(_UNARY)))
        operands, operators = [left], []
        while _BINDING.get(self.kind) == binding:
            operators.append(self.kind)
            self.advance()
            operands.append(self.parse(binding))
        return _combined(binding, operators, operands)


def _applied(name: str, arguments: tuple[Expression, ...]) -> Expression:
    """Return `abs` as a maximum and `mod` by a floor; the other functions as they are."""
    if len(arguments) != _ARITY[name]:
        raise Rejected(f"{name} takes {_ARITY[name]} argument(s)")
    if name == "abs":
        return Extremum("max", (arguments[0], Negative(arguments[0])))
    if name == "mod":
        a, b = arguments
        return Sum(((1, a), (-1, Product(((1, b), (1, Call("floor", (Product(((1, a), (-1, b))),))))))))
    return Call(name, arguments)


def _combined(binding: int, operators: list[str], operands: list[Node]) -> Node:
    if binding in (_OR, _AND):
        return Junction(operators[0], tuple(map(_formula, operands)))
    expressions = tuple(map(_expression, operands))
    if binding == _COMPARE:
        if not _ORDERS.intersection(operators):
            return Chain(expressions, tuple(operators))
        if len(operators) > 1:
            raise Rejected("an order claim has one relation")
        return OrderClaim(expressions[0], operators[0], expressions[1])
    signs = (1, *(-1 if operator in "-/" else 1 for operator in operators))
    return (Sum if binding == _ADD else Product)(tuple(zip(signs, expressions, strict=True)))
