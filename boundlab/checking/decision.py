"""Checking decisions: the claim holds wherever the conditions do, or a witness says that it does not.

The format is described in docs/certificates.md. A refutation is a point. A proof may come with what it says about its
conditions: a point that meets them, or a proof that none does.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._annotated import AnnotatedProof
from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, number, text
from boundlab.checking._proof import Proof
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.algebraic import Algebraic, RealRoot
from boundlab.checking._rewritten.polynomial import Number
from boundlab.checking._rewritten.statement import Statement, holds_at, meets_conditions, parse_statement

MAX_WITNESS, MAX_COEFFICIENTS = 1_000, 1_000

_FRAME = {"kind", "version", "statement", "verdict"}
_PROOFS: dict[int, type[Proof]] = {1: Proof, 2: AnnotatedProof}


def check(certificate: Any) -> CheckResult:
    """Re-check a decision; valid if its proof, or its witness, is one for the statement it carries.

    >>> statement = {"claim": "m^2 > m", "where": [], "real": []}
    >>> answer = {"verdict": "refuted", "witness": {"m": 1}}
    >>> result = check({"kind": "decision", "version": 2, "statement": statement, **answer})
    >>> result
    CheckResult('valid: the conditions hold at the witness and the claim fails')
    >>> result.certified
    (Certified(statement='false at m = 1: m^2 > m', ranges=('m an integer ≥ 1',), conditions=(), number='', met=''),)
    """
    verdict = certificate.get("verdict") if type(certificate) is dict else None
    if verdict == "proved":
        fields = members(certificate, "the certificate", {*_FRAME, "proof"}, frozenset({"conditions", "written"}))
    elif verdict == "refuted":
        fields = members(certificate, "the certificate", {*_FRAME, "witness"}, frozenset({"written"}))
    else:
        raise Rejected('the verdict must be "proved" or "refuted"')
    if fields["kind"] != "decision" or type(fields["version"]) is not int or fields["version"] not in _PROOFS:
        raise Rejected('the certificate must be of the kind "decision", version 1 or 2')
    statement = parse_statement(fields["statement"])
    claim, conditions = fields["statement"]["claim"], tuple(fields["statement"]["where"])
    hidden: set[str] = set()
    if "written" in fields:
        from boundlab.checking._written import check_written

        claim, conditions, hidden = check_written(fields["written"], statement, check)
    claim = " ".join(claim.split())
    ranges, conditions = _ranges(statement, hidden), tuple(" ".join(each.split()) for each in conditions)
    if verdict == "proved":
        cases = _PROOFS[fields["version"]](statement).check(fields["proof"])
        reason = f"the negated claim leads to a contradiction in every case ({cases})"
        return CheckResult(True, reason, (Certified(claim, ranges, conditions, met=_met(statement, fields)),))
    point = _point(fields["witness"], "the witness", statement)
    if holds_at(statement, point):
        raise Rejected("the witness does not violate the statement")
    reason = "the conditions hold at the witness and the claim fails"
    point = {name: value for name, value in point.items() if name not in hidden}
    return CheckResult(True, reason, (Certified(f"false{_at(point)}: {claim}", ranges, conditions),))


def _point(value: Any, what: str, statement: Statement) -> dict[str, Number | Algebraic]:
    """Return the values of parameters; one may be the root of a polynomial."""
    if type(value) is not dict or len(value) > MAX_WITNESS:
        raise Rejected(f"{what} must be an object")
    found: dict[str, Number | Algebraic] = {}
    for name, each in value.items():
        found[text(name, "a name")] = (
            _root(each, statement) if type(each) is dict else number(each, f"a value in {what}")
        )
    if sum(isinstance(each, Algebraic) for each in found.values()) > 1:
        raise Rejected("more than one value is the root of a polynomial")
    return found


def _root(value: dict[str, Any], statement: Statement) -> Algebraic:
    fields = members(value, "a root", {"root", "between"})
    coefficients = [number(c, "a coefficient") for c in items(fields["root"], '"root"', MAX_COEFFICIENTS)]
    ends = [number(end, "an end of the interval") for end in items(fields["between"], '"between"', 2)]
    require(len(ends) == 2, "an interval has two ends")
    return Algebraic.of(RealRoot(coefficients, ends[0], ends[1], statement.budget))


def _at(point: dict[str, Number | Algebraic]) -> str:
    return " at " + ", ".join(f"{name} = {value}" for name, value in sorted(point.items())) if point else ""


def _ranges(statement: Statement, hidden: set[str]) -> tuple[str, ...]:
    integers, signed = sorted(statement.integers - hidden), sorted(statement.signed - hidden)
    reals = sorted(statement.parameters - statement.integers - statement.signed - hidden)
    kinds = [(integers, "an integer ≥ 1" if len(integers) == 1 else "integers ≥ 1"), (reals, "real")]
    kinds.insert(1, (signed, "an integer" if len(signed) == 1 else "integers"))
    return tuple(f"{', '.join(names)} {kind}" for names, kind in kinds if names)


def _met(statement: Statement, fields: dict[str, Any]) -> str:
    """Say whether some parameters meet the conditions of a proved statement, as far as its certificate shows it."""
    if "conditions" not in fields:
        return "the certificate does not say" if statement.conditions else ""
    answer = fields["conditions"]
    if type(answer) is dict and "met" in answer:
        point = _point(members(answer, '"conditions"', {"met"})["met"], '"met"', statement)
        if not meets_conditions(statement, point):
            raise Rejected(f"the conditions do not hold{_at(point)}")
        return f"yes{_at(point)}"
    proof = members(answer, '"conditions"', {"contradiction"})["contradiction"]
    _PROOFS[fields["version"]](statement, conditions_only=True).check(proof)
    return "no: no parameters satisfy the conditions, the claim holds for want of a case"
