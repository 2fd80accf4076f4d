"""Codes of characters, and cells of equal price."""

from boundlab.architectures.recurrent_highway import highway
from boundlab.comparisons import get
from boundlab.comparisons._highway import DEPTH, HYPER, PAIRS, PLAIN, SINGLE, SYMBOLS, TEXT, parameters, plain_width
from boundlab.comparisons._highway_training import Reader, encoded
from boundlab.comparisons._verdict import CANNOT_TELL, judge
from boundlab.experiments.paired_claims import NOT, REPRODUCED


def test_the_plain_cell_is_as_large_as_the_hypernetwork_allows():
    assert (
        parameters(PLAIN)
        <= parameters(HYPER)
        < highway(SYMBOLS, plain_width() + 1, DEPTH) + (plain_width() + 2) * SYMBOLS
    )
    for arm in (PLAIN, HYPER):
        assert sum(p.numel() for p in Reader(arm).parameters()) == parameters(arm)


def test_characters_beyond_the_most_frequent_share_a_code():
    letters = "".join(chr(200 + i) * (100 - i) for i in range(60))
    codes = encoded(letters)
    assert codes.max() == SYMBOLS - 1
    assert (codes == 0).sum() == 100
    assert (codes == SYMBOLS - 1).sum() == sum(100 - i for i in range(SYMBOLS - 1, 60))


def test_nothing_is_shown_by_a_cell_that_has_learnt_less_than_frequencies_of_pairs():
    bits = {HYPER: 2.5, PLAIN: 3.4, PAIRS: 3.3, SINGLE: 4.6}

    def verdict():
        return judge(get("recurrent-highway"), [
            {"panel": TEXT, "arm": arm, "at": 0, "seed": seed, "parameters": 1, "bits": value + seed / 1000}
            for arm, value in bits.items() for seed in range(4)
        ]).verdict  # fmt: skip

    assert verdict() == CANNOT_TELL
    bits[PLAIN] = 3.2
    assert verdict() == REPRODUCED
    bits[PLAIN] = 2.4
    assert verdict() == NOT
