"""Why a divisor is other than zero, and an extremum positive: the sign facts that the checker finds for itself."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import Expression, parse_expression
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.errors import BoundlabError
from boundlab.export.coq._context import Context, Sign, Variable
from boundlab.export.coq._proof import Replay
from boundlab.export.coq._syntax import Syntax


def shown_nonzero(divisor: Expression, text: str, proof: Any, replay: Replay, context: Context) -> str:
    """Write the proof that a divisor of the claim is other than zero; return the name of what Coq then knows."""
    script, algebra = replay.script, replay.algebra
    which = algebra.identity(algebra.rational(divisor))
    for each in proof.get("defined", []):
        if algebra.identity(algebra.rational(parse_expression(each["divisor"], algebra.budget))) == which:
            known, zero = script.new("D"), script.new("L")
            script.say(f"assert ({known} : {text} <> 0).")
            with script.block():
                script.say(f"intro {zero}.")
                inner = context.inner()
                inner.literals["divisor"] = Sign(zero, "=", False)
                replay.node(each["proof"], inner)
            return known
    return script.have("D", f"{text} <> 0", _nonzero(divisor, algebra, replay.syntax, context))


def shown_positive(tree: Expression, algebra: Algebra, syntax: Syntax, variables: tuple[Variable, ...]) -> str:
    """Return the tactic that shows an argument of an extremum positive."""
    if algebra.evidently_positive(tree):
        return "pos"
    value = algebra.rational(tree)
    sign = algebra.sign(value.numerator)
    numerator, denominator = (
        syntax.polynomial(each if sign > 0 else -each, _atoms(variables))
        for each in (value.numerator, value.denominator)
    )
    return f"refine (positive_by _ {numerator} {denominator} _ _ _); [ same | pos | pos ]"


def _atoms(variables: tuple[Variable, ...]) -> dict[str, str]:
    return {variable.atom: variable.name for variable in reversed(variables)}


def _nonzero(divisor: Expression, algebra: Algebra, syntax: Syntax, context: Context) -> str:
    """Return the tactic that shows a divisor other than zero, as the checker sees it."""
    if algebra.evidently_positive(divisor):
        return "apply positive_nonzero; pos"
    value = algebra.rational(divisor)
    sign = algebra.sign(value.numerator)
    turned = [each if sign >= 0 else -each for each in (value.numerator, value.denominator)]
    numerator, denominator = (syntax.polynomial(each, _atoms(context.variables)) for each in turned)
    start = f"refine (nonzero_by _ {numerator} {denominator} _ _); [ same | ]"
    if sign:
        return f"{start}; apply positive_nonzero; pos"
    rest = value.numerator
    product, other = "1", Polynomial.constant(1, algebra.budget)
    for fact in context.positive.values():
        if fact.claimed or not fact.polynomial.variables():
            continue
        while (quotient := rest.divided_by(fact.polynomial)) is not None:
            rest, product = quotient, f"({product} * {fact.text})"
    constant = rest.as_number()
    if not constant:
        for fact in context.positive.values():
            if not fact.claimed and (quotient := fact.polynomial.divided_by(rest)) is not None:
                other, product = quotient, f"({product} * {fact.text})"
                break
        else:
            raise BoundlabError(
                f"the divisor {syntax.expression(divisor)[:60]} is not shown other than zero; nothing is exported"
            )
    else:
        other = Polynomial.constant(Fraction(1) / constant, algebra.budget)
    return f"{start}; refine (nonzero_in_product _ {syntax.polynomial(other, {})} {product} _ _); [ same | pos ]"
