"""A few statements of the soak of the wider language; the soak itself runs on demand."""

import random

import pytest
from language_soak import functions, growth

from boundlab.symbolic.decide import decide


@pytest.mark.parametrize("draw", [functions, growth])
def test_random_statements_agree_with_their_evaluation(draw):
    chance = random.Random(20)
    for _ in range(15):
        draw(chance)


def test_the_value_of_a_function_is_not_taken_for_a_free_integer():
    assert decide("floor(m/2) + x >= floor(x) + m*x - m*m", [], ["x"], work=200_000).verdict in {"refuted", "undecided"}
