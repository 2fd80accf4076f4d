"""What is counted, what shares memory, and what lies where no optimiser looks."""

import collections
import dataclasses
import types

import pytest
import torch
from torch import nn
from torch.nn.utils import prune

from boundlab.errors import BoundlabError
from boundlab.networks.audit import RandomInput, audit


def holding(**tensors):
    module = nn.Module()
    for name, tensor in tensors.items():
        setattr(module, name, nn.Parameter(tensor, requires_grad=tensor.is_floating_point()))
    return module


class Wrapped(torch.Tensor):
    """A tensor around another one, as distributed and quantised weights are."""

    @staticmethod
    def __new__(cls, inner):
        return torch.Tensor._make_wrapper_subclass(cls, inner.shape, dtype=inner.dtype)

    def __init__(self, inner):
        self.inner = inner

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        def map_(convert, value):
            return torch.utils._pytree.tree_map(convert, value)

        plain = map_(lambda x: x.inner if isinstance(x, cls) else x, args)
        result = function(*plain, **map_(lambda x: x.inner if isinstance(x, cls) else x, kwargs or {}))
        return map_(lambda x: cls(x) if isinstance(x, torch.Tensor) else x, result)


FLAT = torch.arange(24.0)
SHARED = torch.ones(2, 2)
MEMORY = {
    "disjoint slices": (lambda: {"a": FLAT[:10], "b": FLAT[10:]}, ()),
    "overlapping slices": (lambda: {"a": FLAT[:11], "b": FLAT[10:]}, (("a", "b"),)),
    "interleaved": (lambda: {"a": FLAT[::2], "b": FLAT[1::2]}, ()),
    "columns": (lambda: {"a": FLAT.view(4, 6)[:, :3], "b": FLAT.view(4, 6)[:, 3:]}, ()),
    "columns that meet": (lambda: {"a": FLAT.view(4, 6)[:, :4], "b": FLAT.view(4, 6)[:, 3:]}, (("a", "b"),)),
    "a row and a column": (lambda: {"a": FLAT.view(4, 6)[0], "b": FLAT.view(4, 6)[:, 0]}, (("a", "b"),)),
    "a transpose": (lambda: {"a": FLAT.view(4, 6), "b": FLAT.view(4, 6).T}, (("a", "b"),)),
    "a chain": (lambda: {"a": FLAT[:9], "b": FLAT[8:17], "c": FLAT[16:]}, (("a", "b", "c"),)),
    "another dtype": (lambda: {"a": FLAT[:4], "b": FLAT.view(torch.int32)[3:]}, (("a", "b"),)),
    "meta": (lambda: {"a": torch.ones(3, device="meta"), "b": torch.ones(3, device="meta")}, ()),
    "meta, shared": (lambda: dict.fromkeys("ab", torch.ones(3, device="meta")), (("a", "b"),)),
    "empty": (lambda: {"a": torch.ones(0), "b": torch.ones(0)}, ()),
    "wrapped": (lambda: {"a": Wrapped(torch.ones(2, 2)), "b": Wrapped(torch.ones(2, 2))}, ()),
    "wrapped around one": (lambda: {"a": Wrapped(SHARED), "b": Wrapped(SHARED)}, (("a", "b"),)),
    "sparse": (lambda: {"a": torch.eye(3).to_sparse(), "b": torch.eye(3).to_sparse_csr()}, ()),
}


@pytest.mark.parametrize("name", MEMORY)
def test_storage_is_shared_where_an_element_is(name):
    tensors, groups = MEMORY[name]
    found = audit(holding(**tensors()))
    assert found.sharing_storage == groups
    assert found.stored == sum(tensor.numel() for tensor in tensors().values())


@pytest.mark.filterwarnings("ignore")
def test_tensors_of_every_kind_are_counted():
    module = nn.Linear(4, 4)
    ragged = [torch.ones(2), torch.ones(3)]
    for name, tensor in {
        "quantised": torch.quantize_per_tensor(torch.ones(5), 0.1, 0, torch.qint8),
        "mkldnn": torch.ones(3, 3).to_mkldnn(),
        "ragged": torch.nested.nested_tensor(ragged),
        "jagged": torch.nested.nested_tensor(ragged, layout=torch.jagged),
        "float8": torch.ones(3).to(torch.float8_e4m3fn),
        "conjugate": (torch.ones(3) * 1j).conj(),
        "truth": torch.ones(3, dtype=torch.bool),
    }.items():
        module.register_buffer(name, tensor)
    found = audit(module, (RandomInput((2, 4)),))
    assert found.stored == 20 + 5 + 9 + 5 + 5 + 3 + 3 + 3
    assert (found.active, found.dead, found.sharing_storage, found.expanded) == (20, {}, (), {})


def test_fake_tensors_share_nothing_and_cannot_be_probed():
    with torch._subclasses.fake_tensor.FakeTensorMode():
        module = nn.Linear(4, 4)
    found = audit(module, (RandomInput((2, 4)),))
    assert (found.stored, found.sharing_storage, found.active) == (20, (), None)
    assert "fake" in found.not_probed


def test_views_of_different_storages_over_the_same_memory():
    numpy = pytest.importorskip("numpy")
    array = numpy.ones(6, dtype=numpy.float32)
    assert audit(holding(a=torch.from_numpy(array[:4]), b=torch.from_numpy(array[3:]))).sharing_storage == (("a", "b"),)


def test_more_entries_than_numbers():
    windows = FLAT.as_strided((20, 5), (1, 1))
    found = audit(holding(one=torch.zeros(1).expand(1000), rows=FLAT[:6].expand(4, 6), windows=windows, all=FLAT * 1))
    assert found.expanded == {"one": 1, "rows": 6, "windows": 24}
    assert found.stored == 1000 + 24 + 100 + 24
    assert found.flagged


def test_sparse_and_complex_say_what_is_counted():
    found = audit(holding(s=torch.eye(3).to_sparse(), r=torch.eye(4).to_sparse_csr(), c=torch.ones(4) * 1j))
    assert found.stored == 9 + 16 + 4
    assert found.notes[0] == "s: sparse_coo, 3 of 9 entries held; counted with its zeros"
    assert found.notes[1].startswith("r: sparse_csr, 4 of 16")
    assert found.notes[2] == "c: complex, 4 numbers are 8 real ones"
    assert not found.dead


def test_a_wrapped_weight_is_probed():
    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = nn.Parameter(Wrapped(torch.ones(4))), nn.Parameter(Wrapped(torch.zeros(4)))
            self.unused = nn.Parameter(Wrapped(torch.zeros(4)))

        def forward(self, x):
            return Wrapped(x) * self.a * self.b

    module = Layer()
    found = audit(module, (RandomInput((3, 4)),))
    assert set(found.dead) == {"unused"}
    assert torch.equal(module.b.inner, torch.zeros(4))


@pytest.mark.filterwarnings("ignore")
def test_packed_weights_are_counted_and_flagged():
    quantised = torch.ao.quantization.quantize_dynamic(nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 3)))
    found = audit(quantised, (RandomInput((2, 10)),))
    assert found.packed == {"0": 220, "2": 63}
    assert found.stored == 283
    assert found.flagged
    assert audit(torch.ao.nn.quantized.Conv2d(3, 4, 3)).packed == {"(the module itself)": 112}


@pytest.mark.filterwarnings("ignore")
def test_a_script_and_a_frozen_script():
    scripted = torch.jit.script(nn.Sequential(nn.Linear(4, 3), nn.ReLU()).eval())
    found = audit(scripted, (RandomInput((2, 4)),))
    assert (found.stored, found.packed, found.flagged) == (15, {}, False)
    assert audit(torch.jit.freeze(scripted)).packed == {"(the module itself)": 15}


@dataclasses.dataclass
class Record:
    y: torch.Tensor


STRAYS = {
    "list": lambda tensor: [tensor],
    "deque": lambda tensor: collections.deque([tensor]),
    "dict": lambda tensor: {"w": tensor},
    "a dict of its own": lambda tensor: collections.UserDict(w=tensor),
    "dataclass": lambda tensor: Record(tensor),
    "namespace": lambda tensor: types.SimpleNamespace(w=tensor),
    "nested": lambda tensor: {"w": [(tensor,)]},
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_tensor_in_a_plain_attribute(name):
    module = nn.Linear(2, 2)
    module.held = STRAYS[name](torch.ones(3, requires_grad=True))
    (found,) = audit(module).unregistered
    assert found.startswith("held")
    assert found.endswith("(requires a gradient, 3)")


def pruned(module):
    prune.l1_unstructured(module, "weight", 0.5)
    return module


def flattened(module):
    flat = nn.utils.parameters_to_vector(module.parameters()).detach()
    nn.utils.vector_to_parameters(flat, module.parameters())
    module.flat = flat
    return module


VALUES = {
    "pruned": pruned,
    "pruned twice": lambda module: pruned(pruned(module)),
    "weight norm": nn.utils.weight_norm,
    "weight norm by parametrisation": nn.utils.parametrizations.weight_norm,
    "spectral norm": nn.utils.spectral_norm,
    "spectral norm by parametrisation": nn.utils.parametrizations.spectral_norm,
    "views of one flat tensor": flattened,
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("called", ["never", "once", "without gradients"])
@pytest.mark.parametrize("name", VALUES)
def test_what_is_computed_from_registered_tensors_is_not_lost(name, called):
    module = VALUES[name](nn.Linear(4, 3))
    if called != "never":
        with torch.set_grad_enabled(called == "once"):
            module(torch.ones(2, 4))
    found = audit(module, (RandomInput((2, 4)),))
    assert found.unregistered == ()
    assert found.dead == {}
    assert found.sharing_storage == ()


def lazy():
    return nn.Sequential(nn.LazyLinear(5), nn.LazyBatchNorm1d(), nn.ReLU(), nn.LazyLinear(2))


def test_lazy_parameters_get_their_shapes_in_a_copy():
    module = lazy()
    found = audit(module, (RandomInput((3, 4)),))
    assert (found.stored, found.active, found.buffers) == (25 + 10 + 12 + 11, 47, 11)
    assert found.unregistered == ()
    assert "0.weight: lazy, of the shape that the probe gave it" in found.notes
    assert isinstance(module[0].weight, nn.UninitializedParameter)
    with pytest.raises(BoundlabError, match=r"0\.weight: got 'a lazy parameter', expected parameters with shapes"):
        audit(module)
    with pytest.raises(BoundlabError, match="inputs: got"):
        audit(nn.Sequential(nn.Linear(3, 3), lazy()), (RandomInput((3, 4)),))


def test_a_module_without_values_is_counted_but_not_probed():
    with torch.device("meta"):
        module = nn.Linear(1000, 1000)
    found = audit(module, (RandomInput((2, 1000)),))
    assert (found.stored, found.active) == (1001000, None)
    assert found.not_probed == "weight is on the meta device, which holds shapes and no values"
    assert found.flagged
    assert not audit(module).flagged


class Slotted:
    __slots__ = ("y",)

    def __init__(self, y):
        self.y = y


OUTPUTS = {
    "slots": Slotted,
    "dataclass": Record,
    "a dict of its own": lambda y: collections.UserDict(y=y),
    "namespace": lambda y: types.SimpleNamespace(y=y),
    "distribution": lambda y: torch.distributions.Normal(y, 1.0),
    "named tuple": lambda y: collections.namedtuple("Out", "y n")(y, 3),
    "nested": lambda y: {"out": [Record((y,))]},
    "generator": lambda y: (part for part in (y, y)),
    "sparse": lambda y: y.to_sparse(),
    "complex": lambda y: torch.complex(y, y),
}


class Through(nn.Module):
    def __init__(self, wrap):
        super().__init__()
        self.layer, self.wrap = nn.Linear(4, 4), wrap

    def forward(self, x=None):
        return self.wrap(self.layer(x))


@pytest.mark.parametrize("name", OUTPUTS)
def test_outputs_of_every_shape(name):
    found = audit(Through(OUTPUTS[name]), (RandomInput((2, 4)),))
    assert (found.active, found.dead) == (20, {})


def test_outputs_without_tensors_are_told_from_those_without_gradients():
    for wrap, expected in ((lambda y: 3, "a tensor, or tensors in a mapping"), (torch.detach, "requires a gradient")):
        with pytest.raises(BoundlabError, match=expected):
            audit(Through(wrap), (RandomInput((2, 4)),))


@pytest.mark.parametrize("mapping", [dict, collections.OrderedDict, collections.UserDict, types.MappingProxyType])
def test_any_mapping_is_keyword_arguments(mapping):
    assert audit(Through(nn.Identity()), mapping({"x": torch.randn(2, 4)})).active == 20


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64, torch.complex64])
def test_inputs_are_drawn_in_the_dtype_of_the_module(dtype):
    assert audit(nn.Linear(4, 2, dtype=dtype), (RandomInput((3, 4)),)).active == 10


def test_integers_are_drawn_below_their_bound():
    module = nn.Sequential(nn.Embedding(10, 4, sparse=True), nn.Linear(4, 2))
    assert audit(module, (RandomInput((2, 3), below=10),)).active == 50
    with pytest.raises(BoundlabError, match="inputs: got 'IndexError"):
        audit(module, (RandomInput((20, 30), below=11),))
