"""Statements about sums up to n, powers b^n and n!: proved by induction on n, refuted at small n.

The beginning and the step are statements without these and are decided like any other. Where the step does not follow
from the claim at n, the hypothesis says more: closed forms of its sums, signs of powers, or a slack that shrinks, as in
sum(i=1..n: 1/i^2) + 1/n <= 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.answer import failure
from boundlab.symbolic.decision import Decision, Written
from boundlab.symbolic.expression import Value
from boundlab.symbolic.hypotheses import hypotheses
from boundlab.symbolic.sequences import Sequences, Tokens, Unfit, at_numbers, names, read, uses
from boundlab.symbolic.spelling import spelled
from boundlab.symbolic.statement import Statement

Prove = Callable[..., Decision]
FIRST, LATER = range(8), (9, 10, 11, 12, 15, 20, 30, 31, 50, 83, 100, 150, 250)
SHIFTS = (0, 1, 3, 6)
QUICK, STEP = 300_000, 3_000_000
MAX_ATTEMPTS = 40
SEQUENCE = re.compile(r"\b(?:sum|factorial)\s*\(|(?:\^|\*\*)\s*(?:[A-Za-z_(\-])")


@dataclass
class Question:
    """A statement in tokens, with the ranges of its parameters."""

    claim: Tokens
    where: list[Tokens]
    real: set[str]
    signed: set[str]
    work: int
    prove: Prove
    texts: tuple[str, tuple[str, ...]] = ("", ())
    cache: dict[str, Decision | None] = field(default_factory=dict)

    @property
    def bound(self) -> set[str]:
        """The variables of the sums."""
        return {use.parts[0][0] for part in (self.claim, *self.where) for use in uses(part) if use.kind == "sum"}

    @property
    def parameters(self) -> set[str]:
        """The names that occur, variables of sums left out."""
        return set().union(*map(names, (self.claim, *self.where))) - self.bound

    def decided(
        self, claim: Tokens, where: Iterable[Tokens], positive: Iterable[str] = (), work: int = QUICK
    ) -> Decision | None:
        """Decide an instance; names that are no parameters are real unless `positive`. None if it cannot be read."""
        text, *conditions = (" ".join(each) for each in (claim, *where))
        occurring = set().union(*(names(read(each)) for each in (text, *conditions)))
        whole = self.parameters - self.real | set(positive)
        real = sorted(occurring - whole)
        key = f"{text} | {conditions} | {real} | {work}"
        if key not in self.cache:
            try:
                signed = sorted(self.signed & occurring)
                self.cache[key] = self.prove(text, conditions, real, integer=signed, work=work)
            except BoundlabError:
                self.cache[key] = None
        return self.cache[key]

    def statement(self) -> dict[str, Any]:
        """Return the statement as a certificate carries it."""
        occurring = self.parameters
        claim, where = self.texts
        texts = {"claim": claim, "where": list(where), "real": sorted(self.real & occurring)}
        return {**texts, "integer": sorted(self.signed & occurring)} if self.signed & occurring else texts


def decide_induction(
    claim: str, where: Iterable[str], declared: dict[str, Iterable[str]], work: int, prove: Prove
) -> Decision | None:
    """Decide a statement in which sums, factorials or powers with names as exponents stand; None if none of these does.

    Raises BoundlabError for texts that are not in the grammar. `prove` decides the instances.
    """
    positive = [spelled(name) for name in declared["positive"]]
    texts = spelled(claim), (*(f"{name} > 0" for name in positive), *map(spelled, where))
    if any("[" in each for each in (texts[0], *texts[1])):
        return None  # an inf or sup
    question = Question(
        read(texts[0]), [read(each) for each in texts[1]], {*map(spelled, declared["real"]), *positive},
        set(map(spelled, declared["integer"])), work, prove, texts,
    )  # fmt: skip
    variables = _variables(question)
    if not variables:
        return None
    for name in (question.real | question.signed) - question.parameters:
        raise BoundlabError(f"{name} does not occur in the claim or a condition", "real")
    ranges = "".join(
        f", {', '.join(sorted(n))} {k}" for n, k in ((question.real, "real"), (question.signed, "integer")) if n
    )
    written = Written(claim, tuple(texts[1]), ranges, ())
    sample = Statement.parse("0 = 0")
    head = {"kind": "induction", "version": 1, "statement": question.statement()}
    readable = False
    for stage in (FIRST, None, LATER):
        if stage is None:
            for name in variables:
                proof = _proof(question, name)
                if proof is not None:
                    whole = {**head, "verdict": "proved", **proof}
                    reason = f"holds for all admissible parameters, by induction on {name}"
                    return Decision(sample, "proved", reason, written=written, whole=whole).checked()
            continue
        for values in _numbers(question, variables, stage):
            instance = _instance(question, values)
            readable |= instance is not None
            if instance is not None and instance.verdict == "refuted":
                whole = {**head, "verdict": "refuted", "at": values, "instance": instance.certificate()}
                point: dict[str, Value] = {**values, **instance.visible(instance.witness or {})}
                return Decision(
                    sample, "refuted", failure(point), witness=point, written=written, whole=whole
                ).checked()
        if not readable:
            _refuse(question, variables)
    return Decision(sample, "undecided", "neither a proof by induction nor a counterexample was found", written=written)


def _refuse(question: Question, variables: list[str]) -> None:
    """Raise what is wrong with the statement where one is put for the variables."""
    try:
        values = dict.fromkeys(variables, 1)
        claim, *where = (" ".join(at_numbers(part, values)) for part in (question.claim, *question.where))
    except Unfit:
        raise BoundlabError("a sum, factorial or power in it is not one up to an integer parameter", "claim") from None
    occurring = set().union(*(names(read(each)) for each in (claim, *where)))
    question.prove(claim, where, sorted(question.real & occurring), integer=sorted(question.signed & occurring), work=1)


def _variables(question: Question) -> list[str]:
    """Return the integer parameters up to which sums, powers and factorials go."""
    found: dict[str, None] = {}
    bound = question.bound
    for part in (question.claim, *question.where):
        for use in uses(part):
            ends = [use.parts[-1]]
            if use.kind == "sum":
                ends = [use.parts[2], *(u.parts[1] for u in uses(use.parts[3]) if u.kind == "power")]
            for tokens in ends:
                found |= dict.fromkeys(n for n in tokens if n in names(tokens) - bound)
    return [] if set(found) & question.real else list(found)


def _numbers(question: Question, variables: list[str], values: Iterable[int]) -> Iterator[dict[str, int]]:
    """Yield values for the variables: one after the other from its least one, the others small."""
    least = {name: _start(question, name)[0] or 0 for name in variables}
    for k in values:
        for name in variables:
            for other in (0, 1, 3) if len(variables) > 1 else (0,):
                yield {v: least[v] + (k if v == name else other) for v in variables}


def _instance(question: Question, values: dict[str, int]) -> Decision | None:
    try:
        where = [at_numbers(each, values) for each in question.where]
        return question.decided(at_numbers(question.claim, values), where)
    except Unfit:
        return None


def _start(question: Question, name: str) -> tuple[int | None, list[Tokens]]:
    """Return the least value of `name` that its conditions leave, None if they are no bounds, and the others."""
    start, fixed, bounded = None if name in question.signed else 1, [], True
    for condition in question.where:
        match condition:
            case [left, (">=" | ">") as relation, least] if left == name and least.isdecimal():
                bound = int(least) + (relation == ">")
                start = bound if start is None else max(start, bound)
            case _:
                bounded &= name not in condition
                fixed.append(condition)
    return start if bounded and (start or 0) >= 0 else None, fixed


def _proof(question: Question, name: str) -> dict[str, Any] | None:
    start, fixed = _start(question, name)
    if start is None:
        return None
    attempts = 0
    positive = question.parameters - question.real - question.signed
    for stronger, text in hypotheses(question.claim, name, positive):
        for shift in SHIFTS:
            first = start + shift
            sequences = Sequences(name, {*question.parameters, *question.bound, *names(stronger)})
            try:
                base = question.decided(at_numbers(stronger, {name: first}), fixed)
                if base is None or not base.proved:
                    continue
                if (attempts := attempts + 1) > MAX_ATTEMPTS:
                    return None
                found = _step(question, sequences, stronger, fixed, first, positive, bool(text))
            except Unfit:
                break
            if found is None:
                continue
            below = [question.decided(at_numbers(question.claim, {name: k}), fixed) for k in range(start, first)]
            if all(each is not None and each.proved for each in below):
                said = [{"name": known, "is": what} for known, what in sequences.found.values()]
                smaller = [each.certificate() for each in below if each is not None]
                proof = {"on": name, "names": said, "from": first, "below": smaller}
                return {**proof, "base": base.certificate(), **found, **({"stronger": text} if text else {})}
    return None


def _step(
    question: Question, sequences: Sequences, stronger: Tokens, fixed: list[Tokens], first: int,
    positive: set[str], with_more: bool,
) -> dict[str, Any] | None:  # fmt: skip
    """Return the step, and that the claim follows from a stronger hypothesis, None if one of them is not proved."""
    if not (sequences.starts(stronger, first) and sequences.starts(question.claim, first)):
        return None
    known = [*fixed, [sequences.name, ">=", str(first)], sequences.value(stronger)]
    following, claim = sequences.next(stronger), sequences.value(question.claim)
    whole = {*positive, *sequences.of_integers(positive)}
    instances = {"step": following, **({"implies": claim} if with_more else {})}
    found = {}
    for what, instance in instances.items():
        decision = question.decided(instance, known, whole, min(question.work, STEP))
        if decision is None or not decision.proved:
            return None
        found[what] = decision.certificate()
    return found
