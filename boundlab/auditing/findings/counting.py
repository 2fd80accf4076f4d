"""The order of thm-3 belongs to a dense first layer; non-zero parameters give ε^(-m1)."""

from fractions import Fraction

from boundlab.auditing import witnesses
from boundlab.auditing.finding import Finding
from boundlab.auditing.verdict import Verdict, bundle
from boundlab.claims.registry import Registry
from boundlab.symbolic.decide import decide


def verdicts(_: Registry) -> list[Verdict]:
    """Return the verdicts, with certificates."""
    nonzero = ("a >= w", "a >= k", "w >= 0", "k >= 0", "max(a, k + m2) >= m1 + m2", "max(a, w + m2) >= m1 + m2")
    real = ("a", "w", "k")
    least = decide("a >= m1", nonzero, real)
    more = decide("a >= min(m1 + m2, 2*m1)", nonzero, real)
    dense = decide("a >= min(m1 + m2, 2*m1)", (*nonzero, "a >= w + k"), real)
    sizes = [witnesses.sparse_embedding(m1, Fraction(1, 10**j)) for m1 in (1, 2, 3) for j in (1, 2, 4, 6)]
    attained = (
        "ε^(-m1) is attained with k free: e(I) holds the values of y at the midpoints of ⌈8/ε⌉^m1 cells, and q, a tanh"
        " network, has at most 128·⌈8/ε⌉^m1 non-zero parameters; a dense first layer alone has more than ⌈8/ε⌉^(2·m1)"
    )
    return [
        Verdict("thm-3, dense first layer", "shown", "N_q = Ω(ε^(-min(m, 2m1)))", None, dense.certificate()),
        Verdict("thm-3, non-zero parameters", "shown", "only N_q = Ω(ε^(-m1)) follows", None, least.certificate()),
        Verdict("thm-3, non-zero parameters", "shown", "Ω(ε^(-min(m, 2m1))) does not follow", None, more.certificate()),
        Verdict("thm-3, non-zero parameters", "shown", attained, "tanh", bundle(*sizes)),
    ]


FINDING = Finding(
    "counting",
    ("thm-3",),
    "The order of thm-3 belongs to a dense first layer; non-zero parameters give ε^(-m1).",
    verdicts,
)
