"""Proofs of claims about orders, written by hand."""

from certificate_parts import against, extremum, fact, leaf, node, proved, terms, tie


def _same(a, b="0"):
    """Term i of one side is term j of the other: 0 > 0."""
    return leaf(("1", "f"), steps=[fact(against(a, b), "0", "f")])


ORDER_PROOFS = {
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
