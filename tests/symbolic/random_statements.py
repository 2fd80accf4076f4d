"""Random expressions, formulas, orders and statements, and the decision whose certificate is checked on the way."""

from fractions import Fraction
from itertools import product

from hypothesis import reject
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.expression import maximum, minimum, number, parameter
from boundlab.symbolic.order import Order

NAMES = ("a", "b", "m", "n")
REAL = ("a", "b")
VALUES = {"a": [Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/2", "1", "2")], "m": [1, 2, 3, 5]}
VALUES |= {"b": VALUES["a"], "n": VALUES["m"]}

numbers = st.sampled_from([number(Fraction(v)) for v in ("-2", "-1", "0", "1/2", "1", "2", "3")])
names = st.sampled_from([parameter(n) for n in NAMES])
rationals = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 5))
points = st.fixed_dictionaries(dict.fromkeys(NAMES, rationals))
integer_points = st.fixed_dictionaries({n: st.integers(1, 6) for n in NAMES})
positive_divisors = st.sampled_from([parameter("m"), parameter("n") + 1, parameter("m") + parameter("n")])


def _combined(inner, divisors):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: minimum(*p)),
        pairs.map(lambda p: maximum(*p)),
        st.tuples(inner, divisors).map(lambda p: p[0] / p[1]),
        st.tuples(inner, st.integers(0, 3)).map(lambda p: p[0] ** p[1]),
    )


def expressions(leaves=8, divisors=None):
    """Expressions; divisors are those given, by default any expression that is not the number 0."""
    if divisors is None:
        nonzero = st.recursive(names | numbers, lambda i: _combined(i, names), max_leaves=3)
        divisors = nonzero.filter(lambda e: e.value != 0)
    return st.recursive(names | numbers, lambda inner: _combined(inner, divisors), max_leaves=leaves)


def comparisons(inner):
    return st.tuples(inner, st.sampled_from([">=", "<=", ">", "<", "=", "!="]), inner).map(
        lambda t: f"{t[0]} {t[1]} {t[2]}"
    )


def formulas(inner):
    """Texts of formulas."""
    return st.recursive(
        comparisons(inner),
        lambda f: st.one_of(
            st.tuples(f, f).map(lambda p: f"({p[0]}) and ({p[1]})"),
            st.tuples(f, f).map(lambda p: f"({p[0]}) or ({p[1]})"),
            f.map(lambda g: f"not ({g})"),
        ),
        max_leaves=3,
    )


def orders(exponents, scale="eps"):
    """Orders with integer parameters as multiplicities."""
    t, logarithm = Order.scale(scale), Order.logarithm(scale)

    def term(constant, power, log):
        try:
            return constant * t**power * logarithm**log
        except BoundlabError:  # a divisor in an exponent vanishes
            reject()

    terms = st.tuples(
        st.sampled_from([Order.constant(c) for c in (1, 2, Fraction(3, 4), parameter("m"), parameter("n"))]),
        exponents,
        st.sampled_from([number(v) for v in (-1, 0, 0, 1, 2)]) | exponents,
    ).map(lambda p: term(*p))
    return st.lists(terms, min_size=1, max_size=3).map(lambda ts: sum(ts[1:], ts[0]))


def grid(parameters):
    """All points of a small grid."""
    for values in product(*(VALUES[n] for n in parameters)):
        yield dict(zip(parameters, values, strict=True))


def decided(claim, where=(), real=(), **options):
    """Decide, and have the independent checker accept the certificate."""
    decision = decide(claim, where, real, **options)
    certificate = decision.certificate()
    assert (certificate is None) == (decision.verdict == "undecided")
    if certificate is not None:
        result = check(certificate)
        assert result.valid, (result.reason, claim, where, real, decision.verdict)
    return decision


def reals_in(*texts):
    """The real parameters that occur in the texts."""
    return tuple(n for n in REAL if any(n in text.replace("max", "").replace("and", "") for text in texts))


def refusal(action):
    """Return the message with which `action` refuses its input, "" if it does not."""
    try:
        action()
    except BoundlabError as error:
        return str(error)
    return ""
