"""Property tests of your own inequalities, bounds and certificates, with hypothesis: `pip install 'boundlab[testing]'`.

Strategies draw parameters, expressions, formulas, orders, claims, targets of a class with a certified norm, and
networks of an architecture; assertions say what failed in the field's terms, so that what hypothesis shrinks to is
readable.

>>> from hypothesis import given
>>> from boundlab.testing import assert_bound, parameters
>>> @given(parameters("m1, m2"))
... def test_mine(p):
...     assert_bound("m1 * m2", ">=", "m1 + m2 - 1", at=p)
>>> test_mine()

Importing this without hypothesis raises BoundlabError.
"""

from __future__ import annotations

from boundlab.errors import optional

optional("hypothesis")

from boundlab.testing.assertions import assert_bound, assert_certificate, assert_order  # noqa: E402
from boundlab.testing.claims import claims, scopes  # noqa: E402
from boundlab.testing.networks import configurations, networks  # noqa: E402
from boundlab.testing.statements import comparisons, expressions, formulas, orders, parameters  # noqa: E402
from boundlab.testing.targets import accuracies, cube, targets  # noqa: E402

__all__ = [
    "accuracies",
    "assert_bound",
    "assert_certificate",
    "assert_order",
    "claims",
    "comparisons",
    "configurations",
    "cube",
    "expressions",
    "formulas",
    "networks",
    "orders",
    "parameters",
    "scopes",
    "targets",
]
