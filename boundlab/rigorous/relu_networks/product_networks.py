"""ReLU networks for r = 2, m ≥ 2 that interpolate multilinearly, up to the error of their multiplications.

Squaring (Yarotsky 2017, Proposition 2). With the sawtooth g(x) = 2relu(x) - 4relu(x - 1/2) on [0, 1] and its iterates g_j,
  f_S(x) = x - Σ_{j=1}^S g_j(x)/4^j  is the piecewise linear interpolant of x² at the multiples of 2^{-S}.

Product. p(x, y) = 2(f_S((x+y)/2) - f_S(x/2) - f_S(y/2)) on [0,1]²: all kinks lie on lines x, y, x + y ∈ 2^{1-S}Z, and at the points of the lattice
(2^{1-S}Z)² all three squares are exact. So p is the piecewise linear interpolant of xy on the triangulation of this lattice by falling diagonals; therefore
  0 ≤ p ≤ min(x, y), p = 0 if x = 0 or y = 0, and |p - xy| ≤ 4^{-S}.

The network: hat functions of one variable, their products one factor after the other (p of the product so far and the next hat), and the
output Σ_v h(v)·p_v over the grid points. A product of m hats is off by at most (m-1)·4^{-S}, and at most 2^m of them are not 0 at
any x. With t = ‖h‖ the total error is at most (1-t)/(2n²) + t·2^m(m-1)4^{-S} ≤ max(1/(2n²), 2^m(m-1)4^{-S}) for h ∈ W_{2,m}.

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
    sides = [
        Unit({i: sign * steep}, -sign * steep * v) for i in range(m) for v in grid for sign in (1, -1)
    ]
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
    """Return the layers that multiply every `left` by every `right`, the products, and `waiting` passed on."""
    pairs = [{**_times(a, HALF), **_times(b, HALF)} for a in left for b in right]
    arguments = [*pairs, *(_times(a, HALF) for a in left), *(_times(b, HALF) for b in right)]
    layers: list[tuple[Unit, ...]] = []
    units: list[Unit] = []
    chain: list[tuple[Affine, Affine]] = []  # for every argument: the sawtooth g_j and f_j on the last layer
    for z in arguments:
        start = len(units)
        units += [Unit(z), Unit(z, -HALF)]
        chain.append(({start: Fraction(2), start + 1: Fraction(-4)}, {start: HALF, start + 1: ONE}))
    for j in range(2, S + 2):
        passed = [{len(units) + i: ONE} for i in range(len(waiting))]
        layers.append((*units, *(Unit(w) for w in waiting)))
        waiting = passed
        if j == S + 1:
            break
        units, chain = _squaring_step(chain, j)
    squares = [f for _, f in chain]
    count = len(pairs)
    products = []
    for index in range(count):
        a, b = divmod(index, len(right))
        whole, halves = squares[index], (squares[count + a], squares[count + len(left) + b])
        products.append(Unit({**_times(whole, Fraction(2)), **_times(halves[0], Fraction(-2)), **_times(halves[1], Fraction(-2))}))
    layers.append((*products, *(Unit(w) for w in waiting)))
    return layers, [{i: ONE} for i in range(count)], [{count + i: ONE} for i in range(len(waiting))]


def _squaring_step(chain: Sequence[tuple[Affine, Affine]], j: int) -> tuple[list[Unit], list[tuple[Affine, Affine]]]:
    """Return layer j of all squarings: relu(g), relu(g - 1/2), relu(f), and g_j and f_j in terms of these."""
    units: list[Unit] = []
    after: list[tuple[Affine, Affine]] = []
    quarter = Fraction(1, 4**j)
    for g, f in chain:
        start = len(units)
        units += [Unit(g), Unit(g, -HALF), Unit(f)]
        sawtooth = {start: Fraction(2), start + 1: Fraction(-4)}
        after.append((sawtooth, {start: -2 * quarter, start + 1: 4 * quarter, start + 2: ONE}))
    return units, after


def _times(part: Affine, factor: Fraction) -> Affine:
    return {j: factor * w for j, w in part.items()}
