"""The outcome of an audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from boundlab.display import Displayed

Outcome: TypeAlias = Literal["satisfiable", "unsatisfiable", "open", "shown", "certified", "declared"]


@dataclass(frozen=True, repr=False)
class Verdict(Displayed):
    """What was found about `subject`.

    A hypothesis is `satisfiable` (by the example), `unsatisfiable` (by the witness) or `open`; a statement is `shown`.
    A fact of an activation is `certified`, or only `declared` by whoever wrote it: nobody has checked that.
    `certificate` re-checks it; `rests_on` names the claims that are relied on beside or instead of it.
    """

    subject: str
    outcome: Outcome
    reason: str
    activation: str | None = None
    certificate: dict[str, Any] | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def evidence(self) -> str:
        """What the verdict stands on: a certificate that `boundlab check` re-checks, a citation, or nothing."""
        sources = ", ".join(self.rests_on)
        if self.certificate is not None:
            return f"checked: {self.certificate['kind']}" + (f"; rests on {sources}" if sources else "")
        return "no certificate: " + (f"by citation of {sources}" if sources else self.outcome)

    def __str__(self) -> str:
        return f"{self.subject}: {self.outcome}" + (f" for {self.activation}" if self.activation else "")

    def record(self) -> dict[str, Any]:
        """Return the row of a table."""
        found = {"about": self.subject, "for": self.activation, "verdict": self.outcome}
        return {**found, "because": self.reason, "evidence": self.evidence}

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON."""
        return {
            "subject": self.subject,
            "outcome": self.outcome,
            "activation": self.activation,
            "reason": self.reason,
            "evidence": self.evidence,
            "rests_on": list(self.rests_on),
            "certificate": self.certificate,
        }


def bundle(*parts: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the certificates as one, or None if one is missing."""
    kept = [p for p in parts if p is not None]
    if len(kept) < len(parts):
        return None
    return kept[0] if len(kept) == 1 else {"kind": "bundle", "certificates": kept}
