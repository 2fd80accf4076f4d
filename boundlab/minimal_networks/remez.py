"""Best uniform approximation by polynomials on [-1, 1] (Remez exchange): a classical peer for network errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

from boundlab.errors import BoundlabError

Array = NDArray[np.float64]


def best_polynomial(function: Callable[[Array], Array], degree: int, points: int = 4001) -> tuple[Array, float, float]:
    """Chebyshev coefficients of the best polynomial of that degree, with a lower and an upper bound of its error.

    By de la Vallée Poussin's theorem the levelled error on the reference is a lower bound of the best error; the
    largest error on the grid is the error reached. The exchange stops when they agree to 1e-6.

    >>> _, low, high = best_polynomial(np.abs, 2)
    >>> round(low, 6), round(high, 6)
    (0.125, 0.125)

    Raises BoundlabError: the exchange did not settle.
    """
    x = -np.cos(np.linspace(0, np.pi, points))
    y = np.asarray(function(x), dtype=float)
    reference = np.round(np.linspace(0, points - 1, degree + 2)).astype(int)
    low, high, coefficients = 0.0, np.inf, np.zeros(degree + 1)
    for _ in range(200):
        signs: Any = (-1.0) ** np.arange(degree + 2)
        matrix = np.column_stack([chebyshev.chebvander(x[reference], degree), signs])
        solution = np.linalg.solve(matrix, y[reference])
        coefficients, low = solution[:-1], abs(float(solution[-1]))
        error = y - chebyshev.chebval(x, coefficients)
        high = float(np.abs(error).max())
        if high - low <= 1e-6 * high + 1e-14 * float(np.abs(y).max() + 1):
            return coefficients, low, high
        reference = _exchange(error, degree + 2)
    raise BoundlabError(f"remez: degree {degree} did not settle (error between {low:.3g} and {high:.3g})")


def polynomial_size(function: Callable[[Array], Array], eps: float, largest: int = 64) -> int | None:
    """The number of coefficients of the lowest-degree polynomial within `eps`; None if more than `largest`.

    Degrees are tried upward, so the answer rests on the lower bounds of the smaller degrees.

    >>> polynomial_size(np.exp, 0.05)
    3
    """
    for degree in range(largest):
        try:
            _, _, high = best_polynomial(function, degree)
        except (BoundlabError, np.linalg.LinAlgError):
            return None
        if high <= eps:
            return degree + 1
    return None


def _exchange(error: Any, count: int) -> Any:
    """`count` alternating local extrema of the error that include the largest."""
    runs = np.flatnonzero(np.diff(np.signbit(error))) + 1
    extrema = [int(part[np.argmax(np.abs(error[part]))]) for part in np.split(np.arange(len(error)), runs) if len(part)]
    while len(extrema) > count:
        # Removing an inner extremum would break the alternation, so a smaller end goes, or an adjacent pair.
        if len(extrema) == count + 1:
            del extrema[0 if abs(error[extrema[0]]) < abs(error[extrema[-1]]) else -1]
            continue
        heights = np.abs(error[extrema])
        pair = int(np.argmin(np.maximum(heights[:-1], heights[1:])))
        del extrema[pair : pair + 2]
    while len(extrema) < count:
        missing = [i for i in np.linspace(0, len(error) - 1, 3 * count).astype(int) if i not in extrema]
        extrema = sorted([*extrema, int(missing[len(missing) // 2])])
    return np.array(extrema)
