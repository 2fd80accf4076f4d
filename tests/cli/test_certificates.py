"""Every command that has a certificate: checked before it is shown, written to a file or standard output, piped."""

import json
import subprocess
import sys

import click
import pytest

import boundlab.checking
from boundlab.checking import CheckResult, check
from boundlab.cli._certificates import RefusedCertificate, require_valid
from boundlab.cli._group import build

PAPER = "galanti-wolf-2020/"
LINES = {
    "prove": ["prove", "min(m1+m2, 2*m1) >= m1"],
    "refute": ["prove", "m >= 2"],
    "compare": ["compare", PAPER + "thm-3", PAPER + "thm-4"],
    "invert": ["invert", "N^(-r/m)", "--expect", "eps^(-m/r)"],
    "explicit": ["explicit", "--m", "1", "--r", "1", "--eps", "1/9"],
    "explicit, a grid": ["explicit", "--m", "1", "--r", "1", "--eps", "1/9,1/99", "--engine", "continuous"],
    "explicit memorise": ["explicit", "memorise", "--points", "5", "--dimension", "1"],
    "explicit memorise, gates": ["explicit", "memorise", "--points", "3", "--dimension", "3", "--gates", "2"],
    "sandwich": ["sandwich", "--m", "1", "--r", "2", "--eps", "1/9"],
    "repaired": [
        *("repaired", "--m1", "1", "--m2", "1", "--embedding-dimension", "2", "--eps", "1e-3", "--lipschitz-e", "1"),
        *("--lipschitz-q", "1", "--weights-bound", "10", "--depth", "3", "--width", "50"),
    ],
    "construct hypernetwork": ["construct", "hypernetwork", "--target", "x*y", "--eps", "1/2"],
    "count": ["count", "logah-decoder"],
    "audit": ["audit", "--finding", "asymmetry"],
    "audit of a claim": ["audit", PAPER + "thm-1"],
}
every = pytest.mark.parametrize("name", LINES)


def option(name):
    return "--certificates" if LINES[name][0] == "audit" else "--certificate"


def with_certificate(command, path=()):
    """Yield the path of every command that writes certificates."""
    context = click.Context(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from with_certificate(command.get_command(context, name), (*path, name))
    if any(opt.startswith("--certificate") for parameter in command.params for opt in parameter.opts):
        yield path


def test_every_command_with_certificates_is_here():
    found = {" ".join(path) if path[0] != "count" else "count" for path in with_certificate(build())}
    assert found == {"prove", "compare", "invert", "explicit", "explicit memorise", "sandwich", "repaired",
                     "construct hypernetwork", "count", "audit"}  # fmt: skip
    for path in found:
        assert any(line[: len(path.split())] == path.split() for line in LINES.values())


@every
@pytest.mark.parametrize("how", [[], ["--json"]])
def test_a_refused_certificate_is_an_internal_error_and_no_answer(name, how, boundlab, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(boundlab_checking(), "check", lambda certificate: CheckResult(False, "planted"))
    for more in ([], [option(name), "written"]):
        done = boundlab(*LINES[name], *how, *more)
        assert (done.code, done.out) == (70, "")
        assert "planted" in done.err
        assert len(done.err.splitlines()) == 1
        assert not list(tmp_path.iterdir())
    done = boundlab(*LINES["prove"])
    assert "min(m1+m2, 2*m1) >= m1" in done.err


def boundlab_checking():
    # Answers are checked once: what an earlier test has checked must not hide the planted checker.
    from boundlab.cli import _certificates

    _certificates._require_valid.cache_clear()
    return boundlab.checking


@every
def test_standard_output_is_the_certificate_alone(name, boundlab, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    plain = boundlab(*LINES[name])
    assert plain.code in (0, 1)
    assert plain.out
    for how in ([], ["--json"]):
        done = boundlab(*LINES[name], option(name), "-", *how)
        assert done.code == plain.code
        assert check(json.loads(done.out)).valid
        assert done.err
    assert boundlab(*LINES[name], option(name), "-").err.endswith(plain.out)
    assert not list(tmp_path.iterdir())


def test_undecided_has_no_certificate_to_write(boundlab, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("boundlab.symbolic.decide.Decision.certificate", lambda self: None)
    done = boundlab("prove", "m >= 1", "--certificate", "-")
    assert "no certificate" in done.err
    assert "proved" in done.out
    assert not list(tmp_path.iterdir())


def test_a_pipe_of_two_commands():
    run = [sys.executable, "-m", "boundlab"]
    made = subprocess.run([*run, *LINES["sandwich"], "--certificate", "-"], capture_output=True, check=True)
    checked = subprocess.run([*run, "check", "-"], input=made.stdout, capture_output=True, check=True)
    assert b"certified: " in checked.stdout
    assert b"for: " in checked.stdout


@pytest.mark.parametrize(
    "data",
    [
        {"certificate": {"kind": "horoscope"}},
        {"certificate": {}},
        {"certificate": "proved"},
        {"rows": [{"kind": "explicit-bound", "m": 1}]},
        {"certificate": {"kind": "bundle", "certificates": [{"kind": "bundle", "certificates": []}, 3]}},
        [{"bounds": ({"certificate": {"kind": "decision", "statement": {"claim": "m > 1", "where": ["m > 2"]}}},)}],
    ],
)
def test_no_certificate_escapes(data):
    with pytest.raises(RefusedCertificate) as error:
        require_valid(data)
    assert error.value.exit_code == 70
    assert "internal error" in str(error.value)


def test_other_kinds_and_no_certificate_are_left_alone():
    require_valid([{"kind": "network", "certificate": None}, {"structure": [{"kind": "rank-at-most"}]}, 1, None, "x"])


def test_check_prints_what_is_certified(boundlab, tmp_path):
    file = str(tmp_path / "c.json")
    for line in LINES.values():
        if line[0] != "audit":
            assert boundlab(*line, "--certificate", file).code in (0, 1)
            text, data = boundlab("check", file), boundlab("check", file, "--json").json
            assert text.code == 0
            for each in data["certified"][:1]:
                for shown in (each["statement"], *each["ranges"], *each["conditions"], each["number"]):
                    assert shown in text.out


def test_a_certificate_that_takes_too_long_to_check_is_no_answer(boundlab, monkeypatch):
    monkeypatch.setattr("boundlab.checking.constructed_hypernetwork.MAX_WORK", 1_000)
    done = boundlab("construct", "hypernetwork", "--target", "x*y/7", "--eps", "1/2")
    assert (done.code, done.out) == (2, "")
    assert "takes too long" in done.err
