"""Products of roots against the rest, raised to powers; equations may be multiplied with any polynomial."""

import pytest

from boundlab import decide
from boundlab.checking import check

TRUE = [
    ("sqrt(x^2 + y^2) >= (x + y)/sqrt(2)", {"real": ["x", "y"]}),
    ("a*x + b*y <= sqrt(a^2 + b^2)*sqrt(x^2 + y^2)", {"real": ["a", "b", "x", "y"]}),
    ("sqrt(a^2+b^2) + sqrt(c^2+d^2) >= sqrt((a+c)^2 + (b+d)^2)", {"real": ["a", "b", "c", "d"]}),
    ("(x*y*z)^(1/3) <= (x+y+z)/3", {"positive": ["x", "y", "z"]}),
    ("(x+y)^(2/3) <= x^(2/3) + y^(2/3)", {"positive": ["x", "y"]}),
    ("s + 1/sqrt(n+1) <= 2*sqrt(n+1)", {"real": ["s"], "where": ["s <= 2*sqrt(n)"]}),
]
FALSE = [
    ("sqrt(x^2 + y^2) > (x + y)/sqrt(2)", {"real": ["x", "y"]}),
    ("a*x + b*y < sqrt(a^2 + b^2)*sqrt(x^2 + y^2)", {"real": ["a", "b", "x", "y"]}),
    ("(x+y)^(2/3) >= x^(2/3) + y^(2/3)", {"positive": ["x", "y"]}),
]


@pytest.mark.parametrize(("claim", "options"), TRUE)
def test_roots_are_raised_to_powers(claim, options):
    decision = decide(claim, **options)
    assert decision.verdict == "proved", decision.reason
    assert options.keys() != {"real"} or "if there are any" not in decision.reason
    assert check(decision.certificate()).valid


@pytest.mark.parametrize(("claim", "options"), FALSE)
def test_what_holds_with_equality_is_not_strict(claim, options):
    assert decide(claim, **options).verdict != "proved"


def test_only_an_equation_is_multiplied_with_what_has_no_sign():
    def proof(condition, fact, sign="+"):
        step = {"step": "fact", "from": "where[0]", "times": ["y"], "polynomial": fact, "as": "f", "sign": sign}
        claim = {"step": "fact", "from": "claim", "polynomial": "x*y - y - 1", "as": "g"}
        close = {"by": "combination", "terms": [["1", ["f"]], ["1", ["g"]]]}
        statement = {"claim": "x*y < y + 1", "where": [condition], "real": ["x", "y"]}
        return {
            "kind": "decision", "version": 1, "statement": statement, "verdict": "proved",
            "proof": {"steps": [step, claim], "close": close},
        }  # fmt: skip

    assert check(proof("x = 1", "y - x*y", "-")).valid
    assert "not shown to be positive" in check(proof("x <= 1", "y - x*y")).reason
    assert not check(proof("x = 1", "y + 1 - x*y", "-")).valid
