"""Decisions with functions in Coq: the theorem as written, from the plain one that has names for their values."""

from __future__ import annotations

from typing import Any

from boundlab.checking._instances import Stated
from boundlab.checking._rewritten.parser import Call, Name, Numeral, parse_condition, parse_expression
from boundlab.checking._rewritten.statement import Statement
from boundlab.checking._written import _closure, _expanded, _normal
from boundlab.errors import BoundlabError
from boundlab.export._reading import statement_of
from boundlab.export.coq._frame import proved
from boundlab.export.coq._point import refuted
from boundlab.export.coq._use import Argument, lemma
from boundlab.export.coq._written import Meaning, Written, of_trees

NO_BOUND = "an infimum or supremum in a statement of this kind is not exported"


def plain(statement: Statement) -> Written:
    """Return a plain statement as one as written."""
    conditions = tuple(map(_normal, statement.conditions))
    return Written(_normal(statement.claim), conditions, statement.parameters, statement.integers, statement.signed)


def decided(certificate: dict[str, Any], name: str) -> tuple[list[str], Written]:
    """Return the theorem of a decision as written, after those it needs, and its statement."""
    statement = statement_of(certificate)
    how = refuted if certificate["verdict"] == "refuted" else proved
    if "written" not in certificate:
        return [how(certificate, statement, name)], plain(statement)
    texts = lemma([how(certificate, statement, f"{name}_plain")])
    return _Defined(certificate, statement, name).theorem(texts)


class _Defined:
    """The names of a plain statement that stand for functions, and the statement as written."""

    def __init__(self, certificate: dict[str, Any], statement: Statement, name: str) -> None:
        self.plain, self.name, budget = plain(statement), name, statement.budget
        self.refuted = certificate["verdict"] == "refuted"
        fields = certificate["written"]
        where = tuple(parse_condition(each, budget) for each in fields["where"])
        self.defined = {each["name"]: _normal(parse_expression(each["is"], budget)) for each in fields["defined"]}
        self.shown = {each["name"]: each.get("shown", []) for each in fields["defined"]}
        real = self.plain.parameters - self.plain.integers - self.plain.signed - self.defined.keys()
        signed = self.plain.signed - self.defined.keys()
        claim = parse_condition(fields["claim"], budget)
        self.written = of_trees(Stated(claim, where, frozenset(real), frozenset(signed), ("", ())))
        self.argument = Argument(self.written)
        self.there = Meaning(self.plain)
        self.known: dict[Any, str] = {}

    def theorem(self, texts: list[str]) -> tuple[list[str], Written]:
        """Return the theorem as written after `texts`, and its statement."""
        argument, where = self.argument, self.plain.conditions[: len(self.written.conditions)]
        if self.refuted:
            self._refuted()
            return [*texts, argument.end(self.name, refuted=True)], self.written
        argument.begin()
        for name, tree in self.defined.items():
            self._value(name, tree)
        for tree in where:
            self._know(tree, "assumption")
        assumed = _closure(where, self.defined)
        conditions = dict(zip(self.defined, self.plain.conditions[len(where) :], strict=True))
        for name in sorted(self.defined, key=lambda each: each not in assumed):
            texts += self._define(name, conditions[name])
        argument.use(f"{self.name}_plain", self.plain, self.there, [self.known[each] for each in self.plain.conditions])
        argument.conjunction(argument.meaning, self.written.claim, "needed", "assumption")
        return [*texts, argument.end(self.name)], self.written

    def _value(self, name: str, tree: Any) -> None:
        """Put the value of a function for its name."""
        text = self.argument.meaning.expression(_expanded(tree, self.defined))
        if isinstance(tree, Call) and tree.function in ("floor", "ceil"):
            self.there.put[name] = text.removeprefix("(IZR ").removesuffix(")")
        else:
            self.there.real[name] = text

    def _know(self, tree: Any, holds: str) -> None:
        """Prove a condition of the plain statement."""
        script = self.argument.script
        known = self.known[tree] = script.new("W")
        script.say(f"assert ({known} : {self.there.defined(tree)}).")
        with script.block():
            self.argument.conjunction(self.there, tree, "needed", holds)

    def _define(self, name: str, condition: Any) -> list[str]:
        """Prove that the value of a function is as the plain statement has it; return what shows it defined."""
        tree, texts, script = self.defined[name], list[str](), self.argument.script
        if not isinstance(tree, Call):
            raise BoundlabError(NO_BOUND)
        of = self.argument.meaning.expression(_expanded(tree.arguments[0], self.defined))
        for j, each in enumerate(self.shown[name], 1):
            used = f"{self.name}_{name}_{j}"
            inner, statement = decided(each, used)
            texts += lemma(inner)
            there = Meaning(
                statement,
                {n: self.there.whole_number(Name(n)) for n in statement.parameters if n in self.there.whole},
                {n: self.there.value(n) for n in statement.parameters if n in self.there.reals},
            )
            self.argument.use(used, statement, there, [self.known[c] for c in statement.conditions])
        if tree.function == "root":
            script.have("D", f"0 <= {of}", "not_negative")
            fact = _root_bounds(tree, of)
            holds = f"apply ({fact}); assumption"
        else:
            holds = f"exact ({tree.function}_bounds {of})"
        self._know(condition, holds)
        return texts

    def _refuted(self) -> None:
        """Write that a statement as written would make the plain one true, whose names have no other values."""
        argument, script = self.argument, self.argument.script
        argument.begin(refuted="H'")
        script.say(f"apply {self.name}_plain.")
        argument.assume(self.plain, Meaning(self.plain))
        where = len(self.written.conditions)
        for i, (name, tree) in enumerate(self.defined.items()):
            if not isinstance(tree, Call):
                raise BoundlabError(NO_BOUND)
            self._value(name, tree)
            of = argument.meaning.expression(_expanded(tree.arguments[0], self.defined))
            me, equation = self.there.variable(name), script.new("E")
            if tree.function == "root":
                count = len(self.there.parts(self.plain.conditions[where + i]))
                least, power = script.new("G"), script.new("G")
                *_, formula = argument.apart(argument.conditions[where + i], count)
                script.say(f"pose proof {formula} as [ {least} {power} ].")
                script.have("D", f"0 <= {of}", f"rewrite <- {power}; apply pow_le; lra")
                value, scope = self.there.real[name], "R"
                injective = f"apply (power_injective _ _ {_degree(tree)}); [ lra | lra | lia | lra ]"
                how = f"destruct ({_root_bounds(tree, of)}); [ assumption | {injective} ]"
            else:
                value, scope = self.there.put[name], "Z"
                how = f"pose proof ({tree.function}_bounds {of}); {tree.function}_unique"
            script.say(f"assert ({equation} : {me} = ({value})%{scope}) by ({how}).")
            script.say(f"subst {me}.")
        conditions = []
        for tree in self.written.conditions:
            known = script.new("W")
            script.say(f"assert ({known} : {argument.meaning.defined(tree)}).")
            with script.block():
                argument.conjunction(argument.meaning, tree, "needed", "assumption")
            conditions.append(known)
        argument.use("H'", self.written, argument.meaning, conditions)
        argument.conjunction(self.there, self.plain.claim, "needed", "assumption")


def _degree(root: Call) -> int:
    degree = root.arguments[1]
    assert isinstance(degree, Numeral)
    return int(degree.value)


def _root_bounds(root: Call, of: str) -> str:
    """Return what says that a root is not negative, and of what it is the root."""
    k = _degree(root)
    return f"square_root_bounds {of}" if k == 2 else f"root_bounds {k} {k} {of} eq_refl ltac:(lia)"
