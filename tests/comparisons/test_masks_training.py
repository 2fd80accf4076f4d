"""Balanced accuracy, and the sizes of tables."""

import numpy as np
import pytest
import torch

from boundlab.comparisons._classification import split
from boundlab.comparisons._masks import FOREST, Study
from boundlab.comparisons._masks_training import balanced, sizes
from boundlab.comparisons._tables import Points, Table


def test_balanced_accuracy_weighs_classes_equally():
    given = Points(np.random.default_rng(0).normal(size=(40, 3)), np.arange(40) % 2)
    data = split(given, 20, (0,), "t")
    ones = torch.zeros_like(data.y_test)
    assert balanced(ones, data) == [0.5]
    assert balanced(data.y_test, data) == [1.0]


@pytest.mark.parametrize(("count", "found"), [(569, [50, 100, 400]), (178, [50, 100]), (40, [30])])
def test_a_quarter_of_a_table_is_left_to_test_on(count, found):
    assert sizes(Study(FOREST, 1, (0,), Table("wine")), count) == found
