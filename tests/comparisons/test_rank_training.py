"""The cut matrix is that of Eckart and Young."""

import torch

from boundlab.comparisons._rank_training import best_of_rank


def test_the_cut_matrix_is_the_nearest_of_its_rank():
    random = torch.Generator().manual_seed(0)
    matrix = torch.randn(2, 6, 5, generator=random, dtype=torch.float64)
    cut = best_of_rank(matrix, 2)
    assert (torch.linalg.matrix_rank(cut) == 2).all()
    lost = torch.linalg.svdvals(matrix)[:, 2:].square().sum(-1)
    assert torch.allclose((matrix - cut).square().sum((1, 2)), lost)
