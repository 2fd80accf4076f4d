"""Who holds a claim on a unit of work: a process of a host, and whether it still lives."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

# A claim from another host cannot be checked; it is believed for this long (seconds).
_FOREIGN_CLAIM = 3600.0


def owner() -> str:
    """This process, as the owner of claims."""
    return f"{socket.gethostname()} {os.getpid()} {_started(os.getpid())}"


def _started(pid: int) -> str:
    """When the process started, in clock ticks, where the system tells: a pid alone may have been used again."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "?"


def is_alive(whose: str, since: float) -> bool:
    """Whether the process `whose`, which claimed at the time `since`, is still there."""
    host, pid, started = whose.split(" ")
    if host != socket.gethostname():
        return time.time() - since < _FOREIGN_CLAIM
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started(int(pid)) == started
