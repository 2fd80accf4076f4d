"""ReLU networks for r = 2, m ≥ 2 that interpolate multilinearly, up to the error of their multiplications.

Squaring (Yarotsky 2017, Proposition 2). With the sawtooth g(x) = 2relu(x) - 4relu(x - 1/2) on [0, 1] and
its iterates g_j,
  f_S(x) = x - Σ_{j=1}^S g_j(x)/4^j  is the piecewise linear interpolant of x² at the multiples of 2^{-S}.

Product. p(x, y) = 2(f_S((x+y)/2) - f_S(x/2) - f_S(y/2)) on [0,1]²: all kinks lie on lines x, y, x + y ∈
2^{1-S}Z, and at the points of the lattice (2^{1-S}Z)² all three squares are exact. So p is the piecewise
linear interpolant of xy on the triangulation of this lattice by falling diagonals; therefore
  0 ≤ p ≤ min(x, y), p = 0 if x = 0 or y = 0, and |p - xy| ≤ 4^{-S}.

The network: hat functions of one variable, their products one factor after the other (p of the product so
far and the next hat), and the output Σ_v h(v)·p_v over the grid points. A product of m hats is off by at
most (m-1)·4^{-S}, and at most 2^m of them are not 0 at any x. With t = ‖h‖ the total error is at most
(1-t)/(2n²) + t·2^m(m-1)4^{-S} ≤ max(1/(2n²), 2^m(m-1)4^{-S}) for h ∈ W_{2,m}.

Layers: 2 for the hats, S + 1 for each of the m - 1 multiplications, 1 for the output.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from boundlab.errors import bad_value
from boundlab.rigorous.relu_networks.hat_networks import MAX_UNITS, ONE, Target
from boundlab.rigorous.relu_networks.network import ReluNetwork, Unit

HALF = Fraction(1, 2)

Affine = dict[int, Fraction]  # a sum of units of the layer before


def product_network_depth(m: int, S: int) -> int:
    """Return the number of affine layers."""
    return 3 + (m - 1) * (S + 1)


def product_network_widths(m: int, n: int, S: int) -> list[int]:
    """Return d_0, …, d_L.

    >>> product_network_widths(2, 1, 1)
    [2, 8, 4, 16, 4, 1]
    """
    q = n + 1
    widths = [m, 2 * m * q, m * q]
    for k in range(2, m + 1):
        squarings, waiting = q**k + q ** (k - 1) + q, (m - k) * q
        widths += [(2 if j == 1 else 3) * squarings + waiting for j in range(1, S + 1)]
        widths.append(q**k + waiting)
    return [*widths, 1]


def product_network_parameters(m: int, n: int, S: int) -> int:
    """Return the number of connections and biases for n cells per axis and S steps per squaring.

    >>> product_network_parameters(2, 1, 1)
    88
    """
    q = n + 1
    total = 7 * m * q
    for k in range(2, m + 1):
        squarings = q**k + q ** (k - 1) + q
        total += 5 * q**k + 3 * (q ** (k - 1) + q)
        total += squarings * sum(7 if j == 2 else 8 for j in range(2, S + 1))
        total += q**k * 3 * (2 if S == 1 else 3)
        total += (m - k) * q * (S + 1)
    return total + q**m


def product_network(m: int, n: int, S: int, target: Target) -> ReluNetwork:
    """Return the network for n cells per axis and S ≥ 1 steps per squaring, with output weights target(v).

    Raises BoundlabError for m < 2 or more than two million grid points.

    >>> net = product_network(2, 1, 2, lambda x: x[0] * x[1])
    >>> net.evaluate([Fraction(1), Fraction(-1)])
    Fraction(-1, 1)
    """
    if m < 2:
        raise bad_value("m", m, "at least 2; for one variable use hat_network")
    if (n + 1) ** m > MAX_UNITS:
        raise bad_value("n", n, f"at most {MAX_UNITS} grid points (n + 1)^m")
    grid = [Fraction(2 * a, n) - 1 for a in range(n + 1)]
    q, steep = n + 1, Fraction(n, 2)
    sides = [Unit({i: sign * steep}, -sign * steep * v) for i in range(m) for v in grid for sign in (1, -1)]
    hats = [Unit({2 * j: -ONE, 2 * j + 1: -ONE}, ONE) for j in range(m * q)]
    layers = [tuple(sides), tuple(hats)]
    so_far = [{j: ONE} for j in range(q)]
    waiting = [{j: ONE} for j in range(q, m * q)]
    for _ in range(2, m + 1):
        new, so_far, waiting = _multiplication(so_far, waiting[:q], waiting[q:], S)
        layers += new
    output = Unit({j: Fraction(target(v)) for j, v in enumerate(product(grid, repeat=m))})
    return ReluNetwork(m, (*layers, (output,)))


def _multiplication(
    left: Sequence[Affine], right: Sequence[Affine], waiting: Sequence[Affine], S: int
) -> tuple[list[tuple[Unit, ...]], list[Affine], list[Affine]]:
    """Return the layers that multiply each `left` by each `right`; the products; `waiting`, passed on."""
    pairs = [_sum((HALF, a), (HALF, b)) for a in left for b in right]
    arguments = [*pairs, *(_sum((HALF, a)) for a in left), *(_sum((HALF, b)) for b in right)]
    units, chain = _squaring_start(arguments)
    layers = []
    for j in range(1, S + 1):
        if j > 1:
            units, chain = _squaring_step(chain, j)
        layers.append((*units, *(Unit(w) for w in waiting)))
        waiting = [{len(units) + i: ONE} for i in range(len(waiting))]
    squares = [f for _, f in chain]
    of_left, of_right = squares[len(pairs) : -len(right)], squares[-len(right) :]
    halves = [(a, b) for a in of_left for b in of_right]
    products = [
        Unit(_sum((Fraction(2), whole), (Fraction(-2), a), (Fraction(-2), b)))
        for whole, (a, b) in zip(squares[: len(pairs)], halves, strict=True)
    ]
    layers.append((*products, *(Unit(w) for w in waiting)))
    count = len(products)
    return layers, [{i: ONE} for i in range(count)], [{count + i: ONE} for i in range(len(waiting))]


Chain = list[tuple[Affine, Affine]]  # for every argument z: g_j and f_j in terms of layer j of its squaring


def _squaring_start(arguments: Sequence[Affine]) -> tuple[list[Unit], Chain]:
    """Return the first layer of all squarings, relu(z) and relu(z - 1/2), with g_1 and f_1 = z - g_1/4."""
    units = [unit for z in arguments for unit in (Unit(z), Unit(z, -HALF))]
    starts = range(0, len(units), 2)
    return units, [({i: Fraction(2), i + 1: Fraction(-4)}, {i: HALF, i + 1: ONE}) for i in starts]


def _squaring_step(chain: Chain, j: int) -> tuple[list[Unit], Chain]:
    """Return layer j ≥ 2 of all squarings, relu(g), relu(g - 1/2), relu(f); g_j; f_j = f_{j-1} - g_j/4^j."""
    units = [unit for g, f in chain for unit in (Unit(g), Unit(g, -HALF), Unit(f))]
    small = Fraction(1, 4**j)
    after: Chain = []
    for i in range(0, len(units), 3):
        sawtooth = {i: Fraction(2), i + 1: Fraction(-4)}
        after.append((sawtooth, {i: -2 * small, i + 1: 4 * small, i + 2: ONE}))
    return units, after


def _sum(*terms: tuple[Fraction, Affine]) -> Affine:
    """Return the linear combination; the terms use different units."""
    return {i: factor * w for factor, part in terms for i, w in part.items()}
