"""From rows to a verdict: every claim by its rule, every control by its own, and nothing where rows are missing.

* reproduced: the claims hold at every place they are looked at;
* partly: at some;
* not reproduced: nowhere, and the opposite is shown somewhere;
* cannot tell: nothing is shown anywhere, or an arm, a control among them, has no rows in some panel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boundlab.comparisons._comparison import Comparison
from boundlab.experiments.paired_claims import NOT, PARTLY, REPRODUCED, UNDECIDED, Claim, Verdict, curves, interval

CANNOT_TELL = "cannot tell"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """What the rows say: the verdict, that on every claim and control, and what is missing."""

    comparison: Comparison
    verdict: str
    claims: tuple[Verdict, ...]
    controls: tuple[Verdict, ...]
    missing: tuple[str, ...]
    arms: tuple[dict[str, Any], ...]

    @property
    def numbers(self) -> str:
        """The numbers behind the verdict, on one line: of every claim at how many places it holds, and the first."""
        if self.missing:
            return "no rows: " + ", ".join(self.missing)
        return "; ".join(f"{one.held} of {one.places}: {one.findings[0].numbers}" for one in self.claims)

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "id": self.comparison.id,
            "verdict": self.verdict,
            "missing": list(self.missing),
            "claims": [_data(one) for one in self.claims],
            "controls": [_data(one) for one in self.controls],
            "arms": list(self.arms),
        }


def judge(comparison: Comparison, rows: Sequence[Row]) -> Judged:
    """The verdict on these rows; more of them than one seed's, or every interval is open."""
    there = {(row["panel"], row["arm"]) for row in rows}
    missing = tuple(f"{arm} ({panel})" for panel, arm in comparison.places(rows) if (panel, arm) not in there)
    if missing:
        return Judged(comparison, CANNOT_TELL, (), (), missing, tuple(summary(comparison, rows)))
    claims = tuple(claim.judge(rows) for claim in comparison.claims)
    signs = [finding.sign for verdict in claims for finding in verdict.findings]
    return Judged(
        comparison,
        overall(signs),
        claims,
        tuple(claim.judge(rows) for claim in comparison.controls),
        (),
        tuple(summary(comparison, rows)),
    )


def overall(signs: Sequence[int]) -> str:
    """The verdict on what was found at all places.

    >>> overall([1, 1]), overall([1, -1]), overall([0, -1]), overall([0, 0])
    ('reproduced', 'partly', 'not reproduced', 'cannot tell')
    """
    if any(sign > 0 for sign in signs):
        return REPRODUCED if all(sign > 0 for sign in signs) else PARTLY
    return NOT if any(sign < 0 for sign in signs) else CANNOT_TELL


def summary(comparison: Comparison, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Mean and 95 % interval of every measure for every panel, arm and abscissa; None where a run diverged."""
    parameters = {(row["panel"], row["arm"]): int(row["parameters"]) for row in rows}
    found: dict[tuple[str, str, float], dict[str, Any]] = {}
    for measure in comparison.measures:
        known = [row for row in rows if row[measure] not in (None, "")]
        for (panel, arm, at), curve in curves(known, measure).items():
            place = {"panel": panel, "arm": arm, "at": at, "parameters": parameters[panel, arm], "seeds": len(curve)}
            mean, low, high = interval(list(curve.values()))
            ends = None if len(curve) < 2 else [low, high]
            found.setdefault((panel, arm, at), place)[measure] = {"mean": mean, "interval": ends}
    return list(found.values())


def _data(verdict: Verdict) -> dict[str, Any]:
    claim: Claim = verdict.claim
    return {
        "text": claim.text,
        "rule": claim.stated_rule,
        "verdict": CANNOT_TELL if verdict.verdict == UNDECIDED else verdict.verdict,
        "places": verdict.places,
        "held": verdict.held,
        "findings": [{"sign": finding.sign, "numbers": finding.numbers} for finding in verdict.findings],
    }
