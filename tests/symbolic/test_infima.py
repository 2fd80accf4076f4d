"""Infima and suprema over an interval: where they are attained is found, and shown in the certificate."""

import copy

import pytest

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide

CASES = [
    ("inf(p in [1,2]: s - d*(1/p-1/2)) = s - d/2", ["d > 0"], {"real": ["s", "d"]}, "proved"),
    ("sup(p in [0,1]: p*(1-p)) = 1/4", [], {}, "proved"),
    ("inf(t in [0,1]: max(a*t, b*(1-t))) = a*b/(a+b)", [], {}, "proved"),
    ("inf(p in [0, m]: (p-1)^2) = 0", [], {}, "proved"),
    ("inf(p in [1, 2]: abs(p - 3)) = 1 and sup(p in [1, 2]: p) = 2", [], {}, "proved"),
    ("eps^(-inf(p in [1,2]: s*p)) ≲ eps^(-s)", [], {"positive": ["s"]}, "proved"),
    ("m >= 2", ["inf(p in [1,2]: p*m) >= 2"], {}, "proved"),
    ("sup(p in [1,2]: p*m) <= m", [], {}, "refuted"),
    ("inf(p in [1,2]: s*p) = s", [], {"real": ["s"]}, "refuted"),
    ("inf(p in [1,2]: 1/(p-3/2)) >= 0", [], {}, "undecided"),
    ("inf(p in [2,1]: p) >= 0", [], {}, "undecided"),
    ("inf(x in [1,4]: x + 4/x) = 4", [], {}, "proved"),
    ("sup(x in [0,1]: x^2*(1-x)) = 4/27", [], {}, "proved"),
    ("inf(x in [0,1]: (x-a)^2) = max(0, a-1, -a)^2", [], {"real": ["a"]}, "proved"),
    ("inf(h in [0,1]: h^2 + a*(1-h)^2) = a/(1+a)", [], {"positive": ["a"]}, "proved"),
]


@pytest.mark.parametrize(("claim", "where", "declared", "verdict"), CASES)
def test_infima(claim, where, declared, verdict):
    found = decide(claim, where, **declared)
    assert found.verdict == verdict, found.reason
    assert "inf_" not in found.reason


@pytest.mark.parametrize("text", ["inf(p in [1, 2] p) >= 1", "inf(p in [1]: p) >= 1", "sup(p in [1,2]: sqrt(p)) >= 1"])
def test_written_otherwise(text):
    with pytest.raises(BoundlabError, match=r"claim: (inf|sup)"):
        decide(text)


def test_the_certificate_shows_that_the_value_is_the_least_and_is_taken():
    sound = decide("inf(p in [1, m]: p^2 + r) >= 2").certificate()
    assert check(sound).valid
    for change in (
        lambda d: d.update(at=["2"]),
        lambda d: d.update(at=["0"]),
        lambda d: d.update(at=[]),
        lambda d: d.update({"is": "sup(p in [1, m]: p^2 + r)"}),
        lambda d: d.update({"is": "inf(p in [0, m]: p^2 + r)"}),
        lambda d: d.update({"is": "inf(r in [1, m]: r^2 + r)"}),
        lambda d: d.update(shown=d["shown"][1:]),
        lambda d: d.update(shown=d["shown"][:-1]),
    ):
        spoiled = copy.deepcopy(sound)
        change(spoiled["written"]["defined"][0])
        assert not check(spoiled).valid
