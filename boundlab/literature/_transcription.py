"""What the files of this room share: a paper's reference, and a row of what it states."""

from __future__ import annotations

from typing import Any

from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.scope import Kind
from boundlab.claims.target_class import TargetClass

Read = tuple[Compared, Status, str]
"""What a transcription was compared with, the status this gives it, and in words what of it was compared."""


def paper(key: str, author: str, title: str, kind: str = "article", **fields: str | int) -> Reference:
    """Return the reference of a paper: `author` as "Last, First and Last, First"; the key ends with a year.

    >>> print(paper("doe-2030", "Doe, Jane", "On widths", journal="Widths", year=2031).bibtex.splitlines()[0])
    @article{doe-2030,
    """
    entries = {"author": author, "title": title, **fields}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in {"year": key[-4:], **entries}.items())
    return Reference(key, f"@{kind}{{{key},\n{lines}}}")


def text(what: str) -> Read:
    """Compared with the text of the source."""
    return Compared.TEXT, Status.QUOTED, what


def restated(what: str) -> Read:
    """Compared with restatements in other papers; the source itself was not read."""
    return Compared.RESTATEMENT, Status.QUOTED, what


def abstract(what: str = "the abstract, which states the order; not the theorem") -> Read:
    """Compared with the abstract of the source."""
    return Compared.ABSTRACT, Status.QUOTED, what


def recalled(what: str = "nothing: recalled") -> Read:
    """Compared with nothing."""
    return Compared.NOTHING, Status.RECALLED, what


def uncertain(compared: Compared, what: str) -> Read:
    """Compared, but the order or a hypothesis is not certain: a note says which."""
    return compared, Status.UNVERIFIED, what


def derived(what: str) -> Read:
    """Not printed in this form: it follows from the rows that this one depends on."""
    return Compared.NOTHING, Status.DERIVED, what


def net(*regimes: Any, kind: Kind = Kind.NETWORK, **named: Any) -> Approximators:
    """Return networks with an activation family, a depth and so on."""
    return Approximators(kind, *regimes, **named)


def row(
    reference: Reference,
    name: str,
    statement: str,
    target: TargetClass,
    approximators: Approximators,
    title: str,
    theorem: str,
    read: Read,
    *,
    where: tuple[str, ...] = (),
    dense: bool = False,
    **rest: Any,
) -> Claim:
    """Return the claim `reference.key/name`; `statement` is direction, quantity and order, as in "upper N eps^(-d/s)".

    Parameters are counted if they are not zero, unless `dense`. `theorem` says where in the paper.
    """
    direction, quantity, order = statement.split(maxsplit=2)
    if quantity == "ln":
        second, order = order.split(maxsplit=1)
        quantity = f"ln {second}"
    compared, status, checked = read
    return Claim(
        id=f"{reference.key}/{name}" if name else reference.key,
        title=title,
        direction=Direction(direction),
        quantity=quantity,
        target=target,
        approximators=approximators,
        order_text=order,
        source=f"{_short(reference)}, {theorem}" if theorem else _short(reference),
        status=status,
        compared=compared,
        checked=checked,
        conditions=where,
        counting=Counting.DENSE if dense else Counting.NONZERO,
        **rest,
    )


def _short(reference: Reference) -> str:
    authors = reference.bibtex.partition("  author = {")[2].partition("},")[0].split(" and ")
    names = ", ".join(a.partition(",")[0] for a in authors)
    return f"{names} {reference.key[-4:]}"
