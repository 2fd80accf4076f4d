"""A standard tanh network for targets with a structured selector, y(x, I) = g(x; M·P(I)), g a tanh network.

1. The ReLU layers that interpolate the features P on n cells per axis of I, each emulated by two layers of tanh units.
2. A bottleneck: one unit keeps each P_i.
3. Every layer of g by two layers: four units for each product θ·z of a generated weight θ = Σ_t M_t P_t with an input z
   of that layer; then the sums, biases included, and tanh. The P_i are kept along the way.
x is kept until the first layer of g needs it.

Connections that exist, and biases, are counted: N = O(w·n^{m2}) + O(w·N_g), where theorem 5 has the same orders for the
hypernetwork. So for fixed w and n = O(ε^{-1/r}) a standard network reaches ε^{-m2/r} + ε^{-m1/r} too, if N_g =
O(ε^{-m1/r}); that is `repair/structured-network`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from boundlab.errors import bad_value
from boundlab.function_classes.structured_selector import StructuredSelector
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork
from boundlab.rigorous.relu_networks.network import Unit, dense_parameters
from boundlab.rigorous.tanh_networks.gadgets import Gadgets, TanhLayer, Value, total
from boundlab.rigorous.tanh_networks.network import TanhNetwork

HALF, ONE = Fraction(1, 2), Fraction(1)


def structured_network_parameters(widths: Sequence[int], w: int, m2: int, n: int) -> int:
    """Return the number of connections and biases, for g with widths d_0 = m1, …, d_k = 1 and n cells per axis of I.

    >>> structured_network_parameters((1, 2, 1), w=2, m2=1, n=3)
    169
    """
    basis, m1 = BasisNetwork(m2, n), widths[0]
    count, fan = 0, 1
    for units, connections, biases in basis.layer_sizes():
        count += 2 * (fan * connections + biases) + 12 * units + 2 * m1
        fan = 4
    count += w * (4 * basis.layer_sizes()[-1][0] + basis.output_biases) + m1
    for number, (before, here) in enumerate(pairwise(widths), 1):
        kept = w if number < len(widths) - 1 else 0
        count += 4 * (w + 2) * before * here + w + here * (4 * before + w) + kept
    return count


def structured_network(
    selector: StructuredSelector, widths: Sequence[int], n: int, gadgets: Gadgets | None = None
) -> TanhNetwork:
    """Return the network, of inputs (x, I), for the targets g(x; S(I)); see the module.

    `widths` are those of g, biases on every layer, one output; θ is ordered as in `boundlab.networks.primary`.
    Raises BoundlabError if the selector does not have as many outputs as g has parameters.
    """
    if widths[-1] != 1 or selector.outputs != dense_parameters(widths):
        expected = f"{selector.outputs} parameters, one for each output of the selector, and one output"
        raise bad_value("widths", "-".join(map(str, widths)), expected)
    return _Builder(selector, widths, n, gadgets or Gadgets()).network()


class _Builder:
    def __init__(self, selector: StructuredSelector, widths: Sequence[int], n: int, gadgets: Gadgets) -> None:
        self.selector, self.widths, self.gadgets = selector, widths, gadgets
        self.basis = BasisNetwork(selector.m2, n)
        self.layers: list[tuple[Unit, ...]] = []
        self.rows = [[Fraction(v) for v in row] for row in selector.matrix.tolist()]

    def network(self) -> TanhNetwork:
        m1 = self.widths[0]
        x = [Value({i: ONE}) for i in range(m1)]
        values = [Value({m1 + i: ONE}) for i in range(self.selector.m2)]
        for relu_layer in self.basis.layers:
            x, values = self._emulated(relu_layer, x, values)
        layer = TanhLayer(self.gadgets)
        features = [layer.kept(p, biased=bool(self.basis.output_biases)) for p in self._features(values)]
        z = [layer.kept(t) for t in x]
        self._close(layer)
        offset = 0
        for number, (before, here) in enumerate(pairwise(self.widths), 1):
            last = number == len(self.widths) - 1
            sums, features = self._products(offset, here, z, features)
            offset += (before + 1) * here
            if last:
                self.layers.append((Unit(sums[0].weights),))
                break
            layer = TanhLayer(self.gadgets)
            z, features = [layer.squashed(s) for s in sums], [layer.kept(p) for p in features]
            self._close(layer)
        return TanhNetwork(m1 + self.selector.m2, tuple(self.layers))

    def _close(self, layer: TanhLayer) -> None:
        self.layers.append(tuple(layer.units))

    def _emulated(
        self, relu_layer: Sequence[Unit], x: list[Value], values: list[Value]
    ) -> tuple[list[Value], list[Value]]:
        """Two layers that apply a layer of ReLUs to `values` and keep x."""
        size = Fraction(2 * self.basis.cells)
        layer = TanhLayer(self.gadgets)
        pairs = []
        for unit in relu_layer:
            t = total([values[i].scaled(weight) for i, weight in unit.weights.items()], unit.bias or Fraction(0))
            biased = unit.bias is not None
            pairs.append((layer.kept(t, size, biased), layer.squashed(t, self.gadgets.gate, biased)))
        x = [layer.kept(t) for t in x]
        self._close(layer)
        layer = TanhLayer(self.gadgets)
        after = [layer.product(t, total([sign.scaled(HALF)], HALF), size) for t, sign in pairs]
        x = [layer.kept(t) for t in x]
        self._close(layer)
        return x, after

    def _features(self, values: list[Value]) -> list[Value]:
        """The interpolants of P_1, …, P_w in terms of the last ReLU layer."""
        import numpy as np

        nodes = np.array([[float(c) for c in u] for u in self.basis.points()])
        found = []
        for column in self.selector.features(nodes).T.tolist():
            at_nodes = [Fraction(v) for v in column]
            output = [sum((c * at_nodes[u] for u, c in f.items()), Fraction(0)) for f in self.basis.functionals]
            constant = output.pop(0) if self.basis.output_biases else Fraction(0)
            found.append(total([v.scaled(factor) for v, factor in zip(values, output, strict=True)], constant))
        return found

    def _products(
        self, offset: int, here: int, z: list[Value], features: list[Value]
    ) -> tuple[list[Value], list[Value]]:
        """The layer of products; the sums Σ_j θ_ij z_j + b_i in terms of it, and the features kept by it."""
        layer = TanhLayer(self.gadgets)
        products = []
        for i in range(here):
            rows = [self.rows[offset + i * len(z) + j] for j in range(len(z))]
            products.append(
                [layer.product(self._weight(row, features), t, _size(row)) for row, t in zip(rows, z, strict=True)]
            )
        kept = [layer.kept(p) for p in features]
        self._close(layer)
        first_bias = offset + here * len(z)
        sums = [total([*parts, self._weight(self.rows[first_bias + i], kept)]) for i, parts in enumerate(products)]
        return sums, kept

    @staticmethod
    def _weight(row: Sequence[Fraction], features: Sequence[Value]) -> Value:
        """θ = Σ_t M_t P_t."""
        return total([p.scaled(factor) for p, factor in zip(features, row, strict=True)])


def _size(row: Sequence[Fraction]) -> Fraction:
    """A bound of |θ|, at least 1: each |P_t| ≤ 1."""
    return max(ONE, sum((abs(factor) for factor in row), Fraction(0)))
