"""The counts printed in Galanti & Wolf 2020 (weights only), and the two places where a printed count is off."""

import pytest
from flint import fmpz_mpoly_ctx

from boundlab import architectures
from boundlab.architectures._counting import affine, mlp

WEIGHTS_ONLY = {"bias": "none", "primary_bias": "none"}


def item(row, name):
    return {line.name: line.count for line in row.bill().items}[name]


def hypernetwork(primary, condition, hidden):
    return architectures.get("hypernetwork")(primary=primary, condition=condition, hidden=hidden, **WEIGHTS_ONLY)


def embedding(primary, condition, hidden, size):
    return architectures.get("embedding")(
        primary=primary, condition=condition, hidden=hidden, embedding=size, **WEIGHTS_ONLY
    )


@pytest.mark.parametrize("k", range(2, 10))
def test_synthetic_depth(k):
    hyper = hypernetwork((1000, 10, 1), 1000, (100,) * (k - 1))
    assert hyper.generated == 10010
    assert hyper.bill().trainable == 10**5 + 10**4 * (k - 2) + 100 * 10010
    e = 10**4
    method = embedding((1000, 10, 1), 1000, (100,) * (k - 1), e)
    assert item(method, "primary") == 10**4 + 10 * e + 10
    assert item(method, "embedding") == 10**5 + 10**4 * (k - 2) + 10**6


def test_rotations_and_colorization():
    assert hypernetwork((3072, 10, 12), 3072, (100,)).generated == 30840
    assert hypernetwork((42, 10, 3), 1024, (100,)).generated == 450
    assert item(embedding((42, 10, 3), 1024, (100,), 450), "primary") == 4950


def polynomials(*names):
    return fmpz_mpoly_ctx.get(names).gens()


def test_slip_in_the_count_of_the_embedding_dimension_experiment():
    """Section 5: N_q is printed as 10^4(i+1)+10 and N_f as 10^4 + 10^4 i + 10^5 i; both differ from the networks."""
    (i,) = polynomials("i")
    printed_q = 10**4 * (i + 1) + 10
    as_printed_input = mlp((100 + 100 * i, 10, 1), "none")
    as_embedding_output = mlp((100 + 1000 * i, 10, 1), "none")
    assert as_printed_input == 10**3 * (i + 1) + 10
    assert as_embedding_output == 10**4 * i + 1010
    assert printed_q - as_printed_input == 9000 * (i + 1)
    assert printed_q - as_embedding_output == 9000

    printed_f = 10**4 + 10**4 * i + 10**5 * i
    exact_f = mlp((100, 100, 100 * i, mlp((100, 10, 1), "none")), "none")
    assert exact_f == 10**4 + 10**4 * i + 101000 * i
    assert exact_f - printed_f == 1000 * i


@pytest.mark.parametrize("i", range(1, 9))
def test_embedding_dimension_experiment_at_its_sizes(i):
    method = embedding((100, 10, 1), 100, (100, 100), 1000 * i)
    assert item(method, "primary") == 10**4 * i + 1010 != 10**4 * (i + 1) + 10
    hyper = hypernetwork((100, 10, 1), 100, (100, 100 * i))
    assert hyper.bill().trainable == 10**4 + 10**4 * i + 101000 * i != 10**4 + 10**4 * i + 10**5 * i


def test_slip_in_the_count_of_the_rotation_experiment():
    """Section 5: N_g is printed as 10·h²c + 10, the count for one output; with 12 classes it is 10·h²c + 120."""
    h, c = polynomials("h", "c")
    printed = 10 * h**2 * c + 10
    exact = affine(h**2 * c, 10, bias=False) + affine(10, 12, bias=False)
    assert exact == 10 * h**2 * c + 120
    assert exact - printed == 110
    assert mlp((h**2 * c, 10, 1), "none") == printed
    assert (exact(32, 3), printed(32, 3)) == (30840, 30730)
