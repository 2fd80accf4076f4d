"""The batched trainer against a plain sequential PyTorch loop of the same optimiser and the same steps.

    python benchmarks/batched_trainer.py [auto|cpu|cuda]

The peers are what one would write without this package: `torch.nn.Sequential`, autograd, `torch.optim.Adam`; for
Levenberg-Marquardt, `torch.func.jacrev` and a dense solve. A third line runs this package's own code one network at
a time, so that what batching gives and what hand-written derivatives give can be told apart. The sequential loops are
timed on a few networks and scaled up linearly. Both sides compute in the same precision: Adam in float64 and float32,
Levenberg-Marquardt, the measuring instrument, in float64. Limits: Adam 60x, Levenberg-Marquardt 15x.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from functools import partial

import torch
from _record import device, record

from boundlab.minimal_networks.baselines import adam
from boundlab.minimal_networks.levenberg_marquardt import minimise
from boundlab.minimal_networks.sampling import grid
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters

WIDTH = 8
# With few samples a sequential loop is nearly all overhead; with many, arithmetic sets the limit.
SAMPLES = (32, 256)
SAMPLED = 4
REPEATS = 3


def target(x: torch.Tensor) -> torch.Tensor:
    return torch.sin(3 * x[:, 0]).unsqueeze(0)


def plain_network(on: torch.device, precision: torch.dtype) -> torch.nn.Sequential:
    layers = torch.nn.Linear(1, WIDTH), torch.nn.Tanh(), torch.nn.Linear(WIDTH, 1)
    return torch.nn.Sequential(*layers).to(on, precision)


def plain_adam(steps: int, points: int, on: torch.device, precision: torch.dtype) -> None:
    network = plain_network(on, precision)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    x = grid(points, 1, on).to(precision)
    y = target(x).T
    for _ in range(steps):
        optimiser.zero_grad()
        torch.nn.functional.mse_loss(network(x), y).backward()
        optimiser.step()


def plain_lm(steps: int, points: int, on: torch.device, precision: torch.dtype) -> None:
    network = plain_network(on, precision)
    names = [name for name, _ in network.named_parameters()]
    shapes = [p.shape for p in network.parameters()]
    theta = torch.cat([p.detach().flatten() for p in network.parameters()])
    x = grid(points, 1, on)
    y = target(x)[0]

    def residual(flat: torch.Tensor) -> torch.Tensor:
        parts = flat.split([s.numel() for s in shapes])
        values = {n: p.reshape(s) for n, p, s in zip(names, parts, shapes, strict=True)}
        return torch.func.functional_call(network, values, (x,))[:, 0] - y

    damping = 1e-2
    for _ in range(steps):
        r, jacobian = residual(theta), torch.func.jacrev(residual)(theta)
        normal = jacobian.T @ jacobian
        diagonal = normal.diagonal()
        metric = torch.diag(diagonal + 1e-3 * diagonal.mean())
        trial = theta - torch.linalg.solve(normal + damping * metric, jacobian.T @ r)
        if residual(trial).square().sum() < r.square().sum():
            theta, damping = trial, damping / 3
        else:
            damping *= 4


def seconds(work: Callable[[], object], on: torch.device) -> float:
    """The least of a few timings, after one warm-up."""
    work()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        if on.type == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    on = device()
    batch = 128 if on.type == "cpu" else 4096
    shape = Shape(1, (WIDTH,), "tanh")

    def start(count: int, precision: torch.dtype) -> tuple[torch.Tensor, torch.Generator]:
        generator = torch.Generator(device=on).manual_seed(0)
        return random_parameters(shape, count, generator).to(precision), generator

    def batched_adam(count: int, steps: int, points: int, precision: torch.dtype) -> None:
        theta, generator = start(count, precision)
        adam(shape, theta, target, steps, points, generator)

    def batched_lm(count: int, steps: int, points: int, precision: torch.dtype) -> None:
        theta, generator = start(count, precision)
        minimise(shape, theta, target, (2,) * steps, points, generator)

    cases = [
        ("adam", 100, batched_adam, plain_adam, torch.float64),
        ("adam", 100, batched_adam, plain_adam, torch.float32),
        ("lm", 20, batched_lm, plain_lm, torch.float64),
    ]
    results = []
    for (name, steps, batched, plain, kind), points in itertools.product(cases, SAMPLES):
        together = seconds(partial(batched, batch, steps, points, kind), on)
        scale = batch / SAMPLED
        sequential = scale * seconds(lambda: [plain(steps, points, on, kind) for _ in range(SAMPLED)], on)  # noqa: B023
        single = scale * seconds(lambda: [batched(1, steps, points, kind) for _ in range(SAMPLED)], on)  # noqa: B023
        precision = str(kind).removeprefix("torch.")
        results.append({
            "optimiser": name,
            "precision": precision,
            "samples": points,
            "steps": steps,
            "batched_seconds": together,
            "plain_loop_seconds": sequential,
            "own_code_one_by_one_seconds": single,
            "speed_up_over_plain_loop": sequential / together,
            "speed_up_over_own_code_one_by_one": single / together,
        })  # fmt: skip
        print(
            f"{name:5s}{precision} {batch} networks of width {WIDTH}, {points} samples, {steps} steps: batched "
            f"{together:.3f} s; plain PyTorch loop {sequential:.2f} s = {sequential / together:.0f}x; "
            f"own code one by one {single:.2f} s = {single / together:.1f}x"
        )
    settings = {"width": WIDTH, "networks": batch, "sampled_networks": SAMPLED, "threads": 1}
    record("batched_trainer", on, settings, results)


if __name__ == "__main__":
    main()
