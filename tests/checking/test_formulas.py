"""The formulas of the checkers, each beside another way to the same number."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction
from itertools import pairwise, product

import pytest
from certificate_parts import statement
from decision_certificates import PROOFS
from samples import SAMPLES, replaced

from boundlab.checking import check
from boundlab.checking._range import require_below
from boundlab.checking._rewritten.adaptive_cells import diamonds, octahedra
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import parse_expression
from boundlab.checking._rewritten.polynomial import Budget, Polynomial
from boundlab.checking._rewritten.statement import parse_statement
from boundlab.checking._rewritten.targets import Formula, Space
from boundlab.checking._rewritten.trace_recovery import ROOT2, ROOT3, largest_trace_weight
from boundlab.checking._rewritten.zigzag import euler_constant
from boundlab.checking.constructive_bound import _lebesgue_polynomial, hat_network_parameters
from boundlab.checking.embedding_bound import _ceiling_root, _cover, _read
from boundlab.checking.sparse_embedding import _gadget_error

getcontext().prec = 60


def test_roots_are_above_and_close():
    for root, square in ((ROOT2, 2), (ROOT3, 3)):
        assert 0 < root**2 - square < Fraction(1, 10**4)


def test_weights_of_traces():
    root = Decimal(2).sqrt()
    for n in range(1, 30):
        s = (3 - 2 * root) ** n
        exact = (1 + s) / (1 - s) / (2 * root)
        found = largest_trace_weight(3, n)
        assert Decimal("-1e-50") < Decimal(found.numerator) / Decimal(found.denominator) - exact < Decimal("1e-6")
    assert largest_trace_weight(4, 1) == Fraction(1, 8)
    for n in (2, 3):
        assert 27**2 * largest_trace_weight(4, n) ** 2 == ROOT3**2
    top = max(Fraction(i, 999) * (1 - Fraction(i, 999)) * (7 - 5 * Fraction(i, 999)) / 24 for i in range(1000))
    for n in (4, 5, 50):
        assert top <= largest_trace_weight(4, n) < top + Fraction(1, 10_000)


@pytest.mark.parametrize("name", ["traces", "traces, 2, 3"])
def test_cells_of_traces_are_positive(name):
    certificate = SAMPLES[name]
    word = "cells are positive integers"
    for i, level in enumerate(certificate["method"]["levels"]):
        for j in range(len(level)):
            path = ("method", "levels", i, j)
            for value in (0, -1, True, "4", 10**80 + 1):
                assert check(replaced(certificate, path, value)).reason == word
            for value in (1, 10**80):
                assert check(replaced(certificate, path, value)).reason != word


def test_octahedra_above_the_counted_range():
    for n in range(10_001, 10_400):
        K = Decimal(3 * n + 14) / 2
        exact = (4 * Decimal(2).sqrt() - 5) * K**3 / 6 + 5 * K**2 / 4 + K
        assert int(exact) <= octahedra(n) <= exact + Decimal(1) / 48


def test_diamonds_by_trying_every_split():
    for n in range(60):
        assert diamonds(n) == max((2 * a + 1) * (n - a + 1) + 2 * (n - a) for a in range(n + 1))


def test_the_hat_network_layer_by_layer():
    """2, 3, … factors: sides of hats, hats, products; the connections of each unit and its bias."""
    for m, n in product((1, 2, 3, 4), (1, 2, 5)):
        q = n + 1
        if m == 1:
            assert hat_network_parameters(m, n) == 3 * n + 1
            continue
        expected = 2 * (m - 1) + 4 * q + 8 * q**2 - 2 * q**2 + 2 * q + (m - 2) + 6 * q**m
        expected += sum(4 * q ** (i - 1) + 8 * q**i + (m - i) for i in range(3, m + 1))
        assert hat_network_parameters(m, n) == expected


def test_euler_constants():
    assert [euler_constant(j) for j in range(6)] == [
        1, Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(5, 24), Fraction(2, 15),
    ]  # fmt: skip


def test_roots_of_integers():
    for value in range(200):
        root = _ceiling_root(value)
        assert (root - 1) ** 2 < value <= root**2 or value == root == 0


def test_lebesgue_functions_at_points():
    nodes = [Fraction(-1), Fraction(-1, 3), Fraction(1, 2), Fraction(1)]
    for left, right in pairwise(nodes):
        p = _lebesgue_polynomial(nodes, (left + right) / 2)
        for t in (left, left + (right - left) / 7, right):
            expected = Fraction(0)
            for j, node in enumerate(nodes):
                value = Fraction(1)
                for i, other in enumerate(nodes):
                    value *= (t - other) / (node - other) if i != j else 1
                expected += abs(value)
            assert sum(c * t**i for i, c in enumerate(p)) == expected
        require_below(
            _lebesgue_polynomial([s - left for s in nodes], (right - left) / 2), right - left, Fraction(9), [99], "Λ"
        )


def test_scaling_a_polynomial():
    x = Polynomial.variable("x", Budget())
    for factor in (0, 1, 2, -1, Fraction(1, 2)):
        assert x.scaled(factor).terms == ({(("x", 1),): factor} if factor else {})


@pytest.mark.parametrize(("text", "m"), [("x*y", (1, 1)), ("sin(x)*y", (1, 1))])
def test_the_work_of_a_target_to_the_last_step(text, m, monkeypatch):
    certificate = next(c for c in SAMPLES.values() if c["kind"] == "constructed-hypernetwork")
    formula, space = Formula(text, sum(m)), Space(sum(m), certificate["r"])
    needed = certificate["parts"] ** sum(m) * (formula.size * len(space.products) + 40)
    for work, word in ((needed, True), (needed - 1, False)):
        monkeypatch.setattr("boundlab.checking.constructed_hypernetwork.MAX_WORK", work)
        assert (check({**certificate, "target": text}).reason != "checking the bounds takes too long, refused") == word


def spent(certificate, monkeypatch):
    total = []
    with monkeypatch.context() as patch:
        spend = Budget.spend
        patch.setattr(Budget, "spend", lambda self, steps: (total.append(steps), spend(self, steps))[1])
        assert check(certificate).valid
    return total


@pytest.mark.parametrize("name", PROOFS)
def test_work_is_paid_for(name, monkeypatch):
    """Nothing is free, and nothing is paid back: the limit on the work of a check cannot be got round."""
    total = spent(PROOFS[name], monkeypatch)
    assert min(total) >= 0
    assert 100 < sum(total) < 200_000


def test_errors_of_products_of_factors():
    """One product and 2·m1 carriers; each factor more is one product more and the carriers it waits for."""
    g = Fraction(1, 2**10)
    product_, carrier = Fraction(512, 9) * g**2, Fraction(8, 3) * g**2
    expected = {1: (1, 2), 2: (2, 4), 3: (3, 2 + 6), 4: (4, 2 + 4 + 8)}
    for m1, (products, carriers) in expected.items():
        assert _gadget_error(m1, g) == products * product_ + carriers * carrier


SIGNS = {
    "m": 1, "2*m*k + 3": 1, "-m - 1/2": -1, "m - 1": 0, "a": 0, "a*m": 0, "-a": 0, "min(m, 2)": 1, "min(m, a)": 0,
    "min(a, a + m)": 0, "max(m, k)*m": 1, "-min(m, k + 1)": -1, "min(m, m - k)": 0, "min(-m, -1)": 0, "min(m, 0*k)": 0,
    "min(m/k, 1/2)": 1, "max(min(m, a), 1)": 0, "max(min(m, k), 1)": 1, "0*m": 0,
}  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
def test_the_sign_of_a_polynomial_that_its_coefficients_show(text):
    """m and k are integers ≥ 1 and a is real: positive are m, k and what is made of positive things alone."""
    algebra = Algebra(parse_statement(statement("m + k + a >= 1", real=["a"])))
    assert algebra.sign(algebra.rational(parse_expression(text, Budget())).numerator) == SIGNS[text]


def test_the_work_of_halving_boxes_to_the_last_step(monkeypatch):
    """The least work that is enough pays for the first boxes and for two more for each that is halved, exactly."""
    certificate = {**SAMPLES["hypernetwork, exp(x*y)*cos(x)/9"], "parts": 1}
    formula, space = Formula(certificate["target"], 2), Space(2, 1)
    box = formula.size * len(space.products) + 40

    def enough(work):
        monkeypatch.setattr("boundlab.checking.constructed_hypernetwork.MAX_WORK", work)
        return check(certificate).valid

    halved = next(k for k in range(1, 200) if enough(box + 2 * k * box))
    assert halved >= 1
    assert not enough(box + 2 * halved * box - 1)


@pytest.mark.parametrize("at_zero", ["0", "1/3"])
def test_the_cost_of_covering_an_embedding(at_zero):
    """(n^m2 - 1)·ln 7 for the steps between cells, and ln(3 + 2ρn/ℓ1) for the value at 0."""
    data = {
        **SAMPLES["embedding"],
        "m2": 2,
        "eps": "1/5",
        "lipschitz_e": "1/2",
        "lipschitz_q": "3/7",
        "e_at_zero": at_zero,
    }
    n = 3  # ⌈2·(1/2)·(3/7)·5⌉
    expected = (n**2 - 1) * math.log(7) + (math.log(3 + 2 * n / 3 * 2) if at_zero != "0" else 0)
    assert float(_cover(_read(data))) == pytest.approx(expected, rel=1e-12)
