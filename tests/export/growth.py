"""Comparisons of growth of every kind that is exported."""

from functools import lru_cache

from boundlab.symbolic.decide import decide

PROVED = {
    "exponentials": ("2^d ≻ d^3", (), ("d",)),
    "towers": ("exp(exp(N)) ≻ N^N ≻ 3^N ≻ 2^N",),
    "logarithms": ("eps^(-1)*log(log(1/eps)) ≺ eps^(-1)*log(1/eps)",),
    "tied scales": ("n^(-1/2) + eps ≲ eps", ("n ≍ eps^(-2)",)),
    "tied in parameters": (
        "h^s + (n*h^d)^(-1/2) ≍ n^(-s/(2*s+d))",
        ("n ≻ 1", "h ≍ n^(-1/(2*s+d))", "s > 0"),
        (),
        ("s",),
    ),
    "a tie before its scale": ("h^2*n ≍ eps^(-1)*h", ("h ≍ n^(-1/2)", "n ≍ eps^(-2)")),
    "no parameters": ("N^s*log(log(N)) ≺ N^(2*s)*log(log(N))", ("s > 0", "s < 0"), (), ("s",)),
    "cases": ("log(log(N))*(N^a + N^b) ≍ log(log(N))*N^max(a, b)", (), (), ("a", "b")),
    "terms that cancel in a case": ("sqrt(log(N)*(2 + sin(N))) ≲ abs(max(N, N^m))",),
    "a power of logarithms": ("N*(2 + sin(N)) + floor(1/N) ≲ exp(N^log(log(N)))",),
    "an empty case": ("N^a*log(log(N)) ≲ N^b*log(log(N))", ("a <= b",), (), ("a", "b")),
    "a sign with a divisor": ("(x/s)*log(log(1/eps)) ≲ log(1/eps)", ("s < 0",), (), ("s", "x")),
    "between bounds": ("(2+sin(N))*N + floor(N) ≍ abs(1-N)",),
    "differences": ("N/(1-N) + N - sqrt(N) ≍ N",),
    "expansions": ("sqrt(N^2 + N) - N ≍ 1",),
    "powers of numbers": ("log(log(N))/N - N ≺ N^(2^2)",),
    "a power of a sum": ("(N+1)^N ≍ N^N",),
    "a power of powers": ("N^(2^(2^1)) ≻ N^3",),
    "roots of numbers": ("sqrt(2*N+1) - sqrt(2*N) ≍ N^(-1/2)",),
    "the sign of 1 - log(2)": ("exp(N - sqrt(N)) ≳ floor(2*2^N)",),
    "the sign of a sum of constants": ("exp(sqrt(2)*N) ≺ exp(3/2*N)",),
    "powers that are equal in a case": ("(N^m - 2^N) + 2 ≺ exp(N^m) + 2",),
    "by logarithms": ("(N + sqrt(N))^2 ≲ N^floor(N^2)",),
    "exponents below a bound": ("N^floor(N) ≲ N^N",),
    "small arguments": ("tan(1/N) + log(1 + 1/N) + arctan(1/N) + exp(1/N) - 1 ≍ 1/N",),
}
REFUSED = {
    "factorial(n) ≻ 2^n": "factorial in an order is not exported",
    "x*n ≲ x^2 + n^2": "several independent scales is not exported",
    "n^2 ≺ log(log(n))*n": "that is refuted is not exported",
}


@lru_cache(maxsize=32)
def certificate(claim, where=(), growing=(), real=()):
    """The certificate of a comparison."""
    found = decide(claim, where, real, growing=growing).certificate()
    assert found["kind"] == "growth", claim
    return found
