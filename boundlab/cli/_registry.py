"""The registry that a command reads: everything there is, and the user's own rows laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from boundlab.claims.registry import Registry

RegistryFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        help="A registry file of your own, TOML or Python; may be repeated. Default: what BOUNDLAB_REGISTRY, or"
        " boundlab.toml or pyproject.toml of this folder, names.",
    ),
]


def registry_of(files: list[str] | None = None) -> Registry:
    """Return everything there is with the rows of `files`, or else of the settings; BoundlabError for what is wrong."""
    from boundlab.derived.load import load

    if files:
        return load(files)
    from boundlab.registry_file.settings import with_settings

    return with_settings(load())
