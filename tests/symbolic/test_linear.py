"""The exact linear program: either certificate is verified exactly, and scipy agrees on which one exists."""

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from boundlab.symbolic.contradiction import Budget, Exhausted
from boundlab.symbolic.linear import Multipliers, Separation, solve

ENTRIES = st.sampled_from([0, 0, 0, 1, -1, 2, -3, 5])
PROBLEMS = st.tuples(st.integers(1, 5), st.integers(1, 7)).flatmap(
    lambda size: st.tuples(
        st.lists(st.lists(ENTRIES, min_size=size[0], max_size=size[0]), min_size=size[1], max_size=size[1]),
        st.lists(ENTRIES, min_size=size[0], max_size=size[0]),
    )
)


def exact(columns, target):
    sparse = [{i: fmpq(v) for i, v in enumerate(column) if v} for column in columns]
    return solve(sparse, [fmpq(b) for b in target])


@settings(max_examples=300)
@given(PROBLEMS)
def test_certificates_and_scipy(problem):
    columns, target = problem
    answer = exact(columns, target)
    if isinstance(answer, Multipliers):
        assert all(v > 0 for v in answer.values.values())
        for i, b in enumerate(target):
            assert sum((v * columns[j][i] for j, v in answer.values.items()), fmpq(0)) == b
    else:
        assert isinstance(answer, Separation)
        price = answer.values
        assert all(sum((p * v for p, v in zip(price, column, strict=True)), fmpq(0)) <= 0 for column in columns)
        assert sum((p * b for p, b in zip(price, target, strict=True)), fmpq(0)) > 0
    oracle = linprog(np.zeros(len(columns)), A_eq=np.array(columns, float).T, b_eq=np.array(target, float))
    assert oracle.status == (0 if isinstance(answer, Multipliers) else 2)


def test_degenerate_cycling_example():
    """Beale's example, on which the largest-profit rule alone may cycle; all right-hand sides but one are zero."""
    rows = [
        [1, 0, 0, fmpq(1, 4), -8, -1, 9],
        [0, 1, 0, fmpq(1, 2), -12, fmpq(-1, 2), 3],
        [0, 0, 1, 0, 0, 1, 0],
        [0, 0, 0, fmpq(3, 4), -20, fmpq(1, 2), -6],
    ]
    columns = [{i: fmpq(row[j]) for i, row in enumerate(rows) if row[j] != 0} for j in range(7)]
    best = [fmpq(0), fmpq(0), fmpq(1), fmpq(5, 4)]
    assert isinstance(solve(columns, best), Multipliers)
    assert isinstance(solve(columns, [*best[:3], fmpq(5, 4) + fmpq(1, 10**9)]), Separation)


def test_work_is_bounded():
    columns = [{i: fmpq(1), (i + 1) % 40: fmpq(2)} for i in range(40)]
    with pytest.raises(Exhausted):
        solve(columns, [fmpq(1)] * 40, Budget(3_000).spend)


def test_no_columns():
    assert isinstance(solve([], [fmpq(0)]), Multipliers)
    assert isinstance(solve([], [fmpq(1)]), Separation)
