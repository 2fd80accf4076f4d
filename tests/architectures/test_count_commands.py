"""`boundlab count`, `count compare` and `tune chunk` as a user meets them."""

import json
import os
import subprocess
import sys

import pytest

from boundlab import architectures
from boundlab.checking import check_file
from boundlab.cli import run


def output(capsys, *words):
    code = run(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("name", architectures.names())
def test_every_bill_as_json_and_text(name, capsys):
    code, out, _ = output(capsys, "count", name, "--json")
    data = json.loads(out)
    bill = architectures.get(name)().bill()
    assert code == 0
    assert list(data)[:6] == ["architecture", "stored", "trainable", "active", "generated", "items"]
    assert (data["architecture"], data["stored"], data["trainable"]) == (name, bill.stored, bill.trainable)
    assert sum(data["items"].values()) == data["stored"]
    code, out, _ = output(capsys, "count", name)
    assert code == 0
    assert str(bill.trainable) in out


@pytest.mark.parametrize("name", architectures.names())
def test_torch_agrees_for_every_default(name, capsys):
    code, out, _ = output(capsys, "count", name, "--torch", "--json")
    data = json.loads(out)
    assert code == 0
    assert data["torch"] == {"stored": data["stored"], "trainable": data["trainable"]}


def test_a_module_that_disagrees_is_exit_code_1(capsys, monkeypatch):
    from boundlab.networks import hypernetworks

    monkeypatch.setattr(hypernetworks, "count_module", lambda row: {"stored": 1, "trainable": 1})
    assert output(capsys, "count", "full", "--torch")[0] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("full --primary 784-0-10", "--primary: got '784-0-10'"),
        ("full --primary 784", "--primary: got '784'"),
        ("full --primary 784-ten", "--primary: got '784-ten'"),
        ("full --tasks 0", "--tasks: got '0'"),
        ("full --tasks 1e3", "--tasks: got '1e3'"),
        ("chunked --primary 3-4-1 --chunk 22", "--chunk: got '22', expected at most the primary's 21 weights"),
        ("chunked --chunk-embedding 0", "--chunk-embedding: got '0'"),
        ("hypernetwork --activation swish", "--activation: got 'swish', expected one of identity, arctan, "),
        ("hyperinterval --activation gelu", "--activation: got 'gelu'"),
        ("hypertab --share 0", "--share: got '0'"),
        ("full --batch-norm maybe", "--batch-norm: got 'maybe'"),
        ("transformer", "no command 'transformer'; `boundlab count --help` lists them"),
        (
            "full --primary 1-1 --primary-bias none --hidden none --embedding 1 --certificate x.json",
            "--certificate: got 'x.json'",
        ),
        ("compare --primary 784-100-10 --tasks 0", "--tasks: got '0'"),
        ("compare --primary 784-100-10 --condition -1", "--condition: got '-1'"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(words, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = output(capsys, "count", *words.split())
    assert (code, out) == (2, "")
    assert err.startswith("error: " + message)
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_compare_ranks_every_architecture(capsys):
    code, out, _ = output(capsys, "count", "compare", "--primary", "784-100-10", "--tasks", "10", "--json")
    data = json.loads(out)
    ranking = [row["architecture"] for row in data["ranking"]]
    assert code == 0
    assert sorted(ranking) == architectures.names()
    counts = [row["trainable"] for row in data["ranking"]]
    assert counts == sorted(counts)
    assert data["separate_networks"] == 10 * 79510
    by_name = {row["architecture"]: row["trainable"] for row in data["ranking"]}
    assert by_name["full"] == 10 * 8 + (8 * 100 + 100) + (100 * 100 + 100) + (100 * 79510 + 79510)


@pytest.mark.parametrize("primary", ["3-1", "5-4-4-2", "1-1"])
@pytest.mark.parametrize(
    "rest", [[], ["--hidden", "none"], ["--bias", "none", "--primary-bias", "hidden"], ["--activation", "gelu"]]
)
def test_compare_serves_any_primary(primary, rest, capsys):
    code, out, _ = output(capsys, "count", "compare", "--primary", primary, "--tasks", "3", "--json", *rest)
    assert code == 0
    assert len(json.loads(out)["ranking"]) == len(architectures.names())


def test_certificates_are_valid_until_tampered_with(capsys, tmp_path):
    path = tmp_path / "structure.json"
    assert output(capsys, "count", "logah-decoder", "--certificate", str(path))[0] == 0
    assert output(capsys, "check", str(path))[0] == 0
    data = json.loads(path.read_text())
    data["claims"][0]["bound"] -= 1
    path.write_text(json.dumps(data))
    assert not check_file(str(path)).valid
    assert output(capsys, "check", str(path))[0] == 1


def test_tune_chunk(capsys):
    words = ["tune", "chunk", "--primary", "30-40-3", "--tasks", "4", "--json"]
    code, out, _ = output(capsys, *words)
    data = json.loads(out)
    assert code == 0
    row = architectures.get("chunked")

    def count(chunk):
        return row(primary=(30, 40, 3), tasks=4, chunk=chunk).bill().trainable

    counts = {chunk: count(chunk) for chunk in range(1, data["primary_size"] + 1)}
    best = min(counts.values())
    assert data["brute_force"]["trainable"] == best == row(primary=(30, 40, 3), tasks=4).bill().trainable
    assert data["brute_force"]["ties"] == [chunk for chunk, value in counts.items() if value == best]
    assert data["closed_form"]["trainable"] == counts[data["closed_form"]["chunk"]]
    assert 0 <= data["gap"] < data["gap_bound"]
    code, out, err = output(capsys, "tune", "chunk", "--primary", "30-40-3", "--tasks", "-2")
    assert (code, out, err.split(",")[0]) == (2, "", "error: --tasks: got '-2'")


def test_counting_starts_without_torch_or_numpy():
    code = (
        "import sys; from boundlab.cli import run; run(['count', 'full']);"
        "run(['count', 'compare', '--primary', '3-1']); run(['tune', 'chunk', '--primary', '9-9-9']);"
        "sys.exit(bool({'torch', 'numpy', 'scipy', 'sympy'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
