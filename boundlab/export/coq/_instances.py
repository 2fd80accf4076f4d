"""Statements proved from their instances: residue classes, and points where the claim fails."""

from __future__ import annotations

from typing import Any

from boundlab.checking._fields import number
from boundlab.checking._instances import put
from boundlab.checking._rewritten.parser import (
    Expression,
    Name,
    Not,
    Numeral,
    Product,
    Sum,
    Summation,
    parse_expression,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._written import _normal
from boundlab.checking.offset import _least
from boundlab.errors import BoundlabError
from boundlab.export._reading import WORK
from boundlab.export.coq._functions import decided
from boundlab.export.coq._induction import induction
from boundlab.export.coq._proof import nested
from boundlab.export.coq._use import Argument, lemma
from boundlab.export.coq._written import Meaning, Written, written


def shown(certificate: dict[str, Any], name: str) -> tuple[list[str], Written]:
    """Return the theorem of a statement as written, after those that it needs, and the statement."""
    kinds = {
        "decision": decided,
        "residues": _residues,
        "offset": _offset,
        "induction": lambda each, as_: induction(each, as_, shown),
        "counterexample": _counterexample,
    }
    kind = certificate["kind"]
    if kind not in kinds:
        raise BoundlabError(f"an instance of the kind {str(kind)[:60]!r} is not exported")
    return kinds[kind](certificate, name)


def _residues(certificate: dict[str, Any], name: str) -> tuple[list[str], Written]:
    statement = written(certificate["statement"])
    argument, texts = Argument(statement), list[str]()
    script, of, modulus = argument.script, certificate["of"], certificate["modulus"]
    _outside_of_sums(of, statement)
    argument.begin()
    n, k = argument.meaning.variable(of), script.new("k")
    classes = " \\/ ".join(f"{n} = ({modulus} * {k} + {r})%Z" for r in range(modulus))
    split = script.new("E")
    script.say(f"assert ({split} : exists {k} : Z, {classes}) by (exists ({n} / {modulus})%Z;")
    script.say(f"  pose proof (Z.div_mod {n} {modulus} ltac:(lia));")
    script.say(f"  pose proof (Z.mod_pos_bound {n} {modulus} ltac:(lia)); lia).")
    script.say(f"destruct {split} as [ {k} {split} ].")
    for r, case in enumerate(certificate["cases"]):
        inner, instance = shown(case, f"{name}_{r}")
        texts += lemma(inner)
        if r < modulus - 1:
            script.say(f"destruct {split} as [ {split} | {split} ].")
        with script.block():
            script.say(f"subst {n}.")
            value = Sum(((1, Product(((1, Numeral(modulus)), (1, Name(of))))), (1, Numeral(r))))
            _case(argument, of, k, value, instance, f"{name}_{r}")
    return [*texts, argument.end(name)], statement


def _outside_of_sums(of: str, statement: Written) -> None:
    for tree in (statement.claim, *statement.conditions):
        for node in walk(tree):
            if isinstance(node, Summation) and any(isinstance(n, Name) and n.text == of for n in walk(node.body)):
                raise BoundlabError(f"{of[:60]} in the terms of a sum, put as something else, is not exported")


def _offset(certificate: dict[str, Any], name: str) -> tuple[list[str], Written]:
    statement = written(certificate["statement"])
    argument, of, place = Argument(statement), certificate["of"], certificate["by"]
    script = argument.script
    _outside_of_sums(of, statement)
    least, strict = _least(statement.conditions[place], of)
    terms: list[tuple[int, Expression]] = [(1, least), (1, Name(of))]
    value = Sum(tuple(terms if strict else [*terms, (-1, Numeral(1))]))
    argument.begin()
    n, k, known = argument.meaning.variable(of), script.new("k"), script.new("E")
    bound = argument.meaning.whole_number(least)
    start = "lt" if strict else "le"
    script.say(f"assert ({known} : ({bound} {'<' if strict else '<='} {n})%Z) by (apply {start}_IZR; pushed; lra).")
    point = Meaning(statement, {of: k}).whole_number(value)
    there = f"({n} - {bound}{'' if strict else ' + 1'})%Z"
    script.say(f"assert (exists {k} : Z, {n} = {point}%Z /\\ (1 <= {k})%Z) as [ {k} [ -> {script.new('R')} ] ]")
    script.say(f"  by (exists {there}; lia).")
    inner, instance = shown(certificate["case"], f"{name}_case")
    _case(argument, of, k, value, instance, f"{name}_case")
    return [*lemma(inner), argument.end(name)], statement


def _case(argument: Argument, of: str, k: str, value: Sum, instance: Written, name: str) -> None:
    """Prove the statement in one residue class."""
    script, statement = argument.script, argument.statement
    whole = {n: argument.meaning.variable(n) for n in argument.meaning.whole} | {of: k}
    there = Meaning(
        instance,
        {n: whole[n] for n in instance.parameters if n in instance.integers | instance.signed},
        {n: f"(IZR {whole[n]})" for n in instance.parameters - instance.integers - instance.signed if n in whole},
    )
    point = Meaning(statement, {of: k}).whole_number(value)
    here = Meaning(statement, {of: point})
    equation = script.have("E", f"(IZR {point}) = {there.expression(value)}", "as_reals")
    known = {put(tree, {of: value}): tree for tree in statement.conditions}
    conditions = []
    for tree in instance.conditions:
        condition = script.new("W")
        script.say(f"assert ({condition} : {there.defined(tree)}).")
        with script.block():
            if tree in known:
                for part in argument.apart(
                    argument.conditions[statement.conditions.index(known[tree])], len(here.parts(known[tree]))
                ):
                    script.say(f"rewrite ?{equation} in {part}.")
                argument.conjunction(there, tree, "needed", "assumption")
            else:
                script.say(f"rewrite <- {equation}; apply Rle_ge, IZR_le; lia.")
        conditions.append(condition)
    argument.use(name, instance, there, conditions)
    argument.conjunction(here, statement.claim, f"rewrite ?{equation}; needed", f"rewrite ?{equation}; assumption")


def _counterexample(certificate: dict[str, Any], name: str) -> tuple[list[str], Written]:
    statement = written(certificate["statement"])
    values = {
        each: _normal(parse_expression(f"({number(given, 'a value')})", Budget(WORK)))
        for each, given in certificate["at"].items()
    }
    argument, texts, held = Argument(statement), list[str](), list[str]()
    script = argument.script
    assumed = "H'"
    argument.begin(refuted=assumed)
    nowhere = Meaning(Written(None, (), frozenset(), frozenset(), frozenset()))
    whole = {n: nowhere.whole_number(values[n]) for n in argument.meaning.whole}
    there = Meaning(statement, whole, {n: nowhere.expression(values[n]) for n in argument.meaning.reals})
    instances = [(certificate["fails"], Not(put(statement.claim, values)))]
    instances += [
        (each, put(tree, values)) for each, tree in zip(certificate["hold"], statement.conditions, strict=True)
    ]
    for j, (each, tree) in enumerate(instances):
        used = f"{name}_{f'condition_{j}' if j else 'fails'}"
        inner, instance = shown(each, used)
        if instance.claim != tree or instance.parameters or instance.conditions:
            raise BoundlabError("an instance is not what the statement says there; nothing is exported")
        texts += lemma(inner)
        held.append(used)
    ranges = [script.have("R", f"(1 <= {whole[n]})%Z", "lia") for n in argument.meaning.integers]
    arguments = [f"({whole[n]})%Z" for n in argument.meaning.whole] + [there.value(n) for n in argument.meaning.reals]
    conditions = []
    for used, tree in zip(held[1:], statement.conditions, strict=True):
        condition = script.new("W")
        script.say(f"assert ({condition} : {there.defined(tree)}) by exact {used}.")
        conditions.append(condition)
    parts = [script.new("H") for _ in there.parts(statement.claim)]
    script.say(f"pose proof ({' '.join([assumed, *arguments, *ranges, *conditions])}) as {nested(parts)}.")
    fails = argument.apart(held[0], len(nowhere.parts(instances[0][1])))
    script.say(f"exact ({fails[-1]} {parts[-1]}).")
    return [*texts, argument.end(name, refuted=True)], statement
