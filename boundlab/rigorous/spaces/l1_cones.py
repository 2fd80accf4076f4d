"""Cones over the l1 ball on the even points of a grid; for r = 1.

Take the grid points -1 + 2a/g, a ∈ {0, …, g}^m, whose coordinate sum Σ a_i is even, and the cones max(0, 1
- ‖x - x_a‖_1·g/2). Two such points are at l1 distance at least 4/g, so the cones have disjoint supports;
each partial derivative is bounded by g/2. Hence K = 1 + m·g/2, and the dimension is ⌈(g+1)^m / 2⌉. At g = 0
there is one function, the constant.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._norm_polynomial import NormPolynomial
from boundlab.rigorous.spaces._family import SpaceFamily


def families(m: int, r: int) -> list[SpaceFamily]:
    """Return the family for W_{1,m}; none for r ≥ 2, where cones are not smooth enough.

    >>> [families(2, 1)[0].dimension(g) for g in range(4)]
    [1, 2, 5, 8]
    """
    if r != 1:
        return []
    return [
        SpaceFamily(
            name="l1-cones",
            m=m,
            norm=NormPolynomial.of([Fraction(1), Fraction(m, 2)]),
            description={"family": "l1-cones"},
            disjoint=True,
            checkerboard=True,
        )
    ]
