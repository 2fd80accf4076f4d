"""Coq files of the paper's theorems: every comparison of its bounds, and the exponent of theorem 3 under each reading.

`python -m proofs_numeric._coq_files` writes them to proofs_numeric/coq.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from boundlab.claims.compare import compare
from boundlab.derived.load import load
from boundlab.export import coq
from boundlab.files import write_text
from boundlab.symbolic.decide import Decision, decide
from proofs_numeric.lem_21_22 import READINGS, theorem_2, theorem_3

FOLDER = Path(__file__).parent / "coq"
PRINTED = "min(m1 + m2, 2*m1)"
PAPER = "galanti-wolf-2020/thm-"


def comparisons() -> dict[str, Decision]:
    """Return what decides how each two of the paper's bounds compare."""
    claims = load()
    numbers = [each.id.removeprefix(PAPER) for each in claims if each.id.startswith(PAPER)]
    found = {}
    for a, b in itertools.combinations(numbers, 2):
        decision = compare(claims[PAPER + a], claims[PAPER + b]).decision
        assert decision is not None
        found[f"theorem_{a}_and_{b}"] = decision
    return found


def exponents() -> dict[str, Decision]:
    """Return what decides the least exponent of N_q in theorems 2 and 3, and whether it is attained."""
    found = {}
    for reading in READINGS:
        optimum = theorem_3(reading)
        found[f"reading_{reading.name}_printed"] = decide(f"a >= {PRINTED}", reading.constraints(), ("a", "w", "k"))
        found[f"reading_{reading.name}"] = optimum.proof
        found |= {f"reading_{reading.name}_attained_{i}": each for i, each in enumerate(optimum.attained, 1)}
    found["theorem_2"] = theorem_2().proof
    return found


def bundle(decisions: dict[str, Decision]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return one certificate for all of them, and their names."""
    certificates = [decision.certificate() for decision in decisions.values()]
    return {"kind": "bundle", "certificates": certificates}, tuple(decisions)


def files() -> dict[str, str]:
    """Return the texts of the files."""
    made = {"comparisons.v": comparisons(), "theorem_3_exponent.v": exponents()}
    return {name: coq(*bundle(decisions)) for name, decisions in made.items()}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        write_text(str(FOLDER / name), text + "\n")


if __name__ == "__main__":
    main()
