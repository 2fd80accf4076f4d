"""Who has the lease of a task: a process of a host, and until when it is believed to live."""

from __future__ import annotations

import datetime
import os
import socket
import time
from pathlib import Path

# A lease of another host cannot be checked; it is believed for this long (seconds).
_FOREIGN_LEASE = 3600.0


def owner() -> str:
    """This process, as the owner of leases."""
    return f"{socket.gethostname()} {os.getpid()} {_started(os.getpid())}"


def _started(pid: int) -> str:
    """When the process started, in clock ticks, where the system tells: a pid alone may have been used again."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "?"


def is_local(whose: str) -> bool:
    """Whether the lease is of a process of this host, which can be looked for."""
    host, _, process = whose.partition(" ")
    return host == socket.gethostname() and process.partition(" ")[0].isdigit()


def is_alive(whose: str, since: float) -> bool:
    """Whether the process `whose`, which asked at the time `since`, is still there, as far as can be known."""
    if not is_local(whose):
        return time.time() - since < _FOREIGN_LEASE
    _, pid, started = whose.split(" ")
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started(int(pid)) == started


def holder(whose: str, since: float) -> str:
    """Who has a lease and until when, in words.

    >>> holder("elsewhere 12 34", 0.0)
    'process 12 of the host elsewhere, until 1970-01-01 01:00:00 UTC'
    """
    host, _, process = whose.partition(" ")
    name = f"process {process.partition(' ')[0] or '?'}"
    if is_local(whose):
        return f"{name} of this host, as long as it runs"
    until = datetime.datetime.fromtimestamp(since + _FOREIGN_LEASE, datetime.UTC)
    return f"{name} of the host {host}, until {until:%Y-%m-%d %H:%M:%S} UTC"
