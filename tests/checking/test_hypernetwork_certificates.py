"""Certificates of constructed hypernetworks: true ones accepted, falsified ones rejected, hostile ones bounded."""

import ast
import copy
import json
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boundlab.checking
from boundlab.checking import check, load
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.bumps import Bumps
from boundlab.checking._rewritten.targets import Formula, Space
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
from boundlab.testing import assert_certificate, cube

EXAMPLES = [
    ("sin(x + 2*y)", 1, 1, 1, "1/10", {}),
    ("0.1*x**3/(3 + y) + sqrt(x + 2)", 1, 1, 2, "1/100", {"activation": "relu"}),
    ("exp(-x*y)*cos(z)", 2, 1, 1, "1/4", {"refine": 1}),
    ("tanh(x*y) - arctan(z)/pi", 1, 2, 2, "1/50", {"refine": 2}),
    ("abs(x - y)/5", 1, 1, 1, "1/10", {}),
    ("bumps:m=2,r=2,k=3,pattern=4", 1, 1, 2, "1/300", {}),
    ("x*y", 1, 1, 1, "1/1000", {}),
]
CERTIFICATES = [
    construct_hypernetwork(parse_target(t), m1, m2, r, e, **kw).certificate() for t, m1, m2, r, e, kw in EXAMPLES
]
every = pytest.mark.parametrize("certificate", CERTIFICATES, ids=lambda c: c["target"])


@every
def test_true_certificates_are_accepted_also_from_a_file(certificate, tmp_path):
    assert_certificate(certificate)
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(certificate))
    assert check(load(str(path))).valid


@pytest.mark.parametrize(
    "text", ["sqrt(x**2+1/10000)+y/9", "sqrt(x*x+1/10000)", "sqrt(abs(x*y)+1/100)", "log(x**4 + y**2 + 1/100)/9"]
)
def test_squares_and_absolute_values_are_not_negative_around_0(text):
    assert_certificate(construct_hypernetwork(parse_target(text, 2), 1, 1, 1, "1/2").certificate())


@every
def test_no_field_can_be_left_out_but_the_list_of_values(certificate):
    for name in certificate:
        less = {k: v for k, v in certificate.items() if k != name}
        assert check(less).valid == (name == "values"), name


def recomputed(certificate):
    """The certificate with the error its own numbers add up to, so that only their truth is in question."""
    m1, m2, r = (certificate[name] for name in ("m1", "m2", "r"))
    rows, scale = certificate["derivative_bounds"], Fraction(certificate["scale"])
    sums = [
        sum(Fraction(b) for k, b in rows if sum(k[:m1]) == r),
        sum(Fraction(b) for k, b in rows if sum(k[m1:]) == r),
    ]
    constants = [Fraction(1, 2) if (r, m) == (2, 1) else Fraction(1) for m in (m1, m2)]
    parts = (c * s / scale / n**r for c, s, n in zip(constants, sums, certificate["cells"], strict=True))
    return {**certificate, "error": str(sum(parts, Fraction(1, 2 ** certificate["bits"])))}


@every
def test_the_error_is_what_its_parts_add_up_to(certificate):
    assert recomputed(certificate) == certificate
    for factor in (Fraction(1, 2), Fraction(99, 100), Fraction(101, 100)):
        assert not check({**certificate, "error": str(factor * Fraction(certificate["error"]))}).valid


@every
def test_a_smaller_bound_of_any_derivative_is_rejected(certificate):
    """Halved constants and dropped terms: nothing else changes, and the error is recomputed to match."""
    for i, (_, bound) in enumerate(certificate["derivative_bounds"]):
        if Fraction(bound) == 0:
            continue
        for factor in (Fraction(0), Fraction(1, 2))[: 4 - certificate["m1"] - certificate["m2"]]:
            wrong = copy.deepcopy(certificate)
            wrong["derivative_bounds"][i][1] = str(factor * Fraction(bound))
            found = check(recomputed(wrong))
            assert not found.valid
            assert "bound" in found.reason
    for i in range(len(certificate["derivative_bounds"])):
        wrong = copy.deepcopy(certificate)
        del wrong["derivative_bounds"][i]
        assert not check(recomputed(wrong)).valid


@every
def test_falsified_statements_are_rejected(certificate):
    n1, n2 = certificate["cells"]
    for change in (
        {"eps": str(Fraction(certificate["error"]) / 2)}, {"N_g": certificate["N_g"] - 1},
        {"N_f": certificate["N_f"] - 1}, {"scale": str(Fraction(certificate["scale"]) / 2)}, {"scale": "1/2"},
        {"cells": [n1 - 1, n2]}, {"cells": [n1, n2 + 1]}, {"r": 3 - certificate["r"]}, {"m1": certificate["m1"] + 1},
        {"target": "2*" + certificate["target"]}, {"target": "x1**9 + 4*x2"}, {"activations": ["tanh", "relu"]},
    ):  # fmt: skip
        assert not check(recomputed({**certificate, **change})).valid, change
        assert not check({**certificate, **change}).valid, change
    if "values" in certificate:  # the same numbers mean something else with other bits
        assert not check(recomputed({**certificate, "bits": certificate["bits"] + 1})).valid


@pytest.mark.parametrize("certificate", [c for c in CERTIFICATES if "values" in c], ids=lambda c: c["target"])
@settings(max_examples=3)
@given(data=st.data())
def test_a_wrong_value_is_rejected(certificate, data):
    place = data.draw(st.integers(0, len(certificate["values"]) - 1))
    wrong = copy.deepcopy(certificate)
    wrong["values"][place] += data.draw(st.integers(3, 2**20)) * data.draw(st.sampled_from([-1, 1]))
    assert not check(wrong).valid


def test_values_of_the_wrong_number_or_kind_are_rejected():
    one = CERTIFICATES[0]
    for values in (one["values"][1:], [*one["values"], 0], [], None, "1", [None] * len(one["values"]), [10**400]):
        assert not check({**one, "values": values}).valid


# ---- the checker's own reading of targets, held against the package's ----------------------------------------------

FORMULAS = [
    "cosh(1.5*x)", "x**3*y - 2/(3 + y)", "sqrt(x + 2)*log(y + 3)", "tanh(x*y) + arctan(x)", "(x + 2)**1.5", "tan(x/2)",
    "relu(x + 3)*abs(y - 4)", "-sinh(x)/e + pi*cos(y)", "exp(sin(x)*y)", "x**0*y", "(x + 3)**-2*y**7", "2**3*x",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
@given(point=cube(2))
def test_series_agree_with_symbolic_derivatives(text, point):
    from flint import arb, fmpq

    target, space = Expression(text, 2), Space(2, 2)
    x = [arb(fmpq(t.numerator, t.denominator)) for t in point]
    series = Formula(target.text, 2).series(space, x).of
    for k, coefficient in zip(space.indices, series, strict=True):
        factor = 2 if 2 in k else 1
        exact = float(target.derivative(k)(np.array([float(t) for t in point])))
        assert float(coefficient.mid()) * factor == pytest.approx(exact, rel=1e-9, abs=1e-9)


@given(
    st.sampled_from(FORMULAS),
    st.lists(st.tuples(st.fractions(-1, 1, max_denominator=9), st.floats(0, 0.1)), min_size=2, max_size=2),
    st.lists(st.floats(-1, 1), min_size=2, max_size=2),
)
def test_series_on_boxes_contain_the_derivatives_inside(text, box, place):
    from flint import arb, fmpq

    target, space = Expression(text, 2), Space(2, 2)
    balls = [arb(fmpq(c.numerator, c.denominator), radius) for c, radius in box]
    inside = np.array([float(c) + 0.999 * p * radius for (c, radius), p in zip(box, place, strict=True)])
    for k, coefficient in zip(space.indices, Formula(target.text, 2).series(space, balls).of, strict=True):
        value = float(target.derivative(k)(inside)) / (2 if 2 in k else 1)
        assert abs(value - float(coefficient.mid())) <= float(coefficient.rad()) * (1 + 1e-9) + 1e-9 * (1 + abs(value))


@settings(max_examples=25)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(2, 5), st.integers(0, 9), st.data())
def test_bumps_are_read_as_the_family_defines_them(m, r, k, pattern, data):
    ours, theirs = SignBumps(m, r, k, pattern), Bumps(f"bumps:m={m},r={r},k={k},pattern={pattern}")
    assert theirs.amplitude == ours.amplitude
    point = data.draw(cube(m))
    assert float(theirs.value(point)) == pytest.approx(float(ours(np.array([float(t) for t in point]))), abs=1e-12)
    for order in range(r + 1):
        kappa = (order, *[0] * (m - 1))
        assert theirs.bound(kappa) == ours.derivative_bound(kappa)


def test_a_kink_has_no_second_derivative():
    from flint import arb

    space = Space(1, 2)
    for text in ("abs(x1)", "relu(x1)", "sign(x1)"):
        with pytest.raises(Rejected):
            Formula(text, 1).series(space, [arb(0, 1)])
    slope = Formula("abs(x1)", 1).series(Space(1, 1), [arb(0, 1)]).of[1]
    assert slope.contains(-1)
    assert slope.contains(1)


# ---- hostile certificates ------------------------------------------------------------------------------------------

HOSTILE = {
    "code": {"target": "__import__('os').system('true')"},
    "an attribute": {"target": "x.real"},
    "a deep formula": {"target": "(" * 240 + "x" + ")" * 240},
    "a wide formula": {"target": "+".join(["x"] * 250)},
    "signs": {"target": "-" * 499 + "x"},
    "long": {"target": "x+" * 100_000 + "x"},
    "a huge number": {"target": "x*" + "9" * 490},
    "a huge exponent": {"target": "x**999999999"},
    "a tower": {"target": "x" + "**9" * 150},
    "a huge decimal exponent": {"target": "1e999999999*x"},
    "a pole": {"target": "1/x + y"},
    "a value beyond floats": {"target": "exp(exp(exp(9*x)))*y"},
    "no text": {"target": 7},
    "another variable": {"target": "x3"},
    "many parts": {"parts": 4096},
    "more parts than there are": {"parts": 10**9},
    "huge cells": {"cells": [10**80, 10**80]},
    "more than huge cells": {"cells": [10**3000, 1]},
    "no cells": {"cells": [True, 3]},
    "no bounds": {"derivative_bounds": [[[0, 0], "1"]] * 3},
    "bounds of others": {"derivative_bounds": [[[0], "1"], [[1], "1"], [[2], "1"]]},
    "many bits": {"bits": 10**6},
    "a long fraction": {"error": "1/" + "9" * 3000},
    "large bumps": {"target": "bumps:m=6,r=12,k=9999999,pattern=1"},
    "bumps of another dimension": {"target": "bumps:m=1,r=1,k=4,pattern=0"},
    "rough bumps": {"target": "bumps:m=2,r=0,k=4,pattern=0"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_certificates_are_refused_in_bounded_time(name):
    start = time.process_time()
    found = check({**CERTIFICATES[0], **HOSTILE[name]})
    assert time.process_time() - start < 2
    assert not found.valid
    assert "Error" not in found.reason, found.reason
    assert len(found.reason) < 400


def test_a_costly_but_well_formed_certificate_is_bounded():
    hard = "+".join(f"sin({i}*x1*x2*x3)" for i in range(1, 20))
    certificate = construct_hypernetwork(parse_target(hard, 3), 1, 2, 2, "1/3", refine=1).certificate()
    start = time.process_time()
    found = check(certificate)
    assert time.process_time() - start < 2
    assert found.valid, found.reason
    start = time.process_time()
    many = construct_hypernetwork(parse_target("+".join(["x*y"] * 60), 2), 1, 1, 1, "1/20").certificate()
    assert "values" not in many
    refused = check({**many, "values": [0] * 81 * 21})
    assert "more values" in refused.reason
    assert time.process_time() - start < 2


def test_the_checker_imports_nothing_that_produces():
    for name in ("constructed_hypernetwork", "_rewritten/targets", "_rewritten/bumps"):
        tree = ast.parse((Path(boundlab.checking.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        assert all(m.startswith("boundlab.checking") or not m.startswith("boundlab") for m in modules)
