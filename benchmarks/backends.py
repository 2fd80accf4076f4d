"""The back ends against each other, and what the driver and the store take per task.

    python benchmarks/backends.py

200 tasks of about a second of arithmetic each on two workers, by processes and by Ray, from the start of the workers
to the last row in the store. 100,000 tasks that do nothing: rate, and the driver's memory on the way. And 5,000 of
those handed out one by one, to see what batches save. Each run has a driver process of its own. Ray runs its workers at
a lower priority by default, which costs where other work competes; here they run at the driver's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
from _record import record

from boundlab.runs import dispatch
from boundlab.runs.backends import make
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore, sweep_settings
from boundlab.runs.task import Report, Task

WORKERS = 2
SIZE = 384
LONG = {"count": 200, "products": 360}
SHORT = {"count": 100_000, "products": 0}
SINGLE = {"count": 5_000, "products": 0}
LOOK_AT = (10_000, 50_000, 100_000)


@dataclass(frozen=True)
class Arithmetic(Task):
    """Matrix products, always the same number of them."""

    kind: ClassVar[str] = "arithmetic"
    method: ClassVar[int] = 1

    number: int
    products: int

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        if not self.products:
            return [{"number": self.number}]
        x = torch.randn(SIZE, SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(self.number))
        y = x
        for _ in range(self.products):
            y = x @ (y / y.norm())
        return [{"number": self.number, "norm": float(y.norm())}]


class Sweep(Collection[Task]):
    """Tasks made as they are asked for."""

    def __init__(self, count: int, products: int) -> None:
        self.count, self.products = count, products

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Task]:
        return (Arithmetic(number, self.products) for number in range(self.count))

    def __contains__(self, task: object) -> bool:
        return isinstance(task, Arithmetic) and task.number < self.count and task.products == self.products


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--driver", nargs=4, metavar=("BACKEND", "COUNT", "PRODUCTS", "LARGEST_BATCH"))
    chosen = arguments.parse_args().driver
    if chosen:
        print(json.dumps(drive(chosen[0], *map(int, chosen[1:]))))
        return
    names = {"long tasks": LONG, "tasks that do nothing": SHORT, "the same, one by one": SINGLE}
    results: dict[str, Any] = {"load_before": os.getloadavg()}
    for name, sweep in names.items():
        batch = 1 if sweep is SINGLE else dispatch.LARGEST_BATCH
        results[name] = {backend: start(backend, **sweep, batch=batch) for backend in ("local", "ray")}
        for backend, found in results[name].items():
            print(f"{name}, {backend}: {found['seconds']} s, {found['units_per_second']} tasks/s, {found['memory_mb']}")
    local, ray = (results["long tasks"][backend]["seconds"] for backend in ("local", "ray"))
    results["ray_over_local"] = round(ray / local, 3)
    print(f"{LONG['count']} tasks of about a second: Ray / local = {ray / local:.3f}")
    settings = {"workers": WORKERS, "long": LONG, "short": SHORT, "single": SINGLE, "ray": ray_version()}
    record("backends", torch.device("cpu"), settings, results)


def start(backend: str, count: int, products: int, batch: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--driver", backend, str(count), str(products), str(batch)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "RAY_worker_niceness": "0"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def drive(name: str, count: int, products: int, batch: int) -> dict[str, Any]:
    dispatch.LARGEST_BATCH = batch
    tasks = Sweep(count, products)
    memory: dict[str, float] = {"0": resident()}
    with tempfile.TemporaryDirectory() as folder, RunStore(Path(folder) / "runs.db") as store:
        begun = time.perf_counter()
        settings = sweep_settings(task.key for task in tasks)
        done, first = 0, begun
        for _ in run_tasks(store, settings, tasks, torch.device("cpu"), lambda text: None, backend(name)):
            done += 1
            if done == 1:
                first = time.perf_counter()
            if done in LOOK_AT:
                memory[str(done)] = resident()
        end = time.perf_counter()
        assert store.measurements()[0]["finished"] == done == count
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    return {
        "seconds": round(end - begun, 2),
        "until_first_unit": round(first - begun, 2),
        "units_per_second": round((count - 1) / (end - first), 1),
        "memory_mb": memory,
        "store_bytes_per_unit": round(size / count),
    }


def backend(name: str) -> Any:
    if name == "local":
        return make("local", workers=WORKERS)
    found = make("ray")
    import ray

    ray.init(
        address="local", num_cpus=WORKERS, include_dashboard=False, object_store_memory=200 * 2**20,
        log_to_driver=False, logging_level="ERROR",
    )  # fmt: skip
    return found


def ray_version() -> str:
    import ray

    return str(ray.__version__)


def resident() -> float:
    """The resident memory of this process in MB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
