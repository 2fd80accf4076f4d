"""Each hypothesis of a claim: satisfiable, unsatisfiable or open, for an activation."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations import Fact
from boundlab.activations import activation as catalogued
from boundlab.auditing import witnesses
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.claim import Claim
from boundlab.claims.hypotheses import Hypothesis
from boundlab.derived.load import Given, claim_of
from boundlab.display import Table

ORDERS = (1, 2, 3, 4)
BY_LINEAR_EXAMPLE = {
    "embedding-c1", "embedding-no-bias", "embedding-complexity", "embedding-dimension-fixed", "first-layer-bounded",
}  # fmt: skip
BY_FACT = {
    "piecewise-c1": Fact.PIECEWISE_C1, "derivative-bv": Fact.DERIVATIVE_L1_BV, "vanishes-at-zero": Fact.ZERO_AT_ZERO,
    "smooth-not-polynomial": Fact.SMOOTH_NOT_POLYNOMIAL, "universal-activation": Fact.UNIVERSAL,
}  # fmt: skip
BY_LINEAR_SELECTION = {"continuous-selection", "linear-selection"}
BY_CONSTANT_SELECTOR = {"structured-selector", "fixed-constants"}
BY_SOURCE = {"universal-activation", "primary-optimal"}
SMOOTH_SOURCE, PIECEWISE_LINEAR_SOURCE = ("mhaskar-1996",), ("siegel-2023",)


def audit(claim: Claim | str, activation: str = "tanh", registry: Given | None = None) -> Table[Verdict]:
    """Return a verdict for each hypothesis of `claim`, a claim or an id in `registry`, for networks with `activation`.

    Raises BoundlabError for an unknown claim or activation.

    >>> verdicts = audit("galanti-wolf-2020/thm-1", "arctan")
    >>> {v.subject: v.outcome for v in verdicts}["not-representable"]
    'unsatisfiable'
    """
    claim = claim_of(claim, registry)
    catalogued(activation)
    return Table((audit_hypothesis(h, activation) for h in claim.hypotheses), f"{claim.id} for {activation}")


def audit_hypothesis(hypothesis: Hypothesis, activation: str) -> Verdict:
    """Return the verdict on one hypothesis for networks with `activation`; of one that the checker does not
    know, facts are declared and everything that needs its formula is open."""
    id_ = hypothesis.id
    if activation not in witnesses.AUDITED and id_ not in BY_LINEAR_EXAMPLE | BY_LINEAR_SELECTION:
        return _declared(id_, activation)
    if id_ in {"not-representable", "not-representable-by-any"}:
        return _not_representable(id_, activation)
    if id_ == "slices-not-representable":
        return _slices(id_, activation)
    if id_ in {"assumption-1", "assumption-2"}:
        return _assumption(id_, activation)
    if id_ in {"piecewise-c1", "derivative-bv", "vanishes-at-zero", "smooth-not-polynomial"}:
        return _fact(id_, activation)
    if id_ == "primary-complexity":
        return _complexity(id_, activation)
    if id_ in BY_CONSTANT_SELECTOR:
        reason = "y(x, I) = c·σ(t0 + s·x_1) has a constant selector in a fixed network, with w = 1"
        return Verdict(id_, "satisfiable", reason, activation, witnesses.one_neuron_member(activation, 1))
    if id_ == "coded-weights":
        reason = "e(I) = I is a network whose weights are 0 and 1: one bit for each"
        return Verdict(id_, "satisfiable", reason, activation, witnesses.linear_example())
    if id_ in BY_LINEAR_EXAMPLE:
        return Verdict(id_, "satisfiable", "e(I) = I, a linear network", activation, witnesses.linear_example())
    if id_ in BY_LINEAR_SELECTION:
        reason = "values of the target at nodes, which are linear in it, as the parameters of an interpolant"
        parts = [witnesses.linear_selection(2, r) for r in (1, 2)]
        return Verdict(id_, "satisfiable", reason, activation, bundle(*parts))
    if id_ in BY_SOURCE:
        smooth = witnesses.activation_facts(activation)["smooth-not-polynomial"]
        reason = "a theorem about all ε, used as quoted"
        return Verdict(
            id_, "satisfiable", reason, activation, rests_on=SMOOTH_SOURCE if smooth else PIECEWISE_LINEAR_SOURCE
        )
    return Verdict(id_, "open", "no example and no obstruction is recorded for this activation", activation)


def _declared(id_: str, activation: str) -> Verdict:
    facts = catalogued(activation).facts
    fact = BY_FACT.get(id_)
    if fact is None or fact not in facts:
        return Verdict(id_, "open", f"the checker has no second writing of {activation}", activation)
    return Verdict(id_, "declared", f"{activation} declares: {fact}", activation)


def _not_representable(id_: str, activation: str) -> Verdict:
    reason = (
        "y(x) = c·σ(t0 + s·x_1) is a one-neuron network, not constant, with ‖y‖_r^s ≤ 1 (r = 1…4); every wider"
        " or deeper class with free parameters has such a member"
    )
    parts = [witnesses.one_neuron_member(activation, r) for r in ORDERS]
    return Verdict(id_, "unsatisfiable", reason, activation, bundle(*parts))


def _slices(id_: str, activation: str) -> Verdict:
    reason = (
        "by y(x, I) = c·x_1^p·sin(1/x_1) with p = 2r + 2: along x_1 a network is analytic on finitely many closed"
        " intervals, this target has zeros that accumulate at 0"
    )
    parts = [witnesses.oscillating_target(activation, r) for r in ORDERS]
    return Verdict(id_, "satisfiable", reason, activation, bundle(*parts))


def _assumption(id_: str, activation: str) -> Verdict:
    if activation not in witnesses.BOUNDED_ANALYTIC:
        return Verdict(id_, "open", "neither an example nor a counterexample is recorded", activation)
    what = "no best approximator of it exists" if id_ == "assumption-1" else "the best error is 0 at every width"
    units = " (two or more units in the last hidden layer)" if activation == "sigmoid" else ""
    reason = f"x_1/2 ∈ W_{{r,m}} is a limit of networks but no network{units}: {what}"
    return Verdict(id_, "unsatisfiable", reason, activation, witnesses.unattained_infimum(activation))


def _fact(id_: str, activation: str) -> Verdict:
    facts = witnesses.activation_facts(activation)
    if id_ == "derivative-bv":
        holds, said = facts["derivative-integrable-bv"], "σ' is integrable and of bounded variation"
    elif id_ == "vanishes-at-zero":
        holds, said = facts["vanishes-at-zero"], "σ(0) = 0"
    elif id_ == "piecewise-c1":
        holds, said = True, "σ is given by smooth formulas on finitely many intervals"
    else:
        holds, said = facts["smooth-not-polynomial"], "σ is smooth and not a polynomial on an interval"
    reason = said if holds else f"it is false for {activation} that {said}"
    return Verdict(id_, "satisfiable" if holds else "unsatisfiable", reason, activation, facts)


def _complexity(id_: str, activation: str) -> Verdict:
    if activation not in witnesses.INTEGRABLE:
        return Verdict(
            id_, "open", "σ' is not of bounded variation with σ' ∈ L^1, the argument does not apply", activation
        )
    accuracies = (Fraction(1, 10**2), Fraction(1, 10**4), Fraction(1, 10**6))
    parts = [witnesses.total_variation_obstruction(activation, p, e) for p in (2, 3, 4) for e in accuracies]
    reason = (
        "together with d ≤ ε as ε → 0 at any fixed depth: a triangle wave in x_1 forces C(q) ≥ (L/2V)^(p-1)·J(1-2ε)/2,"
        " J about 1/(2ε), up to rounded corners; at depth of order log(1/ε) it is open"
    )
    return Verdict(id_, "unsatisfiable", reason, activation, bundle(*parts))


def audit_activation(activation: str) -> Table[Verdict]:
    """Return, for each fact a theorem may ask of an activation, whether it is certified, declared or not known.

    Raises BoundlabError for an unknown activation.

    >>> [v.outcome for v in audit_activation("tanh") if v.subject == "σ(0) = 0"]
    ['certified']
    """
    facts = catalogued(activation).facts
    known = activation in witnesses.AUDITED
    certified = dict.fromkeys(
        (Fact.DERIVATIVE_L1_BV, Fact.ZERO_AT_ZERO, Fact.SMOOTH_NOT_POLYNOMIAL), witnesses.activation_facts
    )
    if activation in witnesses.EMULATORS:
        certified[Fact.EMULATES_RELU] = witnesses.relu_emulation
    if activation in witnesses.BOUNDED_ANALYTIC:
        certified[Fact.BOUNDED_ANALYTIC] = witnesses.unattained_infimum
    rows = []
    for fact in Fact:
        said = "it holds" if fact in facts else "it does not hold"
        if known and fact in certified:
            rows.append(Verdict(str(fact), "certified", said, activation, certified[fact](activation)))
        elif fact in facts:
            rows.append(Verdict(str(fact), "declared", "it follows from what the activation declares", activation))
        else:
            rows.append(Verdict(str(fact), "open", "it is not known to hold", activation))
    return Table(rows, f"facts of {activation}")
