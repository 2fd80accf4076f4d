"""Certificates of decisions, written by hand: between them they use every construct of the format."""

from __future__ import annotations


def statement(claim, where=(), real=()):
    return {"claim": claim, "where": list(where), "real": list(real)}


def proved(claim, proof, where=(), real=()):
    frame = {"kind": "decision", "version": 1, "statement": statement(claim, where, real)}
    return {**frame, "verdict": "proved", "proof": proof}


def refuted(claim, witness, where=(), real=()):
    frame = {"kind": "decision", "version": 1, "statement": statement(claim, where, real)}
    return {**frame, "verdict": "refuted", "witness": witness}


def fact(source, polynomial, name, **options):
    return {"step": "fact", "from": source, "polynomial": polynomial, "as": name, **options}


def positive(polynomial, name, *terms):
    return {"step": "positive", "polynomial": polynomial, "as": name, "proof": combination(*terms)}


def square(of, name):
    return {"step": "square", "of": of, "as": name}


def combination(*terms):
    return {"by": "combination", "terms": [[coefficient, list(names)] for coefficient, *names in terms]}


def node(close, *steps):
    return {"steps": list(steps), "close": close} if steps else {"close": close}


def leaf(*terms, steps=()):
    return node(combination(*terms), *steps)


def extremum(of, name, *cases):
    return {"by": "extremum", "of": of, "as": name, "cases": list(cases)}


def either(of, *cases):
    return {"by": "or", "of": of, "cases": list(cases)}


def terms(*cases):
    cases = [{"side": side, "term": list(term), "proof": proof} for side, term, proof in cases]
    return {"by": "terms", "cases": cases}


def tie(term, name, *cases):
    return {"by": "tie", "term": list(term), "as": name, "cases": list(cases)}


def against(a, b="0"):
    return {"term": [a, b]}


def _same(a, b="0"):
    """Term i of one side is term j of the other: 0 > 0."""
    return leaf(("1", "f"), steps=[fact(against(a, b), "0", "f")])


PROOFS = {
    "linear": proved(
        "2*m1 + 3*m2 >= 5",
        leaf(
            ("1", "f"),
            ("2", "domain:m1"),
            ("3", "domain:m2"),
            steps=[fact("claim", "5 - 2*m1 - 3*m2", "f")],
        ),
    ),
    "product of facts": proved(
        "m1*m2 + 1 >= m1 + m2",
        leaf(("1", "f"), ("1", "domain:m1", "domain:m2"), steps=[fact("claim", "m1 + m2 - 1 - m1*m2", "f")]),
    ),
    "fractional coefficients": proved(
        "m/3 + r/2 > 5/6 - 1/100",
        leaf(
            ("2", "f"),
            ("2/3", "domain:m"),
            ("1", "domain:r"),
            steps=[fact("claim", "5/6 - 0.01 - 1/3*m - r/2", "f")],
        ),
    ),
    "division": proved(
        "(m1+m2)/r > m1/r",
        leaf(("1", "f"), ("1", "domain:m2"), steps=[fact("claim", "-m2", "f", times=["r"])]),
    ),
    "two divisors": proved(
        "m/r + r/m >= 2",
        leaf(
            ("1", "f"),
            ("1", "above", "above"),
            steps=[
                fact("where[0]", "m - r", "above"),
                fact("claim", "2*m*r - m^2 - r^2", "f", times=["m", "r"]),
            ],
        ),
        where=["m >= r"],
    ),
    "positive divisor": proved(
        "1/(m-1) <= 1",
        leaf(
            ("1", "f"),
            ("1", "large"),
            steps=[
                fact("where[0]", "m - 2", "large"),
                positive("m - 1", "p", ("1", "assume"), ("1", "large")),
                fact("claim", "2 - m", "f", times=["m - 1"]),
            ],
        ),
        where=["m >= 2"],
    ),
    "negative divisor": proved(
        "m/(2-2*m) >= -m",
        leaf(
            ("1", "f"),
            ("2", "domain:m", "large"),
            ("3", "large"),
            steps=[
                fact("where[0]", "m - 2", "large", tight=True),
                positive("m - 1", "p", ("1", "assume"), ("1", "large")),
                fact("claim", "3*m - 2*m^2", "f", times=["2", "m - 1"]),
            ],
        ),
        where=["m > 1"],
    ),
    "divisor in the condition": proved(
        "x < 1",
        leaf(
            ("1", "h"),
            ("1", "f", "p"),
            ("1", "f"),
            steps=[
                fact("where[0].0", "x", "g"),
                positive("x", "p", ("1", "assume"), ("1", "g")),
                fact("where[0].1", "1 - x^2", "h", times=["x"], sign="+"),
                fact("claim", "x - 1", "f"),
            ],
        ),
        where=["0 < x < 1/x"],
        real=["x"],
    ),
    "square": proved(
        "x^2 + y^2 >= 2*x*y",
        leaf(
            ("1", "f"),
            ("1", "s"),
            steps=[square("x - y", "s"), fact("claim", "2*x*y - x^2 - y^2", "f")],
        ),
        real=["x", "y"],
    ),
    "exclusive cases": proved(
        "max(a, min(b)) = a or b > a",
        node(
            extremum(
                "max(a, min(b))",
                "s",
                node(
                    either(
                        "claim.0",
                        leaf(("1", "f"), steps=[fact("claim.0.0", "0", "f")]),
                        leaf(("1", "f"), steps=[fact("claim.0.1", "0", "f")]),
                    )
                ),
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    steps=[fact("s.0", "b - a", "g"), fact("claim.1", "a - b", "f")],
                ),
            )
        ),
        real=["a", "b"],
    ),
    "min": proved(
        "min(m1+m2, 2*m1) >= m1",
        node(
            extremum(
                "min(m1+m2, 2*m1)",
                "s",
                leaf(("1", "f"), ("1", "domain:m2"), steps=[fact("claim", "-m2", "f")]),
                leaf(("1", "f"), ("1", "domain:m1"), steps=[fact("claim", "-m1", "f")]),
            )
        ),
    ),
    "nested extrema": proved(
        "max(m1, min(m2, r)) >= min(m2, r)",
        node(
            extremum(
                "min(m2, r)",
                "inner",
                node(
                    extremum(
                        "max(m1, m2)",
                        "outer",
                        leaf(
                            ("1", "f"),
                            ("1", "g"),
                            steps=[fact("outer.1", "m1 - m2", "g"), fact("claim", "m2 - m1", "f")],
                        ),
                        leaf(("1", "f"), steps=[fact("claim", "0", "f")]),
                    )
                ),
                node(
                    extremum(
                        "max(m1, min(m2, r))",
                        "outer",
                        leaf(
                            ("1", "f"),
                            ("1", "g"),
                            steps=[fact("outer.1", "m1 - r", "g"), fact("claim", "r - m1", "f")],
                        ),
                        leaf(("1", "f"), steps=[fact("claim", "0", "f")]),
                    )
                ),
            )
        ),
    ),
    "min of quotients": proved(
        "min(m/r, 1) * r <= m",
        node(
            extremum(
                "min(m/r, 1)",
                "s",
                leaf(("1", "f"), steps=[fact("claim", "0", "f")]),
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    steps=[fact("s.0", "m - r", "g", times=["r"]), fact("claim", "r - m", "f")],
                ),
            )
        ),
    ),
    "disjunction": proved(
        "m1 + m2 >= 3",
        node(
            either(
                "where[0]",
                leaf(("1", "f"), ("1", "g"), ("1", "domain:m2"), steps=[fact("where[0].0", "m1 - 2", "g")]),
                leaf(("1", "f"), ("1", "g"), ("1", "domain:m1"), steps=[fact("where[0].1", "m2 - 2", "g")]),
            ),
            fact("claim", "3 - m1 - m2", "f"),
        ),
        where=["m1 >= 2 or m2 >= 2"],
    ),
    "negated conditions": proved(
        "m1 + r >= m2 + 2",
        node(
            either(
                "where[1].1",
                leaf(("1", "g"), ("1", "domain:r"), steps=[fact("where[1].1.0", "1 - r", "g")]),
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    ("1", "h"),
                    steps=[
                        fact("where[1].1.1", "r - 2", "g", tight=True),
                        fact("where[1].0", "m1 - m2", "h"),
                        fact("claim", "m2 + 2 - m1 - r", "f"),
                    ],
                ),
            )
        ),
        where=["m1 >= 1", "not (m1 < m2 or r = 1)"],
    ),
    "chain": proved(
        "1 <= m <= m*r",
        node(
            either(
                "claim",
                leaf(("1", "f"), ("1", "domain:m"), steps=[fact("claim.0", "1 - m", "f")]),
                leaf(
                    ("1", "f"),
                    ("1", "domain:m", "domain:r"),
                    ("1", "domain:r"),
                    steps=[fact("claim.1", "m - m*r", "f")],
                ),
            )
        ),
    ),
    "claimed disjunction": proved(
        "m >= 2 or m = 1",
        node(
            either(
                "claim.1",
                leaf(("1", "f"), ("1", "domain:m"), steps=[fact("claim.1.0", "1 - m", "f")]),
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    steps=[fact("claim.0", "2 - m", "f"), fact("claim.1.1", "m - 2", "g", tight=True)],
                ),
            )
        ),
    ),
    "claimed inequation": proved(
        "m != 2*r or m >= 2",
        leaf(
            ("1", "f"),
            ("1", "g"),
            ("2", "domain:r"),
            steps=[fact("claim.0.0", "m - 2*r", "f"), fact("claim.1", "2 - m", "g")],
        ),
    ),
    "equation": proved(
        "m1 < m <= m1 + m2",
        node(
            either(
                "claim",
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    ("1", "domain:m2"),
                    steps=[fact("where[0]", "m - m1 - m2", "g"), fact("claim.0", "m1 - m", "f")],
                ),
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    steps=[
                        fact("where[0]", "m1 + m2 - m", "g", sign="-"),
                        fact("claim.1", "m - m1 - m2", "f"),
                    ],
                ),
            )
        ),
        where=["m = m1 + m2"],
    ),
    "claimed equation": proved(
        "min(a, b) + max(a, b) = a + b",
        node(
            extremum(
                "min(a, b)",
                "low",
                node(
                    extremum(
                        "max(a, b)",
                        "high",
                        node(
                            either(
                                "claim",
                                leaf(
                                    ("1", "f"),
                                    ("1", "g"),
                                    steps=[fact("claim.0", "b - a", "f"), fact("high.1", "a - b", "g")],
                                ),
                                leaf(
                                    ("1", "f"),
                                    ("1", "g"),
                                    steps=[fact("claim.1", "a - b", "f"), fact("low.1", "b - a", "g")],
                                ),
                            )
                        ),
                        node(
                            either(
                                "claim",
                                leaf(("1", "f"), steps=[fact("claim.0", "0", "f")]),
                                leaf(("1", "f"), steps=[fact("claim.1", "0", "f")]),
                            )
                        ),
                    )
                ),
                node(
                    extremum(
                        "max(a, b)",
                        "high",
                        node(
                            either(
                                "claim",
                                leaf(("1", "f"), steps=[fact("claim.0", "0", "f")]),
                                leaf(("1", "f"), steps=[fact("claim.1", "0", "f")]),
                            )
                        ),
                        node(
                            either(
                                "claim",
                                leaf(
                                    ("1", "f"),
                                    ("1", "g"),
                                    steps=[fact("claim.0", "a - b", "f"), fact("high.0", "b - a", "g")],
                                ),
                                leaf(
                                    ("1", "f"),
                                    ("1", "g"),
                                    steps=[fact("claim.1", "b - a", "f"), fact("low.0", "a - b", "g")],
                                ),
                            )
                        ),
                    )
                ),
            )
        ),
        real=["a", "b"],
    ),
    "integers": proved(
        "2*m >= 2*r",
        leaf(
            ("1", "f"),
            ("1", "g"),
            steps=[fact("where[0]", "2*m - 2*r", "g", tight=True), fact("claim", "2*r - 2*m", "f")],
        ),
        where=["2*m > 2*r - 1"],
    ),
    "sum of orders": proved(
        "ε^(-m2/r) + ε^(-m1/r) ≲ ε^(-(m1+m2)/r)",
        node(
            terms(
                (
                    "left",
                    ("m2/r", "0"),
                    leaf(
                        ("1", "f"),
                        ("1", "domain:m1"),
                        steps=[fact(against("m1/r + m2/r"), "-m1", "f", times=["r"])],
                    ),
                ),
                (
                    "left",
                    ("m1/r", "0"),
                    leaf(
                        ("1", "f"),
                        ("1", "domain:m2"),
                        steps=[fact(against("(m1 + m2)/r"), "-m2", "f", times=["r"])],
                    ),
                ),
            )
        ),
    ),
    "tie": proved(
        "eps^(-m1) * log(1/eps)^r <~ eps^(-m2) * log(1/eps)^(r+1)",
        node(
            terms(
                (
                    "left",
                    ("m1", "r"),
                    node(
                        tie(
                            ("m2", "r + 1"),
                            "t",
                            leaf(
                                ("1", "f"),
                                ("1", "g"),
                                steps=[fact("t.0", "m1 - m2", "f"), fact("where[0]", "m2 - m1", "g")],
                            ),
                            leaf(("1", "f"), steps=[fact("t.2", "-1", "f")]),
                        )
                    ),
                )
            )
        ),
        where=["m1 <= m2"],
    ),
    "tie by both": proved(
        "N^(m1) * log(N)^(m2) << N^(m1+r) * log(N)^(m1) + N^(m1) * log(N)^(m1+m2)",
        node(
            terms(
                (
                    "left",
                    ("m1", "m2"),
                    node(
                        tie(
                            ("m1", "m1 + m2"),
                            "t",
                            leaf(("1", "f"), steps=[fact("t.0", "0", "f")]),
                            leaf(
                                ("1", "f"),
                                ("1", "g"),
                                ("1", "domain:m1"),
                                steps=[fact("t.1", "0", "g", sign="-"), fact("t.2", "-m1", "f")],
                            ),
                        )
                    ),
                )
            )
        ),
    ),
    "powers of the logarithm": proved(
        "eps^(-m) * log(1/eps) ≺ eps^(-m) * log(1/eps)^2",
        node(terms(("left", ("m", "1"), _same("m", "2")))),
    ),
    "powers of the scale": proved(
        "N^(m+1) >> N^m * log(N)^3",
        node(terms(("right", ("m", "3"), leaf(("1", "f"), steps=[fact(against("m + 1", "0"), "-1", "f")])))),
    ),
    "same order": proved(
        "(w*eps^(-m1) + eps^(-m2))^(1/2) ~ max(eps^(-m1/2), r*eps^(-m2/2))",
        node(
            terms(
                ("left", ("m1/2", "0"), _same("m1/2")),
                ("left", ("m2/2", "0"), _same("m2/2")),
                ("right", ("m1/2", "0"), _same("m1/2")),
                ("right", ("m2/2", "0"), _same("m2/2")),
            )
        ),
    ),
    "extremum in an exponent": proved(
        "eps^(-min(a, b)) <~ 2*eps^(-a)",
        node(
            terms(
                (
                    "left",
                    ("min(a, b)", "0"),
                    node(
                        extremum(
                            "min(a, b)",
                            "s",
                            leaf(("1", "f"), steps=[fact(against("a"), "0", "f")]),
                            leaf(
                                ("1", "f"),
                                ("1", "g"),
                                steps=[fact(against("a"), "b - a", "f"), fact("s.0", "a - b", "g")],
                            ),
                        )
                    ),
                )
            )
        ),
        real=["a", "b"],
    ),
}

REFUTATIONS = {
    "equality": refuted("m^2 > m", {"m": 1}),
    "condition": refuted("min(m1+m2, 2*m1) >= m1+m2", {"m1": "1", "m2": 2}, where=["m2 > m1"]),
    "real": refuted("x/y <= 1 or x < 0", {"x": "7/2", "y": "3"}, where=["y != 0"], real=["x", "y"]),
    "order": refuted("ε^(-(m1+m2)/r) ≲ ε^(-m2/r) + ε^(-m1/r)", {"m1": 1, "m2": 1, "r": 1}),
    "logarithms": refuted("N^m*log(N)^a <~ N^m", {"m": 2, "a": "1/9"}, real=["a"]),
    "not the same order": refuted("eps^-m ~ eps^(-m)*log(1/eps)", {"m": 1}),
}
