"""The smallest width that reaches a target sup error: deep networks in `deep_search`, shallow ones here by six arms.

* steps, for sigmoids on a line: a step for each fall of the target, on a ramp (`monotone_pieces`);
* growth: one path from width 1 upward, a unit at a time by orthogonal matching pursuit;
* pruning: from the best network so far, remove a unit and train again;
* restarts: independent random starts at the width in question;
* exchange: where these miss ε, a unit is added at the largest residuals of the nearest networks and another one taken
  out, several times over. What is wrong with them is mostly one place that lacks a unit while another has one too many.
* windows, on a line: runs of neighbouring units are replaced by one unit fewer (`windowed_descent`).

Steps, or growth where they do not get there, give a first width for every target and ε; then pruning, restarts, a
longer polish of the grown networks and exchange try to get below it, one width at a time, until all of them fail, and
windows from there. A network that growth leaves wider than `FEW_UNITS` goes through windows first, which take it
further down in less time; below the networks of steps, which nothing has been seen to get below, the other arms are
brief. A width that fails does not end the search: windows pass it by, and where there are none the width below it is
tried. What comes back is an upper bound on the minimal size for that target. It is never a lower bound: another
optimiser may do better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import final

import torch

from boundlab.errors import bad_value
from boundlab.minimal_networks.deep_search import DeepSearch
from boundlab.minimal_networks.found import Found
from boundlab.minimal_networks.monotone_pieces import stepped_networks
from boundlab.minimal_networks.nearest_networks import NearestNetworks, by_target
from boundlab.minimal_networks.problem import Problem
from boundlab.minimal_networks.windowed_descent import KICKS, WindowedDescent
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import FEW_UNITS

Tensor = torch.Tensor
Report = Callable[[str], None]

# Exponents of the polish, in stages; a network is dropped between stages when it is too far from its ε to arrive.
STAGES: tuple[tuple[float, ...], ...] = (
    (4,) * 5 + (8,) * 5 + (16,) * 5,
    (32,) * 8 + (64,) * 8,
    (128,) * 10 + (256,) * 10,
)
TOO_FAR = (4.0, 1.6, 1.15)
# Networks per target that are trained in a round of exchange to find the unit to take out.
SHORTLIST = 32
# Above this size random restarts have not been seen to win, and they cost the most.
FEW_PARAMETERS = 150
# Windows need more units than this.
FEWEST = 7
# Of the networks that start with steps so many are trained, with up to so many units more; below those of up to so many
# units all arms are tried at full length.
STEPPED, MORE_STEPS, FEW_STEPS = 6, 3, 12


@final
class MinimalWidthSearch:
    """Search the minimal widths for the targets of `problem`; `eps[i]` lists the accuracies wanted of target i.

    Networks that are known already (shape, target, θ (1, P)) take the place of steps and growth; growth of target i
    ends at the width `ceilings[i]`.

    Raises:
        BoundlabError: an accuracy is not positive and finite.
    """

    def __init__(
        self,
        problem: Problem,
        eps: Sequence[Sequence[float]],
        report: Report = lambda text: None,
        known: Sequence[tuple[Shape, int, Tensor]] = (),
        ceilings: Sequence[int] = (),
    ) -> None:
        for value in (value for row in eps for value in row):
            if not (value > 0 and math.isfinite(value)):
                raise bad_value("eps", value, "a number ε > 0")
        self._problem, self._settings, self._report = problem, problem.settings, report
        self._pairs = [(t, Found(e)) for t, row in enumerate(eps) for e in sorted(row, reverse=True)]
        self._known, self._ceilings = known, ceilings or [self._settings.max_width] * problem.targets
        self._on_line = problem.line(0) is not None
        # The widths from which windows and leaps were tried, per result.
        self._shortened: dict[int, int] = {}
        self._leapt: dict[int, int] = {}
        self._grown: dict[int, tuple[Tensor, list[int]]] = {}

    def run(self) -> list[list[Found]]:
        """The results, per target in the order of decreasing ε."""
        if self._settings.depth == 1:
            if not self._known:
                self._step()
                self._grow()
            for shape, target, theta in self._known:
                self._attempt(shape, theta, [target], "known")
            self._shorten([(t, found) for t, found in self._pairs if found.width and self._large(found.width)])
            self._descend()
            while self._shorten(self._pairs) or (self._problem.effort.leaps and self._leap()):
                self._descend()
        else:
            DeepSearch(self._problem, self._pairs, self._attempt, self._report).run()
        for _, found in self._pairs:
            failed = [w for w in found.curve if found.width is not None and w < found.width]
            found.failed_width = max([found.failed_width, *failed])
        return [[found for t, found in self._pairs if t == i] for i in range(self._problem.targets)]

    def _unmet(self, target: int) -> list[Found]:
        return [found for t, found in self._pairs if t == target and found.width is None]

    # --- steps and growth ---------------------------------------------------------------------------------------

    def _step(self) -> None:
        """Networks with a step for each fall of the target, where it is on a line and σ is a sigmoid."""
        for target, found in self._pairs:
            line = self._problem.line(target)
            started = stepped_networks(self._problem, target, line, found.eps) if line and line.steps else None
            if started is None:
                continue
            shape, theta = started
            for width in range(shape.widths[0], min(shape.widths[0] + MORE_STEPS, self._settings.max_width) + 1):
                if width > shape.widths[0]:
                    shape, theta = self._problem.grow(shape, theta, [target] * len(theta), 1)
                errors = self._problem.errors(shape, theta, [target] * len(theta))
                best = errors.argsort()[: min(STEPPED, int(torch.isfinite(errors).sum()))]
                if not len(best):
                    break
                theta, rows = theta[best], [target] * len(best)
                theta = self._problem.train(shape, theta, rows, (2,) * 20, oversampling=2)
                self._attempt(shape, theta, rows, "steps", [found])
                if found.width is not None:
                    self._report(f"steps: width {width}")
                    break

    def _grow(self) -> None:
        starts, shape = self._settings.starts, self._problem.shape(1)
        rows = [t for t in range(self._problem.targets) if self._unmet(t) for _ in range(starts)]
        if not rows:
            return
        theta = self._problem.train(shape, self._problem.start(shape, rows), rows, (2,) * 15)
        while True:
            width = shape.widths[0]
            self._grown[width] = (theta, rows)
            self._attempt(shape, theta, rows, "growth")
            keep = [b for b, t in enumerate(rows) if self._unmet(t) and width < self._ceilings[t]]
            if not keep or width >= self._settings.max_width:
                return
            self._report(f"growth: width {width}, {len(keep) // starts} of {self._problem.targets} targets to go")
            theta, rows = theta[keep], [rows[b] for b in keep]
            count = min(1 + width // 24, self._settings.max_width - width)
            shape, theta = self._problem.grow(shape, theta, rows, count)
            theta = self._problem.train(shape, theta, rows, (2,) * (10 + 2 * count))

    # --- below the grown width ----------------------------------------------------------------------------------

    def _large(self, width: int) -> bool:
        """Whether windows come first at that width."""
        return self._on_line and width > FEW_UNITS

    def _brief(self, found: Found) -> bool:
        """Whether the arms below `found` are cut short: steps have not been seen to leave anything to them."""
        width = found.width or 0
        return self._large(width) or (found.arm == "steps" and width > FEW_STEPS)

    def _shorten(self, pairs: list[tuple[int, Found]]) -> bool:
        """Windowed descent where the targets are on a line, once from each network; whether one became narrower."""
        improved = False
        for target, found in pairs:
            line, before = self._problem.line(target), found.width
            if line is None or before is None or before <= FEWEST or self._shortened.get(id(found)) == before:
                continue
            assert found.theta is not None
            assert found.shape is not None
            theta = self._problem.loaded(found.shape, found.theta, target)
            kicks = 0 if found.arm == "steps" else KICKS
            descent = WindowedDescent(self._problem, target, line, found.eps, kicks)
            for shape, narrower in descent.run(found.shape, theta):
                self._report(f"windows: width {shape.widths[0]}")
                errors = self._problem.errors(shape, narrower, [target])
                self._record(shape, narrower, [target], errors, "windows", [found])
            self._shortened[id(found)] = found.width or 0
            if found.width != before:
                found.failed_width, improved = 0, True
        return improved

    def _leap(self) -> bool:
        """Try the width below the one that failed, once for each network; whether one was reached."""
        improved = False
        for target, found in self._pairs:
            before = found.width
            if before is None or before <= 2 or self._leapt.get(id(found)) == before:
                continue
            self._leapt[id(found)] = before
            self._report(f"leap: width {before - 2}")
            self._try_below([(target, found)], before - 2)
            if found.width != before:
                found.failed_width, improved = 0, True
        return improved

    def _descend(self) -> None:
        """Narrow every bracket (failed_width, width] until it holds one width; the widest networks first."""
        while True:
            open_ = [(self._next(found), t, found) for t, found in self._pairs if self._next(found)]
            if not open_:
                return
            width = max(next_ for next_, _, _ in open_)
            here = [(t, found) for next_, t, found in open_ if next_ == width]
            brief = self._brief(here[0][1])
            here = [(t, found) for t, found in here if self._brief(found) == brief]
            self._report(f"descent: width {width}, {len(here)} networks to beat")
            self._try_below(here, width, brief)

    def _next(self, found: Found) -> int:
        """The next width to try below `found`; 0 if there is none.

        Wide networks go down by more than one unit, except where steps or windows have done that.
        """
        if found.width is None or found.width - found.failed_width <= 1:
            return 0
        step = found.width - (1 if self._brief(found) else 1 + found.width // 24)
        return step if step > found.failed_width else (found.failed_width + found.width) // 2

    def _try_below(self, here: list[tuple[int, Found]], width: int, brief: bool = False) -> None:
        shape, starts = self._problem.shape(width), self._settings.starts
        small = self._problem.size(shape) <= FEW_PARAMETERS and not brief
        count = self._problem.effort.breadth * (2 * starts if small else starts)
        rows = [t for t, _ in here for _ in range(count)]
        theta = self._pruned(here, width, count)
        candidates = [("pruning", rows, theta, 20)]
        if width in self._grown:
            theta, owners = self._grown[width]
            wanted = {t for t, _ in here}
            kept = [b for b, t in enumerate(owners) if t in wanted]
            if kept:
                candidates.append(("growth", [owners[b] for b in kept], theta[kept], 30))
        if small:
            candidates.append(("restarts", rows, self._problem.start(shape, rows), 60))
        nearest = NearestNetworks(starts)
        for arm, owners, theta, iterations in candidates:
            if not self._problem.effort.every_arm:
                met = {t for t, found in here if found.width is not None and found.width <= width}
                keep = [b for b, t in enumerate(owners) if t not in met]
                if not keep:
                    break
                theta, owners = theta[keep], [owners[b] for b in keep]
            theta = self._problem.train(shape, theta, owners, (2,) * iterations, oversampling=2)
            errors = self._attempt(shape, theta, owners, arm, [found for _, found in here])
            nearest.add(errors, theta, owners)
        exchanges = self._problem.effort.exchanges
        for _ in range(exchanges // 4 if brief else exchanges):
            missed = [(t, found) for t, found in here if found.width is None or found.width > width]
            if not missed:
                break
            nearest = self._exchange(shape, nearest, missed)
        for _, found in here:
            if found.width is not None and found.width > width:
                found.failed_width = width

    def _pruned(self, here: list[tuple[int, Found]], width: int, count: int) -> Tensor:
        """`count` networks of that width from each of the networks found, those of one shape in one batch."""
        pruned: dict[int, Tensor] = {}
        for shape in dict.fromkeys(found.shape for _, found in here):
            assert shape is not None
            places = [place for place, (_, found) in enumerate(here) if found.shape == shape]
            rows = [here[place][0] for place in places]
            found = [here[place][1].theta for place in places]
            loaded = [
                self._problem.loaded(shape, theta, t) for t, theta in zip(rows, found, strict=True) if theta is not None
            ]
            narrower = self._problem.prune(shape, torch.cat(loaded), rows, width, count)
            pruned |= dict(zip(places, narrower.split(count), strict=True))
        return torch.cat([pruned[place] for place in range(len(here))])

    def _exchange(self, shape: Shape, nearest: NearestNetworks, missed: list[tuple[int, Found]]) -> NearestNetworks:
        """Add a unit to the nearest networks, take another one out, train; returns the nearest of the result."""
        targets = [t for t, _ in missed]
        theta, rows = nearest.of(targets)
        wide, theta = self._problem.grow(shape, theta, rows, 1)
        theta = self._problem.train(wide, theta, rows, (2,) * 15)
        shortlist, trained, result = (NearestNetworks(n) for n in (SHORTLIST, nearest.count, nearest.count))
        candidates, owners, errors = self._problem.without_one(wide, theta, rows)
        shortlist.add(errors, candidates, owners)
        theta, rows = shortlist.of(targets)
        theta = self._problem.train(shape, theta, rows, (2,) * 8 + (4,) * 4)
        trained.add(self._problem.errors(shape, theta, rows), theta, rows)
        theta, rows = trained.of(targets)
        theta = self._problem.train(shape, theta, rows, (2,) * 15, oversampling=2)
        errors = self._attempt(shape, theta, rows, "exchange", [found for _, found in missed])
        result.add(errors, theta, rows)
        return result

    # --- polishing and recording --------------------------------------------------------------------------------

    def _attempt(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], arm: str, pairs: list[Found] | None = None
    ) -> Tensor:
        """Polish networks towards the sup norm in stages and record every ε they reach on the check grid.

        Returns the errors before the polish.
        """
        wanted = pairs if pairs is not None else [found for _, found in self._pairs]
        targets = torch.tensor(rows)
        before = theta.new_empty(0)
        for stage, factor in zip((None, *STAGES), (*TOO_FAR, 0.0), strict=True):
            if stage is not None:
                theta = self._problem.train(shape, theta, rows, stage, oversampling=2)
            errors = self._problem.errors(shape, theta, rows)
            before = errors if stage is None else before
            known = errors.cpu()
            self._record(shape, theta, rows, known, arm, wanted)
            goals = self._goals(shape.widths[0], wanted)
            keep = torch.nonzero(known < factor * goals[targets]).flatten()
            if not len(keep):
                break
            theta, targets = theta[keep.to(theta.device)], targets[keep]
            rows = targets.tolist()
        return before

    def _goals(self, width: int, wanted: list[Found]) -> Tensor:
        """For each target the largest ε among `wanted` that a network of that width would still improve on."""
        goals, ids = torch.zeros(self._problem.targets, dtype=torch.float64), {id(found) for found in wanted}
        for t, found in self._pairs:
            if id(found) in ids and (found.width is None or found.width > width):
                goals[t] = max(float(goals[t]), found.eps)
        return goals

    def _record(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], errors: Tensor, arm: str, wanted: list[Found]
    ) -> None:
        """Note the best network of each target, for all its ε among `wanted` that it reaches."""
        width, ids, owners = shape.widths[0], {id(found) for found in wanted}, torch.tensor(rows)
        known = errors.cpu()
        order = by_target(known, owners)
        present, counts = torch.unique_consecutive(owners[order], return_counts=True)
        firsts = order[counts.cumsum(0) - counts]
        best = dict(zip(present.tolist(), firsts.tolist(), strict=True))
        least = dict(zip(present.tolist(), known[firsts].tolist(), strict=True))
        broken = torch.bincount(owners, weights=torch.isinf(known).double(), minlength=self._problem.targets)
        for t, found in self._pairs:
            if id(found) not in ids or t not in best:
                continue
            found.nonfinite += int(broken[t])
            error = least[t]
            found.curve[width] = min(error, found.curve.get(width, math.inf))
            if error <= found.eps and (found.width is None or width < found.width):
                found.shape, found.width, found.sup_error, found.arm = shape, width, error, arm
                found.theta = self._problem.saved(shape, theta[best[t]], t)
            elif found.width is None:
                found.sup_error = min(found.sup_error, error)
