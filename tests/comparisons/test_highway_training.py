"""Codes of characters, and cells of equal price."""

from boundlab.architectures.recurrent_highway import highway
from boundlab.comparisons._highway import DEPTH, HYPER, PLAIN, SYMBOLS, parameters, plain_width
from boundlab.comparisons._highway_training import Reader, encoded


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
