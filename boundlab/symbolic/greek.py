"""Names of parameters that LaTeX has a letter for."""

from __future__ import annotations

GREEK = frozenset({
    "alpha", "beta", "gamma", "delta", "zeta", "eta", "theta", "vartheta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega", "ell",
})  # fmt: skip
