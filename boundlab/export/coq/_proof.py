"""A stored proof as a Coq proof: every step of the certificate becomes one of the script, with nothing left to search.

Nothing is checked here. A step that does not hold becomes one that Coq refuses; a step whose meaning is not known here
is refused with its name.
"""

from __future__ import annotations

from math import lcm
from typing import Any

from boundlab.checking._fields import number as read_number
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.formula import Compound, Normal
from boundlab.checking._rewritten.parser import OrderClaim
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.errors import BoundlabError
from boundlab.export.coq._annotations import Annotations
from boundlab.export.coq._context import Context, Known, Sign, Variable
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax, number, opposite, signed


class Replay:
    """The steps and the cases of one proof, written into a script."""

    def __init__(self, algebra: Algebra, syntax: Syntax, script: Script, annotations: Annotations) -> None:
        self.algebra = algebra
        self.annotations = annotations
        self.syntax = syntax
        self.script = script

    # Formulas

    def opened(self, path: str, name: str, formula: Normal, context: Context) -> None:
        """Take the conjunctions in `name` apart, the formula that the certificate calls `path`."""
        if isinstance(formula, Compound) and formula.connective == "and":
            parts = [self.script.new("L") for _ in formula.parts]
            self.script.say(f"destruct {name} as {nested(parts)}.")
            for k, (part, each) in enumerate(zip(formula.parts, parts, strict=True)):
                self.opened(f"{path}.{k}", each, part, context)
        else:
            context.know(path, name, formula)

    # Steps

    def steps(self, node: Any, context: Context, *, claimed: bool | None = None) -> None:
        """Write the steps of a node; `claimed` keeps to those that rest on the negated claim, or to the others."""
        for step in node.get("steps", []):
            kind = step.get("step")
            if kind not in ("positive", "square", "fact"):
                raise BoundlabError(f"the step {str(kind)[:60]!r} of the proof is not exported")
            if claimed is not None and self._claimed(step, context) != claimed:
                continue
            name = step["as"]
            context.facts[name] = getattr(self, f"_{kind}")(step, context)
            if kind == "positive":
                context.positive[context.facts[name].polynomial.key] = context.facts[name]

    def _claimed(self, step: Any, context: Context) -> bool:
        """Return whether a step of the root rests on the negated claim, whose facts are not there yet if so."""
        if step["step"] == "positive":
            names = [name for _, used in step["proof"]["terms"] for name in used if name != "assume"]
            return any(name not in context.facts or context.facts[name].claimed for name in names)
        if step["step"] == "fact":
            source = step["from"]
            if isinstance(source, str) and source.startswith("claim"):
                return True
            if not isinstance(source, dict) and self._source(source, context).relation == "=":
                return False  # times whatever
            signs = self.annotations.factors(step, context)
            return any(not evident and (fact is None or fact.claimed) for _, fact, evident in signs)
        return False

    def _text(self, text: str) -> tuple[Polynomial, str]:
        polynomial, tree = self.algebra.polynomial(text)
        return polynomial, self.syntax.expression(tree)

    def _positive(self, step: Any, context: Context) -> Known:
        polynomial, text = self._text(step["polynomial"])
        name = self.script.new("F")
        self.script.say(f"assert ({name} : 0 < {text}).")
        with self.script.block():
            assumed = self.script.new("A")
            self.script.say(f"apply Rnot_le_lt; intro {assumed}; apply negated in {assumed}.")
            assumption = Known(assumed, f"(- {opposite(text)})", -polynomial, False, False)
            claimed = self.combination(step["proof"], context, assumption)
        return Known(name, text, polynomial, True, claimed)

    def _square(self, step: Any, context: Context) -> Known:
        root, text = self._text(step["of"])
        name = self.script.new("F")
        self.script.say(f"pose proof (square {text}) as {name}.")
        return Known(name, f"({text} * {text})", root * root, False, False)

    def _fact(self, step: Any, context: Context) -> Known:
        source = self._source(step["from"], context)
        polynomial, text = self._text(step["polynomial"])
        zero = source.relation == "="
        factors = [
            self._text(text)[1] if zero else self._factor(text, known, evident)
            for text, known, evident in self.annotations.factors(step, context)
        ]
        product = f"({' * '.join(factors)})" if factors else "1"
        name, strict = self.script.new("F"), False
        if step.get("tight", False):
            whole = self.syntax.integer(polynomial + Polynomial.constant(1, polynomial.budget))
            use = f"(times_integer {whole} _ {product} {text} {source.name} _ _ _); [ pos | integer | same ]"
        elif zero:
            product = f"(- {product})" if step.get("sign", "+") == "-" else product
            use = f"(times_zero _ {product} {text} {source.name} _); same"
        else:
            strict = source.relation == ">"
            lemma = "times_positive" if strict else "times_nonnegative"
            use = f"({lemma} _ {product} {text} {source.name} _ _); [ pos | same ]"
        self.script.say(f"assert ({name} : 0 {'<' if strict else '<='} {text}) by (refine {use}).")
        return Known(name, text, polynomial, strict, source.claimed or self._claimed(step, context))

    def _factor(self, text: str, known: Known | None, evident: bool) -> str:
        """Let Coq know that a factor is positive, if it is not so evidently; return the factor."""
        factor = self._text(text)[1]
        if not evident:
            if known is None:
                raise BoundlabError(f"the factor {text[:60]!r} is not shown to be positive; nothing is exported")
            if known.text != factor:
                self.script.have("P", f"0 < {factor}", f"refine (equal_positive _ _ _ {known.name}); same")
        return factor

    def _source(self, source: Any, context: Context) -> Sign:
        if isinstance(source, dict):
            return self.dominated(source["term"], context)
        if source not in context.literals:
            raise BoundlabError(
                f"the proof reads a fact from {str(source)[:60]!r}, which is no literal; nothing is exported"
            )
        return context.literals[source]

    def dominated(self, term: Any, context: Context) -> Sign:
        """Return the literal that a term of the other side stands for."""
        raise BoundlabError("the proof names a term outside an order; nothing is exported")

    # Closing

    def combination(self, value: Any, context: Context, assumption: Known | None = None) -> bool:
        """Write a contradiction out of products of facts; return whether a fact in it rests on the negated claim."""
        read = []
        for coefficient, names in value["terms"]:
            facts = [assumption if assumption and name == "assume" else context.fact(name) for name in names]
            read.append((read_number(coefficient, "a coefficient"), facts))
        scale = lcm(*(c.denominator for c, _ in read))
        total = Polynomial({}, self.algebra.budget)
        parts = []
        for coefficient, facts in read:
            product = Polynomial.constant(coefficient * scale, self.algebra.budget)
            for fact in facts:
                product = product * fact.polynomial
            total = total + product
            parts.append((number(coefficient * scale), facts))
        parts.sort(key=lambda part: not all(fact.strict for fact in part[1]))
        constant = total.terms.get((), 0)
        strict = constant >= 0
        text, proof = _sum(parts, strict)
        lemma = "impossible_strict" if strict else "impossible"
        self.script.say(f"refine (False_ind _ ({lemma} {text} {number(constant)} {proof} _ _)); [ same | evident ].")
        return any(fact.claimed for _, facts in read for fact in facts)

    def node(self, node: Any, context: Context) -> None:
        """Write a node of the proof."""
        outside, self.syntax.current = self.syntax.current, context.current
        self.steps(node, context)
        self.close(node["close"], context)
        self.syntax.current = outside

    def close(self, close: Any, context: Context) -> None:
        """Write how a node is closed: a contradiction, or cases."""
        kind = close.get("by")
        if kind == "combination":
            self.combination(close, context)
            return
        ways = {
            "extremum": self._extremum,
            "or": self._or,
            "integer": self._integer,
            "sign": self._sign,
            "terms": self.terms,
            "tie": self.tie,
        }
        if kind not in ways:
            raise BoundlabError(f"the closing {str(kind)[:60]!r} of the proof is not exported")
        ways[kind](close, context)

    def prepare(self, claim: OrderClaim) -> None:
        """Write what a proof about an order needs first."""
        raise BoundlabError("orders are compared in a proof of their own")

    def terms(self, close: Any, context: Context) -> None:
        """Write the cases of the terms of an order."""
        raise BoundlabError("the proof compares terms outside an order; nothing is exported")

    def tie(self, close: Any, context: Context) -> None:
        """Write the two ways in which a term exceeds another."""
        raise BoundlabError("the proof compares terms outside an order; nothing is exported")

    def _or(self, close: Any, context: Context) -> None:
        path = close["of"]
        if path not in context.disjunctions:
            raise BoundlabError(f"the proof splits {str(path)[:60]!r}, which is no disjunction; nothing is exported")
        name, formula = context.disjunctions[path]
        parts = [self.script.new("L") for _ in formula.parts]
        self.script.say(f"destruct {name} as {nested(parts, ' | ')}.")
        for k, (part, each, case) in enumerate(zip(formula.parts, parts, close["cases"], strict=True)):
            inner = context.inner()
            with self.script.block():
                self.opened(f"{path}.{k}", each, part, inner)
                self.node(case, inner)

    def _integer(self, close: Any, context: Context) -> None:
        polynomial, text = self._text(close["of"])
        one = Polynomial.constant(1, polynomial.budget)
        split, first, second = (self.script.new("F") for _ in range(3))
        self.script.say(
            f"assert ({split} : 0 <= {text} \\/ 0 <= - {opposite(text)} - 1)"
            f" by (apply (integer_split {self.syntax.integer(polynomial)}); integer)."
        )
        self.script.say(f"destruct {split} as [ {first} | {second} ].")
        known = (
            Known(first, text, polynomial, False, False),
            Known(second, f"(- {opposite(text)} - 1)", -polynomial - one, False, False),
        )
        for fact, case in zip(known, close["cases"], strict=True):
            inner = context.inner()
            inner.facts[close["as"]] = fact
            with self.script.block():
                self.node(case, inner)

    def _sign(self, close: Any, context: Context) -> None:
        polynomial, text = self._text(close["of"])
        names = [self.script.new("F"), self.script.new("F"), self.script.new("L")]
        self.script.say(f"destruct (sign_cases {text}) as {nested(names, ' | ')}.")
        known = (
            Known(names[0], text, polynomial, True, False),
            Known(names[1], f"(- {opposite(text)})", -polynomial, True, False),
            None,
        )
        for fact, case in zip(known, close["cases"], strict=True):
            inner = context.inner()
            if fact is None:
                inner.literals[close["as"]] = Sign(names[2], "=", False)
            else:
                inner.facts[close["as"]] = inner.positive[fact.polynomial.key] = fact
            with self.script.block():
                self.node(case, inner)

    def _extremum(self, close: Any, context: Context) -> None:
        occurrence, same = self.annotations.places(close["of"], context)
        if occurrence is None or not same:
            raise BoundlabError(
                f"the proof splits {str(close['of'])[:60]!r}, no extremum of the statement; nothing is exported"
            )
        function = occurrence[0]
        first, *others = same
        # An extremum of three arguments has one of two in it, which may be known by another variable.
        rewritten = ", ".join(f"?{each.equation}" for each in reversed(context.variables) if each is not first)
        for other in others:
            self._replace(other, first.name, f"rewrite {other.equation}, {first.equation}; equal_arguments")
        texts = [self.syntax.expression(each) for each in first.tree.arguments]
        arguments = [self.algebra.known(which) for which in occurrence[1]]
        cases, names = [], []
        for j, text in enumerate(texts):
            literals = [
                signed(f"{other} - {text}" if function == "min" else f"{text} - {other}", ">" if i < j else ">=")
                for i, other in enumerate(texts)
                if i != j
            ]
            cases.append(" /\\ ".join([f"{first.name} = {text}", *literals]))
            names.append(["->", *(self.script.new("L") for _ in literals)])
        split, alternatives = self.script.new("E"), " \\/ ".join(f"({case})" for case in cases)
        how = (
            f"exact ({function}_cases _ _)"
            if len(texts) == 2
            else f"rewrite {rewritten}; attained"
            if rewritten
            else "attained"
        )
        self.script.say(f"assert ({split} : {alternatives})")
        self.script.say(f"  by (rewrite {first.equation}; {how}).")
        self.script.say(
            f"clear {first.equation}; destruct {split} as {nested([nested(each) for each in names], ' | ')}."
        )
        for j, case in enumerate(close["cases"]):
            inner = context.inner()
            inner.scope.replace(occurrence, arguments[j])
            inner.variables = tuple(v for v in context.variables if v not in same)
            for each in same:
                inner.current[each.raw] = texts[j]
            with self.script.block():
                others_ = [i for i in range(len(texts)) if i != j]
                for i, literal in zip(others_, names[j][1:], strict=True):
                    inner.literals[f"{close['as']}.{i}"] = Sign(literal, ">" if i < j else ">=", False)
                inner.attained[occurrence] = texts[j]
                self._settled(inner)
                self.node(case, inner)

    def _replace(self, variable: Variable, text: str, how: str) -> None:
        """Put `text` for a variable. `subst` would take any equation about it, and with it a literal of the proof."""
        self.script.say(f"assert ({variable.name} = {text}) as -> by ({how}).")
        self.script.say(f"clear {variable.equation}.")

    def _settled(self, context: Context) -> None:
        """Replace the extrema that have become one that is replaced already, as the outer one in min(min(a, b), b)."""
        for each in context.variables:
            text = context.attained.get(context.scope.occurrence(*self.algebra.atom(each.atom)))
            if text is not None:
                self._replace(each, text, f"rewrite {each.equation}; extremum_cases; lra")
                context.variables = tuple(v for v in context.variables if v is not each)
                context.current[each.raw] = text
                self._settled(context)
                return


def nested(names: list[str], between: str = " ") -> str:
    """Return the pattern that takes a conjunction, or with " | " a disjunction, of several parts apart."""
    *others, pattern = names
    for each in reversed(others):
        pattern = f"[ {each}{between}{pattern} ]"
    return pattern


def _sum(parts: list[tuple[str, list[Known]]], strict: bool) -> tuple[str, str]:
    """Return c1 * f1 * … + … as a text, and the proof that it is ≥ 0, or > 0 as the first part is."""
    texts, proofs = [], []
    for k, (coefficient, facts) in enumerate(parts):
        positive = strict and k == 0
        text = coefficient
        proof = f"(coefficient {coefficient})" if positive else f"(Rlt_le _ _ (coefficient {coefficient}))"
        for fact in facts:
            text = f"({text} * {fact.text})"
            lemma = "Rmult_lt_0_compat" if positive else "Rmult_le_pos"
            known = fact.name if positive or not fact.strict else f"(Rlt_le _ _ {fact.name})"
            proof = f"({lemma} _ _ {proof} {known})"
        texts.append(text)
        proofs.append(proof)
    if not texts:
        return "0", "(Rle_refl 0)"
    *others, (text, proof) = zip(texts, proofs, strict=True)
    for k, (each, its) in reversed(list(enumerate(others))):
        lemma = "strict_first" if strict and k == 0 else "Rplus_le_le_0_compat"
        text, proof = f"({each} + {text})", f"({lemma} _ _ {its} {proof})"
    return text, proof
