"""Every activation: each fact against the function, σ on balls against σ on tensors, one writing against the other."""

import itertools
import math
from fractions import Fraction
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.activations import Fact, activation, catalogue
from boundlab.architectures import _options
from boundlab.auditing import witnesses
from boundlab.checking import check
from boundlab.checking._rewritten.activation_balls import derivatives, precision
from boundlab.checking._rewritten.activations import KNOWN, covered_by_entropy
from boundlab.errors import BoundlabError
from boundlab.networks.activations import ACTIVATIONS, PAIRS
from boundlab.rigorous.engines.metric_entropy import COVERED
from boundlab.rigorous.engines.vc_layerwise import ONE_KINK

flint = pytest.importorskip("flint")
ROOT = Path(__file__).resolve().parents[2] / "boundlab"
FORMULAS = sorted(name for name, a in catalogue().items() if a.jet is not None)
points = st.floats(-30, 30).map(lambda t: round(t, 6))


def ball(low, high):
    return flint.arb(low).union(flint.arb(high))


def holds(enclosure, value, slack=1e-9):
    """Does the ball contain a number within `slack` of `value`, relative to its size?"""
    return enclosure.overlaps(flint.arb(value, slack * (1 + abs(value))))


def cells(a, span=40):
    """Cells of [-span, span] that do not contain a kink in their interior."""
    ends = sorted({Fraction(i, 16) for i in range(-16 * span, 16 * span + 1)} | set(a.kinks))
    return itertools.pairwise(map(float, ends))


def inner(low, high):
    """The cell without its ends, where a kink may lie."""
    margin = (high - low) * 1e-6
    return ball(low + margin, high - margin)


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(BoundlabError, match="activation: got 'swish', expected one of arctan"):
        activation("swish")


@pytest.mark.parametrize("name", FORMULAS)
@given(low=points, width=st.floats(0, 0.5))
def test_jets_enclose_the_function_and_obey_the_mean_value_theorem(name, low, width):
    a, high = catalogue()[name], low + width
    value, slope, bend = a.jet(ball(low, high))
    ends = torch.tensor([low, high], dtype=torch.float64)
    values, slopes = (t.tolist() for t in PAIRS[name](ends))
    assert all(holds(value, v) for v in values)
    away = all(not low - 1e-6 <= kink <= high + 1e-6 for kink in map(float, a.kinks))
    if away:
        assert all(holds(slope, s) for s in slopes)
        assert holds(bend * (flint.arb(high) - low), slopes[1] - slopes[0], 1e-8)
    assert holds(slope * (flint.arb(high) - low), values[1] - values[0], 1e-8)


@pytest.mark.parametrize("name", FORMULAS)
def test_numbers_hold_and_are_not_slack(name):
    a = catalogue()[name]
    jets = [a.jet(inner(low, high)) for low, high in cells(a)]
    steepest = max(float(abs(slope).upper()) for _, slope, _ in jets)
    largest = max(float(abs(value).upper()) for value, _, _ in jets)
    if a.lipschitz is None:
        assert steepest > 50
    else:  # a cell of 1/16 blurs a slope by at most a few hundredths
        assert float(a.lipschitz) * 0.95 < steepest < float(a.lipschitz) * 1.06
    if a.bound is None:
        assert largest > 30
    else:
        assert float(a.bound) * 0.95 < largest < float(a.bound) + 0.1
    slopes = PAIRS[name](torch.linspace(-40, 40, 80_001, dtype=torch.float64))[1]
    assert a.lipschitz is None or float(slopes.abs().max()) <= float(a.lipschitz)
    assert a.monotone == bool((slopes >= 0).all())
    variation = float(slopes.diff().abs().sum())
    if a.slope_variation is not None:
        assert variation == pytest.approx(float(a.slope_variation), rel=1e-3)
        assert a.slope_variation == 2 * a.lipschitz
    at_zero = float(ACTIVATIONS[name](torch.zeros(1, dtype=torch.float64)))
    assert at_zero == pytest.approx(math.log(2) if a.at_zero is None else float(a.at_zero), abs=1e-15)


@pytest.mark.parametrize("name", FORMULAS)
def test_kinks_are_where_it_is_not_smooth(name):
    a = catalogue()[name]
    assert list(a.kinks) == sorted(a.kinks)
    for kink in map(float, a.kinks):  # some derivative up to the third jumps
        left, right = (torch.tensor(kink + d, dtype=torch.float64, requires_grad=True) for d in (-1e-7, 1e-7))
        jumps = []
        for t in (left, right):
            derivative, row = PAIRS[name](t)[0], []
            for _ in range(3):
                (derivative,) = torch.autograd.grad(derivative, t, create_graph=True, allow_unused=True)
                if derivative is None or not derivative.requires_grad:
                    row += [derivative.item() if derivative is not None else 0.0] + [0.0] * (2 - len(row))
                    break
                row.append(derivative.item())
            jumps.append(row + [0.0] * (3 - len(row)))
        assert max(abs(x - y) for x, y in zip(*jumps, strict=True)) > 0.4


@pytest.mark.parametrize("name", FORMULAS)
def test_torch_itself_and_the_pair_agree(name):
    z = torch.cat([torch.linspace(-40, 40, 4001, dtype=torch.float64), torch.tensor([-700.0, 700.0]).double()])
    value, slope = PAIRS[name](z)
    torch.testing.assert_close(ACTIVATIONS[name](z), value, atol=1e-12, rtol=1e-12)
    leaf = z.clone().requires_grad_()
    (expected,) = torch.autograd.grad(ACTIVATIONS[name](leaf).sum(), leaf)
    smooth = torch.tensor([all(abs(t - float(k)) > 1e-9 for k in catalogue()[name].kinks) for t in z.tolist()])
    torch.testing.assert_close(slope[smooth], expected[smooth], atol=1e-9, rtol=1e-9)


@pytest.mark.parametrize("name", witnesses.AUDITED)
def test_series_and_the_second_writing_agree_with_the_jet(name):
    a = catalogue()[name]
    with precision(96, 3):
        series = a.series(flint.arb_series([flint.arb(0.5), flint.arb(1)], 3))
        found = [series[k] * math.factorial(k) for k in range(3)]
        for low in (Fraction(1, 2), Fraction(-7, 4), Fraction(29, 4), Fraction(3)):
            jet = a.jet(ball(float(low), float(low)))
            again = derivatives(name, low, low, 2)
            assert all(x.overlaps(y) for x, y in zip(jet, again, strict=True))
            if low == Fraction(1, 2):
                assert all(x.overlaps(y) for x, y in zip(jet, found, strict=True))


@pytest.mark.parametrize("name", witnesses.AUDITED)
def test_the_second_writing_knows_the_same(name):
    a, known = catalogue()[name], KNOWN[name]
    assert known.kinks == a.kinks
    assert known.peak == (a.lipschitz if a.slope_variation is not None else None)
    assert (known.slope == "unimodal") == (a.slope_variation is not None)
    assert known.polynomial == (not a.smooth_not_polynomial)
    assert (known.one_lipschitz, known.zero_at_zero, known.bounded_by_one) == (
        a.one_lipschitz, a.zero_at_zero, a.bounded_by_one,
    )  # fmt: skip
    assert (known.emulation or (None,))[0] == (a.relu_emulation.form if a.relu_emulation else None)


def test_no_table_is_longer_or_shorter_than_the_facts():
    assert set(KNOWN) == set(witnesses.AUDITED)
    assert set(COVERED) == {n for n in KNOWN if covered_by_entropy(n)}
    assert set(ONE_KINK) == {n for n, known in KNOWN.items() if known.one_kink}
    assert set(PAIRS) == set(FORMULAS)
    assert set(ACTIVATIONS) == {"identity", *FORMULAS} == set(_options.ACTIVATIONS)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_facts_have_certificates(name):
    facts = catalogue()[name].facts
    if name in witnesses.AUDITED:
        found = witnesses.activation_facts(name)
        assert check(found).valid
        assert found["derivative-integrable-bv"] == (Fact.DERIVATIVE_L1_BV in facts)
        assert found["vanishes-at-zero"] == (Fact.ZERO_AT_ZERO in facts)
        assert found["smooth-not-polynomial"] == (Fact.SMOOTH_NOT_POLYNOMIAL in facts)
        false = {**found, "vanishes-at-zero": not found["vanishes-at-zero"]}
        assert not check(false).valid
    if name in witnesses.EMULATORS:
        assert check(witnesses.relu_emulation(name)).valid
        assert Fact.EMULATES_RELU in facts
    if name in witnesses.BOUNDED_ANALYTIC:
        assert check(witnesses.unattained_infimum(name)).valid


def test_piecewise_linear_ones_emulate_relu_exactly():
    """R·clip(t/R) made of one or two units of each is ReLU on [-R, R]."""
    t = torch.linspace(-3, 3, 601, dtype=torch.float64)
    units = {
        "leaky-relu": lambda s: (s(t) + s(-t) / 100) / (1 - 1e-4),
        "clipped-relu": lambda s: 3 * s(t / 3),
        "hardtanh": lambda s: 3 * (s(2 * t / 3 - 1) + 1) / 2,
        "relu6": lambda s: s(t),
    }
    linear = {n for n, a in catalogue().items() if a.piecewise_linear and a.emulates_relu}
    assert set(units) == linear
    for name, emulate in units.items():
        torch.testing.assert_close(emulate(ACTIVATIONS[name]), torch.relu(t), atol=1e-12, rtol=0)


@pytest.mark.parametrize("name", ["mish", "hardtanh", "gelu-tanh"])
def test_an_activation_lives_in_at_most_three_files(name):
    mentions = {
        path.relative_to(ROOT) for path in ROOT.rglob("*.py") if f'"{name}"' in path.read_text(encoding="utf-8")
    }
    assert len(mentions) <= 3, sorted(map(str, mentions))
