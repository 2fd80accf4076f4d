"""Growth by expansions: what cancels, what is bounded or infinitely larger, coefficients with parameters."""

import pytest

from boundlab.symbolic.decide import decide

CLOSE = [  # differences of functions of arguments that come close
    ("exp(x)*(exp(1/x - exp(-x)) - exp(1/x)) ≍ 1", "proved"),
    ("exp(1/x + exp(-x)) - exp(1/x) ≍ exp(-2*x)", "refuted"),
    ("exp(x)*(sin(1/x + exp(-x)) - sin(1/x + exp(-x^2))) ≍ 1", "proved"),
    ("(exp(sin(1/x + exp(-exp(x)))) - exp(sin(1/x)))*exp(exp(x)) ≍ 1", "proved"),
    ("exp(x + exp(-x)) - exp(x) - 1 ≍ exp(-x)", "proved"),
    ("cos(1/x + exp(-x)) - cos(1/x) ≍ exp(-x)/x", "proved"),
    ("tan(1/x + exp(-x)) - tan(1/x) ≍ exp(-x)", "proved"),
    ("x^2*(arctan(x) - arctan(x - 1)) ≍ 1", "proved"),
    ("arctan(x) - arctan(-x) ≍ 1", "proved"),  # beyond a right angle
    ("log(log(x) + exp(-x)) - log(log(x)) ≍ exp(-x)/log(x)", "proved"),
    ("sqrt(x + exp(-x)) - sqrt(x) ≍ exp(-x)/x", "refuted"),
    ("(1 + 1/x + exp(-x))^x - (1 + 1/x)^x ≍ x*exp(-x)", "proved"),
    ("sin(x + 1/x) - sin(x) ≲ 1/x", "proved"),
    ("sin(x + 1/x) - sin(x) ≍ 1/x", "refuted"),
    ("sum(i=1..x: 1/i) - sum(i=1..x: 1/i) ≍ 1", "refuted"),
    ("x - floor(x) ≍ 1", "refuted"),  # 0 at integers
    ("x - floor(x) ≲ 1 ≲ 2 + floor(x) - x", "proved"),
    ("sin(floor(x)) ≍ 1", "undecided"),
]


@pytest.mark.parametrize(("claim", "verdict"), CLOSE)
def test_differences_of_what_is_close(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


CONSTANTS = [  # leading terms whose coefficients are equal, or just not
    ("factorial(x) - sqrt(x)*(x/exp(1))^x*5/2 ≍ factorial(x)", "proved"),
    ("log(factorial(x)) - x*log(x) + x - log(x)/2 ≍ 1", "proved"),
    ("log(factorial(x)) - x*log(x) + x - log(x)/2 ≺ 1", "refuted"),
    ("x*factorial(x + 1)/factorial(x) - x^2 - x ≺ 1", "proved"),
    ("factorial(2*x)/factorial(x)^2*sqrt(x)/4^x ≍ 1", "proved"),
    ("factorial(x + 1)^(1/(x + 1)) - factorial(x)^(1/x) - exp(-1) ≺ 1", "proved"),
    ("factorial(x + 1)^(1/(x + 1)) - factorial(x)^(1/x) ≺ 1", "refuted"),
    ("exp(x)*(Gamma(x + exp(-x)) - Gamma(x)) ≻ 1", "proved"),
    ("(Gamma(x + 1/Gamma(x)) - Gamma(x))/log(x) - 1 ≺ 1", "proved"),
    ("Gamma(3 + 1/x) - 2 ≍ 1", "refuted"),
    ("Gamma(1/x) - x ≲ 1", "proved"),
    ("x/factorial(x)^(1/x) - exp(1) ≺ 1", "proved"),
    ("exp(x)/(1 + 1/x)^(x^2) - exp(1/2) ≺ 1", "proved"),
    ("sin(1/x)/sqrt(1 - cos(1/x)) - sqrt(2) ≺ 1", "proved"),
    ("sin(1/x)/sqrt(1 - cos(1/x)) - sqrt(2) ≍ 1/x", "refuted"),
    ("sqrt(2*x)*sqrt(3*x) - sqrt(6)*x ≺ 1", "proved"),
]


@pytest.mark.parametrize(("claim", "verdict"), CONSTANTS)
def test_constants_that_cancel(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


LIMITS = [  # known beyond the first term: of the arctangent at infinity, of Gamma at close arguments and near integers
    ("x^2*(4*arctan(x)^2 - (2*arctan(x + 1))^2) ≍ 1", "proved"),
    ("arctan(x) + 1/x ≻ arctan(x + 1)^2", "refuted"),
    ("abs(floor(arctan(x)) - 1) ≺ 1/x", "proved"),
    ("log(Gamma(x + 1/x)) - log(Gamma(x)) - log(x)/x ≍ x^(-2)", "proved"),
    ("x - Gamma(1/x) ≍ 1", "proved"),
    ("x*(Gamma(3 + 1/x) - 2) ≍ 1", "proved"),
    ("(cos(x) + 1)^(1/x) ≲ 1", "proved"),
    ("(x*(sin(x) + 1))^x ≲ x^x", "undecided"),
]


@pytest.mark.parametrize(("claim", "verdict"), LIMITS)
def test_limits_and_what_comes_after(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


SUMS = [  # of powers, by integrals
    ("sum(k=1..x: 1/k) - log(x) ≍ 1", "proved"),
    ("sum(k=1..x: k^(-1)) - log(x) ≺ 1", "refuted"),
    ("sum(k=1..2*x: 1/k) - sum(k=1..x: 1/k) - log(2) ≺ 1", "proved"),
    ("sum(k=3..x: 1/k) - log(x) + 1 ≍ 1", "proved"),
    ("sum(k=1..x: 1/(k + 1)) - log(x) ≲ 1", "proved"),
    ("sum(k=1..x: k^2 + k)/x^3 - 1/3 ≺ 1", "proved"),
    ("sum(k=1..x: k^2 + k)/x^3 - 1/3 ≺ 1/x", "undecided"),
    ("sum(k=1..x: 1/sqrt(k)) - 2*sqrt(x) ≲ 1", "proved"),
    ("sum(k=1..x: log(k)) - x*log(x) ≍ x", "proved"),
    ("sum(k=1..x: factorial(k)/2^k) ≍ factorial(x)/2^x", "proved"),
    ("sum(k=0..x: 1/factorial(k)) ≍ 1", "proved"),
    ("sum(k=1..x: factorial(2*k)/factorial(k)^2) ≍ 4^x/sqrt(x)", "proved"),
    ("sum(k=2..x: sqrt(k^2 - 1))/x^2 - 1/2 ≍ 1", "undecided"),  # a root of a difference has no evident sign
]


@pytest.mark.parametrize(("claim", "verdict"), SUMS)
def test_sums_of_powers(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


ABSOLUTE = [  # no sign is asked for where a bound is enough
    ("abs(exp(x)/(2 + exp(x)) - 1) ≺ 1", "proved"),
    ("abs((cos(x) + 2)^(1/x) - 1) ≺ 1", "proved"),
    ("abs(sqrt(floor(x)) - sqrt(x)) ≺ sqrt(x)", "proved"),
    ("abs(x*sin(x) + 1) ≺ x", "refuted"),
    ("1 + abs(x*sin(x) + 1)/x ≍ 1", "proved"),
    ("x*abs(x/(x + a) - 1) ≲ 1", "proved"),
    ("x*abs(sqrt(x/(x + a)) - 1) ≺ 1", "refuted"),
    ("(b + 1)^(1/x)*(1/(b + 1))^(1/x) - 1 ≺ exp(-x)", "proved"),
    ("abs(sum(m=1..x: m^b)/x^(b + 1) - 1/(b + 1)) ≺ 1", "proved"),
]


@pytest.mark.parametrize(("claim", "verdict"), ABSOLUTE)
def test_absolute_values_of_what_has_no_known_sign(claim, verdict):
    assert decide(claim, growing=["x"], real=["a"] if "a)" in claim else []).verdict == verdict


SIGNED = [  # in two scales, to infinity and to zero: what may cancel
    ("x + sin(y) ≍ x", "proved", "refuted"),
    ("x*y - x - y ≍ x*y", "proved", "refuted"),
    ("-x - y ≍ x + y", "proved", "proved"),
    ("x - y ≍ x + y", "refuted", "refuted"),
    ("(x + y)^2 - (x - y)^2 ≍ x*y", "proved", "proved"),
    ("(x + y)^2 - x^2 ≍ y^2", "refuted", "refuted"),
    ("max(x, y) - x ≍ y", "refuted", "refuted"),
    ("max(log(y), sqrt(x)) ≍ log(y)", "refuted", "refuted"),
    ("sqrt(x^2 + y^2) - x - y ≲ 1", "refuted", "proved"),
    ("log(x*y) ≍ log(x) + log(y)", "proved", "proved"),
    ("log(x + y) ≍ log(x) + log(y)", "proved", "refuted"),
    ("abs(log(x)*y) + log(x)*y ≍ y", "refuted", "refuted"),
    ("abs(-x*y) ≍ x*y", "proved", "proved"),
    ("sin(x + y) ≍ x + y", "refuted", "proved"),
    ("sin(x + y) - x ≍ y", "refuted", "refuted"),
    ("1/sin(x*y) - 1/(x*y) + (x*y)^2 ≍ (x*y)^2", "undecided", "refuted"),
    ("log(1 + x + y) ≍ x + y", "refuted", "proved"),
    ("(x + 1)*(y + 1) - x*y ≍ x + y", "proved", "refuted"),
    ("(x + y)^2 - x^2 - y^2 ≍ x*y", "proved", "proved"),
    ("1/(x*y - 1) - 1/(x*y) ≍ 1/(x*y)^2", "proved", "refuted"),
    ("(x - y)*(x + y) + y^2 - x^2 ≍ 1", "refuted", "refuted"),
    ("floor(x*y) ≍ x*y", "proved", "refuted"),
    ("x*log(y) ≲ x*log(x) + y", "proved", "refuted"),
    ("exp(x + y) - 1 ≍ x + y", "refuted", "proved"),
    ("exp(x + y) - 1 - x - y ≍ x^2 + y^2", "refuted", "undecided"),
]


@pytest.mark.parametrize(("claim", "growing", "vanishing"), SIGNED)
def test_signed_terms_in_several_scales(claim, growing, vanishing):
    assert decide(claim, growing=["x", "y"]).verdict == growing
    assert decide(claim, ["x ≺ 1", "y ≺ 1"]).verdict == vanishing


LARGER = [  # one part of a sum is infinitely larger, as only logarithms show
    ("exp(exp(x - exp(-x))/(1 - 1/x)) - exp(exp(x)) ≻ 1", "proved"),
    ("exp(exp(x)) - exp(exp(x - exp(-x))/(1 - 1/x)) ≲ exp(exp(x))", "refuted"),
    ("x*(exp(x) - exp(exp(x)/(1 - 1/x))) ≻ exp(exp(x))", "proved"),
    ("log(exp(exp(x)/(1 - 1/x)) - exp(exp(x))) ≍ exp(x)", "proved"),
    ("log(Gamma(Gamma(x))) ≻ exp(x)", "proved"),
    ("log(Gamma(log(Gamma(x)))) ≍ x*log(x)^2", "proved"),
    ("exp(exp(exp(x)/(1 - 1/x))) - exp(exp(exp(x)/(1 - 1/x - log(x)^(-log(x))))) ≻ 1", "undecided"),
]


@pytest.mark.parametrize(("claim", "verdict"), LARGER)
def test_parts_that_are_infinitely_larger(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "where", "real"),
    [
        ("mod(x, m) ≲ 1", [], []),
        ("log(x)/log(q) ≍ log(x)", ["0 < q < 1"], ["q"]),
    ],
)
def test_signs_the_checker_asks_for(claim, where, real):
    assert decide(claim, where, real, growing=["x"]).proved


BOUNDED = [  # functions of what stays between bounds
    ("sin(x)^2 ≍ 1", "refuted"),
    ("x*(1 + sin(x)^2) ≍ x", "proved"),
    ("(2 + sin(x))^4*x ≍ x", "proved"),
    ("(1 + sin(x))^3 ≍ 1", "refuted"),
    ("abs(sin(x)) ≍ 1", "refuted"),
    ("abs(3 - sin(x)) ≍ 1", "proved"),
    ("sin(x)*cos(x) ≍ 1", "refuted"),
    ("sin(x)*cos(x) ≺ 1", "undecided"),  # sin(2*x)/2
    ("x*sin(x)*cos(x^2) ≲ x", "proved"),
    ("max(sin(x), 0) ≺ 1", "refuted"),
    ("max(sin(x), 1/2) ≍ 1", "proved"),
    ("exp(max(sin(x), 1)) - exp(1) ≺ 1", "proved"),
    ("min(sin(x), cos(x)) ≍ 1", "undecided"),
    ("floor(arctan(x)) - 1 ≺ 1", "proved"),
    ("ceil(arctan(-x)) ≍ 1", "proved"),
    ("floor(5/2 + sin(x)) ≍ 1", "proved"),
    ("floor(2 + sin(x)) ≍ 2", "proved"),
    ("1/log(arctan(x)) ≍ 1", "proved"),
    ("log(2 + sin(x)) ≍ 1", "undecided"),  # log 1 = 0
    ("log(3 + sin(x) + 1/x) ≍ 1", "proved"),
    ("log(x)*log(x*(3 + sin(x))) - log(x)^2 ≍ log(x)", "proved"),
    ("tan(sin(x)) ≍ 1", "refuted"),
    ("arctan(x*sin(x)) ≲ 1", "proved"),
    ("x^2*(1 + sin(x)) + x ≳ x", "proved"),
    ("x^2*(1 + sin(x)) - x ≳ x", "undecided"),
    ("x^2*(1 + sin(x)) + x ≍ x^2", "refuted"),
    ("mod(x, 2)*x ≍ x", "refuted"),
    ("mod(x, log(x)) ≲ log(x)", "proved"),
    ("mod(floor(x), 2) ≍ 1", "undecided"),
    ("3/x - log(x)^3 ≺ mod(Gamma(x + 1), 3)", "refuted"),
]


@pytest.mark.parametrize(("claim", "verdict"), BOUNDED)
def test_functions_of_what_is_bounded(claim, verdict):
    assert decide(claim, growing=["x"]).verdict == verdict


PARAMETRIC = [  # coefficients with parameters: a, b > 0, k an integer
    ("sqrt(a^2*x^2 + b*x) - a*x ≍ 1", "proved"),
    ("(a + 1)*x - sqrt((a + 1)^2*x^2 + b*x) ≍ 1", "proved"),
    ("sqrt((a - b)^2*x^2 + x) - a*x ≍ x", "refuted"),  # a = b/2
    ("((a/b)^2*x^2 + x)^(-1/2)*x - b/a ≍ 1/x", "proved"),
    ("factorial(x)/(factorial(k)*factorial(x - k)) ≍ x^k", "proved"),
    ("Gamma(a)*x ≍ x", "proved"),
]


@pytest.mark.parametrize(("claim", "verdict"), PARAMETRIC)
def test_coefficients_with_parameters(claim, verdict):
    names = [name for name in "ab" if name in claim.replace("factorial", "").replace("Gamma", "")]
    assert decide(claim, growing=["x"], positive=names).verdict == verdict
