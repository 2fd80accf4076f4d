"""Statements about sums up to n, powers b^n and n!: proved by induction on n, refuted at small n.

The beginning and the step are statements without these and are decided like any other. Where the step does not follow
from the claim at n, the hypothesis says more: closed forms of its sums, signs of powers, or a slack that shrinks, as in
sum(i=1..n: 1/i^2) + 1/n <= 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic.answer import failure
from boundlab.symbolic.bernoulli import bernoulli
from boundlab.symbolic.decision import Decision, Written
from boundlab.symbolic.expression import Value
from boundlab.symbolic.hypotheses import Hypothesis, hypotheses
from boundlab.symbolic.offsets import offset
from boundlab.symbolic.sequences import Sequences, Tokens, Unfit, at_numbers, names, read, text_of, uses
from boundlab.symbolic.spelling import bound_names, spelled
from boundlab.symbolic.statement import Statement
from boundlab.symbolic.summed import summed

Prove = Callable[..., Decision]
OPEN = "neither a proof by induction nor a counterexample was found"
FEW = 3  # of the first values, where each takes long: with roots
FIRST, LATER = range(8), (9, 10, 11, 12, 15, 20, 30, 31, 50, 83, 100, 150, 250)
SHIFTS = (0, 1, 3, 6)
QUICK, STEP, SLACK_STEP, DECIDED, NESTED = 300_000, 3_000_000, 600_000, 20_000, 80_000
MAX_ATTEMPTS, LATER_WORK = 40, 3_000_000


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
    readable: bool = False  # was some instance?
    left: int = 0  # of the work that all instances may take

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
        text, *conditions = (text_of(each) for each in (claim, *where))
        occurring = set().union(*(names(read(each)) for each in (text, *conditions))) - bound_names(text)
        whole = self.parameters - self.real | set(positive)
        real = sorted(occurring - whole)
        key = f"{text} | {conditions} | {real} | {work}"
        if key not in self.cache and self.left <= 0:
            return None
        if key not in self.cache:
            work = min(work, self.work)
            before = self.left
            self.left -= work
            try:
                signed = sorted(self.signed & occurring)
                self.cache[key] = self.prove(text, conditions, real, integer=signed, work=work)
            except BoundlabError:
                self.cache[key] = None
            found = self.cache[key]
            if found is None or found.verdict != "undecided":
                self.left = before - (NESTED if any(uses(claim)) else DECIDED)  # it took less
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
        set(map(spelled, declared["integer"])), work, prove, texts, left=work*2//5,
    )  # fmt: skip
    variables = _variables(question)
    if not variables:
        return None
    for name in (question.real | question.signed) - question.parameters:
        raise BoundlabError(f"{name} does not occur in the claim or a condition", "real")
    kinds = ((question.real, "real"), (question.signed, "integer"))
    ranges = "".join(f", {', '.join(sorted(each))} {kind}" for each, kind in kinds if each)
    written = Written(claim, tuple(texts[1]), ranges, ())
    open_ = Decision(Statement.parse("0 = 0"), "undecided", OPEN, written=written)
    few = _has_roots(question.claim) or work <= STEP  # an instance of another induction
    found = _refuted(question, variables, FIRST[: FEW if few else None], open_)
    if found is None and not question.readable:
        _refuse(question, variables)
    if found is None:
        found = _by_offset(question, variables, open_)
    if found is None:
        found = _by_instances(question, open_)
    if found is None:
        low = {n for part in (question.claim,) for use in uses(part) if use.kind == "sum" for n in use.parts[1]}
        ordered = sorted(variables, key=low.__contains__)
        proofs = (_proved(question, name, open_) for name in ordered)
        found = next((each for each in proofs if each is not None), None)
    if found is None and not few:
        question.left = max(question.left, LATER_WORK)
        found = _refuted(question, variables, LATER, open_)
    return open_ if found is None else found.checked()


def _has_roots(claim: Tokens) -> bool:
    return "sqrt" in claim or any(
        claim[i : i + 2] == ["**", "("] and claim[i + 3 : i + 4] == ["/"] for i in range(len(claim))
    )


def _refuted(question: Question, variables: list[str], stage: Iterable[int], open_: Decision) -> Decision | None:
    """Return the refutation at numbers for the variables, None if none is found."""
    for values in _numbers(question, variables, stage):
        instance = _instance(question, values)
        question.readable |= instance is not None
        if instance is not None and instance.verdict == "refuted":
            head = {"kind": "induction", "version": 1, "statement": question.statement(), "verdict": "refuted"}
            whole = {**head, "at": values, "instance": instance.certificate()}
            roots = instance.visible(instance.roots)
            point: dict[str, Value] = {**values, **instance.visible(instance.witness or {})}
            reason = failure({**point, **roots})
            return replace(open_, verdict="refuted", reason=reason, witness=point, whole=whole, roots=roots)
    return None


def _proved(question: Question, name: str, open_: Decision) -> Decision | None:
    proof = _proof(question, name)
    if proof is None:
        return None
    head = {"kind": "induction", "version": 1, "statement": question.statement(), "verdict": "proved"}
    reason = f"holds for all admissible parameters, by induction on {name}"
    return replace(open_, verdict="proved", reason=reason, whole={**head, **proof})


def _by_offset(question: Question, variables: list[str], open_: Decision) -> Decision | None:
    """Return the proof with E + n - 1 for n where a condition says n ≥ E."""
    if question.work <= STEP:
        return None
    prove = partial(question.prove, work=question.work // 3)
    found = offset(question.claim, question.where, question.real, question.signed, variables, prove)
    if found is None:
        return None
    head = {"kind": "offset", "version": 1, "statement": question.statement(), "verdict": "proved"}
    reason = f"holds for all admissible parameters, by induction from where the condition on {found['of']} says"
    return replace(open_, verdict="proved", reason=reason, whole={**head, **found})


def _by_instances(question: Question, open_: Decision) -> Decision | None:
    """Return the proof by Bernoulli's inequality for powers whose bases depend on their exponents, or by the values of
    sums whose terms depend on where they end."""
    if question.work <= STEP:
        return None
    prove = partial(question.prove, work=STEP)
    ways = (("powers", bernoulli, "by Bernoulli's inequality"), ("summed", summed, "by the values of the sums"))
    for kind, way, said in ways:
        found = way(question.claim, question.where, question.real, question.signed, prove)
        if found is not None:
            head = {"kind": kind, "version": 1, "statement": question.statement(), "verdict": "proved"}
            reason = f"holds for all admissible parameters, {said}"
            return replace(open_, verdict="proved", reason=reason, whole={**head, **found})
    return None


def _refuse(question: Question, variables: list[str]) -> None:
    """Raise what is wrong with the statement where one is put for the variables."""
    try:
        values = dict.fromkeys(variables, 1)
        claim, *where = (" ".join(at_numbers(part, values)) for part in (question.claim, *question.where))
    except Unfit:
        raise BoundlabError("a sum, factorial or power in it is not one up to an integer parameter", "claim") from None
    occurring = set().union(*(names(read(each)) for each in (claim, *where)))
    try:
        question.prove(
            claim, where, sorted(question.real & occurring), integer=sorted(question.signed & occurring), work=1
        )
    except BoundlabError as error:
        at = ", ".join(f"{name} = 1" for name in variables)
        reason = error.reason.rpartition("': ")[2]
        raise BoundlabError(f"cannot read {question.texts[0][:80]!r} at {at}: {reason}", "claim") from None


def _variables(question: Question) -> list[str]:
    """Return the integer parameters up to which sums, powers and factorials go."""
    found: dict[str, None] = {}
    bound = question.bound
    for part in (question.claim, *question.where):
        for use in uses(part):
            ends = [use.parts[-1]]
            if use.kind == "sum":
                ends = [*use.parts[1:3], *(u.parts[1] for u in uses(use.parts[3]) if u.kind == "power")]
            for tokens in ends:
                found |= dict.fromkeys(n for n in tokens if n in names(tokens) - bound)
    return [] if set(found) & question.real else list(found)


def _numbers(question: Question, variables: list[str], values: Iterable[int]) -> Iterator[dict[str, int]]:
    """Yield values for the variables: one after the other from its least one, the others small."""
    starts = {name: _start(question, name)[0] for name in variables}
    least = {n: (0 if n in question.signed else 1) if start is None else start for n, start in starts.items()}
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
    for hypothesis in hypotheses(question.claim, name, positive):
        stronger, text = hypothesis.tokens, hypothesis.text
        for shift in SHIFTS:
            first = start + shift
            taken = {*question.parameters, *question.bound, *names(stronger)}
            sequences = Sequences(name, taken, frozenset(positive))
            sequences.mix(question.claim)
            sequences.mix(stronger)
            try:
                base = question.decided(at_numbers(stronger, {name: first}), fixed)
                if base is None or not base.proved:
                    continue
                if (attempts := attempts + 1) > MAX_ATTEMPTS:
                    return None
                found = _step(question, sequences, hypothesis, fixed, first, positive)
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
    question: Question,
    sequences: Sequences,
    hypothesis: Hypothesis,
    fixed: list[Tokens],
    first: int,
    positive: set[str],
) -> dict[str, Any] | None:
    """Return the step, and that the claim follows from a stronger hypothesis, None if one of them is not proved."""
    stronger, work = hypothesis.tokens, SLACK_STEP if hypothesis.slack else STEP
    if not (sequences.starts(stronger, first) and sequences.starts(question.claim, first)):
        return None
    known = [*fixed, [sequences.name, ">=", str(first)], sequences.value(stronger)]
    following, claim = sequences.next(stronger), sequences.value(question.claim)
    whole = {*positive, *sequences.of_integers(positive)}
    instances = {"step": following, **({"implies": claim} if hypothesis.text else {})}
    found = {}
    for what, instance in instances.items():
        decision = question.decided(instance, known, whole, work)
        if decision is None or not decision.proved:
            return None
        found[what] = decision.certificate()
    return found
