"""`.ci/run` hides what earlier runs left in /tmp, /var/tmp, /dev/shm and HOME, wherever the checkout lies."""

import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "run"
MAKEFILE = "demo:\n\t@echo demo made\n\ntest:\n\t@%s\n"
ISOLATED = "In a mount namespace of its own"


def may_unshare():
    return (
        hasattr(os, "geteuid")
        and os.geteuid() == 0
        and shutil.which("unshare") is not None
        and subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0
    )


needs_namespace = pytest.mark.skipif(not may_unshare(), reason="needs root and unshare --mount")


@pytest.fixture
def left_behind():
    """A folder that an earlier run left in /tmp."""
    folder = tempfile.mkdtemp(dir="/tmp")
    yield folder
    shutil.rmtree(folder)


def ci(checkout, test_command, home):
    (checkout / ".ci").mkdir()
    shutil.copy(SCRIPT, checkout / ".ci" / "run")
    (checkout / "Makefile").write_text(MAKEFILE % test_command)
    home.mkdir()
    (home / ".cache").mkdir()
    (home / ".pip").mkdir()
    # the tests themselves may run below a make, which would tell the inner one to speak of folders
    environment = {n: v for n, v in os.environ.items() if not n.startswith("MAKE")} | {"HOME": str(home)}
    return subprocess.run(
        ["bash", str(checkout / ".ci" / "run")],
        capture_output=True,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
    )


@needs_namespace
def test_what_leans_on_an_earlier_run_fails(tmp_path, left_behind):
    done = ci(tmp_path, f"test -d {left_behind}", tmp_path / "home")
    assert done.returncode != 0
    assert done.stdout.startswith(ISOLATED)
    assert "demo made" in done.stdout


@needs_namespace
def test_the_rest_passes_from_a_checkout_below_tmp(tmp_path, left_behind):
    looks = 'test -z "$$(ls -A /tmp /var/tmp | grep -v :)" && test ! -e "$$HOME/.cache" && test -d "$$HOME/.pip"'
    done = ci(tmp_path, f"{looks} && test -f Makefile && touch made", tmp_path / "home")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "made").exists()


def test_without_a_namespace_it_runs_plainly_and_says_so(tmp_path):
    shadow = tmp_path / "bin"
    shadow.mkdir()
    (shadow / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (shadow / "unshare").chmod(0o755)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{shadow}{os.pathsep}{os.environ['PATH']}")
        done = ci(checkout, "echo tested", tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [done.stdout.splitlines()[0], "demo made", "tested"]
    assert done.stdout.startswith("Plainly")


def test_the_public_counterpart_runs_the_same_commands_on_what_is_promised():
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    root = SCRIPT.parents[1]
    for path in (root / ".github").rglob("*.yml"):
        yaml.safe_load(path.read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    jobs = yaml.safe_load((root / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    promised = {
        c.rpartition(" ")[2] for c in project["classifiers"] if c.startswith("Programming Language :: Python :: 3.")
    }
    assert set(jobs["test"]["strategy"]["matrix"]["python"]) == promised
    assert "dev" in project["optional-dependencies"]
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    here = SCRIPT.read_text(encoding="utf-8") + (root / "Makefile").read_text(encoding="utf-8")
    same = here.replace("$(BIN)/python", "python").replace(" --quiet", "")
    assert commands
    assert [command for command in commands if command not in same] == []
