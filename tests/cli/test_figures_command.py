"""`boundlab figures`: drawing, making data again, and what it says to bad input."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

pytest.importorskip("matplotlib")

from boundlab.cli import _figures
from figures._catalogue import select
from figures._files import DATA, read

NAMES = [figure.name for figure in select([])]


def test_it_draws_what_is_asked_for_with_data_and_captions(boundlab, tmp_path):
    done = boundlab("figures", "constants", "--out", str(tmp_path), "--format", "svg,png", "--jobs", "1", "--json")
    assert done.code == 0, done.err
    (found,) = done.json
    assert found["name"] == "constants"
    assert sorted(os.listdir(tmp_path)) == ["captions.md", "constants.png", "constants.svg", "data"]
    assert sorted(os.listdir(tmp_path / "data")) == ["constants.csv", "constants.json"]
    assert (tmp_path / "data" / "constants.csv").read_bytes() == (DATA / "constants.csv").read_bytes()
    page = (tmp_path / "captions.md").read_text()
    assert "(./constants.png)" in page
    assert found["caption"].splitlines()[0] in page


def test_two_runs_and_two_processes_give_the_same_svg(boundlab, tmp_path):
    for out, jobs in (("a", "1"), ("b", "2")):
        words = ("constants", "optimiser-bias", "--format", "svg", "--jobs", jobs, "--out", str(tmp_path / out))
        assert boundlab("figures", *words).code == 0
    for name in ("constants", "optimiser_bias"):
        assert (tmp_path / "a" / f"{name}.svg").read_bytes() == (tmp_path / "b" / f"{name}.svg").read_bytes()


def test_list_names_every_figure(boundlab):
    assert [row["name"] for row in boundlab("figures", "--list", "--json").json] == NAMES
    assert "optimiser_bias" in boundlab("figures", "--list").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sandwhich"], "unknown figure 'sandwhich'; nearest: sandwich"),
        (["--format", "gif"], "--format: got 'gif', expected one of pdf, svg, png"),
        (["--format", ""], "--format: got '', expected one of"),
        (["phase", "--scale", "huge"], "--scale: got 'huge', expected one of full, small, tiny"),
        (["phase", "--rerun", "--device", "tpu"], "--device: got 'tpu'"),
        (["phase", "--rerun", "--backend", "slurm"], "--backend: got 'slurm'"),
        (["phase", "--rerun", "--workers", "0"], "--workers: got '0'"),
        (["phase", "--jobs", "0"], "--jobs"),
        (["phase", "--in-place", "--out", "x"], "--in-place: got"),
        (["phase", "--out", "{file}"], "Not a directory"),
        (["phase", "--out", "/proc/none/x"], "/proc/none"),
        (["constants", "--rerun", "--store", "{file}", "--out", "{folder}"], "store: got"),
    ],
)
def test_bad_input_is_one_line(boundlab, tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("not a store, and not a folder")
    done = boundlab("figures", *(w.format(file=tmp_path / "file", folder=tmp_path / "folder") for w in words))
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_an_installed_package_cannot_be_written_in_place(boundlab, tmp_path, monkeypatch):
    monkeypatch.setattr("boundlab.cli.commands.figures.CHECKOUT", tmp_path / "nowhere")
    done = boundlab("figures", "phase", "--in-place")
    assert done.code == 2
    assert "source checkout" in done.err


def test_a_figure_whose_data_come_from_elsewhere_says_so(boundlab, tmp_path, monkeypatch):
    monkeypatch.delattr(_figures.figures_part("phase"), "make")
    done = boundlab("figures", "phase", "--rerun", "--out", str(tmp_path), "--store", str(tmp_path / "runs.db"))
    assert done.code == 2
    assert done.err == "error: phase: its data are not made by this command; its caption says how\n"


def test_without_matplotlib_it_says_what_to_install(boundlab, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(_figures.NAME + ".")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = boundlab("figures", "phase", "--jobs", "1", "--out", str(tmp_path))
    assert done.code == 2
    assert done.err == "error: needs matplotlib: pip install 'boundlab[figures]'\n"


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "no-such-backend", "tkagg", ""])
def test_the_backend_of_a_notebook_changes_nothing(tmp_path, backend):
    command = [sys.executable, "-m", "boundlab", "figures", "constants", "--format", "svg", "--out", str(tmp_path)]
    done = subprocess.run(command, env=os.environ | {"MPLBACKEND": backend}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "constants.svg").read_bytes() == (DATA.parent / "out" / "constants.svg").read_bytes()


@pytest.mark.parametrize("name", [name for name in NAMES if hasattr(_figures.figures_part(name), "make")])
def test_a_tiny_rerun_has_the_committed_schema_and_draws(boundlab, tmp_path, name):
    words = (name, "--rerun", "--scale", "tiny", "--device", "cpu", "--workers", "1")
    words += ("--store", str(tmp_path / "runs.db"))
    done = boundlab("figures", *words, "--out", str(tmp_path), "--format", "svg")
    assert done.code == 0, done.err
    made, committed = read(name, tmp_path / "data"), read(name)
    assert made["rows"][0].keys() == committed["rows"][0].keys()
    assert made["metadata"].keys() == committed["metadata"].keys()
    assert made["metadata"]["settings"].keys() == committed["metadata"]["settings"].keys()
    assert made["metadata"]["command"].endswith("--rerun --scale tiny")


def from_the_store(done):
    return " ".join(done.err.split()).count("(from the store)")


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupted_rerun_continues(boundlab, tmp_path):
    """Killed after its first finished task; the second run takes that from the store and gives the same data."""
    store = tmp_path / "runs.db"
    words = ["figures", "architectures_error", "--rerun", "--scale", "tiny", "--device", "cpu", "--format", "svg"]
    words += ["--workers", "1"]
    words += ["--out", str(tmp_path), "--store", str(store)]
    environment = {**os.environ, "PYTHONPATH": str(_figures.CHECKOUT.parent), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "boundlab", *words], stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    )
    assert process.stderr
    for line in process.stderr:
        if "parameters, error" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "data" / "architectures_error.csv").exists()
    time.sleep(0.1)
    done = boundlab(*words)
    assert done.code == 0, done.err
    assert from_the_store(done) >= 1
    assert len(read("architectures_error", tmp_path / "data")["rows"]) == 8
    again = boundlab(*words)
    assert from_the_store(again) == 8
    assert json.loads((tmp_path / "data" / "architectures_error.json").read_text())["settings"]["seed"] == [0, 1]


OWN = '''"""Mine.

What one sees.
"""
from matplotlib.figure import Figure
from ._style import BLUE


def draw(data):
    figure = Figure()
    figure.subplots().plot([1, 2], [float(row["y"]) for row in data["rows"]] or [3, 4], color=BLUE)
    return figure
'''


@pytest.mark.parametrize("with_data", [True, False])
def test_a_figure_of_ones_own_is_drawn_from_its_file(boundlab, tmp_path, with_data):
    path = tmp_path / "my-figure.py"
    path.write_text(OWN, encoding="utf-8")
    if with_data:
        (tmp_path / "my-figure.csv").write_text("y\n5\n6\n", encoding="utf-8")
        (tmp_path / "my-figure.json").write_text(
            '{"settings": {"seed": 1}, "measured": "2026-01-01"}', encoding="utf-8"
        )
    done = boundlab("figures", str(path), "--format", "svg", "--jobs", "1", "--out", str(tmp_path / "out"), "--json")
    assert done.code == 0, done.err
    (found,) = done.json
    assert (found["name"], found["title"], found["caption"]) == ("my-figure", "Mine", "What one sees.")
    assert (tmp_path / "out" / "my-figure.svg").read_bytes().startswith(b"<?xml")
    page = (tmp_path / "out" / "captions.md").read_text(encoding="utf-8")
    assert ("*Settings:* seed 1." in page) == with_data
    assert boundlab("figures", str(path), "--list", "--json").json == [{"name": "my-figure", "title": "Mine"}]


WRONG_FIGURES = {
    "none.py": (None, "figure: got 'none.py', expected a file; there is none"),
    "phase.py": (OWN, "expected a name other than phase"),
    "b.py": ("x = 1", "expected a file with draw(data)"),
    "c.py": ("1/0", "c.py: ZeroDivisionError: division by zero"),
    "d.py": (OWN.replace("return figure", "return 3"), "expected draw to return a matplotlib figure, not int"),
    "e.py": (OWN.replace("return figure", "1/0"), "e.py: ZeroDivisionError: division by zero"),
    "f.py": ("def draw(", "f.py: SyntaxError"),
}


@pytest.mark.parametrize("name", WRONG_FIGURES)
def test_a_wrong_figure_is_named(boundlab, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    text, message = WRONG_FIGURES[name]
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = boundlab("figures", name, "--format", "svg", "--jobs", "1")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err
