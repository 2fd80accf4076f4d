"""A measurement through the command line: rows, resume, kill -9, bad input."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from boundlab.cli import run
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.measurement import family_task, target_task
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.runs.store import RunStore

FAMILY = ["measure", "--m", "1", "--r", "1", "--eps", "1e-1:3e-2", "--activation", "relu", "--patterns", "3", "--json"]
KEYS = {"target", "activation", "m", "r", "eps", "N", "width", "bracket", "status", "sup_error", "seed", "seconds"}


def rows_of(text):
    return [{k: v for k, v in row.items() if k not in ("seconds", "run")} for row in json.loads(text)]


def start(store, arguments=FAMILY):
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "boundlab", *arguments, "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    begun = time.monotonic()
    out = finish(start(tmp_path_factory.mktemp("whole") / "runs.db"))
    return rows_of(out), json.loads(out), time.monotonic() - begun


def test_rows_have_the_documented_fields(uninterrupted):
    _, rows, _ = uninterrupted
    assert len(rows) >= 12
    for row in rows:
        assert set(row) >= KEYS
        assert row["status"] == "reached"
        assert row["sup_error"] <= row["eps"]
        assert row["bracket"][1] == row["N"] == 3 * row["width"] + 2
        assert row["bracket"][0] == row["N"] - 3
        assert abs(row["width"] - row["exact_width"]) <= 1


def kill_and_resume(store, moments, uninterrupted):
    expected, _, seconds = uninterrupted
    stream = random.Random(7)
    kills = 0
    for _ in range(moments):
        process = start(store)
        try:
            process.wait(timeout=stream.uniform(0.3, 1.0) * seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.communicate()
    assert rows_of(finish(start(store))) == expected
    with RunStore(store, must_exist=True) as runs:
        (measurement,) = runs.measurements()
        assert measurement["finished"] == measurement["units"]
    return kills


def test_killed_runs_resume_to_the_same_table(tmp_path, uninterrupted):
    assert kill_and_resume(tmp_path / "runs.db", 2, uninterrupted) >= 1


@pytest.mark.slow
def test_thirty_kills_at_random_moments_change_nothing(tmp_path, uninterrupted):
    """A fresh measurement after each one that got through, so that there is something to kill every time."""
    kills, number = 0, 0
    while kills < 30:
        kills += kill_and_resume(tmp_path / f"runs{number}.db", 4, uninterrupted)
        number += 1


def test_two_processes_share_one_measurement(tmp_path, uninterrupted):
    both = [start(tmp_path / "runs.db") for _ in range(2)]
    for process in both:
        assert rows_of(finish(process)) == uninterrupted[0]


def output(arguments, capsys):
    code = run(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_commands_on_a_store(tmp_path, capsys):
    store = str(tmp_path / "runs.db")
    code, out, _ = output([*FAMILY, "--store", store, "--certify", "--workers", "1"], capsys)
    assert code == 0
    assert all("(proved ≤ ε)" in row["certified"] for row in json.loads(out))
    code, out, _ = output(["fit", store, "--json"], capsys)
    assert code == 0
    (fit,) = json.loads(out)
    assert fit["theory"] == 1
    assert 0.5 < fit["exponent"] < 1.5
    code, out, _ = output(["fit", store, "--rival", "near=0.99", "--theory", "1"], capsys)
    assert "cannot tell" in out
    code, out, _ = output(["runs", "list", "--store", store, "--json"], capsys)
    (listed,) = json.loads(out)
    assert listed["finished"] == listed["units"]
    code, out, _ = output(["runs", "show", listed["run"][:6], "--store", store], capsys)
    assert "bumps:m=1,r=1,k=2" in out
    assert "torch" in out
    code, out, _ = output(["runs", "export", "--out", str(tmp_path / "rows.csv"), "--store", store], capsys)
    assert code == 0
    assert (tmp_path / "rows.csv").read_text().count("\n") == len(rows_of(json.dumps(fit["points"] * [{}]))) * 3 + 1
    code, _, _ = output(["runs", "delete", listed["run"][:6], "--store", store], capsys)
    assert code == 0
    code, _, err = output(["fit", store], capsys)
    assert code == 2
    assert "no finished rows" in err


def test_a_task_that_raises_is_one_line_and_exit_code_1_until_it_succeeds(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "brittle.py").write_text(
        "from pathlib import Path\n"
        "def f(x):\n"
        "    if len(x) < 4000 and not Path('mended').exists(): raise RuntimeError('broken')\n"
        "    return 0.5 * x[:, 0]\n"
    )
    arguments = ["measure", "--target", "brittle:f", "--eps", "0.1", "--workers", "1", "--json"]
    code, out, err = output(arguments, capsys)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith("error: 1 of 1 tasks failed")
    assert "RuntimeError: broken" in err.splitlines()[-1]
    assert "all of them: boundlab runs show" in err.splitlines()[-1]
    code, out, _ = output(["runs", "list", "--json"], capsys)
    (listed,) = json.loads(out)
    assert (listed["finished"], listed["failed"], listed["units"]) == (0, 1, 1)
    code, out, _ = output(["runs", "show", listed["run"][:8]], capsys)
    assert "RuntimeError: broken" in out
    (tmp_path / "mended").touch()
    code, out, _ = output(arguments, capsys)
    assert code == 0
    assert json.loads(out)[0]["status"] == "reached"


@pytest.mark.gpu
def test_a_measurement_on_a_gpu(tmp_path, capsys):
    code, out, _ = output([*FAMILY, "--store", str(tmp_path / "runs.db"), "--device", "cuda"], capsys)
    assert code == 0
    assert all(row["status"] == "reached" for row in json.loads(out))


BAD = [
    (["--eps", "0", "--r", "1"], "--eps"),
    (["--eps=-1e-2", "--r", "1"], "--eps"),
    (["--eps", "nan", "--r", "1"], "--eps"),
    (["--eps", "1e-1:1e-2:x", "--r", "1"], "--eps"),
    (["--eps", "abc", "--r", "1"], "--eps"),
    (["--eps", "", "--r", "1"], "--eps"),
    (["--eps", "0.5", "--r", "1"], "--eps"),
    (["--eps", "1e-1"], "--r"),
    (["--eps", "1e-1", "--r", "0"], "r"),
    (["--eps", "1e-1", "--r", "x"], "--r"),
    (["--eps", "1e-1", "--r", "1", "--activation", "swish"], "--activation"),
    (["--eps", "1e-1", "--r", "1", "--patterns", "0"], "--patterns"),
    (["--eps", "1e-1", "--r", "1", "--fraction", "1"], "--fraction"),
    (["--eps", "1e-1", "--r", "1", "--m", "0"], "m"),
    (["--eps", "1e-1", "--target", "1/x"], "--target"),
    (["--eps", "1e-1", "--target", "os.system(1)"], "--target"),
    (["--eps", "1e-1", "--target", "x", "--device", "tpu"], "--device"),
    (["--eps", "1e-1", "--target", "x", "--hidden-layers", "0"], "--hidden-layers"),
    (["--eps", "1e-1", "--target", "x", "--max-width", "0"], "--max-width"),
    (["--eps", "1e-1", "--target", "x", "--starts", "0"], "--starts"),
    (["--eps", "1e-1", "--target", "x*y", "--m", "1", "--store", "/no/such/folder/runs.db"], "store"),
]


@pytest.mark.parametrize(("arguments", "named"), BAD, ids=lambda value: str(value)[:40])
def test_bad_input_is_one_line_and_exit_code_2(arguments, named, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, out, err = output(["measure", *arguments], capsys)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert named in err


@pytest.mark.parametrize(
    "arguments",
    [["fit", "none.db"], ["runs", "list", "--store", "none.db"], ["runs", "show", "abc", "--store", "none.db"],
     ["runs", "export", "--out", "x.csv", "--store", "none.db"], ["runs", "delete", "abc", "--store", "none.db"]],
)  # fmt: skip
def test_a_store_that_is_not_there_is_one_line(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, _, err = output(arguments, capsys)
    assert code == 2
    assert err.count("\n") == 1
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(("m", "r", "k"), [(1, 1, 16), (1, 3, 16), (2, 1, 4), (2, 3, 4)])
def test_the_expected_cost_is_about_the_number_of_bumps_in_every_dimension_and_smoothness(m, r, k):
    task = family_task(m, r, k, 2, 0.4, SearchSettings("tanh", starts=3))
    assert task.cost == pytest.approx(3 * 16**2.2)
    assert family_task(m, r, 2 * k, 2, 0.4, task.search).cost == pytest.approx(task.cost * 2 ** (2.2 * m))


def test_families_of_different_smoothness_share_no_pattern():
    families = [family_task(1, r, 16, 40, 0.4, SearchSettings("tanh")) for r in range(1, 13)]
    signs = [tuple(parse_target(text).signs) for task in families for text in task.targets]
    assert len(set(signs)) > 0.98 * len(signs)  # of 2^16 patterns, 480 at random coincide in two or so
    assert parse_target("bumps:m=1,r=2,k=8,pattern=5").signs == [-1, -1, 1, -1, 1, -1, -1, 1]  # what old rows say


@pytest.mark.parametrize(("text", "m", "r", "eps"), [("x*y", 2, 1, 1e-200), ("x1 + x9", 9, 13, 0.1)])
def test_any_target_has_an_expected_cost(text, m, r, eps):
    assert target_task(parse_target(text, m), (eps,), r, SearchSettings("tanh")).cost > 0
