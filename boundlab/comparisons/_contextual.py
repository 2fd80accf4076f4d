"""The setting in which contextual hypernetworks are compared: features, how they are observed, what is trained."""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.architectures.contextual import Contextual

CODE, NOISE, PROTOTYPES, SPREAD = 6, 0.5, 8, 0.3
CLUSTERED, ISOTROPIC = "clustered prior", "isotropic prior"
OBSERVED = (1, 2, 4, 8, 16)
DESIGN = Contextual(code=CODE, set_hidden=(64,), pooled=32, metadata=1, hidden=(64,), feature=1, last=CODE)
CHN, RIDGE, LINEAR, BAYES = "hypernetwork", "ridge", "linear Bayes", "Bayes"


@dataclass(frozen=True)
class Study:
    """One prior: `features` new ones to test on, trained by so many steps on batches of others."""

    prior: str
    steps: int
    features: int
    seeds: tuple[int, ...]
    batch: int = 128
    rate: float = 3e-3
