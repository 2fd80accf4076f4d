"""Finite-dimensional spaces of functions whose scaled unit ball lies in W_{r,m}; one family per file.

A file exposes `families(m, r) -> list[SpaceFamily]`. A family has a resolution n = 0, 1, 2, …; at each n
every member s of the space satisfies Σ_{|k|_1 ≤ r} ‖D^k s‖_∞ ≤ K(n)·‖s‖_∞, where the derivatives are taken
in the sup norm over R^m and ‖s‖_∞ over [-1,1]^m. Therefore ρU ⊂ closure of W_{r,m} for ρ = 1/K(n).

Members lie in W^{r,∞}(R^m) only. That loses nothing: convolution with a smooth non-negative kernel of
radius δ and mass 1 keeps all K(n)-bounds on R^m, and moves s by at most δ·C·‖s‖_∞ (the space is
finite-dimensional), so for small δ it is injective and the constant of the mollified, smooth space tends to
K(n).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType

from boundlab.rigorous.spaces._family import SpaceFamily


@lru_cache(maxsize=1)
def _modules() -> list[ModuleType]:
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


@lru_cache(maxsize=256)
def families(m: int, r: int) -> tuple[SpaceFamily, ...]:
    """Return every family for W_{r,m}."""
    return tuple(family for module in _modules() for family in module.families(m, r))


@lru_cache(maxsize=256)
def disjoint_families(m: int, r: int) -> tuple[SpaceFamily, ...]:
    """Return the families with a basis of functions with disjoint supports and peak value 1.

    Any choice of coefficients in [-ρ, ρ] then gives a member of the closure of W_{r,m} that takes these
    values at the peaks, which is what shattering and packing arguments need.
    """
    return tuple(family for family in families(m, r) if family.disjoint)


__all__ = ["SpaceFamily", "disjoint_families", "families"]
