"""Networks written down: theorem 4's hypernetwork for one target, theorem 5's two networks for a class."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal, overload

from boundlab.errors import bad_value, one_of
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target
from boundlab.numbers import epsilon, integers, positive_integer, rational
from boundlab.rigorous.constructed_hypernetwork import REFINE, ConstructedHypernetwork, construct_hypernetwork
from boundlab.rigorous.structured_construction import StructuredConstruction, construct_structured, matching_width


@overload
def construct(
    kind: Literal["hypernetwork"], *, target: str | Target, eps: str | Fraction, m1: int = 1, m2: int = 1, r: int = 1,
    activation: str = "clipped-relu", refine: int = REFINE,
) -> ConstructedHypernetwork: ...  # fmt: skip


@overload
def construct(
    kind: Literal["structured"], *, eps: str | Fraction, m1: int = 1, m2: int = 1, r: int = 1, w: int = 3,
    c: str | int | Fraction = 1, hidden: str | Sequence[int] | None = None,
) -> StructuredConstruction: ...  # fmt: skip


def construct(kind: str, **options: Any) -> ConstructedHypernetwork | StructuredConstruction:
    """Return a network that is written down: its exact size, and a proved bound of its error.

    "hypernetwork": theorem 4 for a `target` y(x, I) of m1 + m2 variables, a formula or a family such as bumps:…, within
    `eps` on the whole cube. "structured": theorem 5 for the targets g(x; M·P(I)), `w` features P, ‖M‖_1 ≤ `c`, and g
    with `hidden` widths (by default ε^(-m1/r), rounded up). Raises BoundlabError that names the argument.

    >>> construct("hypernetwork", target="sin(x + 2*y)", eps="1/10").N_g
    121
    >>> construct("structured", eps="1/10", w=2, hidden=(4,)).N_f
    881
    """
    one_of("kind", kind, ("hypernetwork", "structured"))
    return _hypernetwork(**options) if kind == "hypernetwork" else _structured(**options)


def _hypernetwork(
    target: str | Target, eps: str | Fraction, m1: int = 1, m2: int = 1, r: int = 1,
    activation: str = "clipped-relu", refine: int = REFINE,
) -> ConstructedHypernetwork:  # fmt: skip
    y = parse_target(target, m1 + m2) if isinstance(target, str) else target
    return construct_hypernetwork(y, m1, m2, r, eps, activation, refine)


def _structured(
    eps: str | Fraction, m1: int = 1, m2: int = 1, r: int = 1, w: int = 3, c: str | int | Fraction = 1,
    hidden: str | Sequence[int] | None = None,
) -> StructuredConstruction:  # fmt: skip
    accuracy = epsilon(eps)
    widths = (matching_width(accuracy, m1, r),) if hidden is None else _widths(hidden)
    limit = rational(c, "c") if isinstance(c, str) else Fraction(c)
    return construct_structured((m1, *widths, 1), m2, r, w, limit, accuracy)


def _widths(hidden: str | Sequence[int]) -> tuple[int, ...]:
    widths = tuple(integers(hidden, "hidden") if isinstance(hidden, str) else hidden)
    if not widths:
        raise bad_value("hidden", hidden, "positive integers such as 8,4")
    return tuple(positive_integer("hidden", width, 10**9) for width in widths)
