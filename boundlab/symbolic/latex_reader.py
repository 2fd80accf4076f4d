"""LaTeX as papers print it, into the notation of statements: fractions, roots, indices, relations, products.

A letter is a name of its own, `mr` is m·r; a name of several letters is written \\mathrm{name}. An index belongs to its
name. A power of e is the exponential function; a name e with a power is written \\mathit{e}.
"""

from __future__ import annotations

import re
from math import factorial
from typing import NoReturn

from boundlab.errors import BoundlabError
from boundlab.symbolic.greek import GREEK
from boundlab.symbolic.statement import split_list

_TOKEN = re.compile(
    r"(?P<words>\\(?:text|textrm|mbox)\s*\{[^{}]*\})"
    r"|(?P<space>\s+|\\[,;:!> ]|\\q?quad\b|~|&|\$|\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits)\b\.?)"
    r"|(?P<command>\\[A-Za-z]+|\\[{}|])|(?P<number>\d+(?:\.\d+)?)|(?P<letter>[A-Za-zε])"
    r"|(?P<sign>[-+*/^_(){}\[\],=<>|!])"
)
_WORDS_TOKEN = re.compile(r"\\(?:text|textrm|mbox)\s*\{([^{}]*)\}")
_RELATIONS = {
    "lesssim": "≲", "gtrsim": "≳", "asymp": "≍", "ll": "≺", "gg": "≻", "prec": "≺", "succ": "≻", "le": "<=",
    "leq": "<=", "leqslant": "<=", "leqq": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "geqq": ">=",
    "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "equiv": "≡",
}  # fmt: skip
_WORDS = {"land": "and", "wedge": "and", "lor": "or", "vee": "or", "neg": "not", "lnot": "not"}
_IMPLIES = {r"\Rightarrow", r"\implies", r"\Longrightarrow"}
_EQUIVALENT = {r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"}
_CONNECTIVES = {" and ", " or ", " not ", ","}
_SIGNS = {"+", "-", " ≡ ", *(f" {relation} " for relation in ("<=", ">=", "<", ">", "=", "!=", *_RELATIONS.values()))}
_CONDITIONS = {
    "if", "where", "when", "whenever", "with", "for", "for all", "for every", "for any", "provided", "provided that"
}  # fmt: skip
_PRODUCT = {"cdot": "*", "times": "*", "ast": "*", "div": "/"}
_NAMES = {"varepsilon": "eps", "epsilon": "eps"}
_FUNCTIONS = {"log", "ln", "exp", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh", "min", "max", "Gamma"}
_OPERATORS = {"mod", "abs", "floor", "ceil", "sqrt", "factorial"}
_BRACKETS = {r"\lfloor": (r"\rfloor", "floor"), r"\lceil": (r"\rceil", "ceil")}
MAX_TEXT, MAX_NESTING = 8_000, 30


def from_latex(text: str, argument: str = "claim") -> str:
    """Return a statement written in LaTeX in the notation of docs/deciding.md.

    Raises BoundlabError, which names `argument`, for any other text.

    >>> from_latex(r"\\varepsilon^{-m_1/r}\\log(1/\\varepsilon) \\lesssim \\varepsilon^{-\\min\\{m, 2m_1\\}}")
    'eps^(-m1/r)*log(1/eps) ≲ eps^(-min(m,2*m1))'
    >>> from_latex(r"\\frac{m_1+m_2}{r} \\ge \\sqrt{2}")
    '((m1+m2)/(r)) >= sqrt(2)'
    """
    if len(text) > MAX_TEXT:
        raise BoundlabError(f"LaTeX of {len(text)} characters, at most {MAX_TEXT} are read", argument)
    return _Latex(text, argument).read()


def statement_from_latex(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a claim written in LaTeX and the conditions that follow it after words such as `\\text{if}`.

    >>> statement_from_latex(r"x^2 \\ge x \\quad \\text{for all } x \\ge 1, y \\ge 2")
    ('x^2 >= x', ('x >= 1', 'y >= 2'))
    """
    if len(text) <= MAX_TEXT:
        for words in _WORDS_TOKEN.finditer(text):
            if " ".join(words[1].split()) in _CONDITIONS and text.count("{", 0, words.start()) == text.count(
                "}", 0, words.start()
            ):
                rest = _Latex(text[words.end() :], "condition").conditions()
                return from_latex(text[: words.start()].rstrip().rstrip(",")), rest
    return from_latex(text), ()


class _Latex:
    def __init__(self, text: str, argument: str) -> None:
        self.text, self.argument = text, argument
        self.tokens: list[str] = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                self.fail(f"{text[position]!a} is not in the LaTeX that is read")
            position = match.end()
            if match.lastgroup != "space":
                self.tokens.append(match.group())
        self.place = self.depth = 0

    def fail(self, reason: str) -> NoReturn:
        raise BoundlabError(f"cannot read {' '.join(self.text.split())[:60]!r}: {reason}", self.argument)

    def read(self) -> str:
        """Return the whole text."""
        found = self.run("")
        if self.place < len(self.tokens):
            self.fail(f"{self.tokens[self.place]} without its opening")
        for sign, place in (("≡", r"\equiv stands before a \pmod"), ("∞", r"\infty is an end of an interval")):
            if sign in found:
                self.fail(place)
        return found

    def conditions(self) -> tuple[str, ...]:
        """Return the conditions that the text lists; names alone say for what the claim holds anyway."""
        found = split_list((self.read(),), self.argument)
        return tuple(each for each in found if not re.fullmatch(r"[A-Za-z_]\w*", each))

    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        if self.place >= len(self.tokens):
            self.fail("something is missing at the end")
        self.place += 1
        return self.tokens[self.place - 1]

    def run(self, closing: str) -> str:
        """Return what stands before `closing`, which is taken."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            self.fail(f"it is nested deeper than {MAX_NESTING}")
        parts: list[str] = []
        ends = False  # does a factor end here?
        # a bar where a factor is expected opens
        while self.place < len(self.tokens) and (self.next() != closing or (closing == "|" and not ends)):
            if self.next() in {")", "}", "]", r"\}", r"\rfloor", r"\rceil"}:
                break
            if self.next() in _IMPLIES | _EQUIVALENT:
                return self.implication(parts, closing)
            if (related := self.related(parts)) is not None:
                parts, ends = related, True
                continue
            operator = self.operator()
            if operator is not None:
                parts.append(operator)
                ends = False
                continue
            factor = self.factor()
            parts.append(f"*{factor}" if ends else factor)
            ends = True
        if closing:
            if self.next() != closing:
                self.fail(f"{closing} is missing")
            self.place += 1
        self.depth -= 1
        return "".join(parts)

    def implication(self, parts: list[str], closing: str) -> str:
        """Return what says that the parts imply what follows, or are equivalent to it."""
        both = self.take() in _EQUIVALENT
        left = "".join(" and " if part == "," else part for part in parts)
        right = self.run(closing)
        self.depth -= 1
        forth = f"not ({left}) or ({right})"
        return f"({forth}) and (not ({right}) or ({left}))" if both else forth

    def related(self, parts: list[str]) -> list[str] | None:
        """Return the parts with what `\\in [a, b]`, `\\bmod q` or `\\pmod q` says of the last of them."""
        if self.next() not in {r"\in", r"\bmod", r"\pmod"}:
            return None
        token = self.take()
        start = max((i + 1 for i, part in enumerate(parts) if part in _CONNECTIVES), default=0)
        if token == r"\in":
            return self.membership(parts, start)
        if token == r"\pmod":
            if " ≡ " not in parts[start:]:
                self.fail(r"\pmod belongs to \equiv")
            left, right = "".join(parts[start:]).split(" ≡ ", 1)
            return [*parts[:start], f"mod({left}-({right}),{self.group()}) = 0"]
        start = max((i + 1 for i, part in enumerate(parts) if part in _CONNECTIVES | _SIGNS), default=0)
        if start and parts[start - 1] in {"+", "-"}:
            self.fail(r"what \bmod applies to needs parentheses")
        return [*parts[:start], f"mod({''.join(parts[start:])},{self.factor()})"]

    def membership(self, parts: list[str], start: int) -> list[str]:
        """Return the parts with bounds for the last of them, and for those listed before it."""
        names = "".join(parts[start:])
        while start >= 2 and parts[start - 1] == "," and re.fullmatch(r"[A-Za-z_]\w*", parts[start - 2]):
            start -= 2
            names = f"{parts[start]},{names}"
        opening = self.take()
        if opening not in {"[", "("}:
            self.fail(r"\in belongs before an interval; --real, --integer and --positive say where a name ranges")
        bounds = split_list((self.run(""),), self.argument)
        closing = self.take()
        if len(bounds) != 2 or closing not in {"]", ")"}:
            self.fail(r"\in belongs before an interval [a, b]")
        low = "" if "∞" in bounds[0] else f"{bounds[0]} {'<=' if opening == '[' else '<'} "
        high = "" if "∞" in bounds[1] else f" {'<=' if closing == ']' else '<'} {bounds[1]}"
        if not low + high:
            self.fail("an interval has a bound")
        return [*parts[:start], " and ".join(f"{low}{name}{high}" for name in names.split(","))]

    def operator(self) -> str | None:
        token = self.next()
        word = token[1:] if token.startswith("\\") else ""
        found = _RELATIONS.get(word) or ({"=": "=", "<": "<", ">": ">"}.get(token))
        if found is not None:
            self.place += 1
            return f" {found} "
        words = _WORDS_TOKEN.fullmatch(token)
        word = " ".join(words[1].split()) if words else word
        if word in _WORDS or (words and word in _WORDS.values()):
            self.place += 1
            return f" {_WORDS.get(word, word)} "
        if token in {"+", "-", "*", "/", ","} or word in _PRODUCT:
            self.place += 1
            return _PRODUCT.get(word, token)
        return None

    def factor(self) -> str:
        """Return an atom with its factorials and powers."""
        start = self.place
        atom = self.atom()
        if atom == "e" and self.next() == "^" and self.tokens[start] != r"\mathit":
            self.take()
            atom = f"exp({self.exponent()})"
        while self.next() in {"^", "!"}:
            atom = f"factorial({atom})" if self.take() == "!" else f"{atom}^{self.exponent()}"
        return atom

    def exponent(self) -> str:
        if self.next() == "{":
            self.take()
            inner = self.run("}")
            return inner if re.fullmatch(r"\d+|[a-z]\d*", inner) else f"({inner})"
        return self.atom()

    def atom(self) -> str:
        token = self.take()
        if re.fullmatch(r"\d+(\.\d+)?", token):
            return token
        if re.fullmatch(r"[A-Za-zε]", token):
            return self.indexed("eps" if token == "ε" else token)
        if token in {"(", "{", "[", r"\{"}:
            inner = self.run({"(": ")", "{": "}", "[": "]", r"\{": r"\}"}[token])
            return f"({inner})"
        if token in {"|", r"\lvert"}:
            return f"abs({self.run('|' if token == '|' else chr(92) + 'rvert')})"
        if token in _BRACKETS:
            closing, name = _BRACKETS[token]
            return f"{name}({self.run(closing)})"
        if words := _WORDS_TOKEN.fullmatch(token):
            return self.word("".join(words[1].split()) if words[1].isascii() else "", token)
        return self.command(token.removeprefix("\\"), token)

    def word(self, word: str, token: str) -> str:
        """Return a name of several letters, or a function with its arguments."""
        if not re.fullmatch(r"[A-Za-z]\w*", word) or " " in token.partition("{")[2].strip(" }"):
            self.fail(f"{token[:40]} is no name; conditions follow the claim, after if or for all")
        if word in _OPERATORS and self.next() == "(":
            return word + self.atom()
        return self.indexed(word)

    def command(self, name: str, token: str) -> str:
        if name in {"frac", "tfrac", "dfrac"}:
            above, below = self.group(), self.group()
            return f"(({above})/({below}))"
        if name == "sqrt":
            if self.next() == "[":
                self.take()
                degree = self.run("]")
                return f"({self.group()})^(1/{degree})"
            return f"sqrt({self.group()})"
        if name in {"mathrm", "operatorname", "mathit"}:
            if self.take() != "{":
                self.fail(f"{token} needs braces")
            word = ""
            while self.next() not in {"}", ""}:
                word += self.take()
            self.take()
            return self.word(word, word)
        if name in {"binom", "tbinom", "dbinom"}:
            return self.binomial()
        if name in {"sum", "inf", "sup"} or (name in {"min", "max"} and self.next() == "_"):
            return self.bounded({"min": "inf", "max": "sup"}.get(name, name))
        if name == "infty":
            return "∞"
        if name in _FUNCTIONS:
            return self.applied("log" if name == "ln" else name)
        if name in _NAMES or name in GREEK:
            return self.indexed(_NAMES.get(name, name))
        self.fail(f"{token[:30]} is not in the LaTeX that is read")

    def bounded(self, name: str) -> str:
        """Return a sum, infimum or supremum of the product that follows."""
        if self.take() != "_" or self.take() != "{":
            self.fail(f"\\{name} needs what it runs over, as in \\sum_{{i=1}}^{{k}} or \\inf_{{p \\in [1,2]}}")
        ends = self.tokens.index("}", self.place) if "}" in self.tokens[self.place :] else self.place
        if name != "sum" and r"\in" not in self.tokens[self.place : ends]:
            found = re.fullmatch(r"(.+) <= (\w+) <= (.+)", self.run("}"))
            if found is None:
                self.fail(f"\\{name} runs over p \\in [a,b]")
            return self.over(name, f"{found[2]} in [{found[1]},{found[3]}]")
        variable = self.atom()
        if name == "sum":
            if self.take() != "=":
                self.fail("a sum runs over i=1 to k")
            low = self.run("}")
            if self.take() != "^":
                self.fail("a sum runs over i=1 to k")
            head = f"{variable}={low}..{self.group()}"
        else:
            if self.take() != "\\in" or self.take() != "[":
                self.fail(f"\\{name} runs over p \\in [a,b]")
            head = f"{variable} in [{self.run(']')}]"
            if self.take() != "}":
                self.fail("} is missing")
        return self.over(name, head)

    def over(self, name: str, head: str) -> str:
        """Return a sum, infimum or supremum with the product that follows."""
        parts = [self.factor()]
        while self.next() not in {"", *"+-,=<>", ")", "}", "]", r"\}", r"\rfloor", r"\rceil", "|", r"\rvert"} and (
            self.next()[1:] not in _RELATIONS and self.next()[1:] not in _WORDS
        ):
            parts.append(self.operator() or "*")
            parts.append(self.factor())
        return f"{name}({head}: {''.join(parts)})"

    def binomial(self) -> str:
        """Return a binomial coefficient, with a digit below as a polynomial."""
        above, below = self.group(), self.group()
        if not re.fullmatch(r"\d", below):
            return f"(factorial({above})/(factorial({below})*factorial(({above})-({below}))))"
        factors = "*".join(f"(({above})-{i})" for i in range(int(below)))
        return f"({factors or '1'}/{factorial(int(below))})"

    def group(self) -> str:
        if self.next() == "{":
            self.take()
            return self.run("}")
        if len(self.next()) > 1 and self.next().isdigit():  # as in frac12
            self.tokens[self.place : self.place + 1] = list(self.next())
        return self.atom()

    def indexed(self, name: str) -> str:
        if self.next() != "_":
            return name
        self.take()
        index = self.group()
        if not re.fullmatch(r"[A-Za-z0-9]+(\*[A-Za-z0-9]+)*", index):
            self.fail(f"an index of {name} is letters and digits")
        return name + index.replace("*", "")

    def applied(self, name: str) -> str:
        """Return a function of what follows: a group in parentheses, or one factor."""
        power, base = "", ""
        if name == "log" and self.next() == "_":
            self.take()
            base = f"/log({self.group()})"
        if self.next() == "^":
            self.take()
            power = f"^{self.exponent()}"
        if self.next() in {"(", r"\{", "[", "{"}:
            inner = self.atom()
            return f"({name}{inner}{base}){power}" if base else f"{name}{inner}{power}"
        inner = f"({self.factor()})"
        return f"({name}{inner}{base}){power}" if base else f"{name}{inner}{power}"
