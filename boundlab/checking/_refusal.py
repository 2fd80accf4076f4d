"""How a certificate is refused."""

from __future__ import annotations


class Rejected(ValueError):
    """A certificate that is not what the format asks for or does not prove what it says; the message is the reason."""


class Unaffordable(Rejected):
    """A certificate that takes more than the checker spends: neither right nor wrong."""


def afford(condition: bool, reason: str) -> None:
    """Raise Unaffordable with `reason` unless `condition` holds."""
    if not condition:
        raise Unaffordable(reason)


def require(condition: bool, reason: str) -> None:
    """Raise Rejected with `reason` unless `condition` holds."""
    if not condition:
        raise Rejected(reason)
