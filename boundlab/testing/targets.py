"""Strategies for targets: members of W_{r,m} whose norm is certified, accuracies, points of the cube."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

if TYPE_CHECKING:
    from boundlab.function_classes.target import Target


def targets(
    m: int | SearchStrategy[int] = 1, r: int | SearchStrategy[int] = 1, cells: int = 6
) -> SearchStrategy[Target]:
    """Members y of the ball W_{r,m}, of every family that knows its norm: `y.norm(r)` is certified and ≤ 1.

    `cells` bounds how rough they are: bumps, pieces and scales per axis. Raises BoundlabError if m or r is beyond
    what the families have (m ≤ 6, r ≤ 12).
    """

    def of(dimension: int, order: int) -> SearchStrategy[Target]:
        from boundlab.function_classes.parse import parse_target

        head, most = f"m={dimension},r={order}", max(2, min(cells, int(4096 ** (1 / dimension))))
        parts = st.integers(2, most)
        texts = [
            st.builds(lambda k, p: f"bumps:{head},k={k},pattern={p}", parts, st.integers(0, 99)),
            st.builds(lambda d, n: f"spline:{head},degree={d},pieces={n}", st.integers(order + 1, order + 3), parts),
            st.builds(lambda s: f"multiscale:{head},scales={s}", st.integers(1, max(1, most.bit_length() - 1))),
        ]
        if dimension == 1:
            slices = parts.flatmap(lambda k: st.tuples(st.just(k), st.integers(0, 2**k - 1)))
            texts.append(slices.map(lambda found: f"slice:{head},of=2,k={found[0]},bits={found[1]}"))
        return st.one_of(texts).map(parse_target)

    sizes = [value if isinstance(value, SearchStrategy) else st.just(value) for value in (m, r)]
    return st.tuples(*sizes).flatmap(lambda found: of(*found))


def accuracies(smallest: Fraction = Fraction(1, 10**9)) -> SearchStrategy[Fraction]:
    """Accuracies ε with smallest ≤ ε < 1, exact, of every magnitude between."""
    tens = st.integers(0, len(str(smallest.denominator // smallest.numerator)))
    found = st.builds(lambda a, b, e: Fraction(a, a + b) / 10**e, st.integers(1, 99), st.integers(1, 99), tens)
    return found.map(lambda eps: max(eps, smallest))


def cube(m: int, denominator: int = 64) -> SearchStrategy[tuple[Any, ...]]:
    """Points of the cube [-1, 1]^m with exact coordinates."""
    return st.tuples(*[st.fractions(-1, 1, max_denominator=denominator)] * m)
