"""Section 5 of Galanti & Wolf 2020: the printed parameter counts, recounted from the printed layer widths.

Counts are of weights, without biases, as in the paper. Where the printed count is a formula in i, the recount is
compared as a polynomial, for all i.

* Embedding dimension (Fig. 1b): q is `d_in → 10 → 1`. The printed d_in = d_x + 100i gives 10^3(i+1) + 10, the
  output 10^3·i of e gives
  10^4·i + 1010; printed is 10^4(i+1) + 10, which fits neither. f is `100 → 100 → 100i → N_g`, N_g = 1010.
* Rotations (Fig. 3): g is `3072 → 10 → 12`.
"""

from __future__ import annotations

from itertools import pairwise

from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, verdict

KNOWN = {
    "q-printed-input": "10^4(i+1) + 10 does not follow from d_in = d_x + 100i",
    "q-embedding-output": "10^4(i+1) + 10 does not follow from an embedding of dimension 10^3·i",
    "f-generator": "the last layer of f has 100i·1010 weights, not 10^5·i",
    "rotations-outputs": "10h²c + 10 counts one output; 12 classes give 10h²c + 120",
}


def weights(*widths: str) -> str:
    """Return the number of weights of fully connected layers as an expression.

    >>> weights("100", "10", "1")
    '(100)*(10) + (10)*(1)'
    """
    return " + ".join(f"({a})*({b})" for a, b in pairwise(widths))


def count(name: str, widths: tuple[str, ...], printed: str, what: str) -> Step:
    """The network of these widths has `printed` weights."""
    return decided(name, f"{weights(*widths)} = {printed}", statement=f"{what}, widths {' → '.join(widths)}")


def check(budget: Budget, seed: int) -> Verdict:
    """Recount; the corrected counts are proved, the printed ones refuted."""
    q_printed, q_output = ("100 + 100*i", "10", "1"), ("100 + 1000*i", "10", "1")
    f, g = ("100", "100", "100*i", "1010"), ("h*h*c", "10", "12")
    return verdict(
        [
            count("q-printed-input", q_printed, "10^4*(i+1) + 10", "q as printed"),
            count("q-embedding-output", q_output, "10^4*(i+1) + 10", "q as printed"),
            count("q-printed-input-recounted", q_printed, "10^3*(i+1) + 10", "q"),
            count("q-embedding-output-recounted", q_output, "10^4*i + 1010", "q"),
            count("f-generator", f, "10^4 + 10^4*i + 10^5*i", "f as printed"),
            count("f-generator-recounted", f, "10^4 + 10^4*i + 101000*i", "f"),
            count("rotations-outputs", g, "10*h^2*c + 10", "g as printed"),
            count("rotations-outputs-recounted", g, "10*h^2*c + 120", "g"),
            count("rotations-cifar", ("32*32*3", "10", "12"), "30840", "g on CIFAR-10, as the appendix has it"),
            count("colorization-g", ("42", "10", "3"), "450", "g"),
            count("colorization-q", ("492", "10", "3"), "4950", "q"),
            count("depth-g", ("1000", "10", "1"), "10010", "g, Fig. 1a"),
            count("depth-q", ("1000 + E", "10", "1"), "10^4 + 10*E + 10", "q, Fig. 1a"),
        ],
        budget,
        seed,
    )


CONTROLS = (
    Control("biases counted as well", lambda b, s: count("c", ("1000 + E", "10", "1"), "10^4 + 10*E + 21", "q")),
    Control("one output instead of twelve", lambda b, s: count("c", ("h*h*c", "10", "12"), "10*h^2*c + 10", "g")),
    Control("a width off by one", lambda b, s: count("c", ("1000 + E", "11", "1"), "10^4 + 10*E + 10", "q")),
)
