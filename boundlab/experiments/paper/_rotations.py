"""What the experiments on rotated images share: the data sets and their sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from boundlab.experiments.image_data import Source
from boundlab.experiments.paper._image_problems import ROTATIONS, ImageSet, Rotations


class RotatedSet(NamedTuple):
    """A panel: its title, the problem, m1 = m2 = h²c, the width of f and e, and the activation of g and q."""

    title: str
    problem: Rotations
    inputs: int
    width: int
    activation: str

    @property
    def primary(self) -> tuple[int, ...]:
        """The widths of g, and of q without the embedding."""
        return (self.inputs, 10, ROTATIONS)


# scale: images to train and test on, side of a digit and of a colour image, width for digits and for colours
SIZES: dict[str, tuple[int | None, int | None, int | None, int | None, int, int]] = {
    "tiny": (60, 30, 6, 4, 5, 6),
    "small": (3000, 500, 14, 8, 50, 100),
    "full": (None, None, None, None, 50, 100),
}


def rotated_sets(scale: str, sources: Mapping[str, Source]) -> Iterator[RotatedSet]:
    """MNIST with ReLU in g and q, CIFAR-10 with ELU (the activations of the authors' released code)."""
    train, test, digit_side, colour_side, digit_width, colour_width = SIZES[scale]
    for name, channels, side, full, width, activation in (
        ("mnist", 1, digit_side, 28, digit_width, "relu"),
        ("cifar10", 3, colour_side, 32, colour_width, "elu"),
    ):
        source = sources[name]
        problem = Rotations(ImageSet(source, train, test, side))
        yield RotatedSet(source.title, problem, channels * (side or full) ** 2, width, activation)
