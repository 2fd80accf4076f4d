"""Ctrl-C at any moment: exit code 130 at once, one line that says how to continue, and no process left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
ROOT = Path(__file__).resolve().parents[2]
# Two on an idle machine; the tests may share theirs with others.
SECONDS = 6
MEASURE = ["measure", "--m", "1", "--r", "2", "--eps", "1e-1:1e-4", "--workers", "2"]
RERUN = ["figures", "--rerun", "--scale", "tiny", "--workers", "2"]
STUCK = """
import sys, threading, time
import boundlab.cli, boundlab.cli._interrupt as interrupt
def run(arguments):
    while True:
        try:
            print("running", file=sys.stderr, flush=True)
            time.sleep(60)
        except BaseException:
            pass
boundlab.cli.run = run
boundlab.cli.main()
"""

# The interruption comes when the process is there and nobody has its number yet.
OVERTAKEN = """
import multiprocessing.util, os, signal, sys, time
import boundlab.cli
start = multiprocessing.util.spawnv_passfds
def overtaken(path, arguments, handles):
    pid = start(path, arguments, handles)
    if "forkserver" in str(arguments):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
    return pid
multiprocessing.util.spawnv_passfds = overtaken
boundlab.cli.main(sys.argv[1:])
"""


def living(group):
    """Processes of the group, without those that only wait to be reaped."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = file.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == group and state != "Z":
            found.append((file.parent / "cmdline").read_text())
    return found


def heeding():
    """A process that a script started in the background ignores SIGINT, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupt(command, folder, ready, whole_group):
    """Exit code, seconds and stderr of a command that is interrupted as soon as `ready(process)`.

    With `whole_group` None it interrupts itself.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=err,
            env=environment,
            start_new_session=True,
            preexec_fn=heeding,
        )
    try:
        for _ in range(600):
            if ready(process):
                break
            time.sleep(0.1)
        begun = time.monotonic()
        if whole_group is not None:
            assert process.poll() is None
            (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        code = process.wait(60)
        seconds = time.monotonic() - begun
        time.sleep(0.5)
        assert [line for line in living(process.pid) if "resource_tracker" not in line] == []
        for _ in range(100):  # it has to clean up, and to be given the time on a busy machine
            if not living(process.pid):
                break
            time.sleep(0.1)
        return code, seconds, (folder / "err").read_text()
    finally:
        if left := living(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not left


@pytest.mark.parametrize(
    ("line", "processes", "whole_group"),
    [
        (MEASURE, 1, False),  # while its workers start
        (MEASURE, 4, True),  # while its workers measure
        (RERUN, 1, False),
        (["verify", "--fresh"], 3, True),
    ],
    ids=["measure-start", "measure", "figures", "verify"],
)
def test_an_interruption_ends_everything_and_says_how_to_continue(tmp_path, line, processes, whole_group):
    code, seconds, err = interrupt(
        [sys.executable, "-m", "boundlab", *line],
        tmp_path,
        lambda process: (
            len(living(process.pid)) >= processes
            and ("verify" in line or (tmp_path / "runs.db").exists())
            and time.sleep(0.5) is None
        ),
        whole_group,
    )
    last = err.splitlines()[-1]
    same = "the same command without --fresh" if "--fresh" in line else "the same command"
    assert (code, last) == (130, f"error: interrupted; {same} continues"), err
    assert "Traceback" not in err
    assert seconds < SECONDS


def test_a_process_that_nobody_knows_yet_is_ended(tmp_path):
    ready = lambda _: True  # noqa: E731
    code, _, err = interrupt([sys.executable, "-c", OVERTAKEN, *MEASURE], tmp_path, ready, None)
    assert (code, err.splitlines()[-1]) == (130, "error: interrupted; the same command continues")


def test_work_that_does_not_listen_is_ended(tmp_path):
    ready = lambda _: "running" in (tmp_path / "err").read_text()  # noqa: E731
    code, seconds, err = interrupt([sys.executable, "-c", STUCK], tmp_path, ready, False)
    assert (code, err.splitlines()[-1]) == (130, "error: interrupted")
    assert seconds < SECONDS


def test_without_a_store_nothing_is_promised(boundlab, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("boundlab.derived.load.load", interrupted)
    done = boundlab("list")
    assert (done.code, done.err) == (130, "error: interrupted\n")
