"""Changes of images and of kernels."""

import torch

from boundlab.comparisons._kernels_training import changed, repeated


def test_a_repeated_change_is_the_projection():
    delta = torch.randn(1, 2, 3, 3, 3, generator=torch.Generator().manual_seed(0))
    mean = repeated(delta)
    assert torch.allclose(((delta - mean) * mean).sum(), torch.tensor(0.0), atol=1e-5)
    assert torch.allclose(repeated(mean), mean)


def test_images_are_changed_as_said():
    x = torch.rand(1, 2, 64, generator=torch.Generator().manual_seed(0))
    turned = x
    for _ in range(4):
        turned = changed(turned, "turned")
    assert torch.equal(turned, x)
    assert torch.equal(changed(changed(x, "inverted"), "inverted"), x)
    assert torch.allclose(changed(torch.ones(1, 1, 64), "smoothed"), torch.ones(1, 1, 64))
