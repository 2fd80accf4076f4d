"""The command verify as a user meets it."""

import json
import sys

import pytest

from proofs_numeric._checks import Check, checks
from proofs_numeric._report import word
from proofs_numeric._runner import Result, Store, run_checks
from proofs_numeric._verdict import Outcome, Step, Verdict


def test_verify_writes_reports_and_resumes(boundlab, tmp_path):
    out = str(tmp_path / "v")
    done = boundlab("verify", "lem-24", "lem-3", "--jobs", "1", "--out", out, "--json")
    assert done.code == 0
    assert done.json["unexpected"] == []
    assert [c["id"] for c in done.json["checks"]] == ["lem-24", "lem-3"]
    assert "sketch" in done.json["checks"][0]["known"]
    again = boundlab("verify", "lem-24", "lem-3", "--jobs", "1", "--out", out)
    assert again.out.count("(kept)") == 2
    assert json.loads((tmp_path / "v" / "verify.json").read_text(encoding="utf-8"))["budget"] == "quick"
    page = (tmp_path / "v" / "verify.html").read_text(encoding="utf-8")
    assert "lem-24" in page
    assert "| lem-24 |" in (tmp_path / "v" / "verify.md").read_text(encoding="utf-8")


def test_verify_controls(boundlab, tmp_path):
    done = boundlab("verify", "lem-20", "--jobs", "1", "--controls", "--out", str(tmp_path), "--json")
    assert done.code == 0
    assert done.json["survived"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["lem-99"], "no check 'lem-99'"), (["--budget", "huge"], "--budget: got 'huge'"), (["--jobs", "0"], "--jobs")],
)
def test_verify_bad_input(boundlab, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    done = boundlab("verify", *arguments)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_list(boundlab):
    done = boundlab("verify", "lem-4", "--list", "--json")
    assert done.code == 0
    assert done.json[0]["id"] == "lem-4"


def result(known, *steps):
    return Result("x", "x", known, Verdict(tuple(steps), "quick", 0))


def test_a_new_refutation_and_a_lost_one_are_told_apart():
    refuted = Step("a", "a", Outcome.REFUTED, "s", witness={"n": 1})
    proved = Step("a", "a", Outcome.PROVED, "s")
    assert result({}, refuted).unexpected == ["a"]
    assert result({"a": "why"}, refuted).unexpected == []
    assert result({"a": "why"}, refuted).unreproduced == []
    assert result({"a": "why"}, proved).unreproduced == ["a"]


def test_a_check_that_raises_is_reported_and_not_kept(tmp_path, monkeypatch):
    import proofs_numeric.lem_24 as lemma

    monkeypatch.setattr(lemma, "check", lambda budget, seed: 1 / 0)
    store = Store(tmp_path / "checks.jsonl")
    found = run_checks([Check("lem-24")], "quick", 0, jobs=1, store=store, finished=lambda r: None)
    assert found[0].failed
    assert "ZeroDivisionError" in found[0].verdict.steps[0].scope
    assert not (tmp_path / "checks.jsonl").exists()


def test_a_torn_line_of_the_store_costs_one_check(tmp_path):
    path = tmp_path / "checks.jsonl"
    run_checks([Check("lem-3")], "quick", 0, jobs=1, store=Store(path), finished=lambda r: None)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + whole[: len(whole) // 2], encoding="utf-8")
    kept = run_checks([Check("lem-3")], "quick", 0, jobs=1, store=Store(path), finished=lambda r: None)
    assert kept[0].resumed
    run_checks([Check("lem-24")], "quick", 0, jobs=1, store=Store(path), finished=lambda r: None)
    assert len(Store(path).found) == 2


def test_a_check_is_run_again_when_a_file_it_imports_changes(tmp_path, monkeypatch):
    for name in ("lem_15", "lem_4", "lem_3"):
        (tmp_path / f"{name}.py").write_bytes(Check(name.replace("_", "-")).file.read_bytes())
    monkeypatch.setattr("proofs_numeric._checks.HERE", tmp_path)
    before = [Check(id_).key("quick", 0) for id_ in ("lem-15", "lem-4", "lem-3")]
    with (tmp_path / "lem_4.py").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    after = [Check(id_).key("quick", 0) for id_ in ("lem-15", "lem-4", "lem-3")]
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, False, True]


LIBRARIES = ("torch", "numpy", "scipy")


def without_libraries(monkeypatch):
    for name in [n for n in sys.modules if n.partition(".")[0] in LIBRARIES or n.startswith("boundlab.experiments")]:
        monkeypatch.delitem(sys.modules, name)
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, None)


def test_without_torch_the_steps_that_need_it_are_skipped_and_not_kept(tmp_path, monkeypatch):
    without_libraries(monkeypatch)
    chosen = [Check(id_) for id_ in ("lem-5", "lem-18", "lem-23", "lem-3")]
    store = Store(tmp_path / "checks.jsonl")
    found = run_checks(chosen, "quick", 0, jobs=1, store=store, finished=lambda r: None)
    assert [word(r) for r in found] == [
        "skipped: needs torch",
        "proved; 1 of 2 steps skipped: needs numpy",
        "proved; 1 of 4 steps skipped: needs torch",
        "proved",
    ]
    assert not any(r.failed or r.unexpected or r.unreproduced for r in found)
    assert len(Store(tmp_path / "checks.jsonl").found) == 1
    assert {c.run("quick", 0).outcome for check in chosen for c in check.controls} == {Outcome.REFUTED, Outcome.SKIPPED}


def test_a_check_that_cannot_be_imported_without_a_library_is_skipped(monkeypatch):
    def check(budget, seed):
        raise ModuleNotFoundError("No module named 'torch'", name="torch.nn")

    monkeypatch.setattr("proofs_numeric.lem_24.check", check)
    found = run_checks([Check("lem-24")], "quick", 0, jobs=1, store=None, finished=lambda r: None)
    assert word(found[0]) == "skipped: needs torch"
    assert not found[0].failed


def test_checks_are_listed_with_whole_titles_and_without_any_library(boundlab, monkeypatch):
    without_libraries(monkeypatch)
    done = boundlab("verify", "--list", "--json")
    assert done.code == 0
    assert len(done.json) == len(checks())
    titles = {row["id"]: row["statement"] for row in done.json}
    assert titles["lem-10"].endswith("for two-layer tanh or sigmoid networks")
