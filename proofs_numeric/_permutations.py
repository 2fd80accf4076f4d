"""Permutations without a size: indices are words in unknown permutations γ_i and their inverses, freely reduced.

What holds for these words holds for all permutations of all finite sets, and for every layer i.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """The unknown layer i, or i + `offset`."""

    offset: int = 0

    def __add__(self, more: int) -> Layer:
        return Layer(self.offset + more)


Letter = tuple[Layer, int]


@dataclass(frozen=True)
class Index:
    """`word` applied to the index named `base`, innermost letter first; (i, 1) is γ_i, (i, -1) its inverse."""

    base: str | int
    word: tuple[Letter, ...] = ()

    def after(self, letters: tuple[Letter, ...]) -> Index:
        """Return the index with `letters` applied before the word: base replaced by letters(base)."""
        return Index(self.base, reduced(letters + self.word))


def reduced(word: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Cancel a permutation against its inverse beside it."""
    out: list[Letter] = []
    for layer, sign in word:
        if out and out[-1] == (layer, -sign):
            out.pop()
        else:
            out.append((layer, sign))
    return tuple(out)


def inverse(word: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Return the inverse of a word."""
    return tuple((layer, -sign) for layer, sign in reversed(word))


@dataclass(frozen=True)
class Permutation:
    """γ_layer, or its inverse; indexing applies it."""

    layer: Layer
    sign: int

    def __getitem__(self, index: Index | int) -> Index:
        at = index if isinstance(index, Index) else Index(index)
        return Index(at.base, reduced((*at.word, (self.layer, self.sign))))


@dataclass(frozen=True)
class Family:
    """All γ_i, or all their inverses (`sign` -1).

    >>> j, i = Index("j"), Layer()
    >>> Family(-1)[i][Family()[i][j]] == j
    True
    """

    sign: int = 1

    def __getitem__(self, layer: Layer) -> Permutation:
        return Permutation(layer, self.sign)
