"""Decisions about pairs of orders that come with this version, so that a site is built in seconds.

The file holds what `boundlab.derived.applied` answered, by a digest of the whole question: both orders, the domains of
their parameters, the conditions. A question that it does not hold, of a row of one's own for instance, is decided anew.

`python -m boundlab.site.decide_again` decides all that the registry needs and writes the file; tests compare the two, a
sample in seconds and all of it in minutes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from boundlab.derived.applied import Applied

FILE = Path(__file__).parent / "kept_decisions.json"
_DIGITS = 16


class KeptDecisions:
    """Answers by question; `new` counts those that were not there and were decided."""

    def __init__(self, answers: dict[str, bool] | None = None) -> None:
        self.answers = _read() if answers is None else answers
        self.used: dict[str, bool] = {}
        self.new = 0

    def answer(self, relation: str, a: Applied, b: Applied, given: tuple[str, ...], decide: Callable[[], bool]) -> bool:
        """Return the answer to a question about two bounds, from `decide` where it is not known."""
        key = _digest(relation, a, b, given)
        if key not in self.answers:
            self.answers[key] = decide()
            self.new += 1
        self.used[key] = self.answers[key]
        return self.answers[key]

    def write(self) -> None:
        """Write the answers that were asked for."""
        found = {str(holds).lower(): sorted(k for k, v in self.used.items() if v == holds) for holds in (True, False)}
        FILE.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")


def _digest(relation: str, a: Applied, b: Applied, given: tuple[str, ...]) -> str:
    question = [relation, *((str(x.order), x.ranges.to_json(), x.exact) for x in (a, b)), given]
    return hashlib.sha256(json.dumps(question).encode()).hexdigest()[:_DIGITS]


def _read() -> dict[str, bool]:
    if not FILE.exists():
        return {}
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return {**dict.fromkeys(found["true"], True), **dict.fromkeys(found["false"], False)}
