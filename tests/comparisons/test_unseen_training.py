"""Decoders of rows start as stored rows do."""

import torch

from boundlab.comparisons._unseen import design
from boundlab.comparisons._unseen_training import nodes, started

SEEDS = (100, 103, 107)
CODES = torch.cat([nodes(width) for width in (8, 16, 32, 48)])


@torch.no_grad()
def test_rows_differ_from_unit_to_unit_at_the_start():
    rows = started(design(64, 10), SEEDS)(CODES, shared=True)
    assert rows.mean(1).abs().max() < 1e-4
    assert (rows.var((1, 2)) - 1).abs().max() < 0.5
    alone = started(design(64, 10), SEEDS[1:2])(CODES, shared=True)
    assert torch.allclose(rows[1], alone[0], atol=1e-4)
