"""What a user names: `module:name`, or `path/file.py:name`, with the digest of the sources that it comes from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from boundlab.errors import bad_value
from boundlab.extensions.module_sources import SourceError, digest, load, version_of

EXPECTED = "module:name or file.py:name"


def is_named(text: str) -> bool:
    """Whether `text` names something in a module or a file.

    >>> is_named("networks.py:gated"), is_named("pkg.nets:gated"), is_named("tanh")
    (True, True, False)
    """
    place, _, name = text.rpartition(":")
    return name.isidentifier() and (place.endswith(".py") or all(part.isidentifier() for part in place.split(".")))


def named(text: str, argument: str) -> tuple[Any, str]:
    """Import the module or the file and return the object with the digest of the user's sources it is made of.

    The working directory is searched, and the folder of a file. The code is the user's, named on purpose.

    Raises:
        BoundlabError: `argument` names nothing that can be imported, or a source that cannot be read.
    """
    place, _, name = text.rpartition(":")
    if not is_named(text):
        raise bad_value(argument, text, EXPECTED)
    search, folder = sys.path, os.getcwd()
    module = place
    if place.endswith(".py"):
        file = Path(place).resolve()
        if not file.is_file():
            raise bad_value(argument, text, f"{EXPECTED}; there is no file {place}")
        module, folder = file.stem, str(file.parent)
    try:
        sys.path = [folder, *search] if place.endswith(".py") else [*search, folder]
        loaded, files = load(module)
        found = getattr(loaded, name, None)
    except SourceError as error:
        expected = f"code whose source can be read, so that its results are kept apart: {error}"
        raise bad_value(argument, text, expected) from None
    except (Exception, SystemExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise bad_value(argument, text, f"{EXPECTED} that can be imported ({reason})") from None
    finally:
        sys.path = search
    if found is None:
        raise bad_value(argument, text, f"{EXPECTED}; {place} has no {name!r}")
    return found, digest(files, version_of(module))
