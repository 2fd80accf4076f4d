"""Verdicts: what running the steps of a proof showed, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, Literal, ParamSpec

from boundlab.errors import missing_extra
from boundlab.symbolic.decide import decide

Budget = Literal["quick", "full"]
WHOLE = ""
P = ParamSpec("P")
BUDGETS: tuple[Budget, ...] = ("quick", "full")


class Outcome(StrEnum):
    """The answers, best first; `skipped` where a library is missing."""

    PROVED = "proved"
    CERTIFIED = "certified on samples"
    SURVIVED = "no counterexample"
    NOT_CHECKABLE = "not checkable"
    SKIPPED = "skipped"
    REFUTED = "refuted"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Outcome).index(self)


@dataclass(frozen=True)
class Step:
    """One quantitative step of a proof.

    `scope` says for what it was settled: the samples, what was searched and how, or why nothing can be checked.
    `domain` is empty (`WHOLE`) if a proof covers everything the statement speaks of; otherwise it names the cases that
    were settled, and stands in the verdict: "proved for m ≤ 3". `margin` is the relative slack of the worst case found,
    0 at equality, negative beyond. `parts` are the inequalities that make up a proof, `tries` the candidates of a
    search. A refuted step has a `witness`; a `certificate` is JSON for `boundlab check`.
    """

    name: str
    statement: str
    outcome: Outcome
    scope: str
    margin: float | None = None
    witness: Mapping[str, Any] | None = None
    certificate: Mapping[str, Any] | None = None
    tries: int = 0
    domain: str = WHOLE
    parts: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The outcome, with the domain of a proof that does not cover the whole statement."""
        return f"{self.outcome} for {self.domain}" if self.domain else str(self.outcome)

    def to_json(self) -> dict[str, Any]:
        """Return the step as JSON data, without what is empty."""
        data = {
            "name": self.name,
            "statement": self.statement,
            "outcome": str(self.outcome),
            "scope": self.scope,
            "margin": self.margin,
            "witness": self.witness and dict(self.witness),
            "certificate": self.certificate and dict(self.certificate),
            "tries": self.tries or None,
            "domain": self.domain or None,
            "parts": list(self.parts) or None,
        }
        return {key: value for key, value in data.items() if value is not None}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Step:
        """Read what `to_json` wrote."""
        return Step(**{**data, "outcome": Outcome(data["outcome"]), "parts": tuple(data.get("parts", ()))})


def without(name: str, statement: str, error: ModuleNotFoundError) -> Step:
    """Return the step that is skipped for want of a library of an extra; any other error goes on."""
    needed = missing_extra(error)
    if needed is None:
        raise error
    return Step(name, statement, Outcome.SKIPPED, needed.partition(":")[0])


def optional(function: Callable[P, Step]) -> Callable[P, Step]:
    """Let a function that makes a step return a skipped one where a library it imports is not installed."""

    @wraps(function)
    def made(*arguments: P.args, **options: P.kwargs) -> Step:
        try:
            return function(*arguments, **options)
        except ModuleNotFoundError as error:
            what = (function.__doc__ or "").partition("\n")[0]
            return without(function.__name__.replace("_", "-"), what, error)

    return made


@dataclass(frozen=True)
class Verdict:
    """The steps of one check. Its outcome is that of the worst step."""

    steps: tuple[Step, ...]
    budget: Budget
    seed: int
    seconds: float = field(default=0.0, compare=False)

    @property
    def outcome(self) -> Outcome:
        """The outcome of the worst step."""
        return max((s.outcome for s in self.steps), key=lambda o: o.rank)

    @property
    def margin(self) -> float | None:
        """The smallest margin of a step that was not refuted."""
        return min((s.margin for s in self.steps if s.margin is not None and s.witness is None), default=None)

    def skipped(self) -> list[Step]:
        """Return the steps that were not run because a library is missing."""
        return [s for s in self.steps if s.outcome is Outcome.SKIPPED]

    def refuted(self) -> list[Step]:
        """Return the refuted steps."""
        return [s for s in self.steps if s.outcome is Outcome.REFUTED]

    def step(self, name: str) -> Step:
        """Return the step of that name."""
        return next(s for s in self.steps if s.name == name)


@dataclass(frozen=True)
class Control:
    """A planted error: `run(budget, seed)` is a step that must come out refuted, with a witness."""

    error: str
    run: Callable[[Budget, int], Step]


def verdict(steps: Iterable[Step], budget: Budget, seed: int) -> Verdict:
    """Return the verdict made of these steps."""
    return Verdict(tuple(steps), budget, seed)


def decided(
    name: str,
    claim: str,
    where: Iterable[str] = (),
    real: Iterable[str] = (),
    *,
    statement: str = "",
) -> Step:
    """Decide an inequality between expressions for all parameters: integers ≥ 1, or reals if listed.

    >>> decided("example", "a + b >= a", where=["b >= 0"], real=["a", "b"]).outcome.value
    'proved'
    >>> decided("example", "2*n <= n + 1").witness
    {'n': 2}
    """
    where, real = tuple(where), tuple(real)
    decision = decide(claim, where, real)
    words = statement or claim
    if statement:
        words += f": {claim}"
    if where:
        words += f", if {', '.join(where)}"
    if decision.verdict == "undecided":
        return Step(name, words, Outcome.NOT_CHECKABLE, decision.reason)
    outcome = Outcome.PROVED if decision.proved else Outcome.REFUTED
    whole = ", ".join(decision.statement.integers)
    scope = "; ".join([f"all integers {whole} ≥ 1"] * bool(whole) + [f"all real {', '.join(real)}"] * bool(real))
    scope = scope or "a statement without parameters"
    return Step(name, words, outcome, scope, witness=decision.witness_json(), certificate=decision.certificate())


def exact(
    name: str, statement: str, holds: bool, scope: str, witness: Mapping[str, Any] | None = None, **more: Any
) -> Step:
    """Return a step that one exact computation settles: proved, or refuted by `witness`.

    A computation that runs over cases passes `domain`: the cases it settled, or `WHOLE` if the statement speaks of no
    others. Cases one by one: `enumerated`; all of them: `decided`, or `_induction`.
    """
    if holds:
        return Step(name, statement, Outcome.PROVED, scope, **more)
    return Step(name, statement, Outcome.REFUTED, scope, witness=witness)


def enumerated(
    name: str, statement: str, domain: str, cases: Iterable[tuple[bool, Mapping[str, Any]]], scope: str
) -> Step:
    """Return a step that was decided case by case: (holds, witness if not). Proved for `domain` only.

    >>> enumerated("squares", "n^2 >= n", "n ≤ 9", ((n * n >= n, {"n": n}) for n in range(10)), "integers").word
    'proved for n ≤ 9'
    """
    if not domain:
        raise ValueError(f"{name}: finitely many cases need a domain")
    count = 0
    for holds, witness in cases:
        count += 1
        if not holds:
            return Step(name, statement, Outcome.REFUTED, scope, witness=witness)
    return Step(name, statement, Outcome.PROVED, f"{domain}; {count} cases, {scope}", domain=domain)


def counterexample(name: str, statement: str, holds: bool, scope: str, witness: Mapping[str, Any], **more: Any) -> Step:
    """Return the refutation by `witness` if what it rests on `holds`, which alone would prove nothing if it failed."""
    if holds:
        return Step(name, statement, Outcome.REFUTED, scope, witness=witness, **more)
    return Step(name, statement, Outcome.NOT_CHECKABLE, f"the counterexample does not check: {scope}")


def pick(budget: Budget, quick: int, full: int) -> int:
    """Return the amount of work for this budget."""
    return full if budget == "full" else quick
