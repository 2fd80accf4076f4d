"""The method behind the engine `adaptive-cells`, in floats, for one pair or one triple of coordinates.

Encoding: the slopes of h along the axes give the shape a, a point of the simplex; the cells of the lattice, stretched
by a, share slots; the parameters are the first m - 1 coordinates of a and the value of h at the centre of each slot.
The centre of a slot follows its cell while one is in use, and otherwise a mean of its cells' centres, weighted by
the inverse of how far each cell is from being used: so it moves continuously. Decoding: λ times the value of the slot
that owns the cell of x. Proofs: docs/sandwich-proofs.md.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np

from boundlab.errors import bad_value
from boundlab.numbers import positive_integer

Array = np.ndarray[Any, np.dtype[np.float64]]
Function = Callable[[Array], Array]

MARGIN = 1e-6


class AdaptiveCells:
    """The method for n cells per axis, error at most 1/(n+1) on W_{1,m}; m = 2 and n ≤ 200, or m = 3 and n ≤ 60.

    `slots` is the number of values it stores; with the m - 1 shape parameters these are all parameters.

    >>> AdaptiveCells(9, 2).slots
    64
    """

    def __init__(self, n: int, m: int) -> None:
        if m not in (2, 3):
            raise bad_value("m", m, "2 or 3")
        self.n, self.m = positive_integer("n", n, 200 if m == 2 else 60), m
        self.radius = 1.0 if m == 2 else 1.5
        self.total = self.radius * n + 0.25
        self.g = self.radius / self.total
        self.shrink = 1 / (1 + (self.g + 1 / n) / 2)
        self.cells = _lattice(m, self.total + self.radius)
        self.owner = self._slots()
        self.slots = int(self.owner.max()) + 1
        reach = int(np.abs(self.cells).max()) + 2
        self._index = np.full((2 * reach + 1,) * m, -1)
        self._index[tuple((np.floor(self.cells).astype(int) + reach).T)] = self.owner
        self._reach = reach

    def shape(self, slopes: Array) -> Array:
        """Return a from the m slopes; continuous also where all of them are 0."""
        return (slopes + MARGIN) / (np.sum(slopes) + self.m * MARGIN)

    def encode(self, h: Function, slopes: Array) -> Array:
        """Return the parameters of h, a function of points (k, m) with these slopes along the axes."""
        a = self.shape(slopes)
        return np.concatenate([a[:-1], h(self.centres(a))])

    def decode(self, parameters: Array, x: Array) -> Array:
        """Return the values of the reconstruction at the points x of shape (k, m)."""
        a = np.append(parameters[: self.m - 1], 1 - parameters[: self.m - 1].sum())
        place = np.floor(_nearest(x * a * self.total)).astype(int) + self._reach
        slot = self._index[tuple(place.T)]
        return self.shrink * np.asarray(parameters[self.m - 1 :][slot])

    def centres(self, a: Array) -> Array:
        """Return the centre of every slot at the shape a."""
        p = a * self.total
        distance = np.maximum(np.maximum(np.abs(self.cells) - p, 0).sum(axis=1) - self.radius, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            centre = np.where(self.cells == 0, 0, np.clip(self.cells / p, -1, 1))
            weight = 1 / distance
        used = distance == 0
        weight[used] = 0
        sums = [np.bincount(self.owner, weight * column, self.slots) for column in centre.T]
        with np.errstate(invalid="ignore"):
            mean = np.stack(sums, axis=1) / np.bincount(self.owner, weight, self.slots)[:, None]
        mean[self.owner[used]] = centre[used]
        return mean

    def _slots(self) -> Array:
        """Return the slot of every cell: those of one slot are never used at the same shape."""
        size = np.abs(self.cells)
        begin = np.maximum(size[:, 0] - self.radius, 0)
        end = np.minimum(self.total, self.total + self.radius - size[:, 1:].sum(axis=1))
        if self.m == 2:
            return _families(begin, end, np.lexsort((end, begin)))
        chain = np.zeros(len(size), dtype=int)
        classes: dict[tuple[float, float], list[int]] = {}
        for i, (x, y, v) in enumerate(size):
            classes.setdefault((v, x + y), []).append(i)
        chains: list[tuple[float, float]] = []
        for (v, s), members in classes.items():
            rows = np.array(members)
            local = _families(begin[rows], end[rows], np.argsort(begin[rows], kind="stable"))
            chain[rows] = local + len(chains)
            interval = (max(v - self.radius, 0.0), min(self.total, self.total + self.radius - s))
            chains += [interval] * (int(local.max()) + 1)
        low, high = np.array(chains).T
        return _families(low, high, np.argsort(low, kind="stable"))[chain]


def slopes_on_grid(h: Function, m: int, points: int) -> Array:
    """Return α_i = max |h(x + s·e_i) - h(x)|/s over a grid of `points` per axis: continuous in h in the sup norm, as
    no s is below 2/(points - 1).
    """
    axis = np.linspace(-1, 1, points)
    grid = np.stack([c.ravel() for c in np.meshgrid(*[axis] * m, indexing="ij")], axis=1)
    values = h(grid).reshape((points,) * m)
    return np.array([np.abs(np.diff(values, axis=i)).max() for i in range(m)]) * (points - 1) / 2


def _lattice(m: int, reach: float) -> Array:
    """Return the lattice points of l1 norm at most `reach`."""
    size = int(reach) + 1
    points: list[tuple[float, ...]]
    if m == 2:
        sides = [range(-size - 1, size + 1), range(-size, size + 1)]
        points = [(k + 0.5, j) for k, j in product(*sides) if (k + j) % 2 == 0]
    else:
        parities = [range(-size + (size + parity) % 2, size + 1, 2) for parity in (0, 1)]
        points = [z for side in parities for z in product(side, repeat=3)]
    found = np.array(points, dtype=float)
    return np.asarray(found[np.abs(found).sum(axis=1) <= reach])


def _nearest(X: Array) -> Array:
    """Return for each row the nearest lattice point in the l1 norm."""
    if X.shape[1] == 2:
        shifted = X - [0.5, 0.0]
        nearest = np.round(shifted)
        error = shifted - nearest
        worst = np.abs(error).argmax(axis=1)
        odd = np.flatnonzero(nearest.sum(axis=1) % 2 != 0)
        nearest[odd, worst[odd]] += np.where(error[odd, worst[odd]] >= 0, 1, -1)
        nearest[:, 0] += 0.5
        return np.asarray(nearest)
    even, odd_point = 2 * np.round(X / 2), 2 * np.round((X - 1) / 2) + 1
    closer = np.abs(X - even).sum(axis=1) <= np.abs(X - odd_point).sum(axis=1)
    return np.where(closer[:, None], even, odd_point)


def _families(begin: Array, end: Array, order: Iterable[int]) -> Array:
    """Return a number for each closed interval, in as few families of pairwise disjoint ones as possible."""
    family = np.zeros(len(begin), dtype=int)
    free: list[tuple[float, int]] = []
    for i in order:
        if free and free[0][0] < begin[i]:
            family[i] = heapq.heappop(free)[1]
        else:
            family[i] = len(free)
        heapq.heappush(free, (float(end[i]), int(family[i])))
    return family
