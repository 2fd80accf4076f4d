"""Every limit of the checkers: what lies at it is read, what lies just beyond is refused, with the reason."""

import importlib
from fractions import Fraction

import pytest
from certificate_parts import statement

from boundlab.checking import _range, check
from boundlab.checking._fields import items, number
from boundlab.checking._networks import require_positive
from boundlab.checking._numbers import fraction, fractions, integer, short_fraction
from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.order import sides
from boundlab.checking._rewritten.parser import parse_condition
from boundlab.checking._rewritten.polynomial import Budget, Polynomial, bounded, power
from boundlab.checking._rewritten.statement import parse_statement
from boundlab.checking._scope import Scope

LIMITS = {
    "_rewritten.tokens": {"MAX_DIGITS": 1_000, "MAX_NAME": 40},
    "_rewritten.parser": {"MAX_TEXT": 20_000, "MAX_NESTING": 80, "MAX_EXPONENT": 64},
    "_rewritten.polynomial": {"MAX_WORK": 1_000_000, "MAX_BITS": 8_000, "MAX_DEGREE": 4_096, "MAX_TERMS": 20_000},
    "_fields": {"_MAX_VALUE": 2_000},
    "_rewritten.order": {"MAX_ORDER_TERMS": 4_000},
    "_proof": {"MAX_ITEMS": 20_000},
    "_scope": {"MAX_DEPTH": 60, "MAX_NAME": 100},
    "_rewritten.statement": {"MAX_CONDITIONS": 1_000},
    "decision": {"MAX_WITNESS": 1_000},
    "_loading": {"MAX_BYTES": 4 * 2**20, "MAX_DEPTH": 200, "MAX_DIGITS": 4_000},
    "_numbers": {"MAX_TEXT": 800, "SHORT": 10**30},
    "_networks": {"MAX_COUNT": 10**4000, "MAX_WIDTH": 10**2000},
    "_rewritten.sobolev": {
        "MAX_DEGREE": 64, "MAX_RESOLUTION": 10**80, "MAX_PIECES_TIMES_ORDER": 1600, "MAX_SUBDIVISIONS": 20_000,
        "MAX_KNOT_DENOMINATOR": 2**64, "MAX_VALUE_DENOMINATOR": 2**8192,
    },
    "_rewritten.targets": {"MAX_TEXT": 500, "MAX_NODES": 400, "MAX_EXPONENT": 1000},
    "_rewritten.bumps": {"PARTS": 32, "MAX_CELLS": 100_000},
    "bundle": {"MAX_CERTIFICATES": 20_000},
    "architecture_structure": {"_MOST": 1000, "_LABEL": 200},
    "constructive_bound": {
        "MAX_CELLS": 10**80, "MAX_NODES": 16, "MAX_NODE_DENOMINATOR": 2**64, "MAX_SUBDIVISIONS": 4000,
    },
    "constructed_hypernetwork": {
        "MAX_CELLS": 10**80, "MAX_BITS": 256, "MAX_VALUES": 10_000, "MAX_WORK": 4_000_000, "OVERHEAD": 40,
        "MAX_EVALUATIONS": 200_000, "MAX_HALVINGS": 8,
    },
    "sphere_inclusion": {"MAX_DIMENSION": 16, "MAX_ORDER": 8},
    "one_neuron_member": {"MAX_CELLS": 4096},
    "sparse_embedding": {"PER_NODE": 128, "MOST_NODES": 10**80},
}  # fmt: skip
"""Part of the format: a certificate that one version reads, another must not refuse."""


@pytest.mark.parametrize("name", LIMITS)
def test_the_limits_of_the_format(name):
    module = importlib.import_module(f"boundlab.checking.{name}")
    assert {limit: getattr(module, limit) for limit in LIMITS[name]} == LIMITS[name]


def refused(what, word, *, limit=Unaffordable):
    with pytest.raises(limit, match=word):
        what()


def read(text):
    return parse_condition(text, Budget())


def conditions(n):
    return parse_statement(statement("x >= 1", ["x >= 1"] * n))


def chain(length):
    return "(" * length + "x" + ")" * length + " >= 1"


PAIRS = {
    "terms": (lambda n: Polynomial({((f"x{i}", 1),): 1 for i in range(n)}, Budget()), 20_000, "terms"),
    "coefficients": (lambda n: Polynomial({(): 2 ** (n - 1)}, Budget()), 8_000, "bits"),
    "denominators": (lambda n: Polynomial({(): Fraction(1, 2 ** (n - 1))}, Budget()), 8_000, "bits"),
    "numbers": (lambda n: bounded(2 ** (n - 1), Budget()), 8_000, "bits"),
    "powers": (lambda n: power(2, n - 1, Budget()), 8_000, "bits"),
    "powers of fractions": (lambda n: power(Fraction(1, 2), n - 1, Budget()), 8_000, "bits"),
    "degree": (lambda n: Polynomial.variable("x", Budget()) ** 64 ** 1 * (Polynomial({(("x", n - 64),): 1}, Budget())),
               4_096, "degree"),
    "text": (lambda n: read("x >= 1" + " " * (n - 6)), 20_000, "characters"),
    "digits": (lambda n: read("x >= " + "9" * n), 1_000, "digits"),
    "digits after the point": (lambda n: read("x >= ." + "9" * (n - 1)), 1_000, "digits"),
    "name": (lambda n: read("x" * n + " >= 1"), 40, "name"),
    "work": (lambda n: Budget().spend(n), 1_000_000, "elementary steps"),
    "value": (lambda n: number("9" * n, "a value"), 2_000, "characters"),
    "items": (lambda n: items([0] * n, "a list", 7), 7, "items"),
    "conditions": (conditions, 1_000, "items"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_at_the_limit_and_beyond(name):
    make, limit, word = PAIRS[name]
    make(limit)
    refused(lambda: make(limit + 1), word)


def test_nesting():
    deepest = max(n for n in range(200) if accepts(lambda n=n: read(chain(n))))
    assert deepest == 79  # the whole formula is a level
    refused(lambda: read(chain(deepest + 1)), "nested too deep")


def accepts(what):
    try:
        what()
    except Rejected:
        return False
    return True


def test_exponents():
    point = {"kind": "decision", "version": 1, "verdict": "refuted", "witness": {"x": 1}}
    assert check({**point, "statement": statement("x^64 > 1")}).valid
    assert "exponent" in check({**point, "statement": statement("x^65 > 1")}).reason


def test_terms_of_an_order(monkeypatch):
    point = {"kind": "decision", "version": 1, "verdict": "refuted", "witness": {}}
    for most, reason in ((3, ""), (2, "order of more than 2 terms")):
        monkeypatch.setattr("boundlab.checking._rewritten.order.MAX_ORDER_TERMS", most)
        for claim in ("N + N^2 + N^3 <~ N", "(N + N^2)*(N + 1) <~ N"):
            found = check({**point, "statement": statement(claim)})
            assert reason in found.reason
            assert found.valid == (not reason)
            assert found.refused == bool(reason)


def test_a_power_of_a_sum_is_multiplied_out_up_to_the_limit():
    for exponent, terms in ((2, 3), (64, 65), (65, 2)):
        claim = parse_statement(statement(f"(N + 1)^{exponent} <~ N"))
        left, _ = sides(claim.claim, Algebra(claim))
        assert len(left) == terms
        exponents = sorted(a.as_number() for a, b in left.values())
        assert exponents == (list(range(exponent + 1)) if terms > 2 else [0, exponent])


@pytest.mark.parametrize("claim", ["eps >= 1", "x >= N", "x + log(N) >= 1", "N^N <~ N", "N^log(N) <~ N"])
def test_the_scale_belongs_in_an_order(claim):
    point = {"kind": "decision", "version": 1, "verdict": "refuted", "witness": {"x": 1} if "x" in claim else {}}
    assert "belong in an order claim only" in check({**point, "statement": statement(claim)}).reason


def test_depth_and_names_of_a_proof():
    algebra = Algebra(parse_statement(statement("x >= 1")))
    Scope(algebra, depth=59).inner()
    refused(Scope(algebra, depth=60).inner, "nested deeper")
    scope = Scope(algebra)
    assert scope.new_name("f" * 100) == "f" * 100
    for name in ("f" * 101, "", "a.b", "a:b", "a[", "claim", "assume", "f" * 100):
        refused(lambda name=name: scope.new_name(name), "name", limit=Rejected)


def test_numbers_of_bounds():
    assert integer({"N": 5}, "N", 5, 5) == 5
    assert fraction("9" * 800, "eps") == 10**800 - 1
    assert short_fraction(str(10**30), "B") == 10**30
    assert short_fraction(f"1/{10**30}", "B") == Fraction(1, 10**30)
    assert fractions(["1"] * 3, "knots", 3) == [1, 1, 1]
    for wrong in (
        lambda: integer({"N": 4}, "N", 5, 9), lambda: integer({"N": 10}, "N", 5, 9),
        lambda: integer({"N": True}, "N", 0, 9), lambda: fraction("9" * 801, "eps"), lambda: fraction("1/0", "eps"),
        lambda: short_fraction(str(10**30 + 1), "B"), lambda: short_fraction(f"1/{10**30 + 1}", "B"),
        lambda: short_fraction(str(-(10**30) - 1), "B"), lambda: fractions(["1"] * 4, "knots", 3),
        lambda: fractions("11", "knots", 3),
    ):  # fmt: skip
        refused(wrong, "must", limit=Rejected)
    refused(lambda: integer([], "N", 5, 9), "missing", limit=Rejected)


def test_a_polynomial_below_a_bound():
    """x - x² on [0, 1] is at most 1/4, at 1/2: its Bernstein coefficients say so after one halving only."""
    parabola = [Fraction(0), Fraction(1), Fraction(-1)]
    budget = [3]
    _range.require_below(parabola, Fraction(1), Fraction(1, 4), budget, "p")
    assert budget == [2]
    with pytest.raises(Unaffordable):
        _range.require_below(parabola, Fraction(1), Fraction(1, 4), [1], "p")
    _range.require_below(parabola, Fraction(1), Fraction(1, 2), [0], "p")
    for wrong, width in (([Fraction(-1)], 1), ([Fraction(0), Fraction(1)], 1), ([Fraction(0), Fraction(-1)], 1)):
        with pytest.raises(Rejected, match="exceeds"):
            _range.require_below(wrong, Fraction(width), Fraction(99, 100), [9], "p")
    with pytest.raises(Rejected, match="exceeds"):
        _range.require_below(parabola, Fraction(1), Fraction(249, 1000), [99], "p")


def test_more_bits_until_a_sign_is_seen():
    from flint import arb, ctx

    before = ctx.prec
    needed = []

    def small(bits):
        def difference():
            needed.append(ctx.prec)
            return arb(1) + arb(2) ** -bits - 1

        return difference

    require_positive(small(600), 900, "no")
    assert needed == [64, 256, 1024]
    require_positive(small(1_500), 1_400, "no")
    assert needed[-1] == 1_528
    for difference in (lambda: arb(0), lambda: arb(-1), lambda: arb(0, 1)):
        with pytest.raises(Rejected, match="no"):
            require_positive(difference, 9, "no")
    assert ctx.prec == before
