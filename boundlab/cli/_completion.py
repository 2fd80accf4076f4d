"""What the shell completes; each function is called only when the user asks, and imports what it lists only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundlab.claims.registry import Registry

Completion = Callable[[str], list[str]]


def _completion(names: Callable[[], Iterable[str]]) -> Completion:
    def complete(incomplete: str) -> list[str]:
        return [name for name in names() if name.startswith(incomplete)]

    return complete


def _claims() -> Iterable[str]:
    return (claim.id for claim in _registry())


def _sources() -> Iterable[str]:
    registry = _registry()
    return sorted({*registry.references, *(claim.id for claim in registry)})


def _registry() -> Registry:
    """What the settings name, too; where they are wrong there is a command to say so."""
    from boundlab.cli._registry import registry_of
    from boundlab.derived.load import load
    from boundlab.errors import BoundlabError

    try:
        return registry_of()
    except BoundlabError:
        return load()


def _figures() -> Iterable[str]:
    from boundlab.cli._figures import figures_part

    return (figure.name for figure in figures_part("_catalogue").figures())


def _checks() -> Iterable[str]:
    from proofs_numeric._checks import select

    return (check.id for check in select(()))


def _activations() -> Iterable[str]:
    from boundlab.activations import catalogue

    return catalogue()


claim_ids = _completion(_claims)
source_ids = _completion(_sources)
figure_names = _completion(_figures)
check_ids = _completion(_checks)
activations = _completion(_activations)
