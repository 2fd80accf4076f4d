"""Whatever stands where an argument should stand: one line that names it, and exit code 2."""

import command_lines
import pytest

from boundlab.cli import run

THM = command_lines.THM
HUGE, LONG = "9" * 23, "9" * 5000
GRID = ["--m", "1", "--r", "1", "--eps", "1/7"]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (["list", "--kind", "\x00"], ["argument", "file name"]),
        (["prove", "m1 >= 1", "--certificate", "\ud800"], ["argument"]),
        (["explicit", *GRID, "--csv", "{folder}"], ["{folder}", "Is a directory"]),
        (["explicit", *GRID, "--csv", "/proc/x/y"], ["/proc/x/y"]),
        (["explicit", *GRID, "--csv", "-"], ["--csv: got '-'"]),
        (["explicit", *GRID, "--csv", "a" * 300], ["aaa: File name too long"]),
        (["explicit", "--m", "0", "--r", "1", "--eps", "1/7"], ["--m: got '0'"]),
        (["explicit", *GRID, "--weights-bound=-1"], ["--weights-bound: got '-1'"]),
        (["explicit", *GRID[:4], "--eps", "1e-300"], ["--eps"]),
        (["bound", THM + "4", "--m1", HUGE, "--r", "1", "--eps", "1e-3"], ["--eps"]),
        (["bound", THM + "4", "--m1", LONG], ["--m1"]),
        (["construct", "hypernetwork", "--target", "1e400", "--eps", "1/2"], ["--target"]),
        (["construct", "hypernetwork", "--target", HUGE, "--eps", "1/2"], [HUGE]),
        (["construct", "hypernetwork", "--target", "x+y", "--eps", "1/2", "--save", "{folder}"], ["{folder}"]),
        (["construct", "structured", "--eps", "1/2", "--r", "0"], ["--r: got '0'"]),
        (["construct", "structured", "--eps", "1/2", "--r=-1"], ["--r: got '-1'"]),
        (["construct", "structured", "--eps", "1/2", "--r", HUGE], ["--r"]),
        (["construct", "structured", "--eps", "1/2", "--m1", HUGE], ["--m1"]),
        (["audit-module", "torch.nn:Identity", "--input-shape", LONG], ["--input-shape"]),
        (["fit", ""], ["store"]),
        (["fit", "/"], ["store"]),
        (["runs", "list", "--store", ""], ["store"]),
        *((["prove", "m >= 1", o, ""], [f"{o}: got '', expected"]) for o in ("--coq", "--smt", "--certificate")),
        (["count", "hypernetwork", "--certificate", " "], ["--certificate: got ' ', expected the name of a file"]),
        (["best", "--registry", "own.toml", "--registry", ""], ["--registry: got '', expected"]),
        (["paper", "--scale", ""], ["--scale: got ''"]),
        (["adversary", "polynomial-interpolation", "--n", "2", "--csv", "{folder}"], ["{folder}"]),
        (["check", "{folder}"], ["{folder}"]),
        (["show", ""], ["no claim ''"]),
        (["show", "猫"], ["猫"]),
        ([""], ["no command ''"]),
    ],
)
def test_one_line_that_names_it(boundlab, tmp_path, line, parts):
    done = boundlab(*(word.replace("{folder}", str(tmp_path)) for word in line))
    assert (done.code, done.out) == (2, ""), done
    assert done.err.count("\n") == 1
    for part in parts:
        assert part.replace("{folder}", str(tmp_path)) in done.err


def test_the_library_names_arguments_and_the_command_line_options():
    from boundlab.cli._group import as_typed
    from boundlab.errors import BoundlabError
    from boundlab.rigorous import Query

    with pytest.raises(BoundlabError, match=r"^m: got '0'"):
        Query(0, 1, "1/2")
    with pytest.raises(BoundlabError, match=r"^weights_bound: got '0'"):
        Query(1, 1, "1/2", weights_bound=0)
    assert as_typed(BoundlabError("got '0'", "weights_bound"), ["explicit", "--m", "1"]) == "--weights-bound: got '0'"
    assert as_typed(BoundlabError("got '0'", "k_g"), ["measure", "q-vs-g"]) == "--k-g: got '0'"
    assert as_typed(BoundlabError("nothing here"), ["list"]) == "nothing here"


@pytest.mark.parametrize("text", ["1_0", "٣", "nan", "inf", "1e999", "", "9" * 200 + "e200"])
@pytest.mark.parametrize("words", [["explicit", "--r", "1", "--eps", "1e-1", "--m"], ["fit", "x.db", "--theory"]])
def test_numbers_are_read_by_one_grammar(capsys, words, text):
    assert run([*words, text]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"error: Invalid value for '{words[-1]}': got ")
    assert err.count("\n") == 1
