"""Every architecture: its formula is its count, and what is derived from the count is right."""

import dataclasses
import json
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab import architectures
from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.testing import assert_certificate
from boundlab.testing import configurations as rows

ROWS = {
    *("standard", "embedding", "hypernetwork", "low-rank", "full", "chunked", "mip", "hyperinterval", "random-matrix"),
    *("ghn3-decoder", "logah-decoder", "hypertab", "hyperstyle-block", "recurrent-highway", "lstm", "contextual"),
}
FLOW = {"kind": "dead-parameters", "item": "a", "sink": "out", "parameters": 5, "bound": 5}


def test_every_row_of_the_specification_is_there():
    assert set(architectures.names()) >= ROWS


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=200)
@given(st.data())
def test_formula_is_the_exact_count(name, data):
    row = data.draw(rows(name, largest=10**6))
    formula, bill = row.formula(), row.bill()
    for part in ("stored", "trainable", "active", "generated"):
        assert formula.value(getattr(formula.bill, part)) == getattr(bill, part)
    assert bill.active <= bill.trainable <= bill.stored


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=15)
@given(st.data())
def test_printed_formula_read_by_another_library_is_the_count(name, data):
    row = data.draw(rows(name, largest=50))
    formula = row.formula()
    symbols = {symbol: sympy.Symbol(symbol) for symbol in formula.values}
    text = str(formula.bill.trainable).replace("^", "**")
    value = sympy.sympify(text, locals=symbols).subs({symbols[key]: value for key, value in formula.values.items()})
    assert value == row.bill().trainable


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=60)
@given(st.data())
def test_marginal_cost_is_the_difference_of_two_counts(name, data):
    row = data.draw(rows(name))
    if "tasks" not in row.options():
        assert row.marginal_task() == 0
        return
    more = dataclasses.replace(row, tasks=row.tasks + 1)
    assert row.marginal_task() == more.bill().trainable - row.bill().trainable


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=60)
@given(st.data())
def test_break_even_tasks_is_the_first(name, data):
    row = data.draw(rows(name))
    even, size = row.compression().break_even_tasks, row.primary_size
    assert row.compression().ratio == Fraction(row.bill().trainable, size)

    def pays(tasks):
        count = row.bill().trainable + row.marginal_task() * (tasks - getattr(row, "tasks", tasks))
        return count <= tasks * size

    if even is None:
        assert not any(pays(tasks) for tasks in (1, 10, 10**3, 10**9))
    else:
        assert pays(even)
        assert even == 1 or not pays(even - 1)


@pytest.mark.parametrize("name", ["chunked", "lstm", "random-matrix"])
@settings(max_examples=100)
@given(st.data())
def test_break_even_size_against_a_scan(name, data):
    """Primaries 1 → n without bias have P = n weights, so every P can be tried."""
    row = dataclasses.replace(data.draw(rows(name, largest=6)), primary=(1, 400), primary_bias="none")
    even = row.compression().break_even_size
    least = row.chunk if "chunk" in row.options() else 1
    sizes = range(least, 600)

    def loses(size):
        other = dataclasses.replace(row, primary=(1, size))
        return other.bill().trainable > size

    bad = [size for size in sizes if loses(size)]
    if even is None:
        assert bad[-1] == sizes[-1]
    elif even < sizes[-1]:
        assert (bad[-1] if bad else least - 1) == max(even, least) - 1


@pytest.mark.parametrize("name", ["ghn3-decoder", "logah-decoder", "hyperstyle-block"])
@settings(max_examples=100)
@given(st.data())
def test_break_even_size_as_one_side_grows_against_a_scan(name, data):
    row = data.draw(rows(name, largest=3))
    if name == "hyperstyle-block":
        row = dataclasses.replace(row, kernel="3", out_channels=1, inner_channels=1, map_channels=1)
    if name == "ghn3-decoder":
        row = dataclasses.replace(row, node=1)
    side = {"ghn3-decoder": "in_channels", "logah-decoder": "side", "hyperstyle-block": "in_channels"}[name]
    scanned = [dataclasses.replace(row, **{side: size}) for size in range(1, 300)]
    pays = [other.primary_size for other in scanned if other.bill().trainable <= other.primary_size]
    even = row.compression().break_even_size
    assert (min(pays) if pays else None) == (even if even is not None and even <= scanned[-1].primary_size else None)
    assert pays == [other.primary_size for other in scanned if even is not None and other.primary_size >= even]


@pytest.mark.parametrize("name", architectures.names())
def test_growth_is_the_limit_of_exact_counts(name):
    row = architectures.get(name)()
    growth = row.growth()
    factor, gaps = 1, []
    for _ in range(3):
        factor *= 100
        changes = {}
        for option in row.scales_with:
            value = getattr(row, option)
            changes[option] = tuple(factor * w for w in value) if isinstance(value, tuple) else factor * value
        large = dataclasses.replace(row, **changes)
        stated = float(growth.coefficient) * large.primary_size ** float(growth.exponent)
        gaps.append(abs(large.bill().trainable / stated - 1))
    assert gaps[-1] < 0.01
    assert gaps[2] <= gaps[0]


@pytest.mark.parametrize("name", architectures.names())
@settings(max_examples=60)
@given(st.data())
def test_structural_claims_pass_the_independent_checker_and_no_mutation_does(name, data):
    claims = data.draw(rows(name)).structure()
    if not claims:
        return
    certificate = as_json(architectures.certificate(claims))
    assert_certificate(certificate)
    for claim in certificate["claims"]:
        stated = claim["bound"]
        for wrong in (stated - 1, stated + 1, -stated, str(stated)):
            claim["bound"] = wrong
            assert not check(certificate).valid
        claim["bound"] = stated


def as_json(claims):
    return json.loads(json.dumps(claims))


@pytest.mark.parametrize(
    "claim",
    [
        {"kind": "rank-at-most", "rows": 3, "columns": 4, "inner": 0, "affine": False, "bound": 0},
        {"kind": "repeated-entries", "entries": 10, "distinct": 3, "bound": 3},
        {"kind": "linear-collapse", "widths": [3, 4], "bound": 3},
        {"kind": "linear-collapse", "widths": [3, True, 4], "bound": 1},
        {**FLOW, "edges": [["a", "b"], ["b", "out"]]},
        {**FLOW, "edges": [["b", "c"]]},
        {"kind": "dropped-outputs", "chunks": 5, "chunk": 3, "used": 12, "bound": 3},
        {"kind": "magic", "bound": 1},
        {"bound": 1},
    ],
)
def test_claims_that_do_not_follow_are_refused(claim):
    assert not check({"kind": "architecture-structure", "claims": [claim]}).valid


@pytest.mark.parametrize("name", architectures.names())
def test_the_checker_survives_nonsense(name):
    for claims in (None, [], [None], [{}], [[1]], "x", [{"kind": []}], [{"kind": "rank-at-most"}]):
        assert not check({"kind": "architecture-structure", "claims": claims}).valid


@pytest.mark.parametrize("name", architectures.names())
def test_every_bad_option_is_one_line_naming_option_and_value(name):
    row = architectures.get(name)
    for option in row.options():
        with pytest.raises(BoundlabError) as caught:
            row.from_text({option: "-7x"})
        assert str(caught.value).startswith(f"{option}: got '-7x', expected ")
        assert "\n" not in str(caught.value)
    with pytest.raises(BoundlabError, match="colour: got 'red'"):
        row.from_text({"colour": "red"})


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("full", {"tasks": 0}, "tasks: got '0'"),
        ("full", {"primary": (3, 0, 1)}, "primary: got '3-0-1'"),
        ("full", {"primary": (3,)}, "primary: got '3'"),
        ("full", {"hidden": (5, -1)}, "hidden: got '5--1'"),
        ("full", {"tasks": True}, "tasks: got 'True'"),
        ("full", {"bias": "some"}, "bias: got 'some'"),
        ("hypernetwork", {"activation": "swish"}, "activation: got 'swish'"),
        ("chunked", {"primary": (2, 1), "chunk": 4}, "chunk: got '4', expected at most the primary's 3 weights"),
        ("chunked", {"chunk": 0}, "chunk: got '0'"),
        ("chunked", {"embedding": 0}, "embedding: got '0'"),
        ("lstm", {"primary": (2, 1), "chunk": 4}, "chunk: got '4'"),
        ("hypertab", {"features": 3, "share": Fraction(1, 4)}, "share: got '1/4'"),
        ("hypertab", {"share": 0.5}, "share: got '0.5'"),
    ],
)
def test_bad_values_of_the_python_interface(name, options, message):
    with pytest.raises(BoundlabError) as caught:
        architectures.get(name)(**options)
    assert str(caught.value).startswith(message)


def test_unknown_architecture():
    with pytest.raises(BoundlabError, match="architecture: got 'transformer', expected one of chunked, "):
        architectures.get("transformer")
