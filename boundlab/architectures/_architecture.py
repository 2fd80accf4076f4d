"""An architecture: its options, one count that serves integers and symbols, and what follows from it.

`items()` is written once per architecture with `+` and `*`. Evaluated on the integers of a configuration it gives
the bill; evaluated on symbols it gives the formula. So the printed formula and the number cannot diverge.
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from boundlab.architectures._options import Option, shown
from boundlab.architectures._structure import Claim, as_data
from boundlab.display import Tabular
from boundlab.errors import bad_value


@dataclass(frozen=True)
class Item:
    """One line of the bill: `count` numbers that are trainable or fixed, and active or dead."""

    name: str
    count: Any
    trainable: bool = True
    active: bool = True


@dataclass(frozen=True)
class Bill:
    """The count of an architecture; integers, or polynomials in its symbols.

    stored: all tensors; trainable: those an optimiser may change; active: trainable ones that receive a gradient;
    generated: the size of the vector of generated weights.
    """

    items: tuple[Item, ...]
    generated: Any

    @property
    def stored(self) -> Any:
        return sum(item.count for item in self.items)

    @property
    def trainable(self) -> Any:
        return sum(item.count for item in self.items if item.trainable)

    @property
    def active(self) -> Any:
        return sum(item.count for item in self.items if item.trainable and item.active)


@dataclass(frozen=True)
class Growth:
    """As every width of the primary network grows, trainable parameters ~ coefficient · P^exponent."""

    exponent: Fraction
    coefficient: Fraction
    text: str


@dataclass(frozen=True)
class Compression:
    """Trainable parameters N against the primary's P weights, and when N pays off (None: never).

    break_even_size: the smallest P from which on N ≤ P, everything else fixed.
    break_even_tasks: the smallest number of tasks T with N ≤ T·P, the price of T separate primary networks.
    """

    ratio: Fraction
    break_even_size: int | None
    break_even_tasks: int | None


@dataclass(frozen=True)
class Setting:
    """What `count compare` asks of every architecture: one primary network and the shared conventions."""

    primary: tuple[int, ...]
    tasks: int
    condition: int
    embedding: int
    hidden: tuple[int, ...]
    bias: str
    primary_bias: str
    activation: str


class Derived:
    """A quantity computed from the options that the formula keeps as a symbol of its own, such as M = ⌈P/K⌉.

    `rate`, where given, is its derivative in P for large P: 1/K for M = ⌈P/K⌉.
    """

    def __init__(
        self, symbol: str, meaning: str, exact: Callable[[Any], int], rate: Callable[[Any], int] | None = None
    ) -> None:
        self.symbol, self.meaning, self.exact, self.rate = symbol, meaning, exact, rate

    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        symbols = row.__dict__.get("_symbols")
        return self.exact(row) if symbols is None else symbols[self.symbol]


@dataclass(frozen=True)
class Formula:
    """The bill as polynomials, with the symbols' values and the meaning of the derived ones."""

    bill: Bill
    values: dict[str, int]
    meanings: dict[str, str]

    def value(self, polynomial: Any) -> int:
        """Evaluate one of the bill's polynomials at this configuration."""
        return int(polynomial(*self.values.values())) if hasattr(polynomial, "degrees") else int(polynomial)


@dataclass(frozen=True, kw_only=True, repr=False)
class Architecture(Tabular, ABC):
    """Base of every architecture; subclasses are frozen dataclasses whose fields are `Option`s."""

    title: ClassVar[str]
    source: ClassVar[str]
    status: ClassVar[str] = "quoted"
    conditioned_on: ClassVar[str]
    generates: ClassVar[str] = "every weight of the primary network"
    scales_with: ClassVar[tuple[str, ...]] = ("primary",)

    def __post_init__(self) -> None:
        for name, option in self.options().items():
            option.check(name, getattr(self, name))

    def __str__(self) -> str:
        given = ", ".join(f"{name} {shown(getattr(self, name))}" for name in self.options())
        return f"{self.name()}, {self.bill().trainable} trainable: {given}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each line of the bill."""
        return [dataclasses.asdict(item) for item in self.bill().items]

    def record(self) -> dict[str, Any]:
        """Return the row of a table of architectures."""
        bill, compression = self.bill(), self.compression()
        return {
            "architecture": self.name(),
            "stored": bill.stored,
            "trainable": bill.trainable,
            "active": bill.active,
            "generated": bill.generated,
            "marginal_task": self.marginal_task(),
            "growth": self.growth().text,
            "compression": str(compression.ratio),
            "break_even_tasks": compression.break_even_tasks,
            "generates": self.generates,
            "status": self.status,
        }

    def to_json(self) -> dict[str, Any]:
        """Return the bill, the formula and what follows from them."""
        bill, formula, compression = self.bill(), self.formula(), self.compression()
        return {
            "architecture": self.name(),
            "stored": bill.stored,
            "trainable": bill.trainable,
            "active": bill.active,
            "generated": bill.generated,
            "items": {item.name: item.count for item in bill.items},
            "fixed": [item.name for item in bill.items if not item.trainable],
            "dead": [item.name for item in bill.items if not item.active],
            "options": {name: shown(getattr(self, name)) for name in self.options()},
            "formula": {
                "trainable": str(formula.bill.trainable),
                "symbols": formula.values,
                "where": formula.meanings,
            },
            "growth": self.growth().text,
            "marginal_task": self.marginal_task(),
            "compression": {
                "ratio": str(compression.ratio),
                "break_even_size": compression.break_even_size,
                "break_even_tasks": compression.break_even_tasks,
            },
            "structure": [as_data(claim) for claim in self.structure()],
            "source": self.source,
            "status": self.status,
        }

    @abstractmethod
    def items(self) -> tuple[Item, ...]:
        """The lines of the bill, for integers and symbols alike."""

    @property
    @abstractmethod
    def generated(self) -> Any:
        """Size of the vector of generated weights, for integers and symbols alike."""

    @property
    def primary_size(self) -> int:
        """P, the number of weights of one primary network; raises BoundlabError if there is none to compare with."""
        size = int(self.generated)
        if size < 1:
            raise bad_value("generated", size, "at least 1: the size of the network it generates, or stands in for")
        return size

    def structure(self) -> tuple[Claim, ...]:
        """What the shapes alone prove about the generated weights."""
        return ()

    @classmethod
    def name(cls) -> str:
        """The name of the architecture: that of its file."""
        return cls.__module__.rpartition(".")[2].replace("_", "-")

    @classmethod
    def options(cls) -> dict[str, Option]:
        """The options by name."""
        return {field.name: field.metadata["option"] for field in dataclasses.fields(cls)}

    @classmethod
    def from_text(cls, texts: Mapping[str, Any]) -> Self:
        """Build the architecture from its options, each a value or the text of one.

        Raises BoundlabError naming the option and the value, for an option it does not have, too.
        """
        options = cls.options()
        for name in texts:
            if name not in options:
                raise bad_value(name, texts[name], f"one of {cls.name()}'s options: {', '.join(options)}")
        read = {n: options[n].parse(n, value) if isinstance(value, str) else value for n, value in texts.items()}
        return cls(**{n: tuple(value) if isinstance(value, list) else value for n, value in read.items()})

    @classmethod
    def for_setting(cls, setting: Setting) -> Self:
        """The configuration of this architecture that serves `setting`."""
        shared = dataclasses.asdict(setting)
        return cls(**{name: shared[name] for name in cls.options() if name in shared})

    def bill(self) -> Bill:
        """The exact count of this configuration."""
        return Bill(tuple(item for item in self.items() if item.count), self.generated)

    def formula(self) -> Formula:
        """The count as polynomials in the symbols of this architecture (depths and flags as configured)."""
        from flint import Ordering, fmpz_mpoly_ctx

        derived = {item.symbol: item for item in self._derived()}
        values: dict[str, int] = {}
        for name, option in self.options().items():
            symbols, value = option.symbols(getattr(self, name)), getattr(self, name)
            if isinstance(symbols, str):
                values[symbols] = value
            elif symbols:
                values.update(zip(symbols, value, strict=True))
        values |= {symbol: item.exact(self) for symbol, item in derived.items()}
        ring = fmpz_mpoly_ctx.get(tuple(values), Ordering.degrevlex)
        gens = dict(zip(values, ring.gens(), strict=True))
        symbolic = object.__new__(type(self))
        for name, option in self.options().items():
            symbols = option.symbols(getattr(self, name))
            whole: Any = getattr(self, name)
            if isinstance(symbols, str):
                whole = gens[symbols]
            elif symbols:
                whole = tuple(gens[symbol] for symbol in symbols)
            object.__setattr__(symbolic, name, whole)
        object.__setattr__(symbolic, "_symbols", gens)
        bill = Bill(symbolic.items(), symbolic.generated)
        return Formula(bill, values, {symbol: item.meaning for symbol, item in derived.items()})

    @classmethod
    def _derived(cls) -> list[Derived]:
        found: dict[str, Derived] = {}
        for base in reversed(cls.__mro__):
            found.update({name: item for name, item in vars(base).items() if isinstance(item, Derived)})
        return list(found.values())

    def _slope(self, symbol: str) -> int:
        """∂(trainable)/∂(symbol) at this configuration; 0 if the count does not know the symbol."""
        formula = self.formula()
        polynomial = formula.bill.trainable
        if symbol not in formula.values or not hasattr(polynomial, "derivative"):
            return 0
        return formula.value(polynomial.derivative(symbol))

    def growth(self) -> Growth:
        """How the count grows with P.

        The counts are affine in P and in the derived symbols, so the slope is ∂N/∂P plus, for each derived symbol
        D, ∂N/∂D times its rate in P.
        """
        slope = Fraction(0)
        for item in self._derived():
            rate = Fraction(1) if item.symbol == "P" else Fraction(1, item.rate(self)) if item.rate else Fraction(0)
            slope += rate * self._slope(item.symbol)
        if slope:
            return Growth(Fraction(1), slope, f"{slope}·P")
        return Growth(Fraction(0), Fraction(self.bill().trainable), "independent of P")

    def marginal_task(self) -> int:
        """Trainable parameters that one more task adds (0: a new condition needs none).

        Every count is affine in the number of tasks T, so this is ∂N/∂T.
        """
        return self._slope("T")

    def compression(self) -> Compression:
        """N/P and its break-even points; see `Compression`."""
        n, p, tasks = self.bill().trainable, self.primary_size, getattr(self, "tasks", 0)
        marginal = self.marginal_task()
        fixed = n - marginal * tasks
        break_even = None if marginal >= p else max(1, -(-fixed // (p - marginal)))
        return Compression(Fraction(n, p), self.break_even_size(), break_even)

    def break_even_size(self) -> int | None:
        """The smallest P0 with N(P) ≤ P for all P ≥ P0, for N(P) = a + b·P + e·⌈P/K⌉.

        b is an integer: b ≥ 1 never pays off. With b = 0 and no chunks it is a. With chunks, N(P) - P is largest
        just after a border P = jK: a + e(j+1) - jK - 1, so all P > jK are fine iff j(K-e) ≥ a + e - 1; within the
        last bad chunk j the condition is P ≥ a + e(j+1).
        """
        symbols = {item.symbol: item for item in self._derived()}
        n = int(self.bill().trainable)
        if "P" not in symbols or self._slope("P"):
            return None
        if "M" not in symbols:
            return n
        chunks = symbols["M"]
        k, e = chunks.rate(self) if chunks.rate else 1, self._slope("M")
        a = n - e * chunks.exact(self)
        if k <= e:
            return None
        j = max(0, -(-(a + e - 1) // (k - e)))
        return max(1, (j - 1) * k + 1, a + e * j) if j else max(1, a + e)


def first_multiple(fixed: int, per_step: int, size: int) -> int | None:
    """The smallest P = size·x, x ≥ 1, with fixed + per_step·x ≤ P from there on; None if there is none.

    >>> first_multiple(fixed=10, per_step=3, size=5), first_multiple(10, 5, 5)
    (25, None)
    """
    return size * max(1, -(-fixed // (size - per_step))) if size > per_step else None


def primary_generated() -> Derived:
    """P, for an architecture with options `primary` and `primary_bias`."""
    from boundlab.architectures._counting import mlp

    return Derived("P", "weights of the primary network", lambda row: int(mlp(row.primary, row.primary_bias)))
