"""A registry file that is right, and ways to make it wrong."""

MINE = """\
[parameters]            # domains of everything that is not m, m1, m2, r
d = "integer >= 1"
s = "real > 0"

[[class]]
id = "my-hoelder"
name = "Hölder ball of order s on [0,1]^d"
statement = "functions whose derivatives of order s are bounded by 1"

[[claim]]
id = "me-2026/upper"
title = "My networks"
direction = "upper"
quantity = "N"
class = "my-hoelder"
order = "eps^(-d/s)*log(1/eps)"
conditions = []
approximators = { kind = "network", activation = "tanh", depth = "log", width = "any", weights = "polynomial", selection = "any" }
norm = "sup"
counting = "nonzero"
status = "conjecture"
source = "me, draft"

[[claim]]
id = "me-2026/lower"
title = "All networks"
direction = "lower"
quantity = "N"
class = "my-hoelder"
order = "eps^(-d/(2*s))"
approximators = { kind = "network", activation = "tanh" }
norm = "sup"
counting = "nonzero"
status = "conjecture"
source = "me, draft"
"""  # noqa: E501

# what is replaced by what, and what the error then says
WRONG = {
    "key": ('order = "eps^(-d/s)*', 'ordr = "eps^(-d/s)*', "line 16, claim .*did you mean order"),
    "top": ("[[class]]", "[[klass]]", "line 5: no key 'klass'; did you mean class?"),
    "table": ("[[claim]]", "[claim]", "no TOML"),
    "missing": ('source = "me, draft"\n\n', "\n", "line 10, claim .*upper': it has no source"),
    "type": ('"eps^(-d/(2*s))"', "7", "line 30, .*lower': order: got the number 7, expected a text"),
    "list": ("conditions = []", "conditions = {}", "line 17, claim .*upper': conditions: got a table"),
    "item": ("conditions = []", 'conditions = ["s > 1", 2]', "line 17, claim .*upper': conditions: got the number 2"),
    "inline": ('depth = "log"', 'depth = "deep"', "line 18, claim .*upper', approximators: depth: got 'deep'"),
    "activation": ('activation = "tanh", d', 'activation = "tan", d', "line 18, .* did you mean tanh"),
    "domain": ('"real > 0"', '"real > zero"', "line 3, parameters: s: got 'zero', expected an exact number"),
    "domain word": ('"real > 0"', '"complex"', "line 3, parameters: s: got 'complex', expected a domain"),
    "domain type": ('"real > 0"', "3", "line 3, parameters: s: got '3', expected a domain"),
    "integer from 2": ('"integer >= 1"', '"integer >= 2"', "line 2, parameters: d: .* say the rest as a condition"),
    "reserved": ("s = ", "eps = ", "line 3, parameters: eps: eps has a meaning of its own"),
    "family": ("s = ", "r = ", "line 3, parameters: r: .*another name: r is an integer ≥ 1 everywhere"),
    "undeclared": ('s = "real > 0"', "", "line 16, claim .*upper': order: .*the domain of s is not declared"),
    "grammar": ("eps^(-d/s)", "eps^(-d/s", "line 16, claim .*upper': order: cannot read"),
    "tower": ("eps^(-d/s)", "eps^(10**10**10)", "line 16, claim .*upper': order: "),
    "exponent": ("eps^(-d/s)", "eps^(-1e999999999)", "line 16, claim .*upper': order: "),
    "digits": ("eps^(-d/s)", f"eps^(-{'9' * 1500})", "line 16, claim .*upper': order: "),
    "call": ("eps^(-d/s)", "__import__('os').getcwd()", "line 16, claim .*upper': order: cannot read"),
    "scale": ("eps^(-d/s)*log(1/eps)", "N^(d/s)", "line 16, .*is not an order in eps"),
    "condition": ("conditions = []", 'conditions = ["s >"]', "line 17, claim .*upper': conditions: "),
    "id": ('"me-2026/upper"', '"me 2026"', "line 11, claim 'me 2026': id: 'me 2026' is no id"),
    "id control": ('"me-2026/upper"', '"me\\u001b[31m"', "line 11, .*: id: it has control characters"),
    "id slash": ('"me-2026/upper"', '"me//upper"', "id: 'me//upper' is no id"),
    "twice": ('"me-2026/upper"', '"me-2026/lower"', "line 25, .*lower': id: .* is taken by the claim me-2026/lower"),
    "continues": ('"me-2026/upper"', '"me-2026/lower/x"', "me-2026/lower is taken by the claim me-2026/lower/x"),
    "built-in": ('"me-2026/upper"', '"yarotsky-2018"', "line 11, .*yarotsky-2018 is taken by .* .built-in"),
    "derived": ('"me-2026/upper"', '"yarotsky-2018/emulation"', "line 11, .*ids of what follows"),
    "class": ('class = "my-hoelder"', 'class = "hoelder-b"', "line 15, claim .*upper': class: got 'hoelder"),
    "class taken": ('id = "my-hoelder"', 'id = "sobolev-ball"', "line 6, .*sobolev-ball is taken by another target"),
    "class short": ('id = "my-hoelder"', 'id = "barron"', "line 6, .*barron is taken by another target class"),
    "quantity": ('quantity = "N"', 'quantity = "M"', "line 14, claim .*upper': quantity: got 'M'"),
    "status": ('status = "conjecture"', 'status = "proved"', "line 21, claim .*upper': status: got 'proved'"),
    "quoted": ('status = "conjecture"', 'status = "quoted"', "claim .*upper': .*quoted, but compared with nothing"),
    "depends": ("conditions = []", 'depends_on = ["yarotsky"]', "line 17, .*no claim 'yarotsky'; did you mean"),
    "itself": ("conditions = []", 'depends_on = ["me-2026/upper"]', "me-2026/upper: depends on itself"),
    "hypothesis": ("conditions = []", 'hypotheses = ["continuous"]', "line 17, .*did you mean continuous-selection"),
    "empty": ('title = "My networks"', 'title = " "', "line 12, claim .*upper': title: it is empty"),
    "long": ("My networks", "x" * 3_000, "line 12, claim .*upper': title: longer than 2000 characters"),
    "same key": ('title = "My networks"', 'title = "My networks"\ntitle = "b"', "Cannot overwrite a value .at line 13"),
}  # fmt: skip
