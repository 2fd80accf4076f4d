"""The exchange arm of the search for minimal widths."""

from __future__ import annotations

import torch

from boundlab.experiments.minimal_width import MinimalWidthSearch, SearchSettings
from boundlab.experiments.nearest_networks import NearestNetworks
from boundlab.function_classes.families.sign_bumps import SignBumps

CPU = torch.device("cpu")


def found(exchanges):
    members = [SignBumps(1, 3, 8, pattern) for pattern in range(4)]
    eps = 0.4 * float(members[0].amplitude)
    search = MinimalWidthSearch(members, [[eps]] * 4, SearchSettings("tanh", starts=1, max_width=40), CPU)
    search.exchanges = exchanges
    results = [results[0] for results in search.run()]
    assert all(one.sup_error <= one.eps for one in results)
    return results


def test_exchange_gets_below_the_other_arms():
    without, with_ = found(0), found(8)
    assert "exchange" not in {one.arm for one in without}
    assert "exchange" in {one.arm for one in with_}
    assert sum(one.width for one in with_) < sum(one.width for one in without)


def test_the_nearest_networks_are_kept_for_each_target():
    nearest = NearestNetworks(2)
    nearest.add(torch.tensor([3.0, 1.0, 5.0, 2.0]), torch.tensor([[30.0], [10.0], [50.0], [20.0]]), [7, 7, 8, 7])
    nearest.add(torch.tensor([torch.inf, 1.5]), torch.tensor([[0.0], [15.0]]), [8, 7])
    theta, rows = nearest.of([8, 7])
    assert rows == [8, 8, 7, 7]
    assert theta.flatten().tolist() == [50.0, 0.0, 10.0, 15.0]
    assert nearest.of([7])[0].flatten().tolist() == [10.0, 15.0]
