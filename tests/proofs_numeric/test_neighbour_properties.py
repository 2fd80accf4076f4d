"""What the checks about neighbouring systems rest on, for inputs that hypothesis looks for."""

from fractions import Fraction

from flint import fmpq, fmpq_mat, fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_numeric.contextual_bayes_risk import bayes_risk, ridge_estimate, risk
from proofs_numeric.forgetting_bound import _value, change
from proofs_numeric.magnitude_invariance import _network
from proofs_numeric.permuted_weights import synchronised
from proofs_numeric.unfair_bayes_prediction import rates

NUMBERS = st.integers(-72, 72).map(lambda n: Fraction(n, 8))
POSITIVE = st.integers(1, 72).map(lambda n: Fraction(n, 8))


def matrices(rows, columns):
    return st.lists(st.lists(NUMBERS, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def over_q(rows):
    return fmpq_mat([[fmpq(v.numerator, v.denominator) for v in row] for row in rows])


@settings(max_examples=25)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8))
def test_synchronising_permutes_and_is_idempotent(pairs):
    weights, initial = [w for w, _ in pairs], [v for _, v in pairs]
    found = synchronised(weights, initial)
    assert sorted(found) == sorted(initial)
    assert synchronised(found, initial) == found


@settings(max_examples=15)
@given(st.data(), POSITIVE, st.integers(0, 8).map(lambda n: Fraction(n, 8)))
def test_networks_without_biases_are_homogeneous(data, factor, slope):
    layers = [data.draw(matrices(3, 2)), data.draw(matrices(2, 3))]
    point = data.draw(st.lists(NUMBERS, min_size=2, max_size=2))
    values = _network(layers, slope, point, 0)
    assert _network(layers, slope, [factor * v for v in point], 0) == [factor * v for v in values]


@settings(max_examples=15)
@given(st.data(), st.integers(0, 64).map(lambda n: Fraction(n, 64)))
def test_no_output_changes_by_more_than_the_bound(data, delta):
    network = (
        data.draw(matrices(3, 2)),
        *data.draw(matrices(1, 3)),
        data.draw(matrices(2, 3)),
        *data.draw(matrices(1, 2)),
    )
    (x,) = data.draw(matrices(1, 2))
    share = st.sampled_from([Fraction(-1), Fraction(1), Fraction(1, 3)])

    def move(values):
        return [v + delta * data.draw(share) for v in values]

    moved = (list(map(move, network[0])), move(network[1]), list(map(move, network[2])), move(network[3]))
    changes = [abs(a - b) for a, b in zip(_value(network, x), _value(moved, x), strict=True)]
    assert max(changes) <= change(network, x, delta)


@settings(max_examples=15)
@given(matrices(4, 2), matrices(2, 4), POSITIVE)
def test_no_linear_estimate_is_below_the_bayes_risk(z, a, variance):
    z, a, variance = over_q(z), over_q(a), fmpq(variance.numerator, variance.denominator)
    least = bayes_risk(z, variance)
    assert risk(a, z, variance) >= least == risk(ridge_estimate(z, variance), z, variance)
    assert 0 < least <= z.ncols()


@settings(max_examples=15)
@given(st.lists(st.integers(-9, 9), min_size=16, max_size=16), st.lists(st.integers(-9, 9), min_size=8, max_size=8))
def test_matrices_of_rank_one_cost_at_least_the_smaller_singular_values(entries, factors):
    matrix = fmpz_mat(4, 4, entries)
    rest = matrix - fmpz_mat(4, 1, factors[:4]) * fmpz_mat(1, 4, factors[4:])
    roots = [root.real for root, _ in (matrix.transpose() * matrix).charpoly().complex_roots()]
    values = sorted(roots, key=lambda ball: float(ball.mid()))
    # not certainly smaller: the error is an integer, and may be what the balls enclose
    assert not sum(int(v) ** 2 for v in rest.entries()) < sum(values[:3])


@settings(max_examples=6)
@given(st.sampled_from([lambda y, s: (s, y), lambda y, s: y, lambda y, s: (y, y ^ s)]))
def test_whatever_shows_y_gives_both_groups_the_same_rate(seen):
    assert rates(seen) == (Fraction(1, 2), Fraction(1, 2))
