"""Does a statement hold for all admissible parameters? Proved, refuted or undecided.

A proof refutes the conditions together with the negated claim: cases over disjunctions, `min` and `max`, each
closed by an exact combination of polynomial facts (`contradiction`). Branches whose linear relaxation is already
infeasible close before they are split further. A refutation is a point at which exact evaluation shows the claim
false. Everything else is undecided, with the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from boundlab.errors import BoundlabError
from boundlab.symbolic import witness as witnesses
from boundlab.symbolic.branch import LITERAL_WORK, Branch, Pending, Unsettled
from boundlab.symbolic.contradiction import LEVELS, Budget, Exhausted, Point, by_products, by_shift
from boundlab.symbolic.expression import Expression, Value, evaluation_cost, evidently_positive, number
from boundlab.symbolic.formula import negation
from boundlab.symbolic.order import Term
from boundlab.symbolic.rational import normal, same
from boundlab.symbolic.statement import OrderClaim, Statement

Verdict: TypeAlias = Literal["proved", "refuted", "undecided"]
Node: TypeAlias = dict[str, Any]
WORK = 15_000_000
SLICES, SLICE_POINTS, SLICE_WORK = 12, 2_000, 100_000
QUICK_EVALUATION, PATIENT_EVALUATION = 30_000, 600_000
MAX_DEPTH = 50
VACUITY_WORK = 200_000


@dataclass(frozen=True)
class Decision:
    """The answer: `proved` with a proof, `refuted` with a witness, or `undecided` with the reason."""

    statement: Statement
    verdict: Verdict
    reason: str
    witness: dict[str, Value] | None = None
    proof: Node | None = None

    @property
    def proved(self) -> bool:
        """Was the statement proved?"""
        return self.verdict == "proved"

    def certificate(self) -> dict[str, Any] | None:
        """Return the certificate (docs/certificates.md) or None if undecided."""
        head = {"kind": "decision", "version": 1, "statement": self.statement.to_json(), "verdict": self.verdict}
        if self.verdict == "proved":
            return {**head, "proof": self.proof}
        if self.verdict == "refuted":
            return {**head, "witness": self.witness_json()}
        return None

    def witness_json(self) -> dict[str, int | str] | None:
        """Return the witness with integers as numbers and fractions as text."""
        if self.witness is None:
            return None
        return {n: int(v) if v == int(v) else str(v) for n, v in self.witness.items()}

    def to_json(self) -> dict[str, Any]:
        """Return verdict, witness, certificate and reason."""
        return {
            "verdict": self.verdict,
            "witness": self.witness_json(),
            "certificate": self.certificate(),
            "reason": self.reason,
        }


def decide(claim: str, where: Iterable[str] = (), real: Iterable[str] = (), *, work: int = WORK) -> Decision:
    """Decide whether `claim` holds for all parameters (integers ≥ 1; any reals for those in `real`) under `where`.

    `work` bounds the effort; more of it can only turn "undecided" into an answer.
    Raises BoundlabError for text that is not in the grammar.

    >>> decide("min(m1+m2, 2*m1) >= m1").verdict
    'proved'
    >>> decide("min(m1+m2, 2*m1) >= m1+m2").witness
    {'m1': 1, 'm2': 2}
    >>> decide("eps^(-m2/r) + eps^(-m1/r) ≲ eps^(-(m1+m2)/r)").verdict
    'proved'
    """
    return decide_statement(Statement(claim, tuple(where), tuple(real)), work=work)


def decide_statement(statement: Statement, *, work: int = WORK) -> Decision:
    """Decide a statement that is already parsed."""
    cost = sum(map(evaluation_cost, statement.all_expressions()))
    quick, patient = 10 + QUICK_EVALUATION // cost, 10 + PATIENT_EVALUATION // cost
    found = witnesses.find(statement, witnesses.small_points(statement, quick))
    if found is not None:
        return _refuted(statement, found)
    for effort in (work // 20, work):
        search = _Search(statement, Budget(effort))
        proof, reason = search.outcome()
        if proof is not None:
            return Decision(statement, "proved", _extent(statement, quick), proof=_trimmed(proof))
        suggested = (p for q in search.points for p in witnesses.near(statement, q))
        found = witnesses.find(statement, itertools.islice(suggested, patient))
        if found is None and effort < work:
            found = _on_slices(statement, patient // SLICES)
        if found is not None:
            return _refuted(statement, found)
    found = witnesses.find(statement, witnesses.small_points(statement, patient))
    return _refuted(statement, found) if found is not None else Decision(statement, "undecided", reason)


def _extent(statement: Statement, points: int) -> str:
    """Say for which parameters a proved statement holds: all admissible ones, unless there are none."""
    if witnesses.find_admissible(statement, witnesses.small_points(statement, points)) is None:
        try:
            if _Search(statement, Budget(VACUITY_WORK)).vacuous():
                return "no parameters satisfy the conditions"
        except (Exhausted, Unsettled, BoundlabError):
            pass
    return "holds for all admissible parameters"


def _on_slices(statement: Statement, evaluations: int) -> dict[str, Value] | None:
    """Fix the integer parameters at small values: what is linear in the real ones is then decided exactly."""
    if not (statement.integers and set(statement.parameters) & set(statement.real)):
        return None
    tried: set[tuple[Value, ...]] = set()
    for start in witnesses.small_points(statement, SLICE_POINTS):
        fixed = {n: start[n] for n in statement.integers}
        if tuple(fixed.values()) in tried or len(tried) >= SLICES:
            continue
        tried.add(tuple(fixed.values()))
        try:
            slice_ = statement.fixed(fixed)
        except BoundlabError:
            continue  # a divisor vanishes on the slice
        search = _Search(slice_, Budget(SLICE_WORK))
        search.outcome()
        points = ({**p, **fixed} for q in search.points for p in witnesses.near(slice_, q))
        if (found := witnesses.find(statement, itertools.islice(points, evaluations))) is not None:
            return found
    return None


def _refuted(statement: Statement, point: dict[str, Value]) -> Decision:
    where = ", ".join(f"{n} = {v}" for n, v in point.items())
    return Decision(statement, "refuted", f"fails at {where}" if where else "fails", witness=point)


@dataclass(frozen=True)
class Tie:
    """How the term under attack may fail to be dominated by another: more power, or equal power and more log."""

    term: Term
    power: Expression
    log: Expression
    strict: bool


class _Search:
    """Looks for a proof; remembers the points at which branches stayed open."""

    def __init__(self, statement: Statement, budget: Budget) -> None:
        self.statement, self.budget = statement, budget
        self.points: list[Point] = []

    def outcome(self) -> tuple[Node | None, str]:
        """Return a proof, or None with the reason why there is none."""
        work = self.budget.left
        try:
            proof = self.prove()
        except Exhausted:
            return None, f"the search was stopped after {work} units of work"
        except Unsettled as divisor:
            return None, f"the divisor {divisor} may vanish or change its sign within the conditions"
        except BoundlabError as too_large:
            return None, str(too_large)
        return proof, "neither a proof nor a counterexample was found: the facts need products of higher degree"

    def prove(self) -> Node | None:
        root = self._conditions()
        self._define_divisors(root)
        if isinstance(self.statement.parsed, OrderClaim):
            return self._by_terms(root, self.statement.parsed)
        root.assume("claim", negation(self.statement.parsed))
        return self._refute(root)

    def vacuous(self) -> bool:
        """Do the conditions contradict each other?"""
        return self._refute(self._conditions()) is not None

    def _conditions(self) -> Branch:
        root = Branch.root(self.statement, self.budget)
        for i, condition in enumerate(self.statement.conditions):
            root.assume(f"where[{i}]", condition)
        return root

    def _define_divisors(self, root: Branch) -> None:
        """Every divisor in the statement must have a sign: for all parameters, from the conditions without extrema."""
        divisors = {d: None for d in self.statement.seen.divisors if not self._evident(d)}
        plain = [p for p in root.literals if self._is_plain(p.difference)]
        root.literals = [p for p in root.literals if not self._is_plain(p.difference)]
        waiting, root.literals = root.literals, plain
        root.settle()
        root.literals = waiting
        for divisor in divisors:
            if _has_extremum(divisor):
                raise Unsettled(str(divisor))
            top, _ = root.quotient(divisor)
            if not top.is_constant():
                root.show_sign(top)

    def _is_plain(self, e: Expression) -> bool:
        """Has `e` no extremum, and only divisors that cannot vanish?"""
        return not _has_extremum(e) and all(self._evident(s.args[1]) for s in e.subexpressions() if s.op == "quotient")

    def _evident(self, e: Expression) -> bool:
        return evidently_positive(e, set(self.statement.real))

    def _refute(self, branch: Branch) -> Node | None:
        self.budget.spend(3_000)
        obstacles = branch.settle()
        close = by_shift(branch.ring, self.statement.integers, branch.untried())
        answer = None
        if close is None:
            answer = by_products(branch.ring, branch.facts, 1, self.budget)
            if answer is not None and "by" in answer:
                close = answer
        if close is None:
            close = self._split(branch, obstacles)
        if close is None and not (obstacles or branch.disjunctions or branch.ties):
            close = branch.by_degree(branch.facts, LEVELS)
            if close is None and answer is not None:
                self.points.append(answer)
        return None if close is None else {"steps": branch.steps, "close": close}

    def _split(self, branch: Branch, obstacles: list[Expression]) -> Node | None:
        if branch.depth >= MAX_DEPTH:
            return None
        if obstacles:
            return self._by_extremum(branch, obstacles[0])
        if branch.disjunctions:
            return self._by_disjunction(branch)
        if branch.ties:
            return self._by_tie(branch)
        return None

    def _cases(self, branch: Branch, count: int, extend: Callable[[Branch, int], None]) -> list[Node]:
        nodes: list[Node] = []
        for k in range(count):
            case = branch.child()
            extend(case, k)
            node = self._refute(case)
            if node is None:
                return []
            nodes.append(node)
        return nodes

    def _by_extremum(self, branch: Branch, extremum: Expression) -> Node | None:
        name = branch.fresh("e")
        arguments = extremum.children()

        def extend(case: Branch, k: int) -> None:
            case.replaced[str(extremum)] = arguments[k]
            for i, other in enumerate(arguments):
                if i != k:
                    gap = other - arguments[k] if extremum.op == "min" else arguments[k] - other
                    case.literals.append(Pending(f"{name}.{i}", gap, ">" if i < k else ">="))

        cases = self._cases(branch, len(arguments), extend)
        return {"by": "extremum", "of": str(extremum), "as": name, "cases": cases} if cases else None

    def _by_disjunction(self, branch: Branch) -> Node | None:
        (name, formula), *rest = branch.disjunctions
        branch.disjunctions = rest
        cases = self._cases(branch, len(formula.parts), lambda case, k: case.assume(f"{name}.{k}", formula.parts[k]))
        return {"by": "or", "of": name, "cases": cases} if cases else None

    def _by_tie(self, branch: Branch) -> Node | None:
        tie, *rest = branch.ties
        branch.ties = rest
        name = branch.fresh("t")

        def extend(case: Branch, k: int) -> None:
            if k == 0:
                case.literals.append(Pending(f"{name}.0", tie.power, ">"))
            else:
                case.literals.append(Pending(f"{name}.1", tie.power, "="))
                case.literals.append(Pending(f"{name}.2", tie.log, ">" if tie.strict else ">="))

        cases = self._cases(branch, 2, extend)
        return {"by": "tie", "term": _growth(tie.term), "as": name, "cases": cases} if cases else None

    def _by_terms(self, root: Branch, claim: OrderClaim) -> Node | None:
        sides = {"left": claim.left, "right": claim.right}
        dominated = {"≲": ["left"], "≺": ["left"], "≳": ["right"], "≻": ["right"], "≍": ["left", "right"]}
        root.settle()
        cases = []
        for side in dominated[claim.relation]:
            others = sides["right" if side == "left" else "left"].terms
            for term in sides[side].terms:
                case = root.child()
                _attack(case, term, others, strictly=claim.relation in "≺≻")
                node = self._refute(case)
                if node is None:
                    return None
                cases.append({"side": side, "term": _growth(term), "proof": node})
        return {"steps": root.steps, "close": {"by": "terms", "cases": cases}}


def _attack(case: Branch, term: Term, others: Sequence[Term], *, strictly: bool) -> None:
    """Assume that no term of `others` dominates `term` (`strictly`: strictly dominates)."""
    equal = [other for other in others if other.growth == term.growth]
    for other in equal[:1] if equal and not strictly else others:
        power, log = term.power - other.power, term.log - other.log
        gap = normal(log).value
        if strictly:
            relation = ">" if gap is not None and gap < 0 and _numbers(term, other) else ">="
            open_tie = not (_numbers(term, other) or same(log, number(0)))
        else:
            relation = ">" if (gap == 0 or (gap is not None and gap < 0 and _numbers(term, other))) else ">="
            open_tie = gap != 0 and not _numbers(term, other)
        case.budget.spend(LITERAL_WORK)
        case.literals.append(Pending({"term": _growth(other)}, power, relation))
        if open_tie:
            case.ties.append(Tie(other, power, log, strict=not strictly))


def _numbers(a: Term, b: Term) -> bool:
    return a.log.value is not None and b.log.value is not None


def _growth(term: Term) -> list[str]:
    return [str(term.power), str(term.log)]


def _has_extremum(e: Expression) -> bool:
    return any(s.op in {"min", "max"} for s in e.subexpressions())


def _trimmed(node: Node) -> Node:
    """Drop the steps that nothing below uses."""
    close = dict(node["close"])
    if "cases" in close:
        close["cases"] = [{**c, "proof": _trimmed(c["proof"])} if "proof" in c else _trimmed(c) for c in close["cases"]]
    used = _names_in(close)
    kept: list[dict[str, Any]] = []
    for step in reversed(node.get("steps", [])):
        needed = step["as"] in used or (step["step"] == "positive")
        if needed:
            kept.append(step)
            used |= _names_in(step.get("proof", {}))
    return {"steps": kept[::-1], "close": close} if kept else {"close": close}


def _names_in(part: Any) -> set[str]:
    """Return every fact name that a closing or a proof mentions."""
    if isinstance(part, list):
        return set().union(*map(_names_in, part))
    if not isinstance(part, dict):
        return set()
    if part.get("by") == "combination":
        return {name for _, names in part["terms"] for name in names}
    return set().union(*map(_names_in, part.values()))
