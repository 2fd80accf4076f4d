"""Running checks in parallel, and keeping what is finished so that a later run resumes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boundlab.errors import missing_extra
from boundlab.processes import pool
from proofs_numeric._checks import Check
from proofs_numeric._verdict import Budget, Outcome, Step, Verdict, without


@dataclass(frozen=True)
class Result:
    """A verdict, set against what the check's file says is known."""

    id: str
    title: str
    known: dict[str, str]
    verdict: Verdict
    resumed: bool = False
    failed: bool = False

    @property
    def unexpected(self) -> list[str]:
        """Names of steps that are refuted and not known to be."""
        return [s.name for s in self.verdict.refuted() if s.name not in self.known]

    @property
    def unreproduced(self) -> list[str]:
        """Names of steps that are known to be false and did not come out refuted."""
        found = {s.name for s in self.verdict.refuted()}
        return [name for name in self.known if name not in found]

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON data."""
        v = self.verdict
        return {
            "id": self.id,
            "title": self.title,
            "outcome": str(v.outcome),
            "margin": v.margin,
            "budget": v.budget,
            "seed": v.seed,
            "seconds": round(v.seconds, 3),
            "known": self.known,
            "unexpected": self.unexpected,
            "unreproduced": self.unreproduced,
            "failed": self.failed,
            "steps": [s.to_json() for s in v.steps],
        }

    @staticmethod
    def from_json(data: dict[str, Any], *, resumed: bool) -> Result:
        """Read what `to_json` wrote."""
        steps = tuple(Step.from_json(s) for s in data["steps"])
        verdict = Verdict(steps, data["budget"], data["seed"], data["seconds"])
        return Result(data["id"], data["title"], data["known"], verdict, resumed, data["failed"])


class Store:
    """Finished checks, one JSON object a line, by the hash of what they depend on; a torn last line is ignored."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, dict[str, Any]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    self.found[entry["key"]] = entry["result"]
                except (ValueError, KeyError, TypeError):
                    continue

    def get(self, key: str) -> Result | None:
        """Return the finished check with this key."""
        if key not in self.found:
            return None
        try:
            return Result.from_json(self.found[key], resumed=True)
        except (ValueError, KeyError, TypeError):
            return None

    def add(self, key: str, result: Result) -> None:
        """Append a finished check."""
        torn = self.path.exists() and self.path.read_bytes()[-1:] not in (b"", b"\n")
        with self.path.open("a", encoding="utf-8") as stream:
            line = json.dumps({"key": key, "result": result.to_json()}, ensure_ascii=False)
            stream.write(("\n" if torn else "") + line + "\n")


def run_one(id_: str, budget: Budget, seed: int) -> dict[str, Any]:
    """Run one check in this process; an exception becomes a failed result."""
    check = Check(id_)
    try:
        return Result(id_, check.title, dict(check.known), check.run(budget, seed)).to_json()
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and missing_extra(error):
            step = without("all", "the whole check", error)
            return Result(id_, check.title, {}, Verdict((step,), budget, seed)).to_json()
        text = f"the check stopped: {type(error).__name__}: {error}"[:400]
        step = Step("error", "the check runs to its end", Outcome.NOT_CHECKABLE, text)
        return Result(id_, id_, {}, Verdict((step,), budget, seed), failed=True).to_json()


def run_checks(
    chosen: Sequence[Check],
    budget: Budget,
    seed: int,
    *,
    jobs: int,
    store: Store | None,
    finished: Callable[[Result], None],
) -> list[Result]:
    """Run the checks in `jobs` processes, in the order given; `finished` is called as each one ends.

    What `store` holds already is not run again. The results depend on sources, budget and seed alone.
    """
    keys = {check.id: check.key(budget, seed) for check in chosen}
    results: dict[str, Result] = {}

    def done(result: Result) -> None:
        results[result.id] = result
        if store is not None and not (result.resumed or result.failed or result.verdict.skipped()):
            store.add(keys[result.id], result)
        finished(result)

    missing = []
    for check in chosen:
        old = store.get(keys[check.id]) if store is not None else None
        if old is None:
            missing.append(check.id)
        else:
            done(old)
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch starts: sums in one order, whatever the machine
    if jobs == 1 or len(missing) == 1:
        for id_ in missing:
            done(Result.from_json(run_one(id_, budget, seed), resumed=False))
    elif missing:
        with pool(min(jobs, len(missing))) as workers:
            futures = [workers.submit(run_one, id_, budget, seed) for id_ in missing]
            for future in as_completed(futures):
                done(Result.from_json(future.result(), resumed=False))
    return [results[check.id] for check in chosen]
