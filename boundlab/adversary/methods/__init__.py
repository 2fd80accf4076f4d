"""Fitting methods, one a file: SUMMARY, CONTINUOUS, and method(N, m) -> (fit, decode)."""
