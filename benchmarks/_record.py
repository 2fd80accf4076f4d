"""What every benchmark writes: its numbers with machine, versions, commit and settings."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import torch

from boundlab.runs.provenance import now, pick_device, provenance

RESULTS = Path(__file__).parent / "results"
CPU = torch.device("cpu")


def device() -> torch.device:
    """The device named as the first argument of the script (default: auto), on one thread."""
    torch.set_num_threads(1)
    return pick_device(sys.argv[1] if len(sys.argv) > 1 else "auto")


def record(name: str, on: torch.device, settings: dict[str, Any], results: Any, suffix: str | None = None) -> None:
    """Write results/<name><suffix>.json; the suffix is empty by default, -cuda for a GPU."""
    if suffix is None:
        suffix = "" if on.type == "cpu" else f"-{on.type}"
    # Processes that wanted a core in the last minute, this one among them; above `cores` times are stretched.
    load = {"load": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}
    data = {"benchmark": name, "measured": now(), **provenance(on), **load, "settings": settings, "results": results}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}{suffix}.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
