"""Every architecture as a torch module: its parameters, counted by identity, are the bill."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab import architectures
from boundlab.networks.hypernetworks import count_module, module_for, tally
from boundlab.testing import configurations as rows


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=200)
@given(st.data())
def test_formula_is_the_number_of_parameters(name, data):
    row = data.draw(rows(name))
    bill, formula = row.bill(), row.formula()
    with torch.device("meta"):
        counts = tally(module_for(row))
    assert counts["trainable"] == bill.trainable == formula.value(formula.bill.trainable)
    assert counts["stored"] == bill.stored == formula.value(formula.bill.stored)
    for item in bill.items:
        if item.trainable:
            assert counts[f"item {item.name}"] == item.count, item.name


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=12)
@given(st.data())
def test_active_is_what_receives_a_gradient(name, data):
    row = data.draw(rows(name, largest=4))
    torch.manual_seed(0)
    module = module_for(row)
    module.train()
    sum(output.square().sum() for output in module.training_outputs(module.example_condition(12))).backward()
    active = sum(p.numel() for p in module.parameters() if p.grad is not None)
    used = {name for name, p in module.named_parameters() if p.grad is not None}
    assert active == row.bill().active, used


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=12)
@given(st.data())
def test_weights_have_the_generated_size(name, data):
    row = data.draw(rows(name, largest=5))
    torch.manual_seed(0)
    module = module_for(row).eval()
    weights = module(module.example_condition(3))
    assert weights.shape == (3, row.generated or module.network.size)
    assert bool(weights.isfinite().all())


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=10)
@given(st.data())
def test_one_more_task_adds_the_marginal_cost(name, data):
    row = data.draw(rows(name, largest=5))
    if "tasks" not in row.options():
        return
    module = module_for(row)
    before, old = tally(module)["trainable"], list(module.parameters())
    module.add_task()
    assert tally(module)["trainable"] - before == row.marginal_task()
    kept = {id(p) for p in module.parameters()}
    assert all(id(p) in kept for p in old)
    condition = torch.tensor([row.tasks])
    inputs = getattr(row, "inputs", 0)
    assert module.eval()((condition, torch.zeros(1, inputs)) if inputs else condition).shape == (1, row.generated)


def test_a_wrong_count_is_noticed():
    """Control: a module of another configuration does not match the bill."""
    row = architectures.get("full")(primary=(3, 4, 2), tasks=3, hidden=(5,), embedding=2)
    other = architectures.get("full")(primary=(3, 4, 2), tasks=3, hidden=(5,), embedding=2, bias="hidden")
    assert count_module(row)["trainable"] == row.bill().trainable != count_module(other)["trainable"]


@pytest.mark.gpu
@pytest.mark.parametrize("name", architectures.names())
def test_generation_on_cuda(name):
    row = architectures.get(name)()
    module = module_for(row).to("cuda", torch.float64)
    condition = module.example_condition(2)
    moved = type(condition)(*(part.to("cuda") for part in condition)) if hasattr(condition, "_fields") else None
    moved = moved or (condition.to("cuda") if condition.dtype == torch.long else condition.to("cuda", torch.float64))
    assert module(moved).device.type == "cuda"


@pytest.mark.parametrize("name", architectures.names())
def test_double_precision_throughout(name):
    small = {"primary": (3, 4, 2), "tasks": 2, "hidden": (4,), "side": 6, "width": 3, "rank": 2, "depth": 2}
    small |= {"map_channels": 2, "inner_channels": 2, "code": 3, "in_channels": 2, "out_channels": 2, "inputs": 3}
    row = architectures.get(name)
    module = module_for(row(**{key: value for key, value in small.items() if key in row.options()})).double()
    if hasattr(module, "network") and name not in {"standard", "embedding"}:
        module.hyperfan_("out")
    condition = module.example_condition(2)
    if isinstance(condition, torch.Tensor):
        condition = condition if condition.dtype == torch.long else condition.double()
    else:
        parts = [part if part.dtype == torch.long else part.double() for part in condition]
        condition = type(condition)(*parts) if hasattr(condition, "_fields") else tuple(parts)
    assert module(condition).dtype == torch.float64
