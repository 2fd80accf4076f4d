"""Does a statement hold for all admissible parameters? Proved, refuted or undecided.

A plain statement is answered by `answer`; functions of parameters are defined away before (`functions`), and a
comparison of orders that are no sums of t^a·log(t)^b is decided by expansions (`growth`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.answer import IF_ANY, answer, failure
from boundlab.symbolic.decision import CheckerDisagrees, Decision, Verdict, Written
from boundlab.symbolic.ranged import plain
from boundlab.symbolic.spelling import ORDER_RELATION, spelled
from boundlab.symbolic.stated import OrderClaim
from boundlab.symbolic.statement import Statement

__all__ = ["CheckerDisagrees", "Decision", "Verdict", "decide"]
FUNCTIONS = re.compile(
    r"\b(?:sqrt|floor|ceil|mod|inf|sup)\s*\(|(?:\^|\*\*)\s*(?:\(\s*[-+]?\s*\d+\s*/\s*\d+\s*\)|\d*\.\d|\(?\s*-\s*\d)"
)
SEQUENCE = re.compile(r"\b(?:sum|factorial)\s*\(|(?:\^|\*\*)\s*(?:[A-Za-z_(\-])")
WORK, INFIMA_WORK, CLASSES_WORK = 15_000_000, 1_000_000, 1_000_000
EQUATIONS_WORK = 5_000_000  # below, as in the steps of inductions, equations are not split into residue classes

_EQUATION = re.compile("(?<![<>=])=|≠")


def decide(
    claim: str | Statement,
    where: Iterable[str] = (),
    real: Iterable[str] = (),
    *,
    integer: Iterable[str] = (),
    positive: Iterable[str] = (),
    growing: Iterable[str] = (),
    work: int = WORK,
) -> Decision:
    """Decide whether `claim` holds for all parameters under `where`: integers ≥ 1, any reals for those in `real`, any
    integers for those in `integer`, reals > 0 for those in `positive`. In a comparison of orders `growing` tend to ∞.

    A text with a backslash is read as LaTeX. A Statement has conditions and domains of its own.
    `work` bounds the effort; more of it can only turn "undecided" into an answer. The checker of certificates has
    accepted what is returned. Raises BoundlabError for text that is not in the grammar.

    >>> decide("min(m1+m2, 2*m1) >= m1").verdict
    'proved'
    >>> decide("min(m1+m2, 2*m1) >= m1+m2").witness
    {'m1': 1, 'm2': 2}
    >>> decide("factorial(n) ≺ n^n", growing=["n"]).verdict
    'proved'
    >>> decide("eps^(-m2/r) + eps^(-m1/r) ≲ eps^(-(m1+m2)/r)").verdict
    'proved'
    """
    declared = {"real": real, "integer": integer, "positive": positive}
    for argument, texts in (("where", where), *declared.items(), ("growing", growing)):
        if isinstance(texts, str) or not isinstance(texts, Iterable):
            raise bad_value(argument, texts, "a list of texts")
    where, growing = tuple(where), tuple(growing)
    if not isinstance(claim, Statement):
        if any(isinstance(text, str) and "\\" in text for text in (claim, *where)):
            from boundlab.symbolic.latex_reader import from_latex, statement_from_latex

            where = tuple(from_latex(text, "condition") if isinstance(text, str) else text for text in where)
            if isinstance(claim, str):
                claim, more = statement_from_latex(claim)
                where = (*more, *where)
        texts = [text for text in (claim, *where, *growing) if isinstance(text, str)]
        if len(texts) == len((claim, *where, *growing)) and ORDER_RELATION.search(claim):
            return _noted(_about_orders(claim, where, declared, growing, work))
        if growing:
            raise bad_value("growing", growing, "nothing: the claim compares no orders")
        if len(texts) == 1 + len(where) and SEQUENCE.search(" ".join(texts)):
            from boundlab.symbolic.induction import decide_induction

            found = decide_induction(claim, where, declared, work, decide)
            if found is not None:
                return found
        settings: dict[str, Any] = {**declared, "work": work}
        if FUNCTIONS.search(" ".join(texts)):
            found = _with_functions(claim, where, declared, min(work, CLASSES_WORK))
            if found is not None and found.verdict == "undecided":
                from boundlab.symbolic.counterexample import decide_counterexample

                other = _by_classes(claim, where, declared, work)
                if other is None:
                    other = decide_counterexample(claim, where, declared, found.statement, _instance)
                found = _with_functions(claim, where, declared, work) if other is None else other
            if found is not None:
                return _where_defined(claim, where, found, settings)
        statement = Statement.parse(claim, where, real, integer=integer, positive=positive)
        divided = work >= EQUATIONS_WORK and bool(statement.whole) and any(_EQUATION.search(text) for text in texts)
        found = answer(plain(statement), min(work, CLASSES_WORK) if divided else work).checked()
        if divided and found.verdict == "undecided":
            other = _by_classes(claim, where, declared, work)
            found = answer(plain(statement), work).checked() if other is None else other
        return _where_defined(claim, where, found, settings)
    if where or growing or any(map(tuple, declared.values())):
        options = (("where", where), *declared.items(), ("growing", growing))
        given = {argument: tuple(texts) for argument, texts in options}
        argument = next(argument for argument, texts in given.items() if texts)
        raise bad_value(argument, given[argument], "nothing: a Statement has conditions and domains of its own")
    return answer(plain(claim), work).checked()


def _where_defined(claim: str, where: tuple[str, ...], found: Decision, settings: dict[str, Any]) -> Decision:
    """Return the answer where a divisor of a condition is other than zero, if that is in the way of one."""
    if found.verdict != "undecided" or not found.reason.startswith("the divisor"):
        return found
    statement = found.statement
    defined = statement.completion.computed() if statement.completion is not None else set()
    for divisor in dict.fromkeys(e for c in statement.where for e in c.seen.divisors):
        added = f"{divisor} != 0"
        if not found.reason.startswith(f"the divisor {divisor} may") or divisor.parameters() & defined:
            continue
        if added not in where and (other := decide(claim, (added, *where), **settings)).verdict != "undecided":
            note = f"a condition divides by {divisor}, so that {added} was added"
            return replace(other, note="; ".join(filter(None, (note, other.note))))
    return found


def _by_classes(claim: str, where: tuple[str, ...], declared: dict[str, Iterable[str]], work: int) -> Decision | None:
    from boundlab.symbolic.residues import decide_residues

    return decide_residues(claim, where, declared, work, _without_classes)


def _without_classes(
    claim: str, where: Iterable[str], real: Iterable[str], *, integer: Iterable[str], work: int
) -> Decision:
    """Decide a statement without splitting it into residue classes."""
    declared = {"real": real, "integer": integer, "positive": ()}
    found = _with_functions(claim, tuple(where), declared, work)
    if found is None:
        found = answer(Statement.parse(claim, where, real, integer=integer), work).checked()
    return found


def _instance(claim: str, where: Iterable[str], real: Iterable[str], *, integer: Iterable[str]) -> Decision:
    return _without_classes(claim, where, real, integer=integer, work=CLASSES_WORK)


def _about_orders(
    claim: str, where: tuple[str, ...], declared: dict[str, Iterable[str]], growing: tuple[str, ...], work: int
) -> Decision:
    """Decide a comparison of orders by the exponents of t^a·log(t)^b; by expansions if it is none of such terms."""
    found, refusal = None, None
    if not growing and len(ORDER_RELATION.findall(claim)) == 1 and not ORDER_RELATION.search(" ".join(where)):
        try:
            found = (
                _with_functions(claim, where, declared, work) if FUNCTIONS.search(" ".join((claim, *where))) else None
            )
            if found is None:
                statement = Statement.parse(claim, where, **declared)
                found = answer(plain(statement), work).checked()
        except BoundlabError as error:
            refusal = error
    if found is not None and found.verdict != "undecided":
        return found
    if found is not None and not found.statement.claim.seen.scales:
        return found
    from boundlab.symbolic.growth import decide_growth

    try:
        other = decide_growth(claim, where, declared, growing)
    except BoundlabError as error:
        if found is not None:
            return found
        # What the notation of t^a·log(t)^b lacks is no reason to refuse; any other mistake is told as it was
        # found first.
        if refusal is not None and not _LACKING.search(refusal.reason):
            raise refusal from None
        raise error from None
    return other if found is None or other.verdict != "undecided" else found


_LACKING = re.compile(
    "no function|logarithms of an order|no subtraction|no minus|exponent|min is for constants|single term|multiplicity"
    "|larger than|too large|real, it must|an integer of any sign"
)


def _noted(decision: Decision) -> Decision:
    """Say of names that look like variables or constants that they are parameters."""
    statement = decision.statement
    claim = statement.claim.tree
    notes = []
    if decision.whole is None and isinstance(claim, OrderClaim) and not statement.claim.seen.scales:
        names = sorted(statement.claim.names)
        fixed = f"{', '.join(names)} {'are fixed constants' if len(names) > 1 else 'is a fixed constant'} ≥ 1"
        notes.append(f"no scale occurs here; {fixed if names else 'every number stays fixed'}")
    constants = {"e", "pi"} & {n for n in statement.parameters if n in statement.integers}
    notes += [
        f"{name} is a parameter, an integer ≥ 1; the constant is {_CONSTANTS[name]}" for name in sorted(constants)
    ]
    return replace(decision, note="; ".join(notes)) if notes else decision


_CONSTANTS = {"e": "exp(1)", "pi": "no parameter: declare it real with bounds"}


def _with_functions(
    claim: str, where: tuple[str, ...], declared: dict[str, Iterable[str]], work: int
) -> Decision | None:
    """Decide a statement in which functions of parameters stand; None if there are none that can be defined away."""
    from boundlab.symbolic.functions import Plain, obligations, read

    # The bound of a positive real is a condition like any other.
    positive = tuple(declared["positive"])
    where = (*(f"{spelled(name)} > 0" for name in positive), *where)
    kinds = {"real": (*declared["real"], *positive), "integer": tuple(declared["integer"])}
    plain_texts = Plain.of(claim, where)
    if plain_texts is None:
        return None
    shown: dict[int, list[dict[str, Any]]] = {}
    open_ = ""
    if any(d.over[0] for d in plain_texts.definitions):
        from boundlab.symbolic.infima import attained

        plain_texts, shown, open_ = attained(plain_texts, kinds, lambda s: answer(s, INFIMA_WORK).checked())
        if open_:
            statement = Statement.parse("0 = 0")
            written = Written(claim, where, "", ())
            return Decision(statement, "undecided", open_, written=written)
    statement = read(plain_texts, kinds)
    for i, obligation in obligations(plain_texts, statement):
        found = answer(obligation, work).checked()
        if not found.proved:
            open_ = f"{plain_texts.definitions[i].text} may be undefined: {obligation.claim} {found.reason}"
            break
        shown.setdefault(i, []).append(found.certificate() or {})
    shown_kinds = ((names, kind) for kind, names in kinds.items() if names)
    written = Written(
        claim,
        where,
        "".join(f", {', '.join(names)} {kind}" for names, kind in shown_kinds),
        tuple((d.name, d.text, tuple(shown.get(i, ())), d.attained_at) for i, d in enumerate(plain_texts.definitions)),
    )
    decided = Decision(statement, "undecided", open_) if open_ else answer(statement, work)
    decided = replace(decided, written=written)
    if decided.proved and not where and decided.reason.endswith(IF_ANY):
        # What the names stand for has values: no condition of the statement's own is to be met.
        decided = replace(decided, reason=decided.reason.removesuffix(IF_ANY))
    if decided.witness is not None:
        decided = replace(decided, reason=failure(decided.visible({**decided.witness, **decided.roots})))
    return decided.checked()
