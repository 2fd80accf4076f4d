"""Statements about integers that hold in every residue class: n = q·k + r for r = 0, …, q - 1, each decided by itself.

This is what parity and `mod(n^2, 4) <= 1` need. The moduli are those of `mod`, and divisors in `floor` and `ceil`; in
equations such as m^2 = 3*n + 2 they are coefficients, and the classes those of the parameters that these leave.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from math import lcm, prod
from typing import Any, NoReturn

from boundlab.errors import BoundlabError
from boundlab.symbolic.branch import primitive_scale
from boundlab.symbolic.decision import Decision, Written
from boundlab.symbolic.expression import Expression
from boundlab.symbolic.formula import Literal, literals
from boundlab.symbolic.functions import closing, split_tokens
from boundlab.symbolic.grammar import parse_formula
from boundlab.symbolic.rational import Ring, to_fraction
from boundlab.symbolic.sequences import Tokens, names, put, read, uses
from boundlab.symbolic.spelling import spelled
from boundlab.symbolic.statement import Statement

Prove = Callable[..., Decision]
MAX_MODULUS, MAX_CASES, LEAST_WORK, MAX_ATTEMPTS = 24, 64, 100_000, 4


def decide_residues(
    claim: str, where: Iterable[str], declared: dict[str, Iterable[str]], work: int, prove: Prove
) -> Decision | None:
    """Return the statement with its proof in residue classes of integer parameters, None if none is found."""
    positive = [spelled(name) for name in declared["positive"]]
    texts = spelled(claim), (*(f"{name} > 0" for name in positive), *map(spelled, where))
    if any("[" in each for each in (texts[0], *texts[1])):
        return None  # an inf or sup
    parts = [read(each) for each in (texts[0], *texts[1])]
    real, signed = {*map(spelled, declared["real"]), *positive}, set(map(spelled, declared["integer"]))
    if any(use.kind == "sum" for part in parts for use in uses(part)):
        return None
    largest = _moduli(parts, real)
    smallest = {name: min(p for p in range(2, q + 1) if q % p == 0) for name, q in largest.items()}
    attempts = [smallest, largest][smallest == largest :] if largest else _of_equations(parts, real)
    for moduli in attempts:
        cases = prod(moduli.values())
        if cases <= MAX_CASES:
            certificate = _classes(parts, real, signed, moduli, max(work // cases, LEAST_WORK), prove)
            if certificate is not None:
                break
    else:
        return None
    kinds = ((real, "real"), (signed, "integer"))
    ranges = "".join(f", {', '.join(sorted(each))} {kind}" for each, kind in kinds if each)
    written = Written(claim, texts[1], ranges, ())
    whole = {**certificate, "statement": {**certificate["statement"], "claim": texts[0], "where": list(texts[1])}}
    said = " and ".join(f"{name} modulo {q}" for name, q in moduli.items())
    reason = f"holds for all admissible parameters, by the classes of {said}"
    return Decision(Statement.parse("0 = 0"), "proved", reason, written=written, whole=whole).checked()


def _moduli(parts: list[Tokens], real: set[str]) -> dict[str, int]:
    """Return for each integer parameter the least common multiple of what it is divided by in functions."""
    found: dict[str, int] = {}
    for part in parts:
        for inner, modulus in _divided(part):
            for name in sorted(names(inner) - real):
                found[name] = lcm(found.get(name, 1), modulus)
    return {name: modulus for name, modulus in found.items() if 2 <= modulus <= MAX_MODULUS}


def _of_equations(parts: list[Tokens], real: set[str]) -> list[dict[str, int]]:
    """Return for coefficients of equations the parameters whose terms they do not divide, each with the coefficient."""
    found: list[dict[str, int]] = []
    for literal in _equations(parts):
        ring = Ring(literal.left.parameters() | literal.right.parameters())
        try:
            top, _ = ring.fraction(literal.left - literal.right, _refused)
        except BoundlabError:
            continue
        if top.is_constant():
            continue
        top = top * ring.constant(primitive_scale(top))
        terms = [(int(to_fraction(c)), e) for e, c in top.to_dict().items()]
        coefficients = sorted({abs(c) for c, _ in terms if 2 <= abs(c) <= MAX_MODULUS})
        primes = {min(p for p in range(2, c + 1) if c % p == 0) for c in coefficients}
        for q in sorted({*coefficients, *primes}):
            left = sorted({n for c, e in terms if c % q for n, k in zip(ring.names, e, strict=True) if k})
            moduli = dict.fromkeys(left, q)
            if left and not real & set(left) and moduli not in found:
                found.append(moduli)
    return found[:MAX_ATTEMPTS]


def _equations(parts: list[Tokens]) -> Iterator[Literal]:
    """Yield the comparisons of formulas with equations; an equation that is negated is two inequalities there."""
    for part in parts:
        if {"==", "!="} & set(part):
            try:
                yield from literals(parse_formula(" ".join(part)))
            except BoundlabError:
                continue


def _refused(e: Expression) -> NoReturn:
    raise BoundlabError(f"{e} where a polynomial is expected")


def _divided(part: Tokens) -> Iterator[tuple[Tokens, int]]:
    for i, token in enumerate(part):
        if token not in {"mod", "floor", "ceil"} or (end := closing(part, i + 1)) < 0:
            continue
        arguments = split_tokens(part[i + 2 : end])
        if token == "mod" and len(arguments) == 2 and "".join(arguments[1]).isdecimal():
            yield list(arguments[0]), int("".join(arguments[1]))
        elif token != "mod":
            inner = list(arguments[0])
            divisors = [int(b) for a, b in itertools.pairwise(inner) if a == "/" and b.isdecimal() and int(b)]
            if divisors:
                yield inner, lcm(*divisors)


def _classes(
    parts: list[Tokens], real: set[str], signed: set[str], moduli: dict[str, int], work: int, prove: Prove
) -> dict[str, Any] | None:
    """Return the certificate of the statement in these tokens, with the classes of one parameter inside another's."""
    occurring = set().union(*map(names, parts))
    claim, *where = (" ".join(part) for part in parts)
    if not moduli:
        try:
            found = prove(claim, where, sorted(real & occurring), integer=sorted(signed & occurring), work=work)
        except BoundlabError:
            return None
        return found.certificate() if found.proved else None
    (name, modulus), *rest = moduli.items()
    cases = []
    for r in range(modulus):
        value = ["(", str(modulus), "*", name, "+", str(r), ")"]
        inside = [put(part, name, value) for part in parts]
        if name not in signed:
            inside.append([*value, ">=", "1"])
        case = _classes(inside, real, signed | {name}, dict(rest), work, prove)
        if case is None:
            return None
        cases.append(case)
    statement = {"claim": claim, "where": where, "real": sorted(real & occurring)}
    if signed & occurring:
        statement["integer"] = sorted(signed & occurring)
    head = {"kind": "residues", "version": 1, "statement": statement, "verdict": "proved"}
    return {**head, "of": name, "modulus": modulus, "cases": cases}
