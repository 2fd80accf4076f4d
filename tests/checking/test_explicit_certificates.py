"""Certificates of explicit bounds: true ones are accepted, falsified ones rejected, none costs much."""

import ast
import copy
import json
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boundlab.checking
from boundlab.checking import check, load
from boundlab.rigorous import Query, bounds, certified_lower_bound, constructive_upper_bound, sandwich
from boundlab.rigorous.embedding_entropy import FORMS, EmbeddingQuery, embedding_lower_bound

NETWORK = {"depth": 3, "weights_bound": 10, "bits": 16}


def examples():
    queries = [
        Query(1, 1, "1e-3", **NETWORK),
        Query(2, 2, "1e-4", **NETWORK),
        Query(2, 2, "1e-4", width=50, **NETWORK),
        Query(2, 3, "1e-6", **NETWORK),
        Query(3, 1, "1/50", activation="tanh", **NETWORK),
        Query(1, 5, "1e-9", **NETWORK),
        Query(2, 3, "1e-7"),
        Query(5, 1, "1e-3"),
    ]
    out = [b.certificate for q in queries for b in bounds(q)[0]] + [sandwich(q).certificate() for q in queries]
    q = EmbeddingQuery(1, 1, 2, "1e-6", 1, 1, 10, 3, 50, e_at_zero=1)
    out += [embedding_lower_bound(q, form).certificate for form in FORMS]
    return out


CERTIFICATES = examples()
NAMES = [
    f"{i}-{c['kind']}-{c.get('argument') or c.get('form') or c.get('method', {}).get('name', '')}"
    for i, c in enumerate(CERTIFICATES)
]
every = pytest.mark.parametrize("certificate", CERTIFICATES, ids=NAMES)


@every
def test_true_certificates_are_accepted_also_from_a_file(certificate, tmp_path):
    assert check(certificate).valid
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(certificate))
    assert check(load(str(path))).valid


@every
def test_no_field_can_be_left_out(certificate):
    for name in certificate:
        if name == "excluded_width":
            continue
        less = {k: v for k, v in certificate.items() if k != name}
        assert not check(less).valid, name


def test_leaving_out_the_excluded_width_is_rejected():
    (one,) = [c for c in CERTIFICATES if c.get("argument") == "vc-layerwise" and c["m"] == c["r"] == 1]
    assert not check({k: v for k, v in one.items() if k != "excluded_width"}).valid


@every
def test_a_better_bound_than_the_proved_one_is_rejected(certificate):
    if certificate["kind"] == "sandwich":
        for side, step in (("lower", 1), ("upper", -1)):
            part = {**certificate[side], "N": certificate[side]["N"] + step}
            assert not check({**certificate, side: part}).valid
        return
    step = 1 if certificate["direction"] == "lower" else -1
    assert not check({**certificate, "N": certificate["N"] + step}).valid


@every
def test_hypotheses_cannot_be_dropped_or_changed(certificate):
    words = certificate["hypotheses"]
    for i in range(len(words)):
        assert not check({**certificate, "hypotheses": words[:i] + words[i + 1 :]}).valid
    assert not check({**certificate, "hypotheses": []}).valid
    assert not check({**certificate, "direction": "sideways"}).valid or certificate["kind"] == "sandwich"


@every
def test_a_stronger_statement_is_rejected(certificate):
    """Lower bounds for a larger ε, upper bounds for a smaller ε, by a factor the certificate cannot bear."""
    eps = Fraction(certificate["eps"])
    kind = certificate["kind"]
    if kind == "sandwich" or certificate["direction"] == "upper":
        assert not check({**certificate, "eps": str(eps / 2)}).valid
    elif certificate["N"] > 1:
        larger = min(eps * 40, Fraction(99, 100)) if kind != "embedding-bound" else min(eps * 40, Fraction(32, 100))
        assert not check({**certificate, "eps": str(larger)}).valid


def space_mutations(space):
    yield {**space, "resolution": space["resolution"] + 1}
    yield {**space, "family": "tents"}
    if "degree" in space:
        yield {**space, "degree": space["degree"] - 1}
        yield {**space, "K": str(Fraction(space["K"]) - Fraction(1, 1000))}
    for i, width in enumerate(space.get("half_widths", ())):
        for other in (Fraction(width) * Fraction(99, 100), Fraction(width) + Fraction(1, 200), -Fraction(width)):
            wrong = copy.deepcopy(space)
            wrong["half_widths"][i] = str(other)
            yield wrong
    for name in ("norms", "values", "knots"):
        for i in range(len(space.get("profile", {}).get(name, ()))):
            wrong = copy.deepcopy(space)
            value = Fraction(space["profile"][name][i])
            wrong["profile"][name][i] = str(value * Fraction(99, 100) if value else Fraction(1, 100))
            yield wrong


@pytest.mark.parametrize("certificate", [c for c in CERTIFICATES if "space" in c])
def test_falsified_spaces_are_rejected(certificate):
    if certificate["N"] == 1:
        return
    survivors = [s for s in space_mutations(certificate["space"]) if check({**certificate, "space": s}).valid]
    # a network bound may survive one more bump in a row: its M only grows while ε·K < 1 still holds
    assert not survivors or certificate["kind"] in ("vc-bound", "entropy-bound")
    for s in survivors:
        assert s["resolution"] == certificate["space"]["resolution"] + 1


SMOOTHED = certified_lower_bound(2, 3, "1e-6").certificate


@pytest.mark.parametrize(
    "widths", [["2/5", "1/5"], ["1/5", "3/10"], ["1/2", "0"], ["1/4"], ["1/4", "1/8", "1/8"], "1/4"]
)
def test_half_widths_that_do_not_fit_a_cell_are_rejected(widths):
    assert check(SMOOTHED).valid
    assert "half" in check({**SMOOTHED, "space": {**SMOOTHED["space"], "half_widths": widths}}).reason


def test_smoothed_linear_splines_are_not_smooth_enough_for_more_derivatives():
    for r in (1, 4):
        assert not check({**SMOOTHED, "r": r}).valid
        smoother = {**SMOOTHED["space"], "half_widths": ["1/8"] * max(r - 1, 1)}
        assert "for r = 2 and 3" in check({**SMOOTHED, "r": r, "space": smoother}).reason


def test_optimal_recovery_uses_at_most_r_derivatives_of_one_variable():
    found = constructive_upper_bound(1, 3, "1e-8")
    method = found.certificate["method"]
    assert (method["name"], method["order"], found.N) == ("optimal-recovery", 3, 324)
    for changes in ({"m": 2}, {"r": 2}, {"method": {**method, "cells": 321}}, {"method": {**method, "order": 2}}):
        assert not check({**found.certificate, **changes}).valid
    # fewer cells, counted honestly: the error is what fails
    fewer = {**found.certificate, "N": 323, "method": {**method, "cells": 321}}
    assert "exceeds ε" in check(fewer).reason
    higher = {**found.certificate, "N": 325, "method": {**method, "order": 4}}
    assert "order" in check(higher).reason


def test_overlapping_functions_cannot_be_shattered():
    (one,) = [c for c in CERTIFICATES if c.get("argument") == "vc-depth" and c["m"] == c["r"] == 1]
    splines = {"family": "tensor-splines", "degree": 1, "resolution": 100, "K": "101"}
    assert "overlapping" in check({**one, "space": splines}).reason


def test_a_wrong_zigzag_number_a_missing_multi_index_and_an_off_by_one_are_caught(monkeypatch):
    """The producer is broken on purpose; the checker, which shares no code with it, notices."""
    from boundlab.rigorous.engines.continuous_selection import bound_from
    from boundlab.rigorous.spaces import tensor_splines

    def produced(family, eps, shift=0):
        query = Query(2, 2, eps)
        return bound_from("broken", query, family, family.norm.largest_below(query.eps) + shift).certificate

    sound = tensor_splines.of_degree(2, 2, 4)
    assert check(produced(sound, "1e-6")).valid
    assert not check(produced(sound, "1e-6", shift=1)).valid
    with monkeypatch.context() as patch:
        right = tensor_splines.euler_spline_norm
        patch.setattr(tensor_splines, "euler_spline_norm", lambda j: right(j) if j != 2 else right(j) / 2)
        assert not check(produced(tensor_splines.of_degree(2, 2, 4), "1e-6")).valid
    with monkeypatch.context() as patch:
        sums = tensor_splines.multi_index_sums
        patch.setattr(tensor_splines, "multi_index_sums", lambda a, m, r: [*sums(a, m, r)[:-1], a[2] * 2])
        assert not check(produced(tensor_splines.of_degree(2, 2, 4), "1e-6")).valid


def test_a_sandwich_of_different_questions_is_rejected():
    one, other = (sandwich(Query(1, 2, e)).certificate() for e in ("1e-4", "1e-6"))
    assert not check({**one, "upper": other["upper"]}).valid
    assert not check({**one, "lower": other["lower"]}).valid
    assert not check({**one, "tight": True}).valid
    assert not check({**one, "ratio": "1"}).valid


def test_bundles():
    assert check({"kind": "bundle", "certificates": CERTIFICATES[:3]}).valid
    bad = {**CERTIFICATES[0], "N": CERTIFICATES[0]["N"] + 1}
    assert "certificate 2" in check({"kind": "bundle", "certificates": [CERTIFICATES[0], bad]}).reason
    assert not check({"kind": "bundle", "certificates": []}).valid
    nested = {"kind": "bundle", "certificates": [CERTIFICATES[0]]}
    assert "nest" in check({"kind": "bundle", "certificates": [nested]}).reason


HUGE = 10**3999
HOSTILE = [
    {"m": 10**9},
    {
        "m": 64,
        "r": 32,
        "eps": f"1/{10**60}",
        "space": {"family": "tensor-splines", "degree": 55, "resolution": 10**79},
    },
    {"m": -1},
    {"eps": "1/0"},
    {"eps": "1e-3"},
    {"eps": 0.1},
    {"eps": "9" * 10**6},
    {"space": {"family": "tensor-splines", "degree": 10**9, "resolution": 1}},
    {"space": {"family": "tensor-splines", "degree": 4, "resolution": HUGE}},
    {"space": []},
    {"space": {"family": "disjoint-bumps", "resolution": 3, "profile": None}},
    {"N": HUGE},
    {"excluded_width": 10**1999, "depth": 64, "weights_bound": "1/" + "7" * 700},
    {"excluded_width": 10**1999, "depth": 64, "weights_bound": "1/" + "7" * 29},
    {"lipschitz_e": "1/" + "7" * 700},
    {"levels": HUGE},
    {"N": True},
    {"N": "7"},
]


@pytest.mark.parametrize("change", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_certificates_are_rejected_quickly(change):
    started = time.monotonic()
    for certificate in CERTIFICATES:
        assert not check({**certificate, **change}).valid or not set(change) & set(certificate)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "profile",
    [
        {
            "knots": ["0", *(f"{i}/{10**15 + 37 * i}" for i in range(1, 400)), "1"],
            "values": ["1/3"] * 400,
            "norms": ["1", "2", "4", "9", "9"],
        },
        {
            "knots": [str(Fraction(i, 50)) for i in range(51)],
            "values": [f"1/{7**i}" for i in range(50)],
            "norms": ["1"] * 33,
        },
        {"knots": ["0", "1"], "values": ["9" * 800], "norms": ["1", "1", "1"]},
    ],
)
def test_hostile_profiles_are_rejected_quickly(profile):
    started = time.monotonic()
    r = len(profile["norms"]) - 1
    certificate = {
        "kind": "explicit-bound",
        "direction": "lower",
        "hypotheses": ["continuous-selection"],
        "m": 1,
        "r": r,
        "eps": "1/10",
        "N": 2,
        "space": {"family": "disjoint-bumps", "resolution": 1, "K": "3", "profile": profile},
    }
    assert not check(certificate).valid
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("nodes", "omega"),
    [
        (["-1", *(f"{i - 8}/{10**700 + i}" for i in range(1, 15)), "1"], "1"),
        ([str(Fraction(2 * i, 15) - 1) for i in range(16)], "1"),
        (["-1", *["0"] * 14, "1"], "1"),
        (["-1", "0", "1"], "1/1000"),
        ([str(i) for i in range(10**4)], "1"),
    ],
)
def test_hostile_interpolation_nodes_are_rejected_quickly(nodes, omega):
    started = time.monotonic()
    method = {"name": "spline-interpolation", "cells": 1, "nodes": nodes, "omega": omega, "lebesgue": "2"}
    words = ["continuous-selection"]
    statement = {"kind": "constructive-bound", "direction": "upper", "m": 1, "r": 20, "eps": "1/10", "N": len(nodes)}
    assert not check({**statement, "hypotheses": words, "method": method}).valid
    assert time.monotonic() - started < 5


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=6),
    lambda c: st.lists(c, max_size=3),
)


@settings(max_examples=300)
@given(st.sampled_from(CERTIFICATES), st.data())
def test_replacing_any_field_by_anything_never_raises(certificate, data):
    wrong = copy.deepcopy(certificate)
    place = data.draw(st.sampled_from([c for c in (wrong, *wrong.values()) if isinstance(c, dict)]))
    name = data.draw(st.sampled_from(sorted(place)))
    place[name] = data.draw(json_values)
    check(wrong)


def test_checkers_share_no_code_with_the_engines():
    for path in Path(boundlab.checking.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("boundlab.rigorous"), path
