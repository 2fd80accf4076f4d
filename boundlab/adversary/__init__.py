"""Borsuk-Ulam as an adversary: for a continuous fitting method, a target on which it must fail."""
