"""The verdicts that come with this version, for pages that show them without running anything.

    boundlab verify --out results/verify && python -m proofs_numeric._kept results/verify/verify.json

writes `verdicts.json` again. Certificates stay out: they are made again in a minute.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from proofs_numeric._report import word
from proofs_numeric._runner import Result

KEPT = Path(__file__).parent / "verdicts.json"
_SHOWN = 400


def kept(report: dict[str, Any]) -> dict[str, Any]:
    """Return the checks of a report by id, each with its verdict in words; of certificates only the kinds."""
    found = {}
    for check in report["checks"]:
        steps = [_step(step) for step in check["steps"]]
        found[check["id"]] = {**check, "word": word(Result.from_json(check, resumed=True)), "steps": steps}
        del found[check["id"]]["seconds"]
    return found


def _step(step: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in step.items() if name not in {"certificate", "witness"}}
    if certificate := step.get("certificate"):
        rest["certificate"] = certificate["kind"]
    if witness := step.get("witness"):
        text = json.dumps(witness, ensure_ascii=False)
        rest["witness"] = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return rest


def read() -> dict[str, Any]:
    """Return the verdicts of this version by the id of the check."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    KEPT.write_text(json.dumps(kept(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
