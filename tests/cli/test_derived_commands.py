"""best, consistency, audit, ablate, cite, phase: JSON, exit codes, error lines, certificates."""

import csv
import json

import pytest

THM_1 = "galanti-wolf-2020/thm-1"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["best", "--activation", "relu"], 0),
        (["consistency"], 0),
        (["consistency", "--drop", THM_1], 1),
        (["consistency", "--drop", THM_1 + ":not-representable"], 0),
        (["audit"], 0),
        (["audit", THM_1, "--activation", "sigmoid"], 0),
        (["audit", "--finding", "relu"], 0),
        (["ablate", THM_1], 0),
        (["cite", "mhaskar-1996"], 0),
        (["phase", "--activation", "relu"], 0),
    ],
)
def test_text_and_json(boundlab, line, code):
    text = boundlab(*line)
    assert text.code == code
    assert text.out
    done = boundlab(*line, "--json")
    assert done.code == code
    assert done.json


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (["best", "--activation", "tanhh"], ["--activation", "tanhh", "tanh"]),
        (["best", "--selection", "free"], ["--selection", "free", "continuous"]),
        (["best", "--class", "besof"], ["--class", "besof", "besov", "sobolev"]),
        (["best", "--assume", "luck"], ["--assume", "luck", "assumption-1"]),
        (["best", "--m1", "0"], ["--m1", "0"]),
        (["consistency", "--drop", "thm-11"], ["thm-11", THM_1]),
        (["consistency", "--drop", THM_1 + ":luck"], ["luck", "not-representable"]),
        (["audit", "thm-2x"], ["thm-2x", "galanti-wolf-2020/thm-2"]),
        (["audit", THM_1, "--activation", "step"], ["--activation", "step", "tanh"]),
        (["audit", THM_1, "--finding", "nr"], ["--finding"]),
        (["audit", "--finding", "luck"], ["--finding", "luck", "compactness"]),
        (["ablate", "mhaskar"], ["mhaskar", "mhaskar-1996"]),
        (["cite", "yarotsky"], ["yarotsky", "yarotsky-201"]),
        (["phase", "--activation", "step"], ["--activation", "step"]),
    ],
)
def test_bad_input_is_one_line(boundlab, line, parts):
    done = boundlab(*line)
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    for part in parts:
        assert part in done.err


def test_statuses_are_shown(boundlab):
    assert "[derived]" in boundlab("best", "--activation", "tanh").out
    query = ["best", "--activation", "tanh", "--weights", "polynomial", "--depth-growth", "two-hidden"]
    assert "sharper, upper: if it is true (unverified)" in boundlab(*query).out
    assert "[unverified]" in boundlab(*query, "--include-unverified").out
    assert "status quoted" in boundlab("audit", THM_1).out
    assert "status recalled" in boundlab("ablate", "hanin-sellke-2017").out
    rows = boundlab("phase", "--activation", "relu", "--json").json
    assert all("[" in row["lower from"] for row in rows if row["lower"])


def test_numbers_reach_the_answer(boundlab):
    found = boundlab("best", "--activation", "relu", "--m", "6", "--r", "1", "--json").json
    assert [a["order"] for a in found["upper"]] == ["eps^(-3)"]
    assert found["tight"] is True


def test_certificates_are_written_and_hold(boundlab, tmp_path):
    assert boundlab("audit", THM_1, "--certificates", str(tmp_path / "c")).code == 0
    files = sorted((tmp_path / "c").iterdir())
    assert len(files) == 5
    for file in files:
        assert boundlab("check", str(file)).code == 0
    data = json.loads(files[2].read_text(encoding="utf-8"))
    data["certificates"][0]["c"] = "5"
    files[2].write_text(json.dumps(data), encoding="utf-8")
    assert boundlab("check", str(files[2])).code == 1


def test_cite(boundlab):
    assert boundlab("cite", THM_1).out.startswith("@inproceedings{galanti-wolf-2020,")
    keys = [r["key"] for r in boundlab("cite", "repair/thm-4-linear", "--json").json]
    assert keys == ["repair", "mhaskar-1996"]
    assert boundlab("cite", "yarotsky-2018/emulation").out.startswith("@inproceedings{yarotsky-2018,")


def test_every_reference_is_bibtex(boundlab):
    for claim in boundlab("list", "--json").json:
        text = boundlab("cite", claim["id"]).out
        assert text.startswith("@")
        assert text.count("{") == text.count("}")


def test_phase_table_as_csv_and_latex(boundlab, tmp_path):
    file = tmp_path / "phase.csv"
    assert boundlab("phase", "--activation", "tanh", "--csv", str(file)).code == 0
    with open(file, encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 24
    out = boundlab("phase", "--activation", "tanh", "--latex").out
    assert out.count("{") == out.count("}")
    assert out.count("$") % 2 == 0


def test_the_phase_table_is_short_and_leaves_no_class_out(boundlab):
    short, whole = boundlab("phase").out.splitlines(), boundlab("phase", "--all").out.splitlines()
    assert len(short) < 30
    assert len(whole) > 120
    rows = boundlab("phase", "--json").json
    from boundlab.derived.phase import AXES, summary

    for row in rows:
        covering = [
            line
            for line in summary(rows)
            if all(line[axis] == "all" or row[axis] in line[axis].split(", ") for axis in AXES)
        ]
        assert len(covering) == 1
        for side in ("lower", "upper"):
            orders = [part.partition(" [")[0] for part in covering[0][side].split("; ")]
            assert orders == row[side].split("; ")
