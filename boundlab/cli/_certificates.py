"""Certificates of answers: each is checked before its answer is printed or written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar

from boundlab.errors import BoundlabError

STDOUT = "-"


class RefusedCertificate(BoundlabError):
    """An answer whose own certificate the checker refuses: a fault of boundlab, never an answer."""

    exit_code: ClassVar[int] = 70


def require_valid(data: Any) -> None:
    """Check every certificate anywhere in `data`: an object with a `kind` that can be checked, or one that is called a
    certificate.

    Raises RefusedCertificate, which names the statement, for the first that the checker refuses, and BoundlabError for
    one that takes more than the checker spends.
    """
    for certificate in _certificates(data):
        _require_valid(json.dumps(certificate, ensure_ascii=False))


def _certificates(data: Any, called_so: bool = False) -> Iterator[Any]:
    if isinstance(data, dict):
        kind = data.get("kind")
        if kind == "bundle":
            yield from _certificates(data.get("certificates"), True)
        elif called_so or (isinstance(kind, str) and _is_kind(kind)):
            yield data
        else:
            for name, value in data.items():
                yield from _certificates(value, name == "certificate")
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _certificates(value, called_so)
    elif called_so and data is not None:
        yield data


@lru_cache(maxsize=256)
def _is_kind(kind: str) -> bool:
    from boundlab.checking import kinds

    return kind in kinds()


@lru_cache(maxsize=1024)
def _require_valid(text: str) -> None:
    # Read back from text: what is checked is what a reader of the file gets.
    from boundlab.checking import check

    certificate = json.loads(text)
    result = check(certificate)
    if result.refused:
        raise BoundlabError(
            f"{_named(certificate)}: its certificate exceeds what the checker spends ({result.reason}), and no answer"
            " is given that was not checked"
        )
    if not result.valid:
        raise RefusedCertificate(
            f"internal error: the checker refuses boundlab's own certificate of {_named(certificate)}:"
            f" {result.reason}; no answer is given, please report this"
        )


def _named(certificate: Any) -> str:
    """Say which statement a certificate is about: its claim, or its kind and the short fields."""
    if not isinstance(certificate, dict):
        return repr(certificate)[:80]
    statement = certificate.get("statement")
    if isinstance(statement, dict):
        where = ", ".join(map(str, statement.get("where", ())))
        return f"{str(statement.get('claim'))[:200]!r}" + (f" where {where[:100]}" if where else "")
    short = [f"{k} = {v}" for k, v in certificate.items() if isinstance(v, (str, int)) and len(str(v)) <= 40]
    return ", ".join(short)[:300]


def save(certificate: Any, file: str) -> str:
    """Write a certificate to `file` if there is one; return what to tell the user."""
    if certificate is None:
        return f"no certificate: the answer is undecided, {file} was not written"
    require_valid([certificate])
    from boundlab.files import write_json

    write_json(file, certificate)
    return f"certificate written to {file}; `boundlab check {file}` re-checks it"


def save_each(certificates: list[Any], folder: str, name: str) -> str:
    """Write each certificate to a file of its own in `folder`; return what to tell the user."""
    require_valid(certificates)
    from boundlab.files import write_json

    os.makedirs(folder, exist_ok=True)
    for number, certificate in enumerate(certificates, start=1):
        write_json(os.path.join(folder, f"{name}-{number:02}.json"), certificate)
    return f"{len(certificates)} certificates written to {folder}; `boundlab check FILE` re-checks one"


def bundle(certificates: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one certificate for several, or the only one."""
    return certificates[0] if len(certificates) == 1 else {"kind": "bundle", "certificates": certificates}
