"""Where a measured number comes from: version, commit, libraries, device, time."""

from __future__ import annotations

import datetime
import platform
import subprocess
from functools import lru_cache
from pathlib import Path

import numpy
import torch

from boundlab import __version__
from boundlab.errors import bad_value

# The variable of the environment that tells a worker how many processes share its device.
PROCESSES_PER_DEVICE = "BOUNDLAB_PROCESSES_PER_DEVICE"


def pick_device(name: str) -> torch.device:
    """The device called `name`: `cpu`, `cuda`, or `auto` (CUDA if there is one).

    Raises BoundlabError: another name, or `cuda` where there is none.
    """
    available = torch.cuda.is_available()
    if name == "auto":
        return torch.device("cuda" if available else "cpu")
    if name == "cpu" or (name == "cuda" and available):
        return torch.device(name)
    raise bad_value("device", name, "auto, cpu or cuda" + ("" if available else " (no CUDA device was found)"))


def provenance(device: torch.device) -> dict[str, str]:
    """Version, commit, libraries, device and threads; a commit only in a source checkout."""
    return {**_machine(device), "threads": str(torch.get_num_threads())}


@lru_cache
def _machine(device: torch.device) -> dict[str, str]:
    return {
        "boundlab": __version__,
        "commit": _commit(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "numpy": numpy.__version__,
        "device": torch.cuda.get_device_name(device) if device.type == "cuda" else _processor(),
    }


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _commit() -> str:
    folder = Path(__file__).resolve().parents[2]
    if not (folder / ".git").exists():
        return "unknown"
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=folder, check=False)
    return done.stdout.strip()[:8] or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    except OSError:
        names = []
    return f"CPU, {names[0] if names else platform.machine()}"
