"""`--coq` and `--smt`: files for other checkers, or one line."""

import json

import pytest


def test_prove_writes_a_theorem_and_a_script(boundlab, tmp_path):
    theorem, script = tmp_path / "t.v", tmp_path / "t.smt2"
    done = boundlab("prove", "m + r > m", "--coq", str(theorem), "--smt", str(script))
    assert done.code == 0
    assert done.out.startswith("proved: m + r > m")
    assert f"theorem written to {theorem}; `coqc {theorem}` checks it" in done.err
    assert "Theorem statement" in theorem.read_text(encoding="utf-8")
    assert script.read_text(encoding="utf-8").endswith("(check-sat)\n")


def test_check_and_compare_write_theorems(boundlab, tmp_path):
    stored, first, second = (str(tmp_path / name) for name in ("c.json", "a.v", "b.v"))
    ids = ("galanti-wolf-2020/thm-2", "galanti-wolf-2020/thm-4")
    assert boundlab("compare", *ids, "--certificate", stored, "--coq", first).code == 0
    assert boundlab("check", stored, "--coq", second).code == 0
    with open(first, encoding="utf-8") as a, open(second, encoding="utf-8") as b:
        assert a.read() == b.read()


def test_a_theorem_on_standard_output_stands_alone(boundlab):
    done = boundlab("prove", "m >= 1", "--coq", "-")
    assert done.out.startswith("From Coq Require")
    assert done.err.startswith("proved: m >= 1")
    done = boundlab("prove", "m >= 1", "--coq", "-", "--smt", "-")
    assert done.code == 2
    assert "--coq, --smt: only one of them can have standard output" in done.err


def test_an_invalid_certificate_is_not_exported(boundlab, tmp_path):
    stored, theorem = tmp_path / "c.json", tmp_path / "t.v"
    assert boundlab("prove", "m >= 1", "--certificate", str(stored)).code == 0
    data = json.loads(stored.read_text(encoding="utf-8"))
    data["statement"]["claim"] = "m >= 2"
    stored.write_text(json.dumps(data), encoding="utf-8")
    done = boundlab("check", str(stored), "--coq", str(theorem))
    assert done.code == 1
    assert f"no certificate to export: {theorem} was not written" in done.err
    assert not theorem.exists()


@pytest.mark.parametrize("option", ["--coq", "--smt"])
def test_a_file_that_cannot_be_written_is_named(option, boundlab, tmp_path):
    done = boundlab("prove", "m >= 1", option, str(tmp_path / "none" / "t"))
    assert done.code == 2
    assert str(tmp_path / "none" / "t") in done.err


def test_another_kind_of_certificate_is_refused_in_one_line(boundlab, tmp_path):
    stored, theorem = str(tmp_path / "c.json"), tmp_path / "t.v"
    assert boundlab("sandwich", "--m", "1", "--r", "1", "--eps", "1/10", "--certificate", stored).code == 0
    done = boundlab("check", stored, "--coq", str(theorem))
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "only those of statements are" in done.err
    assert not theorem.exists()
