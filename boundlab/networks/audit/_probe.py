"""Which parameters the output depends on, found by gradients at the parameters given and at others near and far.

A parameter is dead only if the output does not depend on it for almost all values of the trainable ones. A zero
gradient at the values given shows less: with B = 0, y = B·A·x has no gradient in A, but one step of B brings it back.
Only a point that no gradient step leaves (A = B = 0) is worth a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from boundlab.errors import BoundlabError, bad_value
from boundlab.networks.audit._call import RandomInput, arguments, call, draws
from boundlab.networks.audit._memory import distinct, leaves
from boundlab.networks.audit._snapshot import Snapshot, random_state, random_state_kept, write

PROBES, RANDOM_PROBES, FAR_PROBES = 3, 64, 32
# Perturbations, in units of a parameter's own scale: near, then far (a dead ReLU comes to life only far away).
NEAR, FAR = 1 / 32, (1.0, 16.0, 256.0)
_BLOCKED = "the output depends on it, but no gradient comes back (detached, rounded or an index)"
_SADDLE = "zero gradient here, and no gradient step changes that; at nearby parameters it has one"


@dataclass
class Probed:
    """Reasons by parameter: dead, of influence without a gradient, at a saddle, or no gradient was finite."""

    dead: dict[str, str] = field(default_factory=dict)
    blocked: dict[str, str] = field(default_factory=dict)
    saddle: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)
    random: bool = False


def probe(module: nn.Module, inputs: Any, parameters: dict[str, Tensor]) -> Probed:
    """Probe `parameters`; `module` and all random generators are afterwards as they were.

    Raises BoundlabError: the first forward call fails, or its outputs cannot be differentiated.
    """
    if not parameters:
        return Probed()
    with random_state_kept():
        return _Prober(module, inputs, parameters).result()


class _Prober:
    def __init__(self, module: nn.Module, inputs: Any, parameters: dict[str, Tensor]) -> None:
        self.module, self.parameters = module, parameters
        self.draws = draws(module, inputs)
        self.noise = torch.Generator().manual_seed(0)
        self.random = False
        # Inputs that are drawn anew may reach in one probe what those of another did not (a mixture of experts).
        parts = inputs.values() if isinstance(inputs, Mapping) else inputs if isinstance(inputs, tuple | list) else ()
        self.varied = callable(inputs) or any(isinstance(part, RandomInput) for part in parts)
        self.finite: set[str] = set()
        self.infinite: set[str] = set()
        self.snapshot = Snapshot(module)

    def result(self) -> Probed:
        try:
            return self._result()
        finally:
            self.snapshot.restore()

    def _result(self) -> Probed:
        names = set(self.parameters)
        here = self._first()
        here |= self._sweep(
            names - here, (0.0,), RANDOM_PROBES if self.random else FAR_PROBES if self.varied else PROBES
        )
        near = self._sweep(names - here, (NEAR,), FAR_PROBES // 2 if self.random or self.varied else PROBES)
        far = self._sweep(names - here - near, FAR, FAR_PROBES)
        stuck = self._not_left(near) if near else set()
        silent = names - here - near - far
        unknown = silent & self.infinite - self.finite
        blocked = self._blocked(silent - unknown)
        dead = silent - unknown - blocked
        return Probed(
            dead={name: self._reason(name) for name in self.parameters if name in dead},
            blocked=dict.fromkeys((name for name in self.parameters if name in blocked), _BLOCKED),
            saddle=dict.fromkeys((name for name in self.parameters if name in stuck), _SADDLE),
            undecided=dict.fromkeys((name for name in self.parameters if name in unknown), "no finite gradient"),
            random=self.random,
        )

    def _reason(self, name: str) -> str:
        what = "zero gradient" if name in self.finite else "no gradient"
        if self.random:
            return f"{what} in {RANDOM_PROBES} probes of a forward that draws random numbers"
        return f"{what} in {PROBES} probes" if name in self.finite else what

    def _first(self) -> set[str]:
        """The first probe, whose failure is the caller's to hear of; it settles how inputs are drawn."""
        error: BoundlabError | None = None
        for draw in self.draws:
            try:
                given = arguments(draw)
                before = random_state()
                outputs = call(self.module, given)
                self.random = random_state() != before
                found = _nonzero(self._gradients(outputs))
            except BoundlabError as failure:
                error = error or failure
                self.snapshot.restore()
            else:
                self.draw = draw
                return found
        assert error is not None
        raise error

    def _gradients(self, outputs: list[Tensor]) -> dict[str, Tensor]:
        weights = [torch.randn_like(output) for output in outputs]
        named = self.parameters
        # The graph is kept: it may run through values that the module holds since an earlier call.
        values: tuple[Tensor | None, ...] = (None,)
        with suppress(RuntimeError):
            values = torch.autograd.grad(outputs, list(named.values()), weights, retain_graph=True, allow_unused=True)
        if any(value is None for value in values):
            # Parameters inside a re-entrant checkpoint are not in the graph; only `backward` comes to them.
            for parameter in named.values():
                parameter.grad = None
            try:
                torch.autograd.backward(outputs, weights, retain_graph=True)
            except RuntimeError as error:
                expected = "outputs that can be differentiated"
                raise bad_value("outputs", f"RuntimeError: {error}", expected) from None
            values = tuple(parameter.grad for parameter in named.values())
        found = {name: value for name, value in zip(named, values, strict=True) if value is not None}
        for name, value in found.items():
            (self.finite if bool(_numbers(value).isfinite().all()) else self.infinite).add(name)
        return found

    def _sweep(self, wanted: set[str], scales: tuple[float, ...], patience: int) -> set[str]:
        """Which of `wanted` have a gradient in some probe, until `patience` probes on end found no more.

        At the parameters given (scale 0), calls follow one another as in training: a module may use a part every second
        time. What a random forward leaves out in training may be there in evaluation.
        """
        found: set[str] = set()
        for training in (True, False) if self.random else (True,):
            turn, last = 0, 0
            while not wanted <= found and turn - last < (patience if training else PROBES):
                if scales[0] or not training:
                    self.snapshot.restore()
                    self._perturb(scales[turn % len(scales)], self.parameters)
                if not training:
                    self.module.eval()
                turn += 1
                with suppress(BoundlabError):
                    more = _nonzero(self._again()) & wanted - found
                    found, last = found | more, turn if more else last
        return found

    def _again(self) -> dict[str, Tensor]:
        """The gradients of one more call; if it fails, the module starts afresh."""
        try:
            return self._gradients(call(self.module, arguments(self.draw)))
        except BoundlabError:
            self.snapshot.restore()
            raise

    def _not_left(self, wanted: set[str]) -> set[str]:
        """Which of `wanted` have no gradient after steps along the gradient, from the parameters given."""
        self.snapshot.restore()
        left, moved, patience = set(wanted), set[str](), 2
        while left and patience and len(moved) < len(self.parameters):
            try:
                gradients = self._again()
            except BoundlabError:
                break
            alive = _nonzero(gradients)
            left -= alive
            patience = 2 if alive - moved else patience - 1
            moved |= alive
            for name in alive:
                _step(self.parameters[name], gradients[name])
        return left

    def _blocked(self, silent: set[str]) -> set[str]:
        """Which of `silent` change the outputs all the same, by more than rounding does."""
        usual = self._outputs(set())
        if not silent or not _close(usual, self._outputs(set())) or _close(usual, self._outputs(silent)):
            return set()
        return {name for name in silent if not _close(usual, self._outputs({name}))}

    def _outputs(self, perturbed: set[str]) -> list[Tensor] | None:
        """All outputs, with the same inputs and random numbers every time; None if the call fails."""
        self.snapshot.restore()
        self._perturb(1.0, perturbed)
        with random_state_kept(), suppress(BoundlabError):
            outputs = call(self.module, arguments(self.draw), differentiable=False)
            return [output.detach().clone() for output in outputs]
        return None

    def _perturb(self, scale: float, names: Collection[str]) -> None:
        for name in names if scale else ():
            for leaf in _floating(self.parameters[name]):
                noise = torch.randn(leaf.shape, generator=self.noise, dtype=torch.float32)
                write(leaf, leaf.detach() + (scale * _scale(leaf) * noise).to(leaf.device, leaf.dtype))


def _floating(parameter: Tensor) -> Iterator[Tensor]:
    for leaf in leaves(parameter):
        if leaf.numel() and (leaf.is_floating_point() or leaf.is_complex()):
            yield distinct(leaf)


def _scale(leaf: Tensor) -> float:
    """The size of a parameter's entries; for zeros, that of a usual initial state."""
    size = float(leaf.detach().abs().to(torch.float64).square().mean().sqrt())
    return size if 0 < size < float("inf") else max(1, leaf.shape[-1] if leaf.ndim else 1) ** -0.5


def _step(parameter: Tensor, gradient: Tensor) -> None:
    """A small step along the gradient; its length is the parameter's own, for only the direction counts."""
    if parameter.layout == torch.strided and gradient.layout != torch.strided:
        gradient = gradient.to_dense()
    for leaf, part in zip(_floating(parameter), leaves(gradient), strict=False):
        if part.shape != leaf.shape:
            part = part.sum_to_size(leaf.shape) if part.ndim == leaf.ndim else torch.zeros_like(leaf)
        finite = part.detach().nan_to_num(0, 0, 0)
        write(leaf, leaf.detach() - NEAR * _scale(leaf) * finite / finite.abs().max().clamp(min=1e-30))


def _close(one: list[Tensor] | None, other: list[Tensor] | None) -> bool:
    if one is None or other is None or [t.shape for t in one] != [t.shape for t in other]:
        return one is None and other is None
    return all(_near(a, b) for a, b in zip(one, other, strict=True))


def _near(one: Tensor, other: Tensor) -> bool:
    if not (one.is_floating_point() or one.is_complex()):
        return bool((one == other).all())
    tolerance = torch.finfo(one.dtype).eps ** 0.5
    return bool(((one - other).abs() <= tolerance * (1 + one.abs())).all()) or not bool(other.isfinite().all())


def _numbers(gradient: Tensor) -> Tensor:
    return gradient.coalesce().values() if gradient.layout == torch.sparse_coo else gradient


def _nonzero(gradients: dict[str, Tensor]) -> set[str]:
    found = ((name, _numbers(value)) for name, value in gradients.items())
    return {name for name, value in found if bool((value.isfinite() & (value != 0)).any())}
