"""Slips in the published text that computation finds (slip 1 is in tests/symbolic/test_inversion.py)."""

from boundlab.derived.load import load
from boundlab.symbolic.decide import decide
from boundlab.symbolic.expression import parameter


def test_slip_2_the_size_of_g_in_the_proof_sketch_of_theorem_4():
    """O(ε^(-m2/r)) is printed for g. Slices y_I lie in W_{r,m1}, so the lower bound with m = m1 speaks against it."""
    registry = load()
    slices = registry["devore-howard-micchelli-1989"].order.substitute({"m": parameter("m1")})
    assert decide(f"{slices} ≲ {registry['galanti-wolf-2020/thm-4'].order}").proved
    printed = decide(f"{slices} ≲ eps^(-m2/r)")
    assert printed.verdict == "refuted"
    assert printed.statement.violated(printed.witness)
