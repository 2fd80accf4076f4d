"""The smallest primary network q of an embedding method, q and e trained together.

This is the joint problem of the search for the smallest width. The parameters of one network are
θ = (θ_q, φ), one row; the samples are pairs (x, I_j), x drawn afresh for every condition at every iteration; the
Jacobian is

    ∂q(x, e(I_j; φ); θ_q)/∂(θ_q, φ) = (∂q/∂θ_q, ∂q/∂z · ∂e(I_j; φ)/∂φ).

Only θ_q counts in the size that is minimised. With bounds C(e) ≤ ℓ1, C(q) ≤ ℓ2 there are two residuals more,

    κ A n^(1/p) max(0, log C(q') - log 0.9 ℓ2)    and    κ A n^(1/p) max(0, log C(e) - log 0.9 ℓ1),

q' the network q with its weights for e times max(1, C(e)/ℓ1), C with smooth maxima, A the amplitude of the target and
n the number of samples, so that the Newton step knows the bounds. A step that is projected afterwards need not descend.
An e that is too large costs nothing by itself: scaled down, with the weights of q for it scaled up, it gives the same
function. So every second network of a target goes without the residual of C(e): these are the smaller ones where few
cells are, but from 5 cells on they run into ℓ2, and those that keep e small do not. Where errors are measured,
networks are projected.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import final

import torch

from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget
from boundlab.experiments.modularity_gap.embeddings import EmbeddingNetwork, EmbeddingSettings, Frozen
from boundlab.experiments.modularity_gap.spectral_complexity import bounded, spectral_complexity
from boundlab.minimal_networks.growth import add_unit, solve_output, without_each_unit
from boundlab.minimal_networks.levenberg_marquardt import capacity, damped_step, hold_freed_memory
from boundlab.minimal_networks.problem import Effort, Line, Problem
from boundlab.minimal_networks.sampling import grid, jittered_sets
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, evaluate, evaluate_with_jacobian, features
from boundlab.networks.ensemble_initial import random_parameters

Tensor = torch.Tensor

# The penalty of the bounds: its weight κ, from which part of a bound on it is felt, the order of the smooth maxima.
WEIGHT, FELT, ORDER = 4.0, 0.9, 16.0


@final
class JointProblem(Problem):
    """Primaries q for targets with the same conditions; the sup error is over these.

    Attributes:
        embedding: e, an ensemble of its own.
    """

    def __init__(
        self,
        targets: Sequence[ConditionalTarget],
        embedding: EmbeddingSettings,
        settings: SearchSettings,
        device: torch.device,
    ) -> None:
        self._targets, self._settings, self._device = list(targets), settings, device
        self._dimension = self._targets[0].dimension
        self._generator = torch.Generator().manual_seed(settings.seed)
        self.conditions = self._targets[0].conditions.to(device)
        self.embedding = embedding.of(self.conditions)
        self._bounds = embedding

    @property
    def targets(self) -> int:
        """How many targets there are."""
        return len(self._targets)

    @property
    def settings(self) -> SearchSettings:
        """As given."""
        return self._settings

    @property
    def effort(self) -> Effort:
        """Joint training ends at more widths than plain training: more starts, and none where one was enough."""
        return Effort(False, 2, 0, leaps=True)

    def line(self, target: int) -> Line | None:
        """None: q has several inputs."""
        return None

    def with_flat_embedding(self) -> JointProblem | None:
        """For bounds on a network e, q alone, with e nearly linear and almost as large as it may be; else None.

        Where e has fewer dimensions than I, it has no such e that tells the conditions apart.
        """
        e, bound = self.embedding, self._bounds.bound_e
        if bound is None or not isinstance(e, EmbeddingNetwork) or e.dimension < self.conditions.shape[1]:
            return None
        problem = JointProblem(self._targets, self._bounds, self._settings, self._device)
        problem.embedding = Frozen(e, e.flat(FELT * bound, torch.Generator().manual_seed(self._settings.seed)))
        return problem

    def with_own_embedding(self, theta: Tensor) -> Tensor:
        """The networks θ of a problem with a frozen e as those of one where e is trained."""
        assert isinstance(self.embedding, Frozen)
        return torch.cat([theta, self.embedding.phi.expand(len(theta), -1)], dim=1)

    # --- q(x, e(I)) and its parameters ---------------------------------------------------------------------------

    def shape(self, width: int) -> Shape:
        """q of that width, in every hidden layer."""
        s = self._settings
        return Shape(self._dimension + self.embedding.dimension, (width,) * s.depth, s.activation, s.skip)

    def size(self, shape: Shape) -> int:
        """N_q and the parameters of e."""
        return shape.parameters + self.embedding.parameters

    def split(self, shape: Shape, theta: Tensor) -> tuple[Tensor, Tensor]:
        """θ_q (B, N_q) and φ (B, parameters of e)."""
        return theta[:, : shape.parameters], theta[:, shape.parameters :]

    def inputs(self, phi: Tensor, x: Tensor) -> Tensor:
        """The inputs (x_{j,i}, e(I_j)) of q, shape (B, J·n, m1 + d), for x of shape (J, n, m1) or (B, J, n, m1)."""
        points = x.expand(phi.shape[0], *x.shape[-3:])
        codes = self.embedding.codes(phi).unsqueeze(2).expand(-1, -1, x.shape[-2], -1)
        return torch.cat([points, codes], dim=3).flatten(1, 2)

    def values(self, shape: Shape, theta: Tensor, x: Tensor) -> Tensor:
        """q(x_{j,i}, e(I_j)), shape (B, J·n)."""
        primary, phi = self.split(shape, theta)
        return evaluate(shape, primary, self.inputs(phi, x))

    def values_and_jacobian(self, shape: Shape, theta: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """The values (B, J·n) and their Jacobian (B, J·n, N_q + parameters of e)."""
        primary, phi = self.split(shape, theta)
        values, jacobian = evaluate_with_jacobian(shape, primary, self.inputs(phi, x))
        if not self.embedding.parameters:
            return values, jacobian
        # ∂q/∂b is the sensitivity of the first layer, so times its weights ∂q/∂inputs.
        weight = shape.blocks(primary)[0][:, :, self._dimension :]
        slope = torch.bmm(jacobian[:, :, slice(*shape.spans[1])], weight)
        by_condition = slope.reshape(len(theta), len(self.conditions), -1, self.embedding.dimension)
        tail = by_condition @ self.embedding.jacobian(phi)
        return values, torch.cat([jacobian, tail.flatten(1, 2)], dim=2)

    def admit(self, shape: Shape, theta: Tensor) -> Tensor:
        """θ with C(e) ≤ ℓ1 and C(q) ≤ ℓ2, unchanged without bounds.

        An e that is too large is scaled down and the weights of q for it are scaled up, which changes no value; then
        q is moved to the set where C(q) is bounded.
        """
        if self._bounds.bound_e is None or self._bounds.bound_q is None:
            return theta
        primary, phi = self.split(shape, self._rescaled(shape, theta))
        return torch.cat([bounded(shape, primary, self._bounds.bound_q), phi], dim=1)

    def _rescaled(self, shape: Shape, theta: Tensor) -> Tensor:
        """The same functions with C(e) ≤ ℓ1."""
        if self._bounds.bound_e is None or not isinstance(self.embedding, EmbeddingNetwork):
            return theta
        primary, phi = self.split(shape, theta)
        factor = (self._bounds.bound_e / self.embedding.complexity(phi) * (1 - 1e-12)).clamp_max(1.0)
        phi = self.embedding.rescaled(phi, factor)
        primary = primary.clone()
        weight = shape.blocks(primary)[0]
        weight[:, :, self._dimension :] /= factor[:, None, None]
        return torch.cat([primary, phi], dim=1)

    def complexities(self, shape: Shape, theta: Tensor) -> tuple[float, float]:
        """C(e) and C(q) of one network θ (1, P); C(e) is infinite for a table."""
        primary, phi = self.split(shape, theta)
        return float(self.embedding.complexity(phi)), float(spectral_complexity(shape, primary))

    # --- samples -------------------------------------------------------------------------------------------------

    def per_condition(self, shape: Shape) -> int:
        """Training samples of x for each condition: some per bump, and some per parameter over all conditions."""
        target: ConditionalTarget = self._targets[0]
        cells: int = target.k**target.m1
        return max(4 * cells, math.ceil(3 * self.size(shape) / len(self.conditions)))

    def _sample(self, count: int) -> Tensor:
        return jittered_sets(len(self.conditions), count, self._dimension, self._generator, self._device)

    def check_points(self, shape: Shape) -> Tensor:
        """A grid of x for every condition, (J, n, m1).

        It is eight times as dense as the samples of growth, four times as dense as those of the polish.
        """
        count = self.per_condition(shape)
        dense = 8 * count + 1 if self._dimension == 1 else (3 * math.isqrt(count) + 1) ** self._dimension
        return grid(dense, self._dimension, self._device).expand(len(self.conditions), -1, -1)

    def _wanted(self, rows: Sequence[int], x: Tensor) -> Tensor:
        used, places = _places(tuple(rows), self._device)
        return torch.stack([self._targets[t].values(x).flatten() for t in used])[places]

    # --- what the search asks for --------------------------------------------------------------------------------

    def start(self, shape: Shape, rows: Sequence[int]) -> Tensor:
        """Random q, e as it starts."""
        primary = random_parameters(shape, len(rows), self._generator, self._device)
        return self.admit(shape, torch.cat([primary, self.embedding.start(len(rows), self._generator)], dim=1))

    def train(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], exponents: Sequence[float], oversampling: int = 1
    ) -> Tensor:
        """One joint Levenberg-Marquardt iteration on (θ_q, φ) for each exponent."""
        hold_freed_memory()
        count = oversampling * self.per_condition(shape)
        chunk = max(1, capacity(self._device) // (count * len(self.conditions) * theta.shape[1]))
        damping = theta.new_full((theta.shape[0],), 1e-2)
        small = theta.new_tensor([[1.0 - place % 2] for place in _repetitions(rows)])
        for p in exponents:
            x = self._sample(count)
            y = self._wanted(rows, x)
            chunks = zip(*(part.split(chunk) for part in (theta, damping, small, y)), strict=True)
            parts = [self._step(shape, t, d, e, x, wanted, p) for t, d, e, wanted in chunks]
            theta, damping = torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])
        return theta

    def _step(
        self, shape: Shape, theta: Tensor, damping: Tensor, small: Tensor, x: Tensor, y: Tensor, p: float
    ) -> tuple[Tensor, Tensor]:
        value, jacobian = self.values_and_jacobian(shape, theta, x)
        if self._bounds.bound_q is None:
            return damped_step(theta, damping, value - y, jacobian, p, lambda trial: self.values(shape, trial, x) - y)
        weight = WEIGHT * self._targets[0].amplitude * y.shape[1] ** (1 / p)
        excess, slopes = self._excess_with_jacobian(shape, theta, small)
        return damped_step(
            theta,
            damping,
            torch.cat([value - y, weight * excess], dim=1),
            torch.cat([jacobian, weight * slopes], dim=1),
            p,
            lambda trial: torch.cat(
                [self.values(shape, trial, x) - y, weight * self._excess(shape, trial, small)], dim=1
            ),
        )

    def _excess(self, shape: Shape, theta: Tensor, small: Tensor) -> Tensor:
        """How far log C(q), if q makes up for an e that is too large, and log C(e) are beyond what is free of penalty.

        Shape (B, 2); `small` (B, 1) is 1 for the networks that feel C(e), else 0.
        """
        assert self._bounds.bound_e is not None
        assert self._bounds.bound_q is not None
        primary, phi = self.split(shape, theta)
        share = self.embedding.complexity(phi, ORDER) / self._bounds.bound_e
        factor = share.clamp_min(1.0)
        weight, *others = shape.blocks(primary)
        codes = weight[:, :, self._dimension :] * factor[:, None, None]
        scaled = torch.cat([weight[:, :, : self._dimension], codes], dim=2).flatten(1)
        primary = torch.cat([scaled, *others], dim=1)
        shares = torch.stack([spectral_complexity(shape, primary, ORDER) / self._bounds.bound_q, share], dim=1)
        felt = torch.cat([torch.ones_like(small), small], dim=1)
        return felt * torch.relu(torch.log((shares / FELT).clamp_min(0.5)))

    def _excess_with_jacobian(self, shape: Shape, theta: Tensor, small: Tensor) -> tuple[Tensor, Tensor]:
        with torch.enable_grad():
            variable = theta.detach().requires_grad_()
            excess = self._excess(shape, variable, small)
            # Row b depends on network b alone, so the gradient of the sum is the gradient of each.
            slopes = [torch.autograd.grad(excess[:, i].sum(), variable, retain_graph=True)[0] for i in range(2)]
        return excess.detach(), torch.stack(slopes, dim=1)

    def errors(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> Tensor:
        """The sup errors over x and the conditions, on a grid of x apart from the samples, within the bounds."""
        theta = self.admit(shape, theta)
        largest = theta.new_zeros(len(theta))
        x = self.check_points(shape)
        per_point = 4 * len(theta) * len(self.conditions) * (shape.widths[0] + shape.inputs)
        for part in x.split(max(1, capacity(self._device) // per_point), dim=1):
            error = (self.values(shape, theta, part) - self._wanted(rows, part)).abs()
            largest = torch.maximum(largest, torch.nan_to_num(error, nan=torch.inf, posinf=torch.inf).amax(1))
        return largest

    def grow(self, shape: Shape, theta: Tensor, rows: Sequence[int], count: int) -> tuple[Shape, Tensor]:
        """Grow `count` units of q in the space of (x, e(I)), e fixed meanwhile."""
        x = self._sample(self.per_condition(shape))
        y = self._wanted(rows, x)
        primary, phi = self.split(shape, self._rescaled(shape, theta))
        inputs = self.inputs(phi, x)
        for _ in range(count):
            before = primary
            shape, primary = add_unit(shape, primary, inputs, y, self._generator)
            if self._bounds.bound_q is not None:
                _, _, old_v, old_c, old_s = self.shape(shape.widths[0] - 1).blocks(before)
                old = torch.cat([old_v, torch.zeros_like(old_c), old_c, old_s], dim=1)
                primary = self._towards(shape, old, primary)
        return shape, torch.cat([primary, phi], dim=1)

    def _towards(self, shape: Shape, output: Tensor, primary: Tensor) -> Tensor:
        """The network whose output layer is as far from `output` towards that of `primary` as C(q) ≤ ℓ2 lets it be.

        The least-squares output layer alone may be far outside the bound, and what a projection leaves of it useless.
        """
        assert self._bounds.bound_q is not None
        start = shape.spans[-3][0]
        inner, wanted = primary[:, :start], primary[:, start:]
        found = torch.cat([inner, output], dim=1)
        for step in (0.5**i for i in reversed(range(8))):
            trial = torch.cat([inner, output + step * (wanted - output)], dim=1)
            fits = spectral_complexity(shape, trial) <= self._bounds.bound_q
            found = torch.where(fits.unsqueeze(1), trial, found)
        return found

    def prune(self, shape: Shape, theta: Tensor, rows: Sequence[int], down_to: int, count: int) -> Tensor:
        """With e fixed, all removals from a network by the errors at one sample, which is its own."""
        samples = [self._sample(self.per_condition(shape)) for _ in rows]
        y = torch.cat([self._wanted([t], sample) for t, sample in zip(rows, samples, strict=True)])
        x = torch.stack(samples)
        while shape.widths[0] > down_to:
            last = shape.widths[0] - 1 == down_to
            theta, _ = self._without_each(shape, theta, x, y, count if last else 1)
            shape = self.shape(shape.widths[0] - 1)
        return theta

    def without_one(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> tuple[Tensor, list[int], Tensor]:
        """With e fixed, all of them at one sample."""
        x, units = self._sample(self.per_condition(shape)), shape.widths[0]
        candidates, errors = self._without_each(shape, theta, x, self._wanted(rows, x), units)
        return candidates, [t for t in rows for _ in range(units)], errors

    def _without_each(self, shape: Shape, theta: Tensor, x: Tensor, y: Tensor, count: int) -> tuple[Tensor, Tensor]:
        """The `count` best networks with one unit less than each of θ (B, P), and their errors before any bounds.

        At the samples x, (J, n, m1) or (B, J, n, m1), with values y (B, J·n).
        """
        units, smaller = shape.widths[0], self.shape(shape.widths[0] - 1)
        chunk = max(1, capacity(self._device) // (4 * count * y.shape[1] * units))
        parts = []
        for b in range(0, len(theta), chunk):
            here = slice(b, b + chunk)
            primary, phi = self.split(shape, self._rescaled(shape, theta[here]))
            inputs = self.inputs(phi, x if x.dim() == 3 else x[here])
            errors = _errors_without_each_unit(shape, primary, inputs, y[here])
            order = errors.argsort(1)[:, torch.arange(count, device=self._device) % units]
            first = units * torch.arange(len(primary), device=self._device)
            before = without_each_unit(shape, smaller, primary)[(first.unsqueeze(1) + order).flatten()]
            points, wanted = (values.repeat_interleave(count, 0) for values in (inputs, y[here]))
            primary = solve_output(smaller, before, points, wanted)
            if self._bounds.bound_q is not None:
                primary = self._towards(smaller, before[:, smaller.spans[-3][0] :], primary)
            narrower = torch.cat([primary, phi.repeat_interleave(count, 0)], dim=1)
            parts.append((narrower, errors.gather(1, order).flatten()))
        return torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])

    def saved(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """Within the bounds; targets are trained in their own units."""
        return self.admit(shape, theta.unsqueeze(0))[0].clone().cpu()

    def loaded(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """Unchanged, as a batch of one."""
        return theta.to(self._device).unsqueeze(0)


def _repetitions(rows: Sequence[int]) -> list[int]:
    """How often each entry has occurred before."""
    seen: Counter[int] = Counter()
    found = []
    for t in rows:
        found.append(seen[t])
        seen[t] += 1
    return found


@lru_cache(maxsize=64)
def _places(rows: tuple[int, ...], device: torch.device) -> tuple[list[int], Tensor]:
    """The targets used, and for each row which of these it is; kept on the device between iterations."""
    used = sorted(set(rows))
    place = {t: i for i, t in enumerate(used)}
    return used, torch.tensor([place[t] for t in rows], device=device)


def _errors_without_each_unit(shape: Shape, theta: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """The sup errors (B, units) at the samples with one unit missing, the output layer the best of least squares.

    Without feature i the residual is r + F G⁻¹ e_i · u_i/(G⁻¹)_ii, with the features F, G = FᵀF, the solution u and
    its residual r.
    """
    columns = features(shape, theta, x)
    gram = torch.bmm(columns.transpose(1, 2), columns)
    ridge = 1e-12 * gram.diagonal(dim1=1, dim2=2).mean(1, keepdim=True)
    inverse = torch.linalg.inv(gram + torch.diag_embed(ridge.expand(-1, gram.shape[1])))
    solution = torch.bmm(inverse, torch.bmm(columns.transpose(1, 2), y.unsqueeze(2)))
    residual = y.unsqueeze(2) - torch.bmm(columns, solution)
    units = shape.widths[0]
    ratio = (solution.squeeze(2) / inverse.diagonal(dim1=1, dim2=2))[:, :units]
    change = torch.bmm(columns, inverse[:, :, :units]) * ratio.unsqueeze(1)
    return (residual + change).abs().amax(1)
