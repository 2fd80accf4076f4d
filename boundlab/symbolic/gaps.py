"""Products of monomials, one of each scale, and gaps between them: what is known to be at most as large as another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from boundlab.symbolic.expansion import Expansions
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.monomial import UNIT, Monomial, logarithm

Key = tuple[Monomial, ...]
Combination = dict[str, Expression]  # multipliers of gaps, by their names


class Gap(NamedTuple):
    """`low ≲ high`, `strict` for ≺, between products of one monomial of each scale."""

    name: str
    low: Key
    high: Key
    strict: bool = False


class Scales:
    """Products of monomials, one of each scale."""

    def __init__(self, fields: Mapping[str, Expansions]) -> None:
        self.names = list(fields)
        self.monomials = [field.monomials for field in fields.values()]
        self.sign = next(iter(fields.values())).sign
        self.one: Key = tuple(UNIT for _ in self.names)
        self.searches = 0  # for multipliers, in all choices of gaps

    def product(self, a: Key, b: Key, exponent: Expression) -> Key:
        """Return a·b^exponent."""
        return tuple(
            f.product(m, f.power(n, exponent)) if n != UNIT else m for f, m, n in zip(self.monomials, a, b, strict=True)
        )

    def orders(self, a: Key, b: Key) -> list[int]:
        """Compare in every scale."""
        return [f.compare(m, n) for f, m, n in zip(self.monomials, a, b, strict=True)]

    def parts(self, a: Key, b: Key) -> tuple[dict[str, Key], dict[str, Key]]:
        """Return the leading monomials of log a - log b by scale, those with positive and those with negative sign."""
        found: tuple[dict[str, Key], dict[str, Key]] = {}, {}
        for i, (name, f) in enumerate(zip(self.names, self.monomials, strict=True)):
            for m, c in f.added(logarithm(a[i]), logarithm(b[i]), -1):
                if s := self.sign(c):
                    found[s < 0][name] = (*self.one[:i], m, *self.one[i + 1 :])
                    break
        return found
