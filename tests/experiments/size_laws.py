"""Size laws for simulations: rows as a search would write them, with patterns of independent random signs."""

from dataclasses import dataclass

import numpy as np

FEW = (*range(4, 15), 16, 20, 24)
MANY = (16, 20, 24, 28, 32, 40, 48, 64)


@dataclass(frozen=True)
class Law:
    """Widths on k cells with S sign changes: slope·k - per_change·S + offset + noise, rounded to whole units."""

    slope: float
    per_change: float
    offset: float
    noise: float

    def draw(self, cells, patterns, random):
        """Rows (k, S/k, w) of `patterns` random patterns for each k."""
        k = np.repeat(np.asarray(cells), patterns)
        changes = random.binomial(k - 1, 0.5)
        widths = self.slope * k - self.per_change * changes + self.offset + self.noise * random.standard_normal(len(k))
        return k, changes / k, np.maximum(np.round(widths), 1)


LAWS = {
    "exact ReLU": Law(2.0, 1.0, -1.0, 0.0),
    "tanh-like": Law(1.16, 0.6, 0.0, 0.7),
    "offset": Law(1.0, 0.0, 5.0, 0.7),
}
