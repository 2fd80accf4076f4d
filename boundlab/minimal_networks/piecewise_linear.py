"""The exact best continuous piecewise-linear approximation in the sup norm on [-1, 1]: the truth for ReLU nets.

A shallow ReLU network of width w with an affine skip represents exactly the continuous piecewise-linear functions
with at most w + 1 pieces (free knots). So the best such approximation is the optimum that a trainer can reach.

Minimum-link paths after Imai & Iri, "An optimal algorithm for approximating a piecewise linear function" (1986);
the greedy window argument is in the docstring of `minimum_link_path`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def minimum_link_path(x: Array, low: Array, high: Array) -> list[tuple[float, float]]:
    """The continuous piecewise-linear path with fewest links inside the tube low ≤ path ≤ high.

    The tube is the polygon with the vertices (x_i, low_i), (x_i, high_i), x increasing, low < high. Returned are
    the vertices of the path, so the number of links is one less than their number.

    Greedy. Among the lines that stay inside from the start of the tube, one reaches farthest; say it leaves the
    tube through the floor at e, having last touched the ceiling at t < e (the other case is the mirror image).
    Every later link must cross this extreme line between t and e: everything reachable beyond t lies on or below
    it. A line through the window [t, e] that climbs above the extreme line stays inside the tube from its crossing
    point on iff it keeps below the ceiling from t on and above the floor from e on. So the next link is again a
    stabbing problem whose ceiling starts at t and whose floor starts at e.
    """
    size = len(x)
    vertices: list[tuple[float, float]] = []
    ceiling: list[tuple[float, float]] = [(float(x[0]), float(high[0]))]
    floor: list[tuple[float, float]] = [(float(x[0]), float(low[0]))]
    index = 1
    previous: tuple[float, float, float] | None = None
    while True:
        line, index, side, touch = _stab(x, low, high, ceiling, floor, index)
        vertices.append(_start_vertex(previous, line, float(x[0])))
        slope, px, py = line
        if index == size:
            vertices.append((float(x[-1]), py + slope * (float(x[-1]) - px)))
            return vertices
        wall = low if side > 0 else high
        exit_x, exit_y = _crossing(line, x, wall, index)
        crossed = [(exit_x, exit_y)]
        first = int(np.searchsorted(x, touch, side="right"))
        opposite = high if side > 0 else low
        restart = [(touch, py + slope * (touch - px))]
        restart += [(float(x[i]), float(opposite[i])) for i in range(first, index)]
        ceiling, floor = (restart, crossed) if side > 0 else (crossed, restart)
        previous = line


def link_count(x: Array, values: Array, eps: float) -> int:
    """The number of pieces of the simplest continuous piecewise-linear function within `eps` of the samples."""
    return len(minimum_link_path(x, values - eps, values + eps)) - 1


def best_error(function: Callable[[Array], Array], pieces: int, points: int = 4001) -> float:
    """The least sup error of a continuous piecewise-linear function with `pieces` free-knot pieces, by bisection.

    Computed on `points` samples; between samples the tube is replaced by its chords, which changes the result by
    O(points^-2) relative to the curvature of the function.

    >>> round(best_error(lambda x: x**2, 8) * 2 * 8**2, 3)
    1.0
    """
    x = np.linspace(-1.0, 1.0, points)
    values = np.asarray(function(x), dtype=float)
    if link_count(x, values, 1e-13 * (1 + float(np.abs(values).max()))) <= pieces:
        return 0.0
    upper = float(np.ptp(values)) / 2 + 1e-12
    lower = 0.0
    while upper - lower > 1e-7 * upper:
        # Start geometrically: the error of many pieces is orders of magnitude below that of one.
        middle = upper / 4 if lower == 0.0 else (lower + upper) / 2
        if link_count(x, values, middle) <= pieces:
            upper = middle
        else:
            lower = middle
    return upper


def _stab(
    x: Array,
    low: Array,
    high: Array,
    ceiling: list[tuple[float, float]],
    floor: list[tuple[float, float]],
    index: int,
) -> tuple[tuple[float, float, float], int, int, float]:
    """Extend a line as far as it goes below `ceiling` and above `floor`, adding the tube's samples from `index`.

    Returns the line (slope, px, py), the index of the first sample it cannot pass (len(x) if none), on which side
    it leaves (+1: through the floor, so the line is the steepest one) and the abscissa of its last touch of the
    other side.
    """
    upper: list[tuple[float, float]] = []  # lower convex hull of the ceiling
    lower: list[tuple[float, float]] = []  # upper convex hull of the floor
    steepest: tuple[float, float, float] | None = None
    flattest: tuple[float, float, float] | None = None
    steep_touch = flat_touch = float("-inf")
    events = sorted([(p[0], 1, p[1]) for p in ceiling] + [(p[0], -1, p[1]) for p in floor])
    position, size = 0, len(x)
    while True:
        if position < len(events):
            px, side, py = events[position]
            position += 1
        elif index < size:
            px, side, py = float(x[index]), 1, float(high[index])
            events.append((px, -1, float(low[index])))
            index += 1
        else:
            break
        if side > 0:
            if flattest is not None and py < flattest[2] + flattest[0] * (px - flattest[1]):
                return flattest, _cut(x, px, index), -1, flat_touch
            if lower and lower[0][0] < px and (steepest is None or py < steepest[2] + steepest[0] * (px - steepest[1])):
                steepest = _tangent(lower, px, py, steep=True)
                steep_touch = px
            _push(upper, px, py, convex=True)
        else:
            if steepest is not None and py > steepest[2] + steepest[0] * (px - steepest[1]):
                return steepest, _cut(x, px, index), 1, steep_touch
            if upper and upper[0][0] < px and (flattest is None or py > flattest[2] + flattest[0] * (px - flattest[1])):
                flattest = _tangent(upper, px, py, steep=False)
                flat_touch = px
            _push(lower, px, py, convex=False)
    assert steepest is not None
    return steepest, size, 1, steep_touch


def _cut(x: Array, px: float, index: int) -> int:
    return int(np.searchsorted(x[:index], px, side="left"))


def _tangent(hull: list[tuple[float, float]], px: float, py: float, steep: bool) -> tuple[float, float, float]:
    """The extreme line through (px, py) that passes the hull points to its left on the right side.

    Along a hull the slopes improve up to the tangent point and worsen after it. The tangent points of later calls
    lie farther right, so the points before it are dropped; that makes a whole link linear in its samples.
    """
    at, best = 0, (py - hull[0][1]) / (px - hull[0][0])
    for index in range(1, len(hull)):
        qx, qy = hull[index]
        if qx >= px:
            break
        slope = (py - qy) / (px - qx)
        if (slope > best) if steep else (slope < best):
            break
        at, best = index, slope
    del hull[:at]
    return best, px, py


def _push(hull: list[tuple[float, float]], px: float, py: float, convex: bool) -> None:
    while len(hull) >= 2:
        (ax, ay), (bx, by) = hull[-2], hull[-1]
        turn = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        if (turn if convex else -turn) > 0:
            break
        hull.pop()
    hull.append((px, py))


def _crossing(line: tuple[float, float, float], x: Array, wall: Array, index: int) -> tuple[float, float]:
    """Where the line meets the wall between the samples index - 1 and index."""
    slope, px, py = line
    a, b = float(x[index - 1]), float(x[index])
    da = py + slope * (a - px) - float(wall[index - 1])
    db = py + slope * (b - px) - float(wall[index])
    t = a if da == db else a + (b - a) * min(1.0, max(0.0, da / (da - db)))
    return t, py + slope * (t - px)


def _start_vertex(
    previous: tuple[float, float, float] | None, line: tuple[float, float, float], start: float
) -> tuple[float, float]:
    slope, px, py = line
    if previous is None:
        return start, py + slope * (start - px)
    before, qx, qy = previous
    t = px if slope == before else (qy - before * qx - py + slope * px) / (slope - before)
    return t, py + slope * (t - px)
