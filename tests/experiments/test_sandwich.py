"""The sandwich says for every row where the measured size lies."""

import pytest

from boundlab.experiments.sandwich import ABOVE, BELOW, BETWEEN, UNKNOWN, as_records, sandwich_rows


def rows(*sizes, m=2, r=2, eps=1e-2):
    return [{"m": m, "r": r, "eps": eps, "N": size} for size in sizes]


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


def test_one_row_for_each_class_and_accuracy():
    found = sandwich_rows(rows(5, m=1, r=1) + rows(7, m=1, r=1, eps=1e-3) + rows(9))
    assert [(row.m, row.r, row.eps) for row in found] == [(1, 1, 1e-2), (1, 1, 1e-3), (2, 2, 1e-2)]
    assert as_records(found)[0]["measured"] == 5
