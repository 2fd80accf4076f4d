"""The multi-task benchmark: every architecture trains through the one script."""

import csv
import json

import pytest
import torch

from boundlab import architectures
from boundlab.cli import run
from boundlab.errors import BoundlabError
from boundlab.experiments import multitask
from boundlab.experiments.multitask_problems import digits, regression
from boundlab.experiments.multitask_training import Settings, errors, select, train, train_continually, train_jointly
from boundlab.networks.hypernetworks import benchmark_model, tally

SMALL = {"tasks": 3, "points": 32}


@pytest.fixture(scope="module")
def images():
    pytest.importorskip("sklearn", reason="the digits ship with scikit-learn")
    return digits(tasks=2, points=200)


@pytest.mark.parametrize("name", architectures.names())
def test_every_architecture_learns_the_regression_tasks(name):
    torch.manual_seed(0)
    problem = regression(**SMALL)
    model = benchmark_model(name, problem.shape, 2)
    every = torch.arange(3)
    before = errors(model, problem, every, test=False)
    losses = train_jointly(model, problem, Settings(steps=40, rate=2e-2, batch=32))
    after = errors(model, problem, every, test=False)
    assert sum(after) < 0.9 * sum(before), (before, after)
    assert all(torch.isfinite(torch.tensor(losses)))


@pytest.mark.parametrize("name", architectures.names())
def test_every_architecture_learns_tasks_one_after_the_other(name, images):
    torch.manual_seed(0)
    model = benchmark_model(name, images.shape, 2)
    last = torch.tensor([1])

    def loss():
        model.eval()
        with torch.no_grad():
            outputs = model(images.x_train[last], select(images.tasks, last))
        return float(images.loss(outputs, images.y_train[last]))

    before = loss()
    train_continually(model, images, Settings(steps=40, rate=2e-2, batch=64, keep=0.0))
    assert loss() < 0.95 * before


def test_the_regulariser_keeps_earlier_tasks(images):
    images = digits(tasks=3, points=200)
    forgot = {}
    for keep in (0.0, 1.0):
        torch.manual_seed(0)
        model = benchmark_model("full", images.shape, 2)
        forgot[keep] = train_continually(model, images, Settings(steps=100, batch=64, keep=keep))
    assert forgot[1.0] < 0.05 < forgot[0.0]


@pytest.mark.parametrize("name", architectures.names())
@pytest.mark.parametrize("scale", [1, 3])
def test_models_serve_any_shape_and_grow_with_scale(name, scale):
    problem = regression(tasks=2, points=16)
    model = benchmark_model(name, problem.shape, scale)
    assert model(problem.x_test[:, :5], problem.tasks).shape == (2, 5, 1)
    assert len(model.generated(problem.tasks)) >= 2
    assert tally(benchmark_model(name, problem.shape, scale + 1))["trainable"] > tally(model)["trainable"]


def test_runs_are_reproducible_and_count_the_whole_model():
    problem = regression(**SMALL)
    settings = Settings(steps=5, batch=16)
    first, second = (train(problem, "ghn3-decoder", 1, 7, settings) for _ in range(2))
    assert first[:-1] == second[:-1]
    assert first.trainable > first.generator
    assert train(problem, "ghn3-decoder", 1, 8, settings).error != first.error


def test_the_regression_targets_are_standardised_and_depend_on_the_task():
    problem = regression()
    y = torch.cat([problem.y_train, problem.y_test], dim=1)
    assert abs(float(y.mean())) < 1e-5
    assert float(y.std()) == pytest.approx(1, abs=1e-4)
    constant = problem.error(torch.zeros_like(problem.y_test), problem.y_test)
    assert constant == pytest.approx(1, abs=0.1)
    x = torch.zeros(len(problem.tasks.indices), 1, 2)
    assert x.shape == (16, 1, 2)
    assert float(problem.y_test.mean(1).std()) > 0.05


def test_digits_are_permuted_and_split(images):
    assert images.x_train.shape == (2, 200, 64)
    assert torch.equal(images.x_train[0].sort(1).values, images.x_train[1].sort(1).values)
    assert not torch.equal(images.x_train[0], images.x_train[1])
    assert len(images.y_test[0].unique()) == 10


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: regression(tasks=0), "tasks: got '0'"),
        (lambda: regression(points=3), "points: got '3'"),
        (lambda: digits(points=5000), "points: got '5000'"),
        (lambda: multitask.problem_called("speech"), "problem: got 'speech'"),
        (lambda: benchmark_model("full", regression().shape, 0), "scale: got '0'"),
        (lambda: benchmark_model("full", regression(**SMALL).shape, -1), "scale: got '-1'"),
    ],
)
def test_bad_values(call, message):
    with pytest.raises(BoundlabError, match=message):
        call()


def test_the_command_writes_runs_and_settings(tmp_path, capsys):
    out = tmp_path / "runs.csv"
    words = ["--problems", "regression", "--architectures", "standard,chunked", "--scales", "1,2", "--seeds", "2"]
    assert run(["multitask", *words, "--steps", "2", "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.open()))
    assert len(rows) == 8
    assert {row["architecture"] for row in rows} == {"standard", "chunked"}
    settings = json.loads(out.with_suffix(".json").read_text())
    assert settings["settings"]["training"]["regression"]["steps"] == 2
    assert settings["torch"] == torch.__version__


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--architectures", "transformer"], "architecture: got 'transformer'"),
        (["--problems", "speech"], "problem: got 'speech'"),
        (["--scales", "1,x"], "--scales: got 'x'"),
        (["--seeds", "0"], "Invalid value for '--seeds': 0"),
        (["--steps", "-3"], "Invalid value for '--steps': -3"),
        (["--out", "/nowhere/at/all.csv"], "--out: got '/nowhere/at/all.csv'"),
    ],
)
def test_the_command_reports_bad_values_in_one_line(words, message, tmp_path, capsys):
    assert run(["multitask", "--out", str(tmp_path / "x.csv"), *words]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: " + message)
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())
