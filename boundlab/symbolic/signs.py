"""Signs of constants with parameters, each shown once by a decision, for the comparison of growth orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.symbolic import constants
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.expansion import Undetermined, Vague
from boundlab.symbolic.expression import ZERO, Expression, Value, number
from boundlab.symbolic.formula import Literal
from boundlab.symbolic.rational import Ring, normal, to_fraction

RELATIONS = {1: ">", 0: "=", -1: "<"}


class Signs:
    """The signs that follow from conditions; `given` are those assumed in a case, `shown` the proofs of the others."""

    def __init__(
        self,
        prove: Callable[[Literal], Decision],
        samples: Iterable[Mapping[str, Value]],
        given: Mapping[Expression, int],
        before: Iterable[tuple[Expression, int, dict[str, Any]]] = (),
    ) -> None:
        self.prove, self.samples = prove, list(samples)
        self.shown = list(before)  # expressions, their signs, and the proofs of these
        self.known = {e: sign for e, sign, _ in self.shown} | dict(given)

    def certificates(self) -> list[dict[str, Any]]:
        """Return the proofs of the signs."""
        return [proof for _, _, proof in self.shown]

    def __call__(self, e: Expression) -> int:
        """Return the sign of `e`; raises Undetermined, or Vague for a constant that cannot be told from zero."""
        if e.value is not None:
            return (e.value > 0) - (e.value < 0)
        symbols = {name for name in e.parameters() if constants.is_symbol(name)}
        if not symbols:
            return self._of_parameters(normal(e))
        ring = Ring(e.parameters())
        top, bottom = ring.fraction(e, _refused)
        if symbols == e.parameters():
            return self._of_constants(ring.expression(top)) * self._of_constants(ring.expression(bottom))
        return self._of_mixed(ring, top, symbols) * self._of_mixed(ring, bottom, symbols)

    def _of_constants(self, e: Expression) -> int:
        if e.value is not None:
            return (e.value > 0) - (e.value < 0)
        if any(map(constants.is_parametric, e.parameters())):
            found = constants.products(e)
            if found is None:
                raise Vague("a constant has no known sign")
            return self(normal(found[0] - found[1]))
        sign = constants.sign(e)
        if sign is None:
            raise Vague(f"whether {e} is zero is not known")
        return sign

    def _of_parameters(self, e: Expression) -> int:
        for sign in (1, -1):
            key = e if sign > 0 else normal(-e)
            if key in self.known:
                return sign * self.known[key]
        for sign in self._guesses(e):
            found = self.prove(Literal(e, RELATIONS[sign], ZERO))  # type: ignore[arg-type]
            if found.proved:
                self.known[e] = sign
                self.shown.append((e, sign, found.certificate() or {}))
                return sign
        raise Undetermined(e)

    def _guesses(self, e: Expression) -> list[int]:
        """Return the one sign that `e` has at all samples, nothing if there are two."""
        found = set()
        for point in self.samples:
            try:
                value = e.at(point)
            except (ZeroDivisionError, BoundlabError):
                continue
            found.add((value > 0) - (value < 0))
        return [] if len(found) > 1 else list(found or (1, -1, 0))

    def _of_mixed(self, ring: Ring, p: Any, symbols: set[str]) -> int:
        """Return the sign of a polynomial Σ c_j·κ_j, c_j in parameters and κ_j of constants > 0.

        It is found if the c_j are multiples of one of them, or all have one sign.
        """
        parts: dict[Expression, Expression] = {}
        for exponents, coefficient in p.to_dict().items():
            constant, rest = number(1), number(1)
            for name, k in zip(ring.names, exponents, strict=True):
                factor = Expression("parameter", (name,)) ** int(k)
                constant, rest = (constant * factor, rest) if name in symbols else (constant, rest * factor)
            parts[constant] = parts.get(constant, ZERO) + rest * to_fraction(coefficient)
        first = normal(next(iter(parts.values())))
        ratios = [normal(c / first).value for c in parts.values()]
        if all(ratio is not None for ratio in ratios):
            total = Expression.total([k * r for k, r in zip(parts, ratios, strict=True) if r is not None])
            return self(first) * self(total)
        found = {self(normal(c)) * self(k) for k, c in parts.items()} - {0}
        if len(found) > 1:
            raise Vague("a constant has no known sign")
        return found.pop() if found else 0


def _refused(e: Expression) -> Any:
    raise Vague(f"{e} among constants")
