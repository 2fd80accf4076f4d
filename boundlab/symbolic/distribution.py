"""A sum of products of expansions, one of each scale, multiplied out: like products of monomials are added up exactly.

(x + 1)·(y + 1) - x·y is x + y + 1 only then.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import reduce
from math import prod
from operator import mul

from boundlab.symbolic.coefficient import exact
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.gaps import Key
from boundlab.symbolic.monomial import Monomial
from boundlab.symbolic.rational import normal

MAX_PRODUCTS = 60
Signed = tuple[dict[str, Expansion], int]


class Distribution:
    """Products of one monomial of each scale, their coefficients exact, signs alone, or unknown (0)."""

    def __init__(self, fields: Mapping[str, Expansions]) -> None:
        self.fields = fields
        self.exact: list[tuple[Key, Expression]] = []
        self.others: list[tuple[Key, int]] = []

    def add(self, product: Mapping[str, Expansion], sign: int, *, inexact: bool) -> None:
        """Add a product of expansions; of an `inexact` one only its size and `sign` are known."""
        if inexact and sign:
            self.others.append((tuple(f.leading(product[s])[0] for s, f in self.fields.items()), sign))
            return
        parts = [[*product[s].terms, *_error(product[s].error)] for s in self.fields]
        for chosen in itertools.product(*parts):
            key: Key = tuple(m for m, _ in chosen)
            coefficients = [c for _, c in chosen if c is not None]
            values = [c.value for c in coefficients if c.value is not None]
            if inexact or len(values) < len(key):
                known = not inexact and len(coefficients) == len(key)
                signs = [f.sign_of(c) for f, c in zip(self.fields.values(), coefficients, strict=False)]
                self.others.append((key, prod(signs) if known else 0))
            else:
                self._plus(key, normal(reduce(mul, values)))
            if len(self.exact) + len(self.others) > MAX_PRODUCTS:
                raise Vague("too many terms in several scales")

    def _plus(self, key: Key, coefficient: Expression) -> None:
        for i, (other, before) in enumerate(self.exact):
            if all(f.monomials.compare(m, n) == 0 for f, m, n in zip(self.fields.values(), key, other, strict=True)):
                self.exact[i] = key, normal(before + coefficient)
                return
        self.exact.append((key, coefficient))

    def terms(self) -> list[Signed]:
        """Return the terms in every scale, those that cancel left out, with their signs, 0 for one that is unknown."""
        first = next(iter(self.fields.values()))
        signed = [(key, first.sign(c)) for key, c in self.exact if c.value != 0]
        found = [(key, sign) for key, sign in signed if sign] + self.others
        return [
            ({s: Expansion(((m, exact(1)),)) for s, m in zip(self.fields, key, strict=True)}, sign)
            for key, sign in found
        ]


def _error(error: Monomial | None) -> Iterable[tuple[Monomial, None]]:
    return [] if error is None else [(error, None)]
