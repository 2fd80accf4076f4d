"""The verdicts that come with this version are those of its checks."""

import pytest

from proofs_numeric._checks import checks
from proofs_numeric._kept import kept, read
from proofs_numeric._runner import run_one


def test_every_check_has_a_verdict_and_no_other():
    known = {check.id: check for check in checks()}
    assert set(read()) == set(known), "`python -m proofs_numeric._kept` writes verdicts.json again"
    for id_, verdict in read().items():
        assert verdict["title"] == known[id_].title
        assert not verdict["failed"]
        assert not verdict["unexpected"]
        assert verdict["steps"]


def told(verdict):
    """What does not depend on how far a search came on this machine."""
    return [(step["name"], step["statement"], step["outcome"], step.get("domain")) for step in verdict["steps"]]


@pytest.mark.parametrize("id_", ["lem-3", "lem-24", pytest.param("", marks=pytest.mark.slow)])
def test_running_them_again_gives_the_same(id_):
    for each in [id_] if id_ else sorted(read()):
        again = kept({"checks": [run_one(each, "quick", 0)]})[each]
        assert told(again) == told(read()[each]), each
