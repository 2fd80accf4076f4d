"""Whatever stands in the text of an order, it is read or refused in bounded time."""

import gc
import time

import pytest

from boundlab.errors import BoundlabError
from boundlab.symbolic import grammar, growth
from boundlab.symbolic.decide import decide
from boundlab.symbolic.grammar import parse_order

SUM = "(eps^(-m)+eps^(-r)+eps^(-w))^64"
HARD = "eps^(-(a+b+1)^3/(c+d+1)^3)+eps^(-(a+c+2)^3/(b+d+1)^3)+eps^(-(a+d+1)^3/(b+c+1)^3)"
ROW = "+".join(f"eps^(-{i}*m/r)" for i in range(40))
TEXTS = {
    "many powers": "+".join([SUM] * 230),
    "a maximum of powers": f"max({','.join([SUM] * 230)})",
    "products of powers": "*".join([f"({ROW})"] * 9),
    "sums of exponents": f"({HARD})^30",
    "large fractions": "*".join(f"eps^(-(a+b+c+{i})^14/(a+b+d+1)^14)" for i in range(180)),
    "large extrema": "*".join(f"eps^(-max((a+b+c+{i})^14,m)/min((a+b+d+1)^14,r))" for i in range(150)),
    "powers of constants": f"((a^m+b^r+c^w)^60){'*2' * 200}",
    "quotients": f"{SUM}{'/2' * 20}+{SUM}{'/3' * 20}",
}


@pytest.fixture(autouse=True)
def _nothing_of_other_tests():
    """What other tests left in this process is not what is timed."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("kind", TEXTS)
def test_work_is_bounded_for_every_kind_of_text(kind, monkeypatch):
    monkeypatch.setattr(grammar, "MAX_WORK", 30_000)
    start = time.process_time()
    with pytest.raises(BoundlabError, match="it takes too long to multiply out") as refused:
        parse_order(TEXTS[kind])
    assert time.process_time() - start < 1
    assert str(refused.value).startswith("order: cannot read")


def test_the_bound_is_about_a_second_and_holds_for_one_text_only():
    start = time.process_time()
    with pytest.raises(BoundlabError, match="it takes too long"):
        parse_order(TEXTS["sums of exponents"])
    assert time.process_time() - start < 2
    assert len(parse_order(f"({HARD})^2").terms) == 6


def test_what_is_refused_does_not_depend_on_what_was_read_before(monkeypatch):
    monkeypatch.setattr(grammar, "MAX_WORK", 30_000)
    for _ in range(2):
        with pytest.raises(BoundlabError, match="it takes too long"):
            parse_order(f"({HARD})^5")


def test_a_constant_takes_no_longer_in_a_long_text():
    # Twice as many summands took four times as long: each number was found by splitting the whole text into lines.
    start = time.process_time()
    assert parse_order("+".join(f"N^{i}" for i in range(1300))).terms
    assert time.process_time() - start < 1


def test_the_coefficients_of_expansions_are_bounded(monkeypatch):
    monkeypatch.setattr(growth, "COEFFICIENT_WORK", 4_000)
    claim, positive = "((a^eps + b^eps + c^eps)/3)^(3/eps) ≍ 1", ["a", "b", "c"]
    start = time.process_time()
    assert decide(claim, positive=positive).reason == "it takes too long to multiply out"
    assert time.process_time() - start < 3
