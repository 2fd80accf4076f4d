"""The smallest exponent that constraints allow, for symbolic parameters, with proof and attainment.

The constraints are a formula, linear in the unknowns, with coefficients that are rational functions of the
parameters. Disjunctions give cases; in each case Fourier-Motzkin elimination, with every sign decided, leaves the
lower bounds of the objective. The result is then proved from the original constraints (`decide`), and shown to be
attained by explicit values of the unknowns, so nothing rests on the elimination itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from boundlab.display import Displayed
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.decide import Decision, decide
from boundlab.symbolic.domain import REAL, Ranges
from boundlab.symbolic.expression import ZERO, Expression, maximum, minimum, parameter
from boundlab.symbolic.formula import And, Formula, Literal, Or, conjunction, negation, substitute
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement


@dataclass(frozen=True)
class Bound:
    """`lower` ≤ the unknown (or the unknown ≤ it, in a list of upper bounds)."""

    value: Expression
    strict: bool


@dataclass
class Case:
    """One conjunction of the constraints: the objective's least value there, and unknowns that attain it."""

    value: Expression
    attained_at: dict[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Optimum(Displayed):
    """The least exponent `value`; `proof` that it is a lower bound, `attained` that it is reached in each case."""

    value: Expression
    cases: tuple[Case, ...]
    proof: Decision
    attained: tuple[Decision, ...]

    @property
    def exact(self) -> bool:
        """Is the value proved as a lower bound and proved to be attained?"""
        return self.proof.proved and bool(self.attained) and all(d.proved for d in self.attained)

    def __str__(self) -> str:
        return str(self.value) if self.exact else f"{self.value}, not proved to be exact"

    def latex(self) -> str:
        """Return the value in LaTeX, without dollar signs."""
        return self.value.latex()

    def to_json(self) -> dict[str, Any]:
        """Return the value, where it is attained, and the decisions that prove both."""
        return {
            "value": str(self.value),
            "exact": self.exact,
            "cases": [{n: str(e) for n, e in case.attained_at.items()} for case in self.cases],
            "proof": self.proof.to_json(),
            "attained": [d.to_json() for d in self.attained],
        }


def minimise(objective: str, unknowns: Sequence[str], where: Iterable[str], real: Iterable[str] = ()) -> Optimum:
    """Minimise the real unknown `objective` over it and the other real `unknowns`, under `where`.

    All other names are parameters: integers ≥ 1, and reals for those in `real`, which the conditions without unknowns
    restrict. Raises BoundlabError if the constraints are not linear in the
    unknowns, if a sign cannot be decided, or if no case bounds the objective.

    >>> where = ("a >= w + k", "w >= 0", "k >= 0", "max(a, k + m2) >= m1 + m2", "max(a, w + m2) >= m1 + m2")
    >>> found = minimise("a", ["w", "k"], where)
    >>> print(found.value, found.exact)
    min(2*m1, m1 + m2) True
    """
    conditions, real = [Stated.condition(text) for text in where], tuple(real)
    formulas = [c.formula for c in conditions]
    known = _Known(
        tuple(c for c in conditions if not c.names & {objective, *unknowns}),
        Ranges(tuple((name, REAL) for name in real)),
    )
    for name in real:
        if name in {objective, *unknowns} or not any(name in c.names for c in conditions):
            raise bad_value("real", name, "the name of a parameter that occurs in a condition")
    cases = [
        case
        for literals in _conjunctions(And(tuple(formulas)))
        if (case := _Elimination(objective, unknowns, literals, known).case()) is not None
    ]
    if not cases:
        raise BoundlabError("the constraints have no solution for any parameters", "where")
    values = list({str(c.value): c.value for c in cases}.values())
    value = minimum(*sorted((v for v in values if not _dominated(v, values, known)), key=str))
    domains = Ranges(tuple((name, REAL) for name in (objective, *unknowns, *real)))
    least = Stated.of(Literal(parameter(objective), ">=", value))
    proof = decide(Statement(least, tuple(conditions), domains))
    attained = []
    for case in cases:
        if any(str(case.value) == str(v) for v in _arguments(value)):
            claim = conjunction([substitute(c, case.attained_at) for c in formulas])
            others = [Literal(case.value, "<=", v) for v in _arguments(value) if str(v) != str(case.value)]
            attained.append(decide(Statement.of(claim, (*known.where, *map(Stated.of, others)), known.ranges)))
    return Optimum(value, tuple(cases), proof, tuple(attained))


def _arguments(e: Expression) -> tuple[Expression, ...]:
    return e.children() if e.op == "min" else (e,)


@dataclass(frozen=True)
class _Known:
    """What is known of the parameters."""

    where: tuple[Stated, ...]
    ranges: Ranges

    def proved(self, claim: Formula) -> bool:
        """Does `claim` follow?"""
        return decide(Statement.of(claim, self.where, self.ranges)).proved


def _dominated(value: Expression, values: list[Expression], known: _Known) -> bool:
    """Is another of `values` smaller or equal everywhere?"""
    return any(other is not value and known.proved(Literal(other, "<=", value)) for other in values)


def _conjunctions(formula: Formula) -> Iterable[tuple[Literal, ...]]:
    """Yield the disjuncts of the disjunctive normal form, extrema taken apart by monotonicity."""
    formula = formula.apart() if isinstance(formula, Literal) else formula
    if isinstance(formula, Or):
        for part in formula.parts:
            yield from _conjunctions(part)
    elif isinstance(formula, And):
        for choice in itertools.product(*(list(_conjunctions(p)) for p in formula.parts)):
            yield tuple(itertools.chain(*choice))
    elif (apart := _without_extremum(formula)) is not None:
        yield from _conjunctions(apart)
    else:
        yield (formula,)


def _without_extremum(literal: Literal) -> Formula | None:
    """Rewrite `max(u, v) + rest >= 0` as a disjunction, with min, and negative coefficients, the other way round."""
    difference, relation = literal.oriented()
    extremum = next((e for e in difference.subexpressions() if e.op in {"min", "max"}), None)
    if extremum is None:
        return None
    if relation == "=":
        parts = tuple(Literal(difference, r, ZERO) for r in (">=", "<="))
        return And(parts)  # type: ignore[arg-type]
    marked = _replace(difference, extremum, parameter("_extremum"))
    slope = normal(marked.substitute({"_extremum": 1}) - marked.substitute({"_extremum": 0}))
    if slope.value is None:
        raise BoundlabError(f"{literal} is not linear in {extremum}", "where")
    options = tuple(
        Literal(_replace(difference, extremum, argument), relation, ZERO) for argument in extremum.children()
    )
    return Or(options) if (extremum.op == "max") == (slope.value > 0) else And(options)


def _replace(e: Expression, old: Expression, new: Expression) -> Expression:
    return new if e == old else e.rebuild(lambda child: _replace(child, old, new))


class _Elimination:
    """Fourier-Motzkin on one conjunction: unknowns are eliminated last to first, then chosen first to last."""

    def __init__(self, objective: str, unknowns: Sequence[str], literals: Iterable[Literal], known: _Known) -> None:
        self.objective, self.unknowns, self.known = objective, list(unknowns), known
        self.constraints: list[Bound] = []  # value >= 0, or > 0
        for literal in literals:
            difference, relation = literal.oriented()
            self.constraints.append(Bound(normal(difference), relation == ">"))
            if relation == "=":
                self.constraints.append(Bound(normal(-difference), False))

    def case(self) -> Case | None:
        """Return the least objective and where it is attained, or None if the conjunction has no solution."""
        lower_bounds: dict[str, list[Bound]] = {}
        for name in reversed(self.unknowns):
            lower_bounds[name] = self._eliminate(name)
        bounds = self._eliminate(self.objective)
        for constraint in self.constraints:
            sign = Literal(constraint.value, ">" if constraint.strict else ">=", ZERO)
            if not self.known.proved(sign):
                if self.known.proved(negation(sign)):
                    return None
                raise BoundlabError(f"whether {sign} depends on the parameters; state it as a condition", "where")
        if not bounds:
            raise BoundlabError(f"{self.objective}: the constraints do not bound it from below")
        case = Case(_largest(bounds, {}, self.known))
        case.attained_at[self.objective] = case.value
        for name in self.unknowns:
            case.attained_at[name] = _largest(lower_bounds[name], case.attained_at, self.known)
        return case

    def _eliminate(self, name: str) -> list[Bound]:
        lower: list[Bound] = []
        upper: list[Bound] = []
        kept: list[Bound] = []
        for constraint in self.constraints:
            try:
                rest = constraint.value.substitute({name: 0})
                slope = normal(constraint.value.substitute({name: 1}) - rest)
                linear = normal(constraint.value - slope * parameter(name) - rest) == ZERO
            except BoundlabError:  # a divisor in which it occurs is zero there
                linear = False
            if not linear:
                raise BoundlabError(f"{constraint.value} is not linear in {name}", "where")
            sign = _sign(slope, self.known)
            if sign == 0:
                kept.append(constraint)
            else:
                (lower if sign > 0 else upper).append(Bound(normal(-rest / slope), constraint.strict))
        pairs = itertools.product(lower, upper)
        kept += [Bound(normal(u.value - low.value), low.strict or u.strict) for low, u in pairs]
        self.constraints = kept
        return lower


def _sign(slope: Expression, known: _Known) -> int:
    if slope == ZERO:
        return 0
    for sign in (1, -1):
        if known.proved(Literal(slope * sign, ">", ZERO)):
            return sign
    raise BoundlabError(f"the sign of the coefficient {slope} depends on the parameters", "where")


def _largest(bounds: list[Bound], values: Mapping[str, Expression], known: _Known) -> Expression:
    """Return the largest of the bounds, without those that another one provably exceeds."""
    found = list({str(v): v for v in (normal(b.value.substitute(values)) for b in bounds)}.values())
    for value in list(found):
        if any(other is not value and known.proved(Literal(other, ">=", value)) for other in found):
            found.remove(value)
    return maximum(*found) if found else ZERO
