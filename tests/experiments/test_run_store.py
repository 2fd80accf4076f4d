"""The run store: content keys, claims, damage, two writers, exports."""

import csv
import json
import sqlite3
import subprocess
import sys

import pytest

from boundlab.errors import BoundlabError
from boundlab.experiments import run_store
from boundlab.experiments.run_store import RunStore, content_key, export

ROWS = [{"target": "x", "N": 7, "bracket": [4, 7], "theta": [0.1, 0.2]}]


def fill(store, name="a"):
    settings = {"units": [{"name": name}]}
    key = store.register(settings, [content_key(name)], "now")
    assert store.claim(content_key(name))
    store.finish(content_key(name), {"name": name}, ROWS, 1.5, {"torch": "2"}, "now")
    return key


def test_a_finished_unit_is_there_after_reopening_and_is_not_done_twice(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        key = fill(store)
    with RunStore(tmp_path / "s.db", must_exist=True) as store:
        assert store.unit(content_key("a"))["rows"] == ROWS
        assert not store.claim(content_key("a"))
        assert store.rows(key[:8])[0]["N"] == 7
        assert store.measurements()[0]["finished"] == 1
        fill_again = store.register({"units": [{"name": "a"}]}, [content_key("a")], "later")
        assert fill_again == key
        assert len(store.measurements()) == 1


def test_a_living_process_keeps_its_claim_and_a_dead_one_loses_it(tmp_path):
    path = tmp_path / "s.db"
    code = (
        "import sys, time; from boundlab.experiments.run_store import RunStore\n"
        f"store = RunStore({str(path)!r}); print(store.claim('unit'), flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline().strip() == "True"
    with RunStore(path) as store:
        assert not store.claim("unit")
        child.kill()
        child.wait()
        assert store.claim("unit")


def test_another_host_keeps_its_claim_for_a_while(tmp_path, monkeypatch):
    with RunStore(tmp_path / "s.db") as store:
        monkeypatch.setattr(run_store, "_owner", lambda: "elsewhere 1 2")
        assert store.claim("unit")
        monkeypatch.undo()
        assert not store.claim("unit")
        monkeypatch.setattr(run_store, "_FOREIGN_CLAIM", 0.0)
        assert store.claim("unit")


def test_deleting_keeps_what_another_measurement_uses(tmp_path):
    with RunStore(tmp_path / "s.db") as store:
        first = fill(store)
        second = store.register({"units": "both"}, [content_key("a"), content_key("b")], "now")
        assert store.delete(first) == 0
        assert store.unit(content_key("a")) is not None
        assert store.delete(second) == 1
        assert store.measurements() == []
        with pytest.raises(BoundlabError, match="run"):
            store.find("nothing")


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
    with pytest.raises(BoundlabError, match="boundlab-runs-1"):
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
            store.finish("big", {}, [{"theta": [0.5] * 100_000}], 1.0, {}, "now")
    with RunStore(tmp_path / "s.db") as store:
        assert store.unit(content_key("a")) is not None
        assert store.unit("big") is None


def test_a_missing_or_unwritable_place_is_one_line(tmp_path):
    with pytest.raises(BoundlabError, match="existing"):
        RunStore(tmp_path / "none.db", must_exist=True)
    with pytest.raises(BoundlabError, match="store"):
        RunStore(tmp_path / "no folder" / "s.db")


def test_exports(tmp_path):
    rows = [{"run": "k", **ROWS[0]}, {"run": "k", **ROWS[0], "N": None}]
    export(rows, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text()) == rows
    export(rows, tmp_path / "r.csv")
    with (tmp_path / "r.csv").open() as file:
        found = list(csv.DictReader(file))
    assert [row["N"] for row in found] == ["7", ""]
    assert "theta" not in found[0]
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    export(rows, tmp_path / "r.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "r.parquet").column("N").to_pylist() == [7, None]
    with pytest.raises(BoundlabError, match="--out"):
        export(rows, tmp_path / "r.xlsx")


def test_two_processes_write_at_once(tmp_path):
    path = tmp_path / "s.db"
    code = (
        "import sys; from boundlab.experiments.run_store import RunStore\n"
        f"store = RunStore({str(path)!r})\n"
        "mine = [k for k in map(str, range(60)) if store.claim(k)]\n"
        "for k in mine: store.finish(k, {}, [{'by': sys.argv[1]}], 0.1, {}, 't')\n"
        "print(len(mine))"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, who], stdout=subprocess.PIPE, text=True) for who in "ab"]
    counts = [int(child.communicate()[0]) for child in children]
    assert sum(counts) == 60
    with RunStore(path) as store:
        assert all(store.unit(str(k)) for k in range(60))
