"""How fast the kernel K^g of a hypernetwork whose g has width m approaches its limit: like m^(-1/2).

f is infinitely wide here, so θ(x), θ(x') are Gaussian, s-correlated. For H = 2 layers of weights K^g is a mean of m
independent terms: unbiased, with an error exactly proportional to m^(-1/2). For H = 3 the mean square is c1/m + c2/m² +
…, so the slope is a little steeper at small m.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.runs.task import Report, Task
from boundlab.scaling._law import Control, OrderLaw, Series
from boundlab.scaling._measure import generator, kept

if TYPE_CHECKING:
    import torch
    from torch import Tensor

COSINE = 0.5  # of the inputs z, z' of g, which have length √2
PAIRS = ((2, 3), (2, 6), (3, 3), (3, 6))  # layers H and 10·s
WIDTHS = {
    "tiny": (32, 64, 128, 256),
    "small": (16, 32, 64, 128, 256, 362, 512, 724, 1024),
    "full": (16, 32, 64, 128, 256, 362, 512, 724, 1024, 1448, 2048),
}
DRAWS = {"tiny": 40, "small": 300, "full": 400}


@dataclass(frozen=True)
class FiniteKernels(Task):
    """Errors of K^g at one width against the formula, and against the one without the factor s."""

    kind: ClassVar[str] = "K^g at finite width"
    method: ClassVar[int] = 1

    layers: int
    tenths: int
    width: int
    draws: int
    control: bool

    @property
    def seed(self) -> tuple[int, ...]:
        """What the seed of every draw begins with."""
        return self.width, self.layers, self.tenths

    @property
    def cost(self) -> float:
        return float(self.draws * self.width ** (self.layers - 1))

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        import torch

        from boundlab.kernels.hyperkernel import primary_kernel

        s = self.tenths / 10
        z, w = _inputs()
        found = torch.tensor([
            float(finite_kernel(self.layers, s, self.width, z, w, generator(*self.seed, i), device))
            for i in range(self.draws)
        ])  # fmt: skip
        rows = []
        for name, correlated in ((_name(self.layers, self.tenths), True), (_broken(self.layers, self.tenths), False)):
            if not (correlated or self.control):
                continue
            limit = primary_kernel(s, (1.0, 1.0), z, w, self.layers, correlated)
            rows.append({"series": name, "m": self.width, "values": {"error": kept((found - limit).abs())}})
        return rows


def finite_kernel(
    layers: int, s: float, width: int, z: Tensor, w: Tensor, random: torch.Generator, device: torch.device
) -> Tensor:
    """⟨∇_θ g(z; θ), ∇_θ g(w; θ')⟩ for θ, θ' of standard normal entries with correlation s; z, w have shape (d0,)."""
    import torch

    widths = [z.shape[0], *[width] * (layers - 1), 1]
    signals, masks, weights = [(z, w)], [], []
    for before, after in pairwise(widths):
        first = torch.randn(after, before, generator=random).to(device)
        second = s * first + (1 - s * s) ** 0.5 * torch.randn(after, before, generator=random).to(device)
        weights.append((first, second))
        scale = (2 / width) ** 0.5 if after == width else 1.0
        source = (1 / z.shape[0]) ** 0.5 if len(signals) == 1 else 1.0
        p = [matrix @ (source * q.to(matrix)) for matrix, q in zip((first, second), signals[-1], strict=True)]
        masks.append([scale * (v > 0) for v in p])
        signals.append(tuple(v * mask for v, mask in zip(p, masks[-1], strict=True)))  # type: ignore[arg-type]
    backward = [torch.ones(1, device=device)] * 2
    kernel = torch.zeros((), device=device)
    for layer in reversed(range(layers)):
        if layer < layers - 1:
            backward = [
                mask * (matrix.T @ e)
                for mask, matrix, e in zip(masks[layer], weights[layer + 1], backward, strict=True)
            ]
        source = 1 / z.shape[0] if layer == 0 else 1.0
        q, q2 = signals[layer]
        kernel = kernel + (backward[0] @ backward[1]) * (q @ q2).to(device) * source
    return kernel


def _inputs() -> tuple[Tensor, Tensor]:
    import torch

    z = torch.tensor([2**0.5, 0.0])
    return z, 2**0.5 * torch.tensor([COSINE, (1 - COSINE**2) ** 0.5])


def _name(layers: int, tenths: int) -> str:
    return f"H = {layers}, s = 0.{tenths}"


def _broken(layers: int, tenths: int) -> str:
    return f"{_name(layers, tenths)}, without s"


def units(scale: str) -> list[Task]:
    """One unit per number of layers, correlation and width."""
    # At small widths the error itself hides that the control levels off.
    start = WIDTHS[scale][0] if scale == "tiny" else WIDTHS[scale][-1] // 4
    return [FiniteKernels(H, tenths, m, DRAWS[scale], m >= start) for H, tenths in PAIRS for m in WIDTHS[scale]]


ROOT = {"m": Fraction(-1, 2)}
LAW = OrderLaw(
    id="hyperkernel-error",
    title="The kernel of a hypernetwork at finite width",
    statement="K^g of a hypernetwork with infinitely wide f errs by the order of m^(-1/2), m the width of g",
    quantity="rms over draws of |K^g_m - K^g|",
    source="Littwin, Galanti, Wolf, Yang 2020 (limit); order and the factor s derived here",
    status=Status.DERIVED,
    compared=Compared.NOTHING,
    check="law-hyperkernel",
    series=tuple(
        Series(_name(*pair), ROOT, {"constant": {"m": 0}, "m^(-1/4)": {"m": Fraction(-1, 4)}, "1/m": {"m": -1}}, "rms")
        for pair in PAIRS
    ),
    controls=tuple(
        Control(_broken(*pair), {"m": 0}, ROOT, "κ0 without the factor s, as in the released code", "rms")
        for pair in PAIRS
    ),
    units=units,
    cannot_say="Anything about f of finite width: there the kernel is heavy-tailed, and the slope of its rms is not"
    " -1/2 at widths one can afford. At s = 0.9 the two formulas are too near for a control.",
)
