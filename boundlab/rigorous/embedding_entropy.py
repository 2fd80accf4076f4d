"""Lower bounds for the primary network of an embedding method, by counting: repaired forms of Theorems 2
and 3 of Galanti and Wolf.

Setting. Targets are the h(x, I) in W_{1,m}, m = m1 + m2, x ∈ [-1,1]^{m1}, I ∈ [-1,1]^{m2}. An embedding
method is h ≈ q(x, e(I); θ). The embedding e: [-1,1]^{m2} → R^k is ℓ1-Lipschitz from the sup norm to a norm
with |z_i| ≤ ‖z‖, ‖e(0)‖ ≤ ρ, and otherwise arbitrary. The primary network q is fully connected with L
affine layers, hidden widths at most `width`, N_q weights and biases in [-B, B], a 1-Lipschitz activation
with σ(0) = 0 or |σ| ≤ 1, and z ↦ q(x, z; θ) is ℓ2-Lipschitz for the θ that are used. Let d(E; W_{1,m}) ≤ ε
< 1/3.

Claims (proofs in docs/entropy-proofs.md). With P l1 cones of amplitude > 3ε, n = ⌈2ℓ1ℓ2/ε⌉ and
c = (n^{m2} - 1)·ln 7 + [ρ > 0]·ln(3 + 2ρn/ℓ1):
- "embedding" (Theorem 2):  N_q·ln(1 + BΛ/ε) + k·c ≥ P·ln 2, Λ that of q for ‖z‖ ≤ ℓ1 + ρ;
- "first-layer": for the norm l1, the bound ℓ2 on ‖W^{1,2}‖_1·Lip(q') instead, q' being q after the first
  layer's product with z, (N_q - k·w1 + 1)·ln(1 + B'Λ'/ε) + w1·c ≥ P·ln 2, B' = max(1, w1)·B, Λ' that of q
  in the parameters (s, θ'), W^{1,2}e = s·u;
- "dense-first-layer" (Theorem 3): for any k ≤ `k` and w1 ≤ `width`, if the first layer is dense and both
  settings hold, N_q ≥ min{ P·ln 2 / (2·ln(1 + max(BΛ, B'Λ')/ε)), ⌈P·ln 2 / (2c)⌉² }.

No uniqueness, attainment or non-representability is assumed, and no continuity of the choice of e and θ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from boundlab.activations import catalogue
from boundlab.errors import bad_value
from boundlab.numbers import epsilon, positive_integer
from boundlab.rigorous._balls import ball, largest_true, log, positive
from boundlab.rigorous._bound import Bound
from boundlab.rigorous.engines.metric_entropy import COVERED
from boundlab.rigorous.mlp import parameter_lipschitz
from boundlab.rigorous.spaces.l1_cones import families

Form = Literal["embedding", "first-layer", "dense-first-layer"]
FORMS = ("embedding", "first-layer", "dense-first-layer")
MAX_DIMENSION = 16
MAX_WIDTH = 10**9
MAX_DEPTH = 64
LARGEST = Fraction(10**30)


@dataclass(frozen=True)
class EmbeddingQuery:
    """The constants of an embedding method, see the module. Raises BoundlabError naming the field.

    >>> q = EmbeddingQuery(1, 1, k=2, eps="1e-4", lipschitz_e=1, lipschitz_q=1,
    ...     weights_bound=10, depth=3, width=100)
    >>> q.cells
    20000
    """

    m1: int
    m2: int
    k: int
    eps: Fraction
    lipschitz_e: Fraction
    lipschitz_q: Fraction
    weights_bound: Fraction
    depth: int
    width: int
    e_at_zero: Fraction = Fraction(0)
    activation: str = "relu"

    def __init__(
        self,
        m1: int,
        m2: int,
        k: int,
        eps: Fraction | str,
        lipschitz_e: Fraction | int,
        lipschitz_q: Fraction | int,
        weights_bound: Fraction | int,
        depth: int,
        width: int,
        e_at_zero: Fraction | int = 0,
        activation: str = "relu",
    ) -> None:
        values: dict[str, Any] = {
            "m1": positive_integer("m1", m1, MAX_DIMENSION),
            "m2": positive_integer("m2", m2, MAX_DIMENSION),
            "k": positive_integer("k", k, MAX_WIDTH),
            "eps": epsilon(eps),
            "lipschitz_e": _constant("lipschitz_e", lipschitz_e),
            "lipschitz_q": _constant("lipschitz_q", lipschitz_q),
            "weights_bound": _constant("weights_bound", weights_bound),
            "depth": positive_integer("depth", depth, MAX_DEPTH),
            "width": positive_integer("width", width, MAX_WIDTH),
            "e_at_zero": _constant("e_at_zero", e_at_zero, zero=True),
            "activation": activation,
        }
        if values["depth"] < 2:
            raise bad_value("depth", depth, f"an integer between 2 and {MAX_DEPTH}")
        if values["eps"] >= Fraction(1, 3):
            raise bad_value("eps", eps, "a number with 0 < eps < 1/3: the packing is not derived beyond")
        if activation not in COVERED:
            raise bad_value("activation", activation, "one the proof covers: " + ", ".join(COVERED))
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def m(self) -> int:
        """m1 + m2."""
        return self.m1 + self.m2

    @property
    def cells(self) -> int:
        """n = ⌈2ℓ1ℓ2/ε⌉."""
        exact = 2 * self.lipschitz_e * self.lipschitz_q / self.eps
        return -(-exact.numerator // exact.denominator)

    @property
    def size_of_z(self) -> Fraction:
        """ℓ1 + ρ, a bound for ‖e(I)‖."""
        return self.lipschitz_e + self.e_at_zero

    def swing(self) -> Fraction:
        """Return BΛ."""
        widths = [self.m1 + self.k, *([self.width] * (self.depth - 1)), 1]
        bounded = catalogue()[self.activation].bounded_by_one
        inputs = max(Fraction(1), self.size_of_z)
        return self.weights_bound * parameter_lipschitz(widths, self.weights_bound, bounded, inputs)

    def first_layer_swing(self) -> Fraction:
        """Return B'Λ' for w1 = width.

        First layer: W^{1,1}x + b + s·u with |s| ≤ w1·B and |u_i| ≤ ℓ1 + ρ, so its output is at most B(m1 +
        1) + w1·B(ℓ1 + ρ), and moves by at most (m1 + 1 + ℓ1 + ρ)‖θ-θ'‖; the layers above as in
        `parameter_lipschitz`.
        """
        B, z, w = self.weights_bound, self.size_of_z, self.width
        size, change = B * (self.m1 + 1) + w * B * z, self.m1 + 1 + z
        bounded = catalogue()[self.activation].bounded_by_one
        for _ in range(self.depth - 1):
            size = min(size, Fraction(1)) if bounded else size
            size, change = B * (w * size + 1), w * size + 1 + B * w * change
        return w * B * change


def embedding_lower_bound(query: EmbeddingQuery, form: Form = "embedding") -> Bound:
    """Return a lower bound on N_q. N = 0 says that the inequality gives nothing at these constants.

    >>> q = EmbeddingQuery(1, 1, k=2, eps="1e-6", lipschitz_e=1, lipschitz_q=1,
    ...     weights_bound=10, depth=3, width=100)
    >>> embedding_lower_bound(q).N
    1187596674
    """
    if form not in FORMS:
        raise bad_value("form", form, "one of " + ", ".join(FORMS))
    cones = families(query.m, 1)[0]
    g = cones.norm.largest_below(3 * query.eps)
    packing = cones.dimension(g)
    N = {
        "embedding": _embedding,
        "first-layer": _first_layer,
        "dense-first-layer": _dense_first_layer,
    }[form](query, packing)
    hypotheses = _hypotheses(query, form)
    certificate = {
        "kind": "embedding-bound",
        "form": form,
        "direction": "lower",
        "hypotheses": hypotheses,
        "m1": query.m1,
        "m2": query.m2,
        "k": query.k,
        "eps": str(query.eps),
        "lipschitz_e": str(query.lipschitz_e),
        "lipschitz_q": str(query.lipschitz_q),
        "e_at_zero": str(query.e_at_zero),
        "weights_bound": str(query.weights_bound),
        "depth": query.depth,
        "width": query.width,
        "activation": query.activation,
        "cone_resolution": g,
        "N": N,
    }
    detail = f"{packing} cones, {query.cells} cells per axis for e" if N else "no information at these constants"
    return Bound(f"repaired-{form}", "lower", N, tuple(hypotheses), certificate, detail=detail)


_LIPSCHITZ_OF_Q = {
    "embedding": ["lipschitz-q"],
    "first-layer": ["lipschitz-after-first-layer"],
    "dense-first-layer": ["lipschitz-q", "lipschitz-after-first-layer"],
}


def _hypotheses(query: EmbeddingQuery, form: Form) -> list[str]:
    limit = "k-limit" if form == "dense-first-layer" else "k"
    return [
        "embedding-method",
        "mlp",
        f"activation={query.activation}",
        f"depth={query.depth}",
        f"{'first-layer-width' if form == 'first-layer' else 'width-limit'}={query.width}",
        f"{limit}={query.k}",
        f"weights-bound={query.weights_bound}",
        f"lipschitz-e={query.lipschitz_e}",
        *(f"{way}={query.lipschitz_q}" for way in _LIPSCHITZ_OF_Q[form]),
        f"e-at-zero={query.e_at_zero}",
        *(["dense-first-layer"] if form == "dense-first-layer" else []),
    ]


def _cost_of_e(query: EmbeddingQuery) -> Any:
    """Return a ball around c, the price of one coordinate of e."""
    n = query.cells
    start = log(3 + 2 * query.e_at_zero * n / query.lipschitz_e) if query.e_at_zero else ball(0)
    return (n**query.m2 - 1) * log(7) + start


def _fewest(packing: int, left: Callable[[], Any], swing: Fraction) -> int:
    """Return 1 + the greatest N ≥ 0 with N·ln(1 + swing) < left(); 0 if left() is not positive."""
    bits = packing.bit_length() + 64
    if not positive(left, bits):
        return 0
    return 1 + largest_true(lambda n: positive(lambda: left() - n * log(1 + swing), bits), 2 * packing)


def _embedding(query: EmbeddingQuery, packing: int) -> int:
    def left() -> Any:
        return packing * log(2) - query.k * _cost_of_e(query)

    return _fewest(packing, left, query.swing() / query.eps)


def _first_layer(query: EmbeddingQuery, packing: int) -> int:
    def left() -> Any:
        return packing * log(2) - query.width * _cost_of_e(query)

    fewest = _fewest(packing, left, query.first_layer_swing() / query.eps)
    return fewest + query.k * query.width - 1 if fewest else 0


def _dense_first_layer(query: EmbeddingQuery, packing: int) -> int:
    swing = max(query.swing(), query.first_layer_swing()) / query.eps
    by_parameters = _fewest(packing, lambda: packing * log(2) / 2, swing)
    bits = packing.bit_length() + 64
    by_width = 1 + largest_true(lambda k: positive(lambda: packing * log(2) / 2 - k * _cost_of_e(query), bits), packing)
    return min(by_parameters, by_width**2)


def _constant(argument: str, value: Fraction | int, zero: bool = False) -> Fraction:
    exact = Fraction(value)
    if not (0 < exact <= LARGEST or (zero and exact == 0)) or exact.denominator > LARGEST:
        raise bad_value(argument, value, f"0 {'≤' if zero else '<'} value ≤ 1e30, with at most 30 digits")
    return exact
