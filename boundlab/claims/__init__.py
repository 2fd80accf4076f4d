"""Claims as data: what a theorem says, about what, under which hypotheses; the registry, and comparisons of two."""
