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
    "names of proofs": ("N^I*log(log(N)) + exp(1/N) ≺ N^(I+1)*conj + E*eq_refl*(2 + sin(N))",),
    "by logarithms": ("(N + sqrt(N))^2 ≲ N^floor(N^2)",),
    "exponents below a bound": ("N^floor(N) ≲ N^N",),
    "a sign that longer expansions do without": ("n^(1/2) + eps^(-1) ≲ n", ("n ≍ eps^(-r)",)),
    "the floor of what tends to zero": ("2^N*floor(1/N) + log(N) ≍ log(N)",),
    "the logarithm of a floor of a number": ("N^4 - log(2 + N^2) ≳ log(2 + floor(2))",),
    "an exponential of a number in an exponent": ("log(log(N))*N + log(log(N)) ≲ N^(exp(2))",),
    "the floor of a number": ("(1/N - 2)/(2*log(log(N))) ≺ floor(3/2)",),
    "powers of parameters": ("n^k*(c/2)^n ≺ 1", ("0 < c < 2",), ("n",), ("c",)),
    "powers that are equal where parameters are": ("m^N + r^N ≍ max(m, r)^N",),
    "a sign that conditions exclude": ("(c/2)^N + 1 ≲ c^(2*N)", ("c > 1",), (), ("c",)),
    "small arguments": ("tan(1/N) + log(1 + 1/N) + arctan(1/N) + exp(1/N) - 1 ≍ 1/N",),
}
SEVERAL = {
    "independent scales": ("x^2*y ≻ x*y", (), ("x", "y")),
    "a mean": ("x*y*z ≲ x^3 + y^3 + z^3", (), ("x", "y", "z")),
    "sums": ("abs(x - y) + min(x, y) ≲ (x + y)^2", (), ("x", "y")),
    "a sum that divides": ("x/(x + y)*y ≲ y", (), ("x", "y")),
    "extrema and exponentials": ("exp(x + y) ≻ x*y + max(x, y)^3 - x", (), ("x", "y")),
    "logarithms of products": ("log(x*y^2) ≍ log(x) + log(y)", (), ("x", "y")),
    "roots of sums": ("sqrt(x^2 + y) ≲ x + sqrt(y)", (), ("x", "y")),
    "powers of sums": ("(x + y + eps)^s ≍ x^s + y^s", ("s > 0",), ("x", "y"), ("s",)),
    "a scale that vanishes": ("eps^(-m)*n ≲ eps^(-2*m)*n*log(n)", (), ("n",)),
    "a tie among others": ("sqrt(h*d) ≲ h + d", ("h ≍ eps^(1/2)",), ("d",)),
    "a bound": ("d^s*n ≲ n^(s+1)", ("d ≲ n", "s > 0"), ("d", "n"), ("s",)),
    "a bound that is strict": ("n*h^d ≻ 1", ("h ≻ n^(-1/d)", "h ≺ 1"), ("n",)),
    "a bound on logarithms": ("d*log(d) ≺ n", ("d ≺ n/log(n)^2",), ("d", "n")),
    "bounds by a vanishing scale": (
        "sqrt(d/n) + sqrt(log(1/eps)/n) ≲ eps",
        ("n ≳ (d + log(1/eps))/eps^2",),
        ("d",),
    ),
    "a bound in one scale": ("n^(-1/2) ≲ eps", ("n ≍ eps^(-a)", "n ≳ eps^(-2)")),
    "bounds both ways": ("d*log(d) ≍ n", ("d ≍ n/log(n)", "d ≻ 1"), ("n",)),
    "cases under a bound": ("a^p ≲ b^q", ("a ≲ b", "p <= q", "p > 0"), ("a", "b"), ("p", "q")),
    "a difference": ("y*x ≍ y*x - log(x)*y + x*sin(y)", (), ("x", "y")),
    "a difference under a bound": ("d ≲ n - d", ("d ≺ n",), ("d", "n")),
    "the logarithm of a sum": ("log(x + y + x*y) ≲ log(x) + log(y)", (), ("x", "y")),
    "names of the text": ("c*j ≲ j^2 + c^2*N0", (), ("c", "j", "N0")),
}
REFUTED = {
    "at a witness": ("2^N ≲ N^m",),
    "at a real number": ("N*log(N)*log(log(N)) ≍ N^s*log(log(N))", ("s > 0",), (), ("s",)),
    "with ties": ("n^(-1/2)*m + eps ≲ eps^(m+1)", ("n ≍ eps^(-2)", "m >= 2")),
    "of equal order": ("sqrt(N^2 + N) ≺ N",),
    "below zero": ("N ≲ log(N) - log(N)",),
    "in a chain": ("(N+1)*log(N)/(m-7) - N*log(N)/(m-7) ≺ log(N) ≺ N", ("m > 7",)),
}
REFUSED = {
    "factorial(n) ≻ 2^n": "factorial in an order is not exported",
    "x^n ≻ n": "a function of several scales that is no sum of products is not exported",
    "log(x + n + 1) ≲ x*n": "the logarithm of a sum in several scales, of what is bounded",
    "n*sin(n) ≍ n": "the orders do not compare as stated, as far as they are expanded",
    "x ≲ n*log(log(n))": "a refuted comparison in several scales is not exported",
}


@lru_cache(maxsize=32)
def certificate(claim, where=(), growing=(), real=()):
    """The certificate of a comparison."""
    found = decide(claim, where, real, growing=growing).certificate()
    assert found["kind"] == "growth", claim
    return found
