"""What a stored proof says beside its steps: by addresses and tables in version 2; in version 1 it is worked out.

Nothing is checked here: what is said wrongly becomes a step that Coq refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from boundlab.checking._fields import items
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import Expression, Extremum, parse_expression
from boundlab.checking._rewritten.places import places
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.errors import BoundlabError
from boundlab.export.coq._context import Context, Known, Variable

Key = tuple[int, int]


class Nonzero(NamedTuple):
    """Why a divisor is other than zero: evidently, by the sign of its numerator, a product of facts, or a proof."""

    value: Rational
    evident: bool = False
    facts: tuple[Known, ...] | None = None
    other: Polynomial | None = None  # what the numerator is multiplied by to give the product of the facts
    proof: Any = None


class Annotations:
    """What a proof of version 1 leaves to its reader, found as the checker finds it."""

    def __init__(self, algebra: Algebra, proof: Any) -> None:
        self.algebra = algebra
        self.proof = proof

    def arguments(self, extremum: Extremum) -> list[Rational]:
        """Return the arguments of an extremum of the statement, multiplied out."""
        return [self.algebra.rational(each) for each in extremum.arguments]

    def places(self, of: Any, context: Context) -> tuple[Any, list[Variable]]:
        """Return which extremum a case distinction is about, and the variables that it is known by."""
        tree, scope = parse_expression(of, self.algebra.budget), context.scope
        if not isinstance(tree, Extremum):
            raise BoundlabError(f"the proof splits {of[:60]!r}, which is no extremum; nothing is exported")
        occurrence = scope.occurrence(tree.function, [self.algebra.rational(each) for each in tree.arguments])
        found = context.variables if occurrence is not None else ()
        return occurrence, [v for v in found if scope.occurrence(*self.algebra.atom(v.atom)) == occurrence]

    def factors(self, step: Any, context: Context) -> Iterator[tuple[str, Known | None, bool]]:
        """Yield each factor of a fact with the fact that shows it positive, and whether it evidently is."""
        for text in step.get("times", []):
            polynomial, tree = self.algebra.polynomial(text)
            yield text, context.positive.get(polynomial.key), self.algebra.evidently_positive(tree)

    def term(self, term: Any, side: str) -> Key:
        """Return the identity of the exponents of a term."""
        a, b = (self.algebra.rational(parse_expression(each, self.algebra.budget)) for each in term)
        return self.algebra.identity(a), self.algebra.identity(b)

    def nonzero(self, divisor: Expression, context: Context) -> Nonzero:
        """Return why a divisor of the claim is other than zero."""
        algebra = self.algebra
        value = algebra.rational(divisor)
        which = algebra.identity(value)
        for each in self.proof.get("defined", []):
            if algebra.identity(algebra.rational(parse_expression(each["divisor"], algebra.budget))) == which:
                return Nonzero(value, proof=each["proof"])
        if algebra.evidently_positive(divisor):
            return Nonzero(value, evident=True)
        if algebra.sign(value.numerator):
            return Nonzero(value)
        facts, other = self._product(value.numerator, [each for each in context.positive.values() if not each.claimed])
        return Nonzero(value, facts=facts, other=other)

    def _product(self, rest: Polynomial, facts: list[Known]) -> tuple[tuple[Known, ...], Polynomial]:
        found: list[Known] = []
        for fact in facts:
            while fact.polynomial.variables() and (quotient := rest.divided_by(fact.polynomial)) is not None:
                rest = quotient
                found.append(fact)
        constant = rest.as_number()
        if constant:
            return tuple(found), Polynomial.constant(Fraction(1) / constant, self.algebra.budget)
        for fact in facts:
            if (quotient := fact.polynomial.divided_by(rest)) is not None:
                return (*found, fact), quotient
        raise BoundlabError("a divisor is not shown other than zero; nothing is exported")


class Tables(Annotations):
    """What a proof of version 2 says itself."""

    def __init__(self, algebra: Algebra, proof: Any, trees: dict[str, Any]) -> None:
        super().__init__(algebra, proof)
        where = {
            address: (node, divides) for root, tree in trees.items() for address, node, divides in places(tree, root)
        }
        self.extrema: dict[str, str] = {}
        self.stated: dict[int, list[Any]] = {}
        self.divisors: dict[int, Any] = {}
        for name, each in proof.get("extrema", {}).items():
            nodes = [where[address][0] for address in each["at"]]
            (atom,) = algebra.rational(nodes[0]).variables()
            self.extrema[name] = atom
            algebra.named[name] = Rational.of(Polynomial.variable(atom, algebra.budget))
            self.stated |= {id(node): each["arguments"] for node in nodes}
        for name, each in proof.get("extrema", {}).items():
            # Signs are those of numerators and denominators as they are given.
            algebra.atom(self.extrema[name])[1][:] = map(self._quotient, each["arguments"])
        for each in proof.get("divisors", []):
            self.divisors |= {id(where[address][0]): each for address in each["at"]}
        self.trees = trees  # whose nodes are known by their identities

    def _quotient(self, value: Any) -> Rational:
        above, *below = (
            Rational.of(self.algebra.with_extrema(each)) for each in ([value] if isinstance(value, str) else value)
        )
        return above / below[0] if below else above

    def arguments(self, extremum: Extremum) -> list[Rational]:
        return list(map(self._quotient, self.stated[id(extremum)]))

    def places(self, of: Any, context: Context) -> tuple[Any, list[Variable]]:
        atoms = [self.extrema[name] for name in items(of, '"of"', 1_000)]
        found = [v for v in context.variables if v.atom in atoms]
        return context.scope.occurrence(*self.algebra.atom(atoms[0])), found

    def factors(self, step: Any, context: Context) -> Iterator[tuple[str, Known | None, bool]]:
        for text, sign in step.get("times", []):
            yield text, context.facts.get(sign), sign in ("evident", "zero")

    def term(self, term: Any, side: str) -> Key:
        a, b = map(self._quotient, self.proof["terms"][side][term])
        return self.algebra.identity(a), self.algebra.identity(b)

    def nonzero(self, divisor: Expression, context: Context) -> Nonzero:
        said = self.divisors[id(divisor)]
        by = said["by"]
        if by == "evident":
            return Nonzero(self.algebra.rational(divisor), evident=True)
        value = self._quotient(said["is"])
        if isinstance(by, dict):
            return Nonzero(value, proof=by)
        if by == "coefficients":
            return Nonzero(value)
        facts = tuple(map(context.fact, by))
        product = Polynomial.constant(1, self.algebra.budget)
        for fact in facts:
            product = product * fact.polynomial
        other = product.divided_by(value.numerator)
        if other is None:
            raise BoundlabError("a divisor is not shown other than zero; nothing is exported")
        return Nonzero(value, facts=facts, other=other)
