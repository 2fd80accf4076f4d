"""`boundlab check` answers hostile certificates of decisions with one line, in bounded time."""

import copy
import json
import random
import time

import pytest
from certificate_parts import either, extremum, fact, leaf, node, positive, proved, refuted, terms
from decision_certificates import PROOFS, REFUTATIONS

from boundlab.checking import check
from boundlab.cli import run

CLAIMED = leaf(("1", "f"), steps=[fact("claim", "x", "f")])
OPEN = leaf()
TERMS = node(terms())


def total(parts):
    return " + ".join(parts)


def deep(levels):
    tree = OPEN
    for _ in range(levels):
        tree = node(either("claim", tree, OPEN))
    return tree


HOSTILE = {
    "a power of a sum": proved(f"({total(f'x{i}' for i in range(30))})^64 >= x", CLAIMED),
    "a power of a sum that is claimed positive": proved(
        "x >= y + z", leaf(steps=[positive("(x+y+z+1)^64*(x+y+z+2)^64", "p", ("1", "assume"))])
    ),
    "a power of an order": proved(f"({total(f'N^a{i}' for i in range(6))})^64 <~ N", TERMS),
    "a product of orders": proved("*".join(f"(1 + N^a{i} + N^(2*a{i}))" for i in range(12)) + " <~ N", TERMS),
    "fractions as exponents": proved(total(f"N^(a{i}/(a{i}+{i + 1}))" for i in range(400)) + " <~ N", TERMS),
    "fractions that all collide": proved(
        total(f"N^((a+1)*{i + 1}/((a+1)*(a+{i})))" for i in range(300)) + " <~ N", TERMS
    ),
    "powers of powers": refuted("((((((x^64)^64)^64)^64)^64)^64)^64 >= 1", {"x": 3}),
    "powers of powers of a variable": proved("((((((x^64)^64)^64)^64)^64)^64)^64 >= 1", CLAIMED),
    "powers of powers of one": refuted("((((((x^64)^64)^64)^64)^64)^64)^64 >= 1", {"x": 1}),
    "an exponent above": proved("x^65 >= 1", CLAIMED),
    "a huge exponent": proved("x^99999999999999999999 >= 1", CLAIMED),
    "a tower of exponents": proved("x" + "^9" * 9_000 + " >= 1", CLAIMED),
    "a huge exponent of an order": proved("(N + 1)^" + "9" * 900 + " <~ N^" + "9" * 900, TERMS),
    "a million digits": proved("9" * 1_000_000 + " >= x", CLAIMED),
    "a thousand digits, often": proved("*".join(["9" * 990] * 20) + " >= x", CLAIMED),
    "long denominators": proved(total(f"x/{10**900 + i}" for i in range(20)) + " >= x", CLAIMED),
    "a coefficient of a million digits": proved("x >= 1", leaf(("9" * 1_000_000, "domain:x"))),
    "long coefficients": proved("x >= 1", leaf(*[("9" * 999 + "/" + "7" * 998, "domain:x")] * 9_000)),
    "a witness of a million digits": refuted("x >= 1", {"x": "9" * 1_000_000}),
    "a long witness": refuted("*".join(["x"] * 5_000) + " >= 1", {"x": "9" * 1_900}),
    "a million parameters": refuted("x >= 1", {f"x{i}": 1 for i in range(200_000)}),
    "a million characters": proved("x" * 1_000_000 + " >= 1", CLAIMED),
    "many parameters": proved(total(f"x{i}" for i in range(2_000)) + " >= x", CLAIMED),
    "a product of sums": proved("*".join(f"(x{i} + 1)" for i in range(1_800)) + " >= x", CLAIMED),
    "a sum of quotients": proved(total(f"1/(x{i} + 1)" for i in range(1_000)) + " >= x", CLAIMED),
    "quotients of quotients": proved("1/(x+" * 35 + "1" + ")" * 35 + " >= x", CLAIMED),
    "a long division": proved("((x^64)^64 - 1)/(x - 1) >= x", CLAIMED),
    "division of powers": proved("((x+y+1)^64*(y-1))/((x+y+1)^32*(x-1)) >= x", CLAIMED),
    "parentheses": proved("(" * 9_000 + "x" + ")" * 9_000 + " >= 1", CLAIMED),
    "signs": proved("-" * 19_000 + "x >= 1", CLAIMED),
    "negations": proved("not " * 4_500 + "x >= 1", CLAIMED),
    "functions": proved("min(" * 4_500 + "x" + ")" * 4_500 + " >= 1", CLAIMED),
    "a long chain": proved(" < ".join(["x"] * 4_900), CLAIMED),
    "many extrema": proved(
        total(f"min(x{i}, y)" for i in range(1_300)) + " >= x", node(extremum("min(x0, y)", "s", OPEN, OPEN))
    ),
    "nested extrema": proved("min(x, " * 60 + "x" + ")" * 60 + " >= 1", CLAIMED),
    "many conditions": proved("x >= 1", CLAIMED, where=["x >= 1"] * 1_000_000),
    "long conditions": proved("x >= 1", CLAIMED, where=[total(["x"] * 6_000) + " >= 1"] * 150),
    "many real parameters": proved("x >= 1", CLAIMED, real=[f"x{i}" for i in range(100_000)]),
    "many facts": proved("x >= 1", leaf(("1", "f0"), steps=[fact("claim", "1 - x", f"f{i}") for i in range(19_000)])),
    "many factors": proved("x >= 1", leaf(("1", *["domain:x"] * 19_000))),
    "many factors in many parameters": proved(
        "x*y*z*w >= 1", leaf(("1", *["domain:x", "domain:y", "domain:z", "domain:w"] * 4_000))
    ),
    "many terms": proved("x >= 1", leaf(*[("1", "domain:x")] * 19_000)),
    "many cases": proved(" and ".join(["x >= 1"] * 1_900), node(either("claim", *[leaf(("1", "domain:x"))] * 1_900))),
    "deep cases": proved("x >= 1 and x >= 2", deep(62)),
    "a long name of a formula": proved("x >= 1", leaf(steps=[fact("claim" + ".0" * 100_000, "x", "f")])),
    "a long name of a fact": proved("x >= 1", leaf(steps=[fact("claim", "1 - x", "f" * 1_000_000)])),
    "a strange name": proved("\u202ex >= 1\ud800", CLAIMED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_certificates_are_refused_in_bounded_time(name, tmp_path, capsys):
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(HOSTILE[name]))
    start = time.process_time()
    code = run(["check", str(path)])
    assert time.process_time() - start < 2
    assert code in (1, 2)
    answer = capsys.readouterr()
    lines = (answer.out + answer.err).splitlines()
    assert len(lines) == 1
    assert len(lines[0]) < len(str(path)) + 400
    assert "Error" not in lines[0], "a reason of the checker's own, not an exception that escaped it"


STRANGE = [None, True, False, 0, -1, 10**3_000, 0.5, "", "x", "\ud800", [], [[]], {}, {"by": []}, [None] * 3]


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for key, member in members:
            yield from places(member, (*path, key))


def replaced(value, path, new):
    if not path:
        return new
    result = copy.copy(value)
    result[path[0]] = replaced(value[path[0]], path[1:], new)
    return result


@pytest.mark.parametrize("name", PROOFS | REFUTATIONS)
def test_a_wrong_type_anywhere_is_a_reason_and_not_an_exception(name):
    certificate = (PROOFS | REFUTATIONS)[name]
    for path in places(certificate):
        for strange in random.Random(repr(path)).sample(STRANGE, 5):
            result = check(replaced(certificate, path, strange))
            assert isinstance(result.valid, bool)
            assert result.reason
            assert result.reason.isprintable()


def test_deep_objects_from_python_are_refused():
    certificate = copy.deepcopy(PROOFS["linear"])
    certificate["proof"] = deep(100_000)
    assert not check(certificate).valid
    loop = node(either("claim", None, OPEN))
    loop["close"]["cases"][0] = loop
    certificate = proved("x >= 1 and x >= 2", loop)
    assert "nested deeper" in check(certificate).reason
