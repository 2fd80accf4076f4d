"""What the shape of an architecture proves about the weights it can produce.

Each claim carries the shapes it follows from, so that it can be re-checked without this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class RankAtMost:
    """`matrix` = A·B (+ a fixed offset if `affine`), A: rows × inner, B: inner × columns; so rank ≤ bound.

    With `affine`, the statement is about differences: the rows lie in an affine space of dimension ≤ bound.
    `rows` is 0 when there may be any number of them (a batch of generated weight vectors).
    """

    matrix: str
    rows: int
    columns: int
    inner: int
    affine: bool
    kind: str = "rank-at-most"

    @property
    def bound(self) -> int:
        return min(size for size in (self.rows, self.columns, self.inner) if size)

    @property
    def holds(self) -> bool:
        return self.inner < min(size for size in (self.rows, self.columns) if size)

    def sentence(self) -> str:
        space = "affine space of dimension" if self.affine else "linear space of dimension"
        says = f"lie in one {space}" if self.rows == 0 else "has rank"
        return f"{self.matrix} {says} ≤ {self.bound} (inner dimension {self.inner}, {self.columns} columns)"


@dataclass(frozen=True)
class Repeated:
    """`tensor` has `entries` entries but only `distinct` distinct ones: each is copied `entries/distinct` times."""

    tensor: str
    entries: int
    distinct: int
    kind: str = "repeated-entries"

    @property
    def bound(self) -> int:
        return self.distinct

    @property
    def holds(self) -> bool:
        return self.distinct < self.entries

    def sentence(self) -> str:
        return f"{self.tensor}: {self.entries} entries, at most {self.distinct} distinct"


@dataclass(frozen=True)
class LinearCollapse:
    """No activation between consecutive affine maps of `widths`: they compose to one affine map.

    The composite s_0 → s_k has `s_0·s_k + s_k` parameters if stored densely, and its linear part has rank at
    most the smallest width.
    """

    layers: str
    widths: tuple[int, ...]
    kind: str = "linear-collapse"

    @property
    def bound(self) -> int:
        return min(self.widths)

    @property
    def holds(self) -> bool:
        return len(self.widths) > 2

    def sentence(self) -> str:
        path = "→".join(map(str, self.widths))
        return f"{self.layers} ({path}) compose to one affine map of rank ≤ {self.bound}"


@dataclass(frozen=True)
class Dead:
    """`item` (`parameters` parameters) lies on no path of `edges` that reaches `sink`: it receives no gradient."""

    item: str
    parameters: int
    edges: tuple[tuple[str, str], ...]
    sink: str
    kind: str = "dead-parameters"

    @property
    def bound(self) -> int:
        return self.parameters

    @property
    def holds(self) -> bool:
        return self.parameters > 0

    def sentence(self) -> str:
        return f"{self.item}: {self.parameters} stored parameters that no output depends on"


@dataclass(frozen=True)
class Dropped:
    """`chunks·chunk` numbers are generated for `used` weights; the rest is dropped, though its rows are counted."""

    chunks: int
    chunk: int
    used: int
    kind: str = "dropped-outputs"

    @property
    def bound(self) -> int:
        return self.chunks * self.chunk - self.used

    @property
    def holds(self) -> bool:
        return self.bound > 0

    def sentence(self) -> str:
        return f"{self.bound} of {self.chunks}·{self.chunk} generated numbers are dropped"


Claim = RankAtMost | Repeated | LinearCollapse | Dead | Dropped


def as_data(claim: Claim) -> dict[str, Any]:
    """`claim` as JSON-ready data, the bound and the sentence included."""
    return {**asdict(claim), "bound": claim.bound, "statement": claim.sentence()}


def certificate(claims: Sequence[Claim]) -> dict[str, Any]:
    """The claims as a certificate; the checker words the statements itself."""
    return {"kind": "architecture-structure", "claims": [{**asdict(claim), "bound": claim.bound} for claim in claims]}


def standing(*claims: Claim) -> tuple[Claim, ...]:
    """The claims that say something for these sizes (a rank bound above the matrix's size says nothing)."""
    return tuple(claim for claim in claims if claim.holds)


def linear_stack(widths: tuple[int, ...], activation: str, layers: str = "all layers") -> tuple[Claim, ...]:
    """The collapse of a whole stack whose activation is the identity."""
    return standing(LinearCollapse(layers, widths)) if activation == "identity" else ()


def generated_span(columns: int, inner: int, affine: bool = True) -> tuple[Claim, ...]:
    """The weight vectors an affine (or linear) output layer of width `inner` can produce."""
    return standing(RankAtMost("generated weight vectors", 0, columns, inner, affine))
