"""Certificates of decisions as theorems for other checkers: Coq's kernel, and SMT solvers.

The text is made from the certificate alone, not from what produced it, and nothing here decides anything: what Coq's
kernel accepts is proved, whoever wrote the text. `coq` and `smt` return the text; both raise BoundlabError in one line
that names what cannot be exported.
"""

from boundlab.export.coq import coq
from boundlab.export.smt import smt

__all__ = ["coq", "smt"]
