"""What an engine answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from boundlab.display import Displayed

Direction = Literal["lower", "upper"]

HYPOTHESES: Mapping[str, str] = {
    "continuous-selection": "the parameters depend continuously on the target",
    "mlp": "a fully connected network, biases on every layer, one output",
    "activation": "with this activation",
    "depth": "with this number of affine layers",
    "uniform-width": "all hidden layers equally wide",
    "width-limit": "no hidden layer wider than this",
    "weights-bound": "every weight and bias in [-B, B]",
    "bits": "every parameter takes at most 2^bits values",
    "embedding-method": "h(x, I) ≈ q(x, e(I)); the bound is about q alone, whatever the size of e",
    "k": "with this embedding dimension",
    "k-limit": "with at most this embedding dimension",
    "first-layer-width": "q's first hidden layer has this width, and no other is wider",
    "dense-first-layer": "q's first layer connects every unit with every coordinate of the embedding",
    "lipschitz-e": "e has this Lipschitz constant, from the sup norm to a norm with |z_i| ≤ ‖z‖",
    "lipschitz-q": "q has this Lipschitz constant in the embedding, for the same norm",
    "lipschitz-after-first-layer": (
        "in the norm l1, ‖W‖_1·Lip(q') has this bound: W maps z into q's first layer, q' is the rest"
    ),
    "e-at-zero": "a bound for ‖e(0)‖",
    "recalled-formula": "the bound rests on a formula recalled from the literature and not re-derived",
}
"""The vocabulary of hypotheses; one with a value is written `key=value`.

A lower bound speaks of all methods that satisfy its hypotheses; an upper bound's method satisfies all of
its own.
"""


@dataclass(frozen=True, repr=False)
class Bound(Displayed):
    """N parameters are needed (`lower`), or enough (`upper`), under `hypotheses`.

    `status` is "proved" if every step is proved in this project or a cited theorem, "unverified" if it
    rests on a formula recalled from the literature and not re-derived. `certificate` is a self-contained
    JSON object that `boundlab.checking` re-checks. `counts` holds other counts of the same network.
    """

    engine: str
    direction: Direction
    N: int
    hypotheses: tuple[str, ...]
    certificate: dict[str, Any]
    status: str = "proved"
    detail: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"N {'≥' if self.direction == 'lower' else '≤'} {self.N} ({self.engine})"

    def record(self) -> dict[str, Any]:
        """Return the row of a table."""
        said = "; ".join(self.hypotheses) or "none"
        found = {"engine": self.engine, "direction": self.direction, "N": self.N, "hypotheses": said}
        return {**found, "status": self.status, "detail": self.detail}

    def to_json(self) -> dict[str, Any]:
        """Return the bound as JSON data."""
        return {
            "engine": self.engine,
            "direction": self.direction,
            "N": self.N,
            "hypotheses": list(self.hypotheses),
            "status": self.status,
            "detail": self.detail,
            "counts": dict(self.counts),
            "certificate": self.certificate,
        }


@dataclass(frozen=True)
class Refusal:
    """An engine that does not apply to a query, and why."""

    engine: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the refusal as JSON data."""
        return {"engine": self.engine, "reason": self.reason}


def comparable(lower: Bound, upper: Bound) -> bool:
    """Decide whether the method behind `upper` satisfies every hypothesis of `lower`.

    Only then does lower.N ≤ upper.N say anything.
    """
    return set(lower.hypotheses) <= set(upper.hypotheses)
