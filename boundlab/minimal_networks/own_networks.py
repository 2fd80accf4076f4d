"""Networks of one's own, by width: what they have to offer, and how the smallest one that reaches ε is searched.

The search climbs: at every width from 1 on, so many independent random starts are trained, until every ε is reached.
What comes back is an upper bound on the minimal size of these networks for that target, as good as the training.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import torch
from torch import nn

from boundlab.errors import bad_value
from boundlab.extensions.named import EXPECTED, is_named, named
from boundlab.extensions.packages import provided
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target, check_finite
from boundlab.minimal_networks.own_training import train_all
from boundlab.minimal_networks.sampling import grid
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.runs.task import Report, Task

Tensor = torch.Tensor
Function = Callable[[Tensor], Tensor]


class Networks(Protocol):
    """Networks R^m → R of one's own: `networks(width, m)` returns the one of that width, with random parameters.

    It maps points of shape (n, m), float64, to values of shape (n,) or (n, 1). The search seeds torch's generator
    before every call, so parameters drawn as usual are reproducible. Trainable parameters are counted by identity.
    """

    def __call__(self, width: int, m: int) -> nn.Module: ...


class Trainer(Protocol):
    """Training of one's own: changes the parameters of `network` in place so that it approximates `target`.

    `target` maps points (n, m) of the cube, float64, to values (n,); `eps` is the smallest accuracy still wanted, in
    the sup norm; `generator` is the source of all randomness. Without one, Levenberg-Marquardt is used
    (`boundlab.minimal_networks.own_training`).
    """

    def __call__(
        self, network: nn.Module, target: Function, m: int, eps: float, generator: torch.Generator
    ) -> None: ...


@dataclass(frozen=True)
class OwnNetworks(Task):
    """One target and its accuracies, searched among the networks that `networks` names."""

    kind: ClassVar[str] = "minimal sizes of own networks"
    method: ClassVar[int] = 1

    networks: str
    trainer: str | None
    target: str
    dimension: int
    eps: tuple[float, ...]
    r: int | None
    seed: int
    starts: int
    max_width: int
    source: str

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """One row per ε."""
        build, train, source = _loaded(self.networks, self.trainer)
        target = parse_target(self.target, self.dimension)
        if source + getattr(target, "source", "") != self.source:
            raise bad_value("networks", self.networks, "the same source here as where the measurement was started")
        search = _Search(self, build, train, target, device)
        return search.run(report)

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """The widths found."""
        return f"{self.networks}: widths " + ", ".join(f"{row['width'] or '-'}" for row in rows)


def own_networks_task(
    networks: str, trainer: str | None, target: Target, eps: Sequence[float], r: int | None, seed: int, starts: int,
    max_width: int,
) -> OwnNetworks:  # fmt: skip
    """The task that measures one target at several accuracies with networks of one's own.

    Raises:
        BoundlabError: the networks or the trainer cannot be loaded, or the target is not finite on the cube.
    """
    for name, value in (("starts", starts), ("max_width", max_width)):
        if value < 1:
            raise bad_value(name, value, "a whole number ≥ 1")
    check_finite(target)
    build, _, source = _loaded(networks, trainer)
    if _size(_built(build, networks, 1, target.dimension, seed)) == 0:
        raise bad_value("networks", networks, "networks with trainable parameters; at width 1 there is none")
    source += getattr(target, "source", "")
    values = tuple(sorted(set(eps), reverse=True))
    return OwnNetworks(networks, trainer, target.text, target.dimension, values, r, seed, starts, max_width, source)


def _loaded(networks: str, trainer: str | None) -> tuple[Networks, Trainer | None, str]:
    """What the texts name, and the digest of their sources."""
    if is_named(networks):
        build, source = named(networks, "networks")
    else:
        known = provided("networks")
        if networks not in known:
            raise bad_value("networks", networks, f"{EXPECTED}, or a name among {', '.join(known) or '(none)'}")
        build, source = known[networks].load(), str(known[networks].origin)
    if not callable(build):
        raise bad_value("networks", networks, "a callable (width, m) ↦ torch module")
    if trainer is None:
        return build, None, source
    train, more = named(trainer, "trainer")
    if not callable(train):
        raise bad_value("trainer", trainer, "a callable (network, target, m, eps, generator) ↦ None")
    return build, train, source + more


def _built(build: Networks, text: str, width: int, m: int, seed: int) -> nn.Module:
    torch.manual_seed(seed)
    try:
        module = build(width, m)
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise bad_value("networks", text, f"a callable (width, m) ↦ torch module (at {width}, {m}: {reason})") from None
    if not isinstance(module, nn.Module):
        raise bad_value("networks", text, f"a callable that returns a torch module, not {type(module).__name__}")
    module = module.double()
    _values(module, text, grid(4, m, torch.device("cpu")))
    return module


def _size(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def _values(module: nn.Module, text: str, x: Tensor) -> Tensor:
    try:
        found = module(x)
        shape = tuple(found.shape)
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise bad_value("networks", text, f"networks of points {tuple(x.shape)} ({reason})") from None
    if shape not in {(len(x),), (len(x), 1)}:
        raise bad_value("networks", text, f"values of shape ({len(x)},), one per point; they have {shape}")
    values: Tensor = found.reshape(-1)
    return values


class _Search:
    """Climbs from width 1 until every ε is met."""

    def __init__(
        self, task: OwnNetworks, build: Networks, train: Trainer | None, target: Target, device: torch.device
    ) -> None:
        self._task, self._build, self._train, self._device = task, build, train, device
        batch = TargetBatch([target], [0])
        self._target: Function = lambda x: batch(x)[0]
        self._check = grid(4001 if target.dimension == 1 else 20000, target.dimension, device)
        self._wanted = self._target(self._check)

    def run(self, report: Report) -> list[dict[str, Any]]:
        open_, rows = list(self._task.eps), []
        size: int | None = None
        nonfinite, best = 0, math.inf
        for width in range(1, self._task.max_width + 1):
            report(f"width {width}, {len(open_)} accuracies to go")
            smaller = size
            size, errors = self._errors(width, open_[-1])
            nonfinite += sum(not math.isfinite(error) for error in errors)
            best = min(best, *errors)
            while open_ and min(errors) <= open_[0]:
                rows.append(self._row(open_.pop(0), width, size, smaller, min(errors), nonfinite))
            if not open_:
                break
        return [*rows, *(self._row(eps, None, None, size, best, nonfinite) for eps in open_)]

    def _errors(self, width: int, eps: float) -> tuple[int, list[float]]:
        """The number of trainable parameters, and the sup errors after training; inf where they are not finite."""
        task, count = self._task, self._task.starts * (4 if self._train is None else 1)
        seeds = [(task.seed * 1_000 + width) * 1_000 + start for start in range(count)]
        modules = [_built(self._build, task.networks, width, task.dimension, s).to(self._device) for s in seeds]
        size = _size(modules[0])
        generators = [torch.Generator(device=self._device).manual_seed(seed) for seed in seeds]
        try:
            if self._train is None:
                modules = train_all(modules, self._target, task.dimension, eps, generators[0])
            else:
                for module, generator in zip(modules, generators, strict=True):
                    self._train(module, self._target, task.dimension, eps, generator)
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            name, hint = ("trainer", "") if task.trainer else ("networks", "; a trainer of your own may do without")
            expected = f"training without errors{hint} ({reason})"
            raise bad_value(name, task.trainer or task.networks, expected) from None
        with torch.no_grad():
            found = [float((_values(m, task.networks, self._check) - self._wanted).abs().max()) for m in modules]
        return size, [error if math.isfinite(error) else math.inf for error in found]

    def _row(
        self, eps: float, width: int | None, size: int | None, tried: int | None, error: float, nonfinite: int
    ) -> dict[str, Any]:
        task = self._task
        return {
            "target": task.target, "activation": task.networks.rpartition(":")[2], "m": task.dimension, "r": task.r,
            "source": task.source[:16], "eps": eps, "N": size, "width": width, "bracket": [tried, size],
            "status": "reached" if width else "not reached", "sup_error": error if math.isfinite(error) else None,
            "seed": task.seed, "arm": "restarts", "exact_width": None, "polynomial_size": None,
            "failed_nonfinite": nonfinite, "skip": False, "depth": 1, "theta": None, "starts": task.starts,
            "max_width": task.max_width, "method_version": task.method,
        }  # fmt: skip
