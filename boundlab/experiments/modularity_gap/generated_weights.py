"""A real hypernetwork g(x; f(I)): the weights that suit each condition, and a network f that generates them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import torch

from boundlab.experiments.modularity_gap.tasks import Targets
from boundlab.minimal_networks.levenberg_marquardt import damped_step
from boundlab.minimal_networks.minimal_width import STAGES, MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.sampling import grid, jittered_sets, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, assemble, evaluate, evaluate_with_jacobian
from boundlab.runs.task import Report, Task

Tensor = torch.Tensor


@dataclass
class WeightGenerator:
    """f(I) = V tanh(W I + b) + c, from R^m2 to the N_g parameters of g.

    Attributes:
        weight, bias, output, constant: W (h, m2), b (h,), V (N_g, h), c (N_g,).
    """

    weight: Tensor
    bias: Tensor
    output: Tensor
    constant: Tensor

    @property
    def parameters(self) -> int:
        """N_f, all weights and biases."""
        return sum(part.numel() for part in (self.weight, self.bias, self.output, self.constant))

    def hidden(self, conditions: Tensor) -> Tensor:
        """The hidden layer (J, h) at conditions (J, m2)."""
        return torch.tanh(conditions @ self.weight.T + self.bias)

    def __call__(self, conditions: Tensor) -> Tensor:
        """The weights (J, N_g) for conditions (J, m2)."""
        return self.hidden(conditions) @ self.output.T + self.constant

    def flat(self) -> Tensor:
        """All parameters as (1, N_f)."""
        return torch.cat([self.weight.flatten(), self.bias, self.output.flatten(), self.constant]).unsqueeze(0)

    def with_parameters(self, flat: Tensor) -> WeightGenerator:
        """The generator of the same shape with the parameters (1, N_f)."""
        shapes = [self.weight.shape, self.bias.shape, self.output.shape, self.constant.shape]
        parts = flat[0].split([s.numel() for s in shapes])
        return WeightGenerator(*(part.reshape(s) for part, s in zip(parts, shapes, strict=True)))

    def without(self, unit: int, conditions: Tensor, weights: Tensor) -> WeightGenerator:
        """One hidden unit less; the output layer solved again towards `weights` (J, N_g) by least squares."""
        keep = [i for i in range(len(self.bias)) if i != unit]
        return fitted(self.weight[keep], self.bias[keep], conditions, weights)


def fitted(weight: Tensor, bias: Tensor, conditions: Tensor, weights: Tensor) -> WeightGenerator:
    """The generator with these inner weights whose output layer fits `weights` (J, N_g) best in least squares."""
    inner = torch.tanh(conditions @ weight.T + bias)
    columns = torch.cat([inner, torch.ones_like(inner[:, :1])], dim=1)
    # By singular values, since columns may be close to dependent; that driver is on the CPU only.
    solution = torch.linalg.lstsq(columns.cpu(), weights.cpu(), driver="gelsd").solution.to(weight.device)
    return WeightGenerator(weight, bias, solution[:-1].T.contiguous(), solution[-1])


def interpolating(conditions: Tensor, weights: Tensor) -> WeightGenerator:
    """f with J - 1 hidden units and f(I_j) = weights[j] for all J conditions.

    The conditions are put in an order by a generic linear functional; one unit switches between each two neighbours,
    so the columns (1, hidden units) are close to a triangular matrix and independent.
    """
    powers = torch.arange(conditions.shape[1], dtype=conditions.dtype, device=conditions.device)
    functional = 0.1**powers
    places = (conditions @ functional).sort().values
    gaps, middles = places.diff(), (places[1:] + places[:-1]) / 2
    slopes = 4 / gaps
    return fitted(slopes.unsqueeze(1) * functional, -slopes * middles, conditions, weights)


@dataclass(frozen=True)
class GeneratedWeights(Task):
    """The smallest f found for draw 1: from one that interpolates the weights of every condition, units are removed
    one by one and f is trained on the error of g(x; f(I)) until that fails. One row; N is N_g, N_f counts f.
    """

    kind: ClassVar[str] = "hypernetwork"
    method: ClassVar[int] = 4

    targets: Targets
    search: SearchSettings

    @property
    def cost(self) -> float:
        """Relative to the embedding arms."""
        return 0.3 * self.targets.k ** (2.5 * self.targets.m1 + 0.5 * self.targets.m2)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        target, eps = self.targets.members()[0], self.targets.eps
        row: dict[str, Any] = {
            "target": target.text, "series": "g(x; f(I))", "m": self.targets.m1, **self.targets.columns(),
            "activation": self.search.activation, "skip": self.search.skip, "depth": 1, "seed": self.search.seed,
            "N": None, "width": None, "bracket": [None, None], "status": "not reached", "sup_error": None, "arm": "",
            "failed_nonfinite": 0, "theta": None, "nonzero": None, "N_f": None, "f_hidden": None,
            "conditions": len(target.conditions),
        }  # fmt: skip
        rows = list(dict.fromkeys(tuple(signs) for signs in target.signs.tolist() if any(signs)))
        slices = [target.slice_of([int(s) for s in signs]) for signs in rows]
        problem = PlainProblem(slices, self.search, device)
        found = [results[0] for results in MinimalWidthSearch(problem, [[eps]] * len(slices), report).run()]
        if any(f.width is None for f in found):
            return [row]
        shape = problem.shape(max(f.width or 0 for f in found))
        weights = torch.zeros(len(target.conditions), shape.parameters, dtype=torch.float64, device=device)
        for j, signs in enumerate(target.signs.tolist()):
            if any(signs):
                best = found[rows.index(tuple(signs))]
                assert best.shape is not None
                assert best.theta is not None
                weights[j] = padded(best.shape, best.theta.to(device), shape)
        training = _Training(shape, target.conditions.to(device), target.values, problem.generator)
        generator = interpolating(training.conditions, weights)
        error, smallest = training.error(generator), generator
        if error > eps:
            return [row]
        while len(smallest.bias) > 1:
            report(f"f: {len(smallest.bias)} hidden units")
            trained = training.smaller(smallest, eps)
            if trained is None:
                break
            smallest, error = trained
        row.update(
            N=shape.parameters, width=shape.widths[0], bracket=[None, shape.parameters], status="reached",
            sup_error=error, arm="pruning", N_f=smallest.parameters, f_hidden=len(smallest.bias),
            f_interpolating=generator.parameters, theta=smallest.flat()[0].tolist(),
        )  # fmt: skip
        return [row]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        row = rows[0]
        return f"k = {self.targets.k}: g(x; f(I)), N_g = {row['N']}, N_f = {row['N_f']}"


def padded(shape: Shape, theta: Tensor, wider: Shape) -> Tensor:
    """The same function with more units: the new ones have output weight 0. Shallow shapes, θ (P,)."""
    weight, bias, v, c, s = shape.blocks(theta.unsqueeze(0))
    extra = wider.widths[0] - shape.widths[0]
    zeros = theta.new_zeros(1, extra)
    blocks = [torch.cat([weight, theta.new_zeros(1, extra, shape.inputs)], 1), torch.cat([bias, zeros], 1)]
    return assemble(wider, [*blocks, torch.cat([v, zeros], 1), c, s])[0]


class _Training:
    """Levenberg-Marquardt on the parameters of f for Σ|g(x_{j,i}; f(I_j)) - y(x_{j,i}, I_j)|^p."""

    tries = 3

    def __init__(self, shape: Shape, conditions: Tensor, values: Any, generator: torch.Generator) -> None:
        self.shape, self.conditions, self.values, self.generator = shape, conditions, values, generator
        self.points = sample_count(shape)

    def error(self, f: WeightGenerator) -> float:
        """The sup error over x and the conditions, on a grid apart from the samples."""
        x = grid(8 * self.points, self.shape.inputs, self.conditions.device)
        x = x.expand(len(self.conditions), -1, -1)
        error = float((evaluate(self.shape, f(self.conditions), x) - self.values(x)).abs().max())
        return error if error == error else float("inf")

    def smaller(self, f: WeightGenerator, eps: float) -> tuple[WeightGenerator, float] | None:
        """A generator with one hidden unit less and sup error ≤ eps, with that error; None if none was found."""
        weights = f(self.conditions)
        candidates = [f.without(i, self.conditions, weights) for i in range(len(f.bias))]
        for candidate in sorted(candidates, key=self.error)[: self.tries]:
            trained = candidate
            for exponents in ((2,) * 60, *STAGES):
                trained = self._train(trained, exponents)
                error = self.error(trained)
                if error <= eps:
                    return trained, error
        return None

    def _train(self, f: WeightGenerator, exponents: tuple[float, ...]) -> WeightGenerator:
        theta, damping = f.flat(), self.conditions.new_full((1,), 1e-2)
        for p in exponents:
            x = jittered_sets(
                len(self.conditions), self.points, self.shape.inputs, self.generator, self.conditions.device
            )
            y = self.values(x)

            def residual_at(trial: Tensor, x: Tensor = x, y: Tensor = y) -> Tensor:
                weights = f.with_parameters(trial)(self.conditions)
                return (evaluate(self.shape, weights, x) - y).reshape(1, -1)

            current = f.with_parameters(theta)
            theta, damping = damped_step(theta, damping, residual_at(theta), self._jacobian(current, x), p, residual_at)
        return f.with_parameters(theta)

    def _jacobian(self, f: WeightGenerator, x: Tensor) -> Tensor:
        """∂g(x_{j,i}; f(I_j))/∂(W, b, V, c), shape (1, J·n, N_f), by the chain rule through the generated weights."""
        inner = f.hidden(self.conditions)
        _, by_weight = evaluate_with_jacobian(self.shape, f(self.conditions), x)
        by_bias = (by_weight @ f.output) * (1 - inner**2).unsqueeze(1)
        by_inner = by_bias.unsqueeze(3) * self.conditions[:, None, None, :]
        by_output = by_weight.unsqueeze(3) * inner[:, None, None, :]
        parts = [by_inner.flatten(2), by_bias, by_output.flatten(2), by_weight]
        return torch.cat(parts, dim=2).flatten(0, 1).unsqueeze(0)
