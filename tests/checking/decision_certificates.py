"""Certificates of decisions, written by hand: between them they use every construct of the format."""

from certificate_parts import refuted
from expression_proofs import EXPRESSION_PROOFS
from order_proofs import ORDER_PROOFS

PROOFS = EXPRESSION_PROOFS | ORDER_PROOFS

REFUTATIONS = {
    "equality": refuted("m^2 > m", {"m": 1}),
    "condition": refuted("min(m1+m2, 2*m1) >= m1+m2", {"m1": "1", "m2": 2}, where=["m2 > m1"]),
    "real": refuted("x/y <= 1 or x < 0", {"x": "7/2", "y": "3"}, where=["y != 0"], real=["x", "y"]),
    "order": refuted("ε^(-(m1+m2)/r) ≲ ε^(-m2/r) + ε^(-m1/r)", {"m1": 1, "m2": 1, "r": 1}),
    "logarithms": refuted("N^m*log(N)^a <~ N^m", {"m": 2, "a": "1/9"}, real=["a"]),
    "not the same order": refuted("eps^-m ~ eps^(-m)*log(1/eps)", {"m": 1}),
}

CERTIFICATES = PROOFS | REFUTATIONS
