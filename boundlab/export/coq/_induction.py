"""Inductions in Coq: the theorem of a statement about sums, powers and factorials, from those of its instances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from boundlab.checking._instances import Sequences, stated
from boundlab.checking._rewritten.parser import (
    Call,
    Chain,
    Name,
    Numeral,
    Power,
    Sum,
    Summation,
    parse_condition,
    parse_expression,
)
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._written import _normal
from boundlab.checking.induction import _start
from boundlab.errors import BoundlabError
from boundlab.export._reading import WORK
from boundlab.export.coq._passage import Passage
from boundlab.export.coq._use import Argument, by_cases, lemma
from boundlab.export.coq._written import Meaning, Need, Written, written

# Returns the theorem of a certificate under a name, after those it needs, and its statement.
Show = Callable[[dict[str, Any], str], tuple[list[str], Written]]


def induction(certificate: dict[str, Any], name: str, show: Show) -> tuple[list[str], Written]:
    """Return the theorem, after those of the instances, which `show` returns, and the statement."""
    if certificate["verdict"] == "refuted":
        return _Refutation(certificate, name, show).theorem()
    return _Induction(certificate, name, show).theorem()


class _Summed(Argument):
    """A proof in which what the terms of a sum need is shown at each point that a passage adds to the sum."""

    passage: Passage

    def need(self, text: str, need: Need, tactic: str) -> None:
        """Prove what is needed; for a sum, of the terms before and of each that is new."""
        if need.kind != "sum" or self.passage.stays(need.trees[0]):
            self.script.say(f"{tactic}.")
            return
        (tree,), passage, script = need.trees, self.passage, self.script
        variable, inside, split, either = script.new("i"), script.new("L"), script.new("L"), script.new("L")
        points, before = passage.points(tree)
        script.say(f"intros {variable} {inside}.")
        if before:
            script.say(f"destruct (Z_le_gt_dec {variable} {before}) as [ {split} | {split} ];")
            script.say("  [ match goal with H : forall i : Z, _ -> _ |- _ => solve [ apply H; lia ] end | ].")
        if not points:
            script.say("exfalso; lia.")
            return
        terms = [passage.term(tree, point) for point in points]
        places = " \\/ ".join(f"{variable} = {term.here.put[tree.variable]}%Z" for term in terms)
        script.say(f"assert ({either} : {places}) by lia.")
        script.say(f"{by_cases(either, variable, len(terms))}.")
        for term in terms:
            with script.block():
                term.equate(tree.body)
                script.say(f"{term.rewriting()}needed.")


class _Induction:
    """One proof by induction."""

    def __init__(self, data: dict[str, Any], name: str, show: Show) -> None:
        budget, self.show = Budget(WORK), show
        self.data, self.name, self.on, self.first = data, name, data["on"], data["from"]
        self.whole = written(data["statement"])
        self.start, fixed = _start(stated(data["statement"], budget), self.on)
        self.fixed = [_normal(each) for each in fixed]
        self.hypothesis = _normal(parse_condition(data["stronger"], budget)) if "stronger" in data else self.whole.claim
        names = {self._key(each): each["name"] for each in data["names"]}
        self.sequences = Sequences(self.on, names, self.whole.integers)
        self.argument = _Summed(self.whole)
        self.texts: list[str] = []

    def _key(self, each: dict[str, str]) -> Any:
        tree = _normal(parse_expression(each["is"], Budget(WORK)))
        if isinstance(tree, Power) and isinstance(tree.exponent, Name):
            return tree.base, tree.exponent.text
        return tree

    def theorem(self) -> tuple[list[str], Written]:
        """Return the theorem after those of the instances, and the statement."""
        argument, data, script = self.argument, self.data, self.argument.script
        argument.begin()
        below = [
            self._at(data["below"][j], self.whole.claim, self.start + j, f"below_{self.start + j}")
            for j in range(len(data["below"]))
        ]
        base, step = self._at(data["base"], self.hypothesis, self.first, "base"), self._step()
        n, always = argument.meaning.variable(self.on), script.new("I")
        inside = self._meaning("n'").defined(self.hypothesis)
        script.say(f"assert ({always} : forall n' : Z, ({self.first} <= n')%Z -> {inside})")
        script.say(f"  by exact (by_induction (fun n' : Z => {inside}) {self.first} {base} {step}).")
        script.have("L", f"({self.start} <= {n})%Z", "bounded_below")
        split = script.new("L")
        script.say(f"destruct (Z_le_gt_dec {self.first} {n}) as [ {split} | {split} ].")
        with script.block():
            if "implies" in data:
                self._implied(n, f"({always} {n} {split})")
            else:
                script.say(f"exact ({always} {n} {split}).")
        if not below:
            script.say("exfalso; lia.")
        else:
            places = " \\/ ".join(f"{n} = {self.start + j}%Z" for j in range(len(below)))
            script.say(f"clear {always}; assert ({always} : {places}) by lia.")
            script.say(f"{by_cases(always, n, len(below))}; [ {' | '.join(f'exact {each}' for each in below)} ].")
        return [*self.texts, argument.end(self.name)], self.whole

    def _meaning(self, at: str) -> Meaning:
        return Meaning(self.whole, {self.on: at})

    def _instance(self, certificate: Any, name: str, at: str) -> tuple[str, Written, Meaning]:
        """Add the theorem of an instance; return its name, statement and what is put for its names at n = `at`."""
        used = f"{self.name}_{name}"
        texts, statement = self.show(certificate, used)
        self.texts += lemma(texts)
        here, put_, real = self._meaning(at), dict[str, str](), dict[str, str]()
        names = {new: key for key, new in self.sequences.names.items()}
        for each in sorted(statement.parameters):
            if each in names:
                whole, value = self._sequence(names[each], here, at)
            elif each in self.whole.parameters:
                whole, value = "", here.value(each)
                if each in here.whole:
                    whole = here.whole_number(Name(each))
            else:
                raise BoundlabError(f"an instance has another parameter {each[:60]!r}; nothing is exported")
            if each in statement.integers | statement.signed:
                put_[each] = whole
            else:
                real[each] = value
        return used, statement, Meaning(statement, put_, real)

    def _sequence(self, key: Any, here: Meaning, at: str) -> tuple[str, str]:
        """Return a sequence at n as an integer (empty if it is none) and as a real number."""
        match key:
            case Summation():
                return "", here.expression(key)
            case Call("factorial"):
                return f"(factorial_of {at})", f"(IZR (factorial_of {at}))"
        base, exponent = key
        to = here.whole_number(Name(exponent))
        if self._integer(base):
            whole = f"({here.whole_number(base)} ^ {to})"
            return whole, f"(IZR {whole})"
        return "", f"(powerRZ {here.expression(base)} {to})"

    def _integer(self, base: Any) -> bool:
        """Return whether a power of the base is called an integer, as in the certificate."""
        if isinstance(base, Numeral):
            return isinstance(base.value, int) and base.value >= 1
        return isinstance(base, Name) and base.text in self.whole.integers

    def _other_than_zero(self, base: Any) -> bool:
        """Return whether a base is known to be other than zero: an integer ≥ 1, a number, or by a condition."""
        if self._integer(base) or (isinstance(base, Numeral) and base.value):
            return True
        for each in self.whole.conditions:
            match each:
                case Chain((left, Numeral(value)), (relation,)) if left == base:
                    if (relation == ">" and value >= 0) or (relation == ">=" and value > 0):
                        return True
                    if value == 0 and relation == "!=":
                        return True
                case Chain((Numeral(value), right), (relation,)) if right == base and value >= 0:
                    if relation == "<" or (relation == "<=" and value > 0):
                        return True
        return False

    def _conditions(self, statement: Written, there: Meaning, at: str, hypothesis: str) -> list[str]:
        """Return the names of the conditions of an instance, which are proved if need be."""
        argument, script, found = self.argument, self.argument.script, list[str]()
        start = Chain((Name(self.on), Numeral(self.first)), (">=",))
        for tree in statement.conditions:
            if tree in self.fixed:
                found.append(argument.conditions[self.whole.conditions.index(tree)])
            elif tree == start:
                found.append(script.have("W", there.defined(tree), "apply Rle_ge, IZR_le; lia"))
            elif hypothesis:
                passage = self._passage(there, at, at, {})
                passage.equate(self.hypothesis)
                for part in argument.apart(hypothesis, len(self._meaning(at).parts(self.hypothesis))):
                    for equation in passage.equations.values():
                        script.say(f"rewrite ?{equation} in {part}.")
                known = script.new("W")
                script.say(f"assert ({known} : {there.defined(tree)}).")
                with script.block():
                    argument.conjunction(there, tree, "needed", "assumption")
                found.append(known)
            else:
                raise BoundlabError("an instance has another condition; nothing is exported")
        return found

    def _passage(self, there: Meaning, at: str, to: str, put_: dict[str, Any]) -> Passage:
        passage = Passage(
            self.argument.script, self._meaning(to), there, put_, self.sequences, at, self._other_than_zero
        )
        self.argument.passage = passage
        return passage

    def _at(self, certificate: Any, tree: Any, value: int, name: str) -> str:
        """Prove a formula at a number; return its name."""
        argument, script, known = self.argument, self.argument.script, self.argument.script.new("B")
        here = self._meaning(str(value))
        script.say(f"assert ({known} : {here.defined(tree)}).")
        with script.block():
            used, statement, there = self._instance(certificate, name, str(value))
            argument.use(used, statement, there, self._conditions(statement, there, "", ""))
            passage = argument.passage = Passage(script, here, there, {self.on: Numeral(value)})
            passage.equate(tree)
            how = passage.rewriting()
            argument.conjunction(here, tree, f"{how}needed", f"{how}assumption")
        return known

    def _step(self) -> str:
        """Prove that the hypothesis holds at n + 1 if it does at n; return the name."""
        argument, script, known = self.argument, self.argument.script, self.argument.script.new("S")
        at, before, least = script.new("n"), script.new("H"), script.new("L")
        here, there_ = (self._meaning(each).defined(self.hypothesis) for each in (at, f"({at} + 1)"))
        script.say(f"assert ({known} : forall {at} : Z, ({self.first} <= {at})%Z -> {here} -> {there_}).")
        with script.block():
            script.say(f"intros {at} {least} {before}.")
            self._positive(at)
            used, statement, there = self._instance(self.data["step"], "step", at)
            argument.apart(before, len(self._meaning(at).parts(self.hypothesis)))
            argument.use(used, statement, there, self._conditions(statement, there, at, before))
            passage = self._passage(there, at, f"({at} + 1)", {self.on: Sum(((1, Name(self.on)), (1, Numeral(1))))})
            passage.equate(self.hypothesis)
            how = passage.rewriting()
            argument.conjunction(passage.here, self.hypothesis, f"{how}needed", f"{how}assumption")
        return known

    def _positive(self, at: str) -> None:
        if self.first >= 1:
            self.argument.positive(self.argument.script.have("R", f"(1 <= {at})%Z", "lia"))

    def _implied(self, at: str, known: str) -> None:
        """Prove the claim from a stronger hypothesis."""
        argument, script = self.argument, self.argument.script
        self._positive(at)
        before = script.new("H")
        script.say(f"pose proof {known} as {before}.")
        argument.apart(before, len(self._meaning(at).parts(self.hypothesis)))
        used, statement, there = self._instance(self.data["implies"], "implies", at)
        argument.use(used, statement, there, self._conditions(statement, there, at, before))
        passage = self._passage(there, at, at, {})
        passage.equate(self.whole.claim)
        how = passage.rewriting()
        for _ in argument.meaning.needed(self.whole.claim):
            script.say(f"split; [ first [ assumption | {how}needed ] | ].")
        script.say(f"{how}assumption.")


class _Refutation:
    """A statement that fails where some parameters are numbers."""

    def __init__(self, data: dict[str, Any], name: str, show: Show) -> None:
        self.show, self.data, self.name, self.whole = show, data, name, written(data["statement"])

    def theorem(self) -> tuple[list[str], Written]:
        """Return the theorem after that of the instance, and the statement."""
        argument, used = _Summed(self.whole), f"{self.name}_there"
        texts, statement = self.show(self.data["instance"], used)
        values = {n: Numeral(value) for n, value in self.data["at"].items()}
        script, assumed = argument.script, "H'"
        argument.begin(refuted=assumed)
        script.say(f"apply {used}.")
        there = Meaning(statement)
        argument.assume(statement, there)
        here = Meaning(self.whole, {n: there.whole_number(value) for n, value in values.items()})
        passage = argument.passage = Passage(script, here, there, values)
        conditions = []
        for tree in self.whole.conditions:
            passage.equate(tree)
            known, how = script.new("W"), passage.rewriting()
            script.say(f"assert ({known} : {here.defined(tree)}).")
            with script.block():
                argument.conjunction(here, tree, f"{how}needed", f"{how}assumption")
            conditions.append(known)
        parts = argument.use(assumed, self.whole, here, conditions)
        passage.equate(self.whole.claim)
        self._terms(argument, here.needed(self.whole.claim), parts)
        for part in parts:
            for equation in passage.equations.values():
                script.say(f"rewrite ?{equation} in {part}.")
        argument.conjunction(there, statement.claim, "needed", "assumption")
        return [*lemma(texts), argument.end(self.name, refuted=True)], self.whole

    def _terms(self, argument: _Summed, needed: dict[str, Need], parts: list[str]) -> None:
        """Let it be known of every term of a sum what all of them need."""
        for need, part in zip(needed.values(), parts, strict=False):
            if need.kind != "sum":
                continue
            (tree,) = need.trees
            for point in argument.passage.points(tree)[0]:
                term, known = argument.passage.term(tree, point), argument.script.new("H")
                at = term.here.put[tree.variable]
                argument.script.say(f"pose proof ({part} {at}%Z ltac:(lia)) as {known}; cbv beta in {known}.")
                term.equate(tree.body)
                for equation in term.equations.values():
                    argument.script.say(f"rewrite ?{equation} in {known}.")
