"""`boundlab paper` and `boundlab paper-claims` as a user calls them."""

import csv
import json

import pytest

from boundlab.cli import run

TINY = ["paper", "synthetic-depth", "--scale", "tiny", "--device", "cpu", "--workers", "1"]


def test_run_write_judge(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run([*TINY, "--out", ".", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == 18
    assert {row["seeds"] for row in found} == {2}
    rows = list(csv.DictReader((tmp_path / "paper_synthetic_depth.csv").open(encoding="utf-8")))
    assert list(rows[0]) == ["panel", "arm", "layers", "seed", "mse", "constant", "weights", "parameters"]
    assert len(rows) == 36
    metadata = json.loads((tmp_path / "paper_synthetic_depth.json").read_text(encoding="utf-8"))
    assert {"boundlab", "commit", "torch", "device", "measured", "seconds", "settings"} <= set(metadata)
    assert metadata["settings"]["seed"] == [0, 1]
    assert metadata["settings"]["layers"] == [2, 3]
    assert metadata["settings"]["problem"]["type"] == ["I", "II", "III"]

    before = (tmp_path / "paper_synthetic_depth.csv").read_bytes()
    assert run([*TINY[:2], "--seeds", "1", *TINY[2:], "--finished"]) == 2
    said = capsys.readouterr().err.replace("\n", " ")
    assert "runs.db: no seed of the experiment synthetic_depth is finished at this scale" in said

    assert run([*TINY, "--out", "."]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("from the store") == 18
    assert "Mean test error over seeds" in captured.out
    assert (tmp_path / "paper_synthetic_depth.csv").read_bytes() == before

    assert run([*TINY, "--seeds", "4", "--finished", "--json"]) == 0  # the second two seeds were never run
    assert {row["seeds"] for row in json.loads(capsys.readouterr().out)} == {2}

    assert run(["paper-claims", ".", "--out", "page.md", "--json"]) == 0
    verdicts = json.loads(capsys.readouterr().out)
    assert {v["verdict"] for v in verdicts} <= {"reproduced", "partly", "not reproduced", "undecided"}
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert all(v["statement"] in page for v in verdicts)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["paper", "depth"], "experiment: got 'depth', expected one of assumption_1"),
        (["paper", "--scale", "big"], "--scale: got 'big', expected one of tiny, small, full"),
        ([*TINY, "--seeds", "0"], "--seeds: got '0', expected at least 1"),
        ([*TINY, "--finished"], "store: got 'runs.db', expected an existing run store"),
        ([*TINY, "--out", "nowhere"], "--out: got 'nowhere', expected an existing folder"),
        ([*TINY, "--data", "nowhere"], "--data: got 'nowhere', expected an existing folder"),
        ([*TINY, "--data", "."], "--data: got '.', expected a folder with MNIST"),
        ([*TINY, "--device", "tpu"], "--device: got 'tpu'"),
        (["paper-claims", "nowhere"], "nowhere: expected a folder with data"),
    ],
)
def test_wrong_arguments(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    captured = capsys.readouterr()
    assert said in captured.err.replace("\n", " ")
    assert captured.out == ""
    assert not list(tmp_path.glob("paper_*"))


def test_images_that_cannot_be_used_are_told_of_once_before_any_work(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    labels = b"\0\0\x08\x01\0\0\0\x02\0\x01"
    for part, side in (("train", 28), ("t10k", 32)):
        head = b"\0\0\x08\x03\0\0\0\x02" + 2 * side.to_bytes(4, "big")
        (tmp_path / f"{part}-images-idx3-ubyte").write_bytes(head + bytes(2 * side**2))
        (tmp_path / f"{part}-labels-idx1-ubyte").write_bytes(labels)
    assert run(["paper", "assumption-2", *TINY[2:], "--data", "."]) == 2
    captured = capsys.readouterr()
    assert captured.err == "error: t10k-images-idx3-ubyte: expected images of 28×28 pixels; found 32×32\n"
    assert captured.out == ""
    assert run([*TINY[:2], "--seeds", "1", *TINY[2:], "--data", "."]) == 0  # this one looks at no images
