"""Certificates as `decide` writes them: accepted, right by a second reading, broken by what changes their meaning."""

import copy
import random
from collections import Counter

import pytest
from test_mutations import is_right, mutate, single_changes

from boundlab.checking import check
from boundlab.symbolic.decide import decide

STATEMENTS = {
    "minimum": ("min(m1+m2, 2*m1) >= m1", (), ()),
    "quotient": ("m1*(m2+2)/(m2+1) <= 2*m1", (), ()),
    "condition": ("min(m, 2*m1) <= m", ("m = m1+m2",), ()),
    "disjunction": ("m >= 3", ("m != 1 and m != 2 or m > 5",), ()),
    "nested": ("max(a, min(b, m)) >= min(a, m)", ("m <= 7 or a > b",), ("a", "b")),
    "square": ("a/b + b/a >= 2", ("a > 0", "b > 0"), ("a", "b")),
    "signs": ("1/(a*b) < 0", ("a > 0", "b < 0"), ("a", "b")),
    "vacuous": ("m > 9", ("a > m", "a < 1"), ("a",)),
    "negated inequality": ("m != 0 and (k = 3 or k != 3)", ("not (m != k) or m > k",), ()),
    "reciprocal": ("1/(1/a) >= 1", ("a >= 1",), ("a",)),
    "integers": ("2*m != 2*k + 1", ("m*k > 6", "m^2 < 9"), ()),
    "sum of orders": ("ε^(-m2/r) + ε^(-m1/r) ≲ ε^(-(m1+m2)/r)", (), ()),
    "product of orders": ("(1+ε^(-a))*(1+ε^(-b)) ≲ (1+ε^(-a)+ε^(-2*a))*(1+ε^(-b)+ε^(-2*b))", (), ("a", "b")),
    "logarithm": ("N^m*log(N)^k ≺ N^m*log(N)^(k+r) + N^(m+1)", (), ()),
    "same order": ("w*N^max(m, r) ≍ N^m + 2*N^r", (), ()),
    "false minimum": ("min(m1+m2, 2*m1) >= m1+m2", (), ()),
    "false order": ("ε^(-(m1+m2)/r) ≲ ε^(-m2/r) + ε^(-m1/r)", (), ()),
    "false over the reals": ("a*b <= 1", ("a + b = 2", "a > 1/2 or b > 3"), ("a", "b")),
    "embedding": (
        "a >= min(m1+m2, 2*m1)",
        ("a >= w+k", "w < m1 or max(a, k+m2) >= m1+m2", "w >= m1 or max(a, w+m2) >= m1+m2"),
        ("a", "w", "k"),
    ),
}
CERTIFICATES = {name: decide(*statement).certificate() for name, statement in STATEMENTS.items()}


@pytest.mark.parametrize("name", STATEMENTS)
def test_accepted_and_right(name):
    certificate = CERTIFICATES[name]
    assert (certificate["verdict"] == "refuted") is name.startswith("false") or name == "false over the reals"
    assert check(certificate).valid
    assert is_right(certificate)


def test_a_thousand_mutations():
    """One to three changes anywhere, the statement included; what is still accepted is right by the second reading."""
    chance = random.Random(2024)
    accepted = Counter()
    for i in range(1_000):
        name = sorted(CERTIFICATES)[i % len(CERTIFICATES)]
        certificate = copy.deepcopy(CERTIFICATES[name])
        for _ in range(chance.randrange(1, 4)):
            mutate(certificate, chance)
        if certificate != CERTIFICATES[name] and check(certificate).valid:
            accepted[name] += 1
            assert is_right(certificate), certificate
    assert sum(accepted.values()) < 300


@pytest.mark.parametrize("name", [n for n in STATEMENTS if CERTIFICATES[n]["verdict"] == "proved"])
def test_single_changes_of_the_proof(name):
    changes = list(single_changes(CERTIFICATES[name]))
    chance = random.Random(name)
    for path, changed in chance.sample(changes, min(60, len(changes))):
        if check(changed).valid:
            assert is_right(changed), path


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_proof_of_another_statement(name):
    for other, certificate in CERTIFICATES.items():
        swapped = {**CERTIFICATES[name], "statement": certificate["statement"]}
        if other != name and check(swapped).valid:
            assert is_right(swapped), other


def test_the_opposite_verdict():
    for certificate in CERTIFICATES.values():
        assert not check({**certificate, "verdict": "refuted", "witness": {}}).valid
        assert not check({**certificate, "verdict": "proved"}).valid or certificate["verdict"] == "proved"
