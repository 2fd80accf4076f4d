"""The question an engine answers: which class, which accuracy, which networks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from boundlab.activations import catalogue
from boundlab.errors import bad_value
from boundlab.numbers import epsilon, positive_integer, rational

MAX_DIMENSION = 64
MAX_SMOOTHNESS = 32
MAX_DEPTH = 64
MAX_WIDTH = 10**9
MAX_BITS = 4096
MAX_DIGITS = 1900  # of ε^(-m), the largest answer; counts of fully connected networks have twice as many
MAX_WEIGHT = Fraction(10**30)


@dataclass(frozen=True)
class Query:
    """How many parameters does it take to approximate W_{r,m} in sup norm to accuracy ε?

    W_{r,m} is the set of h ∈ C^r([-1,1]^m) with Σ_{|k|_1 ≤ r} ‖D^k h‖_∞ ≤ 1. The optional fields describe the
    networks the question is about; an engine that needs one that is missing says so instead of guessing.

    Arguments: m, dimension, 1…64; r, smoothness, 1…32; eps, a Fraction or text with 1e-60 ≤ ε < 1 and ε^m ≥
    1e-1900; depth, number of affine layers; width, an upper bound on every hidden width (without it: all
    hidden layers equally wide); weights_bound, B with every weight and bias in [-B, B]; activation, a name
    in `boundlab.activations`; bits per parameter. Raises BoundlabError naming the field.

    >>> Query(m=2, r=2, eps="1e-4").eps
    Fraction(1, 10000)
    """

    m: int
    r: int
    eps: Fraction
    depth: int | None = None
    width: int | None = None
    weights_bound: Fraction | None = None
    activation: str = "relu"
    bits: int | None = None

    def __init__(
        self,
        m: int,
        r: int,
        eps: Fraction | str,
        depth: int | None = None,
        width: int | None = None,
        weights_bound: Fraction | int | str | None = None,
        activation: str = "relu",
        bits: int | None = None,
    ) -> None:
        set_field = object.__setattr__
        set_field(self, "m", positive_integer("m", m, MAX_DIMENSION))
        set_field(self, "r", positive_integer("r", r, MAX_SMOOTHNESS))
        set_field(self, "eps", epsilon(eps))
        if self.eps * 10 ** (MAX_DIGITS // m) < 1:
            expected = f"at least 1e-{MAX_DIGITS // m} for m = {m} (a longer answer would not fit a certificate)"
            raise bad_value("eps", eps, expected)
        for name, value, least, most in (
            ("depth", depth, 2, MAX_DEPTH),
            ("width", width, 1, MAX_WIDTH),
            ("bits", bits, 1, MAX_BITS),
        ):
            if value is not None and positive_integer(name, value, most) < least:
                raise bad_value(name, value, f"an integer between {least} and {most}")
            set_field(self, name, value)
        given = rational(weights_bound, "weights_bound") if isinstance(weights_bound, str) else weights_bound
        bound = None if given is None else Fraction(given)
        if bound is not None and not (0 < bound <= MAX_WEIGHT and bound.denominator <= MAX_WEIGHT):
            raise bad_value("weights_bound", weights_bound, "0 < B ≤ 1e30, with at most 30 digits")
        set_field(self, "weights_bound", bound)
        if activation not in catalogue():
            raise bad_value("activation", activation, "one of " + ", ".join(catalogue()))
        set_field(self, "activation", activation)
