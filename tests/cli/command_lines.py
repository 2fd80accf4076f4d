"""Typical arguments of every command; a command without some fails tests/cli/test_output.py."""

from pathlib import Path

import boundlab

EXAMPLE = str(Path(boundlab.__file__).parent / "registry_file" / "example.toml")
THM = "galanti-wolf-2020/thm-"
GRID = ["--m", "1", "--r", "1", "--eps", "1e-1,1/7"]
REPAIRED = [
    *(
        "--m1",
        "1",
        "--m2",
        "1",
        "--embedding-dimension",
        "2",
        "--eps",
        "1e-6",
        "--lipschitz-e",
        "1",
        "--lipschitz-q",
        "1",
    ),
    *("--weights-bound", "10", "--depth", "3", "--width", "9"),
]
SIZES = ["--primary", "4-3-2", "--tasks", "3"]

# `{folder}` is a new folder that holds certificate.json; commands that work for seconds are in SLOW instead.
TYPICAL = {
    "ablate": [[THM + "1"]],
    "adversary": [[], ["polynomial-interpolation", "--n", "2"]],
    "audit": [[THM + "1"]],
    "audit-module": [["torch.nn:Identity"]],
    "best": [["--activation", "relu"]],
    "bound": [[THM + "4", "--m1", "2", "--r", "1", "--eps", "1e-3"]],
    "check": [["{folder}/certificate.json"]],
    "cite": [["galanti-wolf-2020"]],
    "classes": [[]],
    "compare": [[THM + "3", THM + "4"], [THM + "5", THM + "1"]],
    "consistency": [[]],
    "construct hypernetwork": [["--target", "sin(x + 2*y)", "--eps", "1e-1"]],
    "construct structured": [["--eps", "1e-1"]],
    "count compare": [SIZES],
    "count full": [SIZES],
    "demo": [],
    "docs": [[], ["docs/audit.md"]],
    "explicit": [GRID],
    "explicit memorise": [["--points", "6", "--dimension", "2"], ["--points", "6", "--dimension", "2", "--gates", "2"]],
    "figures": [["--list"], ["constants", "--format", "svg", "--jobs", "1", "--out", "{folder}"]],
    "fit": [["{folder}/runs.db"]],
    "info": [[]],
    "invert": [["eps^(-m/r)"]],
    "law list": [[]],
    "law show": [["hyperkernel-error"], ["contextual-features"]],
    "law measure": [],
    "law fit": [["hyperkernel-error"], ["contextual-features"]],
    "leading-constants": [["--max-m", "2", "--max-r", "2"]],
    "list": [[]],
    "measure": [],
    "measure q-vs-g": [],
    "minimise": [["max(a, 1-a)", "--over", "a"], ["-a", "--over", "a", "--where", "-a >= -3"]],
    "multitask": [["--problems", "none", "--out", "{folder}/new.csv"]],
    "paper": [["--scale", "none", "--store", "{folder}/runs.db"]],
    "paper-claims": [["{folder}"]],
    "phase": [["--activation", "tanh"]],
    "prove": [["min(m1+m2, 2*m1) >= m1"], ["m1 >= 2"]],
    "registry check": [[EXAMPLE]],
    "registry new": [["{folder}/certificate.json"]],
    "repaired": [REPAIRED],
    "runs list": [["--store", "{folder}/runs.db"]],
    "runs show": [["a", "--store", "{folder}/runs.db"]],
    "runs export": [["--out", "{folder}/rows.csv", "--store", "{folder}/runs.db"]],
    "runs release": [["--all", "--store", "{folder}/runs.db"]],
    "runs delete": [["a", "--store", "{folder}/runs.db"]],
    "sandwich": [GRID],
    "show": [[THM + "5"]],
    "tune chunk": [["--primary", "4-3-2"]],
    "site": [],
    "verify": [["--list"]],
}
SLOW = {
    "law measure": [["hyperkernel-error", "--scale", "tiny", "--store", "{folder}/new.db"]],
    "demo": [["--out", "{folder}"]],
    "measure": [["--m", "1", "--r", "1", "--eps", "1e-1", "--store", "{folder}/new.db"]],
    "measure q-vs-g": [["--k", "3", "--arms", "g", "--store", "{folder}/new.db"]],
    "site": [["--out", "{folder}/site"]],
    "verify": [["lem-4", "--out", "{folder}"]],
}


def lines(table: dict, folder: object) -> list[list[str]]:
    """The command lines of a table, with the folder put in."""
    return [
        [word.format(folder=folder) if "{folder}" in word else word for word in [*name.split(), *arguments]]
        for name, each in table.items()
        for arguments in each
    ]
