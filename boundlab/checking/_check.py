"""Dispatch of a certificate to the checker of its kind."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import Any

from boundlab.checking._loading import load


@dataclass(frozen=True)
class CheckResult:
    """What a checker says: `valid`, and the reason in one sentence."""

    valid: bool
    reason: str


def kinds() -> list[str]:
    """Return the kinds of certificate that can be checked, one per file of this folder."""
    package = importlib.import_module("boundlab.checking")
    names = (module.name for module in pkgutil.iter_modules(package.__path__))
    return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))


def check(certificate: Any) -> CheckResult:
    """Re-check `certificate`, a decoded JSON object; never raises on a bad one.

    >>> check({"kind": "horoscope"}).valid
    False
    """
    if not isinstance(certificate, dict):
        return CheckResult(False, "a certificate is a JSON object")
    kind = certificate.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        return CheckResult(False, f"unknown kind of certificate {str(kind)[:80]!r}; known: {', '.join(kinds())}")
    module = importlib.import_module(f"boundlab.checking.{kind.replace('-', '_')}")
    try:
        return module.check(certificate)
    except (KeyError, IndexError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        return CheckResult(False, f"malformed certificate ({type(error).__name__}: {str(error)[:120]})")


def check_file(path: str) -> CheckResult:
    """Load and re-check the certificate in the file at `path`; raises BoundlabError if it cannot be read."""
    return check(load(path))
