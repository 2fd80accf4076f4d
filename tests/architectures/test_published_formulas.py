"""The counts as their papers state them, written out by hand, against the bills (biases on every layer)."""

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.testing import configurations as rows


def affine(a, b):
    return a * b + b


def mlp(*widths):
    return sum(affine(a, b) for a, b in pairwise(widths))


def conv(i, o, k):
    return i * o * k**2 + o


def highway(e, n, d):
    return 2 * n * (e + 1) + 2 * d * n * (n + 1)


def hyperstyle(r):
    p = 3 - (r.kernel == "3")
    f, n, b = r.map_channels, r.inner_channels, r.code
    stack = conv(f, n, 3) + (p - 1) * conv(n, n, 3) + conv(n, b, 3)
    return r.blocks * stack + (1 if r.shared_head else r.blocks) * conv(b, r.in_channels * r.out_channels, 1)


def hypertab(r):
    k, h, c = int(r.features * r.share), r.width, r.classes
    p = k * h + h + h * h + h + h * c + c
    return 128 * (r.features + 1) + 8256 + 4160 + 65 * p


def chunked(r):
    p = mlp(*r.primary)
    m = -(-p // r.chunk)
    sets = r.tasks if r.conditional_chunks else 1
    generator = mlp(r.inputs + r.embedding + r.chunk_embedding, *r.hidden, r.chunk)
    return r.tasks * r.embedding + generator + m * r.chunk_embedding * sets


def lstm(r):
    e, c, h = r.chunk_embedding, r.embedding, r.state
    m = -(-mlp(*r.primary) // r.chunk)
    return 4 * h * (e + c + h) + 8 * h + affine(h, r.chunk) + m * e + r.tasks * c


def full(r):
    norm = 2 * sum(r.hidden) if r.batch_norm else 0
    return r.tasks * r.embedding + mlp(r.inputs + r.embedding, *r.hidden, mlp(*r.primary)) + norm


def hyperinterval(r):
    count = r.tasks * r.embedding + mlp(r.embedding, *r.hidden, mlp(*r.primary))
    return count + (0 if r.nested else r.tasks * r.embedding)


def recurrent(r):
    e, a, h, d = r.inputs, r.hyper, r.width, r.depth
    return highway(e, a, d) + highway(e, h, d) + d * (a + 1) * h


def ghn3(r):
    d, s = r.node, r.kernel
    decoder = affine(d, 4 * d * s**2) + affine(4 * d, 8 * d) + affine(8 * d, r.out_channels * r.in_channels)
    return decoder + affine(r.out_channels, r.classes)


def logah(r):
    d, k = r.node, r.rank
    decoder = affine(d, 4 * d) + affine(4 * d, 8 * d) + affine(8 * d, 2 * k**2)
    return decoder + (affine(k, k) if r.unused_layer else 0) + affine(k, r.side)


def contextual(r):
    encoder = mlp(1 + r.code, *r.set_hidden, r.pooled)
    return encoder + mlp(r.pooled + r.metadata, *r.hidden, r.feature + r.last + 2)


FORMULAS = {
    "standard": lambda r: mlp(r.primary[0] + r.condition, *r.primary[1:]),
    "embedding": lambda r: mlp(r.primary[0] + r.embedding, *r.primary[1:]) + mlp(r.condition, *r.hidden, r.embedding),
    "hypernetwork": lambda r: mlp(r.condition, *r.hidden, mlp(*r.primary)),
    "low-rank": lambda r: mlp(r.condition, *r.hidden, r.rank) + r.rank * mlp(*r.primary),
    "mip": lambda r: mlp((1 if r.encoding == "raw" else 2) * r.condition, *r.hidden, mlp(*r.primary)),
    "random-matrix": lambda r: r.tasks * r.dimension,
    "full": full,
    "chunked": chunked,
    "lstm": lstm,
    "hyperinterval": hyperinterval,
    "ghn3-decoder": ghn3,
    "logah-decoder": logah,
    "hypertab": hypertab,
    "hyperstyle-block": hyperstyle,
    "recurrent-highway": recurrent,
    "contextual": contextual,
}


@pytest.mark.parametrize("name", sorted(FORMULAS))
@settings(max_examples=100)
@given(st.data())
def test_bill_is_the_published_formula(name, data):
    drawn = data.draw(rows(name, largest=40))
    everywhere = {"bias": "all" if isinstance(getattr(drawn, "bias", ""), str) else True, "primary_bias": "all"}
    everywhere |= {"hidden": (128, 64, 64)} if name == "hypertab" else {}
    row = dataclasses.replace(drawn, **{key: value for key, value in everywhere.items() if key in drawn.options()})
    assert row.bill().trainable == FORMULAS[name](row)


def test_active_of_the_low_rank_decoder_is_smaller_by_the_unused_layer():
    from boundlab import architectures

    bill = architectures.get("logah-decoder")(rank=7).bill()
    assert bill.trainable - bill.active == 7**2 + 7
