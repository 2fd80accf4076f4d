"""The run store: content keys, leases, damage, two writers, exports."""

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sample_tasks import Square

from boundlab.errors import BoundlabError
from boundlab.runs import lease
from boundlab.runs import store as run_store
from boundlab.runs.execution import Result
from boundlab.runs.export import export
from boundlab.runs.store import RunStore, content_key, sweep_settings

ROWS = [{"target": "x", "N": 7, "bracket": [4, 7], "theta": [0.1, 0.2]}]
A, B = Square(1), Square(2)
DONE = Result(json.dumps(ROWS), 1.5, {"torch": "2"})
FAILED = Result(None, 0.5, {"torch": "2"}, "ValueError: no", "Traceback ...")


def fill(store, *tasks, result=DONE):
    tasks = tasks or (A,)
    keys = [task.key for task in tasks]
    run = store.register(sweep_settings(keys), tasks[0].settings(), "now")
    store.add_tasks(run, 0, keys)
    assert store.lease(keys, len(keys)).taken == set(keys)
    store.finish([(task, result) for task in tasks], "now")
    return run


def test_a_finished_unit_is_there_after_reopening_and_is_not_done_twice(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        run = fill(store)
    with RunStore(tmp_path / "s.db", must_exist=True) as store:
        assert store.task(A.key)["rows"] == ROWS
        leased = store.lease([A.key], 1)
        assert leased.taken == set()
        assert leased.finished[A.key]["rows"] == ROWS
        assert store.rows(run[:8])[0]["N"] == 7
        assert store.origins(run) == [{"torch": "2"}]
        (measurement,) = store.measurements()
        assert (measurement["units"], measurement["finished"], measurement["failed"]) == (1, 1, 0)
        assert measurement["first"] == A.settings()
        assert store.register(sweep_settings([A.key]), A.settings(), "later") == run
        assert len(store.measurements()) == 1
        store.finish([(A, Result("[]", 9.0, {}))], "later")
        assert store.task(A.key)["rows"] == ROWS


def test_a_failure_is_kept_until_the_unit_succeeds(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        run = fill(store, A, B, result=FAILED)
        assert [f["error"] for f in store.failures(run)] == ["ValueError: no"] * 2
        assert store.failures(run)[0]["settings"] == A.settings()
        assert store.measurements()[0]["failed"] == 2
        assert store.lease([A.key, B.key], 2).taken == {A.key, B.key}
        store.finish([(A, DONE)], "later")
        assert [f["key"] for f in store.failures(run)] == [B.key]
        assert store.delete(run) == 1
        assert store._db.execute("select count(*) from failures").fetchone() == (0,)


def test_no_more_is_leased_than_asked_for_and_leases_can_be_given_up(tmp_path, monkeypatch):
    keys = [str(n) for n in range(10)]
    with RunStore(tmp_path / "s.db") as store:
        assert store.lease(keys, 3).taken == {"0", "1", "2"}
        other = RunStore(tmp_path / "s.db")
        monkeypatch.setattr(run_store, "owner", lambda: "elsewhere 1 2")
        assert other.lease(keys, 3).taken == {"3", "4", "5"}
        other.release(["0", "3"])  # the first is not theirs
        assert other.lease(["0", "3"], 2).taken == {"3"}


def test_a_living_process_keeps_its_lease_and_a_dead_one_loses_it(tmp_path):
    path = tmp_path / "s.db"
    code = (
        "import sys, time; from boundlab.runs.store import RunStore\n"
        f"store = RunStore({str(path)!r}); print(store.lease(['task'], 1).taken, flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline().strip() == "{'task'}"
    with RunStore(path) as store:
        assert not store.lease(["task"], 1).taken
        child.kill()
        child.wait()
        assert store.lease(["task"], 1).taken


def test_another_host_keeps_its_lease_for_a_while(tmp_path, monkeypatch):
    with RunStore(tmp_path / "s.db") as store:
        monkeypatch.setattr(run_store, "owner", lambda: "elsewhere 1 2")
        assert store.lease(["task"], 1).taken
        monkeypatch.undo()
        assert not store.lease(["task"], 1).taken
        monkeypatch.setattr(lease, "_FOREIGN_LEASE", 0.0)
        assert store.lease(["task"], 1).taken


def test_deleting_keeps_what_another_measurement_uses(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        first = fill(store)
        second = store.register({"units": "both"}, {}, "now")
        store.add_tasks(second, 0, [A.key, B.key])
        assert store.delete(first) == 0
        assert store.task(A.key) is not None
        assert store.delete(second) == 1
        assert store.measurements() == []
        with pytest.raises(BoundlabError, match="run"):
            store.find("nothing")


def old_store(path):
    """A store as the format before wrote it: settings of all tasks and their keys in two texts."""
    database = sqlite3.connect(path)
    database.executescript((Path(__file__).parent / "runs_format_1.sql").read_text())
    database.commit()
    database.close()


def test_a_store_of_the_format_before_is_brought_up_and_loses_nothing(tmp_path):
    old_store(tmp_path / "s.db")
    for _ in range(2):
        with RunStore(tmp_path / "s.db") as store:
            (measurement,) = store.measurements()
            assert (measurement["units"], measurement["finished"]) == (2, 1)
            assert measurement["first"]["targets"] == ["x"]
            assert [row["N"] for row in store.rows()] == [7]
            assert measurement["key"] == content_key(sweep_settings(["ka", "kb"]))


@pytest.mark.parametrize("content", [b"not a database, but long enough to be taken for one" * 40, b"\x00" * 4096])
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "s.db"
    path.write_bytes(content)
    with pytest.raises(BoundlabError, match="store"):
        RunStore(path)
    assert path.read_bytes() == content


def test_a_store_of_another_version_is_refused(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        fill(store)
    database = sqlite3.connect(tmp_path / "s.db")
    database.execute("update about set format = 'boundlab-runs-99'")
    database.commit()
    database.close()
    with pytest.raises(BoundlabError, match="boundlab-runs-99"):
        RunStore(tmp_path / "s.db")


def test_some_other_database_is_refused(tmp_path):
    database = sqlite3.connect(tmp_path / "s.db")
    database.execute("create table recipes (name text)")
    database.commit()
    database.close()
    with pytest.raises(BoundlabError, match="store"):
        RunStore(tmp_path / "s.db")


def test_no_disk_space_is_one_line_and_loses_nothing(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        fill(store)
        store._db.execute("pragma max_page_count = 1")  # SQLite then fails as it does on a full disk
        with pytest.raises(BoundlabError, match="full"):
            store.finish([(B, Result(json.dumps([{"theta": [0.5] * 100_000}]), 1.0, {}))], "now")
    with RunStore(tmp_path / "s.db") as store:
        assert store.task(A.key) is not None
        assert store.task(B.key) is None


def test_a_missing_or_unwritable_place_is_one_line(tmp_path):
    with pytest.raises(BoundlabError, match="existing"):
        RunStore(tmp_path / "none.db", must_exist=True)
    with pytest.raises(BoundlabError, match="store"):
        RunStore(tmp_path / "no folder" / "s.db")


def test_exports(tmp_path):
    rows = [{"run": "k", **ROWS[0]}, {"run": "k", **ROWS[0], "N": None}]
    export(rows, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text()) == rows
    export([{"a": float("nan"), "b": float("-inf"), "c": 0.5}], tmp_path / "n.json")
    assert json.loads((tmp_path / "n.json").read_text()) == [{"a": None, "b": None, "c": 0.5}]
    export(rows, tmp_path / "r.csv")
    with (tmp_path / "r.csv").open() as file:
        found = list(csv.DictReader(file))
    assert [row["N"] for row in found] == ["7", ""]
    assert "theta" not in found[0]
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    export(rows, tmp_path / "r.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "r.parquet").column("N").to_pylist() == [7, None]
    with pytest.raises(BoundlabError, match="out"):
        export(rows, tmp_path / "r.xlsx")


def test_two_processes_write_at_once(tmp_path):
    path = tmp_path / "s.db"
    code = (
        f"import sys; sys.path.append({str(Path(__file__).parent)!r})\n"
        "from boundlab.runs.store import RunStore; from sample_tasks import Square\n"
        "from boundlab.runs.execution import Result\n"
        f"store = RunStore({str(path)!r})\n"
        "mine = [task for task in map(Square, range(60)) if store.lease([task.key], 1).taken]\n"
        "for task in mine: store.finish([(task, Result('[]', 0.1, {}))], 't')\n"
        "print(len(mine))"
    )
    children = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    counts = [int(child.communicate()[0]) for child in children]
    assert sum(counts) == 60
    with RunStore(path) as store:
        assert len(store.finished(Square(n).key for n in range(60))) == 60


def test_a_store_shows_itself(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        fill(store, A, B)
        assert str(store).endswith("s.db: 1 measurement")
        (record,) = store.records()
        assert (record["tasks"], record["finished"]) == (2, 2)
        (row,) = store.to_json()
        assert row["run"].startswith(record["run"])
        assert record["run"] in store._repr_html_()
