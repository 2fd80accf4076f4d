"""The one error type a user can meet, and the sentence it is made of."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

_SHOWN = 120
# Which extra of the package brings a module that is not there; pyproject.toml says what each extra holds.
EXTRAS = {
    "torch": "networks", "numpy": "fit", "scipy": "fit", "matplotlib": "figures", "pyarrow": "parquet",
    "ray": "cluster", "sklearn": "data", "mlxtend": "data", "skimage": "data",
    "sympy": "notebook", "pandas": "notebook", "hypothesis": "testing", "jinja2": "site", "latex2mathml": "site",
}  # fmt: skip


class BoundlabError(Exception):
    """Bad input: names the argument, the value given and what was expected, in one line.

    `argument` is the name in Python; a command line puts the option that gives it in front of `reason` instead.

    >>> import boundlab
    >>> try:
    ...     boundlab.explicit(m=2, r=1, eps="2")
    ... except boundlab.BoundlabError as error:
    ...     print(error)
    eps: got '2', expected a number with 0 < eps < 1
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, reason: str, argument: str | None = None) -> None:
        super().__init__(f"{argument}: {reason}" if argument else reason)
        self.reason, self.argument = reason, argument


def bad_value(argument: str, value: object, expected: str) -> BoundlabError:
    """Return the error for `argument`, which was given as `value` where `expected` was wanted.

    >>> str(bad_value("eps", "0", "a number with 0 < eps < 1"))
    "eps: got '0', expected a number with 0 < eps < 1"
    """
    shown = str(value)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN] + "…"
    return BoundlabError(f"got {shown!r}, expected {expected}", argument)


def missing_extra(error: ImportError) -> str | None:
    """What to install if `error` is that a module of an extra is missing; None for any other import that failed.

    >>> missing_extra(ModuleNotFoundError(name="torch.nn"))
    "needs torch: pip install 'boundlab[networks]'"
    """
    module = (error.name or "").partition(".")[0]
    if not isinstance(error, ModuleNotFoundError) or module not in EXTRAS:
        return None
    return f"needs {module}: pip install 'boundlab[{EXTRAS[module]}]'"


def one_of(argument: str, value: str, allowed: Sequence[str]) -> str:
    """Return `value` if it is one of `allowed`; raises BoundlabError otherwise, with what may have been meant."""
    if value not in allowed:
        raise bad_value(argument, value, f"one of {', '.join(allowed)}{suggestion(str(value), allowed)}")
    return value


def optional(module: str) -> Any:
    """Return the module, which an extra brings; raises BoundlabError that says what to install if it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        if (needed := missing_extra(error)) is None:
            raise
        raise BoundlabError(needed) from None


def suggestion(word: str, names: Iterable[str]) -> str:
    """What `word` may have been meant to be, as the end of a message; empty if nothing is near.

    >>> suggestion("cmpare", ["compare", "count", "show"])
    '; did you mean compare?'
    """
    from difflib import get_close_matches

    near = get_close_matches(word[:_SHOWN], list(names), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""
