"""A target: a function on the cube [-1, 1]^m, written once and evaluated by numpy, torch or ball arithmetic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from boundlab.errors import BoundlabError, bad_value

FUNCTIONS = (
    "sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "sinh", "cosh", "arctan", "abs", "sign", "relu",
)  # fmt: skip


class Ops(ABC):
    """The arithmetic a target is evaluated in; + - * / and integer powers are the number type's own."""

    @abstractmethod
    def constant(self, value: Fraction) -> Any:
        """The number `value`."""

    @abstractmethod
    def call(self, function: str, argument: Any) -> Any:
        """One of `FUNCTIONS` at `argument`."""

    @abstractmethod
    def power(self, base: Any, exponent: Fraction) -> Any:
        """base ** exponent for a constant exponent."""

    @abstractmethod
    def cell(self, argument: Any, count: int) -> Any:
        """floor(argument), clipped to 0..count-1."""

    @abstractmethod
    def take(self, table: Any, index: Any) -> Any:
        """table[..., index]."""


class NumpyOps(Ops):
    """float64 arrays."""

    def constant(self, value: Fraction) -> Any:
        try:
            return float(value)
        except OverflowError:
            return float("inf")

    def call(self, function: str, argument: Any) -> Any:
        if function == "relu":
            return np.maximum(argument, 0.0)
        return getattr(np, function)(argument)

    def power(self, base: Any, exponent: Fraction) -> Any:
        if exponent.denominator == 1 and 0 <= exponent <= 64:
            return base ** int(exponent)
        return np.power(base, float(exponent))

    def cell(self, argument: Any, count: int) -> Any:
        return np.clip(np.floor(argument), 0, count - 1)

    def take(self, table: Any, index: Any) -> Any:
        return np.asarray(table)[..., np.asarray(index).astype(int)]


@dataclass(frozen=True)
class Norm:
    """What is known about ‖h‖_r^s = ‖h‖_∞ + Σ_{1≤|k|≤r} ‖D^k h‖_∞.

    Attributes:
        order: r.
        value: the bound, or the estimate.
        certified: True if ‖h‖_r^s ≤ value is proved; False if value is a maximum over a grid, so a lower estimate.
    """

    order: int
    value: Fraction | float
    certified: bool


class Target(ABC):
    """A function [-1, 1]^m → R. `text` identifies it: `parse_target(target.text)` gives it back."""

    text: str
    dimension: int

    @abstractmethod
    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        """The value at the point with these coordinates, in the arithmetic `ops`."""

    def __call__(self, x: Any) -> Any:
        """The values at the points x, an array of shape (..., m)."""
        x = np.asarray(x, dtype=float)
        with np.errstate(all="ignore"):
            try:
                value = self.at([x[..., i] for i in range(self.dimension)], NumpyOps())
            except (OverflowError, ZeroDivisionError):
                value = np.nan
        return np.broadcast_to(np.asarray(value, dtype=float), x.shape[:-1])

    def breaks(self) -> list[Fraction]:
        """Where, on each axis, the target is only finitely smooth: a certificate subdivides there first."""
        return []

    def smooth(self, order: int) -> bool:
        """Does its form show that it is C^order on the cube, wherever its derivatives up to `order` are bounded?

        If not, a bound of ‖h‖_order^s (with generalised derivatives) puts it in the closure of W_{order,m} only.
        """
        return False

    def norm(self, order: int) -> Norm | None:
        """What is known about ‖h‖_order^s, None if nothing."""
        return None

    def derivative_bound(self, orders: Sequence[int]) -> Fraction | None:
        """A proved bound of ‖D^k h‖_∞, k = `orders`, that the family knows; None if it knows none."""
        return None

    @property
    def scale(self) -> Fraction | None:
        """The amplitude a family is normalised to; None if the target has no natural one."""
        return None

    def __repr__(self) -> str:
        return f"parse_target({self.text!r})"


def check_finite(target: Target, points: int = 4096) -> None:
    """Refuse a target that is not finite on a grid of about `points` points of the cube, corners and 0 included.

    Raises:
        BoundlabError: it is not finite somewhere; the message shows where.
    """
    per_axis = max(3, round(points ** (1 / target.dimension)) | 1)
    axis = np.linspace(-1.0, 1.0, per_axis)
    x = np.stack(np.meshgrid(*[axis] * target.dimension, indexing="ij"), axis=-1).reshape(-1, target.dimension)
    try:
        values = target(x)
    except BoundlabError:
        raise
    except Exception as error:
        raise bad_value("target", target.text, f"a function that evaluates ({type(error).__name__}: {error})") from None
    bad = ~np.isfinite(values)
    if bad.any():
        where = ", ".join(f"{c:g}" for c in x[int(np.argmax(bad))])
        raise bad_value(
            "target", target.text, f"a function finite on [-1, 1]^{target.dimension}; it is not at ({where})"
        )
