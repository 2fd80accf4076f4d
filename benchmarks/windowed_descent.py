"""Minimal tanh widths and processor time of the search at one commit against another, side by side in one run.

    python benchmarks/windowed_descent.py [--before COMMIT] [--after COMMIT] [--sides SIDE …] [--cases K:P,P,… …]

Sign bumps with m = r = 1, patterns 12 to 17, ε = 0.4 of their amplitude, three networks per arm, seed 2: `many cells`
of exponents.py. Both commits are unpacked from the repository and take turns, in processes of their own, on one thread;
time is processor time, so that other work on the machine stretches it little. A case is a number of cells and patterns;
of the constant pattern it is known that k + 1 tanh units are enough. What the results hold already of a commit and a
case is not measured again; the load of the machine stands beside each time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from _record import CPU, RESULTS, record

ROOT = Path(__file__).parent.parent
# The last commit without windows.
BEFORE = "3db3a7d"
SEARCH = """
import json, os, sys, time
import torch
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.search_settings import SearchSettings

torch.set_num_threads(1)
targets = [parse_target(text) for text in sys.argv[1:]]
settings = SearchSettings("tanh", seed=2, starts=3, max_width=160)
eps = [[0.4 * float(target.scale)] for target in targets]
begun = time.process_time()
found = [row[0] for row in MinimalWidthSearch(PlainProblem(targets, settings, torch.device("cpu")), eps).run()]
seconds = time.process_time() - begun
widths, arms, load = [f.width for f in found], [f.arm for f in found], round(os.getloadavg()[0], 1)
print(json.dumps({"widths": widths, "arms": arms, "seconds": round(seconds, 1), "load": load}))
"""


def unpacked(name: str, folder: Path) -> Path:
    resolve = ["git", "rev-parse", "--short=7", name]
    commit = subprocess.run(resolve, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    archive = subprocess.run(["git", "archive", commit, "boundlab"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(folder / commit, filter="data")
    return folder / commit


def target(k: str, pattern: str) -> str:
    return f"slice:m=1,of=2,r=1,k={k},bits=0" if pattern == "constant" else f"bumps:m=1,r=1,k={k},pattern={pattern}"


def search(package: Path, targets: list[str]) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(package), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", SEARCH, *targets]
    out = subprocess.run(command, env=environment, cwd=package, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(out)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", default=BEFORE)
    parser.add_argument("--after", default="HEAD")
    parser.add_argument("--sides", nargs="+", choices=("before", "after"), default=["before", "after"])
    parser.add_argument(
        "--cases", nargs="+", default=[*(f"{k}:12,13,14,15,16,17" for k in (48, 16, 20, 24)), "24:constant"]
    )
    chosen = parser.parse_args()
    cases = {
        case: [target(case.partition(":")[0], p) for p in case.partition(":")[2].split(",")] for case in chosen.cases
    }
    written = RESULTS / "windowed_descent.json"
    results: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))["results"] if written.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: unpacked(getattr(chosen, name), Path(folder)) for name in chosen.sides}
        for case, targets in cases.items():
            found = results.setdefault(case, {})
            for name, package in packages.items():
                if found.get(name, {}).get("commit") != package.name:
                    found[name] = {**search(package, targets), "commit": package.name}
                print(f"k = {case}, {name}: widths {found[name]['widths']} in {found[name]['seconds']} s", flush=True)
            if {"before", "after"} <= set(found):
                ratio = found["after"]["seconds"] / found["before"]["seconds"]
                found["seconds_after_over_before"] = round(ratio, 3)
                print(f"k = {case}: {ratio:.3f} times the processor time", flush=True)
            record("windowed_descent", CPU, {"seed": 2, "starts": 3}, results)


if __name__ == "__main__":
    main()
