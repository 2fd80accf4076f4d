"""Transition to linearity: the norm of the Hessian of a wide network is of order n^(-1/2), up to a logarithm.

Linear output, smooth activation (tanh). One hidden layer is exact: the Hessian splits into a block for every unit, and
‖H‖ = n^(-1/2) max_i block_i. With v = ±1 the blocks are bounded; with Gaussian v their maximum grows like √(2 ln n),
which is divided out by its exact median. Deeper, the largest block of the last layer is a lower bound of √n‖H‖; raw and
divided by it the slopes lie on both sides of -1/2, and the hull of the two intervals is what is reported.

The controls do not become linear: an output that is not linear, a bottleneck, and a hypernetwork with only f wide, for
which g is the output that is not linear. With f and g wide it does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.claims.claim import Compared, Status
from boundlab.runs.task import Report, Task
from boundlab.scaling._law import Control, Exponents, OrderLaw, Series
from boundlab.scaling._measure import generator, kept

if TYPE_CHECKING:
    import torch
    from torch import Tensor

SHALLOW = {"v = ±1, L = 1": "signs", "Gaussian v, L = 1": "gaussian"}
DEEP = ("L = 2", "L = 3", "hypernetwork, both wide")
BROKEN = {
    "output t²/2": "the output is not linear",
    "bottleneck": "one hidden layer has two units, whatever n",
    "hypernetwork, only f wide": "g, eight units wide, is an output that is not linear",
}
FIXED = 8  # width of g in the control
WIDE = {
    "tiny": (64, 256, 1024, 4096),
    "small": tuple(4**k for k in range(3, 9)),
    "full": tuple(4**k for k in range(3, 11)),
}
WIDTHS = {"tiny": (16, 32, 64, 128), "small": (32, 64, 128, 256, 512), "full": (32, 64, 128, 256, 512, 1024)}
DRAWS = {"tiny": (20, 4), "small": (200, 24), "full": (300, 40)}


@dataclass(frozen=True)
class HessianNorms(Task):
    """‖H‖ at one width, of one kind of network."""

    kind: ClassVar[str] = "norm of a Hessian"
    method: ClassVar[int] = 1

    network: str
    width: int
    draws: int

    @property
    def cost(self) -> float:
        return self.draws * self.width * (1e-3 if self.network in SHALLOW else self.width)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        import torch

        found: dict[str, list[float]] = {}
        number = [*SHALLOW, *DEEP, *BROKEN].index(self.network)
        for draw in range(self.draws):
            random = generator(number, self.width, draw)
            for model, value in self._norms(random, device, draw).items():
                found.setdefault(model, []).append(value)
        values = {model: kept(torch.tensor(samples, dtype=torch.float64)) for model, samples in found.items()}
        return [{"series": self.network, "n": self.width, "values": values}]

    def _norms(self, random: torch.Generator, device: torch.device, draw: int) -> dict[str, float]:
        import torch

        from boundlab.scaling._hessian import blocks, median_block

        n = self.width
        if self.network in SHALLOW:
            p, v = torch.randn(2, n, generator=random, dtype=torch.float64)
            if SHALLOW[self.network] == "signs":
                return {"raw": float(blocks(p, v.sign()).max()) / n**0.5}
            return {"divided by the median block": float(blocks(p, v).max()) / n**0.5 / median_block(n)}
        if self.network.startswith("hypernetwork"):
            m = FIXED if self.network in BROKEN else n
            norm = _hypernetwork(n, m, random, device, draw)
            return (
                {"raw": norm}
                if self.network in BROKEN
                else {"raw": norm, "divided by √ ln n": norm / math.log(n) ** 0.5}
            )
        hidden = {"output t²/2": [n], "bottleneck": [n, 2, n], "L = 2": [n, n], "L = 3": [n, n, n]}[self.network]
        norm, block = _network(hidden, self.network == "output t²/2", random, device, draw)
        return {"raw": norm} if self.network in BROKEN else {"raw": norm, "divided by the largest block": norm / block}


def _network(
    hidden: list[int], squared: bool, random: torch.Generator, device: torch.device, seed: int
) -> tuple[float, float]:
    """‖H‖ of f = v·tanh(…)/√n, or of f²/2, at an input of length √d; and the largest block of the last layer."""
    import torch

    from boundlab.scaling._hessian import blocks, hessian_norm

    x = torch.ones(4, dtype=torch.float64, device=device)
    shapes = [(b, a) for a, b in pairwise([4, *hidden, 1])]
    theta = torch.randn(sum(a * b for a, b in shapes), generator=random, dtype=torch.float64).to(device)
    last: list[Tensor] = []

    def value(parameters: Tensor) -> Tensor:
        q = x
        for shape, part in zip(shapes, parameters.split([a * b for a, b in shapes]), strict=True):
            q = q.tanh() if q is not x else q
            last[:] = [q, part]
            q = part.view(shape) @ q / shape[1] ** 0.5
        return (q**2 / 2).sum() if squared else q.sum()

    norm = hessian_norm(value, theta, seed)
    with torch.no_grad():
        value(theta)
        matrices = theta.split([a * b for a, b in shapes])
        q = x
        for shape, part in zip(shapes[:-2], matrices, strict=False):
            q = (part.view(shape) @ q / shape[1] ** 0.5).tanh()
        before = q / len(q) ** 0.5
        p = matrices[-2].view(shapes[-2]) @ before
        block = float(blocks(p, matrices[-1], float(before.norm())).max())
    return norm, block


def _hypernetwork(n: int, m: int, random: torch.Generator, device: torch.device, seed: int) -> float:
    """‖H‖ in the weights of f of h = g(z; f(x)): f has one hidden layer of width n, g one of width m, tanh."""
    import torch

    from boundlab.scaling._hessian import hessian_norm

    x, z = torch.ones(4, dtype=torch.float64, device=device), torch.ones(2, dtype=torch.float64, device=device)
    first, second = 4 * n, 3 * m * n
    theta = torch.randn(first + second, generator=random, dtype=torch.float64).to(device)

    def value(parameters: Tensor) -> Tensor:
        inner, outer = parameters.split([first, second])
        weights = outer.view(3 * m, n) @ (inner.view(n, 4) @ x / 2).tanh() / n**0.5
        return weights[2 * m :] @ (weights[: 2 * m].view(m, 2) @ z / 2**0.5).tanh() / m**0.5

    return hessian_norm(value, theta, seed)


def units(scale: str) -> Sequence[Task]:
    """One unit per kind of network and width."""
    wide, deep = DRAWS[scale]
    return [HessianNorms(name, n, wide) for name in SHALLOW for n in WIDE[scale]] + [
        HessianNorms(name, n, deep) for name in (*DEEP, *BROKEN) for n in WIDTHS[scale]
    ]


ROOT = {"n": Fraction(-1, 2)}
RIVALS: dict[str, Exponents] = {"constant": {"n": 0}, "n^(-1/4)": {"n": Fraction(-1, 4)}, "1/n": {"n": -1}}
LAW = OrderLaw(
    id="transition-to-linearity",
    title="Transition to linearity",
    statement="with linear output the norm of the Hessian is of order n^(-1/2), up to a logarithm",
    quantity="median over draws of ‖∇²f‖",
    source="Liu, Zhu, Belkin 2020 (orders, from the abstract); one hidden layer derived here",
    status=Status.QUOTED,
    compared=Compared.ABSTRACT,
    check="law-linearity",
    series=tuple(Series(name, ROOT, RIVALS) for name in (*SHALLOW, *DEEP)),
    controls=tuple(Control(name, {"n": 0}, ROOT, broken) for name, broken in BROKEN.items()),
    units=units,
    cannot_say="The constant, or the power of the logarithm: for L ≥ 2 the interval is the hull of raw and divided"
    " norms, wider than that of either. Norms are at the start, not in a ball around it. A tanh output is"
    " no good control: its second derivative at the random output is random.",
)
