"""Random expressions, formulas, orders and statements, and the decision whose certificate is checked on the way."""

from fractions import Fraction
from functools import partial
from itertools import product

from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.expression import parameter
from boundlab.testing import assert_certificate, comparisons, formulas, parameters, statements

__all__ = ["comparisons", "formulas"]

NAMES = ("a", "b", "m", "n")
REAL = ("a", "b")
VALUES = {"a": [Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/2", "1", "2")], "m": [1, 2, 3, 5]}
VALUES |= {"b": VALUES["a"], "n": VALUES["m"]}

numbers = statements.NUMBERS
names = st.sampled_from([parameter(n) for n in NAMES])
rationals = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 5))
points = st.fixed_dictionaries(dict.fromkeys(NAMES, rationals))
integer_points = parameters(NAMES, largest=6)
positive_divisors = st.sampled_from([parameter("m"), parameter("n") + 1, parameter("m") + parameter("n")])
expressions = partial(statements.expressions, NAMES)
orders = partial(statements.orders, multiplicities=("m", "n"))


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
        assert_certificate(certificate)
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
