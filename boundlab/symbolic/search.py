"""The search for a proof: cases over disjunctions, `min`, `max`, terms and integers, each closed by a contradiction.

Branches whose linear relaxation is already infeasible close before they are split further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from flint import fmpq_mpoly

from boundlab.errors import BoundlabError
from boundlab.symbolic.branch import LITERAL_WORK, Branch, Pending, Unsettled
from boundlab.symbolic.contradiction import (
    LEVELS,
    Budget,
    Exhausted,
    Fact,
    Point,
    by_elimination,
    by_products,
    by_shift,
)
from boundlab.symbolic.expression import Expression, evidently_positive, number
from boundlab.symbolic.formula import negation
from boundlab.symbolic.integrality import between_integers, factor_of_product
from boundlab.symbolic.rational import normal, same
from boundlab.symbolic.roots import Roots
from boundlab.symbolic.stated import OrderClaim
from boundlab.symbolic.statement import Statement
from boundlab.symbolic.term import Term

Node: TypeAlias = dict[str, Any]
MAX_DEPTH = 50
MAX_INTEGER_SPLITS = 5  # on one path; they multiply
MAX_SIGN_SPLITS = 4
MAX_ORDERED_DEGREE, ORDERED_WORK = 6, 12_000_000
SQUARES_SHARE = 4


@dataclass(frozen=True)
class Tie:
    """How the term under attack may fail to be dominated by another: more power, or equal power and more log."""

    term: Term
    power: Expression
    log: Expression
    strict: bool


class Search:
    """Looks for a proof; remembers the points at which branches stayed open."""

    def __init__(
        self, statement: Statement, budget: Budget, *, squares: bool = False, pairs: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.statement, self.budget, self.squares = statement, budget, squares
        self.pairs = tuple(pairs)  # whose order is split on at first
        self.points: list[Point] = []
        self.stopped = False  # has the work been used up?

    def outcome(self, *, defined: bool = True) -> tuple[Node | None, str]:
        """Return a proof, or None with the reason why there is none; with `defined` it shows every divisor's sign."""
        work = self.budget.left
        try:
            proof = self.prove(defined=defined)
        except Exhausted:
            self.stopped = True
            return None, f"the search was stopped after {work} units of work"
        except Unsettled as divisor:
            return None, f"the divisor {divisor} may vanish or change its sign within the conditions"
        except BoundlabError as too_large:
            return None, str(too_large)
        return proof, "neither a proof nor a counterexample was found: the facts need products of higher degree"

    def prove(self, *, defined: bool = True) -> Node | None:
        claim, root = self.statement.claim.tree, self._conditions()
        shown = self._define_divisors(root) if defined else []
        if isinstance(claim, OrderClaim):
            proof = self._by_terms(root, claim)
        else:
            root.assume("claim", negation(claim))
            root.pairs = [root.ring.generators[a] - root.ring.generators[b] for a, b in self.pairs]
            root.ordered = bool(root.pairs)
            proof = self._refute(root)
        return proof if proof is None or not shown else {**proof, "defined": shown}

    def vacuous(self) -> Node | None:
        """Return a proof that the conditions contradict each other, None if none is found."""
        return self._refute(self._conditions())

    def _conditions(self) -> Branch:
        root = Branch.root(self.statement, self.budget)
        for i, condition in enumerate(self.statement.where):
            root.assume(f"where[{i}]", condition.formula)
        return root

    def _define_divisors(self, root: Branch) -> list[Node]:
        """Show every divisor other than zero, by a sign that it has under all conditions or by a proof of its own."""
        divisors = {d: None for d in self.statement.divisors if not self._evident(d)}
        plain = [p for p in root.literals if self._is_plain(p.difference)]
        root.literals = [p for p in root.literals if not self._is_plain(p.difference)]
        waiting, root.literals = root.literals, plain
        root.settle()
        root.literals = waiting + root.literals
        shown = []
        for divisor in divisors:
            if not self._has_a_sign(divisor, root):
                proof = self._other_than_zero(divisor)
                if proof is None:
                    raise Unsettled(str(divisor))
                shown.append({"divisor": str(divisor), "proof": trimmed(proof)})
        return shown

    def _has_a_sign(self, divisor: Expression, root: Branch) -> bool:
        if _has_extremum(divisor):
            return False
        top, _ = root.quotient(divisor)
        try:
            return top.is_constant() or bool(root.show_sign(top))
        except Unsettled:
            return False

    def _other_than_zero(self, divisor: Expression) -> Node | None:
        """Return a proof that the conditions and `divisor = 0` contradict each other."""
        branch = self._conditions()
        branch.literals.append(Pending("divisor", divisor, "="))
        return self._refute(branch)

    def _is_plain(self, e: Expression) -> bool:
        """Has `e` no extremum, and only divisors that cannot vanish?"""
        return not _has_extremum(e) and all(self._evident(s.args[1]) for s in e.subexpressions() if s.op == "quotient")

    def _evident(self, e: Expression) -> bool:
        return evidently_positive(e, self.statement.unsigned)

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
        if close is None and not (obstacles or branch.disjunctions or branch.ties or branch.unsettled or branch.pairs):
            close = by_elimination(branch.ring, self.statement.integers, branch.facts) or Roots(branch).closed()
            close = close or self._by_integers(branch, factor_of_product(branch))
            if self.statement.completion is not None:  # roots want products of the claim
                close = close or branch.by_claim()
            close = close or branch.by_degree(branch.facts, LEVELS, linear=False) or branch.by_factors()
            close = close or self._by_squares(branch)
            if close is None and answer is not None:
                self.points.append(answer)
            if close is None:
                p = between_integers(branch, answer or {}) if branch.integer_splits < MAX_INTEGER_SPLITS else None
                close = self._by_integers(branch, p, counted=1)
            if close is None:
                close = self._by_order(branch)
        return None if close is None else {"steps": branch.steps, "close": close}

    def _by_squares(self, branch: Branch) -> dict[str, Any] | None:
        """Close with a sum of squares, with a part of the work; not at first, for it costs much and helps rarely."""
        if not self.squares or all(f.polynomial.total_degree() <= 1 for f in branch.facts):
            return None
        from boundlab.symbolic.squares import by_squares

        share = Budget(self.budget.left // SQUARES_SHARE)
        before = share.left
        try:
            found = by_squares(branch.ring, branch.facts, share, branch.fresh)
        except Exhausted:
            found = None
        self.budget.spend(before - max(share.left, 0))
        if found is None:
            return None
        branch.steps += found[0]
        return found[1]

    def _split(self, branch: Branch, obstacles: list[Expression]) -> Node | None:
        if branch.depth >= MAX_DEPTH:
            return None
        if obstacles:
            return self._by_extremum(branch, obstacles[0])
        if branch.disjunctions:
            return self._by_disjunction(branch)
        if branch.ties:
            return self._by_tie(branch)
        if branch.unsettled:
            return self._by_sign(branch, branch.unsettled[0])
        if branch.pairs:
            return self._by_next_pair(branch)
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

    def _by_integers(self, branch: Branch, p: fmpq_mpoly | None, counted: int = 0) -> Node | None:
        """Split on an integer polynomial p: p ≥ 0 or p ≤ -1, the last resort."""
        if p is None:
            return None
        name = branch.fresh("i")

        def extend(case: Branch, k: int) -> None:
            case.integer_splits += counted
            case.facts.append(Fact(name, -p - 1 if k else p, False))

        cases = self._cases(branch, 2, extend)
        return {"by": "integer", "of": str(branch.ring.expression(p)), "as": name, "cases": cases} if cases else None

    def _by_sign(self, branch: Branch, p: fmpq_mpoly) -> Node | None:
        """Split on the sign of a divisor p that stands in the way: p > 0, p < 0 or p = 0."""
        if branch.sign_splits >= MAX_SIGN_SPLITS:
            raise Unsettled(str(branch.ring.expression(p)), p)
        name, text = branch.fresh("v"), str(branch.ring.expression(p))

        def extend(case: Branch, k: int) -> None:
            case.sign_splits += 1
            if k == 2:
                case.literals.append(Pending(name, branch.ring.expression(p), "="))
            else:
                case.facts.append(Fact(name, -p if k else p, True))
                case.positive.append(-p if k else p)

        cases = self._cases(branch, 3, extend)
        return {"by": "sign", "of": text, "as": name, "cases": cases} if cases else None

    def _by_order(self, branch: Branch) -> Node | None:
        """Split by the order of three real parameters, the last resort for what is symmetric in them."""
        names = sorted({n for f in branch.facts for n in branch.parameters_of(f.polynomial)})
        degree = max((f.polynomial.total_degree() for f in branch.facts), default=0)
        if not self.squares or len(names) != 3 or branch.ordered or not 3 <= degree <= MAX_ORDERED_DEGREE:
            return None
        if self.statement.whole & set(names):
            return None
        a, b, c = (branch.ring.generators[n] for n in names)
        self.budget.left += ORDERED_WORK
        branch.ordered, branch.pairs = True, [a - b, b - c, a - c]
        return self._by_next_pair(branch)

    def _by_next_pair(self, branch: Branch) -> Node | None:
        p, *branch.pairs = branch.pairs
        name = branch.fresh("v")

        def extend(case: Branch, k: int) -> None:
            if k == 2:
                case.literals.append(Pending(name, branch.ring.expression(p), "="))
            else:
                case.facts.append(Fact(name, -p if k else p, True))

        cases = self._cases(branch, 3, extend)
        return {"by": "sign", "of": str(branch.ring.expression(p)), "as": name, "cases": cases} if cases else None

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


def trimmed(node: Node) -> Node:
    """Drop the steps that nothing below uses."""
    close = dict(node["close"])
    if "cases" in close:
        close["cases"] = [{**c, "proof": trimmed(c["proof"])} if "proof" in c else trimmed(c) for c in close["cases"]]
    used = _names_in(close)
    rest = {"defined": node["defined"]} if "defined" in node else {}
    kept: list[dict[str, Any]] = []
    for step in reversed(node.get("steps", [])):
        needed = step["as"] in used or (step["step"] == "positive")
        if needed:
            kept.append(step)
            used |= _names_in(step.get("proof", {}))
    return {"steps": kept[::-1], "close": close, **rest} if kept else {"close": close, **rest}


def _names_in(part: Any) -> set[str]:
    """Return every fact name that a closing or a proof mentions."""
    if isinstance(part, list):
        return set().union(*map(_names_in, part))
    if not isinstance(part, dict):
        return set()
    if part.get("by") == "combination":
        return {name for _, names in part["terms"] for name in names}
    return set().union(*map(_names_in, part.values()))
