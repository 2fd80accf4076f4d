"""Why a divisor is other than zero, and an extremum positive, as tactics."""

from __future__ import annotations

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import Expression
from boundlab.checking._rewritten.polynomial import Rational
from boundlab.export.coq._annotations import Nonzero
from boundlab.export.coq._context import Context, Sign, Variable
from boundlab.export.coq._proof import Replay
from boundlab.export.coq._syntax import Syntax


def shown_nonzero(divisor: Expression, text: str, replay: Replay, context: Context) -> str:
    """Write the proof that a divisor of the claim is other than zero; return the name of what Coq then knows."""
    script, reason = replay.script, replay.annotations.nonzero(divisor, context)
    if reason.proof is None:
        return script.have("D", f"{text} <> 0", _nonzero(reason, replay, context))
    known, zero = script.new("D"), script.new("L")
    script.say(f"assert ({known} : {text} <> 0).")
    with script.block():
        script.say(f"intro {zero}.")
        inner = context.inner()
        inner.literals["divisor"] = Sign(zero, "=", False)
        replay.node(reason.proof, inner)
    return known


def shown_positive(
    tree: Expression, value: Rational, algebra: Algebra, syntax: Syntax, variables: tuple[Variable, ...]
) -> str:
    """Return the tactic that shows an argument of an extremum, which is `value`, positive."""
    if algebra.evidently_positive(tree):
        return "pos"
    sign = algebra.sign(value.numerator)
    numerator, denominator = (
        syntax.polynomial(each if sign > 0 else -each, _atoms(variables))
        for each in (value.numerator, value.denominator)
    )
    return f"refine (positive_by _ {numerator} {denominator} _ _ _); [ same | pos | pos ]"


def _atoms(variables: tuple[Variable, ...]) -> dict[str, str]:
    return {variable.atom: variable.name for variable in reversed(variables)}


def _nonzero(reason: Nonzero, replay: Replay, context: Context) -> str:
    """Return the tactic that shows a divisor other than zero."""
    if reason.evident:
        return "apply positive_nonzero; pos"
    value, syntax = reason.value, replay.syntax
    sign = replay.algebra.sign(value.numerator)
    turned = [each if sign >= 0 else -each for each in (value.numerator, value.denominator)]
    numerator, denominator = (syntax.polynomial(each, _atoms(context.variables)) for each in turned)
    start = f"refine (nonzero_by _ {numerator} {denominator} _ _); [ same | ]"
    if reason.facts is None or reason.other is None:
        return f"{start}; apply positive_nonzero; pos"
    product = "1"
    for fact in reason.facts:
        product = f"({product} * {fact.text})"
    return f"{start}; refine (nonzero_in_product _ {syntax.polynomial(reason.other, {})} {product} _ _); [ same | pos ]"
