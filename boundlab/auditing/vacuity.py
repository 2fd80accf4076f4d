"""Claims that nothing satisfies: a hypothesis is certified as unsatisfiable for activations in their scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from boundlab.activations import built_in
from boundlab.auditing.hypotheses import audit_hypothesis
from boundlab.auditing.witnesses import AUDITED
from boundlab.claims.activation import activation_set, in_words
from boundlab.claims.claim import Claim
from boundlab.claims.hypotheses import Hypothesis
from boundlab.claims.scope import Depth

Checker: TypeAlias = Callable[[dict[str, Any]], bool]
AT_FIXED_DEPTH = frozenset({"primary-complexity"})
"""Hypotheses whose obstruction needs a fixed depth."""


@dataclass(frozen=True)
class Vacuity:
    """No networks with one of `activations` satisfy the hypotheses of `claim`; for those in `rest` that is open.

    `hypotheses` are certified as unsatisfiable; `repaired` are the ids of the statements that survive.
    """

    claim: str
    activations: tuple[str, ...]
    rest: tuple[str, ...]
    hypotheses: tuple[Hypothesis, ...]
    repaired: tuple[str, ...]

    @property
    def text(self) -> str:
        """The finding in one line, with what survives."""
        scope = f"for {', '.join(self.activations)}" + (f" (open for {', '.join(self.rest)})" if self.rest else "")
        if len(self.activations) > 1 and not self.rest:
            scope = f"for every catalogued activation in its scope ({', '.join(self.activations)})"
        names = ", ".join(h.name for h in self.hypotheses)
        repaired = f"repaired: {', '.join(self.repaired)}" if self.repaired else "no repaired form is registered"
        return f"vacuous as stated {scope}, nothing satisfies: {names}; {repaired}"

    def to_json(self) -> dict[str, Any]:
        """Return everything, hypotheses by their ids."""
        return {
            "verdict": "vacuous as stated",
            "activations": list(self.activations),
            "open": list(self.rest),
            "hypotheses": [h.id for h in self.hypotheses],
            "repaired": list(self.repaired),
        }


def vacuity(
    claim: Claim, accepts: Checker, claims: Iterable[Claim] = (), activation: str | None = None
) -> Vacuity | None:
    """Return why `claim` is vacuous for `activation`, or for activations of the project in its scope; None if for none.

    A hypothesis counts as unsatisfiable only if `accepts`, a checker, accepts the certificate of the audit.
    `claims` are searched for statements that repair the claim, or what it is derived from.

    >>> from boundlab.checking import check
    >>> from boundlab.derived.load import load
    >>> registry = load()
    >>> vacuity(registry["galanti-wolf-2020/thm-1"], lambda c: check(c).valid, registry, "tanh").repaired
    ('repair/thm-1-entropy',)
    >>> vacuity(registry["galanti-wolf-2020/thm-1"], lambda c: False, registry, "tanh") is None
    True
    """
    members = claim.approximators.activation.members
    if activation is not None:
        wanted = activation_set(activation)
        members = frozenset(m for m in members if m <= wanted or wanted <= m)
    else:  # what a package adds says nothing about the statement of somebody else
        members = frozenset(m for m in members if m <= set(built_in()))
    asked = sorted(map(in_words, members))
    fixed = claim.approximators.depth.within(Depth.FIXED)
    hypotheses = [h for h in claim.hypotheses if fixed or h.id not in AT_FIXED_DEPTH]
    unmet = {a: [h for h in hypotheses if a in AUDITED and _unsatisfiable(h, a, accepts)] for a in asked}
    vacuous = [a for a in asked if unmet[a]]
    if not vacuous:
        return None
    always = [h for h in hypotheses if all(h in unmet[a] for a in vacuous)]
    shown = always or [h for h in hypotheses if any(h in unmet[a] for a in vacuous)]
    # what is derived from a claim has an id that continues the claim's
    repaired = (c.id for c in claims if any(f"{claim.id}/".startswith(f"{id_}/") for id_ in c.repairs))
    rest = (a for a in asked if not unmet[a])
    return Vacuity(claim.id, tuple(vacuous), tuple(rest), tuple(shown), tuple(repaired))


@lru_cache(maxsize=1_000)
def _unsatisfiable(hypothesis: Hypothesis, activation: str, accepts: Checker) -> bool:
    verdict = audit_hypothesis(hypothesis, activation)
    return verdict.outcome == "unsatisfiable" and verdict.certificate is not None and accepts(verdict.certificate)
