"""What a torch module stores, trains and wastes, counted by the identity of its tensors.

Summing a state_dict counts a shared tensor once per name; here every tensor counts once. Flags: tied (one tensor
under several names), sharing storage (different tensors with a number in memory in common), expanded (more entries
than numbers in memory), frozen (requires no gradient), dead (the output does not depend on it, at the parameters given
nor at others near and far), blocked (it does depend, but no gradient comes back), saddle (no gradient here, and
gradient steps do not leave), unregistered (a tensor or module in a plain attribute, which an optimiser given
`module.parameters()` never sees), packed (weights of a quantised module, in objects that list no parameters).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from boundlab.errors import bad_value
from boundlab.networks.audit._call import RandomInput, initialised
from boundlab.networks.audit._inventory import Inventory, packed, unregistered
from boundlab.networks.audit._memory import leaves, numbers_in_memory, sharing
from boundlab.networks.audit._probe import Probed, probe

__all__ = ["Audit", "RandomInput", "audit"]


@dataclass(frozen=True)
class Audit:
    """The findings; names are those of `named_parameters` and `named_buffers`, attributes are dotted paths.

    Counts are of entries: a complex one counts once, a sparse tensor with its zeros, a packed one as its module packs
    it; `notes` says where that matters. active is None and dead is empty if the module was not probed; `not_probed`
    is the reason if that was asked for.
    """

    stored: int
    trainable: int
    active: int | None
    buffers: int
    by_name: int
    tied: tuple[tuple[str, ...], ...]
    sharing_storage: tuple[tuple[str, ...], ...]
    frozen: tuple[str, ...]
    dead: dict[str, str]
    unregistered: tuple[str, ...]
    parameters: tuple[tuple[str, tuple[int, ...], int], ...]
    blocked: dict[str, str] = field(default_factory=dict)
    saddle: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)
    expanded: dict[str, int] = field(default_factory=dict)
    packed: dict[str, int] = field(default_factory=dict)
    not_probed: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def flagged(self) -> bool:
        lists = (self.tied, self.sharing_storage, self.frozen, self.unregistered)
        reasons = (self.dead, self.blocked, self.saddle, self.undecided, self.expanded, self.packed)
        return any((*lists, *reasons, self.not_probed))


def audit(module: nn.Module, inputs: Any = None) -> Audit:
    """Audit `module`; with `inputs` the influence of its parameters is probed, too.

    `inputs` is a tuple of arguments, a mapping of keyword arguments, or a function that returns one of them; a
    `RandomInput` among them is drawn anew for every call. The module is left exactly as it was: attributes, buffers,
    gradients and training mode are put back, and so is the state of the random generators. A module with lazy
    parameters is initialised in a copy.

    Raises BoundlabError: a lazy parameter has no shape and there are no inputs; a forward call fails or returns nothing
    that can be differentiated.

    >>> shared = nn.Linear(3, 3)
    >>> found = audit(nn.Sequential(shared, nn.ReLU(), shared), (torch.ones(1, 3),))
    >>> found.stored, found.by_name, found.tied
    (12, 24, (('0.weight', '2.weight'), ('0.bias', '2.bias')))
    >>> class LowRank(nn.Module):
    ...     def __init__(self):
    ...         super().__init__()
    ...         self.a, self.b = nn.Linear(3, 1, bias=False), nn.Linear(1, 3, bias=False)
    ...         nn.init.zeros_(self.b.weight)  # no gradient in a at this one point: not dead
    ...
    ...     def forward(self, x):
    ...         return x + self.b(self.a(x))
    >>> audit(LowRank(), (RandomInput((4, 3)),)).dead
    {}
    """
    inventory = Inventory.of(module)
    # Before any call: what a forward leaves behind is no fault of the module.
    strays = tuple(unregistered(module, inventory))
    initial: tuple[str, ...] = ()
    if inventory.lazy:
        if inputs is None:
            raise bad_value(inventory.lazy[0], "a lazy parameter", "parameters with shapes; run the module once first")
        initial = tuple(f"{name}: lazy, of the shape that the probe gave it" for name in inventory.lazy)
        module = initialised(module, inputs, inventory.lazy[0])
        inventory = Inventory.of(module)
    parameters, named = inventory.parameters, inventory.named
    trainable = {name: tensor for name, tensor in parameters.items() if tensor.requires_grad}
    reason = None if inputs is None else _cannot_probe(named)
    probed = Probed() if inputs is None or reason else probe(module, inputs, trainable)
    inside = packed(module)
    total = sum(tensor.numel() for tensor in trainable.values())
    in_memory = {name: numbers_in_memory(tensor) for name, tensor in named.items() if tensor.layout == torch.strided}
    return Audit(
        stored=sum(tensor.numel() for tensor in named.values()) + sum(inside.values()),
        trainable=total,
        active=None if inputs is None or reason else total - sum(trainable[name].numel() for name in probed.dead),
        buffers=sum(tensor.numel() for tensor in inventory.buffers.values()),
        by_name=inventory.by_name + sum(inside.values()),
        tied=tuple(tuple(names) for names in inventory.names.values() if len(names) > 1),
        sharing_storage=sharing(named),
        frozen=tuple(name for name, tensor in parameters.items() if not tensor.requires_grad),
        dead=probed.dead,
        unregistered=strays,
        parameters=tuple((name, _shape(tensor), tensor.numel()) for name, tensor in parameters.items()),
        blocked=probed.blocked,
        saddle=probed.saddle,
        undecided=probed.undecided,
        expanded={name: count for name, count in in_memory.items() if count < named[name].numel()},
        packed=inside,
        not_probed=reason,
        notes=(*initial, *_notes(named), *(("the forward draws random numbers",) if probed.random else ())),
    )


def _cannot_probe(tensors: dict[str, Tensor]) -> str | None:
    for name, tensor in tensors.items():
        if tensor.is_meta:
            return f"{name} is on the meta device, which holds shapes and no values"
        if any(kind.__name__ == "FakeTensor" for kind in type(tensor).__mro__):
            return f"{name} is a fake tensor, which holds a shape and no values"
    return None


def _notes(tensors: dict[str, Tensor]) -> list[str]:
    notes = []
    for name, tensor in tensors.items():
        if tensor.is_complex():
            notes.append(f"{name}: complex, {tensor.numel()} numbers are {2 * tensor.numel()} real ones")
        if tensor.layout != torch.strided:
            held = sum(leaf.numel() for leaf in leaves(tensor))
            how = f", {held} of {tensor.numel()} entries held; counted with its zeros" if held < tensor.numel() else ""
            how = how if held else ", whose memory is not looked into"
            notes.append(f"{name}: {str(tensor.layout).removeprefix('torch.').lstrip('_')}{how}")
    return notes


def _shape(tensor: Tensor) -> tuple[int, ...]:
    try:
        return tuple(tensor.shape)
    except RuntimeError:  # a nested tensor of ragged rows
        return (tensor.numel(),)
