"""Processes that work for this one: an interruption is this process's to tell of, and none of them outlives it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import resource_tracker
from pathlib import Path


@contextlib.contextmanager
def pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of new processes; if the block raises, an interruption included, they are ended at once.

    Submit only functions of modules: the processes start empty and import them.
    """
    executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), leave_with_parent)
    try:
        # they are started by the first tasks, on whose way an interruption would meet them while they import
        with deaf():
            for _ in range(workers):
                executor.submit(os.getpid)
        yield executor
    except BaseException:
        end_children()
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Processes started in the block never receive SIGINT, which a terminal sends to all; this one does afterwards."""
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # it unblocks the signal when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_with_parent() -> None:
    """In a worker: end when the process that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end_children() -> None:
    """Kill every process that multiprocessing started here and that still runs."""
    for child in multiprocessing.active_children():
        child.kill()
    # The server of a forkserver leaves by itself, but takes its time where it has imported PyTorch.
    server = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    if (pid := getattr(server, "_forkserver_pid", None)) is not None:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGTERM)


def end_descendants() -> None:
    """Kill what this process started and what that started, as far as the system tells of it (Linux: /proc).

    For a process that is about to end: unlike `end_children` it also finds a process that an interruption overtook
    between its start and the note that a library takes of it.
    """
    # It leaves with this process; missed before, it would be started again, with a warning.
    tracker = getattr(getattr(resource_tracker, "_resource_tracker", None), "_pid", None)
    for child in _children(os.getpid()):
        if child != tracker:
            _end_tree(child)


def _end_tree(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGSTOP)  # it starts no other while its children are counted
        for child in _children(pid):
            _end_tree(child)
        os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, task.read_text().split())
    return found
