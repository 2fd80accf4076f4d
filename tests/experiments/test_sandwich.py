"""The sandwich says for every row where the measured size lies."""

import pytest

from boundlab.experiments.sandwich import ABOVE, BELOW, BETWEEN, UNKNOWN, as_records, sandwich_rows


def rows(*sizes, m=2, r=2, eps=1e-2, exact_width=None):
    head = {"m": m, "r": r, "eps": eps, "activation": "relu", "skip": True, "exact_width": exact_width}
    return [{**head, "N": size} for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "place"),
    [((10, 15), BELOW), ((10, 16), BETWEEN), ((81, 20), BETWEEN), ((82, 20), ABOVE), ((20, None), UNKNOWN)],
)
def test_the_worst_pattern_is_placed_between_certified_bounds(sizes, place):
    """At m = r = 2 and ε = 1/100 the bounds are 16 and 81."""
    (row,) = sandwich_rows(rows(*sizes))
    assert (row.lower, row.upper) == (16, 81)
    assert row.place == place
    assert row.patterns == 2
    assert row.easiest == min(size for size in sizes if size is not None)


def test_one_row_for_each_class_and_accuracy():
    found = sandwich_rows(rows(5, m=1, r=1) + rows(7, m=1, r=1, eps=1e-3) + rows(9))
    assert [(row.m, row.r, row.eps) for row in found] == [(1, 1, 1e-2), (1, 1, 1e-3), (2, 2, 1e-2)]
    assert as_records(found)[0]["measured"] == 5


def test_the_exact_size_is_that_of_the_worst_pattern():
    """A ReLU network with w units and an affine skip on the line has 3w + 2 parameters."""
    (row,) = sandwich_rows(rows(20, m=1, r=1, exact_width=5) + rows(23, m=1, r=1, exact_width=7))
    assert row.exact == 23
    (row,) = sandwich_rows(rows(20, m=1, r=1, exact_width=5) + rows(23, m=1, r=1))
    assert row.exact is None
