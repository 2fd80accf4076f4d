"""boundlab: a laboratory for theorems about how many parameters a neural network needs.

The names below are loaded when first used, so that `import boundlab` costs nothing; `__init__.pyi` gives their types.

>>> import boundlab
>>> boundlab.decide("min(m1 + m2, 2*m1) >= m1")
Decision('proved: min(m1 + m2, 2*m1) >= m1')
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "Approximators": "boundlab.claims.claim",
    "BoundlabError": "boundlab.errors",
    "Claim": "boundlab.claims.claim",
    "Order": "boundlab.symbolic.order",
    "Registry": "boundlab.claims.registry",
    "RunStore": "boundlab.runs.store",
    "TargetClass": "boundlab.claims.target_class",
    "architectures": "boundlab.architectures",
    "audit": "boundlab.auditing.hypotheses",
    "best": "boundlab.derived.best",
    "check": "boundlab.checking",
    "check_inverse": "boundlab.symbolic.inversion",
    "compare": "boundlab.derived.compare",
    "consistency": "boundlab.derived.consistency",
    "construct": "boundlab.rigorous.construct",
    "count": "boundlab.architectures",
    "decide": "boundlab.symbolic.decide",
    "explicit": "boundlab.rigorous.explicit",
    "fit": "boundlab.experiments.fit",
    "invert": "boundlab.symbolic.inversion",
    "load": "boundlab.derived.load",
    "measure": "boundlab.experiments.measure",
    "minimise": "boundlab.symbolic.optimum",
    "parse_expression": "boundlab.symbolic.grammar",
    "parse_order": "boundlab.symbolic.grammar",
    "sandwich": "boundlab.rigorous.explicit",
}
__all__ = ["__version__", *_WHERE]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'boundlab' has no attribute {name!r}")
    try:
        module = importlib.import_module(_WHERE[name])
    except ImportError as error:
        from boundlab.errors import BoundlabError, missing_extra

        if (needed := missing_extra(error)) is None:
            raise
        raise BoundlabError(f"{name} {needed}") from None
    return module if _WHERE[name] == f"boundlab.{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted(__all__)
