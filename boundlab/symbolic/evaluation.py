"""The number an order gives at an ε or an N, implied constants taken as 1: exact, in floats, or for arrays.

Floats are computed from logarithms, so nothing overflows on the way; they decide nothing here.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.expression import ZERO, Value
from boundlab.symbolic.term import Scale, Term

MAX_BITS = 1_000_000
_DECIMAL = Context(prec=30, Emax=10**15, Emin=-(10**15))
_Terms: TypeAlias = Sequence[Term]


def at(terms: _Terms, scale: Scale | None, t: Any, parameters: Mapping[str, Value | float]) -> Any:
    """Return the value at ε = t (or N = t): see `Order.at`."""
    point = _point(terms, parameters)
    if isinstance(t, int | Fraction) and not isinstance(t, bool):
        found = _exact(terms, _scale_value(terms, scale, Fraction(t)), point)
        if found is not None:
            return found
    logarithm = _log(terms, scale, t, point)
    if isinstance(logarithm, float):
        return math.exp(logarithm) if logarithm < 709.7 else math.inf
    numpy = sys.modules["numpy"]
    with numpy.errstate(over="ignore"):
        return numpy.exp(logarithm)


def log_at(terms: _Terms, scale: Scale | None, t: Any, parameters: Mapping[str, Value | float]) -> Any:
    """Return the natural logarithm of the value at ε = t (or N = t): see `Order.log_at`."""
    return _log(terms, scale, t, _point(terms, parameters))


def decimal_at(terms: _Terms, scale: Scale | None, t: Fraction, parameters: Mapping[str, Value | float]) -> Decimal:
    """Return the value at ε = t (or N = t) to about 25 digits, however large it is, up to 10^15 of them.

    Raises BoundlabError as `Order.at` does, and ArithmeticError beyond that.
    """
    point = _point(terms, parameters)
    base = _decimal(_scale_value(terms, scale, t))
    log, total = _DECIMAL.ln(base), Decimal(0)
    for term in terms:
        power, of_log, factors = _powers(term, point)
        value = _decimal(term.coefficient)
        for factor, exponent in ((base, power), (log, of_log), *((_decimal(b), e) for b, e in factors)):
            value = _DECIMAL.multiply(value, _DECIMAL.power(factor, _decimal(exponent)))
        total = _DECIMAL.add(total, value)
    return total


def _decimal(value: Fraction) -> Decimal:
    return _DECIMAL.divide(Decimal(value.numerator), Decimal(value.denominator))


def _point(terms: _Terms, parameters: Mapping[str, Value | float]) -> dict[str, Value]:
    parts = [e for t in terms for pair in (t.growth, *t.factors) for e in pair]
    known: frozenset[str] = frozenset().union(*(e.parameters() for e in parts))
    for name, value in parameters.items():
        if name not in known:
            raise bad_value(name, value, f"one of the parameters {', '.join(sorted(known)) or '(there is none)'}")
        if isinstance(value, bool) or not isinstance(value, int | Fraction | float) or not math.isfinite(value):
            raise bad_value(name, value, "a number")
    for name in sorted(known - set(parameters)):
        raise BoundlabError(f"{name}: no value given for this parameter", name)
    return {name: Fraction(value) for name, value in parameters.items()}


def _scale_value(terms: _Terms, scale: Scale | None, t: Any) -> Any:
    """Return t itself, 1/ε or N, after a look at its range."""
    name, logs = scale or "eps", any(term.log != ZERO for term in terms)
    fits = (t > 0) & ((t < 1) if name == "eps" else (t > 1)) if logs else t > 0
    if not (fits if isinstance(fits, bool) else fits.all()):
        raise bad_value(name, t, ("0 < eps < 1" if name == "eps" else "N > 1") if logs else f"{name} > 0")
    return 1 / t if name == "eps" and isinstance(t, Fraction) else t


def _powers(term: Term, point: Mapping[str, Value]) -> tuple[Fraction, Fraction, list[tuple[Fraction, Fraction]]]:
    try:
        power, log = term.power.at(point), term.log.at(point)
        factors = [(base.at(point), exponent.at(point)) for base, exponent in term.factors]
    except ZeroDivisionError:
        shown = ", ".join(f"{n} = {v}" for n, v in point.items())
        raise BoundlabError(f"parameters: a divisor vanishes at {shown}") from None
    for base, _ in factors:
        if base <= 0:
            raise BoundlabError(f"parameters: a factor of the order is {base}, it must be positive")
    return power, log, factors


def _exact(terms: _Terms, t: Fraction, point: Mapping[str, Value]) -> Fraction | None:
    """Return the value as a rational number, or None if it is none or too long."""
    total = Fraction(0)
    for term in terms:
        power, log, factors = _powers(term, point)
        parts = [(t, power), *factors]
        size = sum(abs(e) * max(b.numerator.bit_length(), b.denominator.bit_length()) for b, e in parts)
        if log or size > MAX_BITS or any(e.denominator > 1 and b != 1 for b, e in parts):
            return None
        total += term.coefficient * math.prod((b ** int(e) for b, e in parts), start=Fraction(1))
    return total


def _log(terms: _Terms, scale: Scale | None, t: Any, point: Mapping[str, Value]) -> Any:
    """Return log Σ c·∏ b^e·t^p·log(t)^q, a float or an array of the shape of t."""
    if isinstance(t, bool):
        raise bad_value(scale or "eps", t, "a number or an array of numbers")
    if isinstance(t, int | Fraction | float):
        arrays: Any = None
        t = t if isinstance(t, float) else Fraction(t)
    elif hasattr(t, "__array__"):
        arrays = sys.modules["numpy"]
        t = arrays.asarray(t, dtype=float)
    else:
        raise bad_value(scale or "eps", t, "a number or an array of numbers")
    _scale_value(terms, scale, t)
    log_t = _ln(t) if arrays is None else arrays.log(t)
    if scale != "N":
        log_t = -log_t
    logs = []
    for term in terms:
        power, log, factors = _powers(term, point)
        found = _ln(term.coefficient) + sum(float(e) * _ln(b) for b, e in factors) + float(power) * log_t
        if log:
            found = found + float(log) * (math.log(log_t) if arrays is None else arrays.log(log_t))
        logs.append(found)
    if arrays is not None:
        return arrays.logaddexp.reduce(arrays.stack(logs))
    top = max(logs)
    return top + math.log(sum(math.exp(each - top) for each in logs))


def _ln(value: Fraction | float) -> float:
    if isinstance(value, float):
        return math.log(value)
    return math.log(value.numerator) - math.log(value.denominator)
