"""The answer to a plain statement: a proof if one is found, else a point at which it fails, else undecided.

A proof refutes the conditions together with the negated claim: cases over disjunctions, `min` and `max`, each
closed by an exact combination of polynomial facts (`contradiction`). Branches whose linear relaxation is already
infeasible close before they are split further. A refutation is a point at which exact evaluation shows the claim
false. Everything else is undecided, with the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError
from boundlab.symbolic import lines
from boundlab.symbolic import witness as witnesses
from boundlab.symbolic.annotation import annotated
from boundlab.symbolic.branch import Unsettled
from boundlab.symbolic.contradiction import Budget, Exhausted
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.expression import Value, evaluation_cost
from boundlab.symbolic.search import Search, trimmed
from boundlab.symbolic.statement import Statement

if TYPE_CHECKING:
    from boundlab.symbolic.algebraic import Root

SLICES, SLICE_POINTS, SLICE_WORK = 12, 2_000, 100_000
# Evaluations before the first attempt at a proof, for a point that meets the conditions, and after all attempts.
QUICK_EVALUATION, MEETING_EVALUATION, PATIENT_EVALUATION = 4_000, 30_000, 600_000
LEAST_EVALUATION, WORK_PER_EVALUATION = 50_000, 25  # so that little work does not mean many points
LITTLE_WORK, FEW_SLICES = 3_000_000, 2
VACUITY_WORK = 200_000
MAX_PAIRS = 3
NO_CASE = "no parameters satisfy the conditions"
IF_ANY = ", if there are any: no parameters that satisfy the conditions were found"
# The part of the first evaluations that comes before an easy proof is tried, the work of that, and points on lines.
EAGER, EAGER_WORK, FEW_ON_LINES = 20, 40_000, 40
LINES = 5  # the part of those evaluations that goes to points on lines


def answer(statement: Statement, work: int) -> Decision:
    """Return the answer, not yet checked; `work` bounds the effort."""
    cost = sum(map(evaluation_cost, statement.all_expressions()))
    quick = 10 + QUICK_EVALUATION // cost
    patient = 10 + min(PATIENT_EVALUATION, LEAST_EVALUATION + work // WORK_PER_EVALUATION) // cost
    points = witnesses.small_points(statement, quick)
    found = witnesses.find(statement, itertools.islice(points, quick // EAGER))
    on_lines = lines.points(statement)
    search, proof, reason = None, None, ""
    if found is None and work > 20 * EAGER_WORK:
        found = witnesses.find(statement, itertools.islice(on_lines, FEW_ON_LINES))
        if found is None:
            search = Search(statement, Budget(EAGER_WORK))
            proof, reason = search.outcome()
    if found is None and proof is None:
        found = witnesses.find(statement, points)
    if found is not None:
        return _refuted(statement, found)
    for effort in (work // 20, work):
        # More work changes nothing if what there was has not been used up.
        if search is None or search.stopped or effort == work:
            search = Search(statement, Budget(effort), squares=effort == work)
            proof, reason = search.outcome()
        if proof is not None:
            return _proved(statement, trimmed(proof), 10 + MEETING_EVALUATION // cost)
        suggested = (p for q in search.points for p in witnesses.near(statement, q))
        found = witnesses.find(statement, itertools.islice(suggested, patient))
        from boundlab.symbolic import algebraic  # not needed for a proof

        if found is None and effort < work:
            found = witnesses.find(statement, itertools.islice(on_lines, patient // LINES))
        if found is None and effort < work:
            found = _on_slices(statement, patient // SLICES, SLICES if work > LITTLE_WORK else FEW_SLICES)
        if found is not None:
            return _refuted(statement, found)
        if effort < work and (pairs := _alike(statement)):
            proof, _ = Search(statement, Budget(work), pairs=pairs).outcome()
            if proof is not None:
                return _proved(statement, trimmed(proof), 10 + MEETING_EVALUATION // cost)
        if effort < work and (irrational := algebraic.find(statement)) is not None:
            return _refuted(statement, *irrational)
    found = witnesses.find(statement, witnesses.small_points(statement, patient))
    return _refuted(statement, found) if found is not None else Decision(statement, "undecided", reason)


def _proved(statement: Statement, proof: dict[str, Any], points: int) -> Decision:
    """Say for which parameters a proved statement holds: all admissible ones, unless there are none."""
    try:
        proof = annotated(statement, proof)
    except BoundlabError as too_large:
        return Decision(statement, "undecided", f"a proof was found, but {too_large}")
    if not statement.where:
        return Decision(statement, "proved", "holds for all admissible parameters", proof=proof)
    met = witnesses.find_admissible(statement, witnesses.small_points(statement, points))
    if met is None:
        search = Search(statement, Budget(VACUITY_WORK))
        try:
            empty = search.vacuous()
            empty = empty and annotated(statement, trimmed(empty), conditions_only=True)
        except (Exhausted, Unsettled, BoundlabError):
            empty = None
        if empty is not None:
            return Decision(statement, "proved", NO_CASE, proof=proof, empty=empty)
        suggested = (p for q in search.points for p in witnesses.near(statement, q))
        met = witnesses.find_admissible(statement, itertools.islice(suggested, points))
        from boundlab.symbolic import algebraic

        if met is None and (irrational := algebraic.find(statement, meeting=True)) is not None:
            reason = "holds for all admissible parameters"
            return Decision(statement, "proved", reason, proof=proof, met=irrational[0], roots=irrational[1])
    open_ = IF_ANY if met is None else ""
    return Decision(statement, "proved", "holds for all admissible parameters" + open_, proof=proof, met=met)


def _alike(statement: Statement) -> list[tuple[str, str]]:
    """Return pairs of names that stand for roots of the same degree."""
    steps = statement.completion.steps if statement.completion is not None else ()
    roots = [(d.degree, d.name) for d, _ in steps if d.degree]
    return [(a, b) for (p, a), (q, b) in itertools.combinations(roots, 2) if p == q][:MAX_PAIRS]


def _on_slices(statement: Statement, evaluations: int, slices: int) -> dict[str, Value] | None:
    """Fix the integer parameters at small values: what is linear in the real ones is then decided exactly."""
    if not (statement.whole and statement.real):
        return None
    tried: set[tuple[Value, ...]] = set()
    for start in witnesses.small_points(statement, SLICE_POINTS):
        fixed = {n: start[n] for n in statement.whole if n in start}
        if tuple(fixed.values()) in tried or len(tried) >= slices:
            continue
        tried.add(tuple(fixed.values()))
        try:
            slice_ = statement.fixed(fixed)
        except BoundlabError:
            continue  # a divisor vanishes on the slice
        search = Search(slice_, Budget(SLICE_WORK))
        search.outcome(defined=False)
        points = ({**p, **fixed} for q in search.points for p in witnesses.near(slice_, q))
        if (found := witnesses.find(statement, itertools.islice(points, evaluations))) is not None:
            return found
    return None


def _refuted(statement: Statement, point: dict[str, Value], roots: Mapping[str, Root] | None = None) -> Decision:
    return Decision(statement, "refuted", failure({**point, **(roots or {})}), witness=point, roots=dict(roots or {}))


def failure(point: Mapping[str, Value | Root]) -> str:
    """Say where a statement fails."""
    where = ", ".join(f"{n} = {v}" for n, v in point.items())
    return f"fails at {where}" if where else "fails"
