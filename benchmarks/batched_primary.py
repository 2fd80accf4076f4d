"""The batched primary network against Python loops over the samples, side by side in one run.

256 generated weight vectors, one input each. Peers: a loop of `torch.nn.functional.linear` on views of each weight
vector (the quickest loop we know), and a loop of `torch.func.functional_call` on an `nn.Sequential`. Times are the
best of several rounds in which the contestants alternate; the outputs are compared first.

    python benchmarks/batched_primary.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import torch
from _record import CPU, record
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

from boundlab.networks.primary import Primary

BATCH, ROUNDS, REPEATS = 256, 7, 3
PRIMARIES = [(2, 10, 1), (16, 32, 32, 1), (64, 64, 10), (784, 100, 10)]


def loop_linear(network: Primary, x: Tensor, weights: Tensor) -> Tensor:
    outputs = []
    for sample, vector in zip(x, weights, strict=True):
        layers = network.split(vector)
        for matrix, bias in layers[:-1]:
            sample = torch.relu(functional.linear(sample, matrix, bias))
        outputs.append(functional.linear(sample, *layers[-1]))
    return torch.stack(outputs)


def loop_functional_call(network: Primary, module: nn.Sequential, x: Tensor, weights: Tensor) -> Tensor:
    names = [name for name, _ in module.named_parameters()]
    outputs = []
    for sample, vector in zip(x, weights, strict=True):
        tensors = [tensor for layer in network.split(vector) for tensor in layer if tensor is not None]
        outputs.append(functional_call(module, dict(zip(names, tensors, strict=True)), (sample,)))
    return torch.stack(outputs)


def seconds(call: Callable[[], Tensor]) -> float:
    start = time.perf_counter()
    for _ in range(REPEATS):
        call()
    return (time.perf_counter() - start) / REPEATS


def plain(widths: tuple[int, ...]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for a, b in pairwise(widths):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


@torch.no_grad()
def ratios(widths: tuple[int, ...]) -> dict[str, float]:
    """Milliseconds of the batched primary, and how many times slower each loop is."""
    torch.manual_seed(0)
    network, module = Primary(widths), plain(widths)
    x, weights = torch.randn(BATCH, widths[0]), torch.randn(BATCH, network.size)
    contestants: dict[str, Callable[[], Tensor]] = {
        "batched": lambda: network(x, weights),
        "loop of linear": lambda: loop_linear(network, x, weights),
        "loop of functional_call": lambda: loop_functional_call(network, module, x, weights),
    }
    for call in contestants.values():
        torch.testing.assert_close(call(), contestants["batched"](), rtol=1e-4, atol=1e-3)
    best = dict.fromkeys(contestants, float("inf"))
    for _ in range(ROUNDS):
        for name, call in contestants.items():
            best[name] = min(best[name], seconds(call))
    return {"ms": 1000 * best["batched"]} | {name: best[name] / best["batched"] for name in list(best)[1:]}


def main() -> None:
    torch.set_num_threads(1)
    results = []
    print(f"{BATCH} weight vectors, one input each; torch {torch.__version__}, {torch.get_num_threads()} thread(s)")
    print(f"{'primary':>14} {'P':>7} {'batched':>10} {'loop of linear':>16} {'loop of functional_call':>25}")
    for widths in PRIMARIES:
        found = ratios(widths)
        name = "-".join(map(str, widths))
        results.append({"primary": name, "parameters": Primary(widths).size, **found})
        print(
            f"{name:>14} {Primary(widths).size:>7} {found['ms']:>7.3f} ms {found['loop of linear']:>14.1f} × "
            f"{found['loop of functional_call']:>23.1f} ×"
        )
    record("batched_primary", CPU, {"batch": BATCH, "rounds": ROUNDS, "repeats": REPEATS, "seed": 0}, results)


if __name__ == "__main__":
    main()
