"""The committed Coq files of the paper's theorems: they state what is decided today, and coqc accepts them."""

import re
import shutil
import subprocess
from functools import lru_cache

import pytest

from proofs_numeric import _coq_files


@lru_cache(maxsize=1)
def made():
    return _coq_files.files()


def stated(text):
    return re.findall(r"^Theorem .*?\.$(?=\nProof\.)", text, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["comparisons.v", "theorem_3_exponent.v"])
def test_the_committed_theorems_are_those_of_today(name):
    committed = (_coq_files.FOLDER / name).read_text(encoding="utf-8")
    universal = [each for each in stated(made()[name]) if not each.startswith("Theorem conditions_met")]
    assert universal
    assert set(universal) <= set(stated(committed))
    assert committed.count("Qed.") == len(re.findall(r"^(?:Theorem|Lemma)", committed, re.MULTILINE))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("coqc") is None, reason="coqc is not installed (Debian: apt-get install coq)")
@pytest.mark.parametrize("name", ["comparisons.v", "theorem_3_exponent.v"])
def test_coqc_accepts(name, tmp_path):
    shutil.copy(_coq_files.FOLDER / name, tmp_path)
    done = subprocess.run(["coqc", name], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def test_every_theorem_of_the_paper_is_compared():
    text = (_coq_files.FOLDER / "comparisons.v").read_text(encoding="utf-8")
    pairs = set(re.findall(r"^Theorem (?:statement|refuted)_theorem_(\d)_and_(\d)", text, re.MULTILINE))
    assert pairs == {(str(a), str(b)) for a in range(1, 6) for b in range(a + 1, 6)}
