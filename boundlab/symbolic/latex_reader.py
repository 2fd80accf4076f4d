"""LaTeX as papers print it, into the notation of statements: fractions, roots, indices, relations, products.

A letter is a name of its own, `mr` is m·r; a name of several letters is written \\mathrm{name}. An index belongs to its
name.
"""

from __future__ import annotations

import re
from typing import NoReturn

from boundlab.errors import BoundlabError
from boundlab.symbolic.greek import GREEK

_TOKEN = re.compile(
    r"(?P<space>\s+|\\[,;:!> ]|\\q?quad\b|~|&|\$|\\(?:left|right|[bB]ig[lr]?|displaystyle|limits)\b\.?)"
    r"|(?P<command>\\[A-Za-z]+|\\[{}|])|(?P<number>\d+(?:\.\d+)?)|(?P<letter>[A-Za-zε])"
    r"|(?P<sign>[-+*/^_(){}\[\],=<>|!])"
)
_RELATIONS = {
    "lesssim": "≲", "gtrsim": "≳", "asymp": "≍", "ll": "≺", "gg": "≻", "prec": "≺", "succ": "≻", "le": "<=",
    "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=",
    "ne": "!=", "neq": "!=", "lt": "<", "gt": ">",
}  # fmt: skip
_WORDS = {"land": "and", "wedge": "and", "lor": "or", "vee": "or", "neg": "not", "lnot": "not"}
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
        return found

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

    def operator(self) -> str | None:
        token = self.next()
        word = token[1:] if token.startswith("\\") else ""
        found = _RELATIONS.get(word) or ({"=": "=", "<": "<", ">": ">"}.get(token))
        if found is not None:
            self.place += 1
            return f" {found} "
        if word in _WORDS:
            self.place += 1
            return f" {_WORDS[word]} "
        if token in {"+", "-", "*", "/", ","} or word in _PRODUCT:
            self.place += 1
            return _PRODUCT.get(word, token)
        return None

    def factor(self) -> str:
        """Return an atom with its factorials and powers."""
        atom = self.atom()
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
        return self.command(token.removeprefix("\\"), token)

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
        if name in {"mathrm", "text", "operatorname", "mathit"}:
            if self.take() != "{":
                self.fail(f"{token} needs braces")
            word = ""
            while self.next() not in {"}", ""}:
                word += self.take()
            self.take()
            if word in _OPERATORS and self.next() == "(":
                return word + self.atom()
            return self.indexed(word)
        if name in {"sum", "inf", "sup"}:
            return self.bounded(name)
        if name in _FUNCTIONS:
            return self.applied("log" if name == "ln" else name)
        if name in _NAMES or name in GREEK:
            return self.indexed(_NAMES.get(name, name))
        self.fail(f"{token[:30]} is not in the LaTeX that is read")

    def bounded(self, name: str) -> str:
        """Return a sum, infimum or supremum of the product that follows."""
        if self.take() != "_" or self.take() != "{":
            self.fail(f"\\{name} needs what it runs over, as in \\sum_{{i=1}}^{{k}} or \\inf_{{p \\in [1,2]}}")
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
        parts = [self.factor()]
        while self.next() not in {"", *"+-,=<>", ")", "}", "]", r"\}", r"\rfloor", r"\rceil", "|", r"\rvert"} and (
            self.next()[1:] not in _RELATIONS and self.next()[1:] not in _WORDS
        ):
            parts.append(self.operator() or "*")
            parts.append(self.factor())
        return f"{name}({head}: {''.join(parts)})"

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
        power = ""
        if self.next() == "^":
            self.take()
            power = f"^{self.exponent()}"
        if self.next() in {"(", r"\{", "[", "{"}:
            inner = self.atom()
            return f"{name}{inner}{power}"
        return f"{name}({self.factor()}){power}"
