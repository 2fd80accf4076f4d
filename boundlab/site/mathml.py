"""LaTeX as MathML, when the site is built: a browser shows it without a script or a font of ours."""

from __future__ import annotations

from functools import lru_cache

from boundlab.errors import optional


@lru_cache(maxsize=20_000)
def mathml(latex: str, display: bool = False) -> str:
    r"""Return `latex`, which is without dollar signs, as a MathML element; raises BoundlabError without latex2mathml.

    >>> "<mi>ε</mi>" in mathml(r"\varepsilon^{-m}").replace("&#x003B5;", "ε")
    True
    """
    converter = optional("latex2mathml.converter")
    found: str = converter.convert(latex, display="block" if display else "inline")
    return found
