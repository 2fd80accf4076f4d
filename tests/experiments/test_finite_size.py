"""The finite-size model: exact laws, coverage of its interval by simulation, verdicts each way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from size_laws import FEW, LAWS, MANY

from boundlab.errors import BoundlabError
from boundlab.experiments.finite_size import fit_finite_size

EPS = np.geomspace(0.1, 0.002, 9)
RIVALS = {"half": 0.5, "double": 2.0}


@given(st.floats(0.2, 3), st.floats(-50, 500), st.floats(1, 1e4))
def test_an_exact_law_is_found_and_never_inconsistent(exponent, offset, growth):
    sizes = growth * (EPS / 0.1) ** -exponent + offset + 51
    fit = fit_finite_size(EPS, sizes)
    assert fit.holds(exponent)
    assert fit.verdict(exponent, {})[0] != "inconsistent"
    if growth > 1000:
        assert fit.exponent == pytest.approx(exponent, rel=1e-3)
        assert fit.verdict(exponent, {"near": exponent + 1.0})[0] == "consistent"
        assert fit.verdict(exponent + 0.5, {})[0] == "inconsistent"


def test_a_law_with_an_offset_is_no_pure_power():
    """The straight line in log-log misses the exponent by more than its error allows."""
    from boundlab.experiments.statistics import Point, fit_exponent

    sizes = np.round(3 / EPS + 60)
    line = fit_exponent([Point(float(e), (0.0,), (float(n),)) for e, n in zip(EPS, sizes, strict=True)])
    assert line.verdict(1.0, {})[0] == "inconsistent"
    assert fit_finite_size(EPS, sizes).verdict(1.0, RIVALS)[0] == "consistent"


@pytest.mark.parametrize("size", [1, 7, 10**6])
@pytest.mark.parametrize("theory", [0.0, 0.5, 1.0, 2.0])
def test_sizes_that_do_not_grow_are_never_consistent(size, theory):
    fit = fit_finite_size(EPS, [size] * len(EPS), unit=3)
    assert fit.verdict(theory, {})[0] == "cannot tell"
    assert "do not grow" in fit.verdict(theory, {})[1]
    steps = fit_finite_size(EPS, [size + 3 * (i == 8) for i in range(len(EPS))], unit=3)
    assert steps.verdict(theory, {})[0] != "consistent"


def test_verdicts_each_way():
    sizes = np.round(3 / EPS)
    fit = fit_finite_size(EPS, sizes)
    assert fit.verdict(1.0, RIVALS)[0] == "consistent"
    assert fit.verdict(0.5, {"one": 1.0})[0] == "inconsistent"
    assert fit.verdict(1.0, {"near": 1.0001})[0] == "cannot tell"
    assert fit.verdict(1.0, {"the same": 1.0 + 1e-12})[0] == "consistent"
    assert fit_finite_size(EPS[:4], sizes[:4]).verdict(1.0, RIVALS)[0] == "cannot tell"
    narrow = np.geomspace(0.1, 0.08, 9)
    assert "decades" in fit_finite_size(narrow, 3 / narrow).verdict(1.0, RIVALS)[1]
    wide = fit_finite_size(EPS[:5], [30, 50, 80, 130, 200], unit=60)
    assert wide.verdict(wide.exponent, {})[0] == "cannot tell"


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_nothing_that_is_not_finite_reaches_a_verdict(wrong):
    fit = fit_finite_size(EPS, 3 / EPS)
    for arguments in ((wrong, {}), (1.0, {"x": wrong})):
        with pytest.raises(BoundlabError, match="finite"):
            fit.verdict(*arguments)
    for eps, sizes in (([wrong, *EPS[1:]], 3 / EPS), (EPS, [wrong, *(3 / EPS[1:])]), (EPS, [0, *(3 / EPS[1:])])):
        with pytest.raises(BoundlabError, match="positive"):
            fit_finite_size(eps, sizes)
    with pytest.raises(BoundlabError, match="at least"):
        fit_finite_size(EPS[:3], 3 / EPS[:3])


@pytest.mark.parametrize("cells", [FEW, MANY], ids=["few", "many"])
@pytest.mark.parametrize("name", LAWS)
def test_the_interval_covers_the_truth(name, cells):
    """A small version of benchmarks/fit_coverage.py: 60 sets; below 0.85 by chance once in a thousand at 0.95."""
    random = np.random.default_rng(5)
    hits = 0
    for _ in range(60):
        k, share, widths = LAWS[name].draw(cells, 6, random)
        hits += fit_finite_size(1 / k, 3 * widths + 1, share, unit=3).holds(1.0)
    assert hits >= 51
