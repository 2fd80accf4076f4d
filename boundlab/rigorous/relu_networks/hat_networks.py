"""ReLU networks that interpolate linearly: on intervals for m = 1, on the Kuhn triangulation for m ≥ 2.

Cut [-1,1]^m into n^m cubes of side s = 2/n, and each cube into the m! simplices that the order of the
coordinates defines. The hat function of a grid point v on this triangulation is (Yarotsky 2018, Section 4)
  φ_v(x) = relu(1 - P - Q),  P = max(0, y_1, …, y_m),  Q = max(0, -y_1, …, -y_m),  y = (x - v)/s,
and the interpolant of h is Σ_v h(v) φ_v.

Error. Write x = Σ_j λ_j v_j in its simplex. Every v_{ji} is one of two numbers s apart, so Σ_j λ_j |x_i -
v_{ji}| ≤ s/2 and Σ_j λ_j (x_i - v_{ji})² ≤ s²/4. Hence
- r = 1: |h - Ih| ≤ Σ_i ‖∂_i h‖ s/2, so ‖h - Ih‖ ≤ (1/n)·Σ_{|k|=1} ‖D^k h‖;
- r = 2: by Taylor's formula at x and the Cauchy-Schwarz inequality |h - Ih| ≤ Σ_i ‖∂_i² h‖ s²/8 + Σ_{i<j}
  ‖∂_i ∂_j h‖ s²/4, so ‖h - Ih‖ ≤ C·n^{-2}·Σ_{|k|=2} ‖D^k h‖ with C = 1/2 for m = 1 and C = 1 for m ≥ 2.

For m = 1 one hidden layer is enough: Ih = h(-1) + Σ_i c_i relu(x - x_i), n units.

For m ≥ 2 the network has m + 2 affine layers. P and Q are found one coordinate at a time, P_i =
relu(P_{i-1}) + relu(y_i - P_{i-1}), and depend on the first i coordinates of v only, so grid points share
them; coordinates still to come pass through relu(x_i + 1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise, product

from boundlab.errors import bad_value
from boundlab.rigorous.relu_networks.network import ReluNetwork, Unit

MAX_UNITS = 2_000_000
ONE = Fraction(1)

Target = Callable[[Sequence[Fraction]], Fraction]


def hat_network_parameters(m: int, n: int) -> int:
    """Return the number of connections and biases of the network on n cells per axis.

    >>> hat_network_parameters(1, 5), hat_network_parameters(2, 1)
    (16, 62)
    """
    if m == 1:
        return 3 * n + 1
    q = n + 1
    total = 2 * (m - 1) + 4 * q
    for i in range(2, m + 1):
        parts = 1 if i == 2 else 2
        total += 2 * q ** (i - 1) * parts + 2 * q**i * (parts + 2) + (m - i)
    return total + 6 * q**m


def hat_network_widths(m: int, n: int) -> list[int]:
    """Return d_0, …, d_L.

    >>> hat_network_widths(1, 5), hat_network_widths(2, 1)
    ([1, 5, 1], [2, 5, 12, 4, 1])
    """
    if m == 1:
        return [1, n, 1]
    q = n + 1
    middle = [2 * (q ** (i - 1) + q**i) + m - i for i in range(2, m + 1)]
    return [m, 2 * q + m - 1, *middle, q**m, 1]


def hat_network(m: int, n: int, target: Target, scale: Fraction = ONE) -> ReluNetwork:
    """Return the network whose output is scale times the interpolant of `target` on n cells per axis.

    `target` maps m exact coordinates to an exact value; it is called at the grid points only. Raises
    BoundlabError if the network would have more than two million grid points.

    >>> net = hat_network(2, 2, lambda x: x[0] * x[1])
    >>> net.evaluate([Fraction(1), Fraction(1)]), net.evaluate([Fraction(1, 2), Fraction(0)])
    (Fraction(1, 1), Fraction(0, 1))
    """
    if (n + 1) ** m > MAX_UNITS:
        raise bad_value("n", n, f"at most {MAX_UNITS} grid points (n + 1)^m")
    if m == 1:
        return _one_hidden_layer(n, lambda x: scale * target([x]))
    grid = [Fraction(2 * a, n) - 1 for a in range(n + 1)]
    builder = KuhnNetwork(m, n, grid)
    hats = builder.layers()
    output = Unit({j: scale * target(v) for j, v in enumerate(product(grid, repeat=m))})
    return ReluNetwork(m, (*hats, (output,)))


def _one_hidden_layer(n: int, h: Callable[[Fraction], Fraction]) -> ReluNetwork:
    knots = [Fraction(2 * i, n) - 1 for i in range(n + 1)]
    slopes = [(h(b) - h(a)) * n / 2 for a, b in pairwise(knots)]
    changes = [slope - before for before, slope in zip([Fraction(0), *slopes], slopes, strict=False)]
    hidden = tuple(Unit({0: ONE}, -t) for t in knots[:-1])
    return ReluNetwork(1, (hidden, (Unit(dict(enumerate(changes)), h(knots[0])),)))


class KuhnNetwork:
    """The layers that compute all hat functions; grid points are indexed lexicographically."""

    def __init__(self, m: int, n: int, grid: Sequence[Fraction]) -> None:
        self.m, self.q, self.steep, self.grid = m, n + 1, Fraction(n, 2), grid

    def layers(self) -> list[tuple[Unit, ...]]:
        out = [self._first()]
        for i in range(2, self.m + 1):
            out.append(self._maximum(i))
        return [*out, self._hats()]

    def _first(self) -> tuple[Unit, ...]:
        """relu(y_1) and relu(-y_1) for every v_1, then the other coordinates, shifted to be positive."""
        ups = [Unit({0: self.steep}, -self.steep * v) for v in self.grid]
        downs = [Unit({0: -self.steep}, self.steep * v) for v in self.grid]
        passing = [Unit({j: ONE}, ONE) for j in range(1, self.m)]
        return (*ups, *downs, *passing)

    def _sides(self, i: int) -> tuple[list[dict[int, Fraction]], list[dict[int, Fraction]]]:
        """P_i and Q_i for each prefix (v_1, …, v_i), as sums of units of layer i."""
        if i == 1:
            return [{a: ONE} for a in range(self.q)], [{self.q + a: ONE} for a in range(self.q)]
        fewer, more = self.q ** (i - 1), self.q**i
        block = fewer + more

        def side(start: int) -> list[dict[int, Fraction]]:
            return [{start + a // self.q: ONE, start + fewer + a: ONE} for a in range(more)]

        return side(0), side(block)

    def _passing_start(self, i: int) -> int:
        """The index in layer i of the first coordinate that passes through, which is x_{i+1}."""
        return 2 * self.q if i == 1 else 2 * (self.q ** (i - 1) + self.q**i)

    def _maximum(self, i: int) -> tuple[Unit, ...]:
        """Layer i: P_{i-1}, relu(y_i - P_{i-1}), the same for Q, and the coordinates beyond i."""
        source = self._passing_start(i - 1)
        units: list[Unit] = []
        for sign, side in zip((1, -1), self._sides(i - 1), strict=True):
            units += [Unit(dict(part)) for part in side]
            for part in side:
                less = {j: -w for j, w in part.items()}
                units += [Unit({**less, source: sign * self.steep}, -sign * self.steep * (1 + v)) for v in self.grid]
        return (*units, *(Unit({source + j: ONE}) for j in range(1, self.m - i + 1)))

    def _hats(self) -> tuple[Unit, ...]:
        sides = self._sides(self.m)
        return tuple(Unit({j: -w for part in both for j, w in part.items()}, ONE) for both in zip(*sides, strict=True))
