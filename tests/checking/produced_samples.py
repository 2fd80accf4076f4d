"""Makes the samples: one certificate or more of every kind, small enough to be checked thousands of times."""

import json
from fractions import Fraction

from decision_certificates import PROOFS, REFUTATIONS

from boundlab import architectures
from boundlab.auditing import witnesses
from boundlab.auditing.findings.asymmetry import FINDING
from boundlab.derived.load import load
from boundlab.function_classes.parse import parse_target
from boundlab.rigorous import Query, sandwich, select
from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
from boundlab.rigorous.embedding_entropy import FORMS, EmbeddingQuery, embedding_lower_bound
from boundlab.rigorous.gated_units import gated_units
from boundlab.rigorous.interval_inclusion import enclose
from boundlab.rigorous.memorisation import memorise
from boundlab.symbolic.decide import decide


def bound(engine, *query, **network):
    return select(engine)[0].bound(Query(*query, **network)).certificate


def bounds():
    net = {"depth": 3, "weights_bound": 2, "bits": 4}
    yield "continuous", bound("continuous-selection", 2, 2, "1/100")
    yield "smoothed", bound("continuous-selection", 1, 3, "1e-4")
    yield "textbook", bound("textbook-bump", 1, 2, "1/100")
    yield "cones", bound("continuous-selection", 2, 1, "1/30")
    yield "midpoint", bound("midpoint-decoding", 2, 1, "1/9")
    yield "multilinear", bound("multilinear-interpolation", 2, 2, "1/99")
    yield "spline", bound("spline-interpolation", 2, 3, "1/999")
    yield "recovery", bound("optimal-recovery", 1, 3, "1/999")
    yield "traces", bound("trace-recovery", 3, 4, "1/999")
    yield "cells", bound("adaptive-cells", 3, 1, "1/9")
    yield "cells in pairs", bound("adaptive-cells", 5, 1, "2/99")
    yield "lattice", bound("lattice-interpolation", 2, 2, "1/999")
    yield "lattices", bound("lattice-interpolation", 5, 2, "1e-9")
    yield "hats", bound("relu-hat-network", 1, 1, "1/9")
    yield "hats in 3", bound("relu-hat-network", 3, 2, "1/9")
    yield "products", bound("relu-product-network", 2, 2, "1/99")
    yield "hats in 4", bound("relu-hat-network", 4, 2, "1/9")
    yield "hats of order 1 in 2", bound("relu-hat-network", 2, 1, "1/9")
    sharp = {"kind": "constructive-bound", "direction": "upper", "hypotheses": ["continuous-selection"], "m": 2, "r": 2}
    method = {"name": "multilinear-interpolation", "cells": 7}
    yield "multilinear, sharp", {**sharp, "eps": "1/99", "N": 64, "method": method}
    yield "products in 3", bound("relu-product-network", 3, 2, "1/999")
    yield "products, one step", bound("relu-product-network", 2, 2, "1/2")
    yield "splines in 3", bound("spline-interpolation", 3, 4, "1/999")
    for m, cells in ((2, "1/30"), (2, "1/31"), (3, "1/30"), (3, "1/9"), (4, "1/9"), (5, "1/5"), (7, "1/3")):
        yield f"adaptive, {m}, {cells}", bound("adaptive-cells", m, 1, cells)
    for m, r, eps in ((2, 3, "1/99"), (3, 4, "1/99"), (2, 4, "1/999")):
        yield f"traces, {m}, {r}", bound("trace-recovery", m, r, eps)
    yield "splines of a higher degree", bound("continuous-selection", 1, 4, "1e-9")
    yield "smoothed, r = 2", bound("continuous-selection", 1, 2, "1e-6")
    yield "signs, any shape", bound("vc-depth", 1, 1, "1e-3", depth=3)
    yield "signs", bound("vc-layerwise", 1, 1, "1e-3", depth=3)
    yield "signs, no width", bound("vc-layerwise", 1, 1, "1/9", depth=3)
    yield "signs, wide", bound("vc-layerwise", 1, 1, "1e-4", depth=3, width=40)
    yield "recalled", bound("goldberg-jerrum", 1, 1, "1e-5", depth=3)
    yield "recalled, no width", bound("goldberg-jerrum", 1, 1, "1/9", depth=3)
    yield "recalled, tanh", bound("karpinski-macintyre", 1, 1, "1e-6", depth=2, activation="tanh")
    yield "bits", bound("finite-precision", 1, 2, "1e-3", **net)
    yield "entropy", bound("metric-entropy", 1, 1, "1e-4", **net)
    yield "entropy, tanh", bound("metric-entropy", 2, 1, "1e-2", **net, activation="tanh")
    yield "entropy, no width", bound("metric-entropy", 1, 1, "1/9", **net)
    yield "entropy, wide", bound("metric-entropy", 1, 1, "1e-3", width=9, **net)
    question = EmbeddingQuery(1, 1, 2, "1e-3", 1, 1, 10, 3, 50, e_at_zero=1)
    for form in FORMS:
        yield form, embedding_lower_bound(question, form).certificate
    small = EmbeddingQuery(2, 1, 3, "1e-7", "1/2", 1, 2, 4, 9, e_at_zero="1/3", activation="tanh")
    large = EmbeddingQuery(1, 2, 2, "1e-7", 2, 1, 3, 2, 7)
    # What e(0) costs is paid once for each of k coordinates.
    many = EmbeddingQuery(1, 1, 200, "1e-4", 1, 1, 2, 2, 3, e_at_zero=1)
    yield "embedding, many coordinates", embedding_lower_bound(many, "embedding").certificate
    for form in FORMS:
        yield f"{form}, small", embedding_lower_bound(small, form).certificate
        yield f"{form}, large", embedding_lower_bound(large, form).certificate
    saturated = EmbeddingQuery(1, 1, 1, "1e-3", "1/9", "1/2", 2, 2, 5, activation="tanh")
    yield "embedding, tanh", embedding_lower_bound(saturated, "embedding").certificate
    yield "sandwich", sandwich(Query(1, 2, "1/99")).certificate()
    yield "tight", sandwich(Query(1, 1, "1/99")).certificate()


def lattices():
    # x on the line between two samples: h(1) = (2h(0) + h(3) - 2Δ_1 - Δ_2)/3
    classes = [{"node": [1, 0], "xx": [0, 0, -43, 1, 0, -21], "xy": [], "yy": []}]
    line = {"generator": [2, 1], "half_width": 2, "bits": 6, "frame": "2", "classes": classes, "radius": "287/248"}
    line["lebesgue"] = "32/31"
    yield "lattice radius", {"kind": "lattice-radius", **line}


def audited():
    for activation in ("tanh", "sigmoid", "clipped-relu"):
        yield f"neuron, {activation}", witnesses.one_neuron_member(activation, 2)
    for activation in ("tanh", "sigmoid"):
        yield f"infimum, {activation}", {**witnesses.unattained_infimum(activation), "K": "1", "cells": 16}
    for activation in witnesses.AUDITED:
        yield f"facts, {activation}", witnesses.activation_facts(activation)
    for activation in witnesses.EMULATORS:
        yield f"emulation, {activation}", {**witnesses.relu_emulation(activation), "K": "1", "cells": 160}
    yield "not closed", witnesses.non_closed_ball(2, 10)
    yield "vanishing", witnesses.vanishing_targets(2)
    yield "variation", witnesses.total_variation_obstruction("sigmoid", 2, Fraction(1, 100))
    yield "variation, p = 1", witnesses.total_variation_obstruction("tanh", 1, Fraction(1, 50))
    yield "linear", {"kind": "linear-example", "matrix": [["1", "-1/2"], ["0", "2"], ["1/3", "0"]], "complexity": "5/2"}
    yield "oscillating", witnesses.oscillating_target("elu", 2)
    # The sums of the coefficients by hand: 1 + (4 + 1), and 1 + (6 + 1) + (30 + 6 + 4 + 1).
    yield "oscillating, sharp", {"kind": "oscillating-target", "activation": "relu", "r": 1, "p": 4, "c": "1/6"}
    yield "oscillating, r = 2", {"kind": "oscillating-target", "activation": "sin", "r": 2, "p": 6, "c": "1/49"}
    for activation in ("tanh", "arctan", "gelu-tanh", "mish", "elu"):
        sharp = witnesses.relu_emulation(activation)
        worst = Fraction(sharp["K"]) + Fraction(1, 50) if activation != "elu" else Fraction(1)
        yield f"sharp, {activation}", {**sharp, "K": str(worst), "cells": 800}
    for activation in ("hardtanh", "relu2", "gelu-tanh", "mish"):
        yield f"neuron, {activation}", witnesses.one_neuron_member(activation, 3)
    for m1 in (1, 2, 3):
        yield f"sparse, {m1}", witnesses.sparse_embedding(m1, Fraction(1, 10))
    # 4/n + k·(512/9 + 16/3)·g², n = k = 81, is 0.0947; the sum of both parts, not either, decides.
    yield "sparse, coarse", {**witnesses.sparse_embedding(1, Fraction(1, 10)), "g": "3/1000"}
    for number, verdict in enumerate(FINDING.verdicts(load())):
        yield f"asymmetry {number}", verdict.certificate


def memorised():
    x = [[0, 3], [2, -1], [5, 5], [-4, 1], [7, 2], [1, 1], [3, -6]]
    yield "memorisation", memorise(x, [1, -2, 3, 0, 5, -4, 2]).certificate()
    yield "memorisation, one block", memorise([[1, 0], [3, 5]], [2, -7]).certificate()
    tilted = [([["1/2", -1], [2, "1/3"]], [0, "1/5"]), ([[-1, 2]], [3])]
    for activation in ("relu", "tanh"):
        yield f"interval, {activation}", enclose(tilted, activation, [0, "-1/2"], ["1/4", 1]).certificate()
    yield "gates, all", gated_units(x[:4], [[1, 2], [-3, 1], [2, -5]]).certificate()
    yield "gates, not all", gated_units(x, [[1, 2], [-3, 1], [2, -5]]).certificate()


def others():
    for text, m1, m2, r, eps in (
        ("exp(x*y)*cos(x)/9", 1, 1, 1, "1/5"), ("sin(x + 2*y)", 1, 1, 1, "1/3"),
        ("x**3/(3 + y)", 1, 1, 2, "1/9"), ("abs(x - y)/5", 1, 1, 1, "1/9"),
        ("bumps:m=2,r=1,k=2,pattern=1", 1, 1, 1, "1/5"),
    ):  # fmt: skip
        built = construct_hypernetwork(parse_target(text, m1 + m2), m1, m2, r, eps, refine=1)
        yield f"hypernetwork, {text}", {**built.certificate(), "parts": 3}
    for name, options in (
        ("logah-decoder", {}), ("full", {"activation": "identity"}), ("chunked", {"primary": "3-4-1", "chunk": "5"}),
        ("hypertab", {}), ("low-rank", {}), ("random-matrix", {}),
    ):  # fmt: skip
        claims = architectures.get(name).from_text(options).structure()
        if claims:
            yield f"structure, {name}", architectures.certificate(claims)
    claims = [
        {"kind": "repeated-entries", "tensor": "W", "entries": 12, "distinct": 4, "bound": 4},
        {"kind": "linear-collapse", "layers": "all", "widths": [5, 3, 4, 6], "bound": 3},
        {"kind": "dropped-outputs", "chunks": 3, "chunk": 5, "used": 12, "bound": 3},
        {"kind": "rank-at-most", "matrix": "A", "rows": 7, "columns": 9, "inner": 2, "affine": False, "bound": 2},
    ]
    yield "structure", {"kind": "architecture-structure", "claims": claims}
    bump = select("textbook-bump")[0].bound(Query(2, 2, "1/1000")).certificate["space"]
    yield "sphere", {"kind": "sphere-inclusion", "m": 2, "r": 2, "gamma": "9/10", "space": bump, "points": SPHERE}
    for number, statement in enumerate(DECIDED):
        yield f"decision {number}", decide(*statement).certificate()
    for number, (claim, where) in enumerate(GROWTH):
        yield f"growth {number}", decide(claim, where).certificate()
    for number, (claim, where) in enumerate(INSTANCES):
        yield f"instances {number}", decide(claim, where).certificate()


INSTANCES = [
    ("sum(i=1..n: 1/i^2) <= 2", ()), ("2^n >= n^2", ("n >= 4",)), ("sum(i=1..n: i) >= n^2", ()),
    ("2^n >= 2^k", ("n > k",)), ("n^n >= 2^n", ("n >= 2",)), ("sum(i=1..n: i/n) = (n+1)/2", ()),
    ("mod(m*(m+1), 2) = 0", ()), ("sqrt(n)*sqrt(2) <= sqrt(3)", ("n >= 2", "sqrt(n) < 2")),
]  # fmt: skip
GROWTH = [
    ("N^a*log(log(N)) ≺ N^b", ["a < b"]), ("N^m ≲ log(N)^N", ["m >= 2"]), ("n^(-m) ≲ eps", ["n ≍ eps^(-1/2)"]),
    ("h*n^m ≻ 1", ["n ≻ 1", "h ≺ 1", "h ≻ n^(-m)"]), ("d ≲ n", ["n ≻ log(d)", "n ≻ 1", "d ≻ 1"]),
    ("d ≲ n", ["d ≻ n", "n ≻ d", "n ≻ 1"]),
]  # fmt: skip
SPHERE = ["0", "1/2", "1/4"]
DECIDED = [
    ("min(m1+m2, 2*m1) >= m1", ()), ("eps^(-m2/r) + eps^(-m1/r) <~ eps^(-(m1+m2)/r)", ()), ("m^2 > m", ("m <= 3",)),
    ("x^2 != 2", (), ("x",)),
]  # fmt: skip


def all_samples():
    """Return the samples as a reader of their files gets them."""
    found = {
        name: certificate
        for produced in (bounds(), lattices(), audited(), memorised(), others())
        for name, certificate in produced
    }
    found |= {f"proof, {name}": certificate for name, certificate in PROOFS.items()}
    found |= {f"refutation, {name}": certificate for name, certificate in REFUTATIONS.items()}
    found["bundle"] = {"kind": "bundle", "certificates": [found["linear"], found["not closed"]]}
    return json.loads(json.dumps(found))
