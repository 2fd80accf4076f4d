"""Targets from a user's Python file: `module:function`, called with an array of shape (n, m)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from boundlab.errors import bad_value
from boundlab.extensions.named import named
from boundlab.function_classes.target import NumpyOps, Ops, Target


class ModuleFunction(Target):
    """The function `name` of the importable module `module` (the working directory is searched too).

    It is given a float64 array of shape (n, m) and returns an array of shape (n,). It is a black box: it has no
    derivatives, no norm and no certificate. `source` is a digest of the file of the module and of the user's modules
    that it imports: two functions with the same text are told apart by it.

    Raises BoundlabError: the module cannot be imported or has no such function, or its source cannot be read.
    """

    def __init__(self, text: str, dimension: int = 1) -> None:
        self.text, self.dimension = text, dimension
        found, self.source = named(text, "target")
        if not callable(found):
            raise bad_value("target", text, "module:function; this is no function")
        self.function: Callable[[Any], Any] = found

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        if not isinstance(ops, NumpyOps):
            raise bad_value("target", self.text, "a formula or a named family: a black box has no certificate")
        x = np.stack([np.asarray(c, dtype=float) for c in coordinates], axis=-1)
        values = np.asarray(self.function(x.reshape(-1, self.dimension)), dtype=float)
        if values.size != x[..., 0].size:
            raise bad_value("target", self.text, f"a function from shape (n, {self.dimension}) to shape (n,)")
        return values.reshape(x.shape[:-1])
