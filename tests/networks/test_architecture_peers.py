"""Counts against hypnettorch, an independent library of hypernetworks (test-only; skipped where it is absent)."""

import dataclasses
import inspect

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.networks.hypernetworks import module_for
from boundlab.networks.primary import Primary
from boundlab.testing import configurations as rows

hnets = pytest.importorskip("hypnettorch.hnets", reason="hypnettorch is not installed")


def target_shapes(row):
    network = Primary(row.primary, row.primary_bias)
    return [list(t.shape) for layer in network.split(torch.zeros(network.size)) for t in layer if t is not None]


def arguments(row):
    return {
        "target_shapes": target_shapes(row),
        "uncond_in_size": row.inputs,
        "cond_in_size": row.embedding,
        "layers": row.hidden,
        "num_cond_embs": row.tasks,
        "use_bias": row.bias == "all",
        "verbose": False,
    }


def parameters(module):
    return sum(p.numel() for p in {id(p): p for p in module.parameters()}.values())


def peer_of(constructor, **options):
    """Build a peer, making sure that every option is one it has."""
    assert set(options) <= set(inspect.signature(constructor.__init__).parameters)
    return constructor(**options)


@settings(max_examples=40)
@given(st.data())
def test_full_against_hmlp(data):
    drawn = data.draw(rows("full", largest=6))
    row = dataclasses.replace(drawn, bias="all" if drawn.bias == "hidden" else drawn.bias)
    peer = peer_of(hnets.HMLP, use_batch_norm=row.batch_norm, **arguments(row))
    assert row.bill().trainable == parameters(peer) == parameters(module_for(row))
    assert row.generated == peer.num_outputs


@settings(max_examples=40)
@given(st.data())
def test_chunked_against_chunked_hmlp(data):
    drawn = data.draw(rows("chunked", largest=6))
    row = dataclasses.replace(
        drawn, bias="all" if drawn.bias == "hidden" else drawn.bias, embedding=max(1, drawn.embedding)
    )
    peer = peer_of(
        hnets.ChunkedHMLP,
        chunk_size=row.chunk,
        chunk_emb_size=row.chunk_embedding,
        cond_chunk_embs=row.conditional_chunks,
        **arguments(row),
    )
    assert row.bill().trainable == parameters(peer) == parameters(module_for(row))
    assert row.chunks == peer.num_chunks


def test_the_same_weights_come_out():
    """Copying the parameters over, both generators compute the same function."""
    from boundlab import architectures

    row = architectures.get("full")(primary=(3, 4, 2), tasks=3, embedding=2, inputs=1, hidden=(5, 6))
    ours, peer = module_for(row), hnets.HMLP(**arguments(row))
    linears = [*ours.trunk.layers, ours.head]
    with torch.no_grad():
        for layer, weight, bias in zip(linears, peer.layer_weight_tensors, peer.layer_bias_vectors, strict=True):
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)
        for own, theirs in zip(ours.task_embeddings, peer.conditional_params, strict=True):
            own.copy_(theirs)
    noise = torch.randn(3, 1)
    theirs = peer.forward(uncond_input=noise, cond_id=[0, 1, 2], ret_format="flattened")
    torch.testing.assert_close(ours((torch.arange(3), noise)), theirs)
