"""The width at which trained ReLU networks memorise m Gaussian labels of m points in R^d: of order m/(d+1).

Upper bounds of k*: what an optimiser finds. A ReLU network stalls where a kink would have to cross a point, so it is
reached from smooth ones: relu(p) is softplus(βp)/β for large β, and Levenberg-Marquardt on the m residuals is run for
one β after the other, each twice the last, then for ReLU itself. A network counts if every label is met to 1e-9 of the
largest. The sandwich (law-memorisation) holds almost
surely: ⌈(m-1)/ρ⌉ below, 2⌈m/(d+1)⌉ - 1 above for points in general position, whether or not training gets there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.runs.task import Report, Task
from boundlab.scaling._law import Control, OrderLaw, Series
from boundlab.scaling._measure import generator

if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from boundlab.networks.ensemble import Shape

MAIN, PLANE = "trained ReLU", "points in a subspace of dimension 3"
GRID = {
    "tiny": ((8, 12, 16), (3, 5, 8)),
    "small": ((16, 32, 64), (3, 5, 8)),
    "full": ((32, 64, 128, 256), (3, 5, 8, 16)),
}
DRAWS = {"tiny": 1, "small": 3, "full": 8}
STARTS = {"tiny": 2, "small": 8, "full": 32}
SHARPNESS = tuple(2.0**k for k in range(1, 11))
STEPS, LAST_STEPS = 15, 60
EXACT = 1e-9


@dataclass(frozen=True)
class TrainedWidth(Task):
    """The least width found at one m and d, for one data set."""

    kind: ClassVar[str] = "width to memorise"
    method: ClassVar[int] = 1

    series: str
    points: int
    dimension: int
    starts: int
    draw: int

    @property
    def cost(self) -> float:
        return float(self.starts * self.points**3)

    @property
    def lower(self) -> int:
        """⌈(m-1)/ρ⌉: no fewer units do it."""
        return -(-(self.points - 1) // self.rank)

    @property
    def rank(self) -> int:
        """ρ, the rank of the rows (x, 1)."""
        return (3 if self.series == PLANE else self.dimension) + 1

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        random = generator((MAIN, PLANE).index(self.series), self.points, self.dimension, self.draw)
        x, y = self.data(random)
        low, high = self.lower - 1, self.lower
        while not self.memorises(high, x, y, random, device):
            low, high = high, high + max(1, high // 4)
            report(f"m = {self.points}, d = {self.dimension}: {low} units are too few")
            if high > 2 * self.points:
                raise RuntimeError(f"training does not memorise {self.points} labels with {low} units")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.memorises(middle, x, y, random, device) else (middle, high)
        row = {"series": self.series, "m": self.points, "d+1": self.dimension + 1}
        return [{**row, "values": {"k": [float(high)]}, "lower": self.lower}]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        return f"m = {self.points}, d = {self.dimension}: {rows[0]['values']['k'][0]:.0f} units, at least {self.lower}"

    def data(self, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """Gaussian points (m, d), of rank 3 for the control, and Gaussian labels (m,)."""
        import torch

        inner = self.rank - 1
        x = torch.randn(self.points, inner, generator=random, dtype=torch.float64)
        if self.series == PLANE:
            basis = torch.linalg.qr(torch.randn(self.dimension, inner, generator=random, dtype=torch.float64))[0]
            x = x @ basis.T
        return x, torch.randn(self.points, generator=random, dtype=torch.float64)

    def memorises(self, width: int, x: Tensor, y: Tensor, random: torch.Generator, device: torch.device) -> bool:
        """Whether one of the networks of this width that are trained takes all labels."""
        from boundlab.networks.ensemble import Shape, evaluate

        smooth, sharp = (Shape(self.dimension, (width,), activation) for activation in ("softplus", "relu"))
        theta, x, y = _start(sharp, self.starts, x, random).to(device), x.to(device), y.to(device)
        before = 1.0
        for beta in SHARPNESS:
            theta = _minimise(smooth, _sharpened(smooth, theta, beta / before), x, y, STEPS)
            before = beta
        theta = _minimise(sharp, theta, x, y, LAST_STEPS)
        return bool(((evaluate(sharp, theta, x) - y).abs().amax(1) < EXACT * y.abs().max()).any())


def _minimise(shape: Shape, theta: Tensor, x: Tensor, y: Tensor, steps: int) -> Tensor:
    from boundlab.minimal_networks.levenberg_marquardt import damped_step
    from boundlab.networks.ensemble import evaluate, evaluate_with_jacobian

    damping = theta.new_full((theta.shape[0],), 1e-2)
    for _ in range(steps):
        values, jacobian = evaluate_with_jacobian(shape, theta, x)
        theta, damping = damped_step(
            theta, damping, values - y, jacobian, 2, lambda trial: evaluate(shape, trial, x) - y
        )
    return theta


def _sharpened(shape: Shape, theta: Tensor, factor: float) -> Tensor:
    """The same networks with weights and biases of the units times `factor`, their output weights divided by it."""
    from boundlab.networks.ensemble import assemble

    w, b, v, c, skip = shape.blocks(theta)
    return assemble(shape, [factor * w, factor * b, v / factor, c, skip])


def _start(shape: Shape, batch: int, x: Tensor, random: torch.Generator) -> Tensor:
    """Units with random directions, each with its kink at a point of the data."""
    import torch

    from boundlab.networks.ensemble import assemble

    (width,) = shape.widths
    options: dict[str, Any] = {"generator": random, "dtype": torch.float64}
    w = torch.randn(batch, width, shape.inputs, **options)
    centres = x[torch.randint(len(x), (batch, width), generator=random)]
    v = torch.randn(batch, width, **options) / width**0.5
    none = torch.zeros(batch, 0, dtype=torch.float64)
    return assemble(shape, [w, -(w * centres).sum(2), v, torch.zeros(batch, 1, dtype=torch.float64), none])


def units(scale: str) -> list[Task]:
    """One unit per m, d and data set."""
    sizes, dimensions = GRID[scale]
    return [
        TrainedWidth(series, m, d, STARTS[scale], draw)
        for series in (MAIN, PLANE)
        for m in sizes
        for d in dimensions
        for draw in range(DRAWS[scale])
    ]


THEORY = {"m": 1, "d+1": -1}
LAW = OrderLaw(
    id="relu-memorisation",
    title="Widths at which trained networks memorise",
    statement="trained ReLU networks memorise m Gaussian labels of m points in R^d at a width of order m/(d+1)",
    quantity="mean over data sets of the least width at which training meets all labels",
    source="Fiat, Malach, Shalev-Shwartz 2019 (abstract); the sandwich derived here",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    check="law-memorisation",
    series=(
        Series(
            MAIN,
            THEORY,
            {
                "m alone": {"m": 1, "d+1": 0},
                "m²/(d+1)": {"m": 2, "d+1": -1},
                "1/(d+1)": {"m": 0, "d+1": -1},
                "m/(d+1)²": {"m": 1, "d+1": -2},
            },
            "mean",
        ),
    ),
    controls=(Control(PLANE, {"m": 1, "d+1": 0}, THEORY, "the points have rank 3, whatever d", "mean"),),
    units=units,
    cannot_say="Anything about networks that training does not find: widths are upper bounds of k* for these labels,"
    " and another optimiser finds others. The regressor is d + 1; over few dimensions d gives another"
    " exponent.",
)
