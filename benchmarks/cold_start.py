"""Whole-process time of a command against `python -c "import sympy"`, alternating in one run.

Usage: python benchmarks/cold_start.py [runs]. Prints medians and, pair by pair, the median ratio, and writes
results/cold_start.json; the project keeps the ratio of `prove`, its own check included, at or below 0.45.
"""

import statistics
import subprocess
import sys
import time

from _record import CPU, record

COMMANDS = {
    "prove": ["prove", "min(m1+m2, 2*m1) >= m1"],
    "bound": ["bound", "galanti-wolf-2020/thm-3", "--m1", "2", "--m2", "3", "--eps", "1e-3"],
    "compare": ["compare", "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4"],
    "list": ["list"],
    "explicit": ["explicit", "--m", "2", "--r", "2", "--eps", "1e-4"],
}
PEER = [sys.executable, "-c", "import sympy"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    runs, results = int(sys.argv[1]) if len(sys.argv) > 1 else 11, []
    print(f"{'command':<10}{'boundlab':>10}{'sympy':>10}{'ratio':>8}   (medians of {runs} alternating runs)")
    for name, arguments in COMMANDS.items():
        ours = [sys.executable, "-m", "boundlab", *arguments]
        seconds(ours), seconds(PEER)
        pairs = [(seconds(ours), seconds(PEER)) for _ in range(runs)]
        a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(x / y for x, y in pairs)
        print(f"{name:<10}{a:>9.3f}s{b:>9.3f}s{ratio:>8.2f}")
        results.append({"command": name, "boundlab_seconds": a, "import_sympy_seconds": b, "ratio": ratio})
    record("cold_start", CPU, {"runs": runs, "peer": "python -c 'import sympy'"}, results)


if __name__ == "__main__":
    main()
