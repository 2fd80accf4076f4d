"""False or senseless statements, each with a proof that breaks one rule of the format, are rejected."""

import pytest
from certificate_parts import either, extremum, fact, leaf, node, positive, proved, square, terms, tie

from boundlab.checking import check

ATTEMPTS = {
    "definedness that rests on the negated claim": proved(
        "(x-2)^2/(x-2) < x-1",
        leaf(
            ("1", "f"),
            steps=[fact("claim", "-1", "f"), positive("x - 2", "p", ("1", "f"))],
        ),
    ),
    "definedness that rests on it through a factor": proved(
        "(x-2)^2/(x-2) < x-1",
        leaf(
            ("1", "f"),
            steps=[
                fact("claim", "-1", "f"),
                positive("-1", "q", ("1", "f")),
                fact("where[0]", "-x", "g", times=["-1"]),
                positive("x - 2", "p", ("1", "g"), ("1", "domain:x")),
            ],
        ),
        where=["x >= 0"],
    ),
    "definedness shown in one case only": proved(
        "(x-2)^2/(x-2) < x-1",
        node(
            either(
                "where[0]",
                leaf(
                    ("1", "f"),
                    steps=[
                        fact("claim", "-1", "f"),
                        fact("where[0].0", "x - 3", "g"),
                        positive("x - 2", "p", ("1", "assume"), ("1", "g")),
                    ],
                ),
                leaf(("1", "f"), steps=[fact("claim", "-1", "f")]),
            )
        ),
        where=["x >= 3 or x <= 2"],
    ),
    "a divisor that vanishes identically": proved("1/(x-x) >= 1/(x-x)", leaf(("1", "domain:x"))),
    "a part that is undefined": proved("1 >= 0*(1/(x-2))", leaf(("1", "f"), steps=[fact("claim", "-1", "f")])),
    "a power of zero": proved("(1/(x-2))^0 = 1", leaf()),
    "an exponent that is undefined": proved(
        "eps^(-x/(x-2)*(x-2)) <~ eps^(-x)",
        node(terms(("left", ("x", "0"), leaf(("1", "f"), steps=[fact({"term": ["x", "0"]}, "0", "f")])))),
    ),
    "the exponent of a constant that is undefined": proved(
        "2^(1/(x-2)) <~ 1",
        node(terms(("left", ("0", "0"), leaf(("1", "f"), steps=[fact({"term": ["0", "0"]}, "0", "f")])))),
    ),
    "a min that is not in the statement": proved(
        "x >= 1",
        node(
            extremum(
                "min(x, 1)",
                "s",
                *[leaf(("1", "f"), ("1", "domain:x"), steps=[fact("claim", "1 - x", "f")])] * 2,
            )
        ),
    ),
    "a case that the one before it leaves out": proved(
        "max(a, b) = b or b < a",
        node(
            extremum(
                "max(a, b)",
                "s",
                leaf(("1", "f"), ("1", "g"), steps=[fact("s.1", "a - b", "g"), fact("claim.1", "b - a", "f")]),
                leaf(("1", "f"), steps=[fact("claim.0", "0", "f")]),
            )
        ),
        real=["a", "b"],
    ),
    "a product that is strict in one factor": proved(
        "x*y > 0",
        leaf(
            ("1", "f"),
            ("1", "p", "q"),
            steps=[fact("where[0]", "x", "p"), fact("where[1]", "y", "q"), fact("claim", "-x*y", "f")],
        ),
        where=["x > 0", "y >= 0"],
        real=["x", "y"],
    ),
    "a tight fact with fractions": proved(
        "m >= r + 1/2",
        leaf(
            ("1", "f"),
            ("1", "g"),
            steps=[fact("where[0]", "m - r - 1/2", "g", tight=True), fact("claim", "r - m + 1/2", "f")],
        ),
        where=["m > r - 1/2"],
    ),
    "an order below itself": proved(
        "N << N",
        node(terms(("left", ("1", "0"), leaf(("1", "f"), steps=[fact({"term": ["1", "0"]}, "0", "f")])))),
    ),
    "a logarithm ignored": proved(
        "N*log(N) <~ N",
        node(terms(("left", ("1", "1"), leaf(("1", "f"), steps=[fact({"term": ["1", "0"]}, "0", "f")])))),
    ),
    "a symbolic logarithm ignored": proved(
        "N*log(N)^m <~ N*log(N)^r",
        node(terms(("left", ("1", "m"), leaf(("1", "f"), steps=[fact({"term": ["1", "r"]}, "0", "f")])))),
    ),
    "a tie with itself": proved(
        "N*log(N) << N*log(N)",
        node(
            terms(
                (
                    "left",
                    ("1", "1"),
                    node(
                        tie(
                            ("1", "1"),
                            "t",
                            leaf(("1", "f"), steps=[fact("t.0", "0", "f")]),
                            leaf(("1", "f"), steps=[fact("t.2", "0", "f")]),
                        )
                    ),
                )
            )
        ),
    ),
    "a max that both attain": proved(
        "max(a, b) > a or b < a",
        node(
            extremum(
                "max(a, b)",
                "s",
                leaf(("1", "f"), ("1", "g"), steps=[fact("s.1", "a - b", "g"), fact("claim.1", "b - a", "f")]),
                leaf(("1", "f"), ("1", "g"), steps=[fact("s.0", "b - a", "g"), fact("claim.0", "a - b", "f")]),
            )
        ),
        real=["a", "b"],
    ),
    **{
        f"the factor {factor}": proved(
            "x >= 0",
            leaf(("1", "f"), ("1", "g"), steps=[fact("claim", "-x", "f"), fact("claim", "x", "g", times=[factor])]),
            real=["x"],
        )
        for factor in ("-1", "(-1)^1", "1 - 2", "-(2/2)", "1/(-1)")
    },
    "the factor 0": proved("x >= 5", leaf(("1", "f"), steps=[fact("claim", "0", "f", times=["0"])])),
    "an assumption taken for strict": proved(
        "x > 0",
        leaf(
            ("1", "f"),
            ("1", "p"),
            steps=[
                fact("where[0]", "x", "g"),
                positive("x", "p", ("1", "assume"), ("1", "g")),
                fact("claim", "-x", "f"),
            ],
        ),
        where=["x >= 0"],
        real=["x"],
    ),
    "a square taken for strict": proved(
        "x^2 > 0",
        leaf(("1", "f"), ("1", "s"), steps=[square("x", "s"), fact("claim", "-x^2", "f")]),
        real=["x"],
    ),
    "a fact of another case": proved(
        "m1 + m2 >= 3",
        node(
            either(
                "where[0]",
                leaf(("1", "f"), ("1", "g"), ("1", "domain:m2"), steps=[fact("where[0].0", "m1 - 2", "g")]),
                leaf(("1", "f"), ("1", "g"), ("1", "domain:m2")),
            ),
            fact("claim", "3 - m1 - m2", "f"),
        ),
        where=["m1 >= 2 or m2 >= 1"],
    ),
    "a part of another case": proved(
        "m1 + m2 >= 3",
        node(
            either(
                "where[0]",
                leaf(("1", "f"), ("1", "g"), ("1", "domain:m2"), steps=[fact("where[0].0", "m1 - 2", "g")]),
                leaf(("1", "f"), ("1", "h"), ("1", "domain:m2"), steps=[fact("where[0].0", "m1 - 2", "h")]),
            ),
            fact("claim", "3 - m1 - m2", "f"),
        ),
        where=["m1 >= 2 or m2 >= 1"],
    ),
    "a literal of another case": proved(
        "max(a, b) <= a",
        node(
            extremum(
                "max(a, b)",
                "s",
                leaf(("1", "f"), steps=[fact("claim", "0", "f")]),
                leaf(("1", "f"), ("1", "g"), steps=[fact("claim", "b - a", "f"), fact("s.1", "a - b", "g")]),
            )
        ),
        real=["a", "b"],
    ),
    "a positive factor of another case": proved(
        "x >= 0",
        node(
            either(
                "where[0]",
                leaf(
                    ("1", "f"),
                    ("1", "g"),
                    steps=[
                        fact("where[0].0", "x", "g"),
                        positive("x", "p", ("1", "assume"), ("1", "g")),
                        fact("claim", "-x", "f"),
                    ],
                ),
                leaf(("1", "f"), ("1", "s"), steps=[square("x", "s"), fact("claim", "-x^2", "f", times=["x"])]),
            )
        ),
        where=["x > 0 or x < 0"],
        real=["x"],
    ),
    "a tight fact taken for strict": proved(
        "m > 2",
        leaf(("1", "f"), ("1", "g"), steps=[fact("where[0]", "m - 2", "g", tight=True), fact("claim", "2 - m", "f")]),
        where=["m > 1"],
    ),
    "no cases at all": proved("x >= 2", node(either("claim"))),
    "an order's terms in a claim about expressions": proved("x >= 2", node(terms())),
    "terms again in a term": proved(
        "N <~ N",
        node(
            terms(
                (
                    "left",
                    ("1", "0"),
                    node(terms(("left", ("1", "0"), leaf(("1", "f"), steps=[fact({"term": ["1", "0"]}, "0", "f")])))),
                )
            )
        ),
    ),
    "a real multiplicity": proved(
        "a*N <~ N",
        node(terms(("left", ("1", "0"), leaf(("1", "f"), steps=[fact({"term": ["1", "0"]}, "0", "f")])))),
        real=["a"],
    ),
    "a negative multiplicity": proved("N <~ N^2 - N^3", node(terms())),
    "two scales": proved("N <~ eps^(-1)", node(terms())),
    "a scale in a condition": proved("x >= 1", leaf(("1", "domain:x")), where=["N >= 1"]),
    "a scale among expressions": proved("eps > 0", leaf()),
    "a claim that is an expression": proved("x", leaf(("1", "domain:x"))),
    "two order relations": proved("N <~ N <~ N", leaf()),
    "an order claim in a formula": proved("not N <~ 1", leaf()),
    "an order claim as a condition": proved("x >= 1", leaf(("1", "domain:x")), where=["N <~ 1"]),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_attempts_at_false_or_senseless_statements_are_rejected(name):
    result = check(ATTEMPTS[name])
    assert not result.valid
    assert ("not shown to be other than zero" in result.reason) == ("defined" in name or "power of" in name)
