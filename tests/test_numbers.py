"""ε as text is exact, and everything else is refused in one line."""

import ast
import inspect
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab import numbers
from boundlab.errors import BoundlabError
from boundlab.numbers import epsilon, epsilons, integer, integer_ranges, integers, rational
from boundlab.rigorous import Query


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-6", Fraction(1, 10**6)),
        ("1/3", Fraction(1, 3)),
        ("0.001", Fraction(1, 1000)),
        (" 2.5E-3 ", Fraction(1, 400)),
        (".5", Fraction(1, 2)),
        ("1.e-1", Fraction(1, 10)),
    ],
)
def test_text_is_exact(text, value):
    assert rational(text) == value


@given(st.fractions(max_denominator=10**30), st.integers(-30, 30))
def test_every_spelling_of_a_number_is_read_back(value, exponent):
    assert rational(str(value)) == value
    assert rational(f"{value.numerator}e{exponent}") == value.numerator * Fraction(10) ** exponent


BAD = [
    "",
    "abc",
    "nan",
    "inf",
    "1/0",
    "1//3",
    "0x10",
    "1_000",
    "1e",
    "1e99999",
    "--1",
    "1/2/3",
    "1" * 300,
    "٣/٤",
    "1+1",
]


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_a_number_is_one_line(text):
    with pytest.raises(BoundlabError) as caught:
        rational(text, "eps")
    assert str(caught.value).startswith("eps: got ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["0", "-1/2", "1", "3/2", "1e-61"])
def test_eps_outside_the_range_is_refused(text):
    with pytest.raises(BoundlabError, match="eps"):
        epsilon(text)


def test_a_float_is_refused_because_it_is_not_exact():
    with pytest.raises(BoundlabError, match="float"):
        epsilon(0.1)


def test_grids_and_lists():
    assert epsilons("1e-1:1e-6:6") == [Fraction(1, 10**i) for i in range(1, 7)]
    assert epsilons("1/3, 1e-2:1e-4:3")[0] == Fraction(1, 3)
    half = epsilons("1e-1:1e-2:3")[1]
    assert abs(half**2 - Fraction(1, 1000)) < Fraction(1, 10**8)


@pytest.mark.parametrize("text", ["1e-1:", "1e-1:1e-2:1", "1e-1:1e-2:x", "1e-1:2:3", "1e-1:1e-2:99999", ","])
def test_bad_grids(text):
    with pytest.raises(BoundlabError, match="eps"):
        epsilons(text)


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"m": 0}, "^m"),
        ({"r": 0}, "^r"),
        ({"m": 1.5}, "^m"),
        ({"m": True}, "^m"),
        ({"m": 65}, "^m"),
        ({"m": 64, "eps": "1e-30"}, "^eps"),
        ({"depth": 1}, "^depth"),
        ({"width": 0}, "^width"),
        ({"bits": 0}, "^bits"),
        ({"weights_bound": 0}, "^weights_bound"),
        ({"activation": "cosine"}, "^activation"),
    ],
)
def test_query_names_the_bad_field(change, argument):
    with pytest.raises(BoundlabError, match=argument):
        Query(**{"m": 1, "r": 1, "eps": "1/2", **change})


def test_a_range_has_three_accuracies_a_decade_in_either_direction():
    down, up = epsilons("1e-1:1e-4"), epsilons("1e-4:1e-1")
    assert len(down) == 10
    assert down[0::3] == [Fraction(1, 10**k) for k in (1, 2, 3, 4)]
    assert sorted(up) == sorted(down)
    assert epsilons("3,1/2,2:4", below=None)[:2] == [3, Fraction(1, 2)]
    with pytest.raises(BoundlabError, match="0 < eps < 1"):
        epsilons("1e-1:1")


@given(st.integers(-(10**60), 10**60))
def test_integers_are_read_back(value):
    assert integer(str(value)) == rational(str(value)) == value


@pytest.mark.parametrize("text", ["", " ", "+", "1.0", "1e3", "1_0", "٣", "²", "0x1", "nan", "1 2", "9" * 201])
def test_what_is_no_integer(text):
    with pytest.raises(BoundlabError, match=r"^m: got .*expected an integer"):
        integer(text, "m")


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(0, 9)), min_size=1, max_size=5))
def test_lists_and_ranges_are_read_back(items):
    text = ", ".join(f"{first}:{first + more}" if more else str(first) for first, more in items)
    assert integer_ranges(text) == [(first, first + more) for first, more in items]
    assert integers(text) == [value for first, more in items for value in range(first, first + more + 1)]


@pytest.mark.parametrize("text", ["", ",", "3,", "8:3", "1:2:3", "0", "1:", "-1:4", "1:99999999", "a", "9" * 201])
def test_bad_lists(text):
    with pytest.raises(BoundlabError, match=r"^k: got"):
        integers(text, "k")


@given(st.fractions(Fraction(1, 10**30), Fraction(9, 10)), st.fractions(Fraction(1, 10**30), Fraction(9, 10)))
def test_a_grid_is_geometric_up_to_its_six_digits(first, last):
    middle = epsilons(f"{first}:{last}:3")[1]
    assert abs(middle**2 / (first * last) - 1) < Fraction(2, 10**5)


def test_no_float_is_on_the_way_to_an_exact_number():
    names = {node.id for node in ast.walk(ast.parse(inspect.getsource(numbers))) if isinstance(node, ast.Name)}
    constants = [n.value for n in ast.walk(ast.parse(inspect.getsource(numbers))) if isinstance(n, ast.Constant)]
    assert not names & {"math", "log10", "log", "pow", "eval"}
    assert not any(isinstance(value, float) for value in constants)
