"""Narrower networks on a line, by runs of neighbouring units that are replaced by one unit fewer.

Units are put in the order of their centres -b/w. A run of 3 to 8 neighbours is fitted anew with one unit less against
the frozen rest of the network, a small problem, and all runs of a length are one batch with many starts each; these are
halved successively by their local sup error. The best replacements of runs that do not overlap are put in together, and
the whole is trained towards the sup norm. Where that fails, half as many are put in. A sideways sweep in between
replaces runs by as many units as they have and a smaller local error, which spreads the slack over the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from boundlab.minimal_networks.growth import solve_output, with_width
from boundlab.minimal_networks.levenberg_marquardt import capacity, damped_step, hold_freed_memory
from boundlab.minimal_networks.problem import Line, Problem
from boundlab.networks.ensemble import Shape, assemble, evaluate, evaluate_with_jacobian

Tensor = torch.Tensor

# Units of a run, from and to.
SHORTEST, LONGEST = 3, 8
# Local fits for each run, and the stages of their training: how many go in, the exponents of the iterations, and how
# many times its limit the best error of a run may be before them. Of the runs that succeed, about one in twenty is
# beyond each of these; of the others two thirds, nine tenths and all are.
STARTS = 32
ROUNDS: tuple[tuple[int, tuple[float, ...], float], ...] = (
    (STARTS, (2,) * 6, 3.2),
    (8, (2,) * 8 + (4,) * 4, 1.4),
    (3, (4,) * 4 + (8,) * 8 + (16,) * 8, 1.05),
)
# Points in a run, and points elsewhere at which its replacement must not disturb the rest.
INSIDE, OUTSIDE = 112, 40
# A replacement is put in if its local sup error is below this many ε: training the whole brings it down.
ADMITTED = 1.12
# The descent ends after so many rounds without a narrower network.
PATIENCE = 6
# Descents anew, from the best network with some units more.
KICKS = 2
# Exponents that train the whole, in stages, and how far above ε the error may be after each.
POLISH: tuple[tuple[float, ...], ...] = ((2,) * 3 + (4,) * 3 + (8,) * 6, (16,) * 8 + (32,) * 8, (64,) * 10, (128,) * 12)
TOO_FAR = (2.0, 1.3, 1.12, 1.0)


@dataclass(frozen=True)
class Replacement:
    """Units `first` to `first + length` - 1, in order, give way to those of `theta`; `error` is local."""

    first: int
    length: int
    error: float
    theta: Tensor


class WindowedDescent:
    """Networks of `problem` for one target on a line, made narrower as long as their sup error is at most `eps`."""

    def __init__(self, problem: Problem, target: int, line: Line, eps: float, kicks: int = KICKS) -> None:
        self._problem, self._target, self._line, self._eps, self._kicks = problem, target, line, eps, kicks

    def run(self, shape: Shape, theta: Tensor) -> Iterator[tuple[Shape, Tensor]]:
        """From a network θ (1, P) within ε: networks within ε, each narrower than those before."""
        best = shape, theta
        for turn in range(1 + self._kicks):
            start = best if turn == 0 else self._kicked(*best)
            for found in () if start is None else self._down(*start):
                if found[0].widths < best[0].widths:
                    best = found
                    yield best

    def _kicked(self, shape: Shape, theta: Tensor) -> tuple[Shape, Tensor] | None:
        """Within ε still, with more units, from where the way down may lead elsewhere."""
        count = 1 + shape.widths[0] // 8
        shape, theta = self._problem.grow(shape, theta, [self._target], count)
        theta = self._problem.train(shape, theta, [self._target], (2,) * 10)
        trained = self._polished(shape, theta, self._eps)
        return None if trained is None else (shape, trained)

    def _down(self, shape: Shape, theta: Tensor) -> Iterator[tuple[Shape, Tensor]]:
        failures = 0
        while failures < PATIENCE and shape.widths[0] > SHORTEST:
            theta = ordered(shape, theta)
            found = self._shorter(shape, theta, min(self._length(failures), shape.widths[0] - 1))
            if found is not None:
                shape, theta = found
                failures = 0
                yield found
                continue
            failures += 1
            if failures % 2 == 0:
                theta = self._sideways(shape, theta)

    def _length(self, failures: int) -> int:
        """The units of the next runs: an excess that is spread over the line shows in long ones only."""
        short, long = (SHORTEST, LONGEST) if failures < PATIENCE // 2 else (LONGEST, 2 * LONGEST)
        return int(torch.randint(short, long + 1, (), generator=self._line.generator))

    def _shorter(self, shape: Shape, theta: Tensor, length: int) -> tuple[Shape, Tensor] | None:
        chosen = apart(self._replacements(shape, theta, length, length - 1, ADMITTED * self._goal))
        while chosen:
            narrower, start = put_in(shape, theta, chosen)
            trained = self._polished(narrower, start, self._eps)
            if trained is not None:
                return narrower, trained
            chosen = chosen[: len(chosen) // 2]
        return None

    def _sideways(self, shape: Shape, theta: Tensor) -> Tensor:
        length = min(int(torch.randint(SHORTEST, LONGEST + 1, (), generator=self._line.generator)), shape.widths[0])
        chosen = apart(self._replacements(shape, theta, length, length, self._goal))
        if not chosen:
            return theta
        _, start = put_in(shape, theta, chosen)
        trained = self._polished(shape, start, self._eps)
        return theta if trained is None else trained

    @property
    def _goal(self) -> float:
        return self._eps / self._line.unit

    def _polished(self, shape: Shape, theta: Tensor, eps: float) -> Tensor | None:
        """The whole trained towards the sup norm until its error is at most ε; None if it does not get there."""
        for exponents, factor in zip(POLISH, TOO_FAR, strict=True):
            theta = self._problem.train(shape, theta, [self._target], exponents, oversampling=2)
            error = float(self._problem.errors(shape, theta, [self._target]))
            if error <= eps:
                return theta
            if not error <= factor * eps:
                return None
        return None

    # --- the runs of one length, all at once ---------------------------------------------------------------------

    def _replacements(self, shape: Shape, theta: Tensor, length: int, units: int, limit: float) -> list[Replacement]:
        """Of the runs of that length in an ordered network, the replacements by `units` units with errors ≤ `limit`."""
        hold_freed_memory()
        weight, bias, v, _, _ = shape.blocks(theta)
        runs = torch.arange(shape.widths[0] - length + 1, device=theta.device)
        members = runs.unsqueeze(1) + torch.arange(length, device=theta.device)
        small = Shape(1, (length,), shape.activation)
        zero = theta.new_zeros(len(runs), 1)
        old = assemble(
            small, [weight[0][members].flatten(1), bias[0][members], v[0][members], zero, theta.new_zeros(len(runs), 0)]
        )
        x = self._points(weight, bias, length)
        flat = x.reshape(-1, 1)
        missing = (self._line.values(flat) - evaluate(shape, theta, flat)).reshape(len(runs), -1)
        wanted = missing + evaluate(small, old, x)
        narrow = with_width(small, units)
        starts = self._starts(small, old, narrow, x)
        count = len(starts) // len(runs)
        starts = solve_output(narrow, starts, *repeated(x, wanted, count))
        found = self._halved(narrow, starts, x, wanted, limit)
        return [Replacement(run, length, error, network) for run, network, error in found]

    def _points(self, weight: Tensor, bias: Tensor, length: int) -> Tensor:
        """For every run INSIDE points from the neighbour before it to the one after it, and OUTSIDE ones elsewhere."""
        centres = (-bias / weight.squeeze(2))[0].clamp(-1, 1)
        ends = torch.cat([centres.new_full((1,), -1), centres, centres.new_full((1,), 1)])
        low, high = ends[: len(centres) - length + 1], ends[length + 1 :]
        middle, half = (low + high) / 2, ((high - low) / 2).clamp_min(0.5 / len(centres))
        low, high = (middle - half).clamp(-1, 1), (middle + half).clamp(-1, 1)
        inside = low.unsqueeze(1) + (high - low).unsqueeze(1) * torch.linspace(0, 1, INSIDE, dtype=low.dtype).to(low)
        # The rest of [-1, 1] is a line of length 2 - (high - low) with a gap at low.
        part = torch.linspace(0, 1, OUTSIDE, dtype=low.dtype).to(low) * (2 - (high - low)).unsqueeze(1) - 1
        outside = torch.where(part < low.unsqueeze(1), part, part + (high - low).unsqueeze(1))
        return torch.cat([inside, outside.clamp(-1, 1)], dim=1).unsqueeze(2)

    def _starts(self, small: Shape, old: Tensor, narrow: Shape, x: Tensor) -> Tensor:
        """STARTS first layers for every run: the old units without some, moved a little, or more the later they come.

        A start for as many units as before begins with the old ones.
        """
        weight, bias, v, _, _ = small.blocks(old)
        runs, length, units = len(old), small.widths[0], narrow.widths[0]
        options: dict[str, Any] = {"generator": self._line.generator, "dtype": old.dtype}
        noise = torch.rand(runs, STARTS, length, **options).to(old.device)
        kept = noise.argsort(2)[:, :, :units].sort(2).values
        if units < length:  # the first starts lack each unit in turn
            turn = torch.arange(length, device=old.device)
            each = torch.stack([turn[turn != i] for i in range(length)])
            kept[:, : min(length, STARTS)] = each[:STARTS]
        centre = (-bias / weight.squeeze(2)).unsqueeze(1).expand(-1, STARTS, -1).gather(2, kept)
        slope = weight.squeeze(2).unsqueeze(1).expand(-1, STARTS, -1).gather(2, kept)
        low, high = x[:, 0, 0], x[:, INSIDE - 1, 0]
        gap = ((high - low) / (length + 1))[:, None, None]
        amount = torch.linspace(0, 1, STARTS, dtype=old.dtype).to(old)[None, :, None]
        centre = centre + 1.5 * amount * gap * torch.randn(runs, STARTS, units, **options).to(old.device)
        slope = slope * torch.exp(amount * torch.randn(runs, STARTS, units, **options).to(old.device))
        v = v.unsqueeze(1).expand(-1, STARTS, -1).gather(2, kept)
        batch = runs * STARTS
        blocks = [slope, -slope * centre, v, old.new_zeros(batch, 1), old.new_zeros(batch, 0)]
        return assemble(narrow, [block.reshape(batch, -1) for block in blocks])

    def _halved(
        self, shape: Shape, theta: Tensor, x: Tensor, wanted: Tensor, limit: float
    ) -> Iterator[tuple[int, Tensor, float]]:
        """Successive halving of the starts of each run, and of the runs.

        Of each run with a local sup error of at most `limit`: its number, its best network (1, P) and that error.
        """
        runs = torch.arange(len(x), device=x.device)
        for keep, exponents, hopeless in (*ROUNDS, (1, (), 1.0)):
            errors = self._errors(shape, theta, x, wanted).reshape(len(runs), -1)
            near = torch.nonzero(errors.amin(1) <= hopeless * limit).flatten()
            if not len(near):
                return
            best = errors[near].argsort(1)[:, :keep]
            theta = theta.reshape(len(runs), -1, theta.shape[1])[near.unsqueeze(1), best].flatten(0, 1)
            runs, x, wanted = runs[near], x[near], wanted[near]
            theta = _trained(shape, theta, *repeated(x, wanted, best.shape[1]), exponents)
        least = errors[near].amin(1)
        for i, (run, error) in enumerate(zip(runs.tolist(), least.tolist(), strict=True)):
            yield run, theta[i : i + 1], error

    def _errors(self, shape: Shape, theta: Tensor, x: Tensor, wanted: Tensor) -> Tensor:
        points, values = repeated(x, wanted, len(theta) // len(x))
        error = (evaluate(shape, theta, points) - values).abs().amax(1)
        return torch.nan_to_num(error, nan=torch.inf, posinf=torch.inf)


def _trained(shape: Shape, theta: Tensor, x: Tensor, y: Tensor, exponents: tuple[float, ...]) -> Tensor:
    """One Levenberg-Marquardt iteration for each exponent; every network has points (B, n, 1) and values of its own."""
    chunk = max(1, capacity(theta.device) // (x.shape[1] * shape.parameters * 4))
    parts = []
    for part in torch.arange(len(theta)).split(chunk):
        own, points, values = theta[part], x[part], y[part]
        damping = theta.new_full((len(part),), 1e-2)
        for p in exponents:
            value, jacobian = evaluate_with_jacobian(shape, own, points)

            def residual_at(trial: Tensor, points: Tensor = points, values: Tensor = values) -> Tensor:
                return evaluate(shape, trial, points) - values

            own, damping = damped_step(own, damping, value - values, jacobian, p, residual_at)
        parts.append(own)
    return torch.cat(parts)


def repeated(x: Tensor, wanted: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Points and values of every run, `count` times each."""
    return x.repeat_interleave(count, 0), wanted.repeat_interleave(count, 0)


def ordered(shape: Shape, theta: Tensor) -> Tensor:
    """The same network θ (1, P) of one input with its units in the order of their centres."""
    weight, bias, v, c, s = shape.blocks(theta)
    order = (-bias / weight.squeeze(2))[0].nan_to_num().argsort()
    return assemble(shape, [weight[:, order], bias[:, order], v[:, order], c, s])


def apart(replacements: list[Replacement]) -> list[Replacement]:
    """Those that share no unit and do not touch, the best first."""
    chosen: list[Replacement] = []
    for one in sorted(replacements, key=lambda one: one.error):
        if all(abs(one.first - other.first) > one.length for other in chosen):
            chosen.append(one)
    return chosen


def put_in(shape: Shape, theta: Tensor, chosen: list[Replacement]) -> tuple[Shape, Tensor]:
    """The network θ (1, P) with these runs replaced."""
    weight, bias, v, c, s = shape.blocks(theta)
    gone = {one.first + i for one in chosen for i in range(one.length)}
    stay = torch.tensor([i for i in range(shape.widths[0]) if i not in gone], dtype=torch.long, device=theta.device)
    parts = [[weight[:, stay], bias[:, stay], v[:, stay]]]
    for one in chosen:
        units = Shape(1, ((one.theta.shape[1] - 1) // 3,), shape.activation)
        *layers, constant, _ = units.blocks(one.theta)
        parts.append(layers)
        c = c + constant
    blocks = [torch.cat([part[i] for part in parts], dim=1) for i in range(3)]
    narrower = with_width(shape, blocks[0].shape[1])
    return narrower, assemble(narrower, [*blocks, c, s])
