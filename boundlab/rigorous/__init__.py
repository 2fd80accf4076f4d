"""Explicit bounds: how many parameters at this accuracy, as integers with certificates.

`bounds(query)` asks every engine (`boundlab.rigorous.engines`); `sandwich(query)` sets the best lower bound
beside the best upper bound about the same methods. Nothing here that decides anything is a float.
"""

from boundlab.numbers import epsilon, epsilons, rational
from boundlab.rigorous._bound import HYPOTHESES, Bound, Refusal, comparable
from boundlab.rigorous._leading_constants import (
    LeadingConstant,
    UpperConstant,
    leading_constants,
    upper_constants,
)
from boundlab.rigorous._query import Query
from boundlab.rigorous._sandwich import (
    Sandwich,
    certified_lower_bound,
    constructive_upper_bound,
    sandwich,
)
from boundlab.rigorous.engines import bounds, select

__all__ = [
    "HYPOTHESES",
    "Bound",
    "LeadingConstant",
    "Query",
    "Refusal",
    "Sandwich",
    "UpperConstant",
    "bounds",
    "certified_lower_bound",
    "comparable",
    "constructive_upper_bound",
    "epsilon",
    "epsilons",
    "leading_constants",
    "rational",
    "sandwich",
    "select",
    "upper_constants",
]
