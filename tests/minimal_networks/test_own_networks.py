"""Networks and trainers of a user's own: the smallest width is found, and what is no network is one line."""

import textwrap

import pytest
import torch

from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.experiments.fit import fit
from boundlab.experiments.measure import measure
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.own_networks import own_networks_task

CODE = textwrap.dedent("""
    import torch
    from torch import nn

    SCALE = 1.0

    class Gated(nn.Module):
        def __init__(self, width, m):
            super().__init__()
            self.value, self.gate, self.out = nn.Linear(m, width), nn.Linear(m, width), nn.Linear(width, 1)
            self.register_buffer("scale", torch.tensor(SCALE))

        def forward(self, x):
            return self.scale * self.out(torch.tanh(self.value(x)) * torch.sigmoid(self.gate(x)))

    class Polynomial(nn.Module):
        def __init__(self, width, m):
            super().__init__()
            self.c = nn.Parameter(torch.randn(width))
            self.frozen = nn.Parameter(torch.ones(1), requires_grad=False)

        def forward(self, x):
            return (self.c * x ** torch.arange(len(self.c))).sum(1)

    def least_squares(network, target, m, eps, generator):
        x = torch.cos(torch.linspace(0, torch.pi, 200, dtype=torch.float64)).unsqueeze(1)
        powers = x ** torch.arange(len(network.c))
        with torch.no_grad():
            network.c.copy_(torch.linalg.lstsq(powers, target(x).unsqueeze(1)).solution.squeeze(1))

    def wide(width, m): return nn.Linear(m, 2)
    def wrong(width, m): return nn.Linear(m + 1, 1)
    def nothing(width, m): return None
    def failing(width, m): raise RuntimeError("line one\\nline two")
    def constant(width, m): return nn.Sequential(nn.Flatten(), nn.AvgPool1d(m))
    def bad_trainer(network, target, m, eps, generator): raise ValueError("no")
    def spoiling(network, target, m, eps, generator): network.c.data.fill_(float("nan"))
    three = 3
""")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own_nets.py").write_text(CODE)
    yield tmp_path
    import sys

    sys.modules.pop("own_nets", None)


def widths(rows):
    return [row["width"] for row in rows]


def test_the_degree_of_a_polynomial_is_the_minimal_width(folder):
    """With a trainer of one's own that is exact: x³ - x is reached at four coefficients, not at three."""
    rows = measure(
        ["1e-1", "1e-9"], target="x**3 - x", networks="own_nets.py:Polynomial", trainer="own_nets.py:least_squares"
    )
    assert widths(rows) == [4, 4]
    assert [row["N"] for row in rows] == [4, 4]  # the frozen parameter is not counted
    assert rows[1]["bracket"] == [3, 4]
    assert [row["sup_error"] < 1e-9 for row in rows] == [True, True]


def test_a_gated_network_is_measured_stored_and_fitted(folder, capsys):
    line = [
        "measure",
        "--networks",
        "own_nets.py:Gated",
        "--target",
        "cosh(1.5*x)",
        "--eps",
        "1e-1,1e-2",
        "--starts",
        "1",
    ]
    assert run([*line, "--csv", "g.csv"]) == 0
    first = capsys.readouterr().out
    assert "Gated" in first
    assert run(line) == 0
    assert capsys.readouterr().out == first  # from the store
    assert [each.measured.label.split(", source")[0] for each in fit("g.csv")] == ["cosh(1.5 * x), Gated, depth 1"]
    before = own_networks_task("own_nets.py:Gated", None, parse_target("x"), [0.1], None, 0, 1, 9)
    (folder / "own_nets.py").write_text(CODE.replace("SCALE = 1.0", "SCALE = 2.0"))
    assert own_networks_task("own_nets.py:Gated", None, parse_target("x"), [0.1], None, 0, 1, 9).key != before.key
    with pytest.raises(BoundlabError, match="the same source here"):
        before.run(torch.device("cpu"), print)


def test_what_is_not_reached_is_censored(folder):
    trained = {"networks": "own_nets:Polynomial", "trainer": "own_nets:least_squares", "max_width": 2}
    (row,) = measure("1e-3", target="exp(x)", **trained)
    assert (row["width"], row["N"], row["bracket"], row["status"]) == (None, None, [2, None], "not reached")
    (row,) = measure("1e-3", target="exp(x)", **{**trained, "trainer": "own_nets:spoiling"})
    assert (row["sup_error"], row["failed_nonfinite"]) == (None, 6)


def test_a_trainer_that_raises_is_a_failed_task(folder, capsys):
    line = ["--networks", "own_nets:Polynomial", "--trainer", "own_nets:bad_trainer", "--target", "x", "--eps", "1e-1"]
    assert run(["measure", *line]) == 1
    assert (
        "trainer: got 'own_nets:bad_trainer', expected training without errors (ValueError: no)"
        in capsys.readouterr().err
    )


WRONG = [
    ("own_nets:wide", "values of shape (4,), one per point; they have (4, 2)"),
    ("own_nets:wrong", "networks of points (4, 1)"),
    ("own_nets:nothing", "a callable that returns a torch module, not NoneType"),
    ("own_nets:failing", "RuntimeError: line one line two"),
    ("own_nets:three", "a callable (width, m)"),
    ("own_nets:missing", "own_nets has no 'missing'"),
    ("own_nets.py:constant", "networks with trainable parameters; at width 1 there is none"),
    ("nowhere.py:Gated", "there is no file nowhere.py"),
    ("no_such_module:Gated", "ModuleNotFoundError"),
    ("tanh", "module:name or file.py:name, or a name among (none)"),
]


@pytest.mark.parametrize(("name", "message"), WRONG)
def test_what_is_no_network_is_one_line(folder, capsys, name, message):
    assert run(["measure", "--networks", name, "--target", "x", "--eps", "1e-1"]) == 2
    err = capsys.readouterr().err
    assert f"--networks: got '{name}'" in err.splitlines()[-1]
    assert message in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["--networks", "own_nets:Polynomial", "--trainer", "own_nets:three"], "--trainer: got 'own_nets:three'"),
        (["--trainer", "own_nets:least_squares"], "--networks: got 'None'"),
        (["--networks", "own_nets:Gated", "--activation", "relu"], "--activation: got 'relu'"),
        (["--networks", "own_nets:Gated", "--certify"], "--certify"),
        (["--networks", "own_nets:Gated", "--max-width", "0"], "--max-width: got '0'"),
    ],
)
def test_options_that_do_not_fit_are_one_line(folder, capsys, line, message):
    assert run(["measure", "--target", "x", "--eps", "1e-1", *line]) == 2
    assert message in capsys.readouterr().err.splitlines()[-1]
