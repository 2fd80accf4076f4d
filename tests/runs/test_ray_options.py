"""Ray's options and addresses that cannot work: one line, in bounded time, without a cluster."""

import socket
import subprocess
import sys
import threading
import time

import pytest

from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.runs.backend import Crew
from boundlab.runs.backends import make

MEASURE = ["measure", "--m", "1", "--r", "1", "--eps", "1e-1:6e-2", "--activation", "relu", "--backend", "ray"]


def test_without_ray_it_is_one_line_that_says_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run([*MEASURE, "--store", str(tmp_path / "s.db")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == ("error: --backend: got 'ray', expected Ray to be installed: pip install 'boundlab[cluster]'\n")
    assert not (tmp_path / "s.db").exists()


def test_ray_is_imported_only_when_asked_for():
    code = (
        "import sys; from boundlab.cli import run\n"
        "assert run(['measure', '--target', 'x', '--eps', '0.1', '--store', ':memory:', '--workers', '1']) == 0\n"
        "assert 'ray' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'boundlab[cluster]'")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"gpus_per_task": 0.0}, "gpus_per_task"),
        ({"gpus_per_task": -0.5}, "gpus_per_task"),
        ({"gpus_per_task": 1.5}, "gpus_per_task"),
        ({"gpus_per_task": float("nan")}, "gpus_per_task"),
        ({"gpus_per_task": float("inf")}, "gpus_per_task"),
        ({"address": "head"}, "address"),
        ({"address": "head:port"}, "address"),
        ({"address": "head:0"}, "address"),
        ({"address": "head:99999"}, "address"),
        ({"address": "ray://head:10001"}, "address"),
        ({"workers": 2}, "workers"),
    ],
)
def test_wrong_options_are_named(options, word):
    with pytest.raises(BoundlabError, match=f"^{word}: got '"):
        make("ray", **options)


def test_the_share_of_a_gpu_decides_on_the_device():
    assert make("ray").device("auto").type == "cpu"
    assert make("ray", gpus_per_task=2).device("auto").type == "cuda"
    for options, device in (({}, "cuda"), ({"gpus_per_task": 0.5}, "cpu")):
        with pytest.raises(BoundlabError, match=r"^device: got"):
            make("ray", **options).device(device)


def refused(*options):
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "boundlab", *MEASURE, "--store", ":memory:", *options],
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert time.monotonic() - begun < 90
    return done.stderr


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_an_address_where_nobody_listens(monkeypatch, tmp_path, capsys):
    address = f"127.0.0.1:{free_port()}"
    assert refused("--address", address).startswith(f"error: --address: got '{address}'")
    monkeypatch.setenv("RAY_ADDRESS", address)
    assert run([*MEASURE, "--store", str(tmp_path / "s.db")]) == 2
    assert f"got '{address}'" in capsys.readouterr().err


def test_an_address_where_something_else_listens(monkeypatch):
    """Ray by itself takes two minutes to find out."""
    monkeypatch.setattr("boundlab.runs.backends.ray._PROBE_SECONDS", 4.0)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

        threading.Thread(target=greet, daemon=True).start()
        address = f"127.0.0.1:{server.getsockname()[1]}"
        begun = time.monotonic()
        with (
            pytest.raises(BoundlabError, match=f"^address: got '{address}'.*no answer within 4 s"),
            make("ray", address=address).crew("cpu", print, 1),
        ):
            pass
        assert time.monotonic() - begun < 30


def test_a_cluster_that_asks_for_a_token():
    from boundlab.runs.backends.ray import _reason

    trace = "ray.exceptions.AuthenticationError: RPC error\n\nTraceback\nConnectionError: Failed to connect\n"
    assert "RAY_AUTH_MODE=token" in _reason(trace)
    assert (
        _reason("Traceback\nRuntimeError: Version mismatch:\n  1.0\n  2.0")
        == "RuntimeError: Version mismatch:   1.0   2.0"
    )
    assert _reason("") == "it ended without a word"


def test_a_lost_batch_is_given_back_undone(monkeypatch):
    """What Ray gives up for good comes back to the driver, which hands the tasks out one by one."""
    from boundlab.runs.backends.ray import RayTasks

    crew = RayTasks.__new__(RayTasks)
    assert isinstance(crew, Crew)
    crew._out = {"task": ("task",)}

    def lost(task):
        raise ray.exceptions.WorkerCrashedError

    monkeypatch.setattr(ray, "get", lost)
    returned = crew._returned("task")
    assert (returned.batch, list(returned.results), returned.lost) == (("task",), [], "WorkerCrashedError")
    assert crew._out == {}
