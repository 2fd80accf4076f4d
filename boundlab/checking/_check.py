"""Dispatch of a certificate to the checker of its kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from boundlab.checking._loading import load
from boundlab.checking._refusal import Rejected, Unaffordable


@dataclass(frozen=True)
class Certified:
    """What a valid certificate certifies, in the checker's words: nothing it did not verify.

    `statement` holds for `ranges`, under `conditions`; `number` says what the numbers in it bound, `met` whether
    anything meets the conditions.
    """

    statement: str
    ranges: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    number: str = ""
    met: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        data = {"statement": self.statement, "ranges": list(self.ranges), "conditions": list(self.conditions)}
        return {**data, "number": self.number, "met": self.met}


@dataclass(frozen=True, repr=False)
class CheckResult:
    """What a checker says: `valid`, the reason in one sentence, and what is certified (by a bundle: by each part).

    `refused` means that a certificate exceeds a limit of the checker: it is neither right nor wrong.
    """

    valid: bool
    reason: str
    certified: tuple[Certified, ...] = field(default=(), repr=False)
    refused: bool = field(default=False, repr=False)

    def __str__(self) -> str:
        return f"{'valid' if self.valid else 'INVALID'}: {self.reason}"

    def __repr__(self) -> str:
        return f"CheckResult({str(self)[:140]!r})"

    def _repr_latex_(self) -> str:
        return rf"$\text{{{str(self).translate({ord(c): ' ' for c in '$%&#_{}^~' + chr(92)})}}}$"

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(f"<div>{escape(text)}</div>" for text in (str(self), *(c.statement for c in self.certified)))

    def to_json(self) -> dict[str, Any]:
        """Return the answer, the reason, and what is certified."""
        return {"valid": self.valid, "reason": self.reason, "certified": [c.to_json() for c in self.certified]}


def accepted(reason: str, statement: str, ranges: str, conditions: Sequence[str] = (), number: str = "") -> CheckResult:
    """Return the answer to a certificate that holds: why, and what it certifies."""
    return CheckResult(True, reason, (Certified(statement, (ranges,), tuple(conditions), number),))


@lru_cache(maxsize=1)
def kinds() -> tuple[str, ...]:
    """Return the kinds of certificate that can be checked, one per file of this folder."""
    package = importlib.import_module("boundlab.checking")
    names = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


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
        result: CheckResult = module.check(certificate)
    except Rejected as reason:
        return CheckResult(False, str(reason), refused=isinstance(reason, (Unaffordable, Unaffordable)))
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError) as error:
        return CheckResult(False, f"malformed certificate ({type(error).__name__}: {str(error)[:120]})")
    return result


def check_file(path: str) -> CheckResult:
    """Load and re-check the certificate in the file at `path`; raises BoundlabError if it cannot be read."""
    return check(load(path))
