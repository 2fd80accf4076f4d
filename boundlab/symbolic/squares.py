"""Sums of squares: which squares, multiplied with facts, make a combination of facts a contradiction.

The linear program over products of facts and squares has no solution as long as some functional L is non-negative on
all of them. Where L(v·v) < 0 for a polynomial v, the square of v is what was missing: it is added, and the program
solved again. Floating-point numbers only suggest v, rounded to rationals before it is used; the combination is exact,
like all others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mpoly

from boundlab.symbolic.contradiction import Budget, Combination, Fact, combination
from boundlab.symbolic.linear import Column, Multipliers, solve
from boundlab.symbolic.rational import Ring, to_fraction

MAX_BASIS, MAX_FACTS, MAX_DEGREE = 15, 8, 10
ROUNDS, CUTS = 30, 4
DENOMINATORS = (1, 2, 6, 60, 5_000)
Exponents = tuple[int, ...]


@dataclass(frozen=True)
class Product:
    """A column: the square of `root` (1 for None) times the facts in `names`."""

    root: fmpq_mpoly | None
    names: tuple[str, ...]
    polynomial: fmpq_mpoly
    strict: bool


def by_squares(
    ring: Ring, facts: Sequence[Fact], budget: Budget, fresh: Any
) -> tuple[list[dict[str, Any]], Combination] | None:
    """Return square steps and a contradiction that uses them, None if none is found; `fresh` gives names."""
    facts = [f for f in facts if not f.square]
    chosen = sorted(facts, key=lambda f: (f.name.startswith("domain"), -f.polynomial.total_degree()))[:MAX_FACTS]
    degree = max((f.polynomial.total_degree() for f in chosen), default=0)
    if not 2 <= degree <= MAX_DEGREE:
        return None
    pairs = [(f, g) for f, g in itertools.combinations_with_replacement(chosen, 2)]
    plain = [Product(None, (f.name,), f.polynomial, f.strict) for f in facts]
    plain += [
        Product(None, (f.name, g.name), f.polynomial * g.polynomial, f.strict and g.strict)
        for f, g in pairs
        if f.polynomial.total_degree() + g.polynomial.total_degree() <= degree + 2
    ]
    for extra in (0, 2):  # the facts times squares of that degree, too
        found = _Program(ring, chosen, plain, degree + extra, extra, budget).solved()
        if found is not None:
            return _certified(ring, found, fresh)
    return None


def _certified(ring: Ring, found: list[tuple[str, Product]], fresh: Any) -> tuple[list[dict[str, Any]], Combination]:
    steps, terms = [], []
    for coefficient, product in found:
        names = list(product.names)
        if product.root is not None:
            names.insert(0, fresh("s"))
            steps.append({"step": "square", "of": str(ring.expression(product.root)), "as": names[0]})
        terms.append((coefficient, names))
    return steps, combination(terms)


@dataclass(frozen=True)
class Multiplier:
    """A product of facts, multiplied with squares of combinations of `basis`; `products` are all b_i·b_j·factor."""

    names: tuple[str, ...]
    factor: fmpq_mpoly
    basis: list[fmpq_mpoly]
    products: dict[tuple[int, int], list[tuple[Exponents, fmpq]]]

    @classmethod
    def of(
        cls, ring: Ring, names: tuple[str, ...], factor: fmpq_mpoly, monomials: list[Exponents], zeros: list[Exponents]
    ) -> Multiplier:
        """Return it, with polynomials that vanish where a contradiction allows squares no other value."""
        points = [z for z in zeros if factor(*z) != 0]
        basis = [
            ring.context.from_dict({e: x for e, x in zip(monomials, vector, strict=True) if x != 0})
            for vector in _kernel([[fmpq(_power(z, e)) for e in monomials] for z in points], len(monomials))
        ]
        products = {}
        for i, j in itertools.combinations_with_replacement(range(len(basis)), 2):
            terms = (basis[i] * basis[j] * factor).to_dict().items()
            products[i, j] = [(tuple(map(int, e)), v) for e, v in terms]
        return cls(names, factor, basis, products)


def _zeros(ring: Ring, facts: Sequence[Fact]) -> list[Exponents]:
    """Return points with small coordinates at which every fact is ≥ 0: what sums to 0 vanishes there term by term."""
    used = [any(f.polynomial.degrees()[i] for f in facts) for i in range(len(ring.names))]
    if sum(used) > 4:
        return []
    found = itertools.product(*((0, 1, -1, 2) if u else (0,) for u in used))
    return [z for z in found if all(f.polynomial(*z) >= 0 for f in facts)]


def _power(point: Exponents, exponents: Exponents) -> int:
    total = 1
    for x, k in zip(point, exponents, strict=True):
        total *= x**k
    return total


def _kernel(rows: list[list[fmpq]], size: int) -> list[list[fmpq]]:
    """Return a basis of the vectors on which all rows vanish."""
    pivots: list[int] = []
    reduced: list[list[fmpq]] = []
    for row in rows:
        for pivot, known in zip(pivots, reduced, strict=True):
            row = [x - row[pivot] * y for x, y in zip(row, known, strict=True)]
        first = next((i for i, x in enumerate(row) if x != 0), None)
        if first is not None:
            row = [x / row[first] for x in row]
            reduced = [[x - known[first] * y for x, y in zip(known, row, strict=True)] for known in reduced]
            pivots, reduced = [*pivots, first], [*reduced, row]
    free = [i for i in range(size) if i not in pivots]
    found = []
    for i in free:
        vector = [fmpq(int(j == i)) for j in range(size)]
        for pivot, known in zip(pivots, reduced, strict=True):
            vector[pivot] = -known[i]
        found.append(vector)
    return found


class _Program:
    def __init__(
        self, ring: Ring, facts: Sequence[Fact], plain: list[Product], degree: int, extra: int, budget: Budget
    ) -> None:
        self.ring, self.budget = ring, budget
        zeros = _zeros(ring, facts)
        self.multipliers: list[Multiplier] = [
            Multiplier.of(ring, (), ring.constant(1), _basis(ring, facts, degree), zeros)
        ]
        for fact in facts:
            room = degree - fact.polynomial.total_degree()
            if room >= 2 or extra:
                small = _small(ring, facts, max(room, 0) // 2)
                self.multipliers.append(Multiplier.of(ring, (fact.name,), fact.polynomial, small, zeros))
        self.products = list(plain)
        for m in self.multipliers:
            pairs = itertools.combinations(m.basis, 2)
            roots = [*m.basis, *(u + s * v for u, v in pairs for s in (1, -1))]
            self.products += [Product(p, m.names, p * p * m.factor, False) for p in roots if not p.is_constant()]

    def solved(self) -> list[tuple[str, Product]] | None:
        """Return positive coefficients and products that sum to a contradiction."""
        for _ in range(ROUNDS):
            rows: dict[Exponents, int] = {(0,) * len(self.ring.names): 0}
            columns: list[Column] = []
            for product in self.products:
                terms = product.polynomial.to_dict().items()
                columns.append({rows.setdefault(tuple(map(int, e)), len(rows)): value for e, value in terms})
            norm = len(rows)
            for column, product in zip(columns, self.products, strict=True):
                if product.strict:
                    column[norm] = fmpq(1)
            columns.append({0: fmpq(1), norm: fmpq(1)})
            self.budget.spend(sum(map(len, columns)))
            answer = solve(columns, [fmpq(0)] * norm + [fmpq(1)], self.budget.spend)
            if isinstance(answer, Multipliers):
                last = len(columns) - 1
                return [(str(v), self.products[j]) for j, v in answer.values.items() if j != last]
            values = {e: -answer.values[i] for e, i in rows.items()}
            cuts = [cut for multiplier in self.multipliers for cut in self._cuts(multiplier, values)]
            if not cuts:
                return None
            self.products += cuts
        return None

    def _cuts(self, m: Multiplier, values: Any) -> Iterator[Product]:
        """Yield squares times the multiplier on which the functional is negative."""
        size = len(m.basis)
        matrix = [[fmpq(0)] * size for _ in range(size)]
        for (i, j), terms in m.products.items():
            total = sum((v * values.get(e, fmpq(0)) for e, v in terms), fmpq(0))
            matrix[i][j] = matrix[j][i] = total
        self.budget.spend(50 * size**2)
        for vector in _negative_directions(matrix)[:CUTS]:
            for most in DENOMINATORS:
                rounded = [Fraction(x).limit_denominator(most) for x in vector]
                exact = [fmpq(x.numerator, x.denominator) for x in rounded]
                if sum((exact[i] * exact[j] * matrix[i][j] for i in range(size) for j in range(size)), fmpq(0)) < 0:
                    root = sum((p * x for p, x in zip(m.basis, exact, strict=True)), self.ring.constant(0))
                    yield Product(root, m.names, root * root * m.factor, False)
                    break


def _basis(ring: Ring, facts: Sequence[Fact], degree: int) -> list[Exponents]:
    """Return the monomials whose squares may occur: those of half the degrees, in every parameter and together."""
    highest = [max((int(f.polynomial.degrees()[i]) for f in facts), default=0) for i in range(len(ring.names))]
    most = max((f.polynomial.total_degree() for f in facts), default=0)
    slack = degree - most
    ranges = [range((h + slack) // 2 + 1) if h else range(1) for h in highest]
    found = [e for e in itertools.product(*ranges) if sum(e) <= degree // 2]
    lowest = min((sum(map(int, e)) for f in facts for e in f.polynomial.monoms()), default=0)
    found = [e for e in found if 2 * sum(e) >= lowest]
    return sorted(found, key=lambda e: (sum(e), e))[:MAX_BASIS]


def _small(ring: Ring, facts: Sequence[Fact], degree: int) -> list[Exponents]:
    used = [any(f.polynomial.degrees()[i] for f in facts) for i in range(len(ring.names))]
    found = itertools.product(*(range(degree + 1) if u else range(1) for u in used))
    return sorted((e for e in found if sum(e) <= degree), key=lambda e: (sum(e), e))[:MAX_BASIS]


def _negative_directions(matrix: list[list[fmpq]]) -> list[list[float]]:
    """Return approximate eigenvectors of negative eigenvalues, the most negative first, largest entry ±1."""
    size = len(matrix)
    scale = max((abs(to_fraction(x)) for row in matrix for x in row), default=Fraction(0))
    if not scale:
        return []
    a = [[float(to_fraction(x) / scale) for x in row] for row in matrix]
    vectors = [[float(i == j) for j in range(size)] for i in range(size)]
    for _ in range(30):  # Jacobi's method
        off = max((abs(a[i][j]) for i in range(size) for j in range(i)), default=0.0)
        if off < 1e-12:
            break
        for p, q in itertools.combinations(range(size), 2):
            if abs(a[p][q]) > 1e-14:
                _rotate(a, vectors, p, q)
    found = sorted((a[i][i], i) for i in range(size) if a[i][i] < -1e-9)
    result = []
    for _, i in found:
        vector = [row[i] for row in vectors]
        top = max(vector, key=abs)
        result.append([x / top for x in vector])
    return result


def _rotate(a: list[list[float]], vectors: list[list[float]], p: int, q: int) -> None:
    theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    t = (1 if theta >= 0 else -1) / (abs(theta) + (theta * theta + 1) ** 0.5)
    c = 1 / (t * t + 1) ** 0.5
    s = t * c
    for row in (*a, *vectors):
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    for k in range(len(a)):
        a[p][k], a[q][k] = c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]
