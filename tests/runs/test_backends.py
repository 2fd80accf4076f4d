"""Running tasks: lazily, side by side, with failures, with losses, with other drivers; the local back end."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from sample_tasks import Deadly, Moody, Square, Squares

from boundlab.errors import BoundlabError
from boundlab.runs.backend import Backend, Crew, Returned
from boundlab.runs.backends import make
from boundlab.runs.backends.local import Local
from boundlab.runs.dispatch import LARGEST_BATCH, MOST_TASKS_OUT
from boundlab.runs.execution import work
from boundlab.runs.progress import Pace, run_with_progress
from boundlab.runs.runner import FailedTasks, run_tasks
from boundlab.runs.store import RunStore, sweep_settings

HERE = Path(__file__).parent
CPU = torch.device("cpu")


def quiet(text):
    pass


def run(store, tasks, backend=None, **more):
    settings = sweep_settings(task.key for task in tasks)
    return list(run_tasks(store, settings, tasks, CPU, quiet, backend, **more))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_table_does_not_depend_on_the_workers(tmp_path, workers):
    with RunStore(tmp_path / "s.db") as store:
        done = run(store, Squares(100, folder=str(tmp_path)), Local(workers))
        assert sorted(rows[0]["number"] for _, rows, fresh in done if fresh) == list(range(100))
        assert [row["square"] for row in store.rows()] == [n * n for n in range(100)]
        assert all(len((tmp_path / f"{n}").read_text().split()) == 1 for n in range(100))
        again = run(store, Squares(100, folder=str(tmp_path)), Local(workers))
        assert [task.number for task, _, _ in again] == list(range(100))
        assert not any(fresh for _, _, fresh in again)
    pids = {line for n in range(100) for line in (tmp_path / f"{n}").read_text().split()}
    assert (str(os.getpid()) in pids) == (workers == 1)


def test_finished_tasks_come_first_and_equal_units_are_done_once(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        run(store, [Square(2), Square(4)])
        tasks = [Square(n, folder="") for n in (1, 2, 3, 4, 3)]
        done = run(store, tasks)
        assert [(task.number, fresh) for task, _, fresh in done][:2] == [(2, False), (4, False)]
        assert sorted(task.number for task, _, _ in done) == [1, 2, 3, 3, 4]
        assert run(store, []) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_that_raises_is_kept_and_tried_again(tmp_path, workers):
    cure = tmp_path / "cure"
    tasks = [Moody(n, str(cure)) for n in range(6)]
    told, done = [], []
    with RunStore(tmp_path / "s.db") as store:
        settings = sweep_settings(task.key for task in tasks)

        def failed(task, error):
            told.append((task.number, error))

        with pytest.raises(FailedTasks, match=r"2 of 6 tasks failed.*no cure for [14]") as raised:
            done += run_tasks(store, settings, tasks, CPU, quiet, Local(workers), failed)
        assert raised.value.exit_code == 1
        assert sorted(told) == [(1, "ValueError: no cure for 1"), (4, "ValueError: no cure for 4")]
        assert sorted(task.number for task, _, _ in done) == [0, 2, 3, 5]
        (measurement,) = store.measurements()
        assert (measurement["finished"], measurement["failed"]) == (4, 2)
        failure = store.failures(measurement["key"])[1]
        assert failure["settings"]["number"] == 4
        assert "in run" in failure["traceback"]
        cure.touch()
        assert len(run(store, tasks, Local(workers))) == 6
        assert store.failures(measurement["key"]) == []


def test_what_is_no_json_or_cannot_be_sent_is_a_failure(tmp_path):
    class Hidden(Square):
        def run(self, device, report):
            return [{"tensor": torch.zeros(1)}]

    assert "not JSON serializable" in work([Hidden(1)], CPU, quiet)[0].error
    assert "Error" in work([b"no pickle"], CPU, quiet)[0].error


@pytest.mark.parametrize("folder", [True, False])
def test_a_worker_that_dies_takes_only_its_own_unit_with_it(tmp_path, folder):
    tasks = [Square(0), Deadly(7, str(tmp_path) if folder else ""), *(Square(n, 0.02) for n in range(1, 20))]
    with RunStore(tmp_path / "s.db") as store:
        if folder:
            assert len(run(store, tasks, Local(2))) == 21
            return
        with pytest.raises(FailedTasks, match=r"1 of 21 tasks failed.*worker was lost 3 times"):
            run(store, tasks, Local(2))
        assert store.measurements()[0]["finished"] == 20


def test_an_interrupt_gives_up_the_leases(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        tasks = Squares(50, seconds=0.05)
        with contextlib.closing(run_tasks(store, {}, tasks, CPU, quiet, Local(2))) as running:
            next(running)
        assert store._db.execute("select count(*) from claims").fetchone() == (0,)
        assert 0 < store.measurements()[0]["finished"] < 50


def command(path, folder, count=40, seconds=0.1):
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE)])}
    words = [sys.executable, str(HERE / "sweep_driver.py"), str(path), str(count), str(seconds), str(folder)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)


def test_two_drivers_share_a_sweep_and_do_nothing_twice(tmp_path):
    drivers = [command(tmp_path / "s.db", tmp_path / "marks") for _ in range(2)]
    for driver in drivers:
        assert sorted(int(line) for line in driver.communicate(timeout=100)[0].split()) == list(range(40))
    marks = [mark.read_text().split() for mark in (tmp_path / "marks").iterdir()]
    assert [len(mark) for mark in marks] == [1] * 40


def test_the_workers_of_a_killed_driver_leave_and_its_work_is_taken_over(tmp_path):
    marks = tmp_path / "marks"
    driver = command(tmp_path / "s.db", marks)
    while len(list(marks.iterdir())) < 6:
        assert driver.poll() is None
        time.sleep(0.02)
    driver.send_signal(signal.SIGKILL)
    driver.communicate()
    pids = {int(pid) for mark in marks.iterdir() for pid in mark.read_text().split()}
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "a worker outlives its driver"
        time.sleep(0.05)
    out, _ = command(tmp_path / "s.db", marks).communicate(timeout=100)
    assert sorted(int(line) for line in out.split()) == list(range(40))
    with RunStore(tmp_path / "s.db") as store:
        assert [row["number"] for row in store.rows()] == list(range(40))


class Watched(Backend):
    """A hundred slots in this process; remembers how many tasks were out."""

    most = 0

    def device(self, name):
        return CPU

    def crew(self, device, report, tasks):
        return contextlib.nullcontext(WatchedCrew(self))


class WatchedCrew(Crew):
    def __init__(self, backend):
        self.backend, self.batches = backend, []

    def slots(self):
        return 100

    def submit(self, batch):
        self.batches.append(batch)
        self.backend.most = max(self.backend.most, sum(map(len, self.batches)))

    def collect(self, timeout):
        batch = self.batches.pop(0)
        return [Returned(batch, work(batch, CPU, quiet))]


def test_units_are_made_when_they_are_needed(tmp_path):
    """However many tasks there are, only so many exist at a time, and so many are out."""
    backend = Watched()
    with RunStore(tmp_path / "s.db") as store:
        running = run_tasks(store, {}, Squares(15_000), CPU, quiet, backend)
        assert sum(fresh for _, _, fresh in running) == 15_000
        assert len(store.rows()) == 15_000
    assert LARGEST_BATCH < backend.most <= MOST_TASKS_OUT + 100


def test_threads_are_one_during_work_and_as_before_after_it():
    class Threads(Square):
        def run(self, device, report):
            return [{"threads": torch.get_num_threads()}]

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        (result,) = work([Threads(1)], CPU, quiet)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    assert result.rows == '[{"threads": 1}]'
    assert result.provenance["threads"] == "1"


def test_the_pace_counts_fresh_units_by_their_cost():
    now = [100.0]
    pace = Pace(10, 10.0, lambda: now[0])
    pace.finished(Square(0), fresh=False)
    assert str(pace) == "1/10 tasks, 0 tasks/s, ? left"
    pace.start()
    now[0] += 20
    for n in range(3):
        pace.finished(Square(n), fresh=True)
    pace.failure(Square(5))
    assert str(pace) == "4/10 tasks, 1 failed, 0.15 tasks/s, 0:25 left"
    assert pace.share == 0.5


def test_progress_in_a_log_and_rows_in_order(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("boundlab.runs.progress._LOG_EVERY", 0.0)
    with RunStore(tmp_path / "s.db") as store:
        rows = run_with_progress(store, {}, Squares(300), CPU, Local(2))
    assert [row["number"] for row in rows] == list(range(300))
    log = capsys.readouterr().err.splitlines()
    assert log[-1].startswith("300/300 tasks, ")
    assert " tasks/s, 0:00 left" in log[-1]


@pytest.mark.parametrize(
    ("name", "options", "word"),
    [
        ("slurm", {}, "backend"),
        ("local", {"workers": 0}, "workers"),
        ("local", {"address": "auto"}, "address"),
        ("local", {"gpus_per_task": 0.5}, "gpus_per_task"),
    ],
)
def test_wrong_options_are_named(name, options, word):
    with pytest.raises(BoundlabError, match=f"^{word}: got '"):
        make(name, **options)
