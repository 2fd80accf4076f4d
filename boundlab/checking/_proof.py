"""Proofs: trees of cases, each closed by an identity of polynomials that exhibits a contradiction."""

from __future__ import annotations

from typing import Any

from boundlab.checking._fields import items, members, number, text
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.algebra import Algebra, Occurrence, divisors
from boundlab.checking._rewritten.formula import Compound, Literal, available, normal_form
from boundlab.checking._rewritten.order import Terms, sides
from boundlab.checking._rewritten.parser import Extremum, Node, OrderClaim, parse_expression, shown, walk
from boundlab.checking._rewritten.polynomial import Polynomial, Rational
from boundlab.checking._rewritten.statement import Statement
from boundlab.checking._scope import Assertion, Domination, Fact, Scope

MAX_ITEMS = 20_000


class Proof:
    """The check of one proof: every method raises Rejected unless its part of the proof is right."""

    def __init__(self, statement: Statement, *, conditions_only: bool = False) -> None:
        """Prepare the check of a proof that the claim holds wherever the conditions do, or that these hold nowhere."""
        self.algebra = Algebra(statement)
        self.closed = 0
        self.roots = {f"where[{i}]": normal_form(each) for i, each in enumerate(statement.conditions)}
        self.relation = ""
        self.sides: dict[str, Terms] = {}
        trees: list[Node] = list(statement.conditions)
        if conditions_only:
            pass
        elif isinstance(statement.claim, OrderClaim):
            self.relation = statement.claim.relation
            left, right = sides(statement.claim, self.algebra)
            self.sides = {"left": left, "right": right}
            trees += self.algebra.exponents
        else:
            self.roots["claim"] = normal_form(statement.claim, negated=True)
            trees.append(statement.claim)
        # Where a divisor in a condition vanishes, the condition does not hold: that none holds needs no sign of theirs.
        self.divisors = [] if conditions_only else [divisor for tree in trees for divisor in divisors(tree)]
        for extremum in (node for tree in trees for node in walk(tree) if isinstance(node, Extremum)):
            self.algebra.rational(extremum)
        self.extrema = self.algebra.atoms()

    def check(self, proof: Any) -> int:
        """Return the number of cases `proof` closes."""
        scope = self._domains()
        defined = proof.get("defined", []) if type(proof) is dict else []
        close = self._steps(proof, scope, frozenset({"steps", "defined"}))
        self._require_definedness(scope, self._other_than_zero(defined))
        self._close(close, scope)
        return self.closed

    def _domains(self) -> Scope:
        scope = Scope(self.algebra)
        for name in self.algebra.integers:
            variable = Polynomial.variable(name, self.algebra.budget)
            one = Polynomial.constant(1, self.algebra.budget)
            scope.facts[f"domain:{name}"] = Fact(variable - one, strict=False)
        return scope

    def _other_than_zero(self, defined: Any) -> set[Any]:
        """Return the divisors that proofs of their own show other than zero: the conditions contradict `divisor = 0`.

        Where a divisor is evaluated, those within it are not zero, by their own proofs.
        """
        shown_so = set()
        for each in items(defined, '"defined"', MAX_ITEMS):
            fields = members(each, "a divisor", {"divisor", "proof"})
            tree = parse_expression(text(fields["divisor"], '"divisor"'), self.algebra.budget)
            value = self.algebra.rational(tree)
            self._refute_zero(value, fields["proof"])
            shown_so.add(self.algebra.identity(value))
        return shown_so

    def _refute_zero(self, divisor: Rational, proof: Any) -> None:
        """Check a proof that the conditions contradict `divisor = 0`: the claim is none of its roots."""
        claim, sides_of_claim = self.roots.pop("claim", None), self.sides
        self.sides = {}
        scope = self._domains()
        scope.literals["divisor"] = Assertion(divisor, "=")
        self._node(proof, scope)
        self.sides = sides_of_claim
        if claim is not None:
            self.roots["claim"] = claim

    def _require_definedness(self, scope: Scope, others: set[Any]) -> None:
        # What the negated claim implies says nothing about points where the claim is not even defined.
        positive = [fact.polynomial for fact in scope.positive.values() if not fact.claimed]
        for divisor in self.divisors:
            if self.algebra.evidently_positive(divisor):
                continue
            value = self.algebra.rational(divisor)
            if not value.numerator.terms:
                raise Rejected("division by zero")
            # Where the divisors within it do not vanish, c/d does not if c does not, such as a number.
            if self.algebra.sign(value.numerator) or (others and self.algebra.identity(value) in others):
                continue
            if any(map(self.algebra.is_atom, value.variables())):
                raise Rejected("a divisor with min or max has no evident sign")
            if not self._divides_a_product(value.numerator, positive):
                raise Rejected("a divisor is not shown to be other than zero")

    def _divides_a_product(self, rest: Polynomial, factors: list[Polynomial]) -> bool:
        """Return whether `rest` divides a product of the `factors`; some of them are found, not all."""
        factors = [factor for factor in factors if factor.variables()]
        for factor in factors:
            self.algebra.budget.spend(5)
            while (quotient := rest.divided_by(factor)) is not None:
                rest = quotient
        return bool(rest.as_number()) or any(factor.divided_by(rest) is not None for factor in factors)

    def _node(self, node: Any, scope: Scope) -> None:
        self._close(self._steps(node, scope), scope)

    def _steps(self, node: Any, scope: Scope, optional: frozenset[str] = frozenset({"steps"})) -> Any:
        fields = members(node, "a node", {"close"}, optional)
        for step in items(fields.get("steps", []), '"steps"', MAX_ITEMS):
            self.algebra.budget.spend(20)
            kind = tag(step, "step")
            if kind == "positive":
                self._positive(step, scope)
            elif kind == "square":
                self._square(step, scope)
            elif kind == "fact":
                self._fact(step, scope)
            else:
                raise Rejected(f"no step is called {shown(kind)}")
        return fields["close"]

    def _positive(self, step: Any, scope: Scope) -> None:
        fields = members(step, "a positive step", {"step", "polynomial", "as", "proof"})
        polynomial, _ = self.algebra.polynomial(text(fields["polynomial"], '"polynomial"'))
        claimed = self._combination(fields["proof"], scope, Fact(-polynomial, strict=False))
        fact = Fact(polynomial, strict=True, claimed=claimed)
        scope.facts[scope.new_name(fields["as"])] = fact
        scope.positive[polynomial.key] = fact

    def _square(self, step: Any, scope: Scope) -> None:
        fields = members(step, "a square step", {"step", "of", "as"})
        root, _ = self.algebra.polynomial(text(fields["of"], '"of"'))
        scope.facts[scope.new_name(fields["as"])] = Fact(root * root, strict=False)

    def _fact(self, step: Any, scope: Scope) -> None:
        fields = members(
            step, "a fact step", {"step", "from", "polynomial", "as"}, frozenset({"times", "sign", "tight"})
        )
        source = self._source(fields["from"], scope)
        value = scope.resolved(source.difference)
        if value is None:
            raise Rejected("a fact is read from a literal whose min or max is not replaced")
        claimed = source.claimed
        for each in items(fields.get("times", []), '"times"', MAX_ITEMS):
            factor, rests_on_claim = self._factor(each, source, scope)
            claimed = claimed or rests_on_claim
            value = value * Rational.of(factor)
        polynomial, _ = self.algebra.polynomial(text(fields["polynomial"], '"polynomial"'))
        strict = self._read(value, source.relation, polynomial, fields)
        scope.facts[scope.new_name(fields["as"])] = Fact(polynomial, strict, claimed)

    def _factor(self, value: Any, source: Assertion, scope: Scope) -> tuple[Polynomial, bool]:
        """Return what a fact is multiplied by, and whether that it is positive rests on the negated claim."""
        factor, tree = self.algebra.polynomial(text(value, "a factor"))
        # What is zero may be multiplied by anything.
        if source.relation == "=" or self.algebra.evidently_positive(tree):
            return factor, False
        shown_positive = scope.positive.get(factor.key)
        if shown_positive is None:
            raise Rejected(f"the factor {shown(value)} is not shown to be positive")
        return factor, shown_positive.claimed

    def _read(self, value: Rational, relation: str, polynomial: Polynomial, fields: Any) -> bool:
        """Return whether the fact that `value REL 0` becomes is strict."""
        sign, tight = fields.get("sign", "+"), fields.get("tight", False)
        if sign not in ("+", "-") or type(tight) is not bool:
            raise Rejected('"sign" is "+" or "-" and "tight" is true or false')
        if (sign == "-" and relation != "=") or (tight and relation != ">"):
            raise Rejected('"sign": "-" needs an equation and "tight" a strict inequality')
        expected = polynomial
        if tight:
            expected = polynomial + Polynomial.constant(1, self.algebra.budget)
            if not expected.has_integer_coefficients() or not expected.variables() <= self.algebra.whole:
                raise Rejected("a tight fact needs integer coefficients and integer parameters")
        if not (value if sign == "+" else -value).equals(Rational.of(expected)):
            raise Rejected(f"the fact {shown(fields['polynomial'])} is not what its source says")
        return relation == ">" and not tight

    def _source(self, source: Any, scope: Scope) -> Assertion:
        if type(source) is dict:
            (a, b), domination = self._other(members(source, "a source", {"term"})["term"], scope)
            return Assertion(domination.term[0] - a, self._beaten(domination.term[1], b))
        name = text(source, '"from"')
        known = scope.literals.get(name)
        if known is not None:
            return known
        literal = available(name, self.roots, scope.chosen.__contains__)
        if not isinstance(literal, Literal):
            raise Rejected(f"{shown(name)} is not a literal")
        return Assertion(self._difference(name, literal), literal.relation, claimed=name.startswith("claim"))

    def _difference(self, name: str, literal: Literal) -> Rational:
        """Return D, where the literal called `name` says D REL 0."""
        return self.algebra.rational(literal.left) - self.algebra.rational(literal.right)

    def _beaten(self, own: Rational, other: Rational) -> str:
        """Return REL in `a_i - a_j REL 0`, which holds as term i is not dominated by term j."""
        x, y = own.as_number(), other.as_number()
        if self.relation in ("≺", "≻"):
            return ">" if x is not None and y is not None and x < y else ">="
        evident = own.equals(other) or (x is not None and y is not None and x <= y)
        return ">" if evident else ">="

    def _combination(self, value: Any, scope: Scope, assumption: Fact | None = None) -> bool:
        """Check that a combination of facts is a contradiction; return whether a fact in it is claimed."""
        fields = members(value, "a combination", {"by", "terms"})
        if fields["by"] != "combination":
            raise Rejected('"proof" must be a combination')
        budget = self.algebra.budget
        total = Polynomial({}, budget)
        claimed = strict = False
        for term in items(fields["terms"], '"terms"', MAX_ITEMS):
            if len(items(term, "a term", 2)) != 2:
                raise Rejected("a term is a coefficient and a list of facts")
            coefficient = number(term[0], "a coefficient")
            if coefficient <= 0:
                raise Rejected("a coefficient is not positive")
            names = items(term[1], "the facts of a term", MAX_ITEMS)
            assumed = [assumption if assumption and name == "assume" else scope.fact(name) for name in names]
            product = Polynomial.constant(coefficient, budget)
            for fact in assumed:
                product = product * fact.polynomial
            total = total + product
            strict = strict or all(fact.strict for fact in assumed)
            claimed = claimed or any(fact.claimed for fact in assumed)
        rest = total.as_number()
        if rest is None or rest > 0 or (rest == 0 and not strict):
            raise Rejected("a combination is not a contradiction")
        return claimed

    def _close(self, close: Any, scope: Scope) -> None:
        kind = tag(close, "by")
        ways = {
            "extremum": self._extremum,
            "or": self._or,
            "terms": self._terms,
            "tie": self._tie,
            "integer": self._integer,
            "sign": self._sign,
        }
        if kind == "combination":
            self._combination(close, scope)
            self.closed += 1
        elif kind in ways:
            ways[kind](close, scope)
        else:
            raise Rejected(f"no case is closed by {shown(kind)}")

    def _cases(self, fields: dict[str, Any], expected: int) -> list[Any]:
        cases = items(fields["cases"], '"cases"', MAX_ITEMS)
        if len(cases) != expected:
            raise Rejected(f"{len(cases)} cases where there are {expected}")
        return cases

    def _extremum(self, close: Any, scope: Scope) -> None:
        fields = members(close, "an extremum", {"by", "of", "as", "cases"})
        occurrence = self._occurrence(fields["of"], scope)
        arguments = [self.algebra.known(number) for number in occurrence[1]]
        name = scope.new_name(fields["as"])
        for j, case in enumerate(self._cases(fields, len(arguments))):
            inner = scope.inner()
            inner.replace(occurrence, arguments[j])
            for i, argument in enumerate(arguments):
                if i != j:
                    above = argument - arguments[j]
                    difference = above if occurrence[0] == "min" else -above
                    inner.literals[f"{name}.{i}"] = Assertion(difference, ">" if i < j else ">=")
            self._node(case, inner)

    def _occurrence(self, of: Any, scope: Scope) -> Occurrence:
        """Return which extremum of the statement a case distinction is about; none has replaced it yet."""
        tree = parse_expression(text(of, '"of"'), self.algebra.budget)
        if not isinstance(tree, Extremum):
            raise Rejected(f"{shown(of)} is not a min or max")
        unresolved = [self.algebra.rational(argument) for argument in tree.arguments]
        occurrence = scope.occurrence(tree.function, unresolved)
        if occurrence is None:
            raise Rejected(f"a min or max inside {shown(of)} is not replaced")
        if occurrence in scope.replaced:
            raise Rejected(f"{shown(of)} is replaced already")
        if all(scope.occurrence(*self.algebra.atom(name)) != occurrence for name in self.extrema):
            raise Rejected(f"{shown(of)} is not in the statement")
        return occurrence

    def _integer(self, close: Any, scope: Scope) -> None:
        fields = members(close, "an integer split", {"by", "of", "as", "cases"})
        polynomial, _ = self.algebra.polynomial(text(fields["of"], '"of"'))
        if not polynomial.has_integer_coefficients() or not polynomial.variables() <= self.algebra.whole:
            raise Rejected("an integer split needs integer coefficients and integer parameters")
        name = scope.new_name(fields["as"])
        one = Polynomial.constant(1, self.algebra.budget)
        for case, known in zip(self._cases(fields, 2), (polynomial, -polynomial - one), strict=True):
            inner = scope.inner()
            inner.facts[name] = Fact(known, strict=False)
            self._node(case, inner)

    def _sign(self, close: Any, scope: Scope) -> None:
        fields = members(close, "a sign split", {"by", "of", "as", "cases"})
        polynomial, _ = self.algebra.polynomial(text(fields["of"], '"of"'))
        name = scope.new_name(fields["as"])
        above, below, zero = self._cases(fields, 3)
        for case, known in ((above, polynomial), (below, -polynomial)):
            inner = scope.inner()
            inner.facts[name] = inner.positive[known.key] = Fact(known, strict=True)
            self._node(case, inner)
        inner = scope.inner()
        inner.literals[name] = Assertion(Rational.of(polynomial), "=")
        self._node(zero, inner)

    def _or(self, close: Any, scope: Scope) -> None:
        fields = members(close, "an or", {"by", "of", "cases"})
        name = text(fields["of"], '"of"')
        formula = available(name, self.roots, scope.chosen.__contains__)
        if not isinstance(formula, Compound) or formula.connective != "or":
            raise Rejected(f"{shown(name)} is not a disjunction")
        for k, case in enumerate(self._cases(fields, len(formula.parts))):
            inner = scope.inner()
            inner.chosen[f"{name}.{k}"] = None
            self._node(case, inner)

    def _terms(self, close: Any, scope: Scope) -> None:
        cases = items(members(close, "terms", {"by", "cases"})["cases"], '"cases"', MAX_ITEMS)
        if not self.sides or scope.domination:
            raise Rejected('"terms" belongs once on a path, in the proof of an order claim')
        dominated = {"≍": {"left", "right"}, "≲": {"left"}, "≺": {"left"}}.get(self.relation, {"right"})
        missing = {(side, term) for side in dominated for term in self.sides[side]}
        for case in cases:
            fields = members(case, "a case", {"side", "term", "proof"})
            side = text(fields["side"], '"side"')
            if side not in dominated:
                raise Rejected(f"{shown(side)} is not the dominated side")
            own, other = self.sides[side], self.sides["right" if side == "left" else "left"]
            term = self._term(fields["term"], own)
            missing.discard((side, term))
            inner = scope.inner()
            inner.domination = Domination(own[term], other)
            self._node(fields["proof"], inner)
        if missing:
            raise Rejected(f"{len(missing)} terms of the dominated side have no case")

    def _tie(self, close: Any, scope: Scope) -> None:
        fields = members(close, "a tie", {"by", "term", "as", "cases"})
        (a, b), domination = self._other(fields["term"], scope)
        name = scope.new_name(fields["as"])
        cases = self._cases(fields, 2)
        first, second = scope.inner(), scope.inner()
        first.literals[f"{name}.0"] = Assertion(domination.term[0] - a, ">")
        second.literals[f"{name}.1"] = Assertion(domination.term[0] - a, "=")
        relation = ">=" if self.relation in ("≺", "≻") else ">"
        second.literals[f"{name}.2"] = Assertion(domination.term[1] - b, relation)
        self._node(cases[0], first)
        self._node(cases[1], second)

    def _other(self, term: Any, scope: Scope) -> tuple[tuple[Rational, Rational], Domination]:
        if scope.domination is None:
            raise Rejected("a term of the other side is named outside a case of a term")
        others = scope.domination.others
        return others[self._term(term, others)], scope.domination

    def _term(self, term: Any, among: Terms) -> Any:
        """Return under which identity the side `among` holds the term [a, b]."""
        if len(items(term, '"term"', 2)) != 2:
            raise Rejected('"term" is a list [a, b]')
        a, b = (parse_expression(text(each, "an exponent"), self.algebra.budget) for each in term)
        key = self.algebra.identity(self.algebra.rational(a)), self.algebra.identity(self.algebra.rational(b))
        if key not in among:
            raise Rejected(f"no term has the exponents {shown(term[0])}, {shown(term[1])}")
        return key


def tag(value: Any, which: str) -> str:
    """Return the text in the field of an object that says what it is."""
    return text(value.get(which) if type(value) is dict else None, f'"{which}"')
