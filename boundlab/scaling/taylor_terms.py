"""Taylor terms of a hypernetwork with wide f: the r-th is of order n^(-max(r-H, 0)) for piecewise linear f.

K^(r), ∇^r h applied r times to ∇h, is r! times the coefficient of t^r of h(θ + t∇h). r perturbed layers of f give r - 1
links of order 1/n; g is a product of H factors, of which each takes one perturbation for free. h(θ + t∇h) has degree
H(L+1), so only H < r ≤ H(L+1) tells an order. For smooth f a link costs half as much: n^(-⌈(r-H)/2⌉), the control.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.runs.task import Report, Task
from boundlab.scaling._law import Control, OrderLaw, Series
from boundlab.scaling._measure import generator, kept

if TYPE_CHECKING:
    import torch

SHAPES = ((1, 2), (2, 1), (2, 2))  # H, L
PRIMARY_WIDTH = 8
SMOOTH = (3, 5)  # orders r of the control, H = 1, L = 2
WIDTHS = {
    "tiny": (64, 128, 256, 512),
    "small": (128, 181, 256, 362, 512, 724),
    "full": (128, 181, 256, 362, 512, 724, 1024, 1448, 2048),
}
DRAWS = {"tiny": 25, "small": 700, "full": 2000}
MORE = 4  # times as many draws for H = L = 2, whose highest terms scatter most


@dataclass(frozen=True)
class TaylorTerms(Task):
    """The Taylor coefficients at one width, of all orders that tell an order."""

    kind: ClassVar[str] = "Taylor terms of a hypernetwork"
    method: ClassVar[int] = 1

    layers: int
    hidden: int
    activation: str
    width: int
    draws: int

    @property
    def cost(self) -> float:
        return float(self.draws * self.width**self.hidden)

    @property
    def orders(self) -> tuple[int, ...]:
        """The orders r that are measured."""
        return SMOOTH if self.activation == "tanh" else _orders(self.layers, self.hidden)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        import torch

        from boundlab.scaling._taylor_jets import taylor_jet

        key = (self.layers, self.hidden, self.width, self.activation == "tanh")
        jets = torch.stack([
            taylor_jet(
                self.layers, self.hidden, self.width, PRIMARY_WIDTH, max(self.orders), self.activation,
                generator(*key, draw),
            ).coefficients
            for draw in range(self.draws)
        ])  # fmt: skip
        name = _smooth if self.activation == "tanh" else lambda r: _name(self.layers, self.hidden, r)
        return [
            {"series": name(r), "n": self.width, "values": {"coefficient": kept(jets[:, r].abs())}} for r in self.orders
        ]


def _orders(layers: int, hidden: int) -> tuple[int, ...]:
    return tuple(range(layers + 1, layers * (hidden + 1) + 1))


def _name(layers: int, hidden: int, r: int) -> str:
    return f"H = {layers}, L = {hidden}, r = {r}"


def _smooth(r: int) -> str:
    return f"H = 1, L = 2, r = {r}, tanh"


def units(scale: str) -> list[Task]:
    """One unit per shape and width."""
    shapes = [(H, L, "relu") for H, L in SHAPES] + [(1, 2, "tanh")]
    return [
        TaylorTerms(H, L, activation, n, DRAWS[scale] * (MORE if H * L == 4 else 1))
        for H, L, activation in shapes
        for n in WIDTHS[scale]
    ]


LAW = OrderLaw(
    id="taylor-terms",
    title="Taylor terms of a hypernetwork",
    statement="for piecewise linear f of width n the r-th Taylor term along the gradient is of order n^(-max(r-H, 0))",
    quantity="median over draws of |coefficient of t^r in h(θ + t∇h)|",
    source="Littwin, Galanti, Wolf, Yang 2020 (recalled); the order derived here, given that of a plain network",
    status=Status.DERIVED,
    compared=Compared.NOTHING,
    check="law-hyperkernel",
    series=tuple(
        Series(
            _name(H, L, r),
            {"n": H - r},
            {"one order less": {"n": H - r + 1}, "one order more": {"n": H - r - 1}},
        )
        for H, L in SHAPES
        for r in _orders(H, L)
    ),
    controls=tuple(
        Control(_smooth(r), {"n": -(r // 2)}, {"n": 1 - r}, "f is smooth: tanh in place of ReLU") for r in SMOOTH
    ),
    units=units,
    cannot_say="That the order is attained below the top coefficient: the upper bound is a heuristic count of links"
    " (norms and independence). The rms over draws is heavy-tailed at these widths and has other slopes;"
    " medians are reported. Beyond r = H(L+1) the term is exactly 0. Both factors wide is another"
    " statement.",
)
