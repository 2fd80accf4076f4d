"""`boundlab best` against a cold start of the command line, and the time of the full closure, in one run.

    python benchmarks/best.py [runs]

The cold start is `boundlab --version`, which loads nothing; `boundlab list`, which reads the registry, stands beside
it. Processes alternate; medians are compared. Limits: a cold start + 0.2 s for `best`, 2 s for the closure, which is
timed in a fresh process from the registry on. Writes results/best.json.
"""

from __future__ import annotations

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
from boundlab.symbolic.registry import load
registry = load()
start = time.perf_counter()
found = len(Closure(registry))
print(time.perf_counter() - start, len(registry), found)
"""
ALLOWED, CLOSURE_ALLOWED = 0.2, 2.0


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def closure() -> tuple[float, int, int]:
    done = subprocess.run([sys.executable, "-c", CLOSURE], check=True, capture_output=True, text=True)
    taken, claims, found = done.stdout.split()
    return float(taken), int(claims), int(found)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, arguments in COMMANDS.items():
            taken = seconds([*BOUNDLAB, *arguments])
            if turn:  # the first turn fills the caches of the file system
                times[name].append(taken)
    medians = {name: statistics.median(column) for name, column in times.items()}
    results: list[dict[str, object]] = []
    for name, median in medians.items():
        over = statistics.median(a - b for a, b in zip(times[name], times["cold start"], strict=True))
        results.append({"command": name, "seconds": median, "over_cold_start": over})
        print(f"{name:<14}{median:>8.3f} s{over:>+9.3f} s over a cold start")
    taken, claims, found = min(closure() for _ in range(3))
    print(f"closure: {claims} claims, {found} with everything derived, {taken:.3f} s")
    over = max(float(str(row["over_cold_start"])) for row in results)
    print(
        f"best within a cold start + {ALLOWED} s: {over <= ALLOWED}; closure within {CLOSURE_ALLOWED} s: {taken <= 2}"
    )
    results.append({"closure_seconds": taken, "claims": claims, "with_derived": found})
    record("best", CPU, {"runs": runs, "allowed_over_cold_start": ALLOWED, "allowed_closure": CLOSURE_ALLOWED}, results)


if __name__ == "__main__":
    main()
