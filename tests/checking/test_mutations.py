"""Mutated certificates: what is accepted proves the statement it carries, by two separate evaluations."""

import copy
import random
import re

from brute_force import Reading
from decision_certificates import CERTIFICATES, PROOFS
from hypothesis import given, settings
from hypothesis import strategies as st
from second_reading import SecondReading

from boundlab.checking import check

TOKEN = re.compile(r"<~|>~|<<|>>|<=|>=|!=|\w+|\S|\s+")
SPARE = [
    "-",
    "+",
    "0",
    "1",
    "2",
    "3",
    "1/2",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "!=",
    "not",
    "and",
    "or",
    "≲",
    "≺",
    "≍",
]
GIVEN = {"0", "1", "2", "3", "-1", "1/2"}


def places(value, path=()):
    """Yield the path of every part of `value` except the frame, which other tests cover."""
    if path not in {(), ("kind",), ("version",), ("verdict",)}:
        yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def mutated_text(text, others, chance):
    tokens = TOKEN.findall(text)
    kind = chance.randrange(5)
    if kind == 0 or not tokens:
        return chance.choice(others)
    spot = chance.randrange(len(tokens))
    if kind == 1:
        tokens[spot] = chance.choice(SPARE)
    elif kind == 2:
        tokens[spot] = chance.choice([token for other in others for token in TOKEN.findall(other)] or SPARE)
    elif kind == 3:
        del tokens[spot]
    else:
        tokens.insert(spot, chance.choice(SPARE))
    return "".join(tokens)


def mutate(certificate, chance):
    """Change one thing in place: a text, a switch, an item or a field."""
    if certificate.keys().isdisjoint({"statement", "proof", "witness"}):
        return
    path = chance.choice(list(places(certificate)))
    parts = [at(certificate, place) for place in places(certificate)]
    place, key, old = at(certificate, path[:-1]), path[-1], at(certificate, path)
    if isinstance(old, str):
        texts = [part for part in parts if isinstance(part, str)] + sorted(GIVEN)
        place[key] = mutated_text(old, texts, chance)
    elif isinstance(old, bool):
        place[key] = not old
    elif isinstance(old, int):
        place[key] = old + chance.choice([-1, 1])
    elif isinstance(old, list) and old and chance.random() < 0.7:
        spot = chance.randrange(len(old))
        how = chance.randrange(3)
        if how == 0:
            del old[spot]
        elif how == 1:
            old.insert(spot, copy.deepcopy(chance.choice(old)))
        else:
            chance.shuffle(old)
    elif chance.random() < 0.3:
        del place[key]
    else:
        same = [part for part in parts if type(part) is type(old)]
        place[key] = copy.deepcopy(chance.choice(same))


def is_right(certificate):
    """Return whether `certificate` is a valid answer, found without the checker."""
    reading = Reading(certificate["statement"])
    if certificate["verdict"] == "refuted":
        return reading.refuted_by(certificate["witness"])
    return next(reading.counterexamples(), None) is None and SecondReading(certificate).valid()


@settings(max_examples=1500)
@given(st.sampled_from(sorted(CERTIFICATES)), st.integers(1, 3), st.integers(0, 2**32))
def test_what_is_accepted_is_right(name, count, seed):
    chance = random.Random(seed)
    certificate = copy.deepcopy(CERTIFICATES[name])
    for _ in range(count):
        mutate(certificate, chance)
    if check(certificate).valid and certificate != CERTIFICATES[name]:
        assert is_right(certificate)


def single_changes(certificate):
    """Yield every certificate with one coefficient, sign, index, name or case of the proof changed."""
    for path in places(certificate):
        old = at(certificate, path)
        news = []
        if isinstance(old, str) and path[0] == "proof" and path[-1] not in ("by", "step", "side"):
            news = [f"-({old})", f"{old} + 1", f"2*({old})", f"{old}.0", re.sub(r"\d", "7", old)]
            news += [re.sub(r"\.(\d)$", lambda m: f".{1 - int(m[1]) % 2}", old), "domain:m1", "f", "2", "-1"]
        elif isinstance(old, list) and path[0] == "proof":
            news = [[*old[:i], *old[i + 1 :]] for i in range(len(old))] + [old[::-1]]
        for new in news:
            if new != old:
                result = copy.deepcopy(certificate)
                at(result, path[:-1])[path[-1]] = new
                yield path, result


def test_every_single_change_of_a_proof_is_rejected_or_gives_another_proof():
    # Another proof: a fact that was not needed is gone, a text is written differently, terms are reordered.
    total = accepted = 0
    for name, original in PROOFS.items():
        for path, certificate in single_changes(original):
            total += 1
            if check(certificate).valid:
                accepted += 1
                assert is_right(certificate), (name, path)
    assert total > 4_000
    assert accepted < total / 20
