"""Statements for all parameters from several decisions: chains, inductions, infima that need not be attained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from proofs_numeric._verdict import Outcome, Step, decided


@dataclass(frozen=True)
class Claim:
    """An inequality that `decide` settles, and what it is there for; `real` may list names that do not occur."""

    what: str
    text: str
    where: tuple[str, ...] = ()
    real: tuple[str, ...] = ()

    def step(self) -> Step:
        """Decide it."""
        names = set(re.findall(r"[^\W\d]\w*", " ".join([self.text, *self.where])))
        return decided(self.what, self.text, self.where, [n for n in self.real if n in names], statement=self.what)


def chain(name: str, statement: str, claims: Iterable[Claim], scope: str) -> Step:
    """Return one step for a statement that follows from all of `claims`: proved if all are, refuted by the first
    witness.

    >>> parts = [Claim("first", "a <= b + d", ("a <= b", "d >= 0"), ("a", "b", "d")), Claim("second", "n + 1 > n")]
    >>> chain("example", "…", parts, "all reals").outcome.value
    'proved'
    """
    steps = [claim.step() for claim in claims]
    parts = tuple(s.statement for s in steps)
    for s in steps:
        if s.outcome is not Outcome.PROVED:
            witness: Mapping[str, Any] | None = {"part": s.name, **s.witness} if s.witness else None
            return replace(s, name=name, statement=statement, witness=witness, parts=parts)
    certificates = [dict(s.certificate) for s in steps if s.certificate is not None]
    bundle = {"kind": "bundle", "certificates": certificates}
    return Step(name, statement, Outcome.PROVED, scope, certificate=bundle, parts=parts)


@dataclass(frozen=True)
class Induction:
    """`base`, and `step` from `hypothesis`; `over` says what it runs over, `after` what is concluded from it."""

    over: str
    base: Claim
    hypothesis: str
    step: Claim
    after: tuple[Claim, ...] = ()

    def without_hypothesis(self) -> Step:
        """Decide the step with the induction hypothesis left out, which has to fail."""
        return self.step.step()

    def prove(self, name: str, statement: str) -> Step:
        """Prove base, step and what follows; nothing is proved by a step that does not need its hypothesis."""
        step = replace(self.step, where=(*self.step.where, self.hypothesis))
        found = chain(name, statement, [self.base, step, *self.after], f"all {self.over}, by induction")
        if found.outcome is Outcome.PROVED and self.without_hypothesis().outcome is Outcome.PROVED:
            why = "the step does not use the induction hypothesis"
            return Step(name, statement, Outcome.NOT_CHECKABLE, why, parts=found.parts)
        return found


def infimum(name: str, statement: str, claim: str, slack: str, where: Iterable[str], real: Iterable[str]) -> Step:
    """Prove `claim`, left <= right, where infima are approached up to `slack` > 0 and need not be attained.

    Two parts: left ≤ right + slack for every slack > 0; and a left side above the right one exceeds right + slack for
    slack half the difference.

    >>> infimum("example", "inf", "F <= G", "h", ["F <= e", "e <= G + h"], ["F", "G", "e"]).outcome.value
    'proved'
    """
    left, right = (side.strip() for side in claim.split("<="))
    where, real = tuple(where), tuple(real)
    nearly = Claim("up to a slack", f"{left} <= {right} + {slack}", (*where, f"{slack} > 0"), (*real, slack))
    above = (f"{left} > {right}", f"{slack} = ({left} - ({right}))/2")
    limit = Claim("for every slack", f"{left} > {right} + {slack}", above, (*real, slack))
    return chain(name, statement, [nearly, limit], f"all reals; no infimum is attained; every {slack} > 0")
