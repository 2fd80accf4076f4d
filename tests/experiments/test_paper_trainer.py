"""The quick ways of the trainer against the same training written out: losses over 50 steps, gradients, shared data."""

from dataclasses import replace

import pytest
import torch

from boundlab.experiments.paper import _experiment, _synthetic, get
from boundlab.experiments.paper._generated import GeneratedLayer
from boundlab.experiments.paper._models import EmbeddingModel, HypernetworkModel
from boundlab.experiments.paper._randomness import Member
from boundlab.experiments.paper._synthetic import TYPES, Synthetic
from boundlab.experiments.paper._trainer import Training, leaves, train

CPU = torch.device("cpu")
SEEDS = (0, 1)
MEMBERS = [Member(seed) for seed in SEEDS]
MODELS = {
    "hypernetwork": HypernetworkModel(20, (15, 15), (20, 10, 1)),
    "biases in g": HypernetworkModel(20, (15,), (20, 10, 1), "elu", "all"),
    "biases but the last": HypernetworkModel(20, (15,), (20, 6, 5, 2), "tanh", "hidden"),
    "g of one layer": HypernetworkModel(20, (15,), (20, 3)),
    "g of one layer with biases": HypernetworkModel(20, (15,), (20, 3), primary_bias="all"),
    "f of one layer": HypernetworkModel(20, (), (20, 10, 1)),
    "embedding": EmbeddingModel(20, (15, 15), 200, (20, 10, 1)),
    "embedding without biases in q": EmbeddingModel(20, (15,), 7, (20, 6, 5, 2), primary_bias="none"),
    "q of one layer": EmbeddingModel(20, (), 30, (20, 3)),
}


def written_out(model, weights, x, condition):
    """g(x; f(I)), every weight of g written down, or q(x, e(I)), x and the embedding joined."""
    if isinstance(model, HypernetworkModel):
        generated = model.parts["f"](condition, weights["f"]).flatten(0, 1)
        return model.g(x.flatten(0, 1), generated).unflatten(0, x.shape[:2])
    z = model.parts["e"](condition, weights["e"])[:, :, None].expand(-1, -1, x.shape[2], -1)
    return model.parts["q"](torch.cat([x, z], dim=-1).flatten(1, 2), weights["q"]).unflatten(1, x.shape[1:3])


@pytest.mark.parametrize(("name", "inputs"), [*((name, 1) for name in MODELS), ("biases in g", 3), ("embedding", 3)])
def test_the_losses_of_fifty_steps(name, inputs):
    """Inputs per condition decide whether g is applied without its weights."""
    model, training = MODELS[name], Training(rate=0.005, momentum=0.5)
    generator = torch.Generator().manual_seed(1)
    weights = {part: w.requires_grad_() for part, w in model.initial(MEMBERS, CPU).items()}
    layers, trained = leaves(model.split(model.initial(MEMBERS, CPU)))
    both = training.descend(list(weights.values())), training.descend(trained)
    losses = []
    for _ in range(50):
        x, condition = (torch.randn(2, 30, *n, generator=generator) for n in ((inputs, 20), (20,)))
        y = (x * condition[:, :, None]).mean(-1, keepdim=True).sin()
        outputs = written_out(model, weights, x, condition), model.evaluate(layers, x, condition)
        found = [(out - y).square().flatten(1).mean(1) for out in outputs]
        for loss, optimiser in zip(found, both, strict=True):
            optimiser.zero_grad()
            loss.sum().backward()
            optimiser.step()
        losses.append(torch.stack(found).detach())
    plain, quick = torch.stack(losses, 1)
    assert torch.allclose(plain, quick, atol=1e-5, rtol=1e-5)
    assert not torch.equal(plain[0], plain[-1])  # something was trained


def test_the_gradient_of_a_generated_layer():
    generator = torch.Generator().manual_seed(2)
    x, h, matrix, bias = (
        torch.randn(*shape, generator=generator, dtype=torch.float64)
        for shape in ((2, 3, 4), (2, 3, 5), (2, 11, 5), (2, 11))
    )
    given = [tensor.requires_grad_() for tensor in (h, matrix, bias)]
    assert torch.autograd.gradcheck(lambda *some: GeneratedLayer.apply(x, *some, 2), given)


def test_repetitions_that_do_not_fit_together_are_trained_in_parts(monkeypatch):
    task = replace(get("synthetic_passes").tasks("tiny", None, {})[0], seeds=(0, 1, 2))
    whole, groups = task.run(CPU, str), []

    def limited(model, problem, training, seeds, device, report):
        groups.append(len(seeds))
        if len(seeds) > 1:
            raise torch.OutOfMemoryError
        return train(model, problem, training, seeds, device, report)

    monkeypatch.setattr(_experiment, "train", limited)
    parts = task.run(CPU, str)
    assert groups == [3, 1, 2, 1, 1]
    assert [(row["seed"], row["epoch"]) for row in parts] == [(row["seed"], row["epoch"]) for row in whole]
    assert [row["mse"] for row in parts] == pytest.approx([row["mse"] for row in whole], rel=1e-3)


@pytest.mark.parametrize("type_", TYPES)
def test_models_that_share_data_get_what_each_would_draw(type_, monkeypatch):
    """Whoever comes second, and in a second pass, too."""
    problem, training = Synthetic(type_, 6, 6, 100, 40), Training(batch=30, epochs=2, every_epoch=True)
    models = [HypernetworkModel(6, (5,), (6, 4, 1)), EmbeddingModel(6, (5,), 9, (6, 4, 1))]
    quiet = str
    shared = [train(model, problem, training, SEEDS, CPU, quiet) for model in models]
    monkeypatch.setattr(_synthetic, "KEPT_BYTES", 0)
    alone = [train(model, problem, training, SEEDS, CPU, quiet) for model in models]
    assert shared == alone


def test_a_repetition_is_a_task_of_its_own_on_a_cpu_only():
    experiment, seeds = get("synthetic_depth"), {}
    for device in (None, CPU, torch.device("cuda")):
        tasks = experiment.tasks("full", 12, {}, device)
        seeds[str(device)] = sorted({task.seeds for task in tasks})
        assert len({task.key for task in tasks}) == len(tasks)
    assert seeds["cpu"] == [(seed,) for seed in range(12)]
    assert seeds["cuda"] == seeds["None"] == [tuple(range(10)), (10, 11)]
    assert experiment.tasks("small", 7, {}, CPU) == experiment.tasks("small", 7, {})
