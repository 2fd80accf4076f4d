"""Measuring q against g through the command line: tables, modules, resumption, bad input."""

import json
import math
import os
import signal
import subprocess
import sys
import time

import pytest
import torch

from boundlab.architectures.embedding import Embedding
from boundlab.architectures.hypernetwork import Hypernetwork
from boundlab.errors import BoundlabError
from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget
from boundlab.experiments.modularity_gap.generated_weights import GeneratedWeights, WeightGenerator, interpolating
from boundlab.experiments.modularity_gap.tasks import Targets
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.hypernetworks.embedding import EmbeddingMethod
from boundlab.networks.hypernetworks.hypernetwork import VectorHypernetwork
from boundlab.runs.store import RunStore

CPU = torch.device("cpu")
ARMS = ("identity", "table-1", "table-2", "network-1", "bounded-1")
TINY = ["measure", "q-vs-g", "--k", "2", "--draws", "1", "--starts", "1", "--bound-q", "100", "--device", "cpu"]
TINY += ["--workers", "1", "--max-width", "20", "--json"]


def modules(m1, m2, width, d, hidden):
    row = Embedding(primary=(m1, width, 1), condition=m2, embedding=d, hidden=(hidden,), activation="tanh")
    return EmbeddingMethod(row).double()


def command(*arguments, store):
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    line = [sys.executable, "-m", "boundlab", *arguments, "--store", str(store)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(process):
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    return json.loads(out)


def without_times(rows):
    return [{name: value for name, value in row.items() if name not in ("seconds", "run")} for row in rows]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """One measurement of every arm, its output and the store's rows with parameters."""
    store = tmp_path_factory.mktemp("gap") / "runs.db"
    arms = ",".join(("g", "f", *ARMS))
    begun = time.monotonic()
    data = finish(command(*TINY, "--arms", arms, store=store))
    with RunStore(store, must_exist=True) as runs:
        return data, {row["series"]: row for row in runs.rows()}, store, time.monotonic() - begun


def dense_error(predict, y):
    x = torch.linspace(-1, 1, 3001, dtype=torch.float64).reshape(1, -1, 1).expand(len(y.conditions), -1, -1)
    return float((predict(x) - y.values(x)).abs().max())


def embedding_module(row, y):
    """The row's parameters in torch modules built by another part of the package, or (q, codes) for a table."""
    theta = torch.tensor(row["theta"], dtype=torch.float64)
    d = 1 if row["series"] == "q, e(I) = I" else int(row["series"].split("dimension ")[1][0])
    width, hidden = row["width"], len(y.conditions)
    model = modules(1, 1, width, d, hidden)
    primary = theta[: row["N"]]
    torch.nn.utils.vector_to_parameters(primary, model.primary.parameters())
    if "network" in row["series"]:
        torch.nn.utils.vector_to_parameters(theta[row["N"] :], model.embedding.parameters())
        codes = model.embedding(y.conditions)
    else:
        codes = y.conditions if d == 1 and not row["N_e"] else theta[row["N"] :].reshape(hidden, d)
    return model, codes


def test_every_arm_reached_its_target_and_torch_modules_agree(measured):
    _, rows, _, _ = measured
    y = ConditionalTarget(1, 1, 1, 2, 1)
    embeddings = [row for series, row in rows.items() if series.startswith("q")]
    assert len(embeddings) == len(ARMS)
    for row in embeddings:
        assert row["status"] == "reached"
        model, codes = embedding_module(row, y)
        assert row["N"] == sum(p.numel() for p in model.primary.parameters())
        if "network" in row["series"]:
            assert row["N_e"] == sum(p.numel() for p in model.embedding.parameters())

        def predict(x, model=model, codes=codes):
            inputs = torch.cat([x, codes.unsqueeze(1).expand(-1, x.shape[1], -1)], dim=2)
            return model.primary(inputs).squeeze(2).detach()

        assert dense_error(predict, y) <= row["eps"] * 1.01
        assert row["nonzero"] <= row["N"]


def test_the_bounds_hold_for_the_modules(measured):
    _, rows, _, _ = measured
    y = ConditionalTarget(1, 1, 1, 2, 1)
    complexity = {}
    for series, row in rows.items():
        if "network" in series:
            model, _ = embedding_module(row, y)
            for name in ("embedding", "primary"):
                weights = [layer.weight for layer in getattr(model, name).layers]
                norms = [float(torch.linalg.matrix_norm(weight.detach(), ord=1)) for weight in weights]
                complexity[series, name] = math.prod(norms)
            assert complexity[series, "embedding"] == pytest.approx(row["C_e"])
            assert complexity[series, "primary"] == pytest.approx(row["C_q"])
    limited = "q, trained network e of dimension 1, C(e) ≤ 2, C(q) ≤ 100"
    assert complexity[limited, "embedding"] <= 2
    assert complexity[limited, "primary"] <= 100
    # Control: without the bounds they do not hold by themselves.
    free = "q, trained network e of dimension 1"
    assert complexity[free, "embedding"] > 2 or complexity[free, "primary"] > 100


def test_the_hypernetwork_is_one(measured):
    """g(x; f(I)) as a torch module: its parameters are counted and its error is measured again."""
    _, rows, _, _ = measured
    row, y = rows["g(x; f(I))"], ConditionalTarget(1, 1, 1, 2, 1)
    assert row["status"] == "reached"
    shape = Hypernetwork(primary=(1, row["width"], 1), condition=1, hidden=(row["f_hidden"],), activation="tanh")
    model = VectorHypernetwork(shape).double()
    assert row["N_f"] == sum(p.numel() for p in model.parameters())
    assert row["N"] == model.network.size
    generator = WeightGenerator(*(torch.zeros(s, dtype=torch.float64) for s in (
        (row["f_hidden"], 1), (row["f_hidden"],), (row["N"], row["f_hidden"]), (row["N"],))))  # fmt: skip
    generator = generator.with_parameters(torch.tensor([row["theta"]], dtype=torch.float64))
    parts = (generator.weight, generator.bias, generator.output, generator.constant)
    torch.nn.utils.vector_to_parameters(torch.cat([part.flatten() for part in parts]), model.parameters())
    assert dense_error(lambda x: model.predict(x, y.conditions).squeeze(2).detach(), y) <= row["eps"] * 1.01


DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)]


@pytest.mark.parametrize("device", DEVICES)
def test_f_interpolates_any_weights(device):
    conditions = ConditionalTarget(1, 2, 1, 2, 1).conditions.to(device)
    weights = torch.randn(len(conditions), 7, dtype=torch.float64).to(device)
    f = interpolating(conditions, weights)
    assert f.parameters == 24 * 2 + 24 + 7 * 24 + 7
    assert torch.allclose(f(conditions), weights, atol=1e-8)


@pytest.mark.gpu
def test_the_arm_f_on_a_gpu():
    task = GeneratedWeights(Targets(1, 1, 1, 2, 1), SearchSettings("tanh", starts=1, max_width=10))
    (row,) = task.run(torch.device("cuda"), lambda _: None)
    assert row["status"] == "reached"
    assert row["sup_error"] <= row["eps"]


def test_rows_and_tables(measured):
    data, rows, _, _ = measured
    assert set(data) == {"rows", "sizes", "exponents", "ratios"}
    assert all("theta" not in row for row in data["rows"])
    g = next(entry for entry in data["sizes"] if entry["series"] == "g")
    for entry in data["ratios"]:
        assert entry["ratio"] == rows[entry["series"]]["N"] / g["N"]
    assert all(fit["verdict"] == "cannot tell" for fit in data["exponents"])  # one value of ε


def test_a_killed_measurement_resumes_to_the_same_rows(measured, tmp_path):
    """Determinism and resumption at once: a fresh store, killed in the middle of its tasks, the same rows."""
    data, _, _, _ = measured
    arguments, store = [*TINY, "--arms", "g,identity"], tmp_path / "killed.db"
    process = command(*arguments, store=store)
    while process.poll() is None and not _finished_tasks(store):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    again = finish(command(*arguments, store=store))["rows"]
    assert without_times(again) == [row for row in without_times(data["rows"]) if row["series"] in ("g", "q, e(I) = I")]


def _finished_tasks(store):
    try:
        with RunStore(store, must_exist=True) as runs:
            return sum(measurement["finished"] for measurement in runs.measurements())
    except BoundlabError:
        return 0


def test_fit_works_on_the_rows(measured, boundlab_run):
    _, _, store, _ = measured
    code, out, err = boundlab_run("fit", str(store), "--json")
    assert code == 0, err
    labels = {fit["label"] for fit in json.loads(out)}
    assert "g, cube m1=1 m2=1 r=1 ε = 0.4 A, tanh, depth 1" in labels
    assert any(label.startswith("q, e(I) = I, cube") for label in labels)
    for words in (["runs", "list"], ["runs", "show", ""]):
        code, out, err = boundlab_run(*words, "--store", str(store))
        assert code == 0, err


@pytest.fixture
def boundlab_run(capsys):
    from boundlab.cli import run

    def call(*arguments):
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


# --- bad input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["q-vs-g"], "--k"),
        (["q-vs-g", "--k", "1:3"], "--k"),
        (["q-vs-g", "--k", "a"], "--k"),
        (["q-vs-g", "--k", "5:3:2"], "--k"),
        (["q-vs-g", "--k", "3", "--arms", "table"], "--arms"),
        (["q-vs-g", "--k", "3", "--arms", "table-0"], "--arms"),
        (["q-vs-g", "--k", "3", "--arms", "spline-1"], "--arms"),
        (["q-vs-g", "--k", "3", "--arms", "bounded-1", "--bound-e", "0"], "bounds"),
        (["q-vs-g", "--k", "3", "--arms", "bounded-1", "--depth", "2"], "--hidden-layers"),
        (["q-vs-g", "--k", "3", "--depth", "0"], "--hidden-layers"),
        (["q-vs-g", "--k", "3", "--targets", "sphere"], "--targets"),
        (["q-vs-g", "--k", "3", "--draws", "0"], "--draws"),
        (["q-vs-g", "--k", "3", "--fraction", "2"], "--fraction"),
        (["q-vs-g", "--k", "3", "--m1", "0"], "--m1"),
        (["q-vs-g", "--k", "3", "--slices", "0", "--arms", "g"], "--slices"),
        (["q-vs-g", "--k", "3", "--k-g", "x"], "--k-g"),
        (["q-vs-g", "--k", "3", "--activation", "swish"], "--activation"),
        (["--r", "1", "q-vs-g", "--k", "3"], "--r"),
        ([], "--eps"),
    ],
)
def test_bad_input_is_one_line(arguments, named, boundlab_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = boundlab_run("measure", *arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert named in err
    assert not list(tmp_path.iterdir())
