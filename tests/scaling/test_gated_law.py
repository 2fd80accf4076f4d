"""The least number of gates: the bound m/d, and what the criterion says of it."""

import pytest
import torch

from boundlab.scaling.gated_memorisation import CELLS, FLOOR, MAIN, LeastGates

CPU = torch.device("cpu")


def least(*arguments):
    (row,) = LeastGates(*arguments).run(CPU, print)
    return row["values"]["k"]


def test_no_fewer_than_m_over_d_and_the_range_is_where_it_says():
    for m, d in CELLS["tiny"]:
        assert d >= 4
        assert m / d >= torch.log2(torch.tensor(float(m))) + 7
    assert least(MAIN, 64, 4, 2) == [16.0, 16.0]


def test_below_the_range_points_with_all_gates_off_decide():
    """m/d = 1, but one gate is not enough: the other half of the points has it off."""
    assert min(least(FLOOR, 64, 64, 3)) >= 3


def test_at_two_dimensions_a_cell_holds_two_points():
    """Far more than m/d = 8: at d = 2 the exponent of m is not 1."""
    assert min(least(MAIN, 12, 2, 2)) > 12


def test_where_no_number_of_gates_suffices_it_is_said():
    """At d = 1 at most two points can be told apart."""
    with pytest.raises(RuntimeError, match="do not memorise 3 points in dimension 1"):
        least(MAIN, 3, 1, 1)
