"""How long explicit bounds take: many points in one process, and one cold call.

Peers, measured side by side in this run: for the points, the same bounds by the textbook bumps alone; for
the cold call, `python -c "import sympy"`. Limits: 10 s for the points, 0.8 × sympy for the call.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from fractions import Fraction

from _record import CPU, record

from boundlab.rigorous import Query, select

POINTS = 10_000
REPEATS = 7
CALL = [sys.executable, "-m", "boundlab", "explicit", "--m", "2", "--r", "2", "--eps", "1e-4"]
PEER = [sys.executable, "-c", "import sympy"]


def seconds(engine, queries):
    started = time.perf_counter()
    for query in queries:
        engine.bound(query)
    return time.perf_counter() - started


def cold(command):
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main():
    rng = random.Random(0)
    points = [
        (rng.randint(1, 4), rng.randint(1, 4), Fraction(1, rng.randint(2, 10 ** rng.randint(1, 12))))
        for _ in range(POINTS)
    ]
    queries = [Query(m, r, eps) for m, r, eps in points]
    engine, bumps = select("continuous-selection")[0], select("textbook-bump")[0]
    first, peer = seconds(engine, queries), seconds(bumps, queries)
    print(f"{POINTS} points, continuous-selection: {first:.2f} s, {first / peer:.2f} × textbook-bump")

    for command in (CALL, PEER):
        cold(command)
    ours, theirs = [], []
    for _ in range(REPEATS):
        ours.append(cold(CALL))
        theirs.append(cold(PEER))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"one `boundlab explicit` process: {statistics.median(ours):.2f} s, {ratio:.2f} × import sympy")
    results = {
        "points_seconds": first,
        "textbook_bump_seconds": peer,
        "call_seconds": statistics.median(ours),
        "import_sympy_seconds": statistics.median(theirs),
        "call_over_sympy": ratio,
    }
    record("explicit", CPU, {"points": POINTS, "repeats": REPEATS, "seed": 0}, results)


if __name__ == "__main__":
    main()
