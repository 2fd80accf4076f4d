"""A real Ray cluster of two nodes on this machine: workers, a node and the driver are killed, nothing is lost.

Set up with small object stores, without a dashboard, in a folder of its own; all of it is gone afterwards.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from boundlab.runs.store import RunStore

pytest.importorskip("ray", reason="Ray is not installed: pip install 'boundlab[cluster]'")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL = {"num_cpus": 1, "object_store_memory": 80 * 2**20}
# A dead node is noticed within seconds, and a slow one on a busy machine is not taken for dead.
WATCH = {"health_check_period_ms": 1000, "health_check_timeout_ms": 5000, "health_check_failure_threshold": 5}
COUNT, SECONDS = 40, 0.25
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled", "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def cluster():
    """The head node, which the driver is attached to, on which there is one CPU; tests add the second node."""
    from ray.cluster_utils import Cluster

    before = dict(os.environ)
    folder = tempfile.mkdtemp(prefix="bl-ray-", dir="/tmp")  # short: the names of sockets are limited
    # Ray notes the address of a new cluster in the folder `ray` of RAY_TMPDIR, which it does not make: by default that
    # is one that an earlier Ray left behind, whose note would be overwritten.
    os.environ.update(QUIET, PYTHONPATH=os.pathsep.join([str(ROOT), str(HERE)]), RAY_TMPDIR=folder)
    sessions = Path(folder, "ray")
    sessions.mkdir()
    head = {**SMALL, "include_dashboard": False, "_system_config": WATCH, "temp_dir": str(sessions)}
    started = Cluster(initialize_head=True, head_node_args=head)
    try:
        yield started
    finally:
        started.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def second_node(cluster):
    node = cluster.add_node(**SMALL)
    yield node
    if node in cluster.list_all_nodes():
        cluster.remove_node(node)


def drive(path, folder, address="", count=COUNT, seconds=SECONDS):
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(HERE / "sweep_driver.py"), str(path), str(count), str(seconds), str(folder)]
    environment = {**os.environ, **QUIET, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])}
    return subprocess.Popen(
        [*command, *([address] if address else [])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def finish(process, limit=120):
    try:
        out, err = process.communicate(timeout=limit)
    finally:
        process.kill()
    assert process.returncode == 0, err
    return [int(line) for line in out.split()]


def table(path):
    with RunStore(path, must_exist=True) as store:
        (measurement,) = store.measurements()
        assert (measurement["finished"], measurement["failed"]) == (measurement["units"], 0)
        return [(row["number"], row["square"]) for row in store.rows()]


def wait_for_marks(folder, count, process):
    """Wait until so many tasks were done; return the files, the newest last."""
    deadline = time.monotonic() + 90
    while len(marks := sorted(folder.iterdir(), key=lambda f: f.stat().st_mtime)) < count:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline, "the sweep does not get ahead"
        time.sleep(0.02)
    return marks


def sweep_with_losses(cluster, node, folder, stream):
    """A worker process, then a node, killed at random moments; the numbers the driver printed, and its store."""
    marks, path = folder / "marks", folder / "runs.db"
    driver = drive(path, marks, cluster.address)
    worker = int(wait_for_marks(marks, stream.randint(2, 8), driver)[-1].read_text().split()[-1])
    time.sleep(stream.uniform(0, SECONDS))
    os.kill(worker, signal.SIGKILL)
    wait_for_marks(marks, stream.randint(9, 20), driver)
    time.sleep(stream.uniform(0, SECONDS))
    assert len(list(marks.iterdir())) < COUNT
    cluster.remove_node(node, allow_graceful=False)
    return finish(driver), path


@pytest.fixture(scope="module")
def local_table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    assert sorted(finish(drive(folder / "runs.db", folder / "marks", seconds=0))) == list(range(COUNT))
    return table(folder / "runs.db")


@pytest.mark.slow
def test_a_lost_worker_and_a_lost_node_change_nothing(cluster, second_node, tmp_path, local_table):
    numbers, path = sweep_with_losses(cluster, second_node, tmp_path, random.Random(time.time_ns()))
    assert sorted(numbers) == list(range(COUNT))
    assert table(path) == local_table


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_times_a_lost_worker_and_a_lost_node(cluster, second_node, tmp_path, local_table, seed):
    numbers, path = sweep_with_losses(cluster, second_node, tmp_path, random.Random(seed))
    assert sorted(numbers) == list(range(COUNT))
    assert table(path) == local_table


@pytest.mark.slow
def test_a_killed_driver_resumes_from_the_store(cluster, tmp_path, local_table):
    marks, path = tmp_path / "marks", tmp_path / "runs.db"
    driver = drive(path, marks, cluster.address, seconds=0.05)
    wait_for_marks(marks, 10, driver)
    driver.send_signal(signal.SIGKILL)
    before = {int(line) for line in driver.communicate()[0].split()}
    assert 0 < len(before) < COUNT
    with RunStore(path, must_exist=True) as store:
        assert store.measurements()[0]["finished"] >= len(before)
    assert sorted(finish(drive(path, marks, cluster.address, seconds=0.05))) == list(range(COUNT))
    assert table(path) == local_table
    assert all(len((marks / str(number)).read_text().split()) == 1 for number in before)


MEASURE = ["measure", "--m", "1", "--r", "1", "--eps", "1e-1:6e-2", "--activation", "relu", "--patterns", "2", "--json"]


def boundlab(*arguments, **environment):
    command = [sys.executable, "-m", "boundlab", *arguments]
    begun = time.monotonic()
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **QUIET, **environment}, cwd=ROOT, timeout=120
    )
    return done.returncode, done.stdout, done.stderr, time.monotonic() - begun


def test_a_measurement_on_ray_is_the_local_one(cluster, tmp_path):
    tables = []
    for name, options in (("local", ["--workers", "1"]), ("ray", ["--backend", "ray", "--address", cluster.address])):
        code, out, err, _ = boundlab(*MEASURE, "--store", str(tmp_path / name), *options)
        assert code == 0, err
        tables.append([{k: v for k, v in row.items() if k != "seconds"} for row in json.loads(out)])
    assert tables[0] == tables[1]


def is_one_line(done, *words):
    code, out, err, seconds = done
    assert code == 2, err
    assert out == ""
    assert err.count("\n") == 1, err
    for word in words:
        assert word in err
    assert seconds < 90
    return True


def ask(cluster, tmp_path, *options, **environment):
    return boundlab(*MEASURE, "--store", str(tmp_path / "s.db"), "--backend", "ray", *options, **environment)


def test_no_gpu_is_one_line(cluster, tmp_path):
    done = ask(cluster, tmp_path, "--address", cluster.address, "--gpus-per-task", "0.25")
    assert is_one_line(done, "--gpus-per-task", "0.25")


def test_nodes_with_another_boundlab_are_one_line(cluster, tmp_path):
    code = "import sys, boundlab; boundlab.__version__ = '0.0.0'\nfrom boundlab.cli import main; main(sys.argv[1:])"
    command = [*MEASURE, "--store", str(tmp_path / "s.db"), "--backend", "ray", "--address", cluster.address]
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert is_one_line((done.returncode, done.stdout, done.stderr, 0), "boundlab 0.0.0", "the driver has 0.0.0")


def test_a_cluster_of_another_ray_is_one_line(cluster, tmp_path):
    """The cluster's note of its own version is changed for a moment: what Ray checks when a driver connects."""
    from ray._raylet import GcsClient

    client = GcsClient(address=cluster.address)
    key, space = b"CLUSTER_METADATA", b"cluster"
    note = client.internal_kv_get(key, space)
    assert note is not None
    client.internal_kv_put(key, json.dumps({**json.loads(note), "ray_version": "1.0.0"}).encode(), True, space)
    try:
        done = ask(cluster, tmp_path, "--address", cluster.address)
    finally:
        client.internal_kv_put(key, note, True, space)
    assert is_one_line(done, "--address", cluster.address, "Version mismatch", "1.0.0")
