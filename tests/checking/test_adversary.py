"""An adversary that proves whatever the checker's own rules let it prove: all of it is true.

It takes random statements, splits every case the checker offers, reads every fact it lets it read, and looks for a
combination with z3. Its proofs are accepted; brute force then finds no counterexample.
"""

import itertools

import pytest
import z3
from brute_force import Reading
from certificate_parts import proved
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.formula import Compound, Literal
from boundlab.checking._rewritten.statement import parse_statement
from boundlab.checking.decision import Proof
from boundlab.testing import assert_certificate

MAX_CASES = 40
MAX_PRODUCTS = 80


class NoProof(Exception):
    """The adversary gives up."""


class Adversary(Proof):
    """Fills in empty nodes as the checker arrives at them."""

    def __init__(self, statement):
        super().__init__(statement)
        self.count = itertools.count()

    def _steps(self, node, scope, *optional):
        if not node:
            if next(self.count) > MAX_CASES:
                raise NoProof
            self.fill(node, scope)
        return super()._steps(node, scope, *optional)

    def fill(self, node, scope):
        name = f"n{next(self.count)}"
        for function, arguments in map(self.algebra.atom, self.extrema):
            occurrence = scope.occurrence(function, arguments)
            if occurrence is not None and occurrence not in scope.replaced:
                of = f"{function}({', '.join(self.written(argument) for argument in arguments)})"
                node["close"] = {"by": "extremum", "of": of, "as": name, "cases": [{} for _ in arguments]}
                return
        for path, formula in self.formulas(scope):
            parts = [f"{path}.{k}" for k in range(len(formula.parts))] if isinstance(formula, Compound) else []
            if parts and formula.connective == "or" and not any(part in scope.chosen for part in parts):
                node["close"] = {"by": "or", "of": path, "cases": [{} for _ in parts]}
                return
        if self.sides and scope.domination is None:
            cases = [(side, term) for side in self.dominated() for term in self.sides[side].values()]
            node["close"] = {
                "by": "terms",
                "cases": [{"side": side, "term": self.pair(term), "proof": {}} for side, term in cases],
            }
            return
        for term in scope.domination.others.values() if scope.domination else ():
            tie = "tie" + "_".join(str(self.algebra.identity(each)) for each in term)
            if tie not in scope.names:
                node["close"] = {"by": "tie", "term": self.pair(term), "as": tie, "cases": [{}, {}]}
                return
        self.leaf(node, scope)

    def dominated(self):
        return {"≲": ["left"], "≺": ["left"], "≍": ["left", "right"]}.get(self.relation, ["right"])

    def formulas(self, scope):
        waiting = list(self.roots.items())
        while waiting:
            path, formula = waiting.pop()
            yield path, formula
            if isinstance(formula, Compound):
                parts = [(f"{path}.{k}", part) for k, part in enumerate(formula.parts)]
                waiting += [each for each in parts if formula.connective == "and" or each[0] in scope.chosen]

    def leaf(self, node, scope):
        sources = [path for path, formula in self.formulas(scope) if isinstance(formula, Literal)]
        sources += list(scope.literals)
        if scope.domination:
            sources += [{"term": self.pair(term)} for term in scope.domination.others.values()]
        facts = {name: (fact.polynomial, fact.strict) for name, fact in scope.facts.items()}
        node["steps"] = []
        for source in sources:
            assertion = self._source(source, scope)
            polynomial = scope.resolved(assertion.difference).as_polynomial()
            for options in ({}, {"sign": "-"}, {"tight": True}):
                self.try_fact(node["steps"], facts, source, polynomial, assertion.relation, options)
        node["close"] = {"by": "combination", "terms": combined(facts, 1) or combined(facts, 2)}
        if not node["close"]["terms"]:
            raise NoProof

    def try_fact(self, steps, facts, source, polynomial, relation, options):
        signed = -polynomial if "sign" in options else polynomial
        one = signed**0
        shown = signed - one if "tight" in options else signed
        if any(shown == known and (strict or relation != ">") for known, strict in facts.values()):
            return
        name = f"f{len(facts)}"
        step = {"step": "fact", "from": source, "polynomial": text(shown), "as": name, **options}
        try:
            strict = self._read(self.rational_of(polynomial), relation, shown, step)
        except Rejected:
            return
        steps.append(step)
        facts[name] = shown, strict

    def rational_of(self, polynomial):
        return self.algebra.rational(_tree(text(polynomial), self.algebra.budget))

    def pair(self, term):
        return [self.written(each) for each in term]

    def written(self, value):
        """Return the text of a polynomial in parameters and atoms."""
        result = text(value.as_polynomial())
        for name in sorted(self.extrema, reverse=True):
            if name in result:
                function, arguments = self.algebra.atom(name)
                of = f"{function}({', '.join(self.written(argument) for argument in arguments)})"
                result = result.replace(name, of)
        return result


def _tree(written, budget):
    from boundlab.checking._rewritten.parser import parse_expression

    return parse_expression(written, budget)


def text(polynomial):
    """Return an expression for `polynomial`."""
    terms = [
        "*".join([f"({value})", *(f"{name}^{exponent}" for name, exponent in monomial)])
        for monomial, value in polynomial.terms.items()
    ]
    return " + ".join(terms) or "0"


def combined(facts, degree):
    """Return a combination of products of up to `degree` facts that is a contradiction, [] if z3 finds none."""
    products = [
        names for length in range(degree + 1) for names in itertools.combinations_with_replacement(facts, length)
    ][:MAX_PRODUCTS]
    solver = z3.Solver()
    solver.set("timeout", 300)
    weights = z3.Reals([f"w{i}" for i in range(len(products))])
    sums = {(): []}
    strict = []
    for weight, names in zip(weights, products, strict=True):
        total = None
        for name in names:
            total = facts[name][0] if total is None else total * facts[name][0]
        for monomial, value in total.terms.items() if total is not None else [((), 1)]:
            sums.setdefault(monomial, []).append(weight * z3.RealVal(str(value)))
        if all(facts[name][1] for name in names):
            strict.append(weight)
        solver.add(weight >= 0)
    for monomial, parts in sums.items():
        if monomial:
            solver.add(z3.Sum(parts) == 0)
    constant = z3.Sum(sums[()])
    solver.add(z3.Or(constant <= -1, z3.And(constant == 0, z3.Sum(strict) >= 1)))
    if solver.check() != z3.sat:
        return []
    values = [solver.model().eval(weight, model_completion=True).as_fraction() for weight in weights]
    return [[str(value), list(names)] for value, names in zip(values, products, strict=True) if value]


ATOMS = st.sampled_from(["a", "b", "1", "2", "a + b", "a - b", "2*a", "b + 1", "a*b", "a^2", "-b", "1/2"])
EXPRESSIONS = st.one_of(
    ATOMS, ATOMS, st.tuples(st.sampled_from(["min", "max"]), ATOMS, ATOMS).map(lambda d: f"{d[0]}({d[1]}, {d[2]})")
)
NESTED = st.one_of(EXPRESSIONS, st.tuples(EXPRESSIONS, ATOMS).map(lambda d: f"max({d[0]}, {d[1]}) - {d[1]}"))
LINKS = st.tuples(NESTED, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), EXPRESSIONS).map(" ".join)
FORMULAS = st.one_of(
    LINKS,
    st.tuples(LINKS, st.sampled_from(["and", "or"]), LINKS).map(" ".join),
    st.tuples(LINKS, LINKS).map(lambda d: f"not ({d[0]} and {d[1]})"),
    st.tuples(LINKS, LINKS).map(lambda d: f"not ({d[0]} or {d[1]})"),
    st.tuples(ATOMS, ATOMS, ATOMS).map(lambda d: f"{d[0]} <= {d[1]} < {d[2]}"),
)
POWERS = st.tuples(EXPRESSIONS, st.sampled_from(["", "*log(N)", "*log(N)^a", "*log(N)^2", "/log(N)^b"])).map(
    lambda drawn: f"N^({drawn[0]}){drawn[1]}"
)
SUMS = st.lists(POWERS, min_size=1, max_size=2).map(" + ".join)
ORDERS = st.tuples(SUMS, st.sampled_from(["≲", "≺", "≍", "≳", "≻"]), SUMS).map(" ".join)
REAL = st.sampled_from([[], [], ["a"], ["a", "b"]])


def attack(claim, where, real):
    """Return whether the adversary proves the statement; whatever it proves must be true."""
    names = Reading(proved(claim, {}, where)["statement"]).names
    certificate = proved(claim, {}, where, [name for name in real if name in names])
    adversary = Adversary(parse_statement(certificate["statement"]))
    try:
        adversary.check(certificate["proof"])
    except NoProof:
        return False
    assert_certificate(certificate)
    assert not list(Reading(certificate["statement"]).counterexamples()), certificate["statement"]
    return True


def test_the_adversary_can_prove():
    assert attack("min(a, b) + max(a, b) = a + b", [], ["a", "b"])
    assert attack("a*b + 1 >= a + b", [], [])
    assert attack("a >= 2 or a = 1", [], [])
    assert attack("N^a + N^b ≲ N^max(a, b)*log(N)", [], [])
    assert attack("N^min(a, b)*log(N) ≺ N^(a + b)", [], [])
    assert attack("N^a*log(N)^b ≺ N^a*log(N)^(b + 1)", [], ["a", "b"])
    assert not attack("a*b >= a + b", [], [])
    assert not attack("N^a*log(N)^b ≺ N^a*log(N)^b", [], ["a", "b"])


@pytest.mark.parametrize("examples", [25, pytest.param(1_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("claims", "conditions"), [(FORMULAS, FORMULAS), (ORDERS, LINKS)], ids=["formulas", "orders"])
def test_what_it_proves_is_true(claims, conditions, examples):
    @settings(max_examples=examples)
    @given(claims, st.lists(conditions, max_size=2), REAL)
    def proves_nothing_false(claim, where, real):
        attack(claim, where, real)

    proves_nothing_false()
