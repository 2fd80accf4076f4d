"""Fixed hidden layers whose outputs span the continuous piecewise linear functions on the Kuhn triangulation.

On n cells per axis of [-1,1]^m the interpolant of h is Σ_j ℓ_j(h)·ψ_j, where ψ_j are the units of the last
hidden layer (for m = 1 also the constant 1) and every ℓ_j is a combination of values of h at nodes: a continuous
linear functional. The hidden layers do not depend on h. All their weights and biases are multiples of 1/2, for the
clipped ReLU divided by a power of two, hence exact as floating-point numbers.

ReLU. For m = 1 the units are r_i(x) = relu(n(x+1)/2 - i), and ℓ = h(t_0), then the changes of the increments of h
from cell to cell. For m ≥ 2 the units are the hat functions of `hat_networks`, and ℓ_v(h) = h(v).

Clipped ReLU, min(max(z, 0), 1). For m = 1 the units clip(n(x+1)/2 - i) rise from 0 to 1 on cell i, and ℓ = h(t_0),
then the increments of h. For m ≥ 2 every pre-activation z on the cube is at most some B, a power of two, and
relu(z) = B·clip(z/B) for z ≤ B, so the same network serves after rescaling, with as many parameters.

Error. With c_{r,m} = 1 for r = 1, 1/2 for r = 2, m = 1, and 1 for r = 2, m ≥ 2 the interpolant differs from h by at
most c_{r,m}·n^{-r}·Σ_{|k|=r} ‖D^k h‖ (proved in `hat_networks`); interpolation has norm 1 in the sup norm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from boundlab.errors import bad_value
from boundlab.rigorous.relu_networks.hat_networks import MAX_UNITS, ONE, KuhnNetwork
from boundlab.rigorous.relu_networks.network import Unit

ACTIVATIONS = ("relu", "clipped-relu")
ORDERS = (1, 2)

Layer = tuple[Unit, ...]


@dataclass(frozen=True)
class BasisNetwork:
    """The hidden layers on `cells` cells per axis of [-1,1]^`inputs`, and the functionals ℓ_j.

    Raises BoundlabError for an unknown activation; the layers of more than two million nodes are not built.
    """

    inputs: int
    cells: int
    activation: str = "relu"

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise bad_value("activation", self.activation, f"one of {', '.join(ACTIVATIONS)}")

    @property
    def nodes(self) -> int:
        """The number (n+1)^m of nodes, which is also that of the functionals ℓ_j."""
        return (self.cells + 1) ** self.inputs

    @property
    def output_biases(self) -> int:
        """1 if ℓ_0 belongs to the constant function, an output bias; 0 otherwise."""
        return int(self.inputs == 1)

    @property
    def inner_parameters(self) -> int:
        """The number of connections and biases of the hidden layers.

        >>> BasisNetwork(1, 5).inner_parameters, BasisNetwork(2, 1).inner_parameters
        (10, 58)
        """
        return sum(connections + biases for _, connections, biases in self.layer_sizes())

    def layer_sizes(self) -> list[tuple[int, int, int]]:
        """Return (units, connections, biases) of each hidden layer, without building it."""
        n, m, q = self.cells, self.inputs, self.cells + 1
        if m == 1:
            return [(n, n, n)]
        found = [(2 * q + m - 1,) * 3]
        for i in range(2, m + 1):
            fewer, more, terms = 2 * q ** (i - 1), 2 * q**i, 1 if i == 2 else 2
            found.append((fewer + more + m - i, fewer * terms + more * (terms + 1) + m - i, more))
        return [*found, (q**m, 4 * q**m, q**m)]

    def points(self) -> list[tuple[Fraction, ...]]:
        """Return the nodes, in lexicographic order."""
        grid = [Fraction(2 * a, self.cells) - 1 for a in range(self.cells + 1)]
        return list(product(grid, repeat=self.inputs))

    @cached_property
    def functionals(self) -> tuple[Mapping[int, int], ...]:
        """Each ℓ_j as {index of a node: integer coefficient}; for m = 1 the first is the output bias.

        >>> BasisNetwork(1, 2).functionals
        ({0: 1}, {0: -1, 1: 1}, {0: 1, 1: -2, 2: 1})
        """
        if self.inputs > 1:
            return tuple({j: 1} for j in range(self.nodes))
        steps = [{i: -1, i + 1: 1} for i in range(self.cells)]
        if self.activation == "relu":
            steps[1:] = [{i - 1: 1, i: -2, i + 1: 1} for i in range(1, self.cells)]
        return ({0: 1}, *steps)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The hidden layers, with exact weights."""
        n, m = self.cells, self.inputs
        if self.nodes > MAX_UNITS:
            raise bad_value("cells", n, f"at most {MAX_UNITS} nodes (cells + 1)^{m}")
        if m == 1:
            return (tuple(Unit({0: Fraction(n, 2)}, Fraction(n, 2) - i) for i in range(n)),)
        layers = tuple(KuhnNetwork(m, n, [Fraction(2 * a, n) - 1 for a in range(n + 1)]).layers())
        return layers if self.activation == "relu" else _clipped(layers, max(n, 2))


def _clipped(layers: tuple[Layer, ...], bound: int) -> tuple[Layer, ...]:
    """Return the network of clipped ReLUs equal to the Kuhn network: the hats are at most 1, all other
    pre-activations at most `bound`."""
    B = Fraction(1 << (bound - 1).bit_length())
    out, before = [], ONE
    for number, layer in enumerate(layers, 1):
        here = B if number < len(layers) else ONE
        out.append(tuple(_scaled(unit, before / here, 1 / here) for unit in layer))
        before = here
    return tuple(out)


def _scaled(unit: Unit, weights: Fraction, bias: Fraction) -> Unit:
    return Unit({i: w * weights for i, w in unit.weights.items()}, None if unit.bias is None else unit.bias * bias)


def interpolation_constant(r: int, m: int) -> Fraction:
    """Return c_{r,m}; raises BoundlabError for r > 2, where piecewise linear functions do not reach the order r.

    >>> interpolation_constant(2, 1)
    Fraction(1, 2)
    """
    if r not in ORDERS:
        raise bad_value("r", r, "1 or 2: the basis is piecewise linear (and W_{r,m} lies in W_{2,m} for r > 2)")
    return Fraction(1, 2) if (r, m) == (2, 1) else ONE
