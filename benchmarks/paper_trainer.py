"""The trainer of the paper's experiments against the same training written out, at the paper's own sizes.

Peers: f emits the weights of g for every sample and batched products apply them (how this trainer was written before),
and `torch.func.vmap` of `functional_call`, the way the manual of torch shows; for the embedding method x and e(I) are
joined and given to q. All train the same start values on the same batches, in turns of five steps, and their losses
are compared at every step. Times are processor seconds, so that other work on the machine counts less; the median step.

    OMP_WAIT_POLICY=passive python benchmarks/paper_trainer.py [steps]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import torch
from _record import CPU, record
from torch import Tensor, nn
from torch.func import functional_call, vmap

from boundlab.experiments.paper import Configuration, get
from boundlab.experiments.paper._models import EmbeddingModel, HypernetworkModel, Model
from boundlab.experiments.paper._problem import Batch
from boundlab.experiments.paper._randomness import Member
from boundlab.experiments.paper._trainer import leaves

TURN, QUICK = 5, 10
# threads → experiment → places
PLACES: dict[int, dict[str, tuple[int, ...]]] = {
    1: {"synthetic_depth": (2, 3, 5, 9), "synthetic_embedding": (1, 2, 4, 8)},
    2: {"synthetic_depth": (3, 9), "synthetic_embedding": (1, 8)},
}
Step = Callable[[Batch], float]


def written_out(model: Any, weights: dict[str, Tensor], x: Tensor, condition: Tensor) -> Tensor:
    """g(x; f(I)) or q(x, e(I)) as defined, for one x per condition."""
    if isinstance(model, HypernetworkModel):
        generated = model.parts["f"](condition, weights["f"])
        return model.g(x.flatten(0, 1), generated.flatten(0, 1)).unflatten(0, x.shape[:2])
    z = model.parts["e"](condition, weights["e"])[:, :, None]
    return model.parts["q"](torch.cat([x, z], dim=-1).flatten(1, 2), weights["q"]).unflatten(1, x.shape[1:3])


def by_vmap(model: HypernetworkModel) -> Callable[[dict[str, Tensor], Tensor, Tensor], Tensor]:
    """g as a torch module, mapped over samples."""
    modules: list[nn.Module] = []
    for (a, b), biased in zip(pairwise(model.primary), model.g.biased, strict=True):
        modules += [nn.Linear(a, b, biased), nn.ReLU()]
    g = nn.Sequential(*modules[:-1])
    names = [name for name, _ in g.named_parameters()]

    def one(theta: Tensor, x: Tensor) -> Tensor:
        parts = [part for layer in model.g.split(theta) for part in layer if part is not None]
        return functional_call(g, dict(zip(names, parts, strict=True)), (x,))

    def outputs(weights: dict[str, Tensor], x: Tensor, condition: Tensor) -> Tensor:
        generated = model.parts["f"](condition, weights["f"])
        return vmap(one)(generated[0], x[0, :, 0])[None, :, None]

    return outputs


def contestants(c: Configuration, members: Sequence[Member]) -> dict[str, Step]:
    """One training each, from the same start values; a call makes a step and gives the loss."""

    def stepper(outputs: Callable[[Tensor, Tensor], Tensor], trained: list[Tensor]) -> Step:
        optimiser = c.training.descend(trained)

        def step(batch: Batch) -> float:
            loss = c.problem.loss(outputs(batch.x, batch.condition), batch.y).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            return float(loss.detach())

        return step

    model: Model = c.model
    layers, own = leaves(model.split(model.initial(members, CPU)))
    found = {"this trainer": stepper(partial(model.evaluate, layers), own)}
    ways: dict[str, Callable[[dict[str, Tensor], Tensor, Tensor], Tensor]] = {
        "written out": partial(written_out, model)
    }
    if isinstance(model, HypernetworkModel):
        ways["vmap"] = by_vmap(model)
    for name, way in ways.items():
        weights = {part: tensor.requires_grad_() for part, tensor in model.initial(members, CPU).items()}
        found[name] = stepper(partial(way, weights), list(weights.values()))
    return found


def measure(c: Configuration, batches: Sequence[Batch]) -> dict[str, Any]:
    """Milliseconds of processor time per step of each contestant, and the largest difference of the losses."""
    runs = contestants(c, [Member(0)])
    losses: dict[str, list[float]] = {name: [] for name in runs}
    times: dict[str, list[float]] = {name: [] for name in runs}
    walls: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(0, len(batches), TURN):
        for name, step in runs.items():
            for batch in batches[turn : turn + TURN]:
                start, clock = time.process_time(), time.perf_counter()
                losses[name].append(step(batch))
                times[name].append(time.process_time() - start)
                walls[name].append(time.perf_counter() - clock)
    ms, wall = ({name: 1000 * statistics.median(found) for name, found in kind.items()} for kind in (times, walls))
    differences = [
        abs(a - b) / max(1.0, abs(b))
        for name in list(runs)[1:]
        for a, b in zip(losses["this trainer"], losses[name], strict=True)
    ]
    ratios = {f"{name} / this trainer": ms[name] / ms["this trainer"] for name in list(runs)[1:]}
    return {
        "ms_per_step": ms,
        "wall_ms_per_step": wall,
        "last_loss": losses["this trainer"][-1],
        "difference": max(differences),
        **ratios,
    }


def main() -> None:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    results = []
    for threads, count in ((1, steps), (2, QUICK)):
        torch.set_num_threads(threads)
        for name, places in PLACES[threads].items():
            configurations = [c for c in get(name).configurations("full", {}) if c.at in places and c.panel[:2] == "I:"]
            problem, batch = configurations[0].problem, configurations[0].training.batch
            start = time.process_time()
            batches = list(problem.draw([Member(0)], CPU).epoch(batch))  # shared by all arms and places
            data = 1000 * (time.process_time() - start) / len(batches)
            batches = batches[:count]
            for c in configurations:
                kind = "embedding" if isinstance(c.model, EmbeddingModel) else "hypernetwork"
                found = measure(c, batches)
                results.append({"experiment": name, "arm": c.arm, "at": c.at, "threads": threads, "steps": count,
                                "data_ms_per_step": data, "kind": kind, **found})  # fmt: skip
                shown = ", ".join(f"{way} {ms:.1f} ms" for way, ms in found["ms_per_step"].items())
                ratio = found["written out / this trainer"]
                print(f"{threads} thread(s), {name} at {c.at}, {c.arm}: {shown}; data {data:.1f} ms; "
                      f"{ratio:.2f}x; losses differ by {found['difference']:.1e}", flush=True)  # fmt: skip
    torch.set_num_threads(1)
    totals = {}
    for threads, name in ((count, name) for count, places in PLACES.items() for name in places):
        chosen = [r["ms_per_step"] for r in results if (r["threads"], r["experiment"]) == (threads, name)]
        before, now = (sum(ms[way] for ms in chosen) for way in ("written out", "this trainer"))
        totals[f"{name}, {threads} thread(s)"] = before / now
        print(f"{name}, {threads} thread(s): all arms together {before / now:.2f}x")
    record(
        "paper_trainer", CPU, {"seed": 0, "batch": 200, "turn": TURN, "type": "I"}, {"totals": totals, "cases": results}
    )


if __name__ == "__main__":
    main()
