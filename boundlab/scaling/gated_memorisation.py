"""The least number of random gates with which gated linear units memorise m points in R^d: of order m/d.

Exact in every draw: integer points and gates, nested in their number, and the rank of Φ modulo a prime. The law holds
where m/d is large enough that no point has all gates off: m·2^(-m/d) ≤ 1 %, so m/d ≥ log2 m + 7, and for d ≥ 4, since
a cell of the gates holds at most d points. At d = 2 the least number is nearer to m^(3/2)/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.rigorous.gated_units import PRIME
from boundlab.runs.task import Report, Task
from boundlab.scaling._law import Control, OrderLaw, Series

if TYPE_CHECKING:
    import numpy as np
    import torch

MAIN, PLANE, FLOOR = "random points", "points in a subspace of dimension 4", "m/d below log2 m"
CELLS = {
    "tiny": ((64, 4), (96, 4), (128, 4), (128, 8), (192, 8)),
    "small": ((64, 4), (128, 4), (256, 4), (128, 8), (256, 8), (512, 8), (256, 16), (512, 16)),
}
PLANE_CELLS = {
    "tiny": ((64, 8), (64, 16), (96, 8), (96, 16), (128, 32)),
    "small": ((64, 8), (64, 16), (64, 32), (128, 8), (128, 32), (256, 8), (256, 16)),
}
FLOOR_CELLS = ((64, 16), (64, 32), (64, 64), (64, 128))
MOST = 200  # gates per point
DRAWS = {"tiny": 2, "small": 6, "full": 30}


@dataclass(frozen=True)
class LeastGates(Task):
    """The least number of gates at one m and d, in several draws."""

    kind: ClassVar[str] = "gates to memorise"
    method: ClassVar[int] = 1

    series: str
    points: int
    dimension: int
    draws: int

    @property
    def cost(self) -> float:
        return float(self.draws * self.points**3)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        import numpy as np

        number = (MAIN, PLANE, FLOOR).index(self.series)
        found = [
            self._least(np.random.default_rng([number, self.points, self.dimension, i])) for i in range(self.draws)
        ]
        return [
            {"series": self.series, "m": self.points, "d": self.dimension, "values": {"k": list(map(float, found))}}
        ]

    def _least(self, random: np.random.Generator) -> int:
        import numpy as np

        m, d = self.points, self.dimension
        inner = 4 if self.series == PLANE else d
        points = np.rint(1000 * random.standard_normal((m, inner))).astype(np.int64)
        if self.series == PLANE:
            points = points @ np.rint(1000 * random.standard_normal((4, d))).astype(np.int64)
        gates = np.empty((0, d), dtype=np.int64)
        low, high = -(-m // inner) - 1, -(-m // inner)  # fewer cannot do
        while True:
            more = np.rint(1000 * random.standard_normal((high - len(gates), d))).astype(np.int64)
            gates = np.concatenate([gates, more])
            if _memorises(points, gates):
                break
            low, high = high, high + max(1, high - low) * 2
            if high > MOST * m:
                raise RuntimeError(f"{low} gates do not memorise {m} points in dimension {d}")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _memorises(points, gates[:middle]) else (middle, high)
        return high


def _memorises(points: np.ndarray, gates: np.ndarray) -> bool:
    """Whether Φ has rank m modulo the prime; a rank below m is that over Q, but for a chance of one in a billion."""
    from flint import nmod_mat

    # u·x ≥ 0 decided in integers: below 2^63 for entries below 10^8 and 10^4.
    open_ = points @ gates.T >= 0
    phi = (open_[:, :, None] * (points % PRIME)[:, None, :]).reshape(len(points), -1)
    return bool(nmod_mat(len(phi), phi.shape[1], phi.ravel().tolist(), PRIME).rank() == len(points))


def units(scale: str) -> list[Task]:
    """One unit per m and d."""
    size = "tiny" if scale == "tiny" else "small"
    cells = ((MAIN, CELLS[size]), (PLANE, PLANE_CELLS[size]), (FLOOR, FLOOR_CELLS))
    return [LeastGates(series, m, d, DRAWS[scale]) for series, group in cells for m, d in group]


THEORY = {"m": 1, "d": -1}
LAW = OrderLaw(
    id="gated-memorisation",
    title="Gates that memorise",
    statement="random gated linear units memorise m points in R^d from about m/d units on, if d ≥ 4, m/d ≥ log2 m + 7",
    quantity="mean over draws of the least number of nested gates with rank Φ = m",
    source="Fiat, Malach, Shalev-Shwartz 2019 (abstract and code); the range and the floor derived here",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    check="law-memorisation",
    series=(
        Series(
            MAIN,
            THEORY,
            {
                "m alone": {"m": 1, "d": 0},
                "m²/d": {"m": 2, "d": -1},
                "1/d": {"m": 0, "d": -1},
                "m/d²": {"m": 1, "d": -2},
            },
            "mean",
        ),
    ),
    controls=(
        Control(PLANE, {"m": 1, "d": 0}, THEORY, "the points have rank 4, whatever d", "mean"),
        Control(FLOOR, {"d": 0}, {"d": -1}, "m = 64 and m/d ≤ 4: some point has all gates off", "mean"),
    ),
    units=units,
    cannot_say="Anything for trained gates, or for m/d below log2 m: there the least number is about log2 m, and a"
    " fit over all m and d has exponents between. A rank below m modulo the prime is taken for one over"
    " the rationals.",
)
