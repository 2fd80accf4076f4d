"""A section for every public name, in Markdown, made from its signature and its docstring."""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, get_type_hints

import boundlab

_LONG = 40  # characters of a default


def markdown() -> str:
    """The sections of all public names, in the order of the alphabet."""
    names = sorted((name for name in boundlab.__all__ if name != "__version__"), key=str.lower)
    return "\n".join(_section(name) for name in names)


def _section(name: str) -> str:
    found = getattr(boundlab, name)
    parts = [f"## {name}"]
    if inspect.ismodule(found):
        parts += [as_markdown(found.__doc__), "The names in it:", *_table(_of_module(found))]
    else:
        parts += [f"```python\n{_call(name, found)}\n```", as_markdown(found.__doc__)]
        parts += _what_it_has(found) if inspect.isclass(found) else _what_it_returns(found)
    return "\n\n".join(part for part in parts if part) + "\n"


def _call(name: str, found: Any) -> str:
    """`boundlab.name(arguments) -> what`, an argument a line where there are several."""
    signature = inspect.signature(found)
    arguments = [_argument(each) for each in signature.parameters.values()]
    stars = [i for i, each in enumerate(signature.parameters.values()) if each.kind is each.KEYWORD_ONLY]
    if stars:
        arguments.insert(stars[0], "*")
    returned = "" if inspect.isclass(found) else f" -> {_plain(signature.return_annotation)}"
    one = f"boundlab.{name}({', '.join(arguments)}){returned}"
    return (
        one
        if len(one) <= 80
        else "\n    ".join([f"boundlab.{name}(", *(f"{a}," for a in arguments)]) + f"\n){returned}"
    )


def _argument(given: inspect.Parameter) -> str:
    star = {given.VAR_POSITIONAL: "*", given.VAR_KEYWORD: "**"}.get(given.kind, "")
    text = f"{star}{given.name}: {_plain(given.annotation)}"
    if given.default is given.empty:
        return text
    value = given.default
    default = f"{type(value).__name__}.{value.name}" if isinstance(value, enum.Enum) else repr(value)
    return f"{text} = {default if len(default) <= _LONG and '<' not in default else '...'}"


def _plain(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _what_it_has(found: type) -> list[str]:
    """Its public methods and properties, each with the first sentence of its docstring and any example."""
    rows = list(_members(found))
    examples = [
        f"`{name}`, in an example:\n\n{_examples(doc)}"
        for name, doc in ((n, inspect.getdoc(vars(found).get(n.removesuffix("()"))) or "") for n, _ in rows)
        if ">>>" in doc
    ]
    return ["It has:", *_table(rows), *examples] if rows else []


def _what_it_returns(found: Any) -> list[str]:
    try:
        hints = get_type_hints(found)
    except NameError:  # imported for type checkers only
        return []
    returned = hints.get("return")
    if not inspect.isclass(returned) or not returned.__module__.startswith("boundlab"):
        return []
    if returned.__name__ in boundlab.__all__:
        return [f"What it returns: [{returned.__name__}](#{returned.__name__.lower()})."]
    rows = list(_members(returned))
    return [f"The `{returned.__name__}` that it returns has:", *_table(rows)] if rows else []


def _members(found: type) -> Iterator[tuple[str, str]]:
    for name, value in inspect.getmembers_static(found):
        is_documented = isinstance(value, property | cached_property | staticmethod | classmethod) or callable(value)
        if name.startswith("_") or not is_documented:
            continue
        doc = inspect.getdoc(value)
        if doc and "boundlab" in (getattr(_function(value), "__module__", "") or ""):
            yield (name if isinstance(value, property | cached_property) else f"{name}()"), _first_sentence(doc)


def _function(value: Any) -> Any:
    for inner in ("fget", "func", "__func__"):
        value = getattr(value, inner, value)
    return value


def _of_module(module: Any) -> Iterator[tuple[str, str]]:
    for name in module.__all__:
        yield name, _first_sentence(inspect.getdoc(getattr(module, name)) or "")


def _first_sentence(doc: str) -> str:
    sentence = " ".join(doc.split("\n\n")[0].split())
    return re.split(r"(?<=[.;])\s", sentence)[0].rstrip(";.") + "."


def _table(rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"| `{name}` | {what.replace('|', chr(92) + '|')} |" for name, what in rows]
    return ["\n".join(["| | |", "| --- | --- |", *lines])] if lines else []


def as_markdown(doc: str | None) -> str:
    """A docstring with its doctests as blocks of code."""
    paragraphs = inspect.cleandoc(doc or "").split("\n\n")
    return "\n\n".join(_block(each) if each.lstrip().startswith(">>>") else escaped(each) for each in paragraphs)


def _examples(doc: str) -> str:
    return "\n\n".join(_block(each) for each in doc.split("\n\n") if each.lstrip().startswith(">>>"))


def _block(paragraph: str) -> str:
    return f"```python\n{paragraph}\n```"


def escaped(paragraph: str) -> str:
    """Text in which a star is a star: the formulas of docstrings are plain."""
    pieces = re.split(r"(`[^`]*`)", paragraph)
    return "".join(p if p.startswith("`") else re.sub(r"([*_\[\]<$])", r"\\\1", p) for p in pieces)
