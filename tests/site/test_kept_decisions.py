"""The decisions that come with a version are those that the library makes now."""

import random

import pytest

from boundlab.claims.registry import Registry
from boundlab.derived.closure import closure_of
from boundlab.derived.load import load
from boundlab.site.bounds_data import BoundsData
from boundlab.site.decide_again import decided
from boundlab.site.kept_decisions import KeptDecisions

FEW = ("yarotsky-2017", "mhaskar-1996", "devore-howard-micchelli-1989")


class Sampled(KeptDecisions):
    """Answers as they are kept, but decides some of them anew."""

    def __init__(self, share):
        super().__init__()
        self.chosen, self.share, self.again = random.Random(24), share, []

    def answer(self, relation, a, b, given, decide):
        kept = super().answer(relation, a, b, given, decide)
        if self.chosen.random() < self.share:
            self.again.append((relation, str(a), str(b), given, kept, decide()))
        return kept


def test_a_sample_of_the_decisions_is_made_again():
    sampled = Sampled(0.5)
    claims = [c for c in load() if c.id.partition("/")[0] in FEW and not c.depends_on]
    BoundsData(closure_of(Registry(claims)), sampled)
    assert {one[4] for one in sampled.again} == {True, False}
    assert len(sampled.again) >= 20
    for *question, kept, now in sampled.again:
        assert kept == now, question


@pytest.mark.slow
def test_all_decisions_are_made_again():
    assert decided().used == KeptDecisions().answers, "python -m boundlab.site.decide_again"
