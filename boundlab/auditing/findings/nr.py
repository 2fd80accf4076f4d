"""NR: a one-neuron network is a non-constant member of the target class."""

from boundlab.activations import catalogue
from boundlab.auditing import witnesses
from boundlab.auditing.finding import Finding
from boundlab.auditing.hypotheses import ORDERS
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.registry import Registry


def verdicts(_: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    found = []
    for activation in witnesses.AUDITED:
        parts = [witnesses.one_neuron_member(activation, r) for r in ORDERS]
        reason = "c·σ(t0 + s·x_1) is in the class and in W_{r,m}, r = 1…4"
        found.append(Verdict("not-representable", "unsatisfiable", reason, activation, bundle(*parts)))
        if 0 not in catalogue()[activation].kinks:
            frozen = [witnesses.one_neuron_member(activation, r, zero_bias=True) for r in ORDERS]
            reason = "with all biases frozen at 0: c·σ(s·x_1) still is"
            found.append(Verdict("not-representable", "unsatisfiable", reason, activation, bundle(*frozen)))
    return found


FINDING = Finding(
    "nr",
    ("thm-1", "thm-2", "thm-3"),
    "NR cannot be satisfied by networks with free parameters: a one-neuron network is a non-constant "
    "member of the target class.",
    verdicts,
    ("not-representable", "not-representable-by-any"),
)
