"""Networks of sigmoids on a line that start with one step for each fall of the target, and a ramp for its rises.

A function that stays within ε of the target on [-1, 1] has at least as many monotone pieces as the one that turns only
when it must. A steep sigmoid falls on one interval and is flat elsewhere; on a ramp that rises everywhere, one broad
unit or the affine skip, such a step for each falling piece makes all the pieces: half as many units as there are
pieces, and one. So the constant pattern of k bumps takes k + 1 tanh units. The same holds with rises and falls
exchanged. Random candidates do not find the ramp, which is of no use before the steps are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch

from boundlab.minimal_networks.growth import solve_output
from boundlab.minimal_networks.problem import Line, Problem
from boundlab.minimal_networks.sampling import grid
from boundlab.networks.ensemble import Shape, assemble

Tensor = torch.Tensor

# Points at which the target is read.
POINTS = 16001
# The turns are those of the tube of this part of ε: the network has to get through what they leave.
PART = 0.9
# Slopes of a step, times half the length of its fall; each is a start of its own.
STEEPNESS = torch.logspace(0, 0.8, 16, base=10, dtype=torch.float64)
RAMP = 0.5


@dataclass(frozen=True)
class Turn:
    """A place x that a function within ε of the target has to turn at or near; from rising to falling if `top`."""

    x: float
    top: bool


def turns(x: Sequence[float], lower: Sequence[float], upper: Sequence[float]) -> list[Turn]:
    """The ends of the monotone pieces of a function with lower ≤ f ≤ upper at the points x that has the fewest.

    Between two of them f has to fall or rise; before the first and after the last it may be constant. Greedy: a piece
    is left only where the tube leaves it.

    >>> turns([0, 1, 2, 3], [0, 2, 0, 2], [1, 3, 1, 3])
    [Turn(x=0, top=False), Turn(x=1, top=True), Turn(x=2, top=False), Turn(x=3, top=True)]
    >>> turns([0, 1, 2], [0, 1, 0], [2, 2, 2])
    []
    """
    found: list[Turn] = []
    # The least upper and the largest lower bound since the last turn: what a fall, and a rise, has to get past.
    low = high = 0
    for i in range(len(x)):
        falling = not found or found[-1].top
        rising = not found or not found[-1].top
        low = i if falling and upper[i] <= upper[low] else low
        high = i if rising and lower[i] >= lower[high] else high
        if not found:
            if lower[high] > upper[low]:
                found += [Turn(x[j], top=j == high) for j in sorted((low, high))][:1]
                low = high = max(low, high)
        elif falling and lower[i] > upper[low]:
            found.append(Turn(x[low], top=False))
            high = i
        elif rising and upper[i] < lower[high]:
            found.append(Turn(x[high], top=True))
            low = i
    if found:
        last = Turn(x[low], top=False) if found[-1].top else Turn(x[high], top=True)
        found.append(last)
    return found


def stepped_networks(problem: Problem, target: int, line: Line, eps: float) -> tuple[Shape, Tensor] | None:
    """Networks with a step for each fall, or each rise if these are fewer, trained in their output layer only.

    None for a target that turns nowhere, or too often for `max_width`.
    """
    x = grid(POINTS, 1, problem.start(problem.shape(1), [target]).device)
    y = line.values(x)
    tube = PART * eps / line.unit
    at = turns(x[:, 0].tolist(), (y[0] - tube).tolist(), (y[0] + tube).tolist())
    steps = min(([(a.x, b.x) for a, b in pairwise(at) if a.top == top] for top in (True, False)), key=len)
    ramp = 0 if problem.settings.skip else 1
    if not 1 <= len(steps) <= problem.settings.max_width - ramp:
        return None
    shape = problem.shape(len(steps) + ramp)
    ends = torch.tensor(steps, dtype=torch.float64, device=x.device)
    steepness = STEEPNESS.to(x.device).unsqueeze(1)
    starts = len(steepness)
    slope = torch.cat([2 * steepness / (ends[:, 1] - ends[:, 0]), x.new_full((starts, ramp), RAMP)], dim=1)
    centre = torch.cat([ends.mean(1), x.new_zeros(ramp)])
    blocks = [slope, -slope * centre, torch.zeros_like(slope), x.new_zeros(starts, 1), x.new_zeros(starts, 1 - ramp)]
    return shape, solve_output(shape, assemble(shape, blocks), x, y.expand(starts, -1))
