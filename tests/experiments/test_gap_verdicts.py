"""Exponents, verdicts and ratios of q against g, on sizes that are made up."""

import json

import pytest

from boundlab.experiments.modularity_gap.verdicts import exponents, ratios, sizes


def row(series, k, size, scatter):
    found = size and round(size * scatter)
    return {
        "m1": 1, "m2": 1, "r": 1, "targets": "cube", "activation": "tanh", "series": series, "k": k, "eps": 0.26 / k,
        "target": f"{series} {k}", "N": found, "nonzero": found, "N_e": 0, "width": 1,
        "bracket": [found - 4, found] if found else [601, None],
    }  # fmt: skip


SCATTER = {3: 1.0, 4: 1.03, 5: 0.97, 6: 1.02, 7: 0.99, 8: 1.0}


def synthetic(exponent_of_q=2.0, failed=()):
    rows = [row("g", k, 1000 * k, scatter) for k, scatter in SCATTER.items()]
    return rows + [
        row("q, e(I) = I", k, None if k in failed else 1000 * k**exponent_of_q, scatter)
        for k, scatter in SCATTER.items()
    ]


def fits_of(rows):
    return {fit["series"]: fit for fit in exponents(rows) if fit["quantity"] == "N"}


def test_exponents_and_their_verdicts():
    fits = fits_of(synthetic())
    assert fits["g"]["exponent"] == pytest.approx(1, abs=0.1)
    assert (fits["g"]["verdict"], fits["g"]["above_m1"]) == ("consistent", False)
    q = fits["q, e(I) = I"]
    assert q["exponent"] == pytest.approx(2, abs=0.1)
    assert (q["verdict"], q["above_m1"]) == ("consistent", True)
    assert q["power_law"]["exponent"] == pytest.approx(2, abs=0.1)
    assert q["accuracies"] == q["power_law"]["points"] == 6
    slow = fits_of(synthetic(exponent_of_q=1.0))["q, e(I) = I"]
    assert (slow["verdict"], slow["above_m1"]) == ("inconsistent", False)


def test_a_constant_term_does_not_make_an_exponent_wrong():
    rows = [
        row("q, e(I) = I", k, size, 1.0) | {"target": f"{k} {size}"}
        for k in (3, 4, 5, 6, 7, 8, 10)
        for size in (4 * k**2 + 60, 4 * k**2 + 64)
    ]
    q = fits_of(rows)["q, e(I) = I"]
    assert (q["reduction"], q["verdict"]) == ("mean", "consistent")
    assert q["offset"] == pytest.approx(62, abs=8)
    assert q["power_law"]["verdict"] == "inconsistent"


def test_sizes_that_name_no_exponent_have_none():
    fit = fits_of([row("g", k, 40, 1.0) for k in (3, 4, 5, 6)])["g"]
    assert (fit["exponent"], fit["verdict"], fit["above_m1"]) == (None, "cannot tell", False)
    json.dumps(fit, allow_nan=False)


def test_censored_points_are_shown_and_never_dropped():
    rows = synthetic(failed=(7,))
    entry = next(e for e in sizes(rows) if (e["series"], e["k"]) == ("q, e(I) = I", 7))
    assert entry["N"] is None
    assert entry["at_least"] == 601
    assert entry["censored"] == 1
    q = fits_of(rows)["q, e(I) = I"]
    assert q["accuracies"] == q["points"] == 4  # the fits stop before the failure
    assert q["censored"] == 1
    found = {(r["series"], r["k"]): r["ratio"] for r in ratios(rows)}
    assert found["q, e(I) = I", 7] is None
    assert found["q, e(I) = I", 6] == pytest.approx(6, rel=0.1)
