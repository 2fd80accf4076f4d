"""Products of germs, one of each scale, multiplied out; equal ones are added up as far as coefficients are exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product as iterproduct

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Germ, Magnitude, Range
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.polynomial import Rational

MAX_PRODUCTS = 60
Germs = dict[str, Germ]


def multiplied_out(scales: Mapping[str, Scale], terms: Iterable[tuple[Germs, int, bool]]) -> list[tuple[Germs, int]]:
    """Return products of magnitudes with their signs, 0 for one that is only bounded, for a sum of products of germs.

    Of a term that is known up to a factor only, as the flag says, nothing is taken but its size and its sign.
    """
    known: list[tuple[list[Magnitude], Rational]] = []
    bounds: list[tuple[list[Magnitude], int]] = []
    for germs, sign, about in terms:
        if about and sign:
            bounds.append(([scale.leading(germs[name])[0] for name, scale in scales.items()], sign))
            continue
        pieces = [
            [*germs[name].terms, *([] if (rest := germs[name].rest) is None else [(rest, None)])] for name in scales
        ]
        for chosen in iterproduct(*pieces):
            place, factors = [m for m, _ in chosen], [c for _, c in chosen]
            exact = [c for c in factors if isinstance(c, Rational)]
            if about or None in factors:
                bounds.append((place, 0))
            elif len(exact) < len(factors):
                total = 1
                for scale, factor in zip(scales.values(), factors, strict=True):
                    total *= scale.sign(factor) if isinstance(factor, Rational | Range) else 0
                bounds.append((place, total))
            else:
                value = exact[0]
                for other in exact[1:]:
                    value = value * other
                _added(scales, known, place, value)
            if len(known) + len(bounds) > MAX_PRODUCTS:
                raise Unclear("too many terms in several scales")
    first = next(iter(scales.values()))
    signed = [(place, first.sign(value)) for place, value in known if value.numerator.terms]
    return [
        ({name: Germ([(m, first.number(1))]) for name, m in zip(scales, place, strict=True)}, sign)
        for place, sign in [*((place, sign) for place, sign in signed if sign), *bounds]
    ]


def _added(
    scales: Mapping[str, Scale], known: list[tuple[list[Magnitude], Rational]], place: list[Magnitude], value: Rational
) -> None:
    for i, (other, before) in enumerate(known):
        if not any(scale.compare(m, n) for scale, m, n in zip(scales.values(), place, other, strict=True)):
            known[i] = place, before + value
            return
    known.append((place, value))
