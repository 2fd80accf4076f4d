"""What a user's callables return, as vectors of finite real numbers; and whether they return it twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from boundlab.errors import BoundlabError, bad_value

Array = np.ndarray[Any, np.dtype[np.float64]]


def real_vector(argument: str, name: str, call: Callable[[], Any], length: int, kind: str, what: str) -> Array:
    """Call and return a fresh vector of `length` finite floats (-0.0 is 0.0).

    `kind` is what a callable of this sort does, `what` the plural of its numbers. Raises BoundlabError in one line for
    anything else, an exception or an exit of the callable included.
    """
    try:
        found = np.asarray(call())
        if found.dtype.kind == "O" and not any(isinstance(v, str | complex) for v in found.flat):
            found = found.astype(np.float64)
    except BoundlabError:
        raise
    except (Exception, SystemExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise bad_value(argument, name, f"a callable {kind} ({reason})") from None
    if found.dtype.kind not in "fiub":
        given = "complex numbers" if found.dtype.kind == "c" else f"values of type {found.dtype}"
        raise bad_value(argument, name, f"{length} real {what}; it returned {given}")
    if found.shape != (length,):
        raise bad_value(argument, name, f"{length} {what}; it returned shape {found.shape}")
    if not np.isfinite(found).all():
        raise bad_value(argument, name, f"finite {what}; it returned nan or inf")
    return np.array(found, dtype=np.float64) + 0.0


def same_again(argument: str, name: str, first: Array, second: Array, what: str) -> None:
    """Raise BoundlabError unless two calls with the same argument gave the same numbers."""
    if not np.array_equal(first, second):
        gap = float(np.abs(first - second).max())
        reason = f"the same {what} each time it is given the same target; two calls differed by {gap:.3g}"
        raise bad_value(argument, name, f"{reason} (random, or with a state of its own)")
