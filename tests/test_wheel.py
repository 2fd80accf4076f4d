"""The built wheel, installed without torch into an empty environment, runs the commands."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


def sh(*command: str, cwd: Path, codes=(0,)) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode in codes, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    sh(sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT), cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    sh(sys.executable, "-m", "venv", str(home / "venv"), cwd=home)
    python = str(home / "venv" / "bin" / "python")
    sh(python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel), cwd=home)
    return home


def test_top_level_names(wheel):
    names = {Path(n).parts[0] for n in zipfile.ZipFile(wheel).namelist()}
    assert {n for n in names if not n.endswith(".dist-info")} == {"boundlab", "proofs_numeric"}


def test_commands(installed):
    boundlab = str(installed / "venv" / "bin" / "boundlab")
    info = json.loads(sh(boundlab, "info", "--json", cwd=installed))
    assert info["packages"]["torch"] is None
    sh(boundlab, "prove", "min(m1+m2, 2*m1) >= m1", "--certificate", "c.json", cwd=installed)
    sh(boundlab, "check", "c.json", cwd=installed)
    sh(boundlab, "compare", "galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4", cwd=installed)
    sh(boundlab, "compare", "galanti-wolf-2020/thm-5", "galanti-wolf-2020/thm-1", cwd=installed, codes=(1,))
    sh(boundlab, "bound", "galanti-wolf-2020/thm-4", "--m1", "2", "--r", "1", "--eps", "1e-3", cwd=installed)
    sh(boundlab, "demo", "--out", "results", cwd=installed)
    for command in sh(boundlab, "--help", cwd=installed).partition("Commands:")[2].split("\n"):
        if name := command.split()[:1]:
            sh(boundlab, name[0], "--help", cwd=installed)
