"""Negation normal form, and the names of the parts of a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.parser import Chain, Expression, Formula, Junction, Not, shown

_NEGATED = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
_NAME = re.compile(r"(claim|where\[(0|[1-9][0-9]{0,5})\])((?:\.(?:0|[1-9][0-9]{0,5})){0,100})")


class Literal(NamedTuple):
    """`left - right REL 0` with REL one of `>=`, `>`, `=`."""

    left: Expression
    right: Expression
    relation: str


class Compound(NamedTuple):
    """A conjunction (`and`) or disjunction (`or`) of numbered parts."""

    connective: str
    parts: tuple[Normal, ...]


Normal = Literal | Compound


def normal_form(formula: Formula, *, negated: bool = False) -> Normal:
    """Return `formula`, or its negation, without `not`; negation keeps the numbering of the parts."""
    match formula:
        case Not(operand):
            return normal_form(operand, negated=not negated)
        case Junction(connective, parts):
            kept = (connective == "and") != negated
            numbered = tuple(normal_form(part, negated=negated) for part in parts)
        case Chain(operands, relations):
            kept = not negated
            links = zip(operands, relations, operands[1:], strict=False)
            numbered = tuple(_link(x, rel, y, negated) for x, rel, y in links)
            if len(numbered) == 1:
                return numbered[0]
    return Compound("and" if kept else "or", numbered)


def _link(left: Expression, relation: str, right: Expression, negated: bool) -> Normal:
    if relation == "!=" and negated:
        return Compound("and", (Literal(left, right, ">="), Literal(right, left, ">=")))
    if relation == "!=" or (relation == "=" and negated):
        return Compound("or", (Literal(right, left, ">"), Literal(left, right, ">")))
    if negated:
        relation = _NEGATED[relation]
    if relation in ("<", "<="):
        return Literal(right, left, relation.replace("<", ">"))
    return Literal(left, right, relation)


def available(name: str, roots: dict[str, Normal], chosen: Callable[[str], bool]) -> Normal:
    """Return the formula called `name`: a root, a part of a conjunction, or a part some `or` case has chosen.

    Raises Rejected if there is no such formula, or it is not available.
    """
    match = _NAME.fullmatch(name)
    if match is None or match[1] not in roots:
        raise Rejected(f"{shown(name)} names no formula")
    path, formula = match[1], roots[match[1]]
    for index in match[3].split(".")[1:]:
        path += f".{index}"
        if isinstance(formula, Literal) or int(index) >= len(formula.parts):
            raise Rejected(f"{shown(name)} names no formula")
        if formula.connective == "or" and not chosen(path):
            raise Rejected(f"{shown(name)} is not available: no case has chosen {shown(path)}")
        formula = formula.parts[int(index)]
    return formula
