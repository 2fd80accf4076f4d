"""`boundlab best` against a cold start of the command line, and the time of the full closure, in one run.

    python benchmarks/best.py [runs]

The cold start is `boundlab --version`, which loads nothing; `boundlab list`, which reads the registry, stands beside
it. Processes alternate; medians are compared. Limits: a cold start + 0.2 s for `best`, 2 s for the closure, which is
timed in a fresh process from the registry on. Writes results/best.json.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time

from _record import CPU, record

BOUNDLAB = [sys.executable, "-m", "boundlab"]
COMMANDS = {
    "cold start": ["--version"],
    "list": ["list"],
    "best": ["best"],
    "best, values": ["best", "--m", "2", "--r", "1"],
}
CLOSURE = """
import time
from boundlab.derived.closure import Closure
from boundlab.derived.load import load
registry = load()
start = time.perf_counter()
found = len(Closure(registry))
print(time.perf_counter() - start, len(registry), found)
"""
ALLOWED, CLOSURE_ALLOWED = 0.2, 2.0


def seconds(command: list[str]) -> tuple[float, float]:
    """Wall and processor seconds of one process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def closure() -> tuple[float, int, int]:
    done = subprocess.run([sys.executable, "-c", CLOSURE], check=True, capture_output=True, text=True)
    taken, claims, found = done.stdout.split()
    return float(taken), int(claims), int(found)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            taken = seconds([*BOUNDLAB, *arguments])
            if turn:  # the first turn fills the caches of the file system
                times[name].append(taken)
    results: list[dict[str, object]] = []
    for kind, column in (("wall", 0), ("processor", 1)):
        cold, worst = [pair[column] for pair in times["cold start"]], 0.0
        for name, pairs in times.items():
            own = [pair[column] for pair in pairs]
            over = statistics.median(a - b for a, b in zip(own, cold, strict=True))
            median = statistics.median(own)
            results.append({"command": name, "time": kind, "seconds": median, "over_cold_start": over})
            print(f"{name:<14}{kind:<10}{median:>8.3f} s{over:>+9.3f} s over a cold start")
            worst = max(worst, over) if name.startswith("best") else worst
        print(f"best within a cold start + {ALLOWED} s of {kind} time: {worst <= ALLOWED}")
    closing, claims, found = min(closure() for _ in range(3))
    print(f"closure: {claims} claims, {found} with everything derived, {closing:.3f} s, limit {CLOSURE_ALLOWED} s")
    results.append({"closure_seconds": closing, "claims": claims, "with_derived": found})
    record("best", CPU, {"runs": runs, "allowed_over_cold_start": ALLOWED, "allowed_closure": CLOSURE_ALLOWED}, results)


if __name__ == "__main__":
    main()
