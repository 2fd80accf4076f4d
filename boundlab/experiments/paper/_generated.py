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
        for m in range(members):  # `expand` needs no copy within a member
            torch.bmm(x[m].expand(outputs, -1, -1), matrix[m, :first].view(outputs, d, k), out=products[m])
        ctx.save_for_backward(x, h, matrix, products)
        constant = torch.bmm(x, bias[:, :first].unflatten(1, (outputs, d)).transpose(1, 2))
        y = (products * h[:, None]).sum(-1).transpose(1, 2) + constant
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
            weighted = h[m] * by_y[m].T[..., None]
            turned = x[m].T.expand(outputs, -1, -1)
            torch.bmm(turned, weighted, out=by_matrix[m, :first].view(outputs, d, k))
        by_first = torch.bmm(by_y.transpose(1, 2), x).flatten(1)
        return None, by_h, by_matrix, torch.cat([by_first, by_rest.sum(1)], dim=1), None
