"""Ten findings about the paper's statements, as transcribed here: each with verdicts that can be re-checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.audit import witnesses
from boundlab.audit.hypotheses import NOT_ATTAINED, ORDERS
from boundlab.audit.verdict import Verdict, bundle
from boundlab.derived.closure import Closure
from boundlab.derived.consistency import assumptions, contradictions, without
from boundlab.symbolic.compare import compare
from boundlab.symbolic.decide import decide
from boundlab.symbolic.registry import Registry

PAPER = "galanti-wolf-2020"
SIZES = ("a >= w + k", "w >= 0", "k >= 0")
READINGS = {
    "i: sums of the coordinates' norms are bounded": ("k + m2", "w + m2", "min(m1 + m2, 2*m1)"),
    "ii: only each coordinate's norm, for the embedding": (
        "k*(1 + m2) + m2", "w + m2", "min(m1 + m2, m1*(m2 + 2)/(m2 + 1))",
    ),
    "iii: only each coordinate's norm, for both": (
        "k*(1 + m2) + m2", "w*(1 + m2) + m2", "min(m1 + m2, 2*m1/(m2 + 1))",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: `claims` it is about, `statement` in words, `verdicts` to reproduce it."""

    id: str
    claims: tuple[str, ...]
    statement: str
    verdicts: Callable[[Registry], list[Verdict]]

    def to_json(self, verdicts: list[Verdict]) -> dict[str, Any]:
        """Return the finding with its verdicts."""
        return {
            "id": self.id,
            "claims": [f"{PAPER}/{c}" for c in self.claims],
            "statement": self.statement,
            "verdicts": [v.to_json() for v in verdicts],
        }


def _nr(_: Registry) -> list[Verdict]:
    found = []
    for activation in witnesses.AUDITED:
        parts = [witnesses.one_neuron_member(activation, r) for r in ORDERS]
        reason = "c·σ(t0 + s·x_1) is in the class and in W_{r,m}, r = 1…4"
        found.append(Verdict("not-representable", "unsatisfiable", reason, activation, bundle(*parts)))
        if activation not in {"clipped-relu", "elu", "relu"}:
            frozen = [witnesses.one_neuron_member(activation, r, zero_bias=True) for r in ORDERS]
            reason = "with all biases frozen at 0: c·σ(s·x_1) still is"
            found.append(Verdict("not-representable", "unsatisfiable", reason, activation, bundle(*frozen)))
    return found


def _assumptions(_: Registry) -> list[Verdict]:
    reason = "x_1/2 has infimum 0 at every width, which no width attains: no best approximator, no strict decrease"
    return [
        Verdict("assumption-1, assumption-2", "unsatisfiable", reason, a, witnesses.unattained_infimum(a))
        for a in sorted(NOT_ATTAINED)
    ]


def _upper_bounds(registry: Registry) -> list[Verdict]:
    claim = registry[f"{PAPER}/thm-1"]
    stripped = without(registry, claim.id, [h.id for h in assumptions(claim)])
    found = []
    for c in contradictions(Closure(stripped)):
        if c.lower.root.id == claim.id and c.lower.rule is None:
            statement, where = c.statement()
            parts = [decide(statement, where).certificate(), witnesses.relu_emulation(c.activation)]
            reason = f"{c.upper.claim.id}: N = O({c.upper_order.unicode()}) against N = Ω({c.lower_order.unicode()})"
            found.append(
                Verdict(
                    "thm-1 without NR and Assumptions 1, 2", "unsatisfiable", reason, c.activation, bundle(*parts),
                    tuple(d.claim.id for d in c.upper.chain()),
                )
            )  # fmt: skip
    return found


def _class_mismatch(registry: Registry) -> list[Verdict]:
    found = compare(registry[f"{PAPER}/thm-5"], registry[f"{PAPER}/thm-1"])
    differences = ", ".join(str(d) for d in found.differences)
    certificate = found.decision.certificate() if found.decision else None
    mismatch = Verdict(
        "thm-5 against thm-1", "shown", f"{found.verdict}: they differ in {differences}", None, certificate
    )
    own = registry["repair/structured-network"]
    same = decide(f"{own.order} ≍ {registry[f'{PAPER}/thm-5'].order}")
    reason = f"on the structured class a standard network needs no more non-zero weights: {own.landau}"
    return [mismatch, Verdict("thm-5 against thm-1", "shown", reason, None, same.certificate(), (own.id,))]


def _counting(_: Registry) -> list[Verdict]:
    nonzero = ("a >= w", "a >= k", "w >= 0", "k >= 0", "max(a, k + m2) >= m1 + m2", "max(a, w + m2) >= m1 + m2")
    real = ("a", "w", "k")
    least = decide("a >= m1", nonzero, real)
    more = decide("a >= min(m1 + m2, 2*m1)", nonzero, real)
    dense = decide("a >= min(m1 + m2, 2*m1)", (*nonzero, "a >= w + k"), real)
    return [
        Verdict("thm-3, dense first layer", "shown", "w1·k parameters: N_q = Ω(ε^(-min(m, 2m1)))", None, dense.certificate()),
        Verdict("thm-3, non-zero parameters", "shown", "only N_q = Ω(ε^(-m1)) follows", None, least.certificate()),
        Verdict("thm-3, non-zero parameters", "shown", "Ω(ε^(-min(m, 2m1))) does not follow", None, more.certificate()),
    ]  # fmt: skip


def _readings(_: Registry) -> list[Verdict]:
    found = []
    for name, (embedding, image, value) in READINGS.items():
        where = (*SIZES, f"max(a, {embedding}) >= m1 + m2", f"max(a, {image}) >= m1 + m2")
        proof = decide(f"a >= {value}", where, ("a", "w", "k"))
        found.append(Verdict(f"lem-21, reading {name}", "shown", f"N_q = Ω(ε^(-{value}))", None, proof.certificate()))
    return found


def _compactness(_: Registry) -> list[Verdict]:
    closed = bundle(*(witnesses.non_closed_ball(r) for r in ORDERS))
    zero = bundle(*(witnesses.vanishing_targets(r) for r in ORDERS))
    return [
        Verdict("W_{r,m} is closed in sup norm", "unsatisfiable", "members tend to a function that is not C^r", None, closed),
        Verdict("lem-13: c_2 > 0 on W^γ", "unsatisfiable", "a·sin(n·x_1) ∈ W^γ tends to 0, which f contains", None, zero),
    ]  # fmt: skip


def _attainability(_: Registry) -> list[Verdict]:
    accuracies = [Fraction(1, 10**k) for k in (2, 4, 6)]
    found = []
    for activation in witnesses.INTEGRABLE:
        parts = [witnesses.total_variation_obstruction(activation, p, e) for p in (1, 2, 3, 4) for e in accuracies]
        reason = (
            "at fixed depth and ℓ2, d ≤ ε is unattainable for small ε: a triangle wave forces C(q) to grow like 1/ε"
        )
        found.append(Verdict("C(q) ≤ ℓ2 and d ≤ ε", "unsatisfiable", reason, activation, bundle(*parts)))
    found.append(Verdict("C(q) ≤ ℓ2 and d ≤ ε at depth of order log(1/ε)", "open", "the bound allows it", None))
    return found


def _asymmetry(registry: Registry) -> list[Verdict]:
    b = registry[f"{PAPER}/thm-4"]
    norms = {"embedding-complexity", "primary-complexity", "first-layer-bounded"}
    found = []
    for name in ("thm-2", "thm-3"):
        a = registry[f"{PAPER}/{name}"]
        ids = [h.id for h in a.hypotheses]
        certificate = {
            "kind": "constraint-asymmetry",
            "a": {"id": a.id, "hypotheses": ids},
            "b": {"id": b.id, "hypotheses": [h.id for h in b.hypotheses]},
            "only_a": [i for i in ids if i in norms],
        }
        reason = "the norms of e and q are bounded, those of f and g are not"
        found.append(Verdict(f"{name} against thm-4", "shown", reason, None, certificate))
    return found


def _relu(registry: Registry) -> list[Verdict]:
    facts = witnesses.activation_facts("relu")
    upper, lower = registry["yarotsky-2018"], registry[f"{PAPER}/thm-1"]
    order = decide(f"{upper.order} ≺ {lower.order}", upper.conditions)
    return [
        Verdict("derivative-bv", "unsatisfiable", "σ' = 1 on (0, ∞) is not integrable: ReLU is outside thm-1", "relu", facts),
        Verdict(
            "thm-1 for ReLU", "unsatisfiable", f"{upper.landau} at r = 1", "relu", order.certificate(), (upper.id,)
        ),
    ]  # fmt: skip


FINDINGS = {
    f.id: f
    for f in (
        Finding("nr", ("thm-1", "thm-2", "thm-3"), "NR cannot be satisfied by networks with free parameters: a one-neuron network is a non-constant member of the target class.", _nr),
        Finding("assumptions", ("thm-1", "thm-2", "thm-3", "thm-4"), "Assumptions 1 and 2 fail for bounded analytic activations.", _assumptions),
        Finding("upper-bounds", ("thm-1",), "Without NR and the assumptions, the conclusion of thm-1 contradicts known upper bounds.", _upper_bounds),
        Finding("class-mismatch", ("thm-5", "thm-1"), "thm-5 speaks of structured targets, thm-1 of the whole ball: no separation follows.", _class_mismatch),
        Finding("counting", ("thm-3",), "The order of thm-3 belongs to a dense first layer; non-zero parameters give ε^(-m1).", _counting),
        Finding("lem-21-readings", ("thm-3",), "The exponent depends on which norm of the embedding is bounded; C(e) ≤ ℓ1 gives reading i.", _readings),
        Finding("compactness", ("thm-1", "thm-2", "thm-3"), "The target classes are not compact, and the distance of W^γ to the networks is 0.", _compactness),
        Finding("attainability", ("thm-2", "thm-3"), "With C(q) bounded and the depth fixed, no network reaches small ε, so thm-2 and thm-3 say nothing as ε → 0.", _attainability),
        Finding("asymmetry", ("thm-2", "thm-3", "thm-4"), "The embedding method is constrained in norm and the hypernetwork is not.", _asymmetry),
        Finding("relu", ("thm-1",), "ReLU is outside thm-1, and its conclusion is false for it.", _relu),
    )
}  # fmt: skip
