"""Comparing two claims by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from boundlab.claims.claim import Claim
from boundlab.claims.compare import ClaimComparison
from boundlab.claims.compare import compare as compare_claims
from boundlab.derived.load import Given, claim_of
from boundlab.symbolic.expression import Value


def compare(
    a: Claim | str, b: Claim | str, values: Mapping[str, Value] | None = None, registry: Given | None = None
) -> ClaimComparison:
    """Compare the orders of two claims, each a claim or an id, with `values` put in for parameters.

    `registry` is where ids are looked up, by default all there is: a Registry, or the path of a registry file, or
    several. See `boundlab.claims.compare.compare`.

    >>> found = compare("galanti-wolf-2020/thm-3", "galanti-wolf-2020/thm-4", {"m1": 2})
    >>> found.verdict, str(found.ratio)
    ('separation', 'eps^(-min(m2, 2))')
    """
    return compare_claims(claim_of(a, registry, "a"), claim_of(b, registry, "b"), values)
