"""Image completion with the hyperkernel on shipped digits: better than the other methods, on the same images."""

import pytest
import torch

from boundlab.errors import BoundlabError
from boundlab.experiments.image_completion import completion_errors
from boundlab.kernels.regression import coefficients


def test_lower_halves_of_digits_are_drawn_better_than_by_the_other_methods():
    pytest.importorskip("sklearn")
    from boundlab.experiments.image_data._shipped import digits

    images = digits().train.squeeze(1)
    errors = completion_errors(images[:40], images[700:720])
    assert min(errors, key=errors.get) == "hyperkernel"
    assert errors["hyperkernel"] < 0.8 * min(errors["mean image"], errors["nearest neighbour"])


def test_the_coefficients_interpolate_without_a_ridge():
    x = torch.randn(20, 3, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    kernel = torch.exp(-(torch.cdist(x, x) ** 2))
    targets = x[:, 0].sin()
    assert torch.allclose(kernel @ coefficients(kernel, targets, 0.0), targets, atol=1e-8)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (lambda: coefficients(torch.eye(2), torch.ones(2), -1.0), "ridge"),
        (lambda: coefficients(torch.ones(2, 2) - 2, torch.ones(2), 0.0), "ridge"),
        (lambda: completion_errors(torch.zeros(1, 3, 4), torch.zeros(1, 3, 4)), "train"),
        (lambda: completion_errors(torch.zeros(2, 4, 4), torch.zeros(1, 4, 6)), "train"),
    ],
)
def test_wrong_arguments_are_named(wrong, name):
    with pytest.raises(BoundlabError, match=f"^{name}: got"):
        wrong()
