"""Fitting methods: y ↦ θ(y) ∈ R^N, and the function that θ stands for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from boundlab.adversary import methods
from boundlab.adversary.vectors import real_vector, same_again
from boundlab.errors import bad_value
from boundlab.extensions.named import named
from boundlab.extensions.packages import provided

Array = np.ndarray[Any, np.dtype[np.float64]]
Function = Callable[[Array], Array]


@dataclass(frozen=True)
class Method:
    """`fit` maps a target, a function of points (n, m), to N parameters; `decode(θ, points)` gives the fit's
    values (n,).

    Without `decode` the adversary speaks of every decoder at once.
    """

    name: str
    fit: Callable[[Function], Array]
    decode: Callable[[Array, Array], Array] | None
    decoder: str = "its own"

    def theta(self, target: Function, N: int) -> Array:
        """Return θ(target); raises BoundlabError unless it is N finite real numbers."""
        return real_vector("method", self.name, lambda: self.fit(target), N, "y ↦ θ(y)", "parameters")

    def values(self, theta: Array, points: Array) -> Array:
        """Return the fit's values; raises BoundlabError unless they are finite real numbers, and the same twice."""
        decode = self.decode
        assert decode is not None

        def once() -> Array:
            call = lambda: decode(theta.copy(), points.copy())  # noqa: E731
            return real_vector("decoder", self.decoder, call, len(points), "(θ, points) ↦ values", "values")

        found = once()
        same_again("decoder", self.decoder, found, once(), "values")
        return found


def built_in() -> dict[str, Any]:
    """Return the modules of the built-in methods by name, those of installed packages included; each has SUMMARY,
    CONTINUOUS and method(N, m)."""
    names = (entry.name for entry in pkgutil.iter_modules(methods.__path__) if not entry.name.startswith("_"))
    found = {n.replace("_", "-"): importlib.import_module(f"{methods.__name__}.{n}") for n in sorted(names)}
    added = provided("methods", found)
    return found | {n: item.holding("SUMMARY", "CONTINUOUS", "method") for n, item in added.items()}


def load(name: str, N: int, m: int, decoder: str | None = None) -> Method:
    """Return a built-in method, or the callable at `module:function` or `file.py:function`, y ↦ θ(y), with a decoder
    of the same form.

    Raises BoundlabError if there is no such method or it cannot be loaded.
    """
    if ":" in name:
        decode = _callable("decoder", decoder) if decoder else None
        return Method(name, _callable("method", name), decode, decoder or "")
    known = built_in()
    if name not in known:
        raise bad_value("method", name, f"module:function, file.py:function, or one of {', '.join(known)}")
    if decoder:
        raise bad_value("decoder", decoder, "no decoder: the built-in methods have theirs")
    fit, decode = known[name].method(N, m)
    return Method(name, fit, decode)


def _callable(argument: str, text: str) -> Callable[..., Any]:
    found, _ = named(text, argument)
    if not callable(found):
        raise bad_value(argument, text, "a callable")
    return found  # type: ignore[no-any-return]
