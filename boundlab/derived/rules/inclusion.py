"""Inclusion: monotonicity in regimes, target class, error norm and counting. Used to apply a bound to a query."""

from boundlab.derived.rule import Rule

RULE = Rule(
    "inclusion",
    "A lower bound holds for fewer networks, more targets, a stronger norm and a count that counts more; an upper bound"
    " for more networks, fewer targets, a weaker norm and a count that counts less.",
    "Infima over smaller sets and suprema over larger sets grow; on the cube the L2 norm is at most a"
    " constant times the"
    " sup norm; non-zero parameters are among all parameters.",
)
