"""A Ray cluster: one task per batch. Ray moves tasks of lost workers and nodes to others; only the driver writes.

Raises at the start, in bounded time, when the cluster cannot be used: every node must run the driver's boundlab.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from boundlab import __version__
from boundlab.errors import BoundlabError, bad_value
from boundlab.runs.backend import Backend, Crew, Returned
from boundlab.runs.execution import Result, work
from boundlab.runs.task import Report, Task

# Ray tries a batch this often again when its worker or node is lost. Not for ever: a task may be what kills workers.
_RETRIES = 10
_CONNECT_SECONDS = 5.0
_PROBE_SECONDS = 30.0
_NODES_SECONDS = 120.0
_COUNT_EVERY = 5.0  # seconds between two looks at the size of the cluster
# Connecting to what is no Ray cluster takes Ray two minutes and can end the process, so another process tries first.
_PROBE = "import ray, sys; ray.init(address=sys.argv[1], log_to_driver=False, logging_level='ERROR')"
# Nothing is reported home, and Ray's own messages, which it prints among the results, are skipped. Read at its import.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".*",
}


class Ray(Backend):
    """The cluster at `address`; without one, that of the variable RAY_ADDRESS, or else a Ray of its own, here.

    With `gpus_per_task`, tasks run on CUDA and each batch is given that part of a GPU.
    """

    def __init__(self, address: str | None = None, gpus_per_task: float | None = None) -> None:
        for variable, value in _QUIET.items():
            os.environ.setdefault(variable, value)
        try:
            import ray  # noqa: F401
        except ImportError:
            raise bad_value("backend", "ray", "Ray to be installed: pip install 'boundlab[cluster]'") from None
        if gpus_per_task is not None and not _is_share(gpus_per_task):
            raise bad_value("gpus_per_task", gpus_per_task, "a number in (0, 1], or an integer")
        self.address = address or os.environ.get("RAY_ADDRESS") or "local"
        if self.address not in ("auto", "local"):
            host, _, port = self.address.rpartition(":")
            if not host or ":" in host or not (port.isascii() and port.isdecimal()) or not 0 < int(port) < 65536:
                raise bad_value("address", self.address, "auto or HOST:PORT")
        self.gpus = gpus_per_task or 0

    def device(self, name: str) -> torch.device:
        kind = "cuda" if self.gpus else "cpu"
        if name not in ("auto", kind):
            raise bad_value("device", name, f"{kind}, as gpus_per_task decides on Ray")
        return torch.device(kind)

    @contextlib.contextmanager
    def crew(self, device: torch.device, report: Report, tasks: int) -> Iterator[Crew]:
        import ray

        own = not ray.is_initialized()
        if own:
            report("connecting to Ray")
            self._connect()
        try:
            self._check_gpus(max(node["Resources"].get("GPU", 0) for node in ray.nodes() if node["Alive"]))
            report("looking at the nodes")
            _check_nodes()
            yield RayTasks(device, self.gpus, report)
        finally:
            if own:
                ray.shutdown()

    def _connect(self) -> None:
        import ray

        if self.address != "local":
            self._probe()
        options: dict[str, Any] = {"address": self.address, "log_to_driver": False, "logging_level": "ERROR"}
        if self.address == "local":
            options |= {"include_dashboard": False, "object_store_memory": 200 * 2**20}
        try:
            ray.init(**options)
        except Exception as error:
            raise self._no_cluster(str(error)) from None

    def _probe(self) -> None:
        if self.address != "auto":
            host, _, port = self.address.rpartition(":")
            try:
                socket.create_connection((host, int(port)), _CONNECT_SECONDS).close()
            except OSError as error:
                raise self._no_cluster(error.strerror or str(error)) from None
        command = [sys.executable, "-c", _PROBE, self.address]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise self._no_cluster(f"no answer within {_PROBE_SECONDS:g} s") from None
        if done.returncode:
            raise self._no_cluster(_reason(done.stderr))

    def _no_cluster(self, reason: str) -> BoundlabError:
        return bad_value("address", self.address, f"a Ray cluster that can be used ({' '.join(reason.split())})")

    def _check_gpus(self, most: float) -> None:
        if self.gpus > most:
            raise bad_value("gpus_per_task", self.gpus, f"a node with so many GPUs; the most here are {most:g}")


def _is_share(gpus: float) -> bool:
    return math.isfinite(gpus) and gpus > 0 and (gpus <= 1 or gpus == int(gpus))


def _reason(stderr: str) -> str:
    """Why connecting failed: the last error of a traceback, all its lines."""
    if "AuthenticationError" in stderr:
        return "it asks for a token: set RAY_AUTH_MODE=token, with the same token on every node"
    lines = stderr.strip().splitlines() or ["it ended without a word"]
    starts = [i for i, line in enumerate(lines) if line and not line[0].isspace() and "Error" in line.partition(":")[0]]
    return " ".join(lines[starts[-1] if starts else -1 :])


class RayTasks(Crew):
    """Batches as Ray tasks; twice as many as the cluster can work on, so that no worker waits for the driver."""

    patience = 2  # Ray has tried each _RETRIES times again by then

    def __init__(self, device: torch.device, gpus: float, report: Report) -> None:
        import ray

        # GPU workers would end after each task by default, and PyTorch would start anew for the next.
        self._task = ray.remote(num_cpus=1, num_gpus=gpus, max_retries=_RETRIES, max_calls=0)(_work)
        self._device, self._gpus, self._report = str(device), gpus, report
        self._out: dict[Any, Sequence[Task]] = {}
        self._slots, self._counted = 1, -math.inf

    def slots(self) -> int:
        import ray

        if time.monotonic() - self._counted > _COUNT_EVERY:
            there = ray.cluster_resources()
            at_once = [there.get("CPU", 0.0)] + ([there.get("GPU", 0.0) / self._gpus] if self._gpus else [])
            self._slots, self._counted = 2 * max(1, int(min(at_once))), time.monotonic()
            nodes = sum(node["Alive"] for node in ray.nodes())
            self._report(f"{nodes} node(s), {there.get('CPU', 0):g} CPUs, {there.get('GPU', 0):g} GPUs")
        return self._slots

    def submit(self, batch: Sequence[Task]) -> None:
        from ray import cloudpickle

        # as one text: the class of a task from a user's script travels with it, and once per batch is enough
        payload = cloudpickle.dumps(list(batch))
        self._out[self._task.remote(__version__, payload, self._device)] = batch

    def collect(self, timeout: float) -> list[Returned]:
        import ray

        ready, others = ray.wait(list(self._out), timeout=timeout)
        if ready and others:
            ready += ray.wait(others, num_returns=len(others), timeout=0)[0]
        return [self._returned(task) for task in ready]

    def _returned(self, task: Any) -> Returned:
        import ray

        batch = self._out.pop(task)
        try:
            return Returned(batch, pickle.loads(ray.get(task)))
        except ray.exceptions.RayTaskError as error:
            raise _unusable(str(error.cause)) from None
        except ray.exceptions.RayError as error:
            return Returned(batch, [], type(error).__name__)


def _work(version: str, batch: bytes, device: str) -> bytes:
    """A task on the cluster; refuses to mix the results of two versions."""
    _same_version(version)
    results: list[Result] = work(pickle.loads(batch), torch.device(device), lambda text: None)
    return pickle.dumps(results)


def _same_version(version: str) -> None:
    if version != __version__:
        raise RuntimeError(f"{socket.gethostname()} has boundlab {__version__}, the driver has {version}")


def _check_nodes() -> None:
    """Every node imports boundlab and PyTorch, and boundlab is the driver's.

    Raises BoundlabError: a node does not, or does not answer.
    """
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    look = ray.remote(num_cpus=0)(_same_version)
    nodes = [node["NodeID"] for node in ray.nodes() if node["Alive"]]
    asked = [
        look.options(scheduling_strategy=NodeAffinitySchedulingStrategy(node, soft=True)).remote(__version__)
        for node in nodes
    ]
    try:
        ray.get(asked, timeout=_NODES_SECONDS)
    except ray.exceptions.RayTaskError as error:
        raise _unusable(str(error.cause)) from None
    except ray.exceptions.GetTimeoutError:
        raise _unusable(f"no answer within {_NODES_SECONDS:g} s") from None
    except ray.exceptions.RayError as error:
        raise _unusable(type(error).__name__) from None


def _unusable(reason: str) -> BoundlabError:
    return bad_value("backend", "ray", f"nodes with boundlab {__version__} as here ({reason})")
