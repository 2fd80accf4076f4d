"""The setting in which encodings of a condition are compared: designs, optimisers, when a function is learned."""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures.mip import MagnitudeInvariant

RAW, TWICE, COMPLEMENT, ENCODED, RESIDUAL, BOTH = (
    "raw", "raw, read twice", "complement", "cos-sin", "raw, residual", "cos-sin, residual (MIP)",
)  # fmt: skip


def _design(encoding: str, additive: bool = False, condition: int = 1) -> MagnitudeInvariant:
    return MagnitudeInvariant(
        primary=(2, 16, 1), condition=condition, encoding=encoding, additive=additive, hidden=(32, 32),
        activation="relu",
    )  # fmt: skip


DESIGNS = {
    RAW: _design("raw"),
    TWICE: _design("raw", condition=2),
    COMPLEMENT: _design("complement"),
    ENCODED: _design("cos-sin"),
    RESIDUAL: _design("raw", additive=True),
    BOTH: _design("cos-sin", additive=True),
}
OPTIMISERS = {
    "Adam, rate 0.001": ("adam", 1e-3),
    "Adam, rate 0.004": ("adam", 4e-3),
    "SGD, rate 0.01, momentum 0.9": ("sgd", 1e-2),
}
REACHED = 0.02  # of the variance


@dataclass(frozen=True)
class Study:
    """One arm with one optimiser, measured every so many steps."""

    optimiser: str
    arm: str
    steps: int
    seeds: tuple[int, ...]
    every: int = 10
