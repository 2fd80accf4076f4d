"""A decision as Coq theorems: the statement with its ranges and conditions, and the script that proves it.

Coq's division is total, so every divisor of a condition is assumed, and every divisor of the claim proved, to be other
than zero.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.formula import normal_form
from boundlab.checking._rewritten.parser import Chain, Formula, Junction, Not, OrderClaim
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.checking._rewritten.statement import Statement
from boundlab.checking._scope import Scope
from boundlab.export._reading import divisors_inner_first, exponents
from boundlab.export.coq._annotations import Annotations, Tables
from boundlab.export.coq._context import Context, Known, Variable
from boundlab.export.coq._divisors import shown_nonzero, shown_positive
from boundlab.export.coq._order import stated
from boundlab.export.coq._order_proof import OrderReplay
from boundlab.export.coq._proof import Replay
from boundlab.export.coq._readable import Readable
from boundlab.export.coq._script import Script
from boundlab.export.coq._syntax import Syntax, extrema_inner_first

BY = {">=": "by_ge", "<=": "by_le", ">": "by_gt", "<": "by_lt", "=": "by_eq", "!=": "by_ne"}


class Frame:
    """The parts of a statement's theorem, as text."""

    def __init__(self, statement: Statement, syntax: Syntax) -> None:
        self.statement = statement
        self.syntax = syntax
        self.claim = statement.claim
        trees = self.claim_trees()
        self.claim_divisors = list(dict.fromkeys(d for tree in trees for d in _texts(tree, syntax)))

    def claim_trees(self) -> list[Any]:
        """Return what divides in the claim: all of it, or the exponents of an order."""
        if isinstance(self.claim, OrderClaim):
            return [each for side in (self.claim.left, self.claim.right) for each in exponents(side)]
        return [self.claim]

    def names(self) -> list[str]:
        """Return the parameters, the integers among them first."""
        return [self.syntax.variable(name) for name in (*self.syntax.whole, *self.syntax.reals)]

    def binders(self) -> str:
        """Return the parameters with their types."""
        groups = [(self.syntax.whole, "Z"), (self.syntax.reals, "R")]
        return " ".join(f"({' '.join(map(self.syntax.variable, names))} : {kind})" for names, kind in groups if names)

    def ranges(self) -> list[str]:
        """Return what is assumed of the integers that are not of any sign."""
        return [f"(1 <= {self.syntax.variable(name)})%Z" for name in self.syntax.integers]

    def condition(self, tree: Formula) -> str:
        """Return that a condition is defined and holds."""
        return _conjunction([*(f"{d} <> 0" for d in _texts(tree, self.syntax)), self.syntax.formula(tree)])

    def conclusion(self) -> str:
        """Return that the claim is defined and holds."""
        if isinstance(self.claim, OrderClaim):
            holds = stated(self.claim, self.syntax)
        else:
            holds = [self.syntax.formula(self.claim)]
        return _conjunction([*(f"{d} <> 0" for d in self.claim_divisors), *holds])

    def universal(self, conclusion: str) -> str:
        """Return that something holds for all parameters that meet the conditions."""
        parts = [*self.ranges(), *map(self.condition, self.statement.conditions), conclusion]
        head = f"forall {self.binders()},\n  " if self.names() else ""
        return head + " ->\n  ".join(parts)


def _texts(tree: Any, syntax: Syntax) -> list[str]:
    return list(dict.fromkeys(syntax.expression(d) for d in divisors_inner_first(tree)))


def _conjunction(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " /\\ ".join(parts) + ")"


def proved(certificate: dict[str, Any], statement: Statement, name: str, *, contradictory: bool = False) -> str:
    """Return the theorem of a proved statement, or (`contradictory`) that nothing meets its conditions."""
    syntax, script = Syntax(statement), Script()
    frame = Frame(statement, syntax)
    order = isinstance(statement.claim, OrderClaim) and not contradictory
    conclusion = "False" if contradictory else frame.conclusion()
    proof = certificate["conditions"]["contradiction"] if contradictory else certificate["proof"]
    algebra = Algebra(statement)
    annotations = Annotations(algebra, proof)
    if certificate["version"] == 2:
        stated = {f"where[{i}]": tree for i, tree in enumerate(statement.conditions)}
        annotations = Tables(algebra, proof, stated if contradictory else {**stated, "claim": statement.claim})
    replay = (OrderReplay if order else Replay)(algebra, syntax, script, annotations)
    context = Context(Scope(algebra))

    script.say("Proof.")
    script.depth = 1
    ranges = [script.new("R") for _ in syntax.integers]
    conditions = [script.new("W") for _ in statement.conditions]
    names = [*frame.names(), *ranges, *conditions]
    if names:
        script.say(f"intros {' '.join(names)}.")
    for parameter, known in zip(syntax.integers, ranges, strict=True):
        domain = script.new("F")
        script.say(f"pose proof (in_range _ {known}) as {domain}.")
        script.say(f"pose proof (in_range_positive _ {domain}) as {script.new('P')}.")
        _know_domain(context, algebra, parameter, domain, syntax)
    trees: list[Any] = [*statement.conditions, *([] if contradictory else frame.claim_trees())]
    # In the order of the checker: atoms are named as they are met.
    _remember(trees, context, replay)
    syntax.current = context.current
    for i, (tree, known) in enumerate(zip(statement.conditions, conditions, strict=True)):
        known = _without_divisors(known, len(_texts(tree, syntax)), script)
        normal = normal_form(tree)
        _to_normal(tree, known, syntax, script, normal)
        replay.opened(f"where[{i}]", known, normal, context)
    if contradictory:
        replay.node(proof, context)
    else:
        _claim(frame, proof, replay, context)
    script.depth = 0
    script.say("Qed.")
    return f"Theorem {name} :\n  {frame_text(statement, conclusion, contradictory)}.\n{script.text()}\n"


def frame_text(statement: Statement, conclusion: str, contradictory: bool) -> str:
    """Return the theorem's statement, with its extrema as stated."""
    frame = Frame(statement, Readable(statement))
    return frame.universal("False" if contradictory else frame.conclusion())


def _claim(frame: Frame, proof: Any, replay: Replay, context: Context) -> None:
    script, syntax, claim = replay.script, replay.syntax, frame.claim
    replay.steps(proof, context, claimed=False)
    shown: list[str] = []
    for tree in frame.claim_trees():
        for divisor in divisors_inner_first(tree):
            text = syntax.expression(divisor)
            if text not in shown:
                shown.append(text)
                known = shown_nonzero(divisor, text, replay, context)
                script.say(f"split; [ exact {known} | ].")
    if isinstance(claim, OrderClaim):
        replay.prepare(claim)
    else:
        holds, fails, either = script.new("H"), script.new("L"), script.new("H")
        normal = normal_form(claim, negated=True)
        script.say(f"assert ({either} : {syntax.formula(claim)} \\/ {syntax.normal(normal)}).")
        with script.block():
            _dichotomies(claim, syntax, script)
            script.say("tauto.")
        script.say(f"destruct {either} as [ {holds} | {fails} ]; [ exact {holds} | exfalso ].")
        replay.opened("claim", fails, normal, context)
        replay.steps(proof, context, claimed=True)
    replay.close(proof["close"], context)


def _know_domain(context: Context, algebra: Algebra, parameter: str, name: str, syntax: Syntax) -> None:
    difference = Polynomial.variable(parameter, algebra.budget) - Polynomial.constant(1, algebra.budget)
    text = f"({syntax.value(parameter)} - 1)"
    context.facts[f"domain:{parameter}"] = Known(f"(in_range_difference _ {name})", text, difference, False, False)


def _without_divisors(known: str, divisors: int, script: Script) -> str:
    """Take the divisors, which are assumed to be other than zero, off a condition; return the name of the rest."""
    for _ in range(divisors):
        divisor, rest = script.new("D"), script.new("W")
        script.say(f"destruct {known} as [ {divisor} {rest} ].")
        known = rest
    return known


def _to_normal(tree: Formula, known: str, syntax: Syntax, script: Script, normal: Any) -> None:
    """Bring a condition into negation normal form, under the name that it has."""
    script.say(f"assert (N' : {syntax.normal(normal)}).")
    with script.block():
        _dichotomies(tree, syntax, script)
        script.say("tauto.")
    script.say(f"clear {known}; rename N' into {known}.")


def _dichotomies(tree: Formula, syntax: Syntax, script: Script) -> None:
    """Write, for each comparison in a formula, that it holds or does not, and what either says of a difference."""
    waiting, seen = [tree], set()
    while waiting:
        match waiting.pop():
            case Not(operand):
                waiting.append(operand)
            case Junction(_, parts):
                waiting.extend(parts)
            case Chain() as chain:
                for (x, _, y), relation in zip(syntax.links(chain), chain.relations, strict=True):
                    if (x, relation, y) not in seen:
                        seen.add((x, relation, y))
                        script.say(f"pose proof ({BY[relation]} {x} {y}).")


def _remember(trees: list[Any], context: Context, replay: Replay) -> None:
    """Let Coq know every extremum by a variable, inner ones first, and as positive if it evidently is."""
    algebra, syntax, script = replay.algebra, replay.syntax, replay.script
    found: list[Variable] = []
    for extremum in (each for tree in trees for each in extrema_inner_first(tree)):
        raw = syntax.raw(extremum)
        value = algebra.rational(extremum)
        if raw in context.current:
            continue
        syntax.current = context.current
        variable, equation = script.new("x"), script.new("X")
        script.say(f"remember {syntax.expression(extremum)} as {variable} eqn:{equation}.")
        (atom,) = value.variables()
        found.append(Variable(extremum, atom, variable, equation, raw))
        context.current[raw] = variable
        if algebra.sign(Polynomial.variable(atom, algebra.budget)) > 0:
            positive = script.new("P")
            script.say(f"assert ({positive} : 0 < {variable}).")
            with script.block():
                for argument, multiplied_out in zip(
                    extremum.arguments, replay.annotations.arguments(extremum), strict=True
                ):
                    how = shown_positive(argument, multiplied_out, algebra, syntax, tuple(found))
                    script.have("P", f"0 < {syntax.expression(argument)}", how)
                script.say(f"rewrite {equation}; pos.")
    context.variables = tuple(found)
