"""q against g: the targets, the joint training, the bounds, every arm end to end."""

import itertools
import json
import math
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.architectures.embedding import Embedding
from boundlab.architectures.hypernetwork import Hypernetwork
from boundlab.errors import BoundlabError
from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget, distinct_slices
from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.generated_weights import GeneratedWeights, WeightGenerator, interpolating
from boundlab.experiments.modularity_gap.joint_problem import JointProblem
from boundlab.experiments.modularity_gap.nonzero import nonzero_count
from boundlab.experiments.modularity_gap.spectral_complexity import bounded, spectral_complexity
from boundlab.experiments.modularity_gap.tasks import Targets
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, evaluate
from boundlab.networks.ensemble_initial import random_parameters
from boundlab.networks.hypernetworks.embedding import EmbeddingMethod
from boundlab.networks.hypernetworks.hypernetwork import VectorHypernetwork
from boundlab.runs.store import RunStore

CPU = torch.device("cpu")
ARMS = ("identity", "table-1", "table-2", "network-1", "bounded-1")
TINY = ["measure", "q-vs-g", "--k", "2", "--draws", "1", "--starts", "1", "--bound-q", "100", "--device", "cpu"]
TINY += ["--workers", "1", "--max-width", "20", "--json"]


# --- targets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("m1", "m2", "k"), [(1, 1, 4), (1, 2, 3), (2, 1, 3)])
def test_the_slices_are_those_of_the_bumps_in_all_variables(m1, m2, k):
    whole, y = SignBumps(m1 + m2, 1, k, pattern=2), ConditionalTarget(m1, m2, 1, k, draw=2)
    x = torch.rand(len(y.conditions), 50, m1, dtype=torch.float64) * 2 - 1
    both = torch.cat([x, y.conditions.unsqueeze(1).expand(-1, 50, -1)], dim=2)
    assert np.allclose(y.values(x).numpy(), whole(both.numpy()), atol=1e-12)
    assert len(y.conditions) == (2 * k + 1) ** m2
    centres = ConditionalTarget(m1, m2, 1, k, 2, "slices")
    assert centres.signs.abs().min() == 1
    assert len(centres.conditions) == k**m2


def test_a_slice_is_a_target_of_its_own():
    y = ConditionalTarget(1, 1, 1, 5, 3)
    x = np.linspace(-1, 1, 201)[:, None]
    whole = SignBumps(2, 1, 5, pattern=3)
    for row, centre in zip(y.rows, range(5), strict=True):
        member = parse_target(y.slice_of(row).text)
        points = np.column_stack([x, np.full_like(x, (2 * centre + 1) / 5 - 1)])
        assert np.allclose(member(x), whole(points), atol=1e-12)
        assert member.norm(1).certified
        assert member.norm(1).value <= 1


def test_distinct_slices_are_told_apart_only_as_far_as_sizes_are():
    y = ConditionalTarget(1, 1, 1, 3, 1)
    every = [y.slice_of(row).text for row in itertools.product((-1, 1), repeat=3)]
    y.__dict__["rows"] = list(itertools.product((-1, 1), repeat=3))
    assert len(distinct_slices([y])) == 3  # + + +, + + -, + - +
    assert len(set(every)) == 8


# --- the bounds --------------------------------------------------------------------------------------------------


def modules(m1, m2, width, d, hidden):
    row = Embedding(primary=(m1, width, 1), condition=m2, embedding=d, hidden=(hidden,), activation="tanh")
    return EmbeddingMethod(row).double()


def test_spectral_complexity_is_the_product_of_induced_norms():
    shape = Shape(3, (5, 4), "tanh")
    theta = random_parameters(shape, 2, torch.Generator().manual_seed(0))
    for b, found in enumerate(spectral_complexity(shape, theta)):
        blocks = [block[b] for block in shape.blocks(theta)]
        weights = [blocks[0], blocks[2], blocks[4].unsqueeze(0)]
        assert float(found) == pytest.approx(math.prod(float(torch.linalg.matrix_norm(w, ord=1)) for w in weights))


@given(st.integers(0, 10**6), st.floats(0.05, 50), st.integers(1, 3), st.integers(1, 6))
def test_bounded_networks_are_within_the_bound_and_others_unchanged(seed, bound, inputs, width):
    shape = Shape(inputs, (width,), "tanh")
    theta = random_parameters(shape, 4, torch.Generator().manual_seed(seed))
    moved = bounded(shape, theta, bound)
    before, after = spectral_complexity(shape, theta), spectral_complexity(shape, moved)
    assert (after <= bound * (1 + 1e-14)).all()
    assert torch.equal(moved[before <= bound], theta[before <= bound])
    assert torch.equal(shape.blocks(moved)[1], shape.blocks(theta)[1])  # biases do not enter


# --- joint training ----------------------------------------------------------------------------------------------


def problem_for(arm, targets=None, **settings):
    kind, _, dimension = arm.partition("-")
    bounds = (2.0, 100.0) if kind == "bounded" else ()
    embedding = EmbeddingSettings("network" if kind == "bounded" else kind, int(dimension or 1), *bounds)
    targets = targets or [ConditionalTarget(1, 1, 1, 2, 1)]
    return JointProblem(targets, embedding, SearchSettings(**settings), CPU)


def bounded_problem(bound_q=100.0):
    target = ConditionalTarget(1, 1, 1, 2, 1)
    return JointProblem([target], EmbeddingSettings("network", 1, 2.0, bound_q), SearchSettings(), CPU)


def test_the_penalty_of_the_bounds_is_felt_near_them_and_has_the_jacobian_of_its_differences():
    problem, shape = bounded_problem(), Shape(2, (3,), "tanh")
    theta = problem.start(shape, [0, 0])
    primary, _ = problem.split(shape, theta)
    scale = 100.0 / spectral_complexity(shape, primary).unsqueeze(1)
    within, at, beyond = theta.clone(), theta.clone(), theta.clone()
    output = slice(*shape.spans[2])
    within[:, output] *= 0.5 * scale
    at[:, output] *= scale
    beyond[:, output] *= 3 * scale
    assert (problem._excess(shape, within)[:, 1] == 0).all()
    assert (problem._excess(shape, at)[:, 1] >= math.log(1 / 0.9) - 1e-12).all()
    excess, slopes = problem._excess_with_jacobian(shape, beyond)
    assert torch.equal(excess, problem._excess(shape, beyond))
    assert not slopes.requires_grad
    for i in range(beyond.shape[1]):
        step = torch.zeros_like(beyond)
        step[:, i] = 1e-6
        difference = (problem._excess(shape, beyond + step) - problem._excess(shape, beyond - step)) / 2e-6
        assert torch.allclose(slopes[:, :, i], difference, atol=1e-6)


def test_networks_are_measured_and_saved_within_the_bounds_and_trained_towards_them():
    problem, shape = bounded_problem(), Shape(2, (4,), "tanh")
    theta = 4 * problem.start(shape, [0, 0])
    saved = torch.stack([problem.saved(shape, one, 0) for one in theta])
    for one in saved:
        c_e, c_q = problem.complexities(shape, one.unsqueeze(0))
        assert c_e <= 2 * (1 + 1e-9)
        assert c_q <= 100 * (1 + 1e-9)
    assert torch.equal(problem.errors(shape, theta, [0, 0]), problem.errors(shape, saved, [0, 0]))
    before = problem._excess(shape, theta).sum(1)
    trained = problem.train(shape, theta, [0, 0], (2,) * 20)
    assert (problem._excess(shape, trained).sum(1) < 0.2 * before).all()
    assert (problem.errors(shape, trained, [0, 0]) < problem.errors(shape, theta, [0, 0])).all()


@pytest.mark.slow
def test_the_bounded_arm_reaches_every_pattern():
    targets = [ConditionalTarget(1, 1, 1, 4, draw) for draw in (1, 2, 3)]
    settings = SearchSettings(starts=2, max_width=20)
    problem = JointProblem(targets, EmbeddingSettings("network", 1, 2.0, 1000.0), settings, CPU)
    for (found,) in MinimalWidthSearch(problem, [[0.4 * targets[0].amplitude]] * 3).run():
        assert found.width is not None
        c_e, c_q = problem.complexities(found.shape, found.theta.unsqueeze(0))
        assert (c_e <= 2 * (1 + 1e-9), c_q <= 1000 * (1 + 1e-9)) == (True, True)


def first_found(problem):
    return MinimalWidthSearch(problem, [[0.4 * ConditionalTarget(1, 1, 1, 2, 1).amplitude]]).run()[0][0]


def jacobian_is_right(problem):
    """Against automatic differentiation of the values."""
    shape = problem.shape(3)
    theta = problem.start(shape, [0, 0])
    x = problem._sample(5)
    _, jacobian = problem.values_and_jacobian(shape, theta, x)
    automatic = torch.autograd.functional.jacobian(lambda t: problem.values(shape, t, x), theta)
    return torch.allclose(jacobian, torch.stack([automatic[b, :, b] for b in range(2)]), atol=1e-10)


@pytest.mark.parametrize("arm", [*ARMS, "network-2", "table-3"])
def test_the_joint_jacobian(arm):
    assert jacobian_is_right(problem_for(arm))


def test_a_broken_joint_trainer_is_noticed_and_never_a_success(monkeypatch):
    found = first_found(problem_for("table-1", starts=1, max_width=6))
    assert found.width is not None
    right = JointProblem.values_and_jacobian

    def wrong_sign(self, shape, theta, x):
        values, jacobian = right(self, shape, theta, x)
        return values, torch.cat([jacobian[:, :, : shape.parameters], -jacobian[:, :, shape.parameters :]], dim=2)

    monkeypatch.setattr(JointProblem, "values_and_jacobian", wrong_sign)
    assert not jacobian_is_right(problem_for("table-1"))
    assert not jacobian_is_right(problem_for("network-1"))
    monkeypatch.setattr(JointProblem, "train", lambda self, shape, theta, *others, **more: theta)
    broken = first_found(problem_for("table-1", starts=1, max_width=found.width))
    assert broken.width is None
    assert broken.sup_error > broken.eps


def test_training_moves_the_embedding_and_helps():
    """The joint trainer against the same trainer with e frozen at its start."""
    problem = problem_for("table-2", [ConditionalTarget(1, 1, 1, 3, 1)])
    shape = problem.shape(4)
    start = problem.start(shape, [0] * 6)
    trained = problem.train(shape, start, [0] * 6, (2,) * 40)
    phi = problem.split(shape, trained)[1]
    assert not torch.allclose(phi, problem.split(shape, start)[1])
    frozen = problem_for("identity", [ConditionalTarget(1, 1, 1, 3, 1)])
    same = frozen.start(frozen.shape(4), [0] * 6)
    alone = frozen.train(frozen.shape(4), same, [0] * 6, (2,) * 40)
    assert problem.errors(shape, trained, [0] * 6).min() < frozen.errors(frozen.shape(4), alone, [0] * 6).min()


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12), st.integers(0, 20))
def test_nonzero_count_keeps_what_must_be_kept(values, needed):
    """If a network needs its `needed` largest entries and no other, that many are counted."""
    theta = torch.tensor(values, dtype=torch.float64)
    largest = theta.abs().sort(descending=True).values[:needed]
    count = nonzero_count(theta, theta.abs(), lambda trial: float(trial.abs().sum()) >= float(largest.sum()) - 1e-9)
    assert count <= max(int((theta != 0).sum()), 0)
    assert count <= min(needed, len(values)) or float(largest.sum()) == 0


# --- every arm, end to end ---------------------------------------------------------------------------------------


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


def test_wrong_slices_are_refused():
    for text in ("slice:m=2,of=2,r=1,k=3,bits=0", "slice:m=1,of=2,r=1,k=3,bits=8"):
        with pytest.raises(BoundlabError, match="slice"):
            parse_target(text)


def test_ensembles_take_points_of_their_own():
    for skip in (False, True):
        shape = Shape(2, (3,), "tanh", skip)
        theta = random_parameters(shape, 2, torch.Generator().manual_seed(0)) + 0.1
        x = torch.rand(2, 5, 2, dtype=torch.float64)
        each = torch.cat([evaluate(shape, theta[b : b + 1], x[b]) for b in range(2)])
        assert torch.allclose(evaluate(shape, theta, x), each)
