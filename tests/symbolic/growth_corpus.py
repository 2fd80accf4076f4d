"""Comparisons of growth with known answers, of the kinds that textbooks and other systems' examples have.

A line is a claim in which x and n tend to infinity: true, after `no` false, after `open` left undecided.
"""

TOWERS = """
exp(x) ≻ x^100
exp(exp(x)) ≻ exp(x^3)
no exp(x) ≍ exp(2*x)
exp(x) ≍ 3*exp(x + 5)
exp(x + 1/x) ≍ exp(x)
no exp(x^2 + x) ≲ exp(x^2)
exp(sqrt(x)) ≺ exp(x/log(x))
exp(log(x)^2) ≻ x^10
exp(sqrt(log(x))) ≺ x^(1/10)
exp(x)/x^5 ≻ exp(x/2)
exp(x + exp(-x)) - exp(x) ≍ 1
exp(x)*(exp(1/x + exp(-x)) - exp(1/x)) ≍ 1
exp(exp(x - exp(-x)))/exp(exp(x)) ≍ 1
exp(exp(exp(x + exp(-x))))/exp(exp(exp(x))) ≻ 1
exp(x^2)*exp(-x) ≻ exp(x)
sinh(x) ≍ cosh(x)
cosh(x) - sinh(x) ≍ exp(-x)
tanh(x) ≍ 1
"""
POWERS = """
n^n ≻ factorial(n)
factorial(n) ≻ 10^n
2^n ≺ 3^n
2^(n+3) ≍ 2^n
c^n ≺ factorial(n)
no c^n ≲ 2^n
2^n ≲ (c + 1)^n
(a*b)^n ≍ a^n*b^n
a^n + b^n ≍ max(a, b)^n
n^log(c) ≍ c^log(n)
no 2^(2*n) ≍ 2^n
4^n/sqrt(n) ≍ factorial(2*n)/factorial(n)^2
n^log(n) ≺ 2^n
log(n)^n ≻ n^log(n)
n^(1/log(n)) ≍ 1
n^(1/n) ≍ 1
n^(1/n) - 1 ≍ log(n)/n
(1 + 3/n)^n ≍ 1
(1 + 1/n)^(n^2) ≍ exp(n)
(n+1)^n ≍ n^n
no (2*n)^n ≍ n^n
(n+1)^1000 ≍ n^1000
(1 + 1/n^2)^10000 ≍ 1
factorial(n+1)/factorial(n) ≍ n
Gamma(n + 1/2)/Gamma(n) ≍ sqrt(n)
log(factorial(n)) ≍ n*log(n)
(n^2 + n)^(1/n) ≍ 1
2^(2^n) ≻ n^n
(n/exp(1))^n*sqrt(n) ≍ factorial(n)
factorial(n)^2 ≲ factorial(2*n)
2^sqrt(log(n)) ≺ n^(1/100)
no exp(sqrt(2*n)) ≍ exp(sqrt(n))
"""
LOGARITHMS = """
log(2*x) ≍ log(x)
log(x^3) ≍ log(x)
log(exp(x) + x) ≍ x
log(log(x)) ≺ log(x)
log(x + 1) - log(x) ≍ 1/x
log(x)^5 ≺ x^(1/5)
log(log(x))^10 ≺ log(x)
no x/log(x) ≍ x
log(x*log(x)) ≍ log(x)
log(x)^log(log(x)) ≺ x
(x/log(x))^2 ≺ x^2
log(1 + 1/x) ≍ 1/x
log(x^2 + 1) - 2*log(x) ≍ 1/x^2
log(log(x^2)) - log(log(x)) ≍ 1
log(x)^log(x) ≻ x^5
"""
SMALL = """
sin(1/x) ≍ 1/x
tan(1/x) ≍ 1/x
1 - cos(1/x) ≍ x^(-2)
sin(1/x) - 1/x ≍ x^(-3)
exp(1/x) - 1 ≍ 1/x
(1 + 1/x)^(1/3) - 1 ≍ 1/x
sqrt(x + 1) - sqrt(x) ≍ 1/sqrt(x)
tan(1/x) - sin(1/x) ≍ x^(-3)
x*sin(1/x) ≍ 1
arctan(1/x) ≍ 1/x
exp(1/x) - 1 - 1/x ≲ x^(-2)
sqrt(x^2 + x) - x ≍ 1
x^2 - x ≍ x^2
no x^2 - x^2 + x ≍ x^2
(1 + 1/x)^x - exp(1) ≍ 1/x
1/sin(1/x) - x ≍ 1/x
cos(1/x)^(x^2) ≍ 1
"""
BOUNDED = """
sin(x) ≲ 1
x*sin(x) ≲ x
(2 + sin(x))*x ≍ x
x + sin(x) ≍ x
floor(x) ≍ x
x - floor(x) ≲ 1
ceil(log(x)) ≍ log(x)
2^floor(x) ≍ 2^x
mod(n, 3) ≲ 1
abs(cos(x)) ≲ 1
abs(1 - x) ≍ x
cos(x)/x ≺ 1
exp(sin(x)) ≍ 1
no x^(2 + sin(x)) ≲ x^2
x ≲ x^(2 + sin(x)) ≲ x^3
open x^(2 + sin(x)) ≺ x^3
exp(x*sin(x)) ≲ exp(x)
no exp(x*sin(x)) ≲ exp(x/2)
arctan(x) ≍ 1
no sin(x) ≍ 1
no x ≲ x + x*sin(x) + 1/x
open sqrt(x) ≲ x*sin(x)
open sin(floor(x)) ≍ 1
no sin(x)*cos(x) ≍ 1
open sin(x) + cos(x) ≍ 1
max(x*sin(x), x) ≍ x
no x^2 + x*cos(x) ≲ x
floor(x/2)*2 ≍ x
"""


def _cases():
    for line in filter(None, "".join((TOWERS, POWERS, LOGARITHMS, SMALL, BOUNDED)).splitlines()):
        word, _, rest = line.partition(" ")
        verdict = {"no": "refuted", "open": "undecided"}.get(word, "proved")
        claim = line if verdict == "proved" else rest
        yield claim, verdict, ["x ≻ 1" if "x" in claim.replace("exp", "") else "n ≻ 1"]


CORPUS = list(_cases())
