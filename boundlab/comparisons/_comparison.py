"""A comparison: arms on the same problems with paired seeds, what a source claims of them, and its controls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from boundlab.architectures import Architecture
from boundlab.claims.claim import Compared, Status
from boundlab.comparisons._tables import Table
from boundlab.errors import bad_value
from boundlab.experiments.paired_claims import Claim
from boundlab.runs.task import Task

# "tiny" only shows that everything runs; "small" takes minutes on two cores and is what is committed.
SCALES = ("tiny", "small", "full")


@dataclass(frozen=True)
class Arm:
    """One of the things compared.

    Attributes:
        design: its configuration in `boundlab count`, on the data that come with boundlab; its rows have that count.
        panels: where it is measured; none: everywhere.
        control: it is there as a control, not as what the source proposes or compares with.
    """

    name: str
    what: str
    design: Architecture | None = None
    panels: tuple[str, ...] = ()
    control: bool = False


@dataclass(frozen=True)
class Comparison:
    """What a source claims, tried; `boundlab.comparisons` says how one is written.

    Attributes:
        id: as in the file's name, with hyphens; set by discovery.
        claim: the central claim of the source, in words.
        source, status, compared: as those of a claim in the registry.
        arms, panels: every arm is measured in every panel, a problem or data set, with the same seeds.
        axis: what `at` is, the abscissa; empty if there is none.
        measures: column of the rows → what it is; the first is drawn.
        better: whether the first measure is better "lower" or "higher".
        claims: what the verdict is about; controls: the mandatory ones, each with the outcome that is stated for it.
        units: scale, tables → the units of work. A row has panel, arm, at, seed, parameters and the measures.
        data: the shipped tables that the panels are named after; a user's own may take their place.
        check: the proof in proofs_numeric that is the exact half, if there is one.
        cannot_say: what must not be read into the numbers.
    """

    title: str
    claim: str
    source: str
    status: Status
    compared: Compared
    arms: tuple[Arm, ...]
    panels: tuple[str, ...]
    measures: Mapping[str, str]
    claims: tuple[Claim, ...]
    controls: tuple[Claim, ...]
    units: Callable[[str, Sequence[Table]], Sequence[Task]]
    cannot_say: str
    better: Literal["lower", "higher"] = "lower"
    axis: str = ""
    data: tuple[str, ...] = ()
    check: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        if not self.controls:
            raise bad_value("controls", self.id, "at least one control")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table of rows."""
        return ("panel", "arm", "at", "seed", "parameters", *self.measures)

    def places(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
        """Every (panel, arm) that must have rows; on tables of a user the panels are those of the rows."""
        found = list(dict.fromkeys(row["panel"] for row in rows))
        panels = found if self.data and found and not set(found) & set(self.panels) else self.panels
        return [(panel, arm.name) for panel in panels for arm in self.arms if panel in (arm.panels or panels)]

    def to_json(self) -> dict[str, Any]:
        """Return everything but the units as JSON data."""

        def stated(claims: Sequence[Claim]) -> list[dict[str, str]]:
            return [{"text": one.text, "where": one.where, "rule": one.stated_rule} for one in claims]

        return {
            "id": self.id,
            "title": self.title,
            "claim": self.claim,
            "source": self.source,
            "status": str(self.status),
            "compared": str(self.compared),
            "check": self.check,
            "panels": list(self.panels),
            "axis": self.axis,
            "measures": dict(self.measures),
            "arms": [
                {
                    "name": arm.name,
                    "what": arm.what,
                    "control": arm.control,
                    "design": None if arm.design is None else arm.design.name(),
                    "parameters": None if arm.design is None else arm.design.bill().trainable,
                }
                for arm in self.arms
            ],
            "claims": stated(self.claims),
            "controls": stated(self.controls),
            "data": list(self.data),
            "cannot_say": self.cannot_say,
        }
