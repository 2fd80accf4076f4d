"""The smallest width that reaches a target sup error, searched with four arms.

* growth: one path from width 1 upward, a unit at a time by orthogonal matching pursuit;
* pruning: from the best network so far, remove a unit and train again;
* restarts: independent random starts at the width in question;
* exchange: where these miss ε, a unit is added at the largest residuals of the nearest networks and another one taken
  out, several times over. What is wrong with them is mostly one place that lacks a unit while another has one too many.

Growth gives a first width for every target and ε; then pruning, restarts, a longer polish of the grown networks and
exchange try to get below it, one width at a time, until all of them fail. What comes back is an upper bound on the
minimal size for that target. It is never a lower bound: another optimiser may do better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from boundlab.activations import catalogue
from boundlab.errors import bad_value
from boundlab.minimal_networks.growth import grow, solve_output, without_each_unit
from boundlab.minimal_networks.levenberg_marquardt import minimise, sup_errors
from boundlab.minimal_networks.nearest_networks import NearestNetworks
from boundlab.minimal_networks.sampling import grid, jittered
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.activations import pair
from boundlab.networks.ensemble import Shape, scaled
from boundlab.networks.ensemble_initial import random_parameters

Tensor = torch.Tensor
Report = Callable[[str], None]

# Exponents of the polish, in stages; a network is dropped between stages when it is too far from its ε to arrive.
STAGES: tuple[tuple[float, ...], ...] = (
    (4,) * 5 + (8,) * 5 + (16,) * 5,
    (32,) * 8 + (64,) * 8,
    (128,) * 10 + (256,) * 10,
)
TOO_FAR = (4.0, 1.6, 1.15)
# Rounds of exchange at a width, and networks per target that are trained in a round to find the unit to take out.
EXCHANGES, SHORTLIST = 8, 32
# Targets are trained in units in which their largest value is between this and twice this.
LARGEST = 1 / 64
# Above this size random restarts have not been seen to win, and they cost the most.
FEW_PARAMETERS = 150
# Points a network is checked at, at most: as many as a grid of 12 per axis has in five dimensions.
MOST_CHECKED = 12**5


@dataclass(frozen=True)
class SearchSettings:
    """Everything that determines a search, apart from its targets.

    Attributes:
        activation: σ; see `boundlab.networks.activations`.
        skip: add the affine skip s·x (counted).
        depth: hidden layers, all of the same width; growth and pruning are for depth 1.
        seed: of all randomness.
        starts: networks per target in each arm.
        max_width: give up above this width.
    """

    activation: str = "tanh"
    skip: bool = False
    depth: int = 1
    seed: int = 0
    starts: int = 3
    max_width: int = 100

    def __post_init__(self) -> None:
        pair(self.activation)
        for name in ("depth", "starts", "max_width"):
            if getattr(self, name) < 1:
                raise bad_value("--" + name.replace("_", "-"), getattr(self, name), "a whole number ≥ 1")


@dataclass
class Found:
    """The smallest network found for one target and one ε.

    Attributes:
        width: its width; None if none reached ε up to the largest width tried (then the row is censored).
        failed_width: the largest width below `width` at which every arm failed; 0 if none was tried.
        sup_error: of that network, or the least one seen if none reached ε; on a grid apart from all samples.
        arm: which arm found it.
        theta: its parameters, shape (P,), on the CPU.
        nonfinite: how many trained networks ended non-finite; they count as failures.
    """

    eps: float
    shape: Shape | None = None
    width: int | None = None
    failed_width: int = 0
    sup_error: float = math.inf
    arm: str = ""
    theta: Tensor | None = None
    nonfinite: int = 0
    curve: dict[int, float] = field(default_factory=dict)


def sample_count(shape: Shape) -> int:
    """Training samples per iteration: a few per parameter, more in higher dimension."""
    return max(200 * 2 ** (shape.inputs - 1), 5 * shape.parameters)


class MinimalWidthSearch:
    """Search the minimal widths for `targets`; `eps[i]` lists the accuracies wanted of target i.

    A subclass may search for another kind of network and of target, by the methods under "what is trained".

    Attributes:
        every_arm: try every arm at a width, also after one has reached ε there.
        breadth: multiplies the networks per target in the pruning and restart arms.
        exchanges: rounds of exchange at a width that the other arms miss.

    Raises:
        BoundlabError: an accuracy is not positive and finite.
    """

    every_arm, breadth, exchanges = True, 1, EXCHANGES

    def __init__(
        self,
        targets: Sequence[Any],
        eps: Sequence[Sequence[float]],
        settings: SearchSettings,
        device: torch.device,
        report: Report = lambda text: None,
    ) -> None:
        for value in (value for row in eps for value in row):
            if not (value > 0 and math.isfinite(value)):
                raise bad_value("--eps", value, "a number ε > 0")
        self.targets, self.settings, self.device, self.report = list(targets), settings, device, report
        self.dimension = self.targets[0].dimension
        self.pairs = [(t, Found(e)) for t, row in enumerate(eps) for e in sorted(row, reverse=True)]
        self.generator = torch.Generator(device=device).manual_seed(settings.seed)
        self.grown: dict[int, tuple[Tensor, list[int]]] = {}
        self.units = [self.unit(target) for target in self.targets]
        if catalogue()[
            settings.activation
        ].piecewise_linear:  # without exchange their widths are exact wherever it was checked
            self.exchanges = 0

    # --- what is trained: one row of parameters per network, `rows` says which target each one is for -----------

    def shape(self, width: int) -> Shape:
        """The networks of that width."""
        s = self.settings
        return Shape(self.dimension, (width,) * s.depth, s.activation, s.skip)

    def unit(self, target: Any) -> float:
        """What the values of the target are divided by in training: a power of 2, so that no digit is lost.

        The damping has one floor for all parameters, but the Jacobian of the first layer is as small as the target.
        Were the units the target's own, the first layer would be held fast, the more the smaller ε is.
        """
        largest = float(TargetBatch([target], [0])(self._check_points(self.shape(1))).abs().max())
        return 2.0 ** math.floor(math.log2(largest)) / LARGEST if 0 < largest < math.inf else 1.0

    def batch(self, rows: Sequence[int]) -> TargetBatch:
        """The values to be learnt, in units of `unit`."""
        return TargetBatch(self.targets, rows, self.units)

    def random(self, shape: Shape, rows: Sequence[int]) -> Tensor:
        """Random starting parameters."""
        return random_parameters(shape, len(rows), self.generator)

    def train(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], exponents: Sequence[float], oversampling: int = 1
    ) -> Tensor:
        """One iteration for each exponent."""
        points = oversampling * sample_count(shape)
        return minimise(shape, theta, self.batch(rows), exponents, points, self.generator)

    def errors(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> Tensor:
        """The sup errors, in the target's own units, on a grid apart from the samples, denser than these."""
        units = theta.new_tensor([self.units[t] for t in rows])
        return units * sup_errors(shape, theta, self.batch(rows), self._check_points(shape))

    def widen(self, shape: Shape, theta: Tensor, rows: Sequence[int], count: int) -> tuple[Shape, Tensor]:
        """Grow `count` units."""
        return grow(shape, theta, self.batch(rows), sample_count(shape), self.generator, count)

    def removals(self, shape: Shape, theta: Tensor, target: int, down_to: int, count: int) -> Tensor:
        """`count` networks of width `down_to`: units of θ (1, P) removed one by one, the output layer solved again.

        At each removal the units are ranked by the sup error without them. The last removal is where the `count`
        networks part: each lacks another unit.
        """
        x = jittered(sample_count(shape), self.dimension, self.generator)
        while True:
            smaller = self.shape(shape.widths[0] - 1)
            candidates, errors = self._without_each(shape, theta, target, x)
            order = torch.argsort(errors)
            if smaller.widths[0] == down_to:
                return candidates[order[torch.arange(count, device=self.device) % len(order)]]
            theta, shape = candidates[order[:1]], smaller

    def _without_each(self, shape: Shape, theta: Tensor, target: int, x: Tensor) -> tuple[Tensor, Tensor]:
        """The networks with one unit less than θ (1, P), output layer solved at x, and their sup errors there."""
        targets, smaller = self.batch([target]), self.shape(shape.widths[0] - 1)
        candidates = without_each_unit(shape, smaller, theta)
        candidates = solve_output(smaller, candidates, x, targets(x).expand(len(candidates), -1))
        return candidates, sup_errors(smaller, candidates, targets, x)

    def size(self, shape: Shape) -> int:
        """How many parameters are trained."""
        return shape.parameters

    # --- the search ---------------------------------------------------------------------------------------------

    def run(self) -> list[list[Found]]:
        """The results, per target in the order of decreasing ε."""
        if self.settings.depth == 1:
            self._grow()
            self._descend()
        else:
            self._climb()
        for _, found in self.pairs:
            failed = [w for w in found.curve if found.width is not None and w < found.width]
            found.failed_width = max([found.failed_width, *failed])
        return [[found for t, found in self.pairs if t == i] for i in range(len(self.targets))]

    def _check_points(self, shape: Shape) -> Tensor:
        per_axis = {1: 8 * sample_count(shape) + 1, 2: 3 * math.isqrt(sample_count(shape)) + 1}
        points = min(per_axis.get(self.dimension, 12) ** self.dimension, MOST_CHECKED)
        return grid(max(points, 4001 if self.dimension == 1 else 20000), self.dimension, self.device)

    def _unmet(self, target: int) -> list[Found]:
        return [found for t, found in self.pairs if t == target and found.width is None]

    # --- growth -------------------------------------------------------------------------------------------------

    def _grow(self) -> None:
        starts, shape = self.settings.starts, self.shape(1)
        rows = [t for t in range(len(self.targets)) for _ in range(starts)]
        theta = self.train(shape, self.random(shape, rows), rows, (2,) * 15)
        while True:
            width = shape.widths[0]
            self.grown[width] = (theta, rows)
            self._attempt(shape, theta, rows, "growth")
            keep = [b for b, t in enumerate(rows) if self._unmet(t)]
            if not keep or width >= self.settings.max_width:
                return
            self.report(f"growth: width {width}, {len(keep) // starts} of {len(self.targets)} targets to go")
            theta, rows = theta[keep], [rows[b] for b in keep]
            count = min(1 + width // 24, self.settings.max_width - width)
            shape, theta = self.widen(shape, theta, rows, count)
            theta = self.train(shape, theta, rows, (2,) * (10 + 2 * count))

    # --- below the grown width ----------------------------------------------------------------------------------

    def _descend(self) -> None:
        """Narrow every bracket (failed_width, width] until it holds one width; the widest networks first."""
        while True:
            open_ = [(self._next(found), t, found) for t, found in self.pairs if self._next(found)]
            if not open_:
                return
            width = max(next_ for next_, _, _ in open_)
            here = [(t, found) for next_, t, found in open_ if next_ == width]
            self.report(f"descent: width {width}, {len(here)} networks to beat")
            self._try_below(here, width)

    def _next(self, found: Found) -> int:
        """The next width to try below `found`; 0 if there is none. Wide networks go down by more than one unit."""
        if found.width is None or found.width - found.failed_width <= 1:
            return 0
        step = found.width - (1 + found.width // 24)
        return step if step > found.failed_width else (found.failed_width + found.width) // 2

    def _try_below(self, here: list[tuple[int, Found]], width: int) -> None:
        shape, starts = self.shape(width), self.settings.starts
        small = self.size(shape) <= FEW_PARAMETERS
        count = self.breadth * (2 * starts if small else starts)
        rows = [t for t, _ in here for _ in range(count)]
        theta = torch.cat([self._pruned(t, found, width, count) for t, found in here])
        candidates = [("pruning", rows, theta, 20)]
        if width in self.grown:
            theta, owners = self.grown[width]
            wanted = {t for t, _ in here}
            kept = [b for b, t in enumerate(owners) if t in wanted]
            if kept:
                candidates.append(("growth", [owners[b] for b in kept], theta[kept], 30))
        if small:
            candidates.append(("restarts", rows, self.random(shape, rows), 60))
        nearest = NearestNetworks(starts)
        for arm, owners, theta, iterations in candidates:
            if not self.every_arm:
                met = {t for t, found in here if found.width is not None and found.width <= width}
                keep = [b for b, t in enumerate(owners) if t not in met]
                if not keep:
                    break
                theta, owners = theta[keep], [owners[b] for b in keep]
            theta = self.train(shape, theta, owners, (2,) * iterations, oversampling=2)
            errors = self._attempt(shape, theta, owners, arm, [found for _, found in here])
            nearest.add(errors, theta, owners)
        for _ in range(self.exchanges):
            missed = [(t, found) for t, found in here if found.width is None or found.width > width]
            if not missed:
                break
            nearest = self._exchange(shape, nearest, missed)
        for _, found in here:
            if found.width is not None and found.width > width:
                found.failed_width = width

    def _pruned(self, target: int, found: Found, width: int, count: int) -> Tensor:
        assert found.theta is not None
        assert found.shape is not None
        theta = scaled(found.shape, found.theta.to(self.device).unsqueeze(0), 1 / self.units[target])
        return self.removals(found.shape, theta, target, width, count)

    def _exchange(self, shape: Shape, nearest: NearestNetworks, missed: list[tuple[int, Found]]) -> NearestNetworks:
        """Add a unit to the nearest networks, take another one out, train; returns the nearest of the result."""
        targets = [t for t, _ in missed]
        theta, rows = nearest.of(targets)
        wide, theta = self.widen(shape, theta, rows, 1)
        theta = self.train(wide, theta, rows, (2,) * 15)
        x = jittered(sample_count(wide), self.dimension, self.generator)
        shortlist, trained, result = (NearestNetworks(n) for n in (SHORTLIST, nearest.count, nearest.count))
        for b, target in enumerate(rows):
            candidates, errors = self._without_each(wide, theta[b : b + 1], target, x)
            shortlist.add(errors, candidates, [target] * len(candidates))
        theta, rows = shortlist.of(targets)
        theta = self.train(shape, theta, rows, (2,) * 8 + (4,) * 4)
        trained.add(self.errors(shape, theta, rows), theta, rows)
        theta, rows = trained.of(targets)
        theta = self.train(shape, theta, rows, (2,) * 15, oversampling=2)
        errors = self._attempt(shape, theta, rows, "exchange", [found for _, found in missed])
        result.add(errors, theta, rows)
        return result

    # --- deep networks ------------------------------------------------------------------------------------------

    def _climb(self) -> None:
        """Deep networks: random restarts at width 1, 2, 3, … until every ε is met."""
        for width in range(1, self.settings.max_width + 1):
            wanted = [t for t in range(len(self.targets)) if self._unmet(t)]
            if not wanted:
                return
            self.report(f"restarts: width {width}, {len(wanted)} of {len(self.targets)} targets to go")
            shape = self.shape(width)
            rows = [t for t in wanted for _ in range(4 * self.settings.starts)]
            theta = self.train(shape, self.random(shape, rows), rows, (2,) * 120, oversampling=2)
            self._attempt(shape, theta, rows, "restarts")

    # --- polishing and recording --------------------------------------------------------------------------------

    def _attempt(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], arm: str, pairs: list[Found] | None = None
    ) -> Tensor:
        """Polish networks towards the sup norm in stages and record every ε they reach on the check grid.

        Returns the errors before the polish.
        """
        wanted = pairs if pairs is not None else [found for _, found in self.pairs]
        before = theta.new_empty(0)
        for stage, factor in zip((None, *STAGES), (*TOO_FAR, 0.0), strict=True):
            if stage is not None:
                theta = self.train(shape, theta, rows, stage, oversampling=2)
            errors = self.errors(shape, theta, rows)
            before = errors if stage is None else before
            self._record(shape, theta, rows, errors, arm, wanted)
            goal = torch.tensor([self._goal(t, shape.widths[0], wanted) for t in rows], dtype=torch.float64)
            keep = torch.nonzero(errors.cpu() < factor * goal).flatten().tolist()
            if not keep:
                break
            theta, rows = theta[keep], [rows[b] for b in keep]
        return before

    def _goal(self, target: int, width: int, wanted: list[Found]) -> float:
        """The largest ε of that target that a network of that width would still improve on."""
        open_ = [
            found.eps
            for t, found in self.pairs
            if t == target and any(found is w for w in wanted) and (found.width is None or found.width > width)
        ]
        return max(open_, default=0.0)

    def _record(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], errors: Tensor, arm: str, wanted: list[Found]
    ) -> None:
        width = shape.widths[0]
        for t, found in self.pairs:
            if not any(found is w for w in wanted):
                continue
            mine = [b for b, row in enumerate(rows) if row == t]
            if not mine:
                continue
            own = errors[mine].cpu()
            found.nonfinite += int(torch.isinf(own).sum())
            best = int(torch.argmin(own))
            error = float(own[best])
            found.curve[width] = min(error, found.curve.get(width, math.inf))
            if error <= found.eps and (found.width is None or width < found.width):
                found.shape, found.width, found.sup_error, found.arm = shape, width, error, arm
                found.theta = scaled(shape, theta[mine[best]].unsqueeze(0), self.units[t])[0].cpu()
            elif found.width is None:
                found.sup_error = min(found.sup_error, error)
