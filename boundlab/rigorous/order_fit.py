"""The exponent of exact counts: the slope of log N against log 1/ε, by least squares."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import log

from boundlab.errors import bad_value


def fitted_exponent(points: Sequence[tuple[Fraction, int]]) -> float:
    """Return a in N ≈ C·ε^(-a) for pairs (ε, N); a description of these counts, no proof of an order.

    Raises BoundlabError for fewer than two different ε.

    >>> round(fitted_exponent([(Fraction(1, 10), 30), (Fraction(1, 1000), 3000)]), 12)
    1.0
    """
    if len({eps for eps, _ in points}) < 2:
        raise bad_value("eps", ", ".join(str(eps) for eps, _ in points), "at least two accuracies to fit an exponent")
    x = [log(eps.denominator) - log(eps.numerator) for eps, _ in points]
    y = [log(N) for _, N in points]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)
