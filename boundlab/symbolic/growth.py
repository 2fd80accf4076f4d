"""Comparisons of growth orders beyond t^a·log(t)^b: any logarithms and exponentials, differences, scales tied together.

Both sides are expanded (`expansion`); the signs that the expansions ask for follow from the conditions on the
parameters, or the claim is decided in the cases of a sign. It is refuted at values of the parameters where the
expansions show it false. The certificate holds the proofs of the signs; the checker expands both sides itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic import witness as witnesses
from boundlab.symbolic.answer import IF_ANY, NO_CASE, answer
from boundlab.symbolic.conditional import Given
from boundlab.symbolic.decision import Decision, Written, point_json
from boundlab.symbolic.expansion import Undetermined, Vague
from boundlab.symbolic.expression import ONE, ZERO, Expression, Value
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.gaps import Combination
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.order_statement import Link, OrderStatement, Path
from boundlab.symbolic.scale_paths import grid, suggested, towers
from boundlab.symbolic.signs import RELATIONS, Signs
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement
from boundlab.symbolic.work import bounded_work

LENGTHS = (4, 8, 14)
MAX_SPLITS, MAX_LEAVES, MAX_ADDED = 5, 40, 12
SAMPLES, SIGN_WORK, COEFFICIENT_WORK = 12, 1_000_000, 400_000
POINTS, MAX_PATHS, MAX_TOWERS = 3, 40, 60
NO_WAY = "no way to the limit satisfies the conditions"

_ASKED = re.compile(r"does not show the sign of (.+)$")
_FUNCTIONS = re.compile(r"\b(?:sqrt|floor|ceil|mod|inf|sup)\s*\(")


def decide_growth(
    claim: str,
    where: Iterable[str],
    declared: Mapping[str, Iterable[str]],
    growing: Iterable[str] = (),
    *,
    work: int = SIGN_WORK,
) -> Decision:
    """Decide a comparison of growth orders; raises BoundlabError for text that is not in the grammar.

    What stays open is tried again with names for the functions of parameters.
    """
    where, growing = tuple(where), tuple(growing)
    found, refusal = None, None
    try:
        statement = OrderStatement.parse(claim, where, declared, growing)
        kinds = ((tuple(names), kind) for kind, names in (*declared.items(), ("growing", growing)))
        written = Written(
            claim,
            (*where, *statement.implied),
            "".join(f", {', '.join(names)} {kind}" for names, kind in kinds if names),
            (),
        )
        found = _bounded(_Search(statement, work), written, growing)
    except BoundlabError as error:
        refusal = error
    if found is not None and found.verdict != "undecided":
        return found
    other = None
    if _FUNCTIONS.search(" ".join((claim, *where))):
        from boundlab.symbolic.growth_functions import with_names

        named = with_names(claim, where, declared, growing, lambda s: answer(s, work).checked())
        if named is not None:
            statement, written, completion = named
            other = _bounded(_Search(statement, work, completion), written, growing, written.to_json())
    if other is not None and (found is None or other.verdict != "undecided"):
        return other
    if found is None:
        assert refusal is not None
        raise refusal
    return found


def _bounded(
    search: _Search, written: Written, growing: tuple[str, ...], shown_written: dict[str, Any] | None = None
) -> Decision:
    """Decide with a bound on the work with coefficients."""
    try:
        with bounded_work(COEFFICIENT_WORK, Vague):
            return _decided(search, written, growing, shown_written)
    except Vague as reason:
        return Decision(search.sample, "undecided", str(reason), written=written)


def _decided(
    search: _Search, written: Written, growing: tuple[str, ...], shown_written: dict[str, Any] | None = None
) -> Decision:
    statement = search.statement
    head = {"kind": "growth", "version": 1, "statement": search.to_json(growing)}
    if shown_written is not None:
        head["written"] = shown_written
    point = search.refuted(search.samples)
    along: dict[str, Any] = {}
    compared: list[Any] = []
    case, reason = None, ""
    for lengths in (LENGTHS[:1], LENGTHS[1:]):  # longer expansions help seldom
        if point is None and case is None:
            case, reason = search.proof(lengths)
        if point is None and case is None:
            point = search.refuted(search.failing)
        if point is None and case is None and lengths == LENGTHS[:1]:
            case, compared = search.proof_by_comparing()
        if point is None and case is None and lengths == LENGTHS[:1] and (found := search.refuted_on_paths()):
            point, along["path"] = found
    if point is not None:
        whole = {**head, "verdict": "refuted", "length": search.length, "witness": point_json(point), **along}
        hidden = {name for name, *_ in written.defined}
        shown = ", ".join(f"{n} = {v}" for n, v in point.items() if n not in hidden)
        if along:
            curves = (f"{n} = {f'1/({rate})' if statement.limits[n] else rate}" for n, rate in along["path"].items())
            shown = f"{', '.join((*filter(None, [shown]), *curves))}, t → ∞"
        reason = f"fails at {shown}" if shown else "fails"
        return Decision(search.sample, "refuted", reason, witness=dict(point), written=written, whole=whole).checked()
    if case is None:
        return Decision(search.sample, "undecided", reason, written=written)
    conditions, but = search.conditions()
    whole = {**head, "verdict": "proved", "length": search.length, "proof": case, **conditions}
    whole |= {"compared": compared} if compared else {}
    reason = but or "holds for all admissible parameters"
    for _ in range(MAX_ADDED):  # signs that the checker asks for, who need not calculate in the same order
        decision = Decision(search.sample, "proved", reason, written=written, whole=whole).checked()
        asked = _ASKED.search(decision.reason) if decision.verdict == "undecided" else None
        if asked is None or not search.show(case, parse_expression(asked[1])):
            break
    return decision


class _Search:
    def __init__(self, statement: OrderStatement, work: int, completion: Any = None) -> None:
        self.statement, self.work = statement, work
        self.length = LENGTHS[0]
        total = Expression.total([Expression("parameter", (n,)) for n in sorted(statement.names)] or [ZERO])
        sample = Statement.of(Literal(total, ">=", total), statement.conditions, statement.ranges)
        self.sample = replace(sample, completion=completion)
        points = witnesses.small_points(self.sample, 2_000)
        self.samples = list(itertools.islice(self._admissible(points), SAMPLES))
        self.leaves = 0
        self.everywhere: dict[Literal, Decision | None] = {}  # signs tried without the conditions of a case
        self.undefined = ""  # where the claim is seen to be undefined
        self.failing: list[dict[str, Value]] = []  # points in cases in which the claim was not shown

    def _admissible(self, points: Iterable[Mapping[str, Value]]) -> Iterator[dict[str, Value]]:
        for point in points:
            try:
                full = self.sample.completed(point)
                if full is not None and self.sample.admissible(full):
                    yield dict(full)
            except ZeroDivisionError:
                continue

    def to_json(self, growing: tuple[str, ...]) -> dict[str, Any]:
        """Return the statement as a certificate carries it."""
        s = self.statement
        return {
            "claim": s.claim, "where": list(s.where), "real": list(s.ranges.real), "integer": list(s.ranges.signed),
            "growing": list(growing),
        }  # fmt: skip

    def conditions(self) -> tuple[dict[str, Any], str]:
        """Return a point that meets the conditions, or the proof that none does, and what then has to be said."""
        between = bool(self.statement.between)
        if not self.statement.conditions and not between:
            return {}, ""
        if between and (way := self._way()) is not None:
            return {"conditions": {"met": point_json(way[0]), "path": way[1]}}, ""
        if self.samples and not between:
            return {"conditions": {"met": point_json(self.samples[0])}}, ""
        found = self._decided(Literal(ZERO, "=", ONE), self.statement.conditions)
        if found.proved:
            return {"conditions": {"contradiction": found.certificate()}}, NO_CASE
        if between:
            if (case := self._excluded()) is not None:
                return {"conditions": {"excluded": case}}, NO_WAY
        elif found.witness is not None and (met := next(self._admissible([found.witness]), None)) is not None:
            return {"conditions": {"met": point_json(met)}}, ""
        return {}, f"holds for all admissible parameters{IF_ANY}"

    def _way(self) -> tuple[dict[str, Value], Path] | None:
        """Return parameters and a path on which the conditions hold."""
        for point in self.samples[:POINTS]:
            for path in self._paths(point, ()):
                if self._meets(point, path, self.length):
                    return point, path
        return None

    def _excluded(self) -> dict[str, Any] | None:
        """Return the proof that no way to the limit meets the conditions."""
        whole = self.statement
        self.statement, self.leaves = replace(whole, chain=[("1", "≺", "1")]), 0
        try:
            return self._case({}, ())
        except (Vague, Undetermined):
            return None
        finally:
            self.statement = whole

    def _meets(self, point: Mapping[str, Value], path: Path, length: int) -> bool:
        try:
            return self.statement.meets(Signs(_nothing, (), {}), length, point, path)
        except (Vague, Undetermined, BoundlabError, ZeroDivisionError):
            return False

    def _paths(self, point: Mapping[str, Value], chain: Iterable[Link]) -> Iterator[Path]:
        """Yield paths on which the conditions may hold, and some link of the chain may fail."""
        signs = Signs(_nothing, (), {})
        try:
            conditional = self.statement.conditional(signs, self.length, point, Given((), []))
            choices = conditional.choices()
            fails = [gaps for link in chain for gaps in conditional.failures(link)] or [[]]
            ways = ([*gaps, *more] for more in fails for gaps in choices)
            yield from itertools.islice(suggested(conditional.scales, ways), MAX_PATHS)
        except (Vague, Undetermined, BoundlabError, ZeroDivisionError):
            pass
        yield from itertools.islice(grid(list(self.statement.limits)), MAX_PATHS)
        if self.statement.between:
            yield from itertools.islice(towers(list(self.statement.limits)), MAX_TOWERS)

    def refuted_on_paths(self) -> tuple[dict[str, Value], Path] | None:
        """Return parameters and a path on which several scales are functions of one, and the claim is false."""
        if len(self.statement.limits) + len(self.statement.between) > 1:
            for point in [*self.samples[:POINTS], *self.failing[:POINTS]]:
                for path in self._paths(point, self.statement.chain):
                    if self._meets(point, path, LENGTHS[0]) and self.refuted([point], path) is not None:
                        return point, path
        return None

    def refuted(self, points: Iterable[dict[str, Value]], path: Path | None = None) -> dict[str, Value] | None:
        """Return the first of the points at which the claim is false, None if there is none."""
        open_ = list(points)
        for length in LENGTHS[:2]:
            points, open_ = open_, []
            for point in points:
                try:
                    holds = self.statement.holds(Signs(_nothing, (), {}), length, point, path)
                    if not holds and (path is None or self._meets(point, path, length)):
                        self.length = length
                        return point
                except (Vague, Undetermined, BoundlabError, ZeroDivisionError):
                    open_.append(point)
        return None

    def proof(self, lengths: Iterable[int] = LENGTHS) -> tuple[dict[str, Any] | None, str]:
        """Return a case that proves the claim, or None with the reason."""
        reason = ""
        for length in lengths:
            self.length, self.leaves = length, 0
            try:
                found = self._case({}, ())
            except Vague as vague:
                reason = str(vague)
                continue
            except Undetermined as unknown:
                return None, f"the sign of {unknown} follows from nothing known"
            no_point = "the claim fails in some case of the parameters, but no such parameters were found"
            return found, self.undefined or no_point
        return None, reason

    def proof_by_comparing(self) -> tuple[dict[str, Any] | None, list[Any]]:
        """Return a proof in the cases of which of two scales, or of one and the square of the other, is the larger."""
        whole = self.statement
        if len(whole.limits) < 2:
            return None, []
        signs = {name: -1 if vanishing else 1 for name, vanishing in whole.limits.items()}
        try:
            for (a, i), (b, j) in itertools.permutations(signs.items(), 2):
                for powers in ((1, 2), (1, 1))[: 1 + (a < b)]:
                    compared = [[a, i * powers[0]], [b, j * powers[1]]]
                    one, other = (f"{name}^({k})" for name, k in compared)
                    self.statement = replace(whole, between=[*whole.between, (one, "≲", f"{one} + {other}")])
                    case, _ = self.proof(LENGTHS[:1])
                    if case is not None:
                        return case, [compared]
        finally:
            self.statement = whole
        return None, []

    def _case(
        self,
        given: dict[Expression, int],
        conditions: tuple[Stated, ...],
        before: Sequence[tuple[Expression, int, dict[str, Any]]] = (),
    ) -> dict[str, Any] | None:
        """Return the proof in a case; the signs that are shown `before` the case was split stay so."""
        self.leaves += 1
        known = (*self.statement.conditions, *conditions)
        samples = [p for p in self.samples if all(_holds(c, p) for c in conditions)]
        signs = Signs(lambda literal: self._shown(literal, conditions), samples, given, before)
        try:
            combinations: list[Combination] = []
            if self.statement.holds(signs, self.length, {}, given=Given(samples, combinations)):
                shown = [{name: str(e) for name, e in each.items()} for each in combinations]
                return {"signs": signs.certificates(), **({"combinations": shown} if shown else {})}
            return self._empty(known)
        except BoundlabError as error:
            if not conditions:
                raise
            return self._empty(known, error.reason)  # undefined here
        except Vague:
            if conditions and (empty := self._empty(known)) is not None:
                return empty
            raise
        except Undetermined as unknown:
            if len(given) >= MAX_SPLITS or self.leaves > MAX_LEAVES:
                raise
            e = unknown.expression
        cases = []
        for sign, relation in RELATIONS.items():
            assumed = Stated.of(Literal(e, relation, ZERO))  # type: ignore[arg-type]
            case = self._case({**given, e: sign}, (*conditions, assumed), signs.shown)
            if case is None:
                return None
            cases.append(case)
        return {"split": str(e), "cases": cases}

    def show(self, case: dict[str, Any], e: Expression, conditions: tuple[Stated, ...] = ()) -> bool:
        """Add the proof of the sign of `e` to every case in which it is found; return whether there is one."""
        if "split" in case:
            split = parse_expression(case["split"])
            assumed = [Stated.of(Literal(split, relation, ZERO)) for relation in RELATIONS.values()]  # type: ignore[arg-type]
            parts = zip(case["cases"], assumed, strict=True)
            shown = [self.show(each, e, (*conditions, condition)) for each, condition in parts]
            return True in shown
        if "signs" not in case:
            return False
        samples = [p for p in self.samples if all(_holds(c, p) for c in conditions)]
        signs = Signs(lambda literal: self._shown(literal, conditions), samples, {})
        try:
            signs(e)
        except (Undetermined, Vague):
            return False
        case["signs"] += signs.certificates()
        return bool(signs.shown)

    def _empty(self, known: tuple[Stated, ...], undefined: str = "") -> dict[str, Any] | None:
        """Return the proof that no parameters meet what is known, None if there is none."""
        found = self._decided(Literal(ZERO, "=", ONE), known)
        if undefined and found.witness is not None:
            at = ", ".join(f"{n} = {v}" for n, v in found.witness.items())
            what = undefined.rpartition("': ")[2]
            self.undefined = f"the claim is undefined at {at}: {what}"
        elif found.witness is not None:
            ones = self.samples[0] if self.samples else dict.fromkeys(self.statement.names, 1)
            self.failing += self._admissible([{**ones, **found.witness}])
        return {"empty": found.certificate()} if found.proved else None

    def _shown(self, literal: Literal, conditions: tuple[Stated, ...]) -> Decision:
        """Decide a sign in a case, without the conditions of the case if that may be enough: then it is shown once."""
        everywhere = self.statement.conditions
        if conditions and literal not in self.everywhere:
            likely = self.samples and all(_holds(Stated.of(literal), point) for point in self.samples)
            self.everywhere[literal] = self._decided(literal, everywhere) if likely else None
        found = self.everywhere.get(literal)
        return found if found is not None and found.proved else self._decided(literal, (*everywhere, *conditions))

    def _decided(self, literal: Literal, known: tuple[Stated, ...]) -> Decision:
        return answer(Statement.of(literal, known, self.statement.ranges), self.work).checked()


def _holds(condition: Stated, point: Mapping[str, Value]) -> bool:
    try:
        return condition.holds(point)
    except ZeroDivisionError:
        return False


def _nothing(literal: Literal) -> Decision:
    raise Undetermined(literal.left)
