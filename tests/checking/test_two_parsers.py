"""Texts that the producer and the checker read: both refuse, or both mean the same."""

from collections import Counter

import pytest
from two_parsers import Texts, compared

AGREED = {"both read", "both refuse", "too large"}


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=pytest.mark.slow)])
def test_both_read_or_both_refuse(count):
    texts = Texts(1)
    found = Counter(compared(texts.draw()) for _ in range(count))
    # A subscript or a superscript before a digit is none for the producer, which alone spells them out.
    assert sum(n for said, n in found.items() if said not in AGREED) <= count // 1_000
    assert found["both read"] > count // 10
    assert found["both refuse"] > count // 10
