"""Statements about fully connected networks: their fields, their counts, and logarithms in balls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking._numbers import integer
from boundlab.checking._refusal import require

MAX_COUNT = 10**4000
MAX_WIDTH = 10**2000


def parameters(m: int, width: int, depth: int) -> int:
    """Return the number of weights and biases of `depth` affine layers with equal hidden widths and one
    output.
    """
    return width * (m + 1) + (depth - 2) * width * (width + 1) + width + 1


def shape(data: Mapping[str, Any]) -> tuple[int, int | None, int | None, list[str]]:
    """Return depth, excluded width, width limit, and the hypotheses that say so; raises Rejected."""
    depth = integer(data, "depth", 2, 64)
    activation = data.get("activation")
    require(isinstance(activation, str), "activation must be a name")
    words = ["mlp", f"activation={activation}", f"depth={depth}"]
    if "width_limit" in data:
        limit = integer(data, "width_limit", 1, 10**9)
        return depth, None, limit, [*words, f"width-limit={limit}"]
    return depth, integer(data, "excluded_width", 0, MAX_WIDTH), None, [*words, "uniform-width"]


def width_fields(data: Mapping[str, Any]) -> set[str]:
    """Return the field that says how wide the networks of `data` are: a width limit, or an excluded equal width."""
    return {"width_limit" if "width_limit" in data else "excluded_width"}


def require_count(data: Mapping[str, Any], m: int, depth: int, excluded: int | None) -> int:
    """Return N; raises Rejected unless it is the size of the narrowest network left (equal widths)."""
    N = integer(data, "N", 1, MAX_COUNT)
    if excluded is not None:
        require(parameters(m, excluded + 1, depth) == N, "N is not the size of the next wider network")
    return N


def require_positive(difference: Callable[[], Any], bits: int, reason: str) -> None:
    """Raise Rejected with `reason` unless the real number that `difference()` encloses is proved positive."""
    from flint import ctx

    before = ctx.prec
    try:
        for precision in (64, 256, 1024, bits + 128):
            ctx.prec = precision
            if difference() > 0:
                return
    finally:
        ctx.prec = before
    require(False, reason)


def log(value: Fraction | int) -> Any:
    """Return a ball around ln(value)."""
    return ball(value).log()


def ball(value: Fraction | int) -> Any:
    """Return a ball around `value`."""
    from flint import arb, fmpq

    exact = Fraction(value)
    return arb(fmpq(exact.numerator, exact.denominator))
