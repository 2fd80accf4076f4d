"""Proofs of claims about expressions, written by hand."""

from certificate_parts import either, extremum, fact, leaf, node, positive, proved, square

EXPRESSION_PROOFS = {
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
}
