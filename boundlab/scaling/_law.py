"""Laws about orders: a quantity that grows like a product of powers of sizes, with rivals and controls.

Only an order is a law. What is exact is a check of `proofs_numeric`, which the law names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from boundlab.claims.claim import Compared, Status
from boundlab.errors import bad_value
from boundlab.runs.task import Task

if TYPE_CHECKING:
    from boundlab.scaling._power_law import Statistic

SCALES = ("tiny", "small", "full")
Exponents = Mapping[str, Fraction | int]


@dataclass(frozen=True)
class Series:
    """One quantity along its sizes, with the exponents that theory gives it and those of named rivals.

    In every variable some rival lies below and some above theory, so that no slope is accepted for want of a rival.
    Rows of the series have a column for every variable, and `values`: samples by name of the model. Several models
    divide by different known factors; then the interval is the hull of theirs.
    """

    name: str
    exponents: Exponents
    rivals: Mapping[str, Exponents]
    statistic: Statistic = "median"

    def __post_init__(self) -> None:
        for variable, value in self.exponents.items():
            others = [rival[variable] for rival in self.rivals.values()]
            if not min(others, default=value) < value < max(others, default=value):
                raise bad_value("rivals", self.name, f"a rival below and one above {value}, the exponent of {variable}")


@dataclass(frozen=True)
class Control:
    """A series with one thing broken: the exponents it then has, and those of the law, which must be refuted on it."""

    name: str
    exponents: Exponents
    law: Exponents
    broken: str
    statistic: Statistic = "median"

    @property
    def rivals(self) -> Mapping[str, Exponents]:
        """What the control must be told from."""
        return {"the law": self.law}


@dataclass(frozen=True)
class OrderLaw:
    """A law: what is claimed, by whom, how it is measured, and what the numbers cannot say.

    Attributes:
        id: as in the file's name, with hyphens.
        statement, quantity: in words.
        source: where it comes from; status, compared: as those of a claim.
        check: the proof in proofs_numeric that is the exact half.
        units: the units of work at a scale.
        columns: the variables of all series, in the order in which they are shown.
        cannot_say: what must not be read into the numbers.
    """

    id: str
    title: str
    statement: str
    quantity: str
    source: str
    status: Status
    compared: Compared
    check: str
    series: tuple[Series, ...]
    controls: tuple[Control, ...]
    units: Callable[[str], Sequence[Task]]
    cannot_say: str

    def __post_init__(self) -> None:
        if not self.controls:
            raise bad_value("controls", self.id, "at least one control")

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of all series and controls, each once."""
        return tuple(dict.fromkeys(name for one in self.all_series for name in one.exponents))

    @property
    def all_series(self) -> list[Series | Control]:
        """The series, then the controls."""
        return [*self.series, *self.controls]

    def key(self, series: Series | Control, variable: str) -> str:
        """How the exponent of a variable of a series is called: by the variable alone if there is one series."""
        return variable if len(self.series) == 1 and series in self.series else f"{variable} ({series.name})"

    def to_json(self) -> dict[str, Any]:
        """Return everything but the units as JSON data."""

        def plain(exponents: Exponents) -> dict[str, str]:
            return {name: str(value) for name, value in exponents.items()}

        return {
            "id": self.id,
            "title": self.title,
            "statement": self.statement,
            "quantity": self.quantity,
            "source": self.source,
            "status": str(self.status),
            "compared": str(self.compared),
            "check": self.check,
            "series": [
                {
                    "name": one.name,
                    "exponents": plain(one.exponents),
                    "rivals": {name: plain(rival) for name, rival in one.rivals.items()},
                    "statistic": one.statistic,
                }
                for one in self.series
            ],
            "controls": [
                {"name": one.name, "broken": one.broken, "exponents": plain(one.exponents), "law": plain(one.law)}
                for one in self.controls
            ],
            "cannot_say": self.cannot_say,
        }
