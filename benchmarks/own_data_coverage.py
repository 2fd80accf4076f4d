"""How often the 95 % intervals of exponent and floor hold the truth on a user's own data, by simulation.

    python benchmarks/own_data_coverage.py [sets]

Laws y = A x^(-p) + b under a noise of equal size, or in proportion to y; the fit is told which, told the wrong one, or
chooses the likelier, which is what `boundlab fit table.csv` does.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
from _record import CPU, record

from boundlab.experiments.finite_size import fit_finite_size

SEED = 2026


@dataclass(frozen=True)
class Law:
    """y = A x^(-p) + b at `points` places from first to last, in geometric progression, with a scatter."""

    factor: float
    exponent: float
    floor: float
    first: float
    last: float
    points: int
    noise: str
    scatter: float

    def draw(self, random):
        x = np.geomspace(self.first, self.last, self.points)
        y, z = self.factor * x**-self.exponent + self.floor, random.standard_normal(self.points)
        return x, y * np.exp(self.scatter * z) if self.noise == "proportional" else y + self.scatter * z


LAWS = {
    "N = 3/ε ± 5 %, 12 ε over 2 decades": Law(3, 1, 0, 1e-1, 1e-3, 12, "proportional", 0.05),
    "N = 3/ε ± 5 %, 8 ε over 1 decade": Law(3, 1, 0, 1e-1, 1e-2, 8, "proportional", 0.05),
    "N = 3/ε ± 20 %, 20 ε over 2 decades": Law(3, 1, 0, 1e-1, 1e-3, 20, "proportional", 0.2),
    "406 n^-0.34 + 1.69 ± 1 %, 12 n": Law(406.4, 0.34, 1.69, 1e6, 1e10, 12, "proportional", 0.01),
    "406 n^-0.34 + 1.69 ± 0.02, 12 n": Law(406.4, 0.34, 1.69, 1e6, 1e10, 12, "equal", 0.02),
    "406 n^-0.34 + 1.69 ± 0.02, 30 n": Law(406.4, 0.34, 1.69, 1e6, 1e10, 30, "equal", 0.02),
}


def main() -> None:
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    found = []
    for name, law in LAWS.items():
        for noise in ("equal", "proportional", None):
            random = np.random.default_rng(SEED)
            fits = [fit_finite_size(*law.draw(random), unit=0, noise=noise) for _ in range(sets)]
            one = {"law": name, "noise": law.noise, "fitted as": noise or "the likelier"}
            one["coverage"] = float(np.mean([fit.holds(law.exponent) for fit in fits]))
            one["median_half_width"] = round(float(np.median([(fit.high - fit.low) / 2 for fit in fits])), 4)
            one["coverage_of_floor"] = float(np.mean([fit.offset_low <= law.floor <= fit.offset_high for fit in fits]))
            one["right_noise"] = float(np.mean([fit.noise == law.noise for fit in fits]))
            found.append(one)
            print(one, flush=True)
    record("own_data_coverage", CPU, {"sets": sets, "seed": SEED, "nominal": 0.95}, found)


if __name__ == "__main__":
    main()
