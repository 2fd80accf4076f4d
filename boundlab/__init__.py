"""boundlab: a laboratory for theorems about how many parameters a neural network needs.

The names below are loaded when first used, so that `import boundlab` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "check": "boundlab.checking",
    "check_inverse": "boundlab.symbolic.inversion",
    "compare": "boundlab.claims.compare",
    "decide": "boundlab.symbolic.decide",
    "invert": "boundlab.symbolic.inversion",
    "load": "boundlab.derived.load",
    "minimise": "boundlab.symbolic.optimum",
    "parse_expression": "boundlab.symbolic.grammar",
    "parse_order": "boundlab.symbolic.grammar",
}
__all__ = ["__version__", *_WHERE]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'boundlab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
