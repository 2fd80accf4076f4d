"""Reading a run store: nothing is written, no lock is needed, and what was altered is refused."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from sample_tasks import Square

from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.runs.execution import Result
from boundlab.runs.store import RunStore, sweep_settings
from boundlab.runs.store_format import FORMAT, checksum

ROWS = [{"target": "x", "N": 7, "bracket": [4, 7]}, {"target": "y", "N": 17, "bracket": [4, 17]}]


def filled(path, tasks=3):
    work = [Square(number) for number in range(tasks)]
    with RunStore(path) as store:
        key = store.register(sweep_settings(task.key for task in work), work[0].settings(), "now")
        store.add_tasks(key, 0, [task.key for task in work])
        store.finish([(task, Result(json.dumps(ROWS), 1.5, {"torch": "2"})) for task in work], "now")
    return path


def state(folder):
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}


def change(path, *statements):
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def test_a_reader_leaves_file_and_folder_as_they_are(tmp_path):
    filled(tmp_path / "a #1?.db")
    before = state(tmp_path)
    with RunStore(tmp_path / "a #1?.db", reading=True) as store:
        assert len(store.rows()) == 6
        assert store.find("")["finished"] == 3
        assert state(tmp_path) == before
        with pytest.raises(AttributeError):
            store.register({}, {}, "now")
    assert state(tmp_path) == before


@pytest.mark.parametrize("before", ["boundlab-runs-1", "boundlab-runs-2"])
def test_a_reader_brings_an_older_store_up_in_memory_only(tmp_path, before):
    path = tmp_path / "s.db"
    if before == "boundlab-runs-1":
        database = sqlite3.connect(path)
        database.executescript((Path(__file__).parent / "runs_format_1.sql").read_text())
        database.close()
    else:
        filled(path)
        change(path, "alter table units drop column checksum", f"update about set format = '{before}'")
    found = state(tmp_path)
    with RunStore(path, reading=True) as store:
        rows = store.rows()
        assert rows
    assert state(tmp_path) == found
    with RunStore(path) as store:
        assert store.rows() == rows
        assert store._db.execute("select format from about").fetchone() == (FORMAT,)
    with RunStore(path, reading=True) as store:
        assert store.rows() == rows


@pytest.mark.parametrize("command", [["list"], ["show", "a"], ["export", "--out", "x.csv"], ["fit"], ["delete", "a"]])
def test_an_empty_file_is_no_store_and_stays_empty(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.db").touch()
    arguments = ["fit", "empty.db"] if command == ["fit"] else ["runs", *command, "--store", "empty.db"]
    assert run(arguments) == 2
    assert "empty" in capsys.readouterr().err
    assert list(state(tmp_path)) == ["empty.db"]
    assert (tmp_path / "empty.db").stat().st_size == 0


def test_a_reader_waits_for_no_writer_and_sees_what_is_committed(tmp_path):
    path = filled(tmp_path / "s.db")
    with RunStore(path, reading=True) as early, RunStore(path) as writer:
        writer._db.execute("begin immediate")
        begun = time.monotonic()
        with RunStore(path, reading=True) as store:
            assert store.find("")["finished"] == 3
        assert early.find("")["finished"] == 3
        assert time.monotonic() - begun < 10
        writer._db.execute("rollback")
        writer.finish([(Square(9), Result("[]", 0.1, {}))], "now")
        assert early.task(Square(9).key) is not None  # it was opened when there was no log


def test_a_reader_takes_a_log_that_a_killed_writer_left(tmp_path):
    path = tmp_path / "s.db"
    code = (
        f"import sys, os; sys.path.append({str(Path(__file__).parent)!r})\n"
        f"from test_store_reading import *; from boundlab.runs.store import RunStore\n"
        f"store = RunStore({str(path)!r}); store.finish([(Square(1), Result(json.dumps(ROWS), 1.0, {{}}))], 'now')\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert (tmp_path / "s.db-wal").stat().st_size
    with RunStore(path, reading=True) as store:
        assert store.task(Square(1).key)["rows"] == ROWS


RUNS = [sys.executable, "-m", "boundlab", "runs"]
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


@pytest.mark.parametrize("leftover", ["none", "log"])
def test_read_only_media(tmp_path, leftover):
    folder = tmp_path / "media"
    folder.mkdir()
    filled(folder / "s.db")
    if leftover == "log":
        with RunStore(folder / "s.db") as store:
            store.finish([(Square(9), Result("[]", 0.1, {}))], "now")
            for name in ("s.db", "s.db-wal"):
                shutil.copy(folder / name, tmp_path / name)
        for name in ("s.db", "s.db-wal"):
            shutil.move(tmp_path / name, folder / name)
    inside = ["unshare", "-m", "sh", "-c", READ_ONLY, "sh", str(folder)]
    try:
        if subprocess.run([*inside, "true"], capture_output=True).returncode:
            pytest.skip("no mount namespace may be made here")
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    listed, deleted = (
        subprocess.run([*inside, *command, "--store", str(folder / "s.db")], capture_output=True, text=True)
        for command in ([*RUNS, "list", "--json"], [*RUNS, "delete", ""])
    )
    assert listed.returncode == 0, listed.stderr
    assert json.loads(listed.stdout)[0]["finished"] == 3
    assert (deleted.returncode, deleted.stderr.count("\n")) == (2, 1)
    assert "is read-only" in deleted.stderr


def test_a_log_of_another_store_is_named_as_the_cause(tmp_path, capsys):
    other = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    other.execute("pragma journal_mode=wal")
    other.execute("create table recipes (name text)")
    filled(tmp_path / "s.db")
    shutil.copy(tmp_path / "other.db-wal", tmp_path / "s.db-wal")
    for arguments in (["fit", str(tmp_path / "s.db")], ["runs", "delete", "a", "--store", str(tmp_path / "s.db")]):
        assert run(arguments) == 2
        err = capsys.readouterr().err
        assert "s.db-wal is still the other's" in err
        assert err.count("\n") == 1
    other.close()


ALTERED = [
    "update units set rows = replace(rows, '\"N\": 17', '\"N\": 13')",
    "update units set rows = replace(rows, '17]', '16]')",
    "update units set settings = replace(settings, 'square', 'sqvare')",
    "update units set seconds = 2.5",
    "update units set rows = substr(rows, 2)",
    "update units set checksum = ''",
]


@pytest.mark.parametrize("statement", ALTERED)
def test_an_altered_row_is_refused_by_name(tmp_path, statement, capsys):
    path = filled(tmp_path / "s.db")
    key = Square(2).key
    change(path, f"{statement} where key = '{key}'")
    assert run(["fit", str(path)]) == 2
    assert key[:10] in capsys.readouterr().err
    with RunStore(path) as store:
        assert store.task(Square(1).key)["rows"] == ROWS
        for read in (lambda: store.task(key), store.rows, lambda: store.lease([key], 1)):
            with pytest.raises(BoundlabError, match=key[:10]):
                read()
        assert store.delete("") == 3


def test_an_altered_measurement_is_refused(tmp_path):
    path = filled(tmp_path / "s.db")
    change(path, "update measurements set settings = replace(settings, '\"units\": 3', '\"units\": 2')")
    with RunStore(path, reading=True) as store, pytest.raises(BoundlabError, match="altered"):
        store.measurements()


def test_the_checksum_tells_columns_apart():
    assert checksum("a", "bc") != checksum("ab", "c")


def test_leases_are_released_by_key_or_all_but_not_those_of_living_processes_here(tmp_path, capsys, monkeypatch):
    path = filled(tmp_path / "s.db")
    with RunStore(path) as store:
        assert store.lease(["mine"], 1).taken
        now = time.time()
        change(path, *(f"insert into claims values ('{k}', 'elsewhere 1 2', {now})" for k in ("aa", "ab", "b")))
        assert store.lease(["aa"], 1).held["aa"].startswith("process 1 of the host elsewhere, until 20")
        assert run(["runs", "release", "a", "--store", str(path)]) == 0
        assert "released 2 lease(s)" in capsys.readouterr().out
        assert [key for key, _, _ in store.leases()] == ["mine", "b"]
        change(path, f"insert into claims values ('{Square(1).key}', 'elsewhere 1 2', {now})")
        assert run(["runs", "release", store.find("")["key"][:9], "--store", str(path)]) == 0
        assert "released 1 lease(s)" in capsys.readouterr().out
        assert run(["runs", "release", "--all", "--store", str(path)]) == 0
        assert "released 1 lease(s); 1 of living processes" in capsys.readouterr().out
    for wrong in ([], ["a", "--all"], ["%"], [""]):
        code = run(["runs", "release", *wrong, "--store", str(path)])
        assert code == (0 if wrong == ["%"] else 2)
    assert "released 0" in capsys.readouterr().out


@pytest.mark.parametrize("since", ["1e12", "'soon'"])
def test_a_lease_from_the_future_counts_from_when_it_is_seen(tmp_path, monkeypatch, since):
    with RunStore(tmp_path / "s.db") as store:
        change(tmp_path / "s.db", f"insert into claims values ('task', 'elsewhere 1 2', {since})")
        assert not store.lease(["task"], 1).taken
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 3700)
        assert store.lease(["task"], 1).taken


def test_a_measurement_says_who_it_waits_for(tmp_path, monkeypatch):
    from boundlab.runs import runner

    path, said = tmp_path / "s.db", []
    monkeypatch.setattr(runner, "_ASK_AGAIN", 0.01)
    task = Square(5)
    with RunStore(path) as store:
        change(path, f"insert into claims values ('{task.key}', 'elsewhere 1 2', {time.time()})")

        def notice(text):
            said.append(text)
            store.free()

        settings = sweep_settings([task.key])
        done = list(
            runner.run_tasks(store, settings, [task], torch.device("cpu"), lambda text: None, None, print, notice)
        )
    assert [rows[0]["square"] for _, rows, _ in done] == [25]
    assert len(said) == 1
    assert "process 1 of the host elsewhere, until" in said[0]
    assert said[0].endswith("if it is gone, release its leases")


def test_runs_needs_no_torch_and_no_numpy(tmp_path):
    path = filled(tmp_path / "s.db")
    blocked = (
        "import sys; sys.modules.update(dict.fromkeys(('torch', 'numpy', 'scipy'))); from boundlab.cli import run; "
    )
    for arguments in (["list"], ["show", "@"], ["export", "--out", str(tmp_path / "x.csv")]):
        with RunStore(path, reading=True) as store:
            words = [store.find("")["key"][:8] if word == "@" else word for word in arguments]
        code = blocked + f"sys.exit(run({['runs', *words, '--store', str(path)]!r}))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
