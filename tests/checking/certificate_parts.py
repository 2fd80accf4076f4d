"""The parts certificates of decisions are made of, for the tests to write them by hand."""

from __future__ import annotations


def statement(claim, where=(), real=()):
    return {"claim": claim, "where": list(where), "real": list(real)}


def proved(claim, proof, where=(), real=()):
    frame = {"kind": "decision", "version": 1, "statement": statement(claim, where, real)}
    return {**frame, "verdict": "proved", "proof": proof}


def refuted(claim, witness, where=(), real=()):
    frame = {"kind": "decision", "version": 1, "statement": statement(claim, where, real)}
    return {**frame, "verdict": "refuted", "witness": witness}


def fact(source, polynomial, name, **options):
    return {"step": "fact", "from": source, "polynomial": polynomial, "as": name, **options}


def positive(polynomial, name, *terms):
    return {"step": "positive", "polynomial": polynomial, "as": name, "proof": combination(*terms)}


def square(of, name):
    return {"step": "square", "of": of, "as": name}


def combination(*terms):
    return {"by": "combination", "terms": [[coefficient, list(names)] for coefficient, *names in terms]}


def node(close, *steps):
    return {"steps": list(steps), "close": close} if steps else {"close": close}


def leaf(*terms, steps=()):
    return node(combination(*terms), *steps)


def extremum(of, name, *cases):
    return {"by": "extremum", "of": of, "as": name, "cases": list(cases)}


def either(of, *cases):
    return {"by": "or", "of": of, "cases": list(cases)}


def terms(*cases):
    cases = [{"side": side, "term": list(term), "proof": proof} for side, term, proof in cases]
    return {"by": "terms", "cases": cases}


def tie(term, name, *cases):
    return {"by": "tie", "term": list(term), "as": name, "cases": list(cases)}


def against(a, b="0"):
    return {"term": [a, b]}
