"""What is proved of a change of weights, against brute force; tables of one's own; pendulums."""

import numpy as np
import pytest
import torch

from boundlab.cli import run
from boundlab.comparisons import get
from boundlab.comparisons._continual_bounds import certified, loss_bound
from boundlab.comparisons._continual_training import losses
from boundlab.comparisons._measure import tables, tasks
from boundlab.comparisons._pendulum import PENDULUMS, change, pendulums
from boundlab.networks.primary import Primary

NETWORK = Primary((3, 4, 2), activation="relu")


def drawn(seed, size):
    """Points, classes, and weights before and after a change of the given size, for two seeds."""
    random = torch.Generator().manual_seed(seed)
    x = torch.randn(2, 40, 3, generator=random, dtype=torch.float64)
    y = torch.randint(2, (2, 40), generator=random)
    before = torch.randn(2, NETWORK.size, generator=random, dtype=torch.float64)
    return x, y, before, before + size * torch.randn(before.shape, generator=random, dtype=torch.float64)


@pytest.mark.parametrize("size", [0.0, 0.01, 0.3, 3.0])
def test_no_loss_changes_by_more_than_its_bound(size):
    for seed in range(20):
        x, y, before, after = drawn(seed, size)
        changed = losses(NETWORK(x, after), y) - losses(NETWORK(x, before), y)
        assert (changed.abs() <= loss_bound(NETWORK, x, before, after)).all()


def test_a_bound_without_the_first_layer_is_exceeded():
    """What the bound says of inputs matters: for scaled inputs, that of the unscaled ones fails."""
    x, y, before, after = drawn(0, 0.3)
    changed = losses(NETWORK(100 * x, after), y) - losses(NETWORK(100 * x, before), y)
    assert (changed.abs() > loss_bound(NETWORK, x, before, after)).any()


@pytest.mark.parametrize("size", [0.0, 0.05, 0.3])
def test_certified_points_are_right_everywhere_in_the_box(size):
    random = torch.Generator().manual_seed(0)
    for seed in range(10):
        x, y, before, after = drawn(seed, size)
        share = certified(NETWORK, x, y, before, after)
        always = torch.ones_like(y, dtype=torch.bool)
        for _ in range(50):
            inside = before + (after - before) * torch.rand(before.shape, generator=random, dtype=torch.float64)
            always &= NETWORK(x, inside).argmax(-1) == y
        assert (share <= always.double().mean(1)).all()
        if size == 0:
            assert torch.equal(share, (NETWORK(x, before).argmax(-1) == y).double().mean(1))
    assert 0 < float(share.mean()) < 1


def test_a_pendulum_without_damping_and_force_keeps_its_energy():
    state = torch.tensor([[1.0, 0.5, 0.0]], dtype=torch.float64)
    after = state[:, :2] + change(state, 1.0, 0.0)

    def energy(s):
        return s[:, 1] ** 2 / 2 - 9.81 * s[:, 0].cos()

    assert torch.allclose(energy(state), energy(after), atol=1e-5)
    assert not torch.allclose(energy(state), energy(state[:, :2] + change(state, 1.0, 0.8)), atol=1e-3)
    assert len(pendulums(5, (0, 1))) == len(PENDULUMS)


def write(folder, classes, per_class, name="mine.csv", cell="{:.3f}"):
    random = np.random.default_rng(0)
    rows = [[*random.standard_normal(3), f"kind {c}"] for c in range(classes) for _ in range(per_class)]
    lines = ["a,b,c,target", *(",".join([*(cell.format(v) for v in row[:3]), row[3]]) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_tables_of_ones_own(tmp_path):
    write(tmp_path, 4, 12)
    comparison = get("continual-digits")
    found = tasks(comparison, "tiny", tables(comparison, str(tmp_path)))
    assert {unit.table.name for unit in found} == {"mine"}
    assert found[0].primary == (3, 32, 2)
    assert found[0].tasks == 2
    rows = found[-1].run(torch.device("cpu"), print)
    assert rows[0]["panel"] == "mine"
    assert 0 <= rows[0]["accuracy"] <= 1
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", 4, 12)
    moved = tasks(comparison, "tiny", tables(comparison, str(tmp_path / "elsewhere")))
    assert moved[0].key == found[0].key


@pytest.mark.parametrize(
    ("id", "make", "said"),
    [
        ("continual-digits", lambda f: None, "--data: got '{}', expected a CSV file, or a folder with some"),
        ("continual-digits", lambda f: write(f, 3, 12), "3 classes, the smallest of 12 points"),
        ("continual-digits", lambda f: write(f, 4, 9), "expected at least four classes of at least ten points"),
        ("feature-masks", lambda f: write(f, 2, 9), "mine: got 18 points, expected at least 20"),
        ("feature-masks", lambda f: (f / "mine.csv").write_text("a,target\n" + "1,x\n2,y\n" * 12), "with one feature'"),
        ("unseen-widths", lambda f: write(f, 60, 1), "mine: got 60 different targets, expected 2 to 50 classes"),
        ("permuted-weights", lambda f: write(f, 1, 30), "mine: got 1 different targets"),
        ("continual-digits", lambda f: write(f, 4, 12, cell="x{:.1f}"), "row 2, column a: got 'x"),
        ("continual-digits", lambda f: (f / "a.csv").write_text("a,b\n1,2\n"), "target: got 'target'"),
        ("contextual-features", lambda f: write(f, 4, 12), "expected nothing: contextual-features is measured on"),
        ("taylor-terms", lambda f: write(f, 4, 12), "expected nothing: taylor-terms is measured on"),
    ],
)
def test_tables_that_cannot_be_used_are_told_of_before_any_work(tmp_path, monkeypatch, capsys, id, make, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    make(tmp_path / "in")
    assert run(["law", "measure", id, "--data", "in", "--store", "runs.db", "--device", "cpu"]) == 2
    captured = capsys.readouterr()
    assert said.format("in") in captured.err
    assert captured.err.count("\n") == 1
    assert not (tmp_path / "runs.db").exists()
