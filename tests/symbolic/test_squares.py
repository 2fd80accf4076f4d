"""Sums of squares close cases that products of facts do not; the checker multiplies them out."""

import pytest

from boundlab.symbolic.decide import decide

PROVED = [
    ("x^4 - 3*x^2 + 3 > 0", [], "x"),
    ("x^8 - x + 1 > 0", [], "x"),
    ("x^4 - 4*x^3 + 6*x^2 - 4*x + 1 >= 0", [], "x"),
    ("2*x^4 + 2*x^3*y - x^2*y^2 + 5*y^4 >= 0", [], "xy"),
    ("x^4 + y^4 >= x^3*y + x*y^3", [], "xy"),
    ("x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1 >= 0", [], "xy"),  # Motzkin's: no sum of squares, but times 1 + x^2 + y^2
    ("x^4 + y^4 + z^4 + w^4 >= 4*x*y*z*w", [], "xyzw"),
    ("(a*c + b*d)^2 <= (a^2 + b^2)*(c^2 + d^2)", [], "abcd"),
    ("x*(x-y)*(x-z) + y*(y-x)*(y-z) + z*(z-x)*(z-y) >= 0", ["x >= y", "y >= z", "z >= 0"], "xyz"),  # Schur's
    ("x^5 + 1 >= x^2 + x^3", ["x >= 0"], "x"),
    ("x^3*y + y^3*z + z^3*x >= x*y*z*(x+y+z)", ["x > 0", "y > 0", "z > 0"], "xyz"),  # in the cases of their order
]


@pytest.mark.parametrize(("claim", "where", "real"), PROVED)
def test_what_a_sum_of_squares_shows(claim, where, real):
    assert decide(claim, where, list(real)).verdict == "proved"


@pytest.mark.parametrize(
    ("claim", "real"), [("x^4 - 3*x^2 + 2 > 0", "x"), ("x^4 + y^4 >= 3*x^2*y^2", "xy"), ("x^6 + x >= -1/3", "x")]
)
def test_what_is_negative_somewhere_is_refuted(claim, real):
    assert decide(claim, [], list(real)).verdict == "refuted"
