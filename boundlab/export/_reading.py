"""Which certificates are exported, and the statement of one."""

from __future__ import annotations

from typing import Any

from boundlab.checking._rewritten.polynomial import Budget
from boundlab.checking._rewritten.statement import Statement, parse_statement
from boundlab.errors import BoundlabError

WORK = 4_000_000


def decisions(certificate: Any) -> list[dict[str, Any]]:
    """Return the decisions that a certificate consists of; raises BoundlabError for any other kind."""
    kind = certificate.get("kind") if isinstance(certificate, dict) else None
    if kind == "bundle" and isinstance(certificate.get("certificates"), list):
        return [each for part in certificate["certificates"] for each in decisions(part)]
    if kind != "decision":
        raise BoundlabError(f"a certificate of the kind {str(kind)[:60]!r} is not exported; only decisions are")
    return [certificate]


def statement_of(certificate: dict[str, Any]) -> Statement:
    """Return the statement of a decision."""
    return parse_statement(certificate.get("statement"), Budget(WORK))
