"""What a property test asserts; each failure is one sentence with the values at which it happened."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from boundlab.checking import CheckResult, check
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.decide import decide
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.expression import Value
from boundlab.symbolic.grammar import parse_expression
from boundlab.symbolic.order import Order

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
}
_RELATIONS |= {"≤": operator.le, "≥": operator.ge, "==": operator.eq}


def assert_bound(left: Any, relation: str, right: Any, at: Mapping[str, Value] | None = None) -> None:
    """Assert that left relation right holds, exactly; `at` are the values of the parameters.

    A side is a number (int, Fraction, or a float, which stands for exactly what it is; numpy's as well) or the text of
    an expression in the parameters; `relation` is one of <= < >= > =. Raises AssertionError with both values and the
    point, and BoundlabError for what is neither; a NaN fails.

    >>> assert_bound("min(m1 + m2, 2*m1)", ">=", "m1", at={"m1": 1, "m2": 2})
    >>> assert_bound("min(m1 + m2, 2*m1)", ">=", "m1 + m2", at={"m1": 1, "m2": 2})
    Traceback (most recent call last):
    AssertionError: min(m1 + m2, 2*m1) >= m1 + m2 fails at m1 = 1, m2 = 2: 2 is not >= 3
    """
    if relation not in _RELATIONS:
        raise bad_value("relation", relation, f"one of {' '.join(_RELATIONS)}")
    point = dict(at or {})
    values = [_value(side, point, name) for side, name in ((left, "left"), (right, "right"))]
    if None not in values and _RELATIONS[relation](*values):
        return
    shown = [str(side) for side in (left, right)]
    where = f" at {_words(point)}" if point else ""
    numbers = ["nan" if value is None else _short(value) for value in values]
    raise AssertionError(f"{shown[0]} {relation} {shown[1]} fails{where}: {numbers[0]} is not {relation} {numbers[1]}")


def assert_order(
    claim: str,
    where: Iterable[str] = (),
    real: Iterable[str] = (),
    *,
    integer: Iterable[str] = (),
    positive: Iterable[str] = (),
) -> Decision:
    """Assert that a statement about orders or exponents holds for all parameters, and return the decision.

    The arguments are those of `boundlab.decide`, and its certificate has been accepted by the checker. Raises
    AssertionError with the parameters at which the claim fails, or that say it is undecided: this is no proof either.

    >>> assert_order("eps^(-m1) + eps^(-m2) ≲ eps^(-(m1+m2))").verdict
    'proved'
    >>> assert_order("eps^(-(m1+m2)/r) ≲ eps^(-m1)")
    Traceback (most recent call last):
    AssertionError: eps^(-(m1+m2)/r) ≲ eps^(-m1) fails at m1 = 1, m2 = 1, r = 1
    """
    found = decide(claim, where, real, integer=integer, positive=positive)
    if found.proved:
        return found
    if found.witness is not None:
        raise AssertionError(f"{claim} fails at {_words(found.visible({**found.witness, **found.roots}))}")
    raise AssertionError(f"{claim} is undecided: {found.reason}")


def assert_certificate(certificate: Any) -> CheckResult:
    """Assert that the independent checker accepts a certificate (a decoded JSON object), and return what it certifies.

    >>> assert_certificate({"kind": "horoscope"})
    Traceback (most recent call last):
    AssertionError: the certificate is refused: unknown kind of certificate 'horoscope'; known: ...
    """
    result = check(certificate)
    if not result.valid:
        raise AssertionError(f"the certificate is refused: {result.reason}")
    return result


def _value(side: Any, point: Mapping[str, Value], argument: str) -> Fraction | float | None:
    """The exact value of a side; an infinite float as it is, None for a NaN."""
    if isinstance(side, str):
        try:
            return Fraction(parse_expression(side, argument).at(point))
        except ZeroDivisionError:
            raise BoundlabError(f"{side}: a divisor vanishes at {_words(point)}", "at") from None
    if isinstance(side, Order) or not hasattr(side, "__float__"):
        raise bad_value(argument, side, "a number, or the text of an expression")
    if isinstance(side, int | Fraction):
        return Fraction(side)
    number = float(side)
    if number != number:
        return None
    return number if number in (float("inf"), float("-inf")) else Fraction(number)


def _words(point: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items())


def _short(value: Fraction | float) -> str:
    text = str(value)
    if len(text) <= 40:
        return text
    try:
        return f"{float(value):.15g}"
    except OverflowError:
        return f"{text[:20]}… ({len(text)} characters)"
