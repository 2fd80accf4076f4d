"""The experiments of the paper: sizes as printed, tiny runs of all of them, independence, resuming."""

import itertools

import pytest
import torch
from torch import nn

from boundlab.architectures._counting import mlp
from boundlab.errors import BoundlabError
from boundlab.experiments.image_data import sources
from boundlab.experiments.paper import experiments, get
from boundlab.experiments.paper._models import HypernetworkModel, NetworkModel, conditioned_models
from boundlab.experiments.paper._problem import Classification, Regression
from boundlab.experiments.paper._randomness import Member
from boundlab.experiments.paper._synthetic import Synthetic
from boundlab.experiments.paper._trainer import Training, train
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore

CPU = torch.device("cpu")
DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
NAMES = sorted(experiments())


def quiet(text):
    pass


def printed(name):
    """The configurations at the scale of the paper."""
    return list(experiments()[name].configurations("full", sources()))


def matrix_entries(model, part):
    """The entries of all matrices of the part's actual weight vector."""
    weights = model.initial([Member(0)], CPU)[part]
    return sum(matrix.numel() for matrix, _ in model.parts[part].split(weights))


# --- sizes as printed: weights only -------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [2, 3, 9])
def test_counts_of_the_synthetic_experiment(layers):
    arms = {c.arm: c.model for c in printed("synthetic_depth") if c.at == layers and c.panel.startswith("I:")}
    hyper, embedding = arms["hypernetwork"], arms["embedding"]
    assert hyper.g.size == 10010
    assert matrix_entries(hyper, "f") == 10**5 + 10**4 * (layers - 2) + 100 * 10010
    assert matrix_entries(embedding, "e") == 10**5 + 10**4 * (layers - 2) + 10**6
    assert matrix_entries(embedding, "q") == 10**4 + 10 * 10**4 + 10
    assert hyper.trained_weights == matrix_entries(hyper, "f")
    assert embedding.trained_weights == matrix_entries(embedding, "e") + matrix_entries(embedding, "q")


@pytest.mark.parametrize("step", [1, 8])
def test_counts_of_the_embedding_dimension(step):
    arms = {c.arm: c.model for c in printed("synthetic_embedding") if c.at == step}
    assert matrix_entries(arms["hypernetwork"], "f") == 10**4 + 10**4 * step + 100 * step * 1010
    assert matrix_entries(arms["embedding"], "e") == 2 * 10**4 + 10**5 * step
    assert matrix_entries(arms["embedding"], "q") == 10 * (100 + 1000 * step) + 10


def test_counts_of_the_rotations():
    arms = {c.arm: c.model for c in printed("rotations_depth") if c.at == 2 and c.model.condition == 3072}
    assert arms["hypernetwork"].g.size == 30840
    assert matrix_entries(arms["embedding"], "q") == 10 * (11 * 3072 + 10) + 10 * 12
    assert {c.model.condition for c in printed("rotations_depth")} == {784, 3072}
    wide = [c.model.embedding for c in printed("rotations_embedding") if c.arm == "embedding"]
    assert sorted(set(wide)) == [10**4 * i for i in range(1, 9)]


def test_counts_of_the_colorization():
    arms = {c.arm: c.model for c in printed("colorization") if c.at == 4}
    assert arms["hypernetwork"].g.size == 450
    assert matrix_entries(arms["embedding"], "q") == 4950
    assert arms["embedding"].embedding == 450
    assert matrix_entries(arms["hypernetwork"], "f") == matrix_entries(arms["embedding"], "e")


@pytest.mark.parametrize("name", NAMES)
def test_the_bias_conventions(name):
    """With biases in g, both primary networks have them everywhere; trained counts are those of the tensors."""
    for c in experiments()[name].configurations("tiny", sources()):
        shapes = {part: weights.numel() for part, weights in c.model.initial([Member(0)], CPU).items()}
        assert sum(shapes.values()) == c.model.trained_parameters
        assert c.model.trained_weights == sum(matrix_entries(c.model, part) for part in shapes)
        if c.arm == "hypernetwork, biases in g":
            assert c.model.g.size == mlp(c.model.primary, "all")
        if c.arm == "embedding":
            assert c.model.parts["q"].biased == (True, True)


def test_settings_of_the_paper():
    for name in NAMES:
        for c in printed(name):
            rates = {0.01} if name != "assumption_2" else {1.0}
            assert c.training.rate in rates or name in {"learning_rate", "synthetic_rate"}
            assert c.training.optimiser == ("adadelta" if name == "assumption_2" else "sgd")
    assert {c.at for c in printed("synthetic_depth")} == set(range(2, 10))
    assert {c.at for c in printed("colorization")} == set(range(2, 8))
    assert {c.at for c in printed("assumption_2")} == set(range(1, 30))
    rates = sorted({c.at for c in printed("learning_rate")})
    assert rates == pytest.approx([10 ** (-4 + j / 4) for j in range(2, 10)], rel=1e-5)
    assert {(c.training.momentum, c.training.epochs) for c in printed("assumption_1")} == {(0.5, 50)}
    assert all(experiment.repetitions("full") == 100 for experiment in experiments().values())


# --- the trainer against torch's own modules ----------------------------------------------------------------------


def layers_of(network, vector, act):
    """The same multilayer perceptron as an nn.Sequential."""
    modules = []
    for matrix, bias in network.split(vector):
        linear = nn.Linear(matrix.shape[1], matrix.shape[0], bias is not None)
        linear.weight.data.copy_(matrix)
        if bias is not None:
            linear.bias.data.copy_(bias)
        modules += [linear, act()]
    return nn.Sequential(*modules[:-1])


@pytest.mark.parametrize("arm", ["hypernetwork", "hypernetwork, biases in g", "embedding"])
def test_training_is_that_of_separate_modules(arm):
    model = conditioned_models(4, (6, 5), 7, (3, 4, 2), "elu")[arm]
    members = [Member(seed) for seed in range(3)]
    generator = torch.Generator().manual_seed(5)
    batches = [[torch.randn(3, 8, n, generator=generator) for n in (3, 4, 2)] for _ in range(6)]
    weights = {name: w.requires_grad_() for name, w in model.initial(members, CPU).items()}
    start = {name: w.detach().clone() for name, w in weights.items()}
    optimiser = Training(momentum=0.5, rate=0.05).descend(list(weights.values()))
    for x, condition, y in batches:
        loss = (model(weights, x[:, :, None], condition)[:, :, 0] - y).square().flatten(1).mean(1).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    for number in range(3):
        parts = {
            name: layers_of(model.parts[name], start[name][number], nn.ELU if name == "q" else nn.ReLU)
            for name in weights
        }
        alone = torch.optim.SGD(nn.ModuleDict(parts).parameters(), lr=0.05, momentum=0.5)
        for x, condition, y in batches:
            output = by_hand(model, parts, x[number], condition[number])
            alone.zero_grad()
            (output - y[number]).square().mean().backward()
            alone.step()
        for name, module in parts.items():
            found = nn.utils.parameters_to_vector(module.parameters())
            assert torch.allclose(found, weights[name][number], atol=1e-5)
            assert not torch.allclose(found, start[name][number], atol=1e-3)


def by_hand(model, parts, x, condition):
    if "q" in parts:
        return parts["q"](torch.cat([x, parts["e"](condition)], dim=1))
    outputs = []
    for one, theta in zip(x, parts["f"](condition), strict=True):
        (w1, b1), (w2, b2) = model.g.split(theta)
        hidden = nn.functional.elu(w1 @ one + (0 if b1 is None else b1))
        outputs.append(w2 @ hidden + (0 if b2 is None else b2))
    return torch.stack(outputs)


def test_initial_values_are_those_of_torch():
    """Uniform in ±1/√fan_in, for matrices and biases, as nn.Linear draws them."""
    model = NetworkModel((400, 300, 10))
    for (matrix, bias), fan_in in zip(
        model.parts["f"].split(model.initial([Member(1)], CPU)["f"]), (400, 300), strict=True
    ):
        bound = fan_in**-0.5
        assert matrix.abs().max() <= bound
        assert matrix.var() == pytest.approx(nn.Linear(fan_in, 300).weight.var().item(), rel=0.1)
        assert 0.5 * bound < bias.abs().max() <= bound
    model = NetworkModel((400, 300, 10), unit_rows=True)
    for matrix, _ in model.parts["f"].split(model.initial([Member(1)], CPU)["f"]):
        assert torch.allclose(matrix.norm(dim=-1), torch.ones(1))


def test_measures():
    class Plain(Regression):
        def draw(self, members, device):
            raise NotImplementedError

    class Classes(Classification):
        def draw(self, members, device):
            raise NotImplementedError

    outputs, y = torch.tensor([[[1.0], [2.0]], [[0.0], [0.0]]]), torch.tensor([[[1.0], [4.0]], [[0.0], [0.0]]])
    found = Plain().measure(outputs, y)
    assert found["mse"].tolist() == [2.0, 0.0]
    assert found["constant"].tolist() == [2.25, 0.0]
    logits = torch.tensor([[[9.0, 0.0], [9.0, 0.0], [9.0, 0.0], [0.0, 9.0]]])
    found = Classes().measure(logits, torch.tensor([[0, 0, 1, 1]]))
    assert found["error"].tolist() == [0.25]
    assert found["constant"].tolist() == [0.5]
    assert found["nll"].item() == pytest.approx(9 / 4, abs=1e-3)


# --- every experiment, tiny -----------------------------------------------------------------------------------------


def run_all(tasks, path, device=CPU, report=quiet):
    with RunStore(path) as store:
        done = {task.key: rows for task, rows, _ in run_tasks(store, {"units": "all"}, tasks, device, report)}
    return [{k: v for k, v in row.items() if k != "seconds"} for task in tasks for row in done[task.key]]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", NAMES)
def test_a_tiny_run(name, device, tmp_path):
    experiment = get(name)
    tasks = experiment.tasks("tiny", None, sources())
    rows = run_all(tasks, tmp_path / "runs.db", torch.device(device))
    entries = experiment.table(rows)
    columns = ["panel", "arm", experiment.axis[0], "seed", *experiment.measures, "weights", "parameters"]
    assert [list(entry) for entry in entries] == [columns] * len(entries)
    for entry in entries:
        assert entry["seed"] in (0, 1)
        assert all(entry[measure] is not None and entry[measure] >= 0 for measure in experiment.measures)
        assert entry["constant"] > 0
    epochs = {c.training.epochs if c.training.every_epoch else 1 for c in experiment.configurations("tiny", sources())}
    assert len(entries) == 2 * len(list(experiment.configurations("tiny", sources()))) * max(epochs)
    # Two seeds are two runs: they differ in everything random.
    pairs = zip(*([e for e in entries if e["seed"] == seed] for seed in (0, 1)), strict=True)
    assert any(a[experiment.measures[0]] != b[experiment.measures[0]] for a, b in pairs)
    # The arms of a comparison face the same target and the same test data.
    for (_, _), group in itertools.groupby(
        sorted(entries, key=lambda e: (e["panel"], e["seed"])), key=lambda e: (e["panel"], e["seed"])
    ):
        assert len({entry["constant"] for entry in group}) == 1


@pytest.mark.parametrize("name", ["assumption_1", "colorization", "rotations_embedding", "synthetic_depth"])
def test_the_same_settings_give_the_same_rows(name, tmp_path):
    tasks = get(name).tasks("tiny", None, sources())
    assert run_all(tasks, tmp_path / "a.db") == run_all(tasks, tmp_path / "b.db")


@pytest.mark.parametrize("name", ["assumption_1", "colorization", "rotations_depth", "synthetic_embedding"])
def test_repetitions_do_not_see_each_other(name, tmp_path):
    """A seed trained alone gives what it gives in a group, up to the rounding of batched products."""
    experiment = get(name)
    configuration = next(iter(experiment.configurations("tiny", sources())))
    together = train(configuration.model, configuration.problem, configuration.training, (0, 1, 2), CPU, quiet)
    alone = train(configuration.model, configuration.problem, configuration.training, (1,), CPU, quiet)
    for a, b in zip([row for row in together if row["seed"] == 1], alone, strict=True):
        assert [b[m] for m in experiment.measures] == pytest.approx([a[m] for m in experiment.measures], rel=1e-3)


def test_a_diverged_repetition_is_reported_and_harms_no_other():
    model = HypernetworkModel(5, (4,), (5, 3, 1))
    problem = Synthetic("II", 5, 5, 400, 50)
    wild = train(model, problem, Training(rate=1e3, batch=20, epochs=1), (0, 1), CPU, quiet)
    assert [row["mse"] for row in wild] == [None, None]
    assert all(row["constant"] > 0 for row in wild)


def test_an_interrupted_run_continues(tmp_path):
    experiment = get("synthetic_depth")
    tasks = experiment.tasks("tiny", 4, sources())
    begun = []

    def interrupt(text):
        begun.append(text)
        if len(begun) == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_all(tasks, tmp_path / "runs.db", report=interrupt)
    with RunStore(tmp_path / "runs.db") as store:
        finished = {task.key: store.task(task.key) for task in tasks if store.task(task.key)}
    assert len(finished) == 7
    again = []
    rows = run_all(tasks, tmp_path / "runs.db", report=again.append)
    assert len(again) == len(tasks) - 7
    with RunStore(tmp_path / "runs.db") as store:
        assert all(store.task(key) == task for key, task in finished.items())
    assert rows == run_all(tasks, tmp_path / "fresh.db")


def test_more_seeds_keep_those_that_are_done():
    experiment = get("colorization")
    few, many = ({task.key for task in experiment.tasks("small", n, sources())} for n in (5, 10))
    assert few < many
    assert len(many) == 2 * len(few)


def test_keys_tell_settings_apart():
    for scale in ("tiny", "small", "full"):
        tasks = [task for e in experiments().values() for task in e.tasks(scale, None, sources())]
        assert len({task.key for task in tasks}) == len(tasks)


def test_keys_depend_on_the_content_of_files_not_on_their_place(tmp_path):
    from test_image_data import write_mnist

    for place in ("a", "b"):
        write_mnist(tmp_path / place)
    write_mnist(tmp_path / "c", train=31)
    shipped = {task.key for task in get("assumption_2").tasks("tiny", 2, sources())}
    keys = [{task.key for task in get("assumption_2").tasks("tiny", 2, sources(str(tmp_path / p)))} for p in "abc"]
    assert keys[0] == keys[1]
    assert len(keys[0] & keys[2]) == len(keys[0] & shipped) == len(keys[0]) // 2  # the panel without MNIST


def test_wrong_arguments():
    with pytest.raises(BoundlabError, match="experiment: got 'depth', expected one of assumption_1"):
        get("depth")
    with pytest.raises(BoundlabError, match="scale: got 'large'"):
        get("colorization").tasks("large", None, sources())
    with pytest.raises(BoundlabError, match="seeds: got '0', expected at least 1"):
        get("colorization").tasks("tiny", 0, sources())
