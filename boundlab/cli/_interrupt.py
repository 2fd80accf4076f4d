"""Ctrl-C: the work unwinds as after any error; if that takes longer than a moment, it is ended all the same."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn

CODE = 130
_GRACE = 0.8  # seconds
_GRACE_OF_RAY = 15.0  # its own processes end with it, and would stay otherwise
_told = threading.Lock()
_seen = threading.Event()
_continues = ""


def start() -> None:
    """A command begins: nothing is kept yet."""
    global _continues
    _continues = ""
    _seen.clear()
    if _told.locked():
        _told.release()


def same_command_continues(how: str = "") -> None:
    """From here on finished work is kept: an interruption says that the same command continues, or `how` to."""
    global _continues
    _continues = how or "the same command continues"


def happened() -> bool:
    """Whether this command was interrupted."""
    return _seen.is_set()


def tell() -> int:
    """Say once, in one line, what an interruption means, and return its exit code."""
    if _told.acquire(blocking=False):
        line = f"interrupted; {_continues}" if _continues else "interrupted"
        print(f"error: {line}", file=sys.stderr, flush=True)
    return CODE


def watch() -> None:
    """See to it that an interruption ends this process soon, even while its main thread is inside a library."""
    if os.name != "posix" or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    signal.signal(signal.SIGINT, _interrupted)
    read, write = os.pipe()
    os.set_blocking(write, False)
    # written to by the C handler, at once; the KeyboardInterrupt waits for the main thread to return to Python
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    threading.Thread(target=_end_late, args=(read,), daemon=True).start()


def _interrupted(number: int, frame: FrameType | None) -> None:
    # An exception in the middle of an import can abort the process: pybind11 terminates on what it did not expect.
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            _end()
        frame = frame.f_back
    raise KeyboardInterrupt


def _end_late(read: int) -> None:
    while os.read(read, 1) != bytes([signal.SIGINT]):
        pass
    _seen.set()
    select.select([read], [], [], _GRACE_OF_RAY if "ray" in sys.modules else _GRACE)  # a second one does not wait
    _end()


def end_children() -> None:
    """Kill the processes that work for this one."""
    if "multiprocessing" in sys.modules:
        from boundlab import processes

        processes.end_descendants()
        processes.end_children()


def _end() -> NoReturn:
    tell()
    end_children()
    os._exit(CODE)
