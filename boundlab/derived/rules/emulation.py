"""Activation emulation: what ReLU networks can do, other activations can do at O(1) times the size."""

from collections.abc import Iterable
from dataclasses import replace

from boundlab.activations import catalogue
from boundlab.claims.activation import RELU, ActivationFamily, Activations, Fact, family, in_words
from boundlab.claims.claim import Claim, Direction
from boundlab.claims.scope import Depth, Kind, Precision, Selection, Weights
from boundlab.derived.rule import Rule, conclude

LEAKY = family("leaky-relu")
CLIPPED = ActivationFamily("bounded, piecewise linear", frozenset({Fact.PIECEWISE_LINEAR, Fact.DERIVATIVE_L1_BV}))
EMULATORS = ActivationFamily("any that emulates ReLU", frozenset({Fact.EMULATES_RELU}))


def _apply(claim: Claim) -> Iterable[Claim]:
    scope = claim.approximators
    if (claim.direction, claim.quantity, scope.kind) != (Direction.UPPER, "N", Kind.NETWORK):
        return
    if scope.activation == RELU:
        emulators = EMULATORS
    elif any("relu" in used and _continuous(used) for used in scope.activation.sets):
        emulators = _emulated(scope.activation.sets)
    else:
        return
    yield from _exact(claim)
    depth = Depth.FIXED if scope.depth.within(Depth.FIXED) else scope.depth
    emulating = replace(
        scope, activation=emulators, depth=depth, weights=Weights.ANY, selection=Selection.ANY, precision=Precision.ANY
    )
    yield conclude(claim, RULE.id, title=f"{claim.title}, emulated by other activations", approximators=emulating)


def _exact(claim: Claim) -> Iterable[Claim]:
    """Leaky ReLU gives ReLU exactly, so that weights and selection stay; bounded activations do at fixed depth."""
    scope = claim.approximators
    if scope.activation != RELU:
        return
    title = f"{claim.title}, exactly by other activations"
    leaky = replace(scope, activation=LEAKY)
    yield conclude(claim, RULE.id, "leaky", title=title, approximators=leaky)
    if scope.depth.within(Depth.FIXED) and scope.weights.within(Weights.POLYNOMIAL):
        clipped = replace(scope, activation=CLIPPED, weights=Weights.POLYNOMIAL, precision=Precision.ANY)
        yield conclude(claim, RULE.id, "clipped", title=title, approximators=clipped)


def _emulated(sets: Iterable[Activations]) -> ActivationFamily:
    """Return the sets with ReLU replaced by each activation that emulates it."""
    others = [used - {"relu"} for used in sets if "relu" in used and _continuous(used)]
    found = frozenset(rest | emulator for rest in others for emulator in EMULATORS.members)
    text = " or ".join(in_words(rest) for rest in others)
    return ActivationFamily(f"{EMULATORS}, and {text}", sets=found)


def _continuous(used: Activations) -> bool:
    return all(catalogue()[name].continuous for name in used)


RULE = Rule(
    "emulation",
    "An upper bound for ReLU networks holds for every activation that emulates ReLU, with unbounded weights and no"
    " restriction on the selection, which stay as they are for leaky ReLU, and at fixed depth with polynomial weights"
    " for clipped ReLU; one for networks with ReLU and other continuous activations, with it for ReLU.",
    "On a compact set relu is the limit of σ(λx)/λ (softplus, ELU, GELU, SiLU), of x·g(λx) with a rescaled sigmoid g"
    " (sigmoid, tanh, arctan; the product by second differences, the identity by first differences), or equals"
    " σ(x/R)·R (clipped ReLU): O(1) units per neuron. For one target all neurons see bounded inputs, so λ can be chosen"
    " after it; the size is multiplied by O(1).",
    _apply,
)
