"""Questions of theorists to `decide` and to z3, in turns in one process: who decides them, and in what time?

    python benchmarks/against_z3.py [rounds]

questions.json holds the questions with their answers; z3 gets the script that `boundlab prove … --smt` writes, which is
what it needs of a claim about orders: its exponents. The time of `decide` is that of reading, proving and checking, the
time of z3 that of reading and solving, at most ten seconds. Each is the least processor time of `rounds` (default 3)
after one that is not counted. Medians are over the questions that both decide. Writes results/against_z3.json.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import z3
from _record import CPU, record

from boundlab.errors import BoundlabError
from boundlab.export import smt
from boundlab.symbolic.decide import Decision, decide

Z3_MILLISECONDS = 10_000
AGREED = {"proved": "unsat", "refuted": "sat"}


def timed(call: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    """Return the value of `call` and the least of its processor times."""
    value, best = call(), float("inf")
    for _ in range(rounds):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return value, best


def solved(script: str) -> str:
    """What z3 says of a script."""
    solver = z3.Solver()
    solver.set("timeout", Z3_MILLISECONDS)
    solver.from_string(script)
    return str(solver.check())


def script_of(decision: Decision) -> str | None:
    """The question as z3 gets it, without the witness; None for what is not exported."""
    try:
        text = smt(decision.certificate())
    except BoundlabError:
        return None
    return text.split("; the witness")[0]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    questions = json.loads((Path(__file__).parent / "questions.json").read_text(encoding="utf-8"))
    answers: Counter[str] = Counter()
    rows = []
    for number, question in enumerate(questions, 1):
        print(f"\r{number} of {len(questions)}", end="", file=sys.stderr, flush=True)
        expected = question.pop("answer")
        decision, own = timed(lambda q=question: decide(**q), rounds)  # type: ignore[misc]
        right = decision.verdict == expected
        answers["right" if right else decision.verdict if decision.verdict == "undecided" else "wrong"] += 1
        script = script_of(decision) if right else None
        if script is None:
            continue
        found, peer = timed(lambda text=script: solved(text), rounds)  # type: ignore[misc]
        answers[f"z3 {'agrees' if found == AGREED[expected] else found if found == 'unknown' else 'contradicts'}"] += 1
        if found == AGREED[expected]:
            rows.append({"claim": question["claim"], "decide": own, "z3": peer})
    own, peer = (statistics.median(row[key] for row in rows) for key in ("decide", "z3"))
    ratio = statistics.median(row["decide"] / row["z3"] for row in rows)
    print(f"\n{len(questions)} questions: {dict(answers)}")
    print(f"{len(rows)} decided by both: median {own * 1e3:.1f} ms, z3 {peer * 1e3:.1f} ms, {own / peer:.2f} times")
    print(f"median of the ratios {ratio:.2f}")
    summary = {"answers": dict(answers), "both": len(rows), "median_decide_seconds": own, "median_z3_seconds": peer}
    summary |= {"ratio_of_medians": own / peer, "median_ratio": ratio, "rows": rows}
    record("against_z3", CPU, {"rounds": rounds, "z3": z3.get_version_string()}, summary)


if __name__ == "__main__":
    main()
