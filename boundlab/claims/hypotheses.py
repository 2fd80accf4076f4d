"""Hypotheses as named objects, so that two claims can share one and an audit can test it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A condition of a theorem: `name` as the paper calls it, `statement` in this project's words.

    `regime`: the scope of a claim that has it (activation, weights, selection, target class) expresses it already.
    Every other hypothesis is an assumption that a query has to grant before the claim may be used.
    """

    id: str
    name: str
    statement: str
    regime: bool = False


CONTINUOUS_SELECTION = Hypothesis(
    "continuous-selection",
    "continuous (robust) selection",
    "the parameters are chosen as a continuous function of the target; nothing is asked of how outputs depend on them",
    regime=True,
)
LINEAR_SELECTION = Hypothesis(
    "linear-selection",
    "linear selection",
    "the parameters that depend on the target depend on it linearly",
    regime=True,
)
PIECEWISE_C1 = Hypothesis(
    "piecewise-c1", "σ piecewise C^1", "the activation σ is piecewise continuously differentiable", regime=True
)
DERIVATIVE_BV = Hypothesis(
    "derivative-bv",
    "σ' ∈ BV(R)",
    "the derivative of σ is integrable over R and of bounded variation (the paper's BV(R) is a subset of L^1(R))",
    regime=True,
)
VANISHES_AT_ZERO = Hypothesis("vanishes-at-zero", "σ(0) = 0", "the activation vanishes at 0", regime=True)
UNIVERSAL = Hypothesis(
    "universal-activation",
    "σ universal (Definition 1)",
    "for all r, n and ε a class of networks with activation σ of size O(ε^(-n/r)) approximates W_{r,n} to error ε",
    regime=True,
)
CODED_WEIGHTS = Hypothesis(
    "coded-weights",
    "weights coded by O(log 1/ε) bits",
    "every weight is given by at most C·log2(1/ε) bits, in a code that may depend on ε but not on the target",
    regime=True,
)
SMOOTH_NOT_POLYNOMIAL = Hypothesis(
    "smooth-not-polynomial",
    "σ ∈ C^∞ on an interval, not a polynomial there",
    "σ is infinitely differentiable on some open interval and not a polynomial on any interval in it",
    regime=True,
)
NOT_REPRESENTABLE = Hypothesis(
    "not-representable",
    "NR",
    "no non-constant function of the target class is a member of the network class",
)
NOT_REPRESENTABLE_BY_ANY = Hypothesis(
    "not-representable-by-any",
    "NR for every network",
    "no non-constant function of the target class is represented by any network with activation σ",
)
SLICES_NOT_REPRESENTABLE = Hypothesis(
    "slices-not-representable",
    "no slice representable",
    "for every I the slice y_I is not represented by a network with activation σ",
)
ASSUMPTION_1 = Hypothesis(
    "assumption-1",
    "Assumption 1 (unique approximation)",
    "every target has exactly one best approximator in the class, with parameters bounded uniformly over the targets",
)
ASSUMPTION_2 = Hypothesis(
    "assumption-2",
    "Assumption 2 (a neuron helps)",
    "adding a neuron to a hidden layer strictly lowers the best error unless the target is already represented",
)
EMBEDDING_SMOOTH = Hypothesis(
    "embedding-c1", "e continuously differentiable", "the embedding networks e are continuously differentiable"
)
EMBEDDING_WITHOUT_BIAS = Hypothesis(
    "embedding-no-bias", "e has zero biases", "all biases of the embedding network are zero"
)
EMBEDDING_COMPLEXITY = Hypothesis(
    "embedding-complexity",
    "C(e) ≤ ℓ1",
    "the spectral complexity of the embedding network is at most a constant ℓ1",
    regime=True,
)
PRIMARY_COMPLEXITY = Hypothesis(
    "primary-complexity",
    "C(q) ≤ ℓ2",
    "the spectral complexity of the primary network q is at most a constant ℓ2",
    regime=True,
)
EMBEDDING_DIMENSION_FIXED = Hypothesis(
    "embedding-dimension-fixed", "k = O(1)", "the output dimension k of the embedding does not depend on ε"
)
FIRST_LAYER_BOUNDED = Hypothesis(
    "first-layer-bounded", "‖W_q^1‖_1 ≤ c", "the first layer of q has induced l1 norm at most a constant c"
)
STRUCTURED_SELECTOR = Hypothesis(
    "structured-selector",
    "continuous selector S ∈ P_{r,w,c}",
    "the slices y_I have a continuous selector within g of the form I ↦ W·P(I), P_i ∈ W_{r,m2}, ‖W‖_1 ≤ c",
    regime=True,
)
FIXED_CONSTANTS = Hypothesis(
    "fixed-constants",
    "w, c, L and the depth of g fixed",
    "the number of features w, the bound c, the Lipschitz constant L of σ and the depth of g do not depend on ε",
)
PRIMARY_OPTIMAL = Hypothesis("primary-optimal", "N_g = O(ε^(-m1/r))", "the primary class g has size O(ε^(-m1/r))")
BOUNDED_BRANCH = Hypothesis(
    "bounded-branch",
    "branch networks bounded",
    "the branch networks of the DeepONet are bounded in a Sobolev norm by a constant",
)
EXPONENTIAL_WEIGHTS = Hypothesis(
    "exponential-weights", "weights at most 2^N", "no weight exceeds 2^N, where N is the dimension of the input"
)
HIDDEN_LAYERS = Hypothesis("hidden-layers", "h hidden layers", "the networks have at most h hidden layers, h given")
FEW_LAYERS = Hypothesis(
    "few-layers",
    "at most N hidden layers",
    "the networks have at most N hidden layers, those that they are compared with more",
)
