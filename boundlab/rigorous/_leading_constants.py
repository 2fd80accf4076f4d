"""Leading constants: C with N(ε) ≥ C·ε^{-m/r}·(1 + o(1)), or ≤, as ε → 0, for continuous selection.

Lower: if K(n) ~ L·n^r and the dimension is ~ κ·n^m, then C = κ·L^{-m/r}. L is rational; C is its power, given as
exact data (κ, L, m, r) and, for reading, as a float rounded down. Upper: an engine says a rational power of its C;
rounded up for reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from boundlab.errors import BoundlabError
from boundlab.rigorous._norm_polynomial import integer_root
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.engines import engines
from boundlab.rigorous.exponential_bump import exponential_bump_norms
from boundlab.rigorous.spaces import SpaceFamily, families

DIGITS = 10


@dataclass(frozen=True)
class LeadingConstant:
    """C = density·lead^{-m/r} for the family `space` of spaces."""

    m: int
    r: int
    space: str
    lead: Fraction
    density: Fraction

    def decimal(self, digits: int = DIGITS) -> Fraction:
        """Return C rounded down to this many significant digits, from C^r = density^r·lead^{-m}."""
        power = self.density**self.r / self.lead**self.m
        scale = 1
        while power * scale**self.r < 10 ** (self.r * (digits - 1)):
            scale *= 10
        scaled = power * scale**self.r
        return Fraction(integer_root(scaled.numerator // scaled.denominator, self.r), scale)

    def to_json(self) -> dict[str, object]:
        """Return the constant as JSON data; `C` is for reading."""
        return {
            "m": self.m,
            "r": self.r,
            "direction": "lower",
            "space": self.space,
            "lead": str(self.lead),
            "density": str(self.density),
            "C": float(self.decimal()),
        }


@dataclass(frozen=True)
class UpperConstant:
    """C with C^root = power, for the construction `engine`."""

    m: int
    r: int
    engine: str
    power: Fraction
    root: int

    def decimal(self, digits: int = DIGITS) -> Fraction:
        """Return C rounded up to this many significant digits."""
        scale = 1
        while self.power * scale**self.root < 10 ** (self.root * (digits - 1)):
            scale *= 10
        scaled = self.power * scale**self.root
        up = -(-scaled.numerator // scaled.denominator)
        return Fraction(integer_root(up - 1, self.root) + 1, scale)

    def to_json(self) -> dict[str, object]:
        """Return the constant as JSON data; `C` is for reading."""
        return {
            "m": self.m,
            "r": self.r,
            "direction": "upper",
            "engine": self.engine,
            "power": str(self.power),
            "root": self.root,
            "C": float(self.decimal()),
        }


def upper_constants(m: int, r: int) -> dict[str, UpperConstant]:
    """Return the constant of every construction whose number of parameters is of the order ε^(-m/r), by engine.

    >>> {name: float(c.decimal(4)) for name, c in upper_constants(2, 2).items()}
    {'lattice-interpolation': 0.3619, 'multilinear-interpolation': 0.5}
    """
    found = {engine.name: engine.leading_constant(m, r) for engine in engines()}
    return {name: UpperConstant(m, r, name, *constant) for name, constant in found.items() if constant}


def leading_constants(m: int, r: int) -> dict[str, LeadingConstant]:
    """Return the best constant of each kind of space: "tensor-splines", "smoothed-linear-splines" (r = 2, 3),
    "l1-cones" (r = 1), "disjoint-bumps", and "exponential-bump", the textbook's exp(1 - 1/(1-x²)) on n^m cells (r ≤ 8).

    >>> c = leading_constants(2, 2)
    >>> str(c["tensor-splines"].lead), float(c["tensor-splines"].decimal(4))
    ('184/25', 0.1358)
    """
    names = dict.fromkeys(f.name for f in families(m, r))
    out = {name: _best(m, r, name, (f for f in families(m, r) if f.name == name)) for name in names}
    try:
        norms = exponential_bump_norms(r)
    except BoundlabError:
        return out
    lead = multi_index_sums(norms, m, r)[r]
    return {**out, "exponential-bump": LeadingConstant(m, r, "exponential-bump", lead, Fraction(1))}


def _best(m: int, r: int, name: str, candidates: Iterable[SpaceFamily]) -> LeadingConstant:
    family = min(candidates, key=lambda f: f.norm.leading)
    density = Fraction(1, 2) if family.checkerboard else Fraction(1)
    return LeadingConstant(m, r, name, family.norm.leading, density)
