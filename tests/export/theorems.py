"""Statements of every kind that is exported, with their answers."""

from functools import lru_cache

from boundlab.symbolic.decide import decide

PROVED = {
    "extrema": ("min(m1+m2, 2*m1) >= m1",),
    "nested extrema": ("max(m, min(r, w)) >= min(m, r, w)",),
    "extremum that becomes another": ("max(m2+w, w/(m+1)) != min(min(w, m2), min(m2, w))", ("m2 = w + 1",)),
    "divisors": ("(m1+m2)/r > m1/r",),
    "squares": ("x/y + y/x >= 2", ("x > 0", "y > 0"), ("x", "y")),
    "sum of squares": ("x^4 - 3*x^2 + 3 > 0", (), ("x",)),
    "square of a difference": ("x^2 + y^2 >= x*y", (), ("x", "y")),
    "tight": ("m >= 2", ("m != 1",)),
    "connectives": ("m^2 >= m and not (m < 1)", ("m = 2 or r = 1",)),
    "integer split": ("k*k != 2",),
    "divisor within a divisor": ("1/(1/p) >= 1", ("p >= 1",), ("p",)),
    "divisor with a maximum": ("1/(1+max(0,s)) <= 1", (), ("s",)),
    "divisor that is an extremum": ("1/min(-1, m) < 0",),
    "condition on an extremum": ("1/min(-1, m) >= -1 or max(a, b) >= a", ("min(a, b) = 0",), ("a", "b")),
    "divisor by a condition": ("1/(m-1) > 0", ("m >= 2",)),
    "vacuous": ("m >= 1", ("2*m = 3",)),
    "sum of orders": ("eps^(-m2/r) + eps^(-m1/r) ≲ eps^(-(m1+m2)/r)",),
    "small order": ("3*eps^(-m)*log(1/eps) ≺ eps^(-m-1)",),
    "same order": ("N^(1/2) + log(N) ≍ N^(1/2)",),
    "powers of sums": ("(N^m+log(N)^2)^3 ≳ N^(2*m)*(w+1)/(w*r)",),
    "extremum in an exponent": ("max(eps^(-m), eps^(-r))^(1/2) ≲ eps^(-max(m,r)/2)",),
}
REFUTED = {
    "extrema": ("min(m1+m2, 2*m1) >= m1+m2",),
    "real": ("s^2 >= 1/4", ("s > 0",), ("s",)),
    "conditions": ("m/(r+1) > 1/2 or m^2 = 4", ("m <= 5", "r >= 3 or w = 2")),
    "opposites": ("min(-(n/b)*max(a, a), a) >= m or b - b = a + 1 and a - a <= a*a", (), ("a", "b")),
    "order": ("eps^(-m) ≲ eps^(-1)",),
    "small order": ("eps^(-m/r) + log(1/eps) ≺ eps^(-max(m,r)/r)", ("m/r >= 1",)),
    "same order": ("N^m ≍ N^r",),
}


@lru_cache(maxsize=64)
def certificate(claim, where=(), real=()):
    """The certificate of a statement that is decided."""
    found = decide(claim, where, real).certificate()
    assert found is not None, claim
    return found


def theorem(text):
    """The statements of the theorems in a Coq file, without their proofs."""
    return [part.partition("\nProof.")[0] for part in text.split("\nTheorem ")[1:]]
