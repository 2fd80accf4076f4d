"""The atlas from the command line: classes, norms, grids, and wrong arguments."""

from boundlab.derived.load import load


def test_the_command_line_answers(boundlab):
    line = ["best", "--activation", "relu", "--class", "hoelder", "--s", "3/2", "--d", "4", "--norm", "L2"]
    assert [b["order"] for b in boundlab(*line, "--json").json["lower"]] == ["eps^(-4/3)"]
    assert "tight: yes" in boundlab(*line, "--why-not").out
    grid = boundlab("phase", "--class", "hoelder", "--rows", "activation", "--columns", "norm", "--activation", "relu")
    assert "Θ(ε^(-d/(2·s)))" in grid.out
    rows = boundlab("list", "--json").json
    assert len(rows) == len(load())
    for wrong in (["--class", "hoelder", "--r", "2"], ["--norm", "L0"], ["--where", "q > 1"], ["--class", "hölder"]):
        done = boundlab("best", *wrong)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), wrong
    for wrong in (["--rows", "depth"], ["--rows", "depth", "--columns", "depth"]):
        assert boundlab("phase", *wrong).code == 2
