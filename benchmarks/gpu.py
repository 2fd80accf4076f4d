"""Everything that is claimed of GPUs, verified in one run of at most eight minutes; writes results/gpu.json.

    python benchmarks/gpu.py [--device cuda|cpu] [--quick]

Each section answers one question and is given up, with its error as the result, rather than the run. `--quick` uses
small sizes; with `--device cpu` what only a GPU has is left out and nothing is written, so that the script itself can
be tried without one. No section starts after seven minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from _record import record

from boundlab.experiments.modularity_gap.generated_weights import GeneratedWeights
from boundlab.experiments.modularity_gap.tasks import Targets
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.levenberg_marquardt import capacity, damped_step, minimise
from boundlab.minimal_networks.measurement import MinimalSizes, family_task
from boundlab.minimal_networks.sampling import grid, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape, evaluate, evaluate_with_jacobian
from boundlab.networks.ensemble_initial import random_parameters
from boundlab.runs.backends.local import Local
from boundlab.runs.provenance import pick_device
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore, sweep_settings

ROOT = Path(__file__).parent.parent
LAST_START = 420.0
GPU_TESTS = 90.0


class Sections:
    """The questions, on one device; `quick` for small sizes."""

    def __init__(self, on: torch.device, quick: bool) -> None:
        self.on, self.quick, self.gpu = on, quick, on.type == "cuda"

    def tests(self) -> Any:
        """Do the tests that need a GPU pass?"""
        if not self.gpu:
            return "left out: no GPU"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "gpu", "-p", "no:cacheprovider", "tests"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=GPU_TESTS)
        return {"passed": done.returncode == 0, "last_line": done.stdout.strip().splitlines()[-1:]}

    def trainer(self) -> Any:
        """Networks per second and iteration of Levenberg-Marquardt against the size of the ensemble."""
        found = {}
        for batch in (8, 64) if self.quick else (1, 32, 256, 1024, 4096):
            for width in (8,) if self.quick else (8, 40):
                train = self._training(batch, width, 10)
                train()
                found[f"{batch} networks of width {width}"] = round(10 * batch / self._timed(train))
        return found

    def profile(self) -> Any:
        """Launches, synchronisations and idle share of an iteration."""
        batch = 16 if self.quick else 4096
        return {f"width {width}": self._profiled(self._training(batch, width, 20), 20) for width in (8, 40)}

    def _training(self, batch: int, width: int, iterations: int) -> Callable[[], Any]:
        shape, theta, targets, generator = self._ensemble(batch, width)
        return lambda: minimise(shape, theta, targets, (2,) * iterations, sample_count(shape), generator)

    def graph(self) -> Any:
        """Does a CUDA graph of one step give the same numbers, and in what part of the time?"""
        if not self.gpu:
            return "left out: no GPU"
        return {f"width {width}": self._graph(width) for width in (8, 40)}

    def _graph(self, width: int) -> dict[str, Any]:
        shape, theta, targets, _ = self._ensemble(256 if self.quick else 4096, width)
        x = grid(sample_count(shape), 1, self.on)
        y, damping = targets(x), theta.new_full((len(theta),), 1e-2)

        def step() -> torch.Tensor:
            value, jacobian = evaluate_with_jacobian(shape, theta, x)
            return damped_step(theta, damping, value - y, jacobian, 2, lambda trial: evaluate(shape, trial, x) - y)[0]

        def repeated(work: Callable[[], Any]) -> float:
            return self._timed(lambda: [work() for _ in range(20)])

        with torch.cuda.stream(torch.cuda.Stream()):
            for _ in range(3):
                plain = step()
        torch.cuda.synchronize()
        recorded = torch.cuda.CUDAGraph()
        with torch.cuda.graph(recorded):
            out = step()
        recorded.replay()
        torch.cuda.synchronize()
        before, after = repeated(step), repeated(recorded.replay)
        return {"bitwise_equal": bool(torch.equal(out, plain)), "time_of_graph_over_plain": round(after / before, 3)}

    def search(self) -> Any:
        """Which part of a whole search the device is idle."""
        task = self._task(4 if self.quick else 12)
        return self._profiled(lambda: task.run(self.on, lambda _: None), 1)

    def generated_weights(self) -> Any:
        """Does the arm f run, and end within ε?"""
        k = 2 if self.quick else 3
        task = GeneratedWeights(Targets(1, 1, 1, k, 1), SearchSettings("tanh", starts=2, max_width=20))
        (row,) = task.run(self.on, lambda _: None)
        return {name: row[name] for name in ("status", "N", "N_f", "sup_error", "eps")}

    def same_numbers(self) -> Any:
        """One task twice on the device and once on the CPU: the widths, and whether the first two are bitwise equal."""
        task = self._task(3 if self.quick else 8)
        if self.gpu:
            torch.cuda.reset_peak_memory_stats()
        first, again = (task.run(self.on, lambda _: None) for _ in range(2))
        peak = torch.cuda.max_memory_allocated() if self.gpu else None
        cpu = task.run(torch.device("cpu"), lambda _: None)
        return {
            "bitwise_equal_twice": first == again,
            "widths": [row["width"] for row in first],
            "widths_on_the_cpu": [row["width"] for row in cpu],
            "same_widths_as_the_cpu": [row["width"] for row in first] == [row["width"] for row in cpu],
            "peak_bytes": peak,
        }

    def processes(self) -> Any:
        """Four tasks by one process and by four on one device: the same rows, and in what part of the time?"""
        tasks = [self._task(3 if self.quick else 6, seed) for seed in range(2 if self.quick else 4)]
        found, seconds = [], []
        for workers in (1, len(tasks)):
            with TemporaryDirectory() as folder, RunStore(Path(folder) / "runs.db") as store:
                begun = time.monotonic()
                settings = sweep_settings(task.key for task in tasks)
                done = run_tasks(store, settings, tasks, self.on, lambda _: None, Local(workers))
                found.append({task.key: [row["width"] for row in rows] for task, rows, _ in done})
                seconds.append(time.monotonic() - begun)
        return {"same_widths": found[0] == found[1], "time_of_all_over_one": round(seconds[1] / seconds[0], 3)}

    def memory(self) -> Any:
        """How many Jacobian entries are held at a time."""
        return capacity(self.on)

    def _task(self, k: int, seed: int = 0) -> MinimalSizes:
        return family_task(1, 1, k, 2 if self.quick else 6, 0.4, SearchSettings("tanh", seed=seed, starts=2))

    def _ensemble(self, batch: int, width: int) -> tuple[Shape, torch.Tensor, TargetBatch, torch.Generator]:
        shape, generator = Shape(1, (width,), "tanh"), torch.Generator().manual_seed(0)
        targets = TargetBatch([parse_target("bumps:m=1,r=1,k=8,pattern=1")], [0] * batch)
        return shape, random_parameters(shape, batch, generator, self.on), targets, generator

    def _timed(self, work: Callable[[], Any]) -> float:
        begun = time.perf_counter()
        work()
        if self.gpu:
            torch.cuda.synchronize()
        return time.perf_counter() - begun

    def _profiled(self, work: Callable[[], Any], steps: int) -> dict[str, Any]:
        """Of `work`, which does so many steps: seconds; on a GPU also launches, waits and the idle share."""
        if not self.gpu:
            return {"seconds_per_step": round(self._timed(work) / steps, 6)}
        activities = [torch.profiler.ProfilerActivity.CPU, torch.profiler.ProfilerActivity.CUDA]
        with torch.profiler.profile(activities=activities) as profiler:
            seconds = self._timed(work)
        events = profiler.key_averages()
        count = {
            name: sum(e.count for e in events if name in e.key) for name in ("LaunchKernel", "Synchronize", "Memcpy")
        }
        busy = sum(event.self_device_time_total for event in events) / 1e6
        found = {name: round(number / steps, 1) for name, number in count.items()}
        return {**found, "seconds_per_step": round(seconds / steps, 6), "idle_share": round(1 - busy / seconds, 3)}


SECTIONS = (
    "tests", "trainer", "profile", "graph", "generated_weights", "same_numbers", "search", "processes", "memory"
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    on = pick_device(chosen.device)
    sections, begun = Sections(on, chosen.quick), time.monotonic()
    results: dict[str, Any] = {}
    for name in SECTIONS:
        started = time.monotonic() - begun
        if started > LAST_START:
            results[name] = {"left_out": "out of time"}
            continue
        try:
            found = getattr(sections, name)()
        except Exception as error:  # what fails on a GPU is a result of this run
            found = {"failed": f"{type(error).__name__}: {error}"}
        results[name] = {"result": found, "seconds": round(time.monotonic() - begun - started, 1)}
        print(name, results[name], flush=True)
        if on.type == "cuda":
            record("gpu", on, {"quick": chosen.quick}, results, suffix="")
    failed = [name for name, one in results.items() if "failed" in str(one)]
    print("failed: " + ", ".join(failed) if failed else f"all sections ran, {time.monotonic() - begun:.0f} s")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
