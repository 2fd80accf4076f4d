"""The first layer of a generated network, applied without its weights ever being written down.

With h = h(I) the last hidden layer of f, the first layer of g is W(I) = Σ_k h_k A_k + A_0, where A_k are columns of the
last matrix of f. For one x per I, W(I)x = Σ_k h_k (A_k x) + A_0 x: the products A_k x are as many multiplications as
W(I), but they are the larger half of the gradient, too: that by h is a sum over them, no further product of matrices,
and no tensor has as many entries as there are samples times weights of g.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

CACHE = 1_000_000  # bytes


class GeneratedLayer(torch.autograd.Function):
    """x (M, B, d), h (M, B, k), matrix (M, P, k) and bias (M, P) of f's last layer → W(I)x (M, B, outputs), and rest.

    W(I) is (outputs × d), the first entries of f(I) = matrix·h + bias; the rest (M, B, P - outputs·d) are the others.
    There is no gradient by x.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, h: Tensor, matrix: Tensor, bias: Tensor, outputs: int) -> tuple[Tensor, Tensor]:
        members, batch, d = x.shape
        first, k = outputs * d, h.shape[-1]
        products = x.new_empty(members, outputs, batch, k)
        y = torch.bmm(x, bias[:, :first].unflatten(1, (outputs, d)).transpose(1, 2))
        for m in range(members):  # `expand` needs no copy within a member
            columns = matrix[m, :first].view(outputs, d, k)
            for some in _slices(products):
                count = some.stop - some.start
                torch.bmm(x[m].expand(count, -1, -1), columns[some], out=products[m, some])
                y[m, :, some] += (products[m, some] * h[m]).sum(-1).T
        ctx.save_for_backward(x, h, matrix, products)
        return y, torch.baddbmm(bias[:, None, first:], h, matrix[:, first:].transpose(1, 2))

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, by_y: Tensor, by_rest: Tensor) -> tuple[Tensor | None, ...]:
        x, h, matrix, products = ctx.saved_tensors
        outputs, d, k = products.shape[1], x.shape[-1], h.shape[-1]
        first = outputs * d
        by_h = torch.bmm(by_rest, matrix[:, first:])
        by_matrix = torch.empty_like(matrix)
        torch.bmm(by_rest.transpose(1, 2), h, out=by_matrix[:, first:])
        for m in range(len(x)):
            by_h[m] += torch.bmm(by_y[m, :, None], products[m].transpose(0, 1))[:, 0]
            by_columns = by_matrix[m, :first].view(outputs, d, k)
            for some in _slices(products):
                weighted = h[m] * by_y[m].T[some, :, None]
                torch.bmm(x[m].T.expand(len(weighted), -1, -1), weighted, out=by_columns[some])
        by_first = torch.bmm(by_y.transpose(1, 2), x).flatten(1)
        return None, by_h, by_matrix, torch.cat([by_first, by_rest.sum(1)], dim=1), None


def _slices(products: Tensor) -> list[slice]:
    """The outputs in portions whose products stay in the cache of a CPU; on a GPU all at once."""
    outputs, batch, k = products.shape[1:]
    step = max(1, CACHE // (4 * batch * k)) if products.device.type == "cpu" else outputs
    return [slice(start, min(start + step, outputs)) for start in range(0, outputs, step)]
