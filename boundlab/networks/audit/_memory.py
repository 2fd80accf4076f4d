"""Which numbers in memory a tensor consists of; two tensors share storage only if they share one of them."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.parameter import is_lazy

Address = tuple[str, int, int]
_SPARSE_ROWS = {torch.sparse_csr, torch.sparse_csc, torch.sparse_bsr, torch.sparse_bsc}


def leaves(tensor: Tensor) -> list[Tensor]:
    """The strided tensors whose memory holds the numbers of `tensor`: itself, the values of a sparse one, or the
    tensors inside a wrapper subclass (DTensor, quantised weights). Empty where memory is out of reach."""
    if is_lazy(tensor):
        return []
    inner = _inside(tensor)
    if inner:
        return [leaf for part in inner for leaf in leaves(part)]
    try:
        if tensor.is_nested:
            return leaves(tensor.detach().values())
        if tensor.layout == torch.strided:
            # A fake tensor says that it begins nowhere.
            return [tensor] if tensor.data_ptr() or tensor.is_meta or not tensor.numel() else []
        if tensor.layout == torch.sparse_coo:
            return [tensor.detach()._values()]
        return [tensor.detach().values()] if tensor.layout in _SPARSE_ROWS else []
    except (RuntimeError, NotImplementedError):
        return []


def _inside(tensor: Tensor) -> list[Tensor]:
    if type(tensor) in (Tensor, torch.nn.Parameter):
        return []
    if hasattr(tensor, "__tensor_flatten__"):
        names = tensor.__tensor_flatten__()[0]
        return [part for part in (getattr(tensor, name) for name in names) if isinstance(part, Tensor)]
    try:
        tensor.untyped_storage().data_ptr()
    except (RuntimeError, NotImplementedError):
        return [part for part in vars(tensor).values() if isinstance(part, Tensor)]
    return []


def distinct(tensor: Tensor) -> Tensor:
    """`tensor` without the dimensions that only repeat its elements; writing to it writes each element once."""
    for dimension, (size, stride) in enumerate(zip(tensor.shape, tensor.stride(), strict=True)):
        if size > 1 and stride == 0:
            tensor = tensor.narrow(dimension, 0, 1)
    return tensor


def numbers_in_memory(tensor: Tensor) -> int:
    """How many numbers memory holds for `tensor`; fewer than `numel` if it overlaps itself."""
    parts = [distinct(leaf) for leaf in leaves(tensor)]
    if not parts:
        return tensor.numel()
    return sum(part.numel() if _dense(part) or _separate(part) else len(_offsets(part).unique()) for part in parts)


def sharing(tensors: dict[str, Tensor]) -> tuple[tuple[str, ...], ...]:
    """Groups of names whose tensors have an element of memory in common, directly or through others of the group."""
    found = ((start, end, name, leaf) for name, t in tensors.items() for start, end, leaf in _ranges(t))
    ranges = sorted(found, key=lambda part: part[:3])
    group = {name: {name} for name in tensors}
    open_: list[tuple[Address, str, Tensor]] = []
    for start, end, name, leaf in ranges:
        open_ = [entry for entry in open_ if entry[0] > start]
        for _, other, there in open_:
            if other not in group[name] and _meet(leaf, there):
                merged = group[name] | group[other]
                group.update(dict.fromkeys(merged, merged))
        open_.append((end, name, leaf))
    groups = {id(names): names for names in group.values() if len(names) > 1}
    return tuple(tuple(name for name in tensors if name in names) for names in groups.values())


def covered(tensor: Tensor, by: list[Tensor]) -> bool:
    """Whether all memory of `tensor` belongs to the tensors of `by`: it is a view of them."""
    held = sorted((start, end) for other in by for start, end, _ in _ranges(other))
    wanted = [(start, end) for start, end, _ in _ranges(tensor)]
    for start, end in wanted:
        reached = start
        for low, high in held:
            if low <= reached < high:
                reached = high
        if reached < end:
            return False
    return bool(wanted)


def _ranges(tensor: Tensor) -> Iterator[tuple[Address, Address, Tensor]]:
    """(device, storage, first byte), the end, and the leaf; meta tensors have a storage but no address."""
    for leaf in leaves(tensor):
        if leaf.numel():
            meta = leaf.is_meta
            storage = int(leaf.untyped_storage()._cdata) if meta else 0
            first = int(leaf.storage_offset()) * leaf.element_size() if meta else leaf.data_ptr()
            yield (
                (str(leaf.device), storage, first),
                (str(leaf.device), storage, first + _extent(leaf) * leaf.element_size()),
                leaf,
            )


def _extent(leaf: Tensor) -> int:
    return 1 + sum((size - 1) * stride for size, stride in zip(leaf.shape, leaf.stride(), strict=True))


def _dense(leaf: Tensor) -> bool:
    return leaf.numel() == _extent(leaf)


def _separate(leaf: Tensor) -> bool:
    """No two index tuples of `leaf` lead to one element (sufficient: each stride steps over all smaller ones)."""
    reached = 0
    for stride, size in sorted(zip(leaf.stride(), leaf.shape, strict=True)):
        if size > 1 and stride <= reached:
            return False
        reached += (size - 1) * stride
    return True


def _offsets(leaf: Tensor) -> Tensor:
    total = torch.zeros(1, dtype=torch.int64)
    for size, stride in zip(leaf.shape, leaf.stride(), strict=True):
        total = (total[:, None] + torch.arange(size) * stride).flatten()
    return total


def _meet(one: Tensor, other: Tensor) -> bool:
    """Whether two leaves with overlapping ranges share an element: exactly, for slices may interleave."""
    one, other = distinct(one), distinct(other)
    if _dense(one) and _dense(other):
        return True
    bytes_ = []
    for leaf in (one, other):
        first = int(leaf.storage_offset()) * leaf.element_size() if leaf.is_meta else leaf.data_ptr()
        starts = _offsets(leaf) * leaf.element_size() + first
        bytes_.append((starts[:, None] + torch.arange(int(leaf.element_size()))).flatten())
    return bool(torch.isin(*bytes_).any())
