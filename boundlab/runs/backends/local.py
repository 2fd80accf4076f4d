"""Processes on this machine; with one worker, this process itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

import torch

from boundlab.errors import bad_value
from boundlab.processes import deaf, leave_with_parent
from boundlab.runs.backend import Backend, Crew, Returned
from boundlab.runs.execution import work
from boundlab.runs.provenance import PROCESSES_PER_DEVICE, pick_device
from boundlab.runs.task import Report, Task

_REPORT_EVERY = 0.5  # seconds


class Local(Backend):
    """`workers` processes; by default one per core the process may use, and one for a GPU."""

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            raise bad_value("workers", workers, "an integer ≥ 1")
        self.workers = workers

    def device(self, name: str) -> torch.device:
        return pick_device(name)

    @contextlib.contextmanager
    def crew(self, device: torch.device, report: Report, tasks: int) -> Iterator[Crew]:
        workers = min(self.workers or (1 if device.type == "cuda" else _cores()), tasks)
        if workers <= 1:
            yield ThisProcess(device, report)
            return
        crew = Processes(workers, device, report)
        try:
            yield crew
        finally:
            crew.close()


class ThisProcess(Crew):
    """The driver does the work itself."""

    def __init__(self, device: torch.device, report: Report) -> None:
        self._device, self._report = device, report
        self._batch: Sequence[Task] = ()

    def slots(self) -> int:
        return 1

    def submit(self, batch: Sequence[Task]) -> None:
        self._batch = batch

    def collect(self, timeout: float) -> list[Returned]:
        return [Returned(self._batch, work(self._batch, self._device, self._report))]


class Processes(Crew):
    """Worker processes, started when there is work for them; one that dies takes only its own batch with it."""

    def __init__(self, workers: int, device: torch.device, report: Report) -> None:
        self._workers, self._device, self._report = workers, device, report
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, Sequence[Task]]] = {}

    def slots(self) -> int:
        return self._workers

    def submit(self, batch: Sequence[Task]) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._device, self._workers)
        # a worker that died meanwhile is noticed when its answer is read
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send([pickle.dumps(task) for task in batch])
        self._busy[worker.pipe] = worker, batch

    def collect(self, timeout: float) -> list[Returned]:
        came = []
        for pipe in wait(list(self._busy), timeout):
            worker, batch = self._busy[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                came.append(Returned(batch, [], worker.end()))
                del self._busy[worker.pipe]
                continue
            if isinstance(message, str):
                self._report(message)
            else:
                came.append(Returned(batch, message))
                del self._busy[worker.pipe]
                self._idle.append(worker)
        return came

    def close(self) -> None:
        """End the workers, whatever they do."""
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.process.kill()
            worker.end()


class _Worker:
    def __init__(self, device: torch.device, workers: int) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, str(device), workers), daemon=True)
        with _one_thread_each(), deaf():
            self.process.start()
        theirs.close()

    def end(self) -> str:
        """Wait for the dead process and say how it ended."""
        self.process.join()
        self.pipe.close()
        return f"worker process ended with code {self.process.exitcode}"


def _context() -> Any:
    """Children of a small server process where there is one: PyTorch is imported once, and no lock is inherited."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([work.__module__, "boundlab.minimal_networks.measurement"])
    return context


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """The processes started here inherit one thread for NumPy's linear algebra."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(pipe: Connection, device: str, workers: int) -> None:
    """A worker process: batches in, results out, until the driver closes the pipe or dies."""
    leave_with_parent()
    os.environ[PROCESSES_PER_DEVICE] = str(workers)
    last = 0.0

    def report(text: str) -> None:
        nonlocal last
        if time.monotonic() - last > _REPORT_EVERY:
            pipe.send(text)
            last = time.monotonic()

    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv(), torch.device(device), report))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
