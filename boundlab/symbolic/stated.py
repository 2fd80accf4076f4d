"""The claim of a statement and its conditions: trees, with the text that they were read from, if they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from boundlab.errors import bad_value
from boundlab.symbolic.expression import Expression, Operand, Value
from boundlab.symbolic.formula import Formula, Literal, as_written, expressions, holds, substitute
from boundlab.symbolic.grammar import Occurrences, parse_formula, parse_order
from boundlab.symbolic.order import Order
from boundlab.symbolic.spelling import spelled, split_order_claim


@dataclass(frozen=True)
class OrderClaim:
    """`left relation right` between two orders, the relation one of ≲ ≺ ≍ ≳ ≻."""

    left: Order
    relation: str
    right: Order

    def __str__(self) -> str:
        return f"{self.left} {self.relation} {self.right}"

    def holds(self, point: Mapping[str, Value]) -> bool:
        """Evaluate exactly at fixed parameter values."""
        a, b = self.left.growth_at(point), self.right.growth_at(point)
        return {"≲": a <= b, "≺": a < b, "≍": a == b, "≳": a >= b, "≻": a > b}[self.relation]

    def expressions(self) -> list[Expression]:
        """Return every expression that occurs."""
        return self.left.expressions() + self.right.expressions()

    def substitute(self, values: Mapping[str, Operand]) -> OrderClaim:
        """Replace parameters by values, all at once."""
        return OrderClaim(self.left.substitute(values), self.relation, self.right.substitute(values))


@dataclass(frozen=True)
class Stated:
    """A claim or a condition: its tree, what stands in it, also what cancels in the tree, and its text if it has one.

    `str` gives that text, or prints the tree; both readers of the text find the tree again.

    >>> print(Stated.condition("m₂>=2"), Stated.condition("m2>=2").substitute({"m2": 5}))
    m2>=2 5 >= 2
    """

    tree: Formula | OrderClaim
    seen: Occurrences = field(compare=False, repr=False)
    text: str | None = field(default=None, compare=False)

    @classmethod
    def of(cls, tree: Formula | OrderClaim) -> Stated:
        """Return what `tree` says."""
        if isinstance(tree, OrderClaim):
            orders = (tree.left, tree.right)
            bases = {n for o in orders for t in o.terms for base, _ in t.factors for n in base.parameters()}
            seen = Occurrences(multiplicities=bases, scales={o.scale_name for o in orders if o.scale_name})
        else:
            tree, seen = as_written(tree), Occurrences()
        for e in tree.expressions() if isinstance(tree, OrderClaim) else expressions(tree):
            seen.names |= e.parameters()
            seen.divisors += [s.args[1] for s in e.subexpressions() if s.op == "quotient"]
        return cls(tree, seen)

    @classmethod
    def claim(cls, text: str) -> Stated:
        """Return the claim written in `text`, a formula or a comparison of two orders."""
        if not isinstance(text, str):
            raise bad_value("claim", text, "a text such as 'm1 <= m2'")
        split = split_order_claim(text)
        if split is None:
            return cls.condition(text, "claim")
        seen = Occurrences()
        left, right = (parse_order(side, "claim", seen) for side in split[::2])
        return cls(OrderClaim(left, split[1], right), seen, spelled(text))

    @classmethod
    def condition(cls, text: str, argument: str = "condition") -> Stated:
        """Return the formula written in `text`; errors name `argument`."""
        seen = Occurrences()
        return cls(parse_formula(text, argument, seen), seen, spelled(text))

    def __str__(self) -> str:
        return str(self.tree) if self.text is None else self.text

    @property
    def names(self) -> set[str]:
        """The parameters that occur."""
        return self.seen.names | self.seen.multiplicities

    @property
    def formula(self) -> Formula:
        """The tree of a condition."""
        assert not isinstance(self.tree, OrderClaim)
        return self.tree

    @property
    def equation(self) -> tuple[str, Expression] | None:
        """(name, value) if this is an equation `name = value`, else None."""
        match self.tree:
            case Literal(left=Expression(op="parameter", args=(name,)), relation="=", right=value):
                return name, value
        return None

    def expressions(self) -> list[Expression]:
        """Return every expression of the tree."""
        return self.tree.expressions() if isinstance(self.tree, OrderClaim) else list(expressions(self.tree))

    def holds(self, point: Mapping[str, Value]) -> bool:
        """Does it hold at `point`? Exact; ZeroDivisionError where a divisor vanishes."""
        return self.tree.holds(point) if isinstance(self.tree, OrderClaim) else holds(self.tree, point)

    def substitute(self, values: Mapping[str, Operand]) -> Stated:
        """Replace parameters by values, all at once, in the divisors that cancel, too."""
        tree = self.tree
        found = Stated.of(tree.substitute(values) if isinstance(tree, OrderClaim) else substitute(tree, values))
        put = (divisor.substitute(values) for divisor in self.seen.divisors)
        found.seen.divisors[:] = [divisor for divisor in put if not divisor.value]
        return found
