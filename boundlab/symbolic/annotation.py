"""What a proof of version 2 says beside its steps: where extrema stand, both sides multiplied out, why signs are known.

The search leaves proofs of version 1, in which a reader finds this out. Here it is written down, once, for a proof
that was found.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from boundlab.errors import BoundlabError
from boundlab.symbolic.addresses import evidently_positive, link
from boundlab.symbolic.expression import NAME, Expression
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.named_extrema import NamedExtrema, Quotient, multiplied_out, parts, quotient, representations
from boundlab.symbolic.rational import Ring, normal
from boundlab.symbolic.stated import OrderClaim
from boundlab.symbolic.statement import Statement

Node: TypeAlias = dict[str, Any]
_DEFAULTS = {"times": [], "sign": "+", "tight": False}


def annotated(statement: Statement, proof: Node, *, conditions_only: bool = False) -> Node:
    """Return the proof of version 2 that says what `proof`, one of version 1, says, for the same statement.

    With `conditions_only` it is one that the conditions contradict each other. Raises BoundlabError for what is too
    large to multiply out.
    """
    return _Annotation(statement, conditions_only=conditions_only).proof(proof)


@dataclass
class _Known:
    """What is known at a node: strict facts and the claimed ones by name, positive polynomials, equations, extrema."""

    strict: ChainMap[str, str] = field(default_factory=ChainMap)  # the polynomial of each strict fact, as text
    claimed: ChainMap[str, bool] = field(default_factory=ChainMap)
    positive: ChainMap[str, str] = field(default_factory=ChainMap)  # by which fact a polynomial is positive
    equations: ChainMap[str, bool] = field(default_factory=ChainMap)
    replaced: Mapping[str, Expression] = field(default_factory=dict)

    def inner(self) -> _Known:
        return replace(
            self,
            strict=self.strict.new_child(),
            claimed=self.claimed.new_child(),
            positive=self.positive.new_child(),
            equations=self.equations.new_child(),
        )


class _Annotation:
    def __init__(self, statement: Statement, *, conditions_only: bool) -> None:
        self.extrema = NamedExtrema(statement, conditions_only=conditions_only)
        self.conditions_only = conditions_only
        self.sides: dict[str, list[Any]] = {}
        self.equations: dict[str, bool] = {}
        self.terms: dict[str, list[list[Any]]] = {}
        self.numbers: dict[str, dict[tuple[str, str], int]] = {}
        self.others = ""
        claim = statement.claim.tree
        if isinstance(claim, OrderClaim) and not conditions_only:
            for side, order in (("left", claim.left), ("right", claim.right)):
                self._number(side, [term.growth for term in order.terms])

    def _number(self, side: str, terms: list[tuple[Expression, Expression]]) -> None:
        """Number the terms of an order; equal ones share a number."""
        table, known = self.terms.setdefault(side, []), dict[str, int]()
        numbers = self.numbers[side] = {}
        for pair in terms:
            values = [quotient(*parts(self._normal(each))) for each in pair]
            number = numbers[str(pair[0]), str(pair[1])] = known.setdefault(str(values), len(table))
            if number == len(table):
                table.append(values)

    def _normal(self, e: Expression) -> Expression:
        return normal(self.extrema.of(e)) if self.extrema.named else e

    def proof(self, proof: Node) -> Node:
        known = _Known()
        steps = self._steps(proof, known)
        divisors = [] if self.conditions_only else self._divisors(proof.get("defined", []), known)
        close = self._close(proof["close"], known)
        tables = {"extrema": self.extrema.to_json(), "sides": self.sides, "terms": self.terms, "divisors": divisors}
        return {**{k: v for k, v in tables.items() if v}, **({"steps": steps} if steps else {}), "close": close}

    def _node(self, node: Node, known: _Known) -> Node:
        steps = self._steps(node, known)
        close = self._close(node["close"], known)
        return {"steps": steps, "close": close} if steps else {"close": close}

    # Steps

    def _steps(self, node: Node, known: _Known) -> list[Node]:
        return [self._step(step, known) for step in node.get("steps", ())]

    def _step(self, step: Node, known: _Known) -> Node:
        name = step["as"]
        if step["step"] == "positive":
            known.positive[step["polynomial"]] = name
            known.strict[name] = step["polynomial"]
            terms = step["proof"]["terms"]
            known.claimed[name] = any(known.claimed.get(each, False) for _, names in terms for each in names)
        elif step["step"] == "fact":
            source = step["from"]
            equation = self._reads(source, known)
            factors = step.get("times", [])
            signs = ["zero" if equation else self._why_positive(factor, known) for factor in factors]
            known.claimed[name] = (isinstance(source, str) and source.startswith("claim")) or any(
                known.claimed.get(sign, False) for sign in signs
            )
            step = {key: value for key, value in step.items() if _DEFAULTS.get(key) != value}
            step["from"] = self._source(source)
            if factors:
                step["times"] = [[factor, sign] for factor, sign in zip(factors, signs, strict=True)]
        return step

    def _reads(self, source: Any, known: _Known) -> bool:
        """Return whether a literal is an equation; note the sides of one of the statement."""
        if not isinstance(source, str):
            return False
        if source not in self.sides:
            root, *path = source.split(".")
            if root not in self.extrema.texts:
                return known.equations.get(source, False)
            left, right, self.equations[source] = link(
                self.extrema.trees(root)[0], [int(each) for each in path], negated=root == "claim"
            )
            values = (self.extrema.expression(each) for each in (left, right))
            self.sides[source] = [quotient(*multiplied_out(value)) for value in values]
        return self.equations[source]

    def _source(self, source: Any) -> Any:
        return source if isinstance(source, str) else {"term": self._term(source["term"], self.others)}

    def _term(self, term: list[str], side: str) -> int:
        return self.numbers[side][term[0], term[1]]

    def _why_positive(self, factor: str, known: _Known) -> str:
        """Return "evident", or the fact that shows a factor positive."""
        if "-" not in factor and self.extrema.integers.issuperset(NAME.findall(factor)):
            return "evident"
        if factor in known.positive:
            return known.positive[factor]
        same = str(normal(parse_expression(factor)))
        return next(name for text, name in known.positive.items() if str(normal(parse_expression(text))) == same)

    # Divisors

    def _divisors(self, defined: list[Node], known: _Known) -> list[Node]:
        evident: list[str] = []
        others: dict[str, tuple[Expression, list[str]]] = {}
        for place in self.extrema.divisors:
            if evidently_positive(place.node, self.extrema.integers):
                evident.append(place.address)
            else:
                value = self.extrema.expression(place.node)
                others.setdefault(str(normal(value)), (value, []))[1].append(place.address)
        found: list[Node] = [{"at": evident, "by": "evident"}] if evident else []
        proofs = {}
        for each in defined:
            proofs[str(normal(self.extrema.of(parse_expression(each["divisor"]))))] = each["proof"]
        for text, (value, at) in others.items():
            is_, reason = self._why_nonzero(value, proofs.get(text), known)
            found.append({"at": at, "is": quotient(*is_), "by": reason})
        return found

    def _why_nonzero(self, value: Expression, proof: Node | None, known: _Known) -> tuple[Quotient, Any]:
        if proof is not None:
            inner = _Known(equations=ChainMap({"divisor": True}))
            return parts(normal(value)), self._node(proof, inner)
        for each in representations(value):
            if self.extrema.sign(each[0]):
                return each, "coefficients"
        for each in representations(value):
            names = self._product(each[0], known)
            if names is not None:
                return each, names
        raise BoundlabError(f"why the divisor {value} is not zero cannot be said")

    def _product(self, top: Expression, known: _Known) -> list[str] | None:
        """Return facts whose product `top` divides, None if none are found."""
        facts = {name: parse_expression(text) for name, text in known.strict.items() if not known.claimed[name]}
        names = top.parameters().union(*(fact.parameters() for fact in facts.values()))
        ring = Ring(names)
        rest = ring.fraction(top, _refused)[0]
        found = []
        for name, fact in facts.items():
            p = ring.fraction(fact, _refused)[0]
            while not p.is_constant() and (divided := divmod(rest, p))[1].is_zero():
                rest = divided[0]
                found.append(name)
        if rest.is_constant():
            return found
        for name, fact in facts.items():
            if divmod(ring.fraction(fact, _refused)[0], rest)[1].is_zero():
                return [*found, name]
        return None

    # Closing

    def _close(self, close: Node, known: _Known) -> Node:
        kind = close["by"]
        if kind == "combination":
            return close
        if kind == "extremum":
            return self._extremum(close, known)
        if kind == "terms":
            return {**close, "cases": [self._case_of_term(each, known) for each in close["cases"]]}
        cases = []
        for k, case in enumerate(close["cases"]):
            inner = known.inner()
            if kind == "sign":
                self._know_sign(close, k, inner)
            elif kind == "tie":
                inner.equations[f"{close['as']}.1"] = True
            cases.append(self._node(case, inner))
        term = {"term": self._term(close["term"], self.others)} if kind == "tie" else {}
        return {**close, **term, "cases": cases}

    def _know_sign(self, close: Node, case: int, known: _Known) -> None:
        name = close["as"]
        if case == 2:
            known.equations[name] = True
            return
        text = str(normal(-parse_expression(close["of"]))) if case else close["of"]
        known.positive[text] = name
        known.claimed[name] = False

    def _case_of_term(self, case: Node, known: _Known) -> Node:
        self.others = "right" if case["side"] == "left" else "left"
        node = self._node(case["proof"], known.inner())
        return {**case, "term": self._term(case["term"], case["side"]), "proof": node}

    def _extremum(self, close: Node, known: _Known) -> Node:
        there = self.extrema.resolved(known.replaced)
        names = [name for name, (text, _) in there.items() if text == close["of"]]
        _, arguments = there[names[0]]
        cases = []
        for case, argument in zip(close["cases"], arguments, strict=True):
            inner = replace(known.inner(), replaced={**known.replaced, close["of"]: argument})
            cases.append(self._node(case, inner))
        return {**close, "of": names, "cases": cases}


def _refused(e: Expression) -> Any:
    raise AssertionError(e)
