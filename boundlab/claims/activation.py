"""Families of activations, by the facts a statement needs of them. The facts: `boundlab.activations`.

A network has a set of activations, and each of its units one of them; one activation stands for the set of it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from boundlab.activations import Fact, catalogue
from boundlab.errors import bad_value, one_of

Activations = frozenset[str]
"""The activations that the units of one network may have."""


@dataclass(frozen=True, slots=True)
class ActivationFamily:
    """The activations a statement speaks of: those with every fact in `needs`, or exactly those in `only`, each alone.

    `mixed`: it speaks of networks that mix them as well. `sets`: it speaks of these sets of activations instead.

    >>> from boundlab.claims.activation import ActivationFamily, Fact
    >>> found = ActivationFamily("σ' integrable", frozenset({Fact.DERIVATIVE_L1_BV})).members
    >>> sorted(map(in_words, found))
    ['arctan', 'clipped-relu', 'hardtanh', 'relu6', 'sigmoid', 'tanh']
    """

    text: str
    needs: frozenset[Fact] = frozenset()
    only: frozenset[str] = frozenset()
    mixed: bool = False
    sets: frozenset[Activations] = frozenset()

    def __str__(self) -> str:
        return self.text

    @property
    def members(self) -> frozenset[Activations]:
        """The smallest sets of catalogued activations in the family."""
        return self.sets or _members(self.needs, self.only, tuple(catalogue()))

    def within(self, activations: Activations) -> frozenset[Activations]:
        """Return the members whose networks are networks with `activations`: for these an upper bound holds."""
        return frozenset(member for member in self.members if member <= activations)

    def cover(self, activations: Activations) -> bool:
        """Is every network with `activations` one that the family speaks of? Then a lower bound holds for it."""
        if self.mixed:
            return activations <= frozenset().union(*self.members)
        return any(activations <= member for member in self.members)


@cache
def _members(needs: frozenset[Fact], only: frozenset[str], names: tuple[str, ...]) -> frozenset[Activations]:
    found = (n for n in names if needs <= catalogue()[n].facts and (n in only or not only))
    return frozenset(frozenset({name}) for name in found)


def activation_set(names: str | Iterable[str]) -> Activations:
    """Return the set of activations that a text such as "tanh" or "{relu, sin}", or its names, stand for.

    Raises BoundlabError for one that is not catalogued, and for none.

    >>> sorted(activation_set("relu, sin"))
    ['relu', 'sin']
    """
    if isinstance(names, str):
        text = names.strip()
        names = (text[1:-1] if text[:1] == "{" and text[-1:] == "}" else text).split(",")
    found = frozenset(one_of("activation", str(name).strip(), tuple(catalogue())) for name in names)
    if not found:
        raise bad_value("activation", "", f"one of {', '.join(catalogue())}, or several with commas between")
    return found


def in_words(activations: Activations) -> str:
    """Return the text that `activation_set` reads: the name of one activation, {relu, sin} of several."""
    names = ", ".join(sorted(activations))
    return names if len(activations) == 1 else f"{{{names}}}"


def family(*names: str) -> ActivationFamily:
    """Return the family of exactly these activations, each alone; raises BoundlabError for one that is unknown."""
    return ActivationFamily(", ".join(names), only=activation_set(names))


def together(*names: str) -> ActivationFamily:
    """Return the family of networks that have all of these activations; raises BoundlabError for one that is unknown.

    >>> print(together("relu", "sin"))
    {relu, sin}
    """
    found = activation_set(names)
    return ActivationFamily(in_words(found), sets=frozenset({found}))


ANY_ACTIVATION = ActivationFamily("any", mixed=True)
SMOOTH = ActivationFamily("smooth, not a polynomial", frozenset({Fact.SMOOTH_NOT_POLYNOMIAL}))
LIPSCHITZ_ACTIVATION = ActivationFamily("Lipschitz", frozenset({Fact.LIPSCHITZ}), mixed=True)
# Each is a sum of O(1) ReLUs, so that networks which mix them are ReLU networks of O(1) times the size.
PIECEWISE_LINEAR = ActivationFamily("piecewise linear", frozenset({Fact.PIECEWISE_LINEAR}), mixed=True)
PIECEWISE_POLYNOMIAL = ActivationFamily("piecewise polynomial", frozenset({Fact.PIECEWISE_POLYNOMIAL}), mixed=True)
CONTINUOUS_ACTIVATION = ActivationFamily("continuous", frozenset({Fact.PIECEWISE_C1}), mixed=True)
ZERO_AT_ZERO = ActivationFamily("σ(0) = 0", frozenset({Fact.ZERO_AT_ZERO}))
RELU = family("relu")
