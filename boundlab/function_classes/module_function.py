"""Targets from a user's Python file: `module:function`, called with an array of shape (n, m)."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from boundlab.errors import bad_value
from boundlab.function_classes.target import NumpyOps, Ops, Target


class ModuleFunction(Target):
    """The function `name` of the importable module `module` (the working directory is searched too).

    It is given a float64 array of shape (n, m) and returns an array of shape (n,). It is a black box: it has no
    derivatives, no norm and no certificate.

    Raises:
        BoundlabError: the module cannot be imported or has no such function.
    """

    def __init__(self, text: str, dimension: int = 1) -> None:
        module, _, name = text.partition(":")
        self.text, self.dimension = text, dimension
        search = sys.path
        try:
            sys.path = [*search, os.getcwd()]
            found = getattr(importlib.import_module(module), name, None)
        except Exception as error:
            raise bad_value("--target", text, f"an importable module ({type(error).__name__}: {error})") from None
        finally:
            sys.path = search
        if not callable(found):
            raise bad_value("--target", text, f"module:function; {module} has no function {name!r}")
        self.function: Callable[[Any], Any] = found

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        if not isinstance(ops, NumpyOps):
            raise bad_value("--target", self.text, "a formula or a named family: a black box has no certificate")
        x = np.stack([np.asarray(c, dtype=float) for c in coordinates], axis=-1)
        values = np.asarray(self.function(x.reshape(-1, self.dimension)), dtype=float)
        if values.size != x[..., 0].size:
            raise bad_value("--target", self.text, f"a function from shape (n, {self.dimension}) to shape (n,)")
        return values.reshape(x.shape[:-1])
