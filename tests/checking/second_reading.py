"""A second checker of proofs, by evaluation: every identity of the format is tested at generic points.

An expression is the list of its values at a few random rational points, at which two different rational
functions of small degree agree with negligible probability. A `min` or `max` is opaque (random values that
depend on its arguments' values) until a case replaces it. Nothing of the checker is used.
"""

from __future__ import annotations

import ast
import random
from fractions import Fraction

import sympy
from brute_force import ORDER, RESERVED, tree
from normal_form import Wrong, normal

SAMPLES = 3


def require(condition):
    if not condition:
        raise Wrong


def spread(number):
    return [Fraction(number)] * SAMPLES


def generic(seed):
    source = random.Random(seed)
    return [Fraction(source.randrange(10**9, 10**12), source.randrange(10**6, 10**9)) for _ in range(SAMPLES)]


def plus(x, y, factor=1):
    return [a + factor * b for a, b in zip(x, y, strict=True)]


def times(x, y):
    return [a * b for a, b in zip(x, y, strict=True)]


def constant(x):
    return x[0] if len(set(x)) == 1 else None


def keyed(pairs):
    return {tuple(tuple(each(None)) for each in pair): pair for pair in pairs}


def part(node, i):
    """Return the part of an expression or a formula with this number, sums and products as they are written."""
    match node:
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return part(operand, i)
        case ast.UnaryOp(operand=operand):
            return [operand][i]
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return [left, right][i]
        case ast.BinOp(op=op):
            same = (ast.Add, ast.Sub) if isinstance(op, ast.Add | ast.Sub) else (ast.Mult, ast.Div)
            parts, rest = [], node
            while isinstance(rest, ast.BinOp) and isinstance(rest.op, same) and rest.col_offset == node.col_offset:
                parts.append(rest.right)
                rest = rest.left
            return [rest, *parts[::-1]][i]
        case ast.Call(args=parts) | ast.BoolOp(values=parts):
            return parts[i]
        case ast.Compare(left=left, comparators=others):
            return [left, *others][i]
    raise Wrong


class SecondReading:
    """Reads `certificate` and `valid()` says whether its proof is one.

    What a proof of version 2 says beside its steps is used where the steps name it, and not looked at otherwise.
    """

    def __init__(self, certificate):
        statement = certificate["statement"]
        self.proof = certificate["proof"]
        self.where = [tree(text) for text in statement["where"]]
        self.relation = ORDER.findall(statement["claim"])
        claim = [tree(each.strip()) for each in ORDER.split(statement["claim"])]
        self.second = certificate["version"] == 2
        self.extrema = {}
        for name, value in self.proof.get("extrema", {}).items():
            root, *path = value["at"][0].split("/")
            node = claim[int(path.pop(0))] if root == "claim" and self.relation else claim[0]
            node = self.where[int(root[6:-1])] if root.startswith("where") else node
            for i in path:
                node = part(node, int(i))
            self.extrema[name] = node
        names = {n.id for t in (*self.where, *claim) for n in ast.walk(t) if isinstance(n, ast.Name)}
        names -= RESERVED | {"F"}
        self.integers = names - set(statement["real"])
        self.at = {name: generic(name) for name in names}
        self.roots = {f"where[{i}]": normal(condition) for i, condition in enumerate(self.where)}
        self.exponents = []
        if self.relation:
            symbol = {"<~": "≲", "<<": "≺", "~": "≍", ">~": "≳", ">>": "≻"}
            self.relation = symbol.get(self.relation[0], self.relation[0])
            self.sides = {side: self.order(t) for side, t in zip(("left", "right"), claim, strict=True)}
            claim = []
        else:
            self.roots["claim"] = normal(claim[0], negated=True)
        self.trees = [*self.where, *claim, *self.exponents]

    def valid(self):
        domain = {f"domain:{name}": (plus(self.at[name], spread(-1)), False, False) for name in self.integers}
        try:
            self.node(self.proof, {"facts": domain, "root": True})
        except (Wrong, ZeroDivisionError):
            return False
        return True

    def value(self, node, extrema=None):
        """Return the values of an expression; `extrema` None leaves each min and max opaque."""
        match node:
            case ast.Call(func=ast.Name(id="F"), args=[ast.Constant(value=text)]):
                return spread(text)
            case ast.Call(func=ast.Name(id="min" | "max"), args=[argument]):
                return self.value(argument, extrema)
            case ast.Call(func=ast.Name(id="min" | "max" as function), args=arguments):
                key = function, *(tuple(self.value(argument, extrema)) for argument in arguments)
                if extrema is None:
                    return generic(repr(key))
                require(key in extrema)
                return extrema[key]
            case ast.Name(id=name) if name in self.extrema:
                return self.value(self.extrema[name], extrema)
            case ast.Name(id=name):
                require(name in self.at)
                return self.at[name]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return times(spread(-1), self.value(operand, extrema))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.value(operand, extrema)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                exponent = constant(self.value(right))
                require(exponent is not None and exponent.denominator == 1 and 0 <= exponent <= 64)
                return [x ** int(exponent) for x in self.value(left, extrema)]
            case ast.BinOp(left=left, op=op, right=right):
                x, y = self.value(left, extrema), self.value(right, extrema)
                if isinstance(op, ast.Add | ast.Sub):
                    return plus(x, y, 1 if isinstance(op, ast.Add) else -1)
                return times(x, y) if isinstance(op, ast.Mult) else [a / b for a, b in zip(x, y, strict=True)]
        raise Wrong

    def evident(self, node):
        match node:
            case ast.Call(func=ast.Name(id="F"), args=[ast.Constant(value=text)]):
                return Fraction(text) > 0
            case ast.Call(args=arguments):
                return all(map(self.evident, arguments))
            case ast.Name(id=name):
                return name in self.integers
            case ast.BinOp(left=left, op=ast.Pow()):
                return self.evident(left)
            case ast.BinOp(left=left, op=ast.Add() | ast.Mult() | ast.Div(), right=right):
                return self.evident(left) and self.evident(right)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.evident(operand)
        return False

    def order(self, node):
        """Return the terms of an order by their values: pairs (a, b) as functions of the extrema."""
        match node:
            case ast.Name(id="eps"):
                return self.single(-1, 0)
            case ast.Name(id="N"):
                return self.single(1, 0)
            case ast.Call(func=ast.Name(id="log")):
                return self.single(0, 1)
            case ast.Call(func=ast.Name(id="max"), args=arguments):
                return {key: term for argument in arguments for key, term in self.order(argument).items()}
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.order(left) | self.order(right)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.order(operand)
            case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
                divisor = self.order(right)
                require(isinstance(op, ast.Mult) or len(divisor) == 1)
                return self.multiplied(self.order(left), divisor, 1 if isinstance(op, ast.Mult) else -1)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                self.exponents.append(right)
                base, p = self.order(left), constant(self.value(right))
                if len(base) == 1 or p.denominator != 1:
                    require(len(base) == 1 or p >= 0)
                    return keyed([self.scaled(term, right) for term in base.values()])
                result = self.single(0, 0)
                for _ in range(int(p)):
                    result = self.multiplied(result, base, 1)
                return result
        require(self.evident(node))
        return self.single(0, 0)

    def single(self, a, b):
        return keyed([(lambda _: spread(a), lambda _: spread(b))])

    def multiplied(self, left, right, sign):
        def shifted(x, y):
            return lambda extrema: plus(x(extrema), y(extrema), sign)

        pairs = [(x, y) for x in left.values() for y in right.values()]
        return keyed([(shifted(x[0], y[0]), shifted(x[1], y[1])) for x, y in pairs])

    def scaled(self, term, exponent):
        def by(x):
            return lambda extrema: times(x(extrema), self.value(exponent, extrema))

        return by(term[0]), by(term[1])

    def node(self, node, known):
        known = {key: dict(value) if isinstance(value, dict) else value for key, value in known.items()}
        for each in ("facts", "positive", "literals", "chosen", "extrema"):
            known.setdefault(each, {})
        for step in node.get("steps", []):
            self.step(step, known)
        if known.pop("root", False):
            self.definedness(known)
        getattr(self, "close_" + node["close"]["by"])(node["close"], known)

    def definedness(self, known):
        safe = [values for values, claimed in known["positive"].values() if not claimed]
        for each in self.trees:
            for node in ast.walk(each):
                if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not self.evident(node.right):
                    values = self.value(node.right)
                    ratios = [[a / b for a, b in zip(values, p, strict=True)] for p in (spread(1), *safe)]
                    require(
                        any(constant(ratio) for ratio in ratios)
                        or self.reciprocal(node.right)
                        or self.one_sign(node.right)
                    )

    def one_sign(self, node):
        """Is it, multiplied out, a sum of terms of one sign in integer parameters?"""
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - {"F"}
        if not names <= self.integers:
            return False
        symbols = {name: sympy.Symbol(name) for name in names}
        top, _ = sympy.fraction(sympy.together(eval(ast.unparse(node), {"F": sympy.Rational, **symbols})))
        top = sympy.expand(top)
        return top != 0 and len({c > 0 for c in top.as_coefficients_dict().values()}) == 1

    def reciprocal(self, node):
        """A number over an expression; what that divides by is looked at on its own."""
        top = constant(self.value(node.left)) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else None
        return top is not None and top != 0

    def step(self, step, known):
        require(step["as"] not in known["facts"])
        if step["step"] == "square":
            root = self.value(tree(step["of"]), {})
            known["facts"][step["as"]] = times(root, root), False, False
            return
        text = tree(step["polynomial"])
        values = self.value(text, {})
        if step["step"] == "positive":
            assumption = {**known["facts"], "assume": (times(spread(-1), values), False, False)}
            claimed = self.contradiction(step["proof"], assumption)
            known["facts"][step["as"]] = values, True, claimed
            known["positive"][step["as"]] = values, claimed
            return
        difference, relation, claimed = self.literal(step["from"], known)
        for factor in [each[0] if self.second else each for each in step.get("times", [])]:
            each = self.value(tree(factor), {})
            shown = [c for v, c in known["positive"].values() if v == each]
            # What is zero may be multiplied by anything.
            require(relation == "=" or shown or self.evident(tree(factor)))
            claimed = claimed or (relation != "=" and not self.evident(tree(factor)) and all(shown))
            difference = times(difference, each)
        if step.get("sign", "+") == "-":
            require(relation == "=")
            difference = times(spread(-1), difference)
        if step.get("tight", False):
            require(relation == ">")
            difference = plus(difference, spread(-1))
            self.require_integral(text)
        require(difference == values)
        known["facts"][step["as"]] = values, relation == ">" and not step.get("tight", False), claimed

    def require_integral(self, text):
        used = {n.id for n in ast.walk(text) if isinstance(n, ast.Name)} - {"F"}
        require(used <= self.integers)
        symbols = {name: sympy.Symbol(name) for name in used}
        expanded = sympy.expand(eval(ast.unparse(text), {"F": sympy.Rational, **symbols}))
        require(all(c.is_integer for c in expanded.as_coefficients_dict().values()))

    def contradiction(self, combination, facts):
        require(combination["by"] == "combination")
        total, strict, claimed = spread(0), False, False
        for coefficient, names in combination["terms"]:
            require(Fraction(coefficient) > 0 and all(name in facts for name in names))
            product = spread(coefficient)
            for name in names:
                product = times(product, facts[name][0])
            total = plus(total, product)
            strict = strict or all(facts[name][1] for name in names)
            claimed = claimed or any(facts[name][2] for name in names)
        rest = constant(total)
        require(rest is not None and (rest < 0 or (rest == 0 and strict)))
        return claimed

    def literal(self, source, known):
        if isinstance(source, dict):
            (a, b), (c, d) = known["term"], self.other(source["term"], known)
            x, y = constant(b(None)), constant(d(None))
            strict = self.relation in "≺≻"
            numbers = x is not None and y is not None and (x < y if strict else x <= y)
            evident = numbers or (not strict and b(None) == d(None))
            extrema = known["extrema"]
            return plus(a(extrema), c(extrema), -1), ">" if evident else ">=", False
        if source in known["literals"]:
            left, right, relation = known["literals"][source]
            return plus(left(known["extrema"]), right(known["extrema"]), -1), relation, False
        kind, *rest = self.formula(source, known)
        require(kind == "literal")
        left, right, relation = rest
        values = [self.value(side, known["extrema"]) for side in (left, right)]
        return plus(*values, -1), relation, source.startswith("claim")

    def other(self, term, known):
        return self.named(term, known["others"])

    def named(self, term, side):
        if self.second:
            pairs = [[each] if isinstance(each, str) else each for each in self.proof["terms"][side][term]]
            values = [[self.value(tree(text)) for text in pair] for pair in pairs]
            key = tuple(
                tuple(a / b for a, b in zip(top, bottom[0] if bottom else spread(1), strict=True))
                for top, *bottom in values
            )
        else:
            key = tuple(tuple(self.value(tree(text))) for text in term)
        require(key in self.sides[side])
        return self.sides[side][key]

    def formula(self, name, known):
        root, *indices = name.split(".")
        require(root in self.roots)
        formula, path = self.roots[root], root
        for index in indices:
            path += "." + index
            kind, *parts = formula
            require(kind == "and" or (kind == "or" and path in known["chosen"]))
            require(str(int(index)) == index and int(index) < len(parts))
            formula = parts[int(index)]
        return formula

    def close_combination(self, close, known):
        self.contradiction(close, known["facts"])

    def close_integer(self, close, known):
        text = tree(close["of"])
        require(close["as"] not in known["facts"] and len(close["cases"]) == 2)
        self.require_integral(text)
        values = self.value(text, {})
        for case, fact in zip(close["cases"], (values, plus(spread(-1), values, -1)), strict=True):
            self.node(case, {**known, "facts": {**known["facts"], close["as"]: (fact, False, False)}})

    def close_or(self, close, known):
        kind, *parts = self.formula(close["of"], known)
        require(kind == "or" and len(parts) == len(close["cases"]))
        for k, case in enumerate(close["cases"]):
            self.node(case, {**known, "chosen": {**known["chosen"], f"{close['of']}.{k}": True}})

    def close_extremum(self, close, known):
        of = self.extrema[close["of"][0]] if self.second else tree(close["of"])
        require(isinstance(of, ast.Call) and of.func.id in ("min", "max"))
        arguments = [self.value(argument, known["extrema"]) for argument in of.args]
        require(len(arguments) == len(close["cases"]))
        key = of.func.id, *map(tuple, arguments)
        require(key not in known["extrema"] and self.occurs(key, known["extrema"]))
        for j, case in enumerate(close["cases"]):
            literals = dict(known["literals"])
            for i, argument in enumerate(arguments):
                if i != j:
                    pair = (argument, arguments[j]) if of.func.id == "min" else (arguments[j], argument)
                    high, low = ((lambda _, values=values: values) for values in pair)
                    literals[f"{close['as']}.{i}"] = high, low, ">" if i < j else ">="
            extrema = {**known["extrema"], key: arguments[j]}
            self.node(case, {**known, "literals": literals, "extrema": extrema})

    def occurs(self, key, extrema):
        for node in (node for each in self.trees for node in ast.walk(each)):
            if isinstance(node, ast.Call) and node.func.id == key[0] and len(node.args) > 1:
                try:
                    if key[1:] == tuple(tuple(self.value(argument, extrema)) for argument in node.args):
                        return True
                except Wrong:
                    continue
        return False

    def close_terms(self, close, known):
        require(self.relation and "term" not in known)
        dominated = {"≍": {"left", "right"}, "≳": {"right"}, "≻": {"right"}}.get(self.relation, {"left"})
        missing = [(side, key) for side in dominated for key in self.sides[side]]
        for case in close["cases"]:
            side = case["side"]
            require(side in dominated)
            term = self.named(case["term"], side)
            missing = [each for each in missing if each[0] != side or self.sides[side][each[1]] is not term]
            others = "left" if side == "right" else "right"
            self.node(case["proof"], {**known, "term": term, "others": others})
        require(not missing)

    def close_tie(self, close, known):
        (a, b), (c, d) = known["term"], self.other(close["term"], known)
        first, second = close["cases"]
        name = close["as"]
        self.node(first, {**known, "literals": {**known["literals"], f"{name}.0": (a, c, ">")}})
        relation = ">=" if self.relation in "≺≻" else ">"
        more = {f"{name}.1": (a, c, "="), f"{name}.2": (b, d, relation)}
        self.node(second, {**known, "literals": {**known["literals"], **more}})
