"""Training by permutations against the check that proves what it keeps."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.comparisons._permuted import ONE, ZEROS
from boundlab.comparisons._permuted_training import _bits, start, synchronise
from proofs_numeric.permuted_weights import synchronised

SMALL = st.integers(-4, 4)


@settings(max_examples=25)
@given(st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=8))
def test_synchronising_tensors_is_what_the_check_proves(pairs):
    weights, initial = ([float(v) for v in side] for side in zip(*pairs, strict=True))
    found = synchronise(torch.tensor([weights]), torch.tensor([initial]))[0].tolist()
    assert found == synchronised(weights, initial)


def test_bits_count_arrangements_of_values_that_differ():
    assert _bits([torch.arange(64.0).repeat(74, 1)]) == 21904
    assert _bits([torch.ones(5, 7)]) == 0
    assert _bits([torch.tensor([[0.0, 0.0, 1.0, 2.0]])]) == 4  # 12 arrangements


def test_sparse_and_equal_starts():
    sparse = start(ZEROS, 8, 100, (0, 1))
    assert ((sparse != 0).sum(-1) == 10).all()
    assert not torch.equal(sparse[0], sparse[1])
    assert start(ONE, 3, 8, (0,)).unique().numel() == 1
