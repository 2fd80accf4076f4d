"""Back ends, one a file with one `Backend` class; only the file of the one in use is imported."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

from boundlab.errors import bad_value
from boundlab.runs.backend import Backend


def names() -> list[str]:
    """The names of the back ends.

    >>> names()
    ['local', 'ray']
    """
    return sorted(entry.name for entry in pkgutil.iter_modules(__path__))


def make(name: str, **options: Any) -> Backend:
    """The back end called `name` with those options that are not None.

    Raises BoundlabError: there is none of that name, it does not take one of the options, or a value is wrong.
    """
    if name not in names():
        raise bad_value("backend", name, f"one of {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name}")
    (kind,) = (
        item
        for item in vars(module).values()
        if inspect.isclass(item) and issubclass(item, Backend) and item.__module__ == module.__name__
    )
    given = {option: value for option, value in options.items() if value is not None}
    for option, value in given.items():
        if option not in inspect.signature(kind).parameters:
            raise bad_value(option, value, f"nothing with the back end {name}")
    return kind(**given)  # type: ignore[no-any-return]
