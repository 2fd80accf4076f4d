"""Rules that turn one bound into others: one file per rule, each with a `RULE`."""
