"""From text to a target: a formula, `module:function`, or a family such as `bumps:m=1,r=2,k=4,pattern=3`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable

from boundlab.errors import bad_value
from boundlab.extensions.named import is_named
from boundlab.function_classes import families
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.module_function import ModuleFunction
from boundlab.function_classes.target import Target
from boundlab.numbers import integer

_FAMILY = re.compile(r"([a-z-]+):((?:[a-z]+=\d+)(?:,[a-z]+=\d+)*)")


def known_families() -> dict[str, Callable[..., Target]]:
    """The discovered families: their NAME and the class that makes a member from integer fields."""
    found = {}
    for info in pkgutil.iter_modules(families.__path__):
        module = importlib.import_module(f"{families.__name__}.{info.name}")
        found[module.NAME] = module.MEMBER
    return found


def parse_target(text: str, dimension: int | None = None) -> Target:
    """The target that `text` describes, as a function of `dimension` variables (default: those it mentions).

    >>> parse_target("exp(-x**2)").text
    'exp(-x ** 2)'
    >>> parse_target("bumps:m=1,r=2,k=4,pattern=3").dimension
    1

    Raises:
        BoundlabError: the text is none of the three.
    """
    text = text.strip()
    member = _FAMILY.fullmatch(text)
    if member:
        makers = known_families()
        name = member[1]
        if name not in makers:
            raise bad_value("target", text, "a family among " + ", ".join(sorted(makers)))
        fields = {key: integer(value, "target") for key, _, value in (f.partition("=") for f in member[2].split(","))}
        try:
            target = makers[name](**fields)
        except TypeError as error:
            detail = str(error).replace(".__init__()", "")
            raise bad_value("target", text, f"the fields of this family ({detail})") from None
    elif is_named(text):
        return ModuleFunction(text, dimension or 1)
    else:
        return Expression(text, dimension)
    if dimension is not None and target.dimension != dimension:
        raise bad_value("m", dimension, f"{target.dimension}, the dimension of {text}")
    return target
