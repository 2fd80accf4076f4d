"""Boxes through networks: no value outside, floats of the generator included up to rounding; without |W| it fails."""

import random
from fractions import Fraction

import pytest
import torch

from boundlab.architectures.hyperinterval import HyperInterval
from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.networks.hypernetworks.hyperinterval import IntervalHypernetwork
from boundlab.networks.interval_certificate import inclusion
from boundlab.rigorous.interval_inclusion import enclose
from proofs_numeric.hyperinterval import _box, _generator, _value


def outside(absolute):
    """In how many of 10,000 embeddings some weight leaves the box."""
    rng, count = random.Random(1), 0
    for _ in range(100):
        layers = _generator(rng, (3, 6, 8))
        low = [rng.randint(-1024, 1024) for _ in range(3)]
        high = [v + 100 for v in low]
        box = _box(layers, low, high, absolute)
        for _ in range(100):
            value = _value(layers, [rng.randint(a, b) for a, b in zip(low, high, strict=True)])
            count += not all(a <= v <= b for a, v, b in zip(box[0], value, box[1], strict=True))
    return count


def test_inclusion_is_violated_never_and_without_the_absolute_value_nearly_always():
    assert outside(True) == 0
    assert outside(False) >= 9900


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "arctan"])
def test_the_generator_has_a_certificate(activation):
    torch.manual_seed(0)
    row = HyperInterval(primary=(2, 3, 1), tasks=2, embedding=3, hidden=(5,), activation=activation)
    generator = IntervalHypernetwork(row).double()
    found = inclusion(generator, 1)
    certificate = found.certificate()
    assert check(certificate).valid
    low, high = (generator.bounds(torch.tensor([1]))[side][0].tolist() for side in (0, 1))
    for a, b, c, d in zip(found.output_low, low, high, found.output_high, strict=True):
        assert abs(float(a) - b) < 1e-9
        assert abs(float(d) - c) < 1e-9
    narrower = [str(v + Fraction(1, 10**6)) for v in found.output_low]
    assert "below its interval" in check({**certificate, "output_low": narrower}).reason
    narrower = [str(v - Fraction(1, 10**6)) for v in found.output_high]
    assert "above its interval" in check({**certificate, "output_high": narrower}).reason


def test_rounding_is_outward():
    found = enclose([([["1/3", "-1/7"]], ["1/11"])], "relu", [1, 1], [2, 3], bits=4)
    exact = (Fraction(1, 3) - Fraction(3, 7) + Fraction(1, 11), Fraction(2, 3) - Fraction(1, 7) + Fraction(1, 11))
    assert exact[0] - Fraction(1, 16) < found.output_low[0] <= exact[0]
    assert exact[1] <= found.output_high[0] < exact[1] + Fraction(1, 16)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (([([[1]], [0])], "sin", [0], [1]), "activation"),
        (([([[1]], [0])], "relu", [1], [0]), "low"),
        (([([[1, 2]], [0])], "relu", [0], [1]), "layers"),
    ],
)
def test_wrong_arguments_are_named(arguments, name):
    with pytest.raises(BoundlabError, match=f"^{name}: got"):
        enclose(*arguments)
