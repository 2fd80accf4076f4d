"""Random statements: every answer is accepted by the checker and true on a grid; both parsers read the same."""

import random
from fractions import Fraction

import pytest
from statement_soak import Statements, soak

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.statement import holds_at, parse_statement
from boundlab.checking.decision import Proof
from boundlab.errors import BoundlabError
from boundlab.symbolic.statement import Statement

PIECES = [
    *"mnab_NεeE+-*/^()<>=~,.!&|;: \t\n0123456789[]{}%'", "eps", "log", "log(N)", "log(1/eps)", "min(", "max(", " and ",
    " or ", " not ", ">=", "<=", "==", "!=", "**", "<~", ">~", "<<", ">>", *"≥≤≠≲≺≍≳≻·×−₁₀", "1e3", "1_0", "0x1", "007",
    ".5", "2.5", "1.", "True", "None", "lambda", "if", "m1", "++", "- -", "=>", "//", "# ",
    # letters and signs that look like one of the above, or that Python reads as one
    *"ɛхеаΝγﬁ²½Ⅷ１ℕｍµ‐∗⋅＞", "\u00a0", "\u200b", "\u2061",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_answers_on_random_statements(seed):
    found = soak(seed, 110, work=100_000)
    verdicts = {verdict for _, verdict in found}
    assert {"proved", "refuted", "vacuous"} <= verdicts
    assert sum(n for (_, verdict), n in found.items() if verdict == "undecided") <= 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_answers_on_twenty_thousand_random_statements(seed):
    found = soak(seed, 2_000, work=150_000)
    assert sum(n for (_, verdict), n in found.items() if verdict != "undecided") >= 1_900


def changed(text, chance):
    """Return `text` with a few pieces put in, left out or replaced."""
    for _ in range(chance.randint(0, 3)):
        i = chance.randrange(len(text) + 1)
        text = text[:i] + chance.choice(["", chance.choice(PIECES)]) + text[i + chance.randint(0, 2) :]
    return text


def texts(seed, count):
    statements, chance = Statements(seed), random.Random(seed)
    for _ in range(count):
        if chance.random() < 0.2:
            yield "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 7)))
        else:
            yield changed(statements.draw()[0], chance)


def by_checker(texts):
    """Return the checker's reading, None if it refuses the statement."""
    try:
        statement = parse_statement(texts)
        Proof(statement)  # an order is looked at here
    except Rejected:
        return None
    return statement


def outcomes(violated, points):
    found = []
    for point in points:
        try:
            found.append(violated(point))
        except (ZeroDivisionError, Rejected):
            found.append("undefined")
    return found


def agree(text, chance):
    """Return the statement if both parsers accept `text`; they must agree on that and on what it means."""
    try:
        statement = Statement.parse(text)
    except BoundlabError as error:
        if "zero" not in str(error) and "vanishes" not in str(error):
            refused = by_checker({"claim": text, "where": [], "real": []}) is None
            return None if refused else pytest.fail(f"{text!r} is refused by one parser only: {error}")
        return None
    second = by_checker(statement.to_json())
    assert second is not None, text
    assert second.parameters == set(statement.parameters), text
    points = [{n: Fraction(chance.randint(1, 5)) for n in statement.parameters} for _ in range(4)]
    ours = outcomes(lambda p: statement.defined(p) and not statement.holds(p), points)
    theirs = outcomes(lambda p: not holds_at(second, p), points)
    assert all(x == y for x, y in zip(ours, theirs, strict=True) if "undefined" not in (x, y)), (text, ours, theirs)
    return statement


@pytest.mark.parametrize("seed", range(3))
def test_both_parsers_read_random_texts_alike(seed):
    chance = random.Random(seed)
    accepted = [agree(text, chance) is not None for text in texts(seed, 1_000)]
    assert 200 < sum(accepted) < 900


LETTERS = [chr(i) for i in range(0x80, 0x2FF) if chr(i).isprintable()] + list("αβγεϵеохрсΝΑΕ₁²ℕ①Ⅷﬁｍ")


@pytest.mark.parametrize(
    "form", ["{} >= 1", "m{} >= 1", "{}m >= 1", "m*{} >= 1", "N^({}) <~ N", "m >= 1 {}", "{}^(-1) <~ 1"]
)
def test_no_letter_of_another_alphabet_is_read(form):
    for letter in LETTERS:
        text = form.format(letter)
        chance = random.Random(0)
        allowed = (letter == "ε" and form == "{}^(-1) <~ 1") or (letter == "₁" and form.startswith("m{"))
        assert (agree(text, chance) is not None) == allowed, text
        if not letter.isspace():
            with pytest.raises(BoundlabError):
                Statement.parse("m >= 1", (), (letter,))
            with pytest.raises(Rejected):
                parse_statement({"claim": "m >= 1", "where": [], "real": [letter]})
