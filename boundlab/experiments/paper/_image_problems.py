"""Problems on images: rotations, colorization, labels, and a random convolutional network to be matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from boundlab.experiments.image_data import Images, Source
from boundlab.experiments.paper._problem import Batch, Classification, Data, Orders, Regression, chunks
from boundlab.experiments.paper._randomness import Member, generator_for

# The mean and the standard deviation of MNIST's pixels, by which the authors' code normalises both data sets.
MEAN, DEVIATION = 0.1307, 0.3081
ROTATIONS = 12


@dataclass(frozen=True)
class ImageSet:
    """Images of a source: at most `train` and `test` of them, averaged to `side` × `side` pixels; None keeps all."""

    source: Source
    train: int | None = None
    test: int | None = None
    side: int | None = None

    def load(self) -> Images:
        """The images, on the CPU."""
        return self.source.load().reduced(self.train, self.test, self.side)


class _ImageData(Data):
    """Random passes over the training images; subclasses make examples of images, given by their indices (M, B)."""

    def __init__(self, images: Images, members: Sequence[Member], device: torch.device) -> None:
        self.images = Images(*(part.to(device) for part in images))
        self.members, self.device = members, device
        self.orders = Orders(members, device)

    def epoch(self, batch: int) -> Iterator[Batch]:
        for index in self.orders.batches(len(self.images.train), batch):
            yield self.examples(self.images.train, self.images.train_labels, index, self.orders.generators, "train")

    def test(self) -> Iterator[Batch]:
        generators = [generator_for(Member(m.seed), "test", self.device) for m in self.members]
        for index in chunks(len(self.images.test), len(self.members), self.device):
            yield self.examples(self.images.test, self.images.test_labels, index, generators, "test")

    def examples(
        self, pixels: Tensor, labels: Tensor, index: Tensor, generators: list[torch.Generator], part: str
    ) -> Batch:
        raise NotImplementedError

    def uniform(self, shape: tuple[int, ...], generators: list[torch.Generator]) -> Tensor:
        """Uniform numbers (M, *shape), each member's from its own generator."""
        return torch.stack([torch.rand(shape, generator=g, device=self.device) for g in generators])


@dataclass(frozen=True)
class Rotations(Classification):
    """x is the image I turned by a uniform random angle α; the class is the nearest of 0°, 30°, …, 330° to α.

    Nearest on the line, as printed: above 345° the class is 330°. Turned by nearest-pixel sampling, black outside;
    angles are drawn anew in every epoch (Galanti & Wolf 2020, section 5).
    """

    images: ImageSet

    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        return _RotationsData(self.images.load(), members, device)


class _RotationsData(_ImageData):
    def examples(
        self, pixels: Tensor, labels: Tensor, index: Tensor, generators: list[torch.Generator], part: str
    ) -> Batch:
        chosen = pixels[index]
        turn = self.uniform(tuple(index.shape[1:]), generators)
        turned = rotate(chosen.flatten(0, 1), 360 * turn.flatten()).view_as(chosen)
        classes = (turn * ROTATIONS).round().long().clamp(max=ROTATIONS - 1)
        x, condition = ((part.flatten(2) - MEAN) / DEVIATION for part in (turned, chosen))
        return Batch(x[:, :, None], condition, classes[:, :, None])


def rotate(images: Tensor, degrees: Tensor) -> Tensor:
    """Images (n, c, h, w) turned counter-clockwise by `degrees` (n,): nearest pixel, 0 outside."""
    angle = torch.deg2rad(degrees)
    zero = torch.zeros_like(angle)
    ratio = images.shape[-1] / images.shape[-2]
    rows = torch.stack([angle.cos(), -angle.sin() / ratio, zero, angle.sin() * ratio, angle.cos(), zero], dim=1)
    grid = functional.affine_grid(rows.view(-1, 2, 3), list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, mode="nearest", padding_mode="zeros", align_corners=False)


@dataclass(frozen=True)
class Colorization(Regression):
    """I is the grey image, x a pixel of it as 42 numbers, y the colour of that pixel in [-1, 1]^3.

    `pixels` random pixels of each image of a batch; coordinates i1, i2 lie in [-1, 1] (Galanti & Wolf 2020, section
    7.3).
    """

    images: ImageSet
    pixels: int = 1

    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        return _ColorizationData(self, members, device)


class _ColorizationData(_ImageData):
    def __init__(self, problem: Colorization, members: Sequence[Member], device: torch.device) -> None:
        super().__init__(problem.images.load(), members, device)
        self.pixels, side = problem.pixels, self.images.train.shape[-1]
        line = torch.linspace(-1, 1, side, device=device)
        self.features = pixel_features(*torch.meshgrid(line, line, indexing="ij"))

    def examples(
        self, pixels: Tensor, labels: Tensor, index: Tensor, generators: list[torch.Generator], part: str
    ) -> Batch:
        chosen = 2 * pixels[index] - 1
        place = (self.uniform((index.shape[1], self.pixels), generators) * len(self.features)).long()
        colours = chosen.flatten(3).transpose(2, 3)
        y = colours.gather(2, place[..., None].expand(-1, -1, -1, colours.shape[-1]))
        return Batch(self.features[place], grey(chosen).flatten(2), y)


def grey(colours: Tensor) -> Tensor:
    """The luma (…, h, w) of colours (…, 3, h, w), ITU-R BT.601."""
    return (colours * colours.new_tensor([0.299, 0.587, 0.114]).view(3, 1, 1)).sum(-3)


def pixel_features(i1: Tensor, i2: Tensor) -> Tensor:
    """(i1, i2) ‖ (i1^k + i2, i2^k + i1, i1^k - i2, i2^k - i1) for k = 0 … 9: (n, 42) for n coordinates."""
    i1, i2 = i1.flatten(), i2.flatten()
    columns = [i1, i2]
    for k in range(10):
        columns += [i1**k + i2, i2**k + i1, i1**k - i2, i2**k - i1]
    return torch.stack(columns, dim=1)


@dataclass(frozen=True)
class Labels(Regression):
    """The one-hot code of the class of an image (Galanti & Wolf 2020, section 7.5)."""

    images: ImageSet

    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        return _LabelsData(self.images.load(), members, device)


class _LabelsData(_ImageData):
    def examples(
        self, pixels: Tensor, labels: Tensor, index: Tensor, generators: list[torch.Generator], part: str
    ) -> Batch:
        x = (pixels[index].flatten(2) - MEAN) / DEVIATION
        return Batch(x[:, :, None], x[..., :0], functional.one_hot(labels[index], 10).float()[:, :, None])


@dataclass(frozen=True)
class RandomNetwork(Regression):
    """Two networks fit the same random convolutional network; do they end up near each other?

    y = fc ∘ relu ∘ conv2 ∘ relu ∘ conv1, kernels 10×10, stride 2, 20 and 50 channels, 10 outputs (Galanti & Wolf
    2020, equation 5), with the start values of torch; each seed draws its own. `noise` moves pixels to [-1, 1].
    """

    images: ImageSet
    noise: bool = False

    copies = 2

    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        images = self.images.load()
        if self.noise:
            images = images._replace(train=2 * images.train - 1, test=2 * images.test - 1)
        return _RandomNetworkData(images, members, device)

    def measure(self, outputs: Tensor, y: Tensor) -> dict[str, Tensor]:
        first, second = outputs[::2], outputs[1::2]
        one, two = super().measure(first, y[::2]), super().measure(second, y[1::2])
        between = (first - second).double().square().flatten(1).mean(1)
        return {"between": between, "mse": one["mse"], "mse_second": two["mse"], "constant": one["constant"]}


class _RandomNetworkData(_ImageData):
    def __init__(self, images: Images, members: Sequence[Member], device: torch.device) -> None:
        super().__init__(images, members, device)
        targets = {m.seed: RandomConvolutions(m, self.images.train, device) for m in members}
        self.values = {
            part: torch.stack([targets[m.seed](pixels) for m in members])
            for part, pixels in (("train", self.images.train), ("test", self.images.test))
        }

    def examples(
        self, pixels: Tensor, labels: Tensor, index: Tensor, generators: list[torch.Generator], part: str
    ) -> Batch:
        x = pixels[index].flatten(2)
        y = self.values[part].gather(1, index[..., None].expand(-1, -1, self.values[part].shape[-1]))
        return Batch(x[:, :, None], x[..., :0], y[:, :, None])


class RandomConvolutions:
    """The random network y for images like `pixels` (n, c, h, w): images → (n, 10)."""

    def __init__(self, member: Member, pixels: Tensor, device: torch.device) -> None:
        self.generator = generator_for(Member(member.seed), "target", device)
        self.device = device
        side = pixels.shape[-1]
        for _ in range(2):
            side = (side - 10) // 2 + 1
        self.layers = [
            self._layer(pixels.shape[1] * 100, (20, pixels.shape[1], 10, 10)),
            self._layer(20 * 100, (50, 20, 10, 10)),
            self._layer(50 * side**2, (10, 50 * side**2)),
        ]

    def _layer(self, fan_in: int, shape: tuple[int, ...]) -> tuple[Tensor, Tensor]:
        drawn = [torch.rand(s, generator=self.generator, device=self.device) for s in (shape, shape[:1])]
        weight, bias = ((2 * part - 1) * fan_in**-0.5 for part in drawn)
        return weight, bias

    @torch.no_grad()
    def __call__(self, pixels: Tensor) -> Tensor:
        found = []
        for part in pixels.split(500):
            a = part
            for weight, bias in self.layers[:2]:
                a = functional.conv2d(a, weight, bias, stride=2).relu()
            found.append(functional.linear(a.flatten(1), *self.layers[2]))
        return torch.cat(found)
