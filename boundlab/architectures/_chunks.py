"""The chunk size of smallest count, in closed form and by search over every size that could be best.

As a function of the chunk size K the count of a chunked generator is, up to a constant, `f(K) = a·K + b·⌈P/K⌉`
with a parameters per generated number and b per chunk.

Closed form. `g(K) = a·K + b·P/K` is smallest at `K° = sqrt(b·P/a)`, and `g ≤ f < g + b`. So rounding K° to an
integer costs less than `a + b` against the true minimum: with K = ⌈K°⌉ < K° + 1,
`f(K) < g(K) + b ≤ a·K° + a + b·P/K° + b = g(K°) + a + b ≤ min f + a + b`.

Search. Only a K with `g(K) ≤ f(⌈K°⌉)` can be best, which is the interval between the roots of
`a·K² - f(⌈K°⌉)·K + b·P`, about `2·sqrt((1 + b/a)·K°)` wide; and only `K = ⌈P/M⌉`, the smallest size with M chunks, can
be best for its M, which leaves about `a/b` times as many numbers M. Trying the fewer of the two finds the minimum.

Brute force. Every `K = ⌈P/M⌉` is tried: all K ≤ √P + 1, and ⌈P/M⌉ for all M ≤ √P + 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isqrt

from boundlab.architectures._counting import ceil_div
from boundlab.architectures._options import LARGEST
from boundlab.errors import bad_value


@dataclass(frozen=True)
class ChunkTuning:
    """The closed form beside the true minimum of `a·K + b·⌈P/K⌉` over 1 ≤ K ≤ P.

    ties: every K that attains the minimum. gap = closed_cost - best_cost < a + b.
    """

    closed: int
    closed_cost: int
    best: int
    best_cost: int
    ties: tuple[int, ...]

    @property
    def gap(self) -> int:
        return self.closed_cost - self.best_cost


def chunk_cost(chunk: int, weights: int, per_output: int, per_chunk: int) -> int:
    """`a·K + b·⌈P/K⌉`.

    >>> chunk_cost(10, 95, per_output=3, per_chunk=8)
    110
    """
    return per_output * chunk + per_chunk * ceil_div(weights, chunk)


def tune(weights: int, per_output: int, per_chunk: int) -> ChunkTuning:
    """Both answers for P = `weights`, a = `per_output`, b = `per_chunk`, all positive.

    >>> tune(79510, per_output=101, per_chunk=8)
    ChunkTuning(closed=80, closed_cost=16032, best=80, best_cost=16032, ties=(80,))
    """
    closed = min(weights, max(1, _ceil_sqrt(per_chunk * weights, per_output)))
    bound = chunk_cost(closed, weights, per_output, per_chunk)
    root = isqrt(bound**2 - 4 * per_output * per_chunk * weights) + 1
    low = max(1, (bound - root) // (2 * per_output))
    high = min(weights, ceil_div(bound + root, 2 * per_output))
    fewest, most = ceil_div(weights, high), ceil_div(weights, low)
    sizes: Iterable[int] = range(low, high + 1)
    if most - fewest < high - low:
        sizes = {ceil_div(weights, m) for m in range(fewest, most + 1)}
    lowest, ties = _smallest(sizes, weights, per_output, per_chunk)
    return ChunkTuning(closed, bound, ties[0], lowest, ties)


def brute_force(weights: int, per_output: int, per_chunk: int) -> tuple[int, tuple[int, ...]]:
    """The minimum and all chunk sizes that attain it, by trying every size that could be best.

    Raises BoundlabError for more than 10^12 weights, for which it would take too long.

    >>> brute_force(79510, per_output=101, per_chunk=8)
    (16032, (80,))
    """
    if weights > LARGEST:
        raise bad_value("primary", f"{weights} weights", "at most 10^12 weights for a search by brute force")
    root = isqrt(weights) + 1
    sizes = {*range(1, min(weights, root) + 1), *(ceil_div(weights, m) for m in range(1, root + 1))}
    return _smallest(sizes, weights, per_output, per_chunk)


def _smallest(sizes: Iterable[int], weights: int, per_output: int, per_chunk: int) -> tuple[int, tuple[int, ...]]:
    lowest, ties = 0, list[int]()
    for k in sizes:
        cost = chunk_cost(k, weights, per_output, per_chunk)
        if not ties or cost < lowest:
            lowest, ties = cost, [k]
        elif cost == lowest:
            ties.append(k)
    return lowest, tuple(sorted(ties))


def best_chunk(weights: int, per_output: int, per_chunk: int) -> int:
    """The chunk size of smallest count (the smallest one, if several tie)."""
    return tune(weights, per_output, per_chunk).best


def _ceil_sqrt(numerator: int, denominator: int) -> int:
    """⌈sqrt(numerator/denominator)⌉, exactly: the smallest k with denominator·k² ≥ numerator."""
    k = isqrt(numerator // denominator)
    return k if denominator * k * k >= numerator else k + 1


def check_chunk(chunk: int, weights: int) -> None:
    """Raise unless 1 ≤ K ≤ P."""
    if chunk > weights:
        raise bad_value("chunk", chunk, f"at most the primary's {weights} weights")
