"""How a claim is shown wherever it is used: its status, and whether anything satisfies it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from boundlab.cli._certificates import require_valid

if TYPE_CHECKING:
    from boundlab.auditing.vacuity import Vacuity
    from boundlab.claims.claim import Claim
    from boundlab.claims.registry import Registry
    from boundlab.extensions.origin import Origin

SYMBOLS = {"lower": "Ω", "upper": "O", "tight": "Θ"}


def accepts(certificate: dict[str, Any]) -> bool:
    """Check a certificate of the audit; raises as `require_valid` does: refusing it would hide a verdict."""
    require_valid(certificate)
    return True


class Labels:
    """Labels of claims for networks with `activation`, by default for all that a claim speaks of.

    `registry` is where repaired forms are looked for.
    """

    def __init__(self, registry: Registry, activation: str | None = None) -> None:
        self.registry, self.claims, self.activation = registry, tuple(registry), activation
        self._found: dict[str, Vacuity | None] = {}

    def vacuity(self, claim: Claim) -> Vacuity | None:
        """Return why nothing satisfies `claim` as stated, or None."""
        if claim.id not in self._found:
            from boundlab.auditing.vacuity import vacuity

            origin = self.origin(claim)
            # no row repairs a row of somebody else
            claims = (c for c in self.claims if self.origin(c) == origin)
            self._found[claim.id] = vacuity(claim, accepts, claims, self.activation)
        return self._found[claim.id]

    def origin(self, claim: Claim) -> Origin:
        """Return where the claim, or what it is derived from, comes from."""
        return self.registry.origin(claim.id)

    def status(self, claim: Claim) -> str:
        """Return the status, the origin if that is not the project, and whether the claim is vacuous as stated."""
        found, origin = self.vacuity(claim), self.origin(claim)
        known = str(claim.status) if origin.kind == "built-in" else f"{claim.status}, {origin}"
        if found is None:
            return known
        return f"{known}, vacuous as stated" + (f" for {', '.join(found.activations)}" if found.rest else "")

    def to_json(self, claim: Claim) -> dict[str, Any]:
        """Return `origin`, `warning` and `vacuous` as JSON fields; null where there is nothing to say."""
        found = self.vacuity(claim)
        origin = str(self.origin(claim))
        return {"origin": origin, "warning": claim.status.warning, "vacuous": found and found.to_json()}

    def warnings(self, ids: Iterable[str]) -> list[str]:
        """Return a line for each of these rows, or the rows that derived ones start from, whose status needs one."""
        used = [f"{id_}/" for id_ in ids]
        roots = {c for c in self.claims if any(id_.startswith(f"{c.id}/") for id_ in used)}
        return [f"{c.id} is {c.status.warning}" for c in sorted(roots, key=lambda c: c.id) if c.status.warning]

    def remarks(self, claims: Iterable[Claim]) -> list[str]:
        """Return a line for each thing that has to be said of these claims."""
        lines = []
        for claim in dict.fromkeys(claims):
            if claim.status.warning:
                lines.append(f"{claim.id} is {claim.status.warning}")
            found = self.vacuity(claim)
            if found is not None:
                lines.append(f"{claim.id} is {found.text}")
        return lines
