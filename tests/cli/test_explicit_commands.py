"""The commands about explicit bounds, as a user meets them."""

import csv
import json
import subprocess
import sys
from fractions import Fraction

import pytest

from boundlab.cli import run
from boundlab.rigorous import Query, sandwich


def output(capsys, *arguments):
    code = run(arguments)
    return code, capsys.readouterr()


def test_explicit_json_keeps_its_contract(capsys):
    code, out = output(capsys, "explicit", "--m", "2", "--r", "2", "--eps", "1e-4", "--json")
    data = json.loads(out.out)
    assert code == 0
    assert (data["m"], data["r"], data["eps"]) == (2, 2, "1/10000")
    assert {"engine", "direction", "N", "hypotheses", "certificate"} <= set(data["bounds"][0])
    assert all(type(b["N"]) is int for b in data["bounds"])
    best = {b["engine"]: b["N"] for b in data["bounds"]}
    assert best["continuous-selection"] == 1521
    assert best["multilinear-interpolation"] == 5184
    assert {x["engine"] for x in data["not_applicable"]} >= {"metric-entropy", "vc-layerwise"}


def test_sandwich_json_keeps_its_contract(capsys):
    code, out = output(capsys, "sandwich", "--m", "1", "--r", "2", "--eps", "1e-6", "--json")
    data = json.loads(out.out)
    assert code == 0
    assert (data["lower"], data["upper"], data["ratio"]) == (707, 709, "709/707")
    assert data["rows"][0]["comparable_with"]


def test_a_huge_answer_is_an_exact_integer(capsys):
    _, out = output(capsys, "explicit", "--m", "4", "--r", "2", "--eps", "1e-12", "--engine", "continuous", "--json")
    assert json.loads(out.out)["bounds"][0]["N"] == 2197291973422738540401


def test_the_longest_answers_are_printed_and_checked(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    network = ["--depth", "3", "--weights-bound", "1/3", "--bits", "8"]
    arguments = ["--m", "64", "--r", "1", "--eps", "1e-29", *network, "--json", "--certificate", str(proof)]
    code, out = output(capsys, "explicit", *arguments)
    assert code == 0
    assert max(len(str(b["N"])) for b in json.loads(out.out)["bounds"]) > 1800
    assert output(capsys, "check", str(proof))[0] == 0


def test_the_text_of_a_tight_sandwich_says_so(capsys):
    _, out = output(capsys, "sandwich", "--m", "1", "--r", "1", "--eps", "1/3")
    assert "N(ε) = 2 exactly" in out.out


@pytest.mark.parametrize("command", ["explicit", "sandwich"])
def test_grids_to_csv_json_and_certificates(capsys, tmp_path, command):
    table, proof = tmp_path / "out.csv", tmp_path / "proof.json"
    arguments = [
        "--m",
        "2",
        "--r",
        "1",
        "--eps",
        "1e-1:1e-3:3,1/7",
        "--csv",
        str(table),
        "--certificate",
        str(proof),
    ]
    code, out = output(capsys, command, *arguments, "--json")
    assert code == 0
    assert len(json.loads(out.out)["grid"]) == 4
    rows = list(csv.DictReader(table.open()))
    assert {row["eps"] for row in rows} == {"1/10", "1/100", "1/1000", "1/7"}
    code, out = output(capsys, "check", str(proof))
    assert (code, out.out.startswith("valid")) == (0, True)


def test_check_rejects_a_falsified_file(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    run(["sandwich", "--m", "1", "--r", "1", "--eps", "1/3", "--certificate", str(proof)])
    text = proof.read_text().replace('"N": 2', '"N": 3', 1)
    proof.write_text(text)
    capsys.readouterr()
    code, out = output(capsys, "check", str(proof))
    assert code == 1
    assert "INVALID" in out.out


def test_rows_are_comparable_only_if_the_method_satisfies_the_hypotheses():
    found = sandwich(Query(1, 1, "1e-3", depth=2, weights_bound=10))
    partners = {b.engine: found.comparable_with(b) for b in found.rows}
    assert "relu-hat-network" in partners["vc-layerwise"]
    assert partners["metric-entropy"] == []  # nothing says how large the weights of the construction are
    assert "midpoint-decoding" not in partners["vc-depth"]
    for lower in found.rows:
        for upper in found.rows:
            if upper.engine in found.comparable_with(lower) and lower.direction == "lower":
                assert lower.N <= upper.N
    deeper = sandwich(Query(1, 1, "1e-3", depth=3))
    assert deeper.comparable_with(next(b for b in deeper.rows if b.engine == "vc-depth")) == []


def test_repaired(capsys, tmp_path):
    proof = tmp_path / "proof.json"
    arguments = [
        "repaired",
        "--m1",
        "1",
        "--m2",
        "1",
        "--embedding-dimension",
        "2",
        "--eps",
        "1e-6",
        "--lipschitz-e",
        "1",
        "--lipschitz-q",
        "1",
        "--weights-bound",
        "10",
    ]
    code, out = output(capsys, *arguments, "--depth", "3", "--width", "100", "--certificate", str(proof))
    assert code == 0
    assert out.out.startswith("N_q ≥ ")
    assert output(capsys, "check", str(proof))[0] == 0
    code, out = output(capsys, *arguments, "--depth", "3", "--width", "100", "--form", "upside-down")
    assert (code, out.err.count("\n")) == (2, 1)


def test_leading_constants(capsys):
    code, out = output(capsys, "leading-constants", "--max-m", "2", "--max-r", "2", "--json")
    data = json.loads(out.out)
    assert code == 0
    here = [c for c in data if (c["m"], c["r"]) == (2, 2)]
    leads = {c["space"]: c["lead"] for c in here if c["direction"] == "lower"}
    assert (leads["tensor-splines"], leads["smoothed-linear-splines"]) == ("184/25", "27/4")
    upper = {c["engine"]: (c["power"], c["root"]) for c in here if c["direction"] == "upper"}
    assert upper["multilinear-interpolation"] == ("1/4", 2)
    assert upper["lattice-interpolation"] == (str(Fraction(4 * 162831, 180 * 10**4) ** 2), 2)
    assert output(capsys, "leading-constants", "--max-m", "99")[0] == 2


GOOD = {"--m": "1", "--r": "1", "--eps": "1/10"}


@pytest.mark.parametrize("command", ["explicit", "sandwich"])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--eps", "0"),
        ("--eps", "-1"),
        ("--eps", "1"),
        ("--eps", "2"),
        ("--eps", "abc"),
        ("--eps", "nan"),
        ("--eps", ""),
        ("--eps", "1e-1:"),
        ("--eps", "__import__('os')"),
        ("--m", "0"),
        ("--m", "-3"),
        ("--m", "1.5"),
        ("--m", "two"),
        ("--m", "1000"),
        ("--r", "0"),
        ("--r", "x"),
        ("--depth", "1"),
        ("--width", "0"),
        ("--weights-bound", "-1"),
        ("--weights-bound", "big"),
        ("--activation", "cosine"),
        ("--bits", "0"),
        ("--csv", "/nonexistent/folder/out.csv"),
        ("--certificate", "/nonexistent/folder/out.json"),
    ],
)
def test_bad_input_is_one_line_that_names_it(capsys, command, option, value):
    words = [word for pair in {**GOOD, option: value}.items() for word in pair]
    code, out = output(capsys, command, *words)
    assert code == 2
    assert out.err.count("\n") == 1
    assert option in out.err or value in out.err


def test_unknown_engine(capsys):
    code, out = output(capsys, "explicit", "--m", "1", "--r", "1", "--eps", "1/2", "--engine", "guess")
    assert (code, out.err.count("\n")) == (2, 1)
    assert "--engine" in out.err


def test_an_explicit_call_starts_without_heavy_libraries():
    code = (
        "import sys; from boundlab.cli import run;"
        "run(['explicit','--m','2','--r','2','--eps','1e-4','--engine','continuous','--json']);"
        "heavy = {'numpy','torch','scipy','sympy','matplotlib'} & set(sys.modules); sys.exit(bool(heavy))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
