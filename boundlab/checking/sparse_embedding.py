"""Checker: a tanh embedding method with few non-zero parameters, and what a dense first layer would count.

Statement: for r = 1 and every y in W_{1,m} there are e and q with |q(x, e(I)) - y(x, I)| ≤ ε on the cube, where q has
`nonzero` non-zero parameters, at most 128·k of them, e has k = n^m1 outputs, and the first layer of q, counted
densely, has `dense_first_layer` ≥ k² parameters. So non-zero counting allows O(ε^(-m1)).

Construction. e(I) = (y(x_J, I))_J at the midpoints x_J of n^m1 cells of side 2/n, which is 1-Lipschitz in sup norm.
With edges e_j and T_j = tanh(n(x - e_j)), T_0 = 1, T_n = -1, the functions ψ_j = (T_{j-1} - T_j)/2 are positive and sum
to 1. Draw J with the probabilities Π ψ_{J_a}(x_a). Then J_a is l ≥ 2 or more cells off that of x_a with probability at
most 2·e^(-4(l-1)), as edges are 2/n apart; so E|x_a - x_{J_a}| ≤ (2/n)(1/2 + 1 + 2/(e^4 - 1)) ≤ 4/n, and, because the
derivatives satisfy Σ_a ‖∂_a y‖ ≤ 1,

    |y(x, I) - Σ_J y(x_J, I) Π_a ψ_{J_a}(x_a)| ≤ 4/n.

Products, with tanh t0 = 1/2, so that tanh''(t0) = -3/4, and |tanh''''| ≤ 8: four units,

    u·v ≈ (E(u+v) - E(u-v)) / (4 g² tanh''(t0)),  E(s) = tanh(t0 + g s) + tanh(t0 - g s),  error ≤ (512/9) g²

for |u|, |v| ≤ 2. A value is carried to the next layer by one unit tanh(g c)/g, error ≤ (8/3) g². Layers: 1 the T_j and
carriers of the z_J; l = 2 … m1 the products of l factors, and carriers; m1 + 1 the products with z_J; then the sum.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require

PER_NODE = 128
MOST_NODES = 10**80


FIELDS = {"kind", "m1", "eps", "n", "k", "g", "nonzero", "dense_first_layer"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    m1 = integer(data, "m1", 1, 6)
    eps, g = fraction(data.get("eps"), "eps"), fraction(data.get("g"), "g")
    require(Fraction(1, 10**12) <= eps < 1, "eps must satisfy 1e-12 <= eps < 1")
    require(0 < g < 1, "g must be between 0 and 1")
    n = integer(data, "n", 2, 10**13)
    k = n**m1
    require(integer(data, "k", 1, MOST_NODES) == k, "k is not the number of nodes")
    require(n >= ceil(8 / eps) and n <= ceil(8 / eps) + 1, "n is not the number of cells for this ε")
    require(Fraction(4, n) + k * _gadget_error(m1, g) <= eps, "the proved error exceeds ε")
    require(integer(data, "nonzero", 1, 10**90) == _nonzero(m1, n), "the non-zero parameters are not so many")
    require(_nonzero(m1, n) <= PER_NODE * k, f"more than {PER_NODE} parameters a node")
    dense = (m1 * (n - 1) + k) * (m1 + k)
    require(integer(data, "dense_first_layer", 1, 10**180) == dense, "the dense first layer has another size")
    return accepted(
        f"N_q ≤ {PER_NODE}·k non-zero parameters, k = ⌈8/ε⌉^{m1} (ε = {eps}); a dense first layer has more than k²",
        f"for every y in W_{{1,m}} there are e and q with |q(x, e(I)) - y(x, I)| ≤ {eps} on the cube; q has at most"
        f" {data['nonzero']} non-zero parameters, e has k = {k} outputs",
        f"m1 = {m1}, every m ≥ m1, r = 1, ε = {eps}",
        number=f"{data['nonzero']} is an upper bound of the non-zero parameters of q; counted densely, its first layer"
        f" has {dense}",
    )


def _gadget_error(m1: int, g: Fraction) -> Fraction:
    """Return the error of one term z_J Π ψ; raises Rejected if values could leave [-2, 2]."""
    product, carrier = Fraction(512, 9) * g**2, Fraction(8, 3) * g**2
    error = Fraction(0)
    for level in range(2, m1 + 1):  # |v| ≤ 1 and |û| ≤ 2: κ + e_u + 2 e_v
        error = product + error + 2 * (level - 2) * carrier
    error = product + error + 2 * m1 * carrier
    require(error <= 1, "g is too large for the gadgets")
    return error


def _nonzero(m1: int, n: int) -> int:
    """Weights and biases that are not zero, at most: layer by layer, then the output."""
    k = n**m1
    count = 2 * m1 * (n - 1) + k
    for level in range(2, m1 + 1):
        reads = 2 + 2 if level == 2 else 4 + 1
        count += n**level * 4 * (reads + 1)
        count += (m1 - level) * n * (3 if level == 2 else 1) + k
    return count + 4 * k * ((2 if m1 == 1 else 4) + 1 + 1) + 4 * k
